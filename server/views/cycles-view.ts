import type {
	BottleneckView,
	CycleByName,
	CycleGroupName,
	CycleGroupRow,
	CycleLimitView,
	CycleRunView,
	CycleSpreadView,
	CycleStageView,
	CyclesView,
} from '../../src/lib/contract/cycles.ts';
import { bottlenecks } from '../core/cycle/figures.ts';
import { cycleStages, stageOf, type CycleStage } from '../core/cycle/stages.ts';
import { shortLimit } from '../core/rulebook/diff.ts';
import { ruleInForce } from '../core/rulebook/in-force.ts';
import type { ClockRule } from '../core/rulebook/types.ts';
import { addMonths } from '../core/time/civil.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import type { CourtDate } from '../core/time/types.ts';
import { isFilling } from '../store/cycle-fill.ts';
import {
	countOpenCycles,
	cycleFigure,
	overLimit,
	readCycleRows,
	readLongest,
	type CycleFigure,
	type CycleScope,
} from '../store/cycle-readers.ts';
import { readLayers } from '../store/rule-layers.ts';
import { courtName, nodeName, personName, unitName, type ViewContext } from './view-context.ts';

/** What the page is about: courts that the person reads, and the period. */
export interface CyclesScope extends CycleScope {
	readonly court: string;
	readonly choices: CyclesView['courts'];
	/** Every court whose layers hold here or below. */
	readonly layerCourts: readonly string[];
}

/** What is chosen on the page. */
export interface CyclesChoice {
	readonly group: CycleGroupName;
	readonly stage?: string;
	readonly by: CycleByName;
}

const mostLongest = 20;
const mostGroups = 60;
const trendMonths = 12;
const daysOfMonth = 30;

interface StageLimit {
	readonly days: number;
	readonly working: boolean;
	readonly clock: ClockRule;
	readonly node: string;
}

/** The limit of a stage at a court: the one inside the house where there is one, else that of the law. */
function limitOf(context: ViewContext, court: string, stage: CycleStage, day: CourtDate): StageLimit | undefined {
	const rule = stage.rule === undefined ? undefined : ruleInForce(context.rulesOf(court), stage.rule, day);
	const clock = rule?.clocks.find(({ kind }) => kind === 'management') ?? rule?.clocks[0];
	if (!rule || !clock || !['D', 'WD', 'M'].includes(clock.unit)) return undefined;
	const days = (clock.unit === 'M' ? clock.limit * daysOfMonth : clock.limit) + (clock.extraDays ?? 0);
	return { days, working: clock.unit === 'WD', clock, node: rule.code };
}

const percent = (part: number, whole: number): number | null => (whole > 0 ? (part * 100) / whole : null);

function limitView(context: ViewContext, figure: CycleFigure, limit: StageLimit | undefined): { readonly limit?: CycleLimitView } {
	if (!limit) return {};
	const over = overLimit(figure, limit);
	return {
		limit: {
			text: shortLimit(limit.clock),
			node: limit.node,
			nodeName: nodeName(context, limit.node),
			unconfirmed: limit.clock.unconfirmed,
			inMonths: limit.clock.unit === 'M',
			over,
			overShare: percent(over, figure.days.count),
		},
	};
}

const spreadView = ({ days, workDays }: CycleFigure): CycleSpreadView => ({
	count: days.count,
	median: days.median,
	p90: days.p90,
	mean: days.mean,
	workMedian: workDays.median,
	workP90: workDays.p90,
});

const partName = (stage: CycleStage): { readonly partOf?: string } =>
	stage.partOf === undefined ? {} : { partOf: stageOf(stage.partOf)?.name ?? stage.partOf };

