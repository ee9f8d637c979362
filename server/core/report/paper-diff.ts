import type { Paper, PaperBlock, PaperCell } from './paper.ts';
import { allBlocks, figuresOf, readCell, readInlines, tablesOf, type PaperTable } from './paper-parts.ts';

/** A figure that reads otherwise, came in, or fell away. */
export interface FigureChange {
	readonly id: string;
	readonly label: string;
	readonly court: string;
	/** As printed; absent where it was or is not cited. */
	readonly before?: string;
	readonly after?: string;
}

/** What became of a table's rows. Cells are as printed. */
export interface TableChange {
	readonly id: string;
	readonly title: string;
	readonly columns: readonly string[];
	readonly added: readonly (readonly string[])[];
	readonly removed: readonly (readonly string[])[];
	readonly changed: readonly { readonly before: readonly string[]; readonly after: readonly string[] }[];
}

/** A paragraph that reads otherwise; under which heading or part it stands. */
export interface WordChange {
	readonly under: string;
	readonly before?: string;
	readonly after?: string;
}

/** What a later version of a paper says otherwise than an earlier one. */
export interface PaperDiff {
	readonly title?: { readonly before: string; readonly after: string };
	readonly figures: readonly FigureChange[];
	readonly tables: readonly TableChange[];
	readonly words: readonly WordChange[];
}

/** Compares two versions. Figures are compared by their ids, rows by what they begin with, paragraphs in their order. */
export function diffPapers(before: Paper, after: Paper): PaperDiff {
	return {
		...(before.title === after.title ? {} : { title: { before: before.title, after: after.title } }),
		figures: diffFigures(before, after),
		tables: diffTables(before, after),
		words: diffWords(before, after),
	};
}

/** Whether two versions say the same. */
export const isSame = (diff: PaperDiff): boolean =>
	diff.title === undefined && diff.figures.length === 0 && diff.tables.length === 0 && diff.words.length === 0;

function diffFigures(before: Paper, after: Paper): readonly FigureChange[] {
	const [old, now] = [figuresOf(before), figuresOf(after)];
	return [...new Set([...old.keys(), ...now.keys()])].flatMap((id) => {
		const [a, b] = [old.get(id), now.get(id)];
		if (a?.text === b?.text) return [];
		const { label, court } = (b ?? a)!;
		return [{ id, label, court, ...(a ? { before: a.text } : {}), ...(b ? { after: b.text } : {}) }];
	});
}

function diffTables(before: Paper, after: Paper): readonly TableChange[] {
	const old = new Map(tablesOf(before).map((table) => [table.id, table]));
	const now = new Map(tablesOf(after).map((table) => [table.id, table]));
	return [...new Set([...now.keys(), ...old.keys()])].flatMap((id) => {
		const change = diffRows(rowsOf(before, old.get(id)), rowsOf(after, now.get(id)));
		const table = (now.get(id) ?? old.get(id))!;
		const none = change.added.length + change.removed.length + change.changed.length === 0;
		return none ? [] : [{ id, title: table.title, columns: table.columns.map(({ title }) => title), ...change }];
	});
}

interface Row {
	/** What tells rows apart: the cases in it, or the first words. */
	readonly key: string;
	readonly cells: readonly string[];
}

function rowsOf(paper: Paper, table: PaperTable | undefined): readonly Row[] {
	const figures = figuresOf(paper);
	const seen = new Map<string, number>();
	return (table?.rows ?? []).map((row) => {
		const cells = row.map((cell) => readCell(cell, figures));
		const stem = keyOf(row, cells);
		const n = seen.get(stem) ?? 0;
		seen.set(stem, n + 1);
		return { key: `${stem}#${n}`, cells };
	});
}

function keyOf(row: readonly PaperCell[], cells: readonly string[]): string {
	const cases = row.flatMap((cell) => (cell !== null && typeof cell === 'object' && 'caseId' in cell ? [cell.caseNumber] : []));
	// A case may stand in a list once for each of its nodes: the words beside the number tell them apart.
	const words = row.flatMap((cell, index) => (typeof cell === 'string' && !/^\d+$/u.test(cell) ? [cells[index]!] : []));
	return cases.length > 0 ? [...cases, words.join('|')].join('|') : (words[0] ?? cells[0] ?? '');
}

function diffRows(before: readonly Row[], after: readonly Row[]): Pick<TableChange, 'added' | 'removed' | 'changed'> {
	const old = new Map(before.map((row) => [row.key, row.cells]));
	const now = new Map(after.map((row) => [row.key, row.cells]));
	return {
		added: after.filter(({ key }) => !old.has(key)).map(({ cells }) => cells),
		removed: before.filter(({ key }) => !now.has(key)).map(({ cells }) => cells),
		changed: after.flatMap(({ key, cells }) => {
			const was = old.get(key);
			return was && was.join('\t') !== cells.join('\t') ? [{ before: was, after: cells }] : [];
		}),
	};
}

interface Line {
	readonly under: string;
	readonly text: string;
}

function linesOf(paper: Paper): readonly Line[] {
	const figures = figuresOf(paper);
	let under = '';
	const lines: Line[] = [];
	const add = (block: PaperBlock): void => {
		if (block.kind === 'heading') under = block.text;
		if (block.kind === 'para') lines.push({ under, text: readInlines(block.parts, figures) });
		if (block.kind === 'note') lines.push({ under, text: block.text });
		if (block.kind === 'slot') lines.push(...block.paragraphs.map((parts) => ({ under: block.title, text: readInlines(parts, figures) })));
	};
	allBlocks(paper).forEach(add);
	return [...lines, ...paper.notes.map((text) => ({ under: '说明', text }))];
}

/** Paragraphs that are only in one of the two, in the order of the later one; what stands in the same place is one change. */
function diffWords(before: Paper, after: Paper): readonly WordChange[] {
	const [old, now] = [linesOf(before), linesOf(after)];
	const kept = commonLines(old, now);
	const changes: WordChange[] = [];
	let [i, j] = [0, 0];
	for (const [a, b] of [...kept, [old.length, now.length] as const]) {
		const [gone, come] = [old.slice(i, a), now.slice(j, b)];
		for (let at = 0; at < Math.max(gone.length, come.length); at += 1) {
			const [was, is] = [gone[at], come[at]];
			changes.push({ under: (is ?? was)!.under, ...(was ? { before: was.text } : {}), ...(is ? { after: is.text } : {}) });
		}
		[i, j] = [a + 1, b + 1];
	}
	return changes;
}

/** Pairs of places of the longest run of paragraphs that both have in the same order. */
function commonLines(old: readonly Line[], now: readonly Line[]): readonly (readonly [number, number])[] {
	const length = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1));
	const equal = (i: number, j: number): boolean => old[i]!.text === now[j]!.text;
	for (let i = old.length - 1; i >= 0; i -= 1)
		for (let j = now.length - 1; j >= 0; j -= 1)
			length[i]![j] = equal(i, j) ? length[i + 1]![j + 1]! + 1 : Math.max(length[i + 1]![j]!, length[i]![j + 1]!);
	const pairs: (readonly [number, number])[] = [];
	for (let i = 0, j = 0; i < old.length && j < now.length;) {
		if (equal(i, j)) pairs.push([i++, j++]);
		else if (length[i + 1]![j]! >= length[i]![j + 1]!) i += 1;
		else j += 1;
	}
	return pairs;
}
