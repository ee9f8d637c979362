/**
 * A text that no spreadsheet takes for a formula: what begins like one gets an apostrophe. Full-width forms, leading blanks and control characters
 * count, since some programs fold them (OWASP ASVS 1.2.10). Numbers stay numbers.
 */
export function harmless(text: string): string {
	return /^[\s\u3000\p{Cc}]*[=+\-@＝＋－＠]|^[\t\r\n]|^\p{Cc}/u.test(text) ? `'${text}` : text;
}

function field(value: string | number | undefined): string {
	const text = typeof value === 'number' ? String(value) : harmless(value ?? '');
	return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A table as comma-separated values after RFC 4180, with the mark by which spreadsheets know UTF-8. */
export function csvOf(head: readonly string[], rows: readonly (readonly (string | number | undefined)[])[]): string {
	return `\u{FEFF}${[head, ...rows].map((row) => row.map(field).join(',')).join('\r\n')}\r\n`;
}
