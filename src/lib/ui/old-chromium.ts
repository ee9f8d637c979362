// Walls may run Chromium 86: two small things that SvelteKit's client and ours may use and that came later (93, 92).

if (typeof Object.hasOwn !== 'function') {
	Object.defineProperty(Object, 'hasOwn', {
		value: (target: object, key: PropertyKey) => Object.prototype.hasOwnProperty.call(target, key),
		configurable: true,
		writable: true,
	});
}

if (typeof Array.prototype.at !== 'function') {
	Object.defineProperty(Array.prototype, 'at', {
		value: function (this: unknown[], index: number): unknown {
			const place = Math.trunc(index) || 0;
			return this[place < 0 ? this.length + place : place];
		},
		configurable: true,
		writable: true,
	});
}

export {};
