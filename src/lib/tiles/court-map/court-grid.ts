import type { CourtMapPayload } from '../../contract/topics-monitor.ts';

/** A court on the map. */
export type MapRow = CourtMapPayload['rows'][number];

/** How courts stand in a box: cells of equal size, and how much one of them can say. */
export interface CourtGrid {
	readonly columns: number;
	readonly rows: number;
	/** Courts on one page. */
	readonly perPage: number;
	readonly detail: 'full' | 'short' | 'small';
	/** How much larger than its least a cell of this detail is drawn. */
	readonly scale: number;
}

/** Least width and height of a cell in px of a 1080-line wall, for each of what it can say. */
const cells = { full: [196, 124], short: [150, 92], small: [108, 66] } as const;

/** The largest cells in which all courts stand; where not even the smallest do, as many as there is room for on each page. */
export function gridOf(count: number, width: number, height: number): CourtGrid {
	for (const detail of ['full', 'short', 'small'] as const) {
		const [cellWidth, cellHeight] = cells[detail];
		const most = { columns: Math.max(1, Math.floor(width / cellWidth)), rows: Math.max(1, Math.floor(height / cellHeight)) };
		const fits = most.columns * most.rows >= count;
		if (!fits && detail !== 'small') continue;
		if (!fits) return { ...most, perPage: most.columns * most.rows, detail, scale: 1 };
		let best: CourtGrid | undefined;
		for (let columns = 1; columns <= most.columns; columns += 1) {
			const rows = Math.max(1, Math.ceil(count / columns));
			if (rows > most.rows) continue;
			const scale = Math.min(width / columns / cellWidth, height / rows / cellHeight, 2.4);
			if (!best || scale > best.scale) best = { columns, rows, perPage: columns * rows, detail, scale: Math.round(scale * 100) / 100 };
		}
		if (best) return best;
	}
	return { columns: 1, rows: 1, perPage: 1, detail: 'small', scale: 1 };
}

/** Courts in the order of the court table; by overdue nodes only where the court has switched ranking on. */
export function orderCourts({ ranked, rows }: CourtMapPayload): readonly MapRow[] {
	return ranked ? rows.toSorted((a, b) => b.nodes.overdue - a.nodes.overdue) : rows;
}
