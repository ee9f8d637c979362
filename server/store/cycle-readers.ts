import { sql } from 'kysely';
import { addHistograms, countOver, spreadOf, type Histogram, type Spread } from '../core/cycle/figures.ts';
import { cycleStages, type CycleGroup, type CycleStage } from '../core/cycle/stages.ts';
import type { CourtDate } from '../core/time/types.ts';
import type { Db } from './schema.ts';

/** Which stages are counted: of these courts (and of one unit or person), finished from `from` to `to`, both held. */
export interface CycleScope {
	readonly courts: readonly string[];
	readonly from: CourtDate;
	readonly to: CourtDate;
	readonly unit?: string;
	readonly person?: string;
}

/** What a list of stages is broken down by; `month` is the month in which a stage was finished (YYYY-MM). */
export type CycleBy = 'total' | 'court' | 'unit' | 'person' | 'month';

/** Lengths of one stage in one group. `key` is empty for the total, and for what is nobody's own. */
export interface CycleRow {
	readonly key: string;
	readonly stage: string;
	/** Civil days, and working days. */
	readonly days: Histogram;
	readonly workDays: Histogram;
}

/** A stage with what its finished runs in a period come to. */
export interface CycleFigure {
	readonly stage: CycleStage;
	readonly days: Spread;
	readonly workDays: Spread;
	/** Runs that go on now, whatever the period: not counted above. */
	readonly open: number;
	readonly histogram: Histogram;
	readonly workHistogram: Histogram;
}

const done = (db: Db, { courts, from, to, unit, person }: CycleScope) => {
	let query = db
		.selectFrom('cycle_duration')
		.where('cycle_duration.court_code', 'in', courts)
		.where('cycle_duration.to_day', '>=', from)
		.where('cycle_duration.to_day', '<=', to);
	if (unit !== undefined) query = query.where('cycle_duration.unit_code', '=', unit);
	if (person !== undefined) query = query.where('cycle_duration.person_code', '=', person);
	return query;
};

const keys = {
	total: sql<string>`''`,
	court: sql<string>`court_code`,
	unit: sql<string>`unit_code`,
	person: sql<string>`person_code`,
	month: sql<string>`substr(to_day, 1, 7)`,
} as const;

/** How often each length occurred, by stage and group. */
export async function readCycleRows(db: Db, scope: CycleScope, by: CycleBy, stage?: string): Promise<readonly CycleRow[]> {
	let query = done(db, scope);
	if (stage !== undefined) query = query.where('stage', '=', stage);
	const rows = await query
		.select([keys[by].as('key'), 'stage', 'days', 'work_days', (eb) => eb.fn.countAll().as('n')])
		.groupBy(by === 'total' ? ['stage', 'days', 'work_days'] : [keys[by], 'stage', 'days', 'work_days'])
		.execute();
	const found = new Map<string, { key: string; stage: string; days: Map<number, number>; workDays: Map<number, number> }>();
	for (const row of rows) {
		const name = `${row.key}\u0000${row.stage}`;
		let group = found.get(name);
		if (!group) found.set(name, (group = { key: row.key, stage: row.stage, days: new Map(), workDays: new Map() }));
		const times = Number(row.n);
		group.days.set(row.days!, (group.days.get(row.days!) ?? 0) + times);
		group.workDays.set(row.work_days!, (group.workDays.get(row.work_days!) ?? 0) + times);
	}
	return [...found.values()];
}

/** How many runs of each stage go on. */
export async function countOpenCycles(db: Db, scope: Pick<CycleScope, 'courts' | 'unit' | 'person'>): Promise<ReadonlyMap<string, number>> {
	let query = db.selectFrom('cycle_duration').where('court_code', 'in', scope.courts).where('to_day', 'is', null);
	if (scope.unit !== undefined) query = query.where('unit_code', '=', scope.unit);
	if (scope.person !== undefined) query = query.where('person_code', '=', scope.person);
	const rows = await query
		.select(['stage', (eb) => eb.fn.countAll().as('n')])
		.groupBy('stage')
		.execute();
	return new Map(rows.map((row) => [row.stage, Number(row.n)]));
}

