import type { Court } from '../core/directory/types.ts';
import type { IndicatorEntry } from '../core/indicator/catalogue/types.ts';
import { coverageOf, isPartlyKnown, type Told } from '../core/indicator/coverage.ts';
import { figuresOf } from '../core/indicator/figures.ts';
import { isOpenOn, lastDayBeyond, longMonths, pendingDims, pendingUnknown } from '../core/indicator/long-pending.ts';
import { filledDims, futureMeasures, isFilled, stockOf, type Measure } from '../core/indicator/measures.ts';
import { compile, type Bucket, type Compiled, type Sums } from '../core/indicator/sums.ts';
import type { FigureQuery, Period } from '../core/indicator/types.ts';
import { filterKey } from '../core/target/in-force.ts';
import { addDays, addMonths } from '../core/time/civil.ts';
import type { CourtDate } from '../core/time/types.ts';
import { readFigureRows, readMonths, readTotals, type FigureRow } from '../store/figure-readers.ts';
import { readQuotas } from '../store/quota.ts';
import { readEnteredDays, readPending } from '../store/register-readers.ts';
import { firstDayOf } from '../store/wall-figures.ts';
import type { FlowContext } from './context.ts';
import { judgeRows } from './figure-groups.ts';
import { onceClosed } from './figure-register.ts';
import { courtsOf } from './read-figures.ts';

/** A month of a trend; the running one ends today. */
interface Month {
	readonly period: Period;
	/** YYYY-MM. */
	readonly name: string;
	/** By court. */
	readonly sums: Map<string, Sums>;
}

interface TrendScope {
	readonly context: FlowContext;
	readonly query: Pick<FigureQuery, 'court' | 'reach' | 'filter'>;
	readonly courts: readonly Court[];
	readonly codes: readonly string[];
	readonly compiled: Compiled;
	readonly months: readonly Month[];
	readonly today: CourtDate;
}

/** Rows of one month, of some of them, or of all. */
type Put = (which: (month: Month) => boolean, bucket: Bucket, rows: readonly FigureRow[]) => void;

/**
 * The values of an indicator over months that follow each other (the last may be cut off at today), all of them read in one go: the figures are
 * those that a board of each month shows.
 */
export async function readTrend(
	context: FlowContext,
	query: TrendScope['query'],
	entry: IndicatorEntry,
	{ periods, today }: { readonly periods: readonly Period[]; readonly today: CourtDate },
): Promise<{ readonly knownFrom?: CourtDate; readonly values: readonly (number | null)[] }> {
	const { variants: _, ...plain } = entry;
	const courts = courtsOf(context, query);
	const compiled = compile([plain], query.filter);
	const months = periods.map((period): Month => ({ period, name: period.from.slice(0, 7), sums: new Map() }));
	const codes = courts.map(({ code }) => code);
	const scope = { context, query, courts, codes, compiled, months, today };
	const put: Put = (which, bucket, rows) => {
		for (const month of months) if (which(month)) for (const row of rows) add(compiled, month.sums, bucket, row);
	};
	await putRollup(scope, put);
	await putPending(scope, put);
	for (const month of months) put((each) => each === month, 'at-closing', judgeRows(scope, month.period));
	const told = await toldBy(scope, put);
	const knownFrom = await firstDayOf(context.store.read, codes.length > 0 ? codes : ['']);
	return { ...(knownFrom ? { knownFrom } : {}), values: months.map((month) => valueOf(scope, month, told(month))) };
}

function add(compiled: Compiled, sums: Map<string, Sums>, bucket: Bucket, { court, measure, dims, value }: FigureRow): void {
	let of = sums.get(court);
	if (!of) sums.set(court, (of = new Float64Array(compiled.size)));
	compiled.add(of, bucket, measure, dims, value);
}

const endOfTime = '9999-12';

/** Sums of the months, and stocks as their total less what came after each month. */
async function putRollup({ context, codes, compiled, months, today }: TrendScope, put: Put): Promise<void> {
	const { read: db } = context.store;
	const [first, last] = [months[0]!, months.at(-1)!];
	const measures = [...new Set([...compiled.periodMeasures, ...compiled.stockMeasures])];
	const ahead = measures.filter((measure) => futureMeasures.includes(measure as Measure));
	const rows = await readMonths(db, { courts: codes, measures, from: first.name, to: endOfTime }, 'court');
	for (const row of rows) {
		// Of the running month, limits that are still to come do not count yet.
		if (row.month !== last.name || !ahead.includes(row.measure)) put(({ name }) => name === row.month, 'period', [row]);
		if (stockOf[row.measure as Measure]) put(({ name }) => name < row.month, 'later', [row]);
	}
	const running = { from: last.period.from, to: last.period.to };
	put((month) => month === last, 'period', await readFigureRows(db, { courts: codes, measures: ahead, span: running, today }, 'court'));
	put(() => true, 'total', await readTotals(db, codes, compiled.stocks, 'court'));
	// Later days of the running month: the months that follow have been put already.
	const after = addDays(last.period.to, 1);
	if (after.slice(0, 7) === last.name) {
		const span = { from: after, to: addDays(addMonths(last.period.from, 1), -1) };
		put(
			(month) => month === last,
			'later',
			await readFigureRows(db, { courts: codes, measures: compiled.stockMeasures, span, today }, 'court'),
		);
	}
	await context.yield();
}

