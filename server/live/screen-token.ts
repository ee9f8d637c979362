import { secretHash } from '../auth/secrets.ts';

/** The cookie in which a paired screen keeps its token. */
export const screenCookie = 'screen';

/** A cookie of a request's header, decoded. */
export function cookieOf(header: string | undefined, name: string): string | undefined {
	for (const part of (header ?? '').split(';')) {
		const at = part.indexOf('=');
		if (at < 0 || part.slice(0, at).trim() !== name) continue;
		try {
			return decodeURIComponent(part.slice(at + 1).trim());
		} catch {
			return undefined;
		}
	}
	return undefined;
}

/** The token with which a socket comes as a screen: its own, or that of the cookie unless the person is meant. */
export function screenTokenOf(credentials: {
	readonly token?: string;
	readonly cookie?: string;
	readonly screen?: boolean;
}): { readonly hash: string; readonly fromCookie: boolean } | undefined {
	const cookie = credentials.screen === false ? undefined : cookieOf(credentials.cookie, screenCookie);
	const token = credentials.token ?? cookie;
	return token ? { hash: secretHash(token), fromCookie: credentials.token === undefined } : undefined;
}
