const base = 'https://own.invalid';

/** Where to go after signing in: only a path of this program itself, else the desk's start page. */
export function ownPath(asked: string | null | undefined, fallback = '/desk'): string {
	if (!asked?.startsWith('/') || /^\/[/\\]/.test(asked)) return fallback;
	// The parser drops tabs and line ends before it reads: `/\t/host` would be another host.
	if ([...asked].some((sign) => sign.charCodeAt(0) < 32)) return fallback;
	let url: URL;
	try {
		url = new URL(asked, base);
	} catch {
		return fallback;
	}
	const path = `${url.pathname}${url.search}${url.hash}`;
	// `/.//host` is an own path that a browser would read as another host once it is normalised.
	if (url.origin !== base || path.startsWith('//') || url.pathname === '/login') return fallback;
	return path;
}

/** The sign-in page that leads back to a path. */
export function loginPath(next: string): string {
	const own = ownPath(next);
	return own === '/desk' ? '/login' : `/login?next=${encodeURIComponent(own)}`;
}