/** Cases pending for long at the end of each month (and before it). */
async function putPending({ context, codes, compiled, months }: TrendScope, put: Put): Promise<void> {
	const asked = Object.entries(longMonths).flatMap(([measure, beyond]) =>
		(['opening', 'closing'] as const).flatMap((span) => (compiled.asks(measure, span) ? [{ measure, beyond, span }] : [])),
	);
	if (asked.length === 0) return;
	const dayOf = ({ period }: Month, span: 'opening' | 'closing'): CourtDate => (span === 'opening' ? addDays(period.from, -1) : period.to);
	const [from, to] = [dayOf(months[0]!, 'opening'), dayOf(months.at(-1)!, 'closing')];
	const filedBy = lastDayBeyond(to, Math.min(...asked.map(({ beyond }) => beyond)));
	const pending = await readPending(context.store.read, { courts: codes, filedBy, day: from });
	const undone = await onceClosed(context, codes, filedBy, from);
	for (const month of months)
		for (const { measure, beyond, span } of asked) {
			const day = dayOf(month, span);
			const lastFiled = lastDayBeyond(day, beyond);
			const row = (dims: string, court: string, value: number): FigureRow => ({ measure, court, unit: '', person: '', dims, value });
			const rows = pending
				.filter(({ filedOn, closedOn }) => filedOn <= lastFiled && (closedOn === undefined || closedOn > day))
				.map(({ dims, court, value }) => row(dims, court, value));
			// What the register takes for open on a past day, and was closed until the closing was undone.
			const closed = undone.filter(
				(view) => view.filedOn <= lastFiled && (view.closedOn === undefined || view.closedOn > day) && !isOpenOn(view, day),
			);
			put((each) => each === month, span === 'opening' ? 'at-opening' : 'at-closing', [
				...rows,
				...closed.map((view) => row(pendingDims(view), view.state.court, -1)),
			]);
		}
}

/** Quotas and what offices have filled in, by month. */
async function toldBy({ context, query, codes, compiled, months }: TrendScope, put: Put): Promise<(month: Month) => Told> {
	const { read: db } = context.store;
	const [first, last] = [months[0]!, months.at(-1)!];
	const quotas = compiled.periodMeasures.includes('quota')
		? (await readQuotas(db, { courts: codes, from: first.name, to: last.name })).filter(({ unit }) => unit === '')
		: [];
	for (const { court, month, cases } of quotas)
		put(({ name }) => name === month, 'period', [{ measure: 'quota', court, unit: '', person: '', dims: filledDims, value: cases }]);
	// Under a filter of cases nothing is known of what is of no case.
	const filled = compiled.periodMeasures.some(isFilled) && filterKey(query.filter) === '';
	const entered = filled ? await readEnteredDays(db, codes, { from: first.period.from, to: last.period.to }) : [];
	return ({ period, name }) => {
		const within = Map.groupBy(
			entered.filter(({ day }) => day >= period.from && day <= period.to),
			({ court }) => court,
		);
		return {
			entered: (court) => new Set(within.get(court)?.map(({ measure }) => measure)),
			quotas: new Set(quotas.flatMap(({ court, month }) => (month === name ? [court] : []))),
		};
	};
}

/** The value of all courts together in a month: of formulas that not every court has numbers for, of those that have. */
function valueOf({ query, codes, compiled }: TrendScope, { sums }: Month, told: Told): number | null {
	const isPartly = codes.length > 1 && filterKey(query.filter) === '';
	const coverage = new Map(
		[...compiled.slotOf.keys()]
			.filter((formula) => isPartly && isPartlyKnown(formula))
			.map((formula) => [formula, coverageOf(formula, codes, told)]),
	);
	const total = new Float64Array(compiled.size);
	for (const [formula, slot] of compiled.slotOf)
		for (const [court, of] of sums) {
			const covered = coverage.get(formula);
			if (covered && !covered.courts.includes(court)) continue;
			for (const at of [slot, slot + 1]) total[at] = total[at]! + of[at]!;
		}
	const entered = new Set(codes.flatMap((court) => [...(told.entered(court) ?? [])]));
	return figuresOf(compiled, total, {
		entered,
		unknown: new Set(pendingUnknown(query.filter)),
		...(coverage.size > 0 ? { coverage } : {}),
	})[0]!.value;
}
