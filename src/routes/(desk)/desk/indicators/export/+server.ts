import { parseIndicators } from '#lib/desk/indicator-words.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** The catalogue, or one indicator with its breakdown, as a file: `format=csv` or `xlsx`. */
export const GET: RequestHandler = async ({ locals, url, getClientAddress }) => {
	const format = url.searchParams.get('format');
	if (format !== 'csv' && format !== 'xlsx') error(400, '请选择导出格式：CSV 或 Excel。');
	const code = url.searchParams.get('code');
	const choice = { ...parseIndicators(url.searchParams), ...(code ? { code } : {}) };
	const file = viewOf(await locals.app.indicators.indicatorFile(personOf(locals), getClientAddress(), choice, format));
	return new Response(file.bytes as Uint8Array<ArrayBuffer>, {
		headers: {
			'content-type': file.mediaType,
			'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
			'x-content-type-options': 'nosniff',
			'cache-control': 'no-store',
		},
	});
};
