import { upTo } from '../core/indicator/period.ts';
import { changeFrom } from '../core/indicator/figures.ts';
import type { Figure, FigureBoard, FigureQuery, Period } from '../core/indicator/types.ts';
import type { PaperBase, PaperBoards, QuotaRow, SpanSums } from '../core/report/papers/input.ts';
import { addDays, addMonths } from '../core/time/civil.ts';
import type { CourtDate } from '../core/time/types.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import { readOpeningSums, readSpanSums, readUnitClosings } from '../store/paper-readers.ts';
import { readQuotas } from '../store/quota.ts';
import type { FlowContext } from './context.ts';
import { readBoard } from './read-figures.ts';

/** The last day that counts: of the period, or today where it still runs. */
export const lastDay = (base: PaperBase): CourtDate => (base.running ? dayOfInstant(base.madeAt, base.court.zone) : base.period.to);

/** Boards of the period and of the year, of the groups below and of the peers; gives way to other work between them. */
export async function readBoards(context: FlowContext, base: PaperBase): Promise<PaperBoards> {
	const { court, courts } = base;
	const below = courts.length > 1;
	const board = async (query: Partial<FigureQuery> & { readonly period: Period }): Promise<FigureBoard> => {
		const found = await readBoard(context, { court: court.code, reach: 'subtree', by: 'total', ...query });
		await context.yield();
		return found;
	};
	const by = below ? 'court' : 'unit';
	const now = await board({ period: base.year, compare: ['yoy'], by });
	// The year as it stood at the end of the period before: nothing to compare with where that lies in another year.
	const then = base.before.to < base.year.from ? undefined : await board({ period: { ...base.year, to: base.before.to } });
	const groups = { ...now, total: { ...now.total, figures: sinceThen(now.total.figures, then?.total.figures) } };
	const parent = court.parent;
	return {
		year: { ...groups, groups: [] },
		groups,
		...(below ? {} : { persons: await board({ period: base.year, by: 'person' }) }),
		...(parent && court.level === 'basic' ? { peers: await peersOf(context, parent, court.level, base.year) } : {}),
	};
}

/** Cumulative figures beside what they were at the end of the period before. */
function sinceThen(now: readonly Figure[], then: readonly Figure[] | undefined): readonly Figure[] {
	return now.map((figure) => {
		const before = then?.find(({ code }) => code === figure.code)?.value ?? null;
		return { ...figure, mom: changeFrom(figure.value, before, before !== null) };
	});
}

/** The courts of the same level below the same superior: their mean is a sum over sums. */
async function peersOf(context: FlowContext, parent: string, level: string, period: Period): Promise<FigureBoard> {
	const { courts } = context.directory();
	const all = await readBoard(context, { court: parent, reach: 'subtree', by: 'court', period });
	await context.yield();
	return { ...all, groups: all.groups.filter((group) => courts.get(group.court)?.level === level) };
}

/** Sums of the spans that a paper compares. */
export async function readSums(context: FlowContext, base: PaperBase): Promise<SpanSums> {
	const { read: db } = context.store;
	const over = async ({ from, to }: Pick<Period, 'from' | 'to'>) => {
		const rows = await readSpanSums(db, base.courts, from, to);
		await context.yield();
		return rows;
	};
	const before = async (day: CourtDate) => {
		const rows = await readOpeningSums(db, base.courts, day);
		await context.yield();
		return rows;
	};
	const gap = { from: addDays(base.before.to, 1), to: addDays(base.period.from, -1) };
	return {
		span: await over(upTo(base.period, lastDay(base))),
		before: await over(base.before),
		year: await over(base.year),
		lastYear: await over(base.lastYear),
		opening: await before(base.year.from),
		lastOpening: await before(base.lastYear.from),
		gap: gap.from > gap.to ? [] : await over(gap),
	};
}

/** Quotas of the month of the last day and of the month after it, with what was closed in it so far. */
export async function readPaperQuotas(context: FlowContext, base: PaperBase): Promise<readonly QuotaRow[]> {
	const { read: db } = context.store;
	const day = lastDay(base);
	const first = `${day.slice(0, 7)}-01` as CourtDate;
	const months = { from: day.slice(0, 7), to: addMonths(first, 1).slice(0, 7) };
	const quotas = await readQuotas(db, { courts: base.courts, ...months });
	if (quotas.length === 0) return [];
	const closings = await readUnitClosings(db, base.courts, first, day);
	const closedBy = (court: string, unit: string): number =>
		closings.reduce((sum, row) => (row.court === court && (unit === '' || row.unit === unit) ? sum + row.closed : sum), 0);
	return quotas.map(({ court, unit, month, cases }) => ({
		...{ court, month, cases },
		...(unit === '' ? {} : { unit }),
		closed: month === months.from ? closedBy(court, unit) : 0,
	}));
}
