/** Where the keys lead among the rows of a list: j, k and the arrows; undefined when the key is none of ours. */
export function nextRow(key: string, at: number, count: number): number | undefined {
	if (count === 0) return undefined;
	if (key === 'j' || key === 'ArrowDown') return Math.min(count - 1, at + 1);
	if (key === 'k' || key === 'ArrowUp') return at < 0 ? count - 1 : Math.max(0, at - 1);
	if (key === 'Home') return 0;
	if (key === 'End') return count - 1;
	return undefined;
}

const isTyping = (target: EventTarget | null): boolean =>
	target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'SELECT', 'TEXTAREA'].includes(target.tagName));

/** Makes the links marked `data-row-link` inside a list reachable by keys. Arrows work only once the list has the focus, j and k always; Enter is the link's own. */
export function rowKeys(list: HTMLElement): { destroy(): void } {
	const onKey = (event: KeyboardEvent): void => {
		if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
		const links = [...list.querySelectorAll<HTMLAnchorElement>('[data-row-link]')];
		const at = links.findIndex((link) => link === document.activeElement);
		if (at < 0 && event.key !== 'j' && event.key !== 'k') return;
		const next = nextRow(event.key, at, links.length);
		if (next === undefined) return;
		event.preventDefault();
		links[next]?.focus();
		links[next]?.scrollIntoView({ block: 'nearest' });
	};
	window.addEventListener('keydown', onKey);
	return { destroy: () => window.removeEventListener('keydown', onKey) };
}