/** One figure of a stage from its rows. */
export function cycleFigure(stage: CycleStage, rows: readonly CycleRow[], open = 0): CycleFigure {
	const histogram = addHistograms(rows.map((row) => row.days));
	const workHistogram = addHistograms(rows.map((row) => row.workDays));
	return { stage, days: spreadOf(histogram), workDays: spreadOf(workHistogram), open, histogram, workHistogram };
}

/** How many finished runs of a stage were longer than a limit in civil or working days. */
export const overLimit = (figure: CycleFigure, limit: { readonly days: number; readonly working: boolean }): number =>
	countOver(limit.working ? figure.workHistogram : figure.histogram, limit.days);

/**
 * Every stage (of enforcement, of trial, or both) as finished in a period at some courts taken together: count, mean, median and P90 in civil
 * and in working days, in the order of a case's course. Stages of which none was finished stand with a count of 0 and no median.
 */
export async function readCycles(
	db: Db,
	courts: readonly string[],
	period: { readonly from: CourtDate; readonly to: CourtDate },
	group?: CycleGroup,
): Promise<readonly CycleFigure[]> {
	if (courts.length === 0) return [];
	const scope = { courts, from: period.from, to: period.to };
	const rows = Map.groupBy(await readCycleRows(db, scope, 'total'), ({ stage }) => stage);
	const open = await countOpenCycles(db, scope);
	return cycleStages
		.filter((stage) => group === undefined || stage.group === group)
		.map((stage) => cycleFigure(stage, rows.get(stage.code) ?? [], open.get(stage.code) ?? 0));
}

/** The longest finished runs of a stage, with their cases. */
export async function readLongest(db: Db, scope: CycleScope, stage: string, limit: number, offset = 0) {
	const total = await done(db, scope)
		.where('stage', '=', stage)
		.select((eb) => eb.fn.countAll().as('n'))
		.executeTakeFirstOrThrow();
	const rows = await done(db, scope)
		.innerJoin('case_file', 'case_file.id', 'cycle_duration.case_id')
		.where('cycle_duration.stage', '=', stage)
		.select([
			'cycle_duration.case_id',
			'case_file.number_text',
			'cycle_duration.court_code',
			'cycle_duration.person_code',
			'cycle_duration.subject',
			'cycle_duration.n',
			'cycle_duration.from_day',
			'cycle_duration.to_day',
			'cycle_duration.days',
			'cycle_duration.work_days',
		])
		.orderBy('cycle_duration.days', 'desc')
		.orderBy('cycle_duration.case_id')
		.orderBy('cycle_duration.subject')
		.orderBy('cycle_duration.n')
		.limit(limit)
		.offset(offset)
		.execute();
	return { total: Number(total.n), rows };
}

/** Nodes of some rules that started in a window: by rule, day of start, day of end and whether they ran late. Those that came to nothing are left out. */
export async function readStartedNodes(
	db: Db,
	query: { readonly courts: readonly string[]; readonly nodes: readonly string[]; readonly from: CourtDate; readonly to: CourtDate },
) {
	const late = sql<number>`case when overdue_on is null then 0 else 1 end`;
	const rows = await db
		.selectFrom('node_instance')
		.where('court_code', 'in', query.courts)
		.where('node', 'in', query.nodes)
		.where('phase', '<>', 'void')
		.where('started_on', '>=', query.from)
		.where('started_on', '<=', query.to)
		.select(['node', 'started_on', 'ended_on', late.as('late'), (eb) => eb.fn.countAll().as('n')])
		.groupBy(['node', 'started_on', 'ended_on', late])
		.execute();
	return rows.map((row) => ({
		node: row.node,
		startedOn: row.started_on as CourtDate,
		endedOn: row.ended_on as CourtDate | null,
		late: Number(row.late) === 1,
		count: Number(row.n),
	}));
}
