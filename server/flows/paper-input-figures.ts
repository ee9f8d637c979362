import { customPeriod, upTo } from '../core/indicator/period.ts';
import { changeFrom } from '../core/indicator/figures.ts';
import type { CaseFilter, Figure, FigureBoard, FigureQuery, Period } from '../core/indicator/types.ts';
import type { PaperCampaign } from '../core/report/papers/input-analysis.ts';
import type { PaperBase, PaperBoards, QuotaRow, SpanSums } from '../core/report/papers/input.ts';
import { judge } from '../core/indicator/targets.ts';
import { entryOf } from '../core/indicator/catalogue/index.ts';
import { filterKey } from '../core/target/in-force.ts';
import { addDays, addMonths } from '../core/time/civil.ts';
import type { CourtDate } from '../core/time/types.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import { readCampaigns } from '../store/campaign.ts';
import { readCampaignCases } from '../store/paper-readers-analysis.ts';
import { readOpeningSums, readSpanSums, readUnitClosings } from '../store/paper-readers.ts';
import { readQuotas } from '../store/quota.ts';
import type { FlowContext } from './context.ts';
import { PaperEmptyError } from './paper-input.ts';
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
	const over = async ({ from, to }: Period) => {
		const rows = await readSpanSums(db, base.courts, from, to);
		await context.yield();
		return rows;
	};
	const before = async (day: CourtDate) => {
		const rows = await readOpeningSums(db, base.courts, day);
		await context.yield();
		return rows;
	};
	return {
		span: await over(upTo(base.period, lastDay(base))),
		before: await over(base.before),
		year: await over(base.year),
		lastYear: await over(base.lastYear),
		opening: await before(base.year.from),
		lastOpening: await before(base.lastYear.from),
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

const kindNames: Readonly<Record<string, string>> = {
	'enforcement-first': '首次执行',
	'enforcement-resumed': '恢复执行',
	preservation: '财产保全',
	objection: '执行异议',
	reconsideration: '执行复议',
	supervision: '执行监督',
	'civil-first': '民事一审',
	'civil-second': '民事二审',
};

/** A campaign's cases in words: 「首次执行、恢复执行案件中的涉企案件」. */
function scopeWords(filter: CaseFilter): string {
	const kinds = filter.kinds?.map((kind) => kindNames[kind] ?? kind).join('、');
	const enterprise = filter.enterprise === undefined ? '' : filter.enterprise === 'any' ? '涉企' : '涉企（指定类别）';
	const contract = filter.contractOnly ? '合同纠纷' : '';
	return kinds || enterprise || contract ? `${kinds ? `${kinds}的` : ''}${enterprise}${contract}案件` : '全部案件';
}

/** A campaign with its figures from its first day on, by its own targets. */
export async function readCampaign(context: FlowContext, base: PaperBase, id: string): Promise<PaperCampaign> {
	const { read: db } = context.store;
	const campaign = (await readCampaigns(db, { id }))[0];
	if (!campaign) throw new PaperEmptyError('没有这个专项行动');
	const last = lastDay(base);
	const to = campaign.to < last ? campaign.to : last;
	if (to < campaign.from) throw new PaperEmptyError('专项行动尚未开始');
	const query: FigureQuery = {
		court: base.court.code,
		reach: 'subtree',
		period: customPeriod(campaign.from, to),
		by: base.courts.length > 1 ? 'court' : 'unit',
		filter: campaign.filter,
		compare: ['yoy'],
	};
	const board = await readBoard(context, query);
	await context.yield();
	// The figures here are of the campaign's cases: a target for others of them is not held against these.
	const judged = campaign.targets.filter(({ filter }) => !filter || filterKey(filter) === filterKey(campaign.filter));
	const held = {
		...board,
		total: byTargets(context, board, judged, board.total),
		groups: board.groups.map((group) => byTargets(context, board, judged, group)),
	};
	return {
		name: campaign.name,
		...(campaign.document ? { document: campaign.document } : {}),
		from: campaign.from,
		to: campaign.to,
		targets: judged,
		elsewhere: campaign.targets.length - judged.length,
		scope: scopeWords(campaign.filter),
		total: { ...held, groups: [] },
		groups: held,
		open: await readCampaignCases(db, base.courts, campaign.filter, addDays(to, 0)),
	};
}

/** Figures of a group held against the campaign's own targets instead of the year's. */
function byTargets(
	context: FlowContext,
	board: FigureBoard,
	targets: PaperCampaign['targets'],
	group: FigureBoard['total'],
): FigureBoard['total'] {
	const interval = context.directory().courts.get(group.court)?.settings.interval ?? true;
	const { from, to } = board.query.period;
	return {
		...group,
		figures: group.figures.map(({ target: _target, ...figure }) => {
			const own = targets.find(({ code }) => code === figure.code);
			const entry = own && entryOf(own.code);
			if (!own || !entry) return figure;
			const judging = { asOf: to, yearFrom: from, interval, ...(figure.yoy ? { yoy: figure.yoy } : {}) };
			return { ...figure, target: judge(entry, figure, own, judging) };
		}),
	};
}
