/** One cell: quoted where it must be; what a spreadsheet would take for a formula is made plain text. */
function cell(value: string | number | undefined): string {
	if (typeof value === 'number') return String(value);
	const text = value ?? '';
	const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A table as CSV with a byte order mark, so that spreadsheets read its Chinese. */
export function csvOf(head: readonly string[], rows: readonly (readonly (string | number | undefined)[])[]): string {
	return `\ufeff${[head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** Headers of a CSV to be saved under a name. */
export function csvHeaders(name: string): Record<string, string> {
	return {
		'content-type': 'text/csv; charset=utf-8',
		'content-disposition': `attachment; filename="list.csv"; filename*=UTF-8''${encodeURIComponent(name)}`,
	};
}
