import type { MiddlewareHandler } from 'hono';
import type { ApiEnv } from './caller.ts';
import { problem } from './problem.ts';

const megabyte = 1024 * 1024;

/** Documents may be larger than batches: 10 MB each, and what a form adds. */
const mostMegabytes = (path: string): number => (path.endsWith('/documents') ? 12 : 8);

async function readUpTo(stream: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of stream) {
		size += chunk.length;
		if (size > most) return undefined;
		chunks.push(chunk);
	}
	return Uint8Array.from(Buffer.concat(chunks));
}

/** Refuses bodies over 8 MB (12 MB where documents are put in), told or streamed. Hono's own limit cannot rebuild a streamed request of the node server (500 for each of them). */
export const limitBody: MiddlewareHandler<ApiEnv> = async (c, next) => {
	const most = mostMegabytes(c.req.path);
	const mostBytes = most * megabyte;
	const tooLarge = (): Response => problem(c, 413, 'too-large', `请求正文超过 ${most} MB`);
	const told = c.req.header('content-length');
	if (told !== undefined) return Number(told) > mostBytes ? tooLarge() : next();
	if (c.req.header('transfer-encoding') === undefined || !c.req.raw.body) return next();
	const body = await readUpTo(c.req.raw.body, mostBytes);
	if (!body) return tooLarge();
	const { url, method, headers } = c.req.raw;
	c.req.raw = new Request(url, { method, headers, body });
	return next();
};