/** The page of stages of a court, without the comparison of a rule change. */
export async function cyclesView(context: ViewContext, scope: CyclesScope, choice: CyclesChoice): Promise<CyclesView> {
	const stages = cycleStages.filter(({ group }) => group === choice.group);
	const rows = Map.groupBy(await readCycleRows(context.db, scope, 'total'), ({ stage }) => stage);
	const open = await countOpenCycles(context.db, scope);
	const figures = stages.map((stage) => cycleFigure(stage, rows.get(stage.code) ?? [], open.get(stage.code) ?? 0));
	const limits = new Map(stages.map((stage) => [stage.code, limitOf(context, scope.court, stage, scope.to)]));
	const views = figures.map((figure): CycleStageView => ({
		...{ code: figure.stage.code, name: figure.stage.name, definition: figure.stage.definition, whole: figure.stage.whole === true },
		...{ ...partName(figure.stage), ...spreadView(figure), open: figure.open },
		...limitView(context, figure, limits.get(figure.stage.code)),
	}));
	const slow = bottleneckViews(figures, limits);
	const stage = stages.find(({ code }) => code === choice.stage) ?? stageOf(slow[0]?.code ?? '') ?? stages[0]!;
	return {
		...{ court: scope.court, courtName: courtName(context, scope.court), courts: scope.choices, own: scope.person !== undefined },
		...{ group: choice.group, from: scope.from, to: scope.to, asOf: context.now(), filling: await isFilling(context.db) },
		...{ stages: views, bottlenecks: slow, stage: stage.code, by: choice.by },
		trend: await trendOf(context, scope, stage),
		groups: await groupsOf(context, scope, stage, choice.by, limits.get(stage.code)),
		longest: await longestOf(context, scope, stage.code),
		layers: (await readLayers(context.db))
			.filter(({ court }) => scope.layerCourts.includes(court))
			.map(({ seq, court, document }) => ({ seq, courtName: courtName(context, court), document }))
			.reverse(),
	};
}

function bottleneckViews(figures: readonly CycleFigure[], limits: ReadonlyMap<string, StageLimit | undefined>): readonly BottleneckView[] {
	const given = figures.map((figure) => {
		const limit = limits.get(figure.stage.code);
		return { stage: figure.stage, spread: figure.days, ...(limit ? { over: overLimit(figure, limit) } : {}) };
	});
	return bottlenecks(given).map((each) => {
		const stage = stageOf(each.code)!;
		return { ...each, name: stage.name, ...partName(stage) };
	});
}

/** The last twelve months up to the period's end, the running one included. */
async function trendOf(context: ViewContext, scope: CyclesScope, stage: CycleStage): Promise<CyclesView['trend']> {
	const firstOfMonth = `${scope.to.slice(0, 7)}-01` as CourtDate;
	const from = addMonths(firstOfMonth, 1 - trendMonths);
	const rows = Map.groupBy(await readCycleRows(context.db, { ...scope, from }, 'month', stage.code), ({ key }) => key);
	return Array.from({ length: trendMonths }, (_, index) => {
		const month = addMonths(from, index).slice(0, 7);
		const { days } = cycleFigure(stage, rows.get(month) ?? []);
		return { month, count: days.count, median: days.median, p90: days.p90 };
	});
}

async function groupsOf(
	context: ViewContext,
	scope: CyclesScope,
	stage: CycleStage,
	by: CycleByName,
	limit: StageLimit | undefined,
): Promise<readonly CycleGroupRow[]> {
	const rows = await readCycleRows(context.db, scope, by, stage.code);
	const names = {
		court: (key: string) => courtName(context, key),
		unit: (key: string) => unitName(context, key),
		person: (key: string) => personName(context, key),
	};
	return rows
		.map((row): CycleGroupRow => {
			const figure = cycleFigure(stage, [row]);
			const over = limit ? percent(overLimit(figure, limit), figure.days.count) : null;
			return { key: row.key, name: names[by](row.key) ?? '未定', ...spreadView(figure), overShare: over };
		})
		.sort((a, b) => (b.median ?? 0) - (a.median ?? 0) || b.count - a.count || (a.key < b.key ? -1 : 1))
		.slice(0, mostGroups);
}

/** Finished runs of a stage, the longest first. */
export async function longestOf(
	context: ViewContext,
	scope: CycleScope,
	stage: string,
	limit = mostLongest,
	offset = 0,
): Promise<{ readonly total: number; readonly rows: readonly CycleRunView[] }> {
	const { total, rows } = await readLongest(context.db, scope, stage, limit, offset);
	return {
		total,
		rows: rows.map((row) => {
			const handler = personName(context, row.person_code);
			return {
				caseId: Number(row.case_id),
				caseNumber: row.number_text,
				courtName: courtName(context, row.court_code),
				...(handler ? { handlerName: handler } : {}),
				...(row.subject === '-' ? {} : { subject: row.subject }),
				n: row.n,
				from: row.from_day,
				to: row.to_day!,
				days: row.days!,
				workDays: row.work_days!,
			};
		}),
	};
}

/** First and last day where nothing else is asked: from the first day of this year to today. */
export function usualPeriod(context: ViewContext, court: string): { readonly from: CourtDate; readonly to: CourtDate } {
	const today = dayOfInstant(context.now(), context.directory().courts.get(court)?.zone ?? 'Asia/Shanghai');
	return { from: `${today.slice(0, 4)}-01-01` as CourtDate, to: today };
}
