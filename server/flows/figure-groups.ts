import type { Court } from '../core/directory/types.ts';
import type { GroupFacts } from '../core/indicator/figures.ts';
import { pendingUnknown } from '../core/indicator/long-pending.ts';
import { filledDims, isFilled, stockOf, type Measure } from '../core/indicator/measures.ts';
import type { Compiled, Sums } from '../core/indicator/sums.ts';
import type { FigureGroup, FigureQuery, Period } from '../core/indicator/types.ts';
import { filterKey } from '../core/target/in-force.ts';
import { addDays } from '../core/time/civil.ts';
import type { CourtDate } from '../core/time/types.ts';
import { readEntered, readFigureRows, readMonths, readTotals, type FigureRow, type Grain } from '../store/figure-readers.ts';
import { readQuotas } from '../store/quota.ts';
import type { FlowContext } from './context.ts';
import { coverTotal } from './figure-coverage.ts';
import { monthsTold } from './figure-quotas.ts';
import { lockDaysBy, longPending } from './figure-register.ts';

/** What is read: for which courts, of which formulas, how finely. */
export interface FigureScope {
	readonly context: FlowContext;
	readonly query: FigureQuery;
	readonly courts: readonly Court[];
	readonly today: CourtDate;
	readonly compiled: Compiled;
	/** The courts are those that count already: none is left out of the total for want of quotas or filled-in values. */
	readonly isCovered?: boolean;
}

/** Key of everything together. */
export const totalKey = '';

/** The sums of every group over a period. */
export interface GroupSums {
	readonly period: Period;
	readonly keys: readonly string[];
	sumsOf(key: string): Sums;
	factsOf(key: string): GroupFacts;
}

interface Place {
	readonly court: string;
	readonly unit: string;
	readonly person: string;
}

/** The group of a row: a court, a unit of a court, or a person of a court. */
function keyOf(by: FigureQuery['by'], { court, unit, person }: Place): string {
	if (by === 'total') return totalKey;
	if (by === 'court') return court;
	return `${court}/${by === 'unit' ? unit : person}`;
}

