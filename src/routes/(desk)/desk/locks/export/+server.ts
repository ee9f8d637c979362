import { parseLockFilter } from '#lib/desk/lock-register-words.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** The register of locks by the filter of its page, as a file: `format=csv` or `xlsx`. */
export const GET: RequestHandler = async ({ locals, url, getClientAddress }) => {
	const format = url.searchParams.get('format');
	if (format !== 'csv' && format !== 'xlsx') error(400, '请选择导出格式：CSV 或 Excel。');
	const file = viewOf(
		await locals.app.locks.exportRegister(personOf(locals), getClientAddress(), parseLockFilter(url.searchParams), format),
	);
	return new Response(file.bytes as Uint8Array<ArrayBuffer>, {
		headers: {
			'content-type': file.mediaType,
			'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
			'x-content-type-options': 'nosniff',
			'cache-control': 'no-store',
		},
	});
};
