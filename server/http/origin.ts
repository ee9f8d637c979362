import type { IncomingMessage } from 'node:http';

type Headers = Pick<IncomingMessage, 'headers'>['headers'];

/**
 * The address a request comes from. Behind a proxy that is trusted (`TRUST_PROXY`) it is the last one in `x-forwarded-for`: the one that our own
 * proxy has written; whatever stands before it the client may have made up. Otherwise the header is not believed.
 */
export function clientAddress(request: Pick<IncomingMessage, 'headers' | 'socket'>, trustsProxy: boolean): string {
	const forwarded = trustsProxy ? [request.headers['x-forwarded-for'] ?? []].flat().join().split(',').at(-1)?.trim() : undefined;
	return forwarded || (request.socket.remoteAddress ?? '-');
}

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
