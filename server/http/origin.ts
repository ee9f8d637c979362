import type { IncomingMessage } from 'node:http';

type Headers = Pick<IncomingMessage, 'headers'>['headers'];

/** Whether a request that changes something, or a socket handshake, comes from our own pages (or from no browser at all). */
export function originIsOurs(headers: Headers, configured?: string): boolean {
	const site = headers['sec-fetch-site'];
	if (typeof site === 'string' && site !== 'same-origin' && site !== 'none') return false;
	const { origin } = headers;
	if (!origin) return true;
	if (configured && origin === configured) return true;
	try {
		return new URL(origin).host === headers.host;
	} catch {
		return false;
	}
}
