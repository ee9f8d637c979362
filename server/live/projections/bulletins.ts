import type { BulletinsPayload } from '../../../src/lib/contract/topics-quality.ts';
import type { Inline, Paper, PaperBlock } from '../../core/report/paper.ts';
import { paperKindNames } from '../../core/report/paper-parts.ts';
import { superiorsOf } from '../../core/directory/court-tree.ts';
import { readArchive, type ArchiveRow } from '../../store/paper-archive.ts';
import { isDaily, readPaperById } from '../../store/publications.ts';
import { shortName, type ScopeView } from '../scope.ts';

const shown = 12;
const linesShown = 4;
const longestLine = 120;
const remembered = 200;

/** Lead findings by publication: what was issued never changes. */
const leads = new Map<string, readonly string[]>();

const dailyNames = { daily: '执行日统计', 'overdue-bulletin': '逾期节点通报' } as const;

const textOf = (parts: readonly Inline[], figures: ReadonlyMap<string, string>): string =>
	parts.map((part) => (typeof part === 'string' ? part : (figures.get(part.ref) ?? '—'))).join('');

const paragraphs = (block: PaperBlock): readonly (readonly Inline[])[] =>
	block.kind === 'slot' ? block.paragraphs : block.kind === 'para' ? [block.parts] : [];

/** A finding as far as its whole sentences go: half a sentence says nothing. One that is too long by itself is cut. */
function shortened(line: string): string {
	if (line.length <= longestLine) return line;
	const end = Math.max(line.lastIndexOf('。', longestLine - 1), line.lastIndexOf('；', longestLine - 1));
	return end > 0 ? `${line.slice(0, end)}。` : `${line.slice(0, longestLine - 1)}…`;
}

/** The first findings of a paper in its own words. */
export function leadLines(paper: Pick<Paper, 'blocks' | 'figures'>): readonly string[] {
	const figures = new Map(paper.figures.map(({ id, text }) => [id, text]));
	const all = paper.blocks.flatMap((block) => paragraphs(block).map((parts) => textOf(parts, figures).trim()));
	return all
		.filter((line) => line !== '')
		.slice(0, linesShown)
		.map(shortened);
}

async function linesOf(scope: ScopeView, row: ArchiveRow): Promise<readonly string[]> {
	if (isDaily(row.kind)) return [];
	const known = leads.get(row.id);
	if (known) return known;
	const stored = await readPaperById(scope.source.db, row.id);
	const lines = stored ? leadLines(stored.paper) : [];
	if (leads.size >= remembered) leads.clear();
	leads.set(row.id, lines);
	return lines;
}

/** Publications that the court or a court above it has issued, last issued first, of one day the latest period. Corrected ones give way to their correction. */
export async function bulletins(scope: ScopeView): Promise<BulletinsPayload> {
	const { source, court } = scope;
	const directory = source.directory();
	const courts = [court.code, ...superiorsOf(directory, court.code).map(({ code }) => code)];
	const { rows, total } = await readArchive(source.db, { courts, inForce: true, limit: shown, offset: 0 });
	const out: BulletinsPayload['rows'][number][] = [];
	for (const row of rows)
		out.push({
			id: row.id,
			kindName: isDaily(row.kind) ? dailyNames[row.kind] : paperKindNames[row.kind],
			number: row.number,
			title: row.title,
			courtName: shortName(directory.courts.get(row.court)?.name ?? row.court),
			issuedAt: row.issuedAt,
			version: row.version,
			lines: await linesOf(scope, row),
		});
	return { rows: out, total };
}
