import type { NodeMonitorPayload } from '../../contract/topics-monitor.ts';

/** A row of the list of nodes. */
export type NodeRow = NodeMonitorPayload['rows'][number];

/** A line of a column: the heading of a stage, or a node. */
export type NodeLine = { readonly kind: 'stage'; readonly name: string } | { readonly kind: 'node'; readonly row: NodeRow };

function stagesOf(rows: readonly NodeRow[]): readonly (readonly NodeRow[])[] {
	const stages: NodeRow[][] = [];
	for (const row of rows) {
		const last = stages.at(-1);
		if (last?.[0]?.stage === row.stage) last.push(row);
		else stages.push([row]);
	}
	return stages;
}

/** Rows under their stages in columns of so many lines. A heading never ends a column; a stage that goes on in the next one is named there again. */
export function packColumns(rows: readonly NodeRow[], lines: number): readonly (readonly NodeLine[])[] {
	const most = Math.max(2, lines);
	const columns: NodeLine[][] = [];
	let column: NodeLine[] = [];
	for (const stage of stagesOf(rows)) {
		let named = false;
		for (const row of stage) {
			if (column.length + (named ? 1 : 2) > most) {
				if (column.length > 0) columns.push(column);
				column = [];
				named = false;
			}
			if (!named) column.push({ kind: 'stage', name: row.stage });
			named = true;
			column.push({ kind: 'node', row });
		}
	}
	if (column.length > 0) columns.push(column);
	return columns;
}

/** How the nodes stand on pages: so many columns beside each other, and lines in each. */
export interface NodePages {
	readonly lines: number;
	readonly pages: readonly (readonly (readonly NodeLine[])[])[];
}

/** All nodes on one page in columns as even as can be, where there is room for so many lines; else on pages of full columns. */
export function pageNodes(rows: readonly NodeRow[], columns: number, room: number): NodePages {
	const most = Math.max(2, room);
	for (let lines = Math.ceil(rows.length / columns); lines <= most; lines += 1) {
		const packed = packColumns(rows, lines);
		if (packed.length <= columns) return { lines: Math.max(2, ...packed.map((column) => column.length)), pages: [packed] };
	}
	const packed = packColumns(rows, most);
	const pages = Array.from({ length: Math.ceil(packed.length / columns) }, (_, page) => packed.slice(page * columns, (page + 1) * columns));
	return { lines: most, pages };
}
