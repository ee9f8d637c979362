/** How measures are laid out: name above figure, or `flat` beside it where the tile is low. */
export interface CreditGrid {
	readonly columns: number;
	readonly rows: number;
	readonly shown: number;
	readonly flat: boolean;
}

const cell = { width: 250, height: 60, flatHeight: 40 };

/** As few columns as there is height for, so that the order reads downwards; what has no room at all is left out at the end. */
export function creditGrid(count: number, width: number, height: number): CreditGrid {
	const most = Math.max(1, Math.floor((width + 32) / (cell.width + 32)));
	for (const [flat, each] of [
		[false, cell.height],
		[true, cell.flatHeight],
	] as const) {
		const fit = Math.max(1, Math.floor(height / each));
		const columns = Math.max(1, Math.min(most, 2, Math.ceil(count / fit)));
		if (columns * fit >= count)
			return {
				columns: Math.max(columns, count > 4 && most > 1 ? 2 : 1),
				rows: Math.ceil(count / Math.max(columns, count > 4 && most > 1 ? 2 : 1)),
				shown: count,
				flat,
			};
	}
	const columns = Math.min(most, 2);
	const rows = Math.max(1, Math.floor(height / cell.flatHeight));
	return { columns, rows, shown: Math.min(count, columns * rows), flat: true };
}
