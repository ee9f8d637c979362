import { personOf, viewOf } from '#lib/desk/page-view.ts';
import type { RequestHandler } from './$types';

const encodeName = (name: string): string =>
	encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** A document is only ever saved, never shown by the browser as a page of ours. */
export const GET: RequestHandler = async ({ locals, params, getClientAddress }) => {
	const { name, bytes } = viewOf(await locals.app.desk.document(personOf(locals), getClientAddress(), params.id));
	return new Response(bytes, {
		headers: {
			'content-type': 'application/octet-stream',
			'content-disposition': `attachment; filename*=UTF-8''${encodeName(name)}`,
			'content-length': String(bytes.byteLength),
			'content-security-policy': "default-src 'none'; sandbox",
		},
	});
};
