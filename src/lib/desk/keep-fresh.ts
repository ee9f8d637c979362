const everyMs = 8_000;

/**
 * Reads a page's data again every few seconds while somebody looks at it, until the returned function is called. The server is
 * asked first whether it is there: a page must not give way to an error because of a restart.
 */
export function keepFresh(readAgain: () => Promise<unknown>): () => void {
	let running = false;
	const timer = setInterval(() => {
		if (running || document.visibilityState !== 'visible') return;
		running = true;
		fetch('/readyz', { cache: 'no-store' })
			.then((answer) => (answer.ok ? readAgain() : undefined))
			.catch(() => undefined)
			.finally(() => (running = false));
	}, everyMs);
	return () => clearInterval(timer);
}