/** Reads the sums of a period: stocks as their total less what came since, everything else as it stands in the rollup. */
export async function readGroupSums(scope: FigureScope, period: Period): Promise<GroupSums> {
	const { context, query, today, compiled } = scope;
	const { read: db } = context.store;
	const courts = scope.courts.map((court) => court.code);
	const grain: Grain = query.by;
	const sums = new Map<string, Sums>();
	const total = new Float64Array(compiled.size);
	const put = (bucket: Parameters<Compiled['add']>[1], rows: readonly FigureRow[]): void => {
		for (const row of rows) {
			const key = keyOf(query.by, row);
			let of = sums.get(key);
			if (!of) sums.set(key, (of = new Float64Array(compiled.size)));
			compiled.add(of, bucket, row.measure, row.dims, row.value);
		}
	};
	const changing = new Set(compiled.stockMeasures);
	const measures = [...new Set([...compiled.periodMeasures, ...compiled.stockMeasures])];
	const within = { courts, measures, span: { from: period.from, to: period.to }, today };
	put('period', await readFigureRows(db, within, grain));
	await context.yield();
	put('total', await readTotals(db, courts, compiled.stocks, grain));
	await context.yield();
	put('later', await readLater(scope, courts, [...changing], period, grain));
	put('at-closing', judgeRows(scope, period));
	for (const [bucket, day] of [
		['at-opening', addDays(period.from, -1)],
		['at-closing', period.to],
	] as const)
		put(bucket, await longPending(scope, bucket, day, grain));
	const entered = await enteredBy(scope, period);
	const months = await monthsBy(scope, period);
	const lockDays = await lockDaysBy(scope, period, (place) => new Set([totalKey, keyOf(query.by, place)]));
	for (const of of sums.values()) for (let slot = 0; slot < total.length; slot += 1) total[slot] = total[slot]! + of[slot]!;
	// The quota of all is that of the courts, however it is shared out among the units.
	const quotas = await quotaRows(scope, period);
	const quotaMonths = monthsTold(quotas, period);
	put(
		'period',
		quotas.filter(({ unit }) => query.by !== 'person' && (query.by === 'unit') === (unit !== '')),
	);
	if (query.by !== 'total') {
		sums.set(totalKey, total);
		for (const row of quotas) if (row.unit === '') compiled.add(total, 'period', row.measure, row.dims, row.value);
	}
	const told = {
		entered: (court: string) => entered.get(court),
		quotas: quotaMonths.courts,
	};
	const byCourt = async (of: FigureScope) => {
		const again = await readGroupSums(of, period);
		return { total: again.sumsOf(totalKey), coverage: again.factsOf(totalKey).coverage ?? new Map<never, never>() };
	};
	const covered = await coverTotal(scope, { sums, total: sums.get(totalKey) ?? total, told, byCourt });
	if (covered) sums.set(totalKey, covered.total);
	const none = new Float64Array(compiled.size);
	const unknown = pendingUnknown(query.filter);
	// Of several courts together the coverage says which have quotas for the whole period.
	const isPartly = (key: string): boolean =>
		key !== totalKey
			? quotaMonths.partly.has(key)
			: (courts.length === 1 || scope.isCovered === true) && courts.some((court) => quotaMonths.partly.has(court));
	return {
		period,
		keys: [...sums.keys()].filter((key) => key !== totalKey),
		sumsOf: (key) => sums.get(key) ?? none,
		factsOf: (key) => ({
			...{ entered: entered.get(key) ?? new Set(), months: months.get(key) ?? [], lockDays: lockDays.get(key) ?? [] },
			unknown: new Set([...unknown, ...(isPartly(key) ? ['quota'] : [])]),
			...(covered && key === totalKey ? { coverage: covered.coverage } : {}),
		}),
	};
}

/** What came after a period, for stocks. Nothing has after today, but limits that lie ahead. */
async function readLater(
	{ context, today }: FigureScope,
	courts: readonly string[],
	measures: readonly string[],
	period: Period,
	grain: Grain,
): Promise<readonly FigureRow[]> {
	const from = addDays(period.to, 1);
	return readFigureRows(
		context.store.read,
		{ courts, measures: measures.filter((each) => stockOf[each as Measure]), span: { from }, today },
		grain,
	);
}

/** Post judges on duty at the end of the period, as if they were rows of the rollup. */
export function judgeRows(
	{ context, courts, compiled }: Pick<FigureScope, 'context' | 'courts' | 'compiled'>,
	period: Period,
): readonly FigureRow[] {
	if (!compiled.stocks.includes('post-judges')) return [];
	const codes = new Set(courts.map((court) => court.code));
	return [...context.directory().persons.values()]
		.filter((person) => person.postJudge && codes.has(person.court))
		.filter(({ onDuty }) => onDuty.length === 0 || onDuty.some(({ from, to }) => from <= period.to && (to ?? period.to) >= period.to))
		.map(({ court, unit, code }) => ({ measure: 'post-judges', court, unit: unit ?? '', person: code, dims: filledDims, value: 1 }));
}

/** Quotas of the months of the period: of a court those of the whole court, of a unit its own. */
async function quotaRows({ context, courts, compiled }: FigureScope, period: Period): Promise<readonly (FigureRow & { month: string })[]> {
	if (!compiled.periodMeasures.includes('quota')) return [];
	const span = { courts: courts.map((court) => court.code), from: period.from.slice(0, 7), to: period.to.slice(0, 7) };
	const rows = await readQuotas(context.store.read, span);
	return rows.map(({ court, unit, month, cases }) => ({
		measure: 'quota',
		month,
		court,
		unit,
		person: '',
		dims: filledDims,
		value: cases,
	}));
}

