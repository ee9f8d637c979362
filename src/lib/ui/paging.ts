/** Rows that fit a height; `fallback` until the height is known (first paint on the server). */
export function fitRows(height: number, rowHeight: number, fallback: number): number {
	if (height <= 0 || rowHeight <= 0) return Math.max(1, fallback);
	return Math.max(1, Math.floor((height + 0.5) / rowHeight));
}

/** Rows that share a list's height: of few rows each gets more of it, but never more than a row and a half. */
export function airyRows(count: number, size: number): number {
	return Math.max(Math.min(count, size), Math.ceil(size / 1.5));
}

/** Cuts rows into pages of a size. */
export function pagesOf<T>(rows: readonly T[], size: number): T[][] {
	const pages: T[][] = [];
	for (let from = 0; from < rows.length; from += size) pages.push(rows.slice(from, from + size));
	return pages;
}
