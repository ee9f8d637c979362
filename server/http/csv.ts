export { csvOf } from '../core/report/csv.ts';

/** Headers of a CSV to be saved under a name. */
export function csvHeaders(name: string): Record<string, string> {
	return {
		'content-type': 'text/csv; charset=utf-8',
		'content-disposition': `attachment; filename="list.csv"; filename*=UTF-8''${encodeURIComponent(name)}`,
	};
}