/** Which filled-in measures have been filled in, by group. What was filled in for a unit is told of its court as well. */
async function enteredBy(
	{ context, query, courts, compiled }: FigureScope,
	period: Period,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
	const found = new Map<string, Set<string>>();
	// What is filled in is of no case: under a filter nothing is known of it, which is not nought.
	if (!compiled.periodMeasures.some(isFilled) || filterKey(query.filter) !== '') return found;
	const codes = courts.map((court) => court.code);
	for (const entry of await readEntered(context.store.read, codes, period))
		for (const key of new Set([totalKey, keyOf(query.by, entry)])) {
			const set = found.get(key) ?? new Set<string>();
			found.set(key, set.add(entry.measure));
		}
	return found;
}

const evennessMeasure = 'case-closed';

/** Closings of the whole months of a period by group, for evenness. */
async function monthsBy(scope: FigureScope, period: Period): Promise<ReadonlyMap<string, readonly number[]>> {
	const { context, query, courts, compiled, today } = scope;
	const entry = compiled.entries.find((each) => each.method === 'evenness');
	const found = new Map<string, number[]>();
	if (!entry) return found;
	const months = wholeMonths(period, today);
	if (months.length < 2) return found;
	const codes = courts.map((court) => court.code);
	const span = { courts: codes, measures: [evennessMeasure], from: months[0]!, to: months.at(-1)! };
	const single = compiled.alone(entry);
	for (const row of await readMonths(context.store.read, span, query.by))
		for (const key of new Set([totalKey, keyOf(query.by, row)])) {
			let list = found.get(key);
			if (!list) found.set(key, (list = months.map(() => 0)));
			const at = months.indexOf(row.month);
			const of = new Float64Array(single.size);
			single.add(of, 'period', row.measure, row.dims, row.value);
			list[at] = list[at]! + of[0]!;
		}
	return found;
}

/** Months (YYYY-MM) that lie wholly in a period and are over. */
function wholeMonths({ from, to }: Period, today: CourtDate): readonly string[] {
	const list: string[] = [];
	const last = to < today ? to : addDays(today, -1);
	for (let month = from.slice(0, 7); month <= last.slice(0, 7); month = nextMonth(month)) {
		const end = addDays(`${nextMonth(month)}-01` as CourtDate, -1);
		if (`${month}-01` >= from && end <= last) list.push(month);
	}
	return list;
}

function nextMonth(month: string): string {
	const [year, number] = month.split('-').map(Number) as [number, number];
	return number === 12 ? `${String(year + 1).padStart(4, '0')}-01` : `${month.slice(0, 5)}${String(number + 1).padStart(2, '0')}`;
}

/** A group without its figures, with the key of its sums. */
export interface GroupHead {
	readonly sums: string;
	readonly head: Omit<FigureGroup, 'figures'>;
}

/** The groups of a board: every court of its reach, units and persons that have any case, in the order of the directory. */
export function groupsOf({ context, query, courts }: FigureScope, { keys }: GroupSums): readonly GroupHead[] {
	const directory = context.directory();
	if (query.by === 'total') return [];
	if (query.by === 'court') return courts.map(({ code, name }) => ({ sums: code, head: { key: code, name, court: code } }));
	const order = new Map(courts.map((court, index) => [court.code, index]));
	const groups = keys.map((key): GroupHead => {
		const [court = '', code = ''] = key.split('/');
		if (query.by === 'unit') {
			const name = directory.units.get(code)?.name ?? (code || '未定部门');
			return { sums: key, head: { key: code, name, court, unit: code } };
		}
		const person = directory.persons.get(code);
		const name = person?.name ?? (code || '未定承办人');
		return { sums: key, head: { key: code, name, court, ...(person?.unit ? { unit: person.unit } : {}), person: code } };
	});
	return groups.sort((a, b) => (order.get(a.head.court) ?? 0) - (order.get(b.head.court) ?? 0) || (a.sums < b.sums ? -1 : 1));
}
