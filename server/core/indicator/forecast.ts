import type { Formula, IndicatorEntry, Sum } from './catalogue/types.ts';
import { valueOf } from './figures.ts';
import type { Compiled, Sums } from './sums.ts';

/** How a forecast is made, printed under it. */
export const forecastMethod =
	'按目前进度推算：统计年度至今的日均数（新收、已结、到账、发放等）保持不变，期初存量不变，推算至月末、年末；仅供调度参考，不是统计结果';

/** The sums of a formula with its parts told apart: what stood at the beginning, what flowed since, what stands at the end. */
export interface ForecastSums {
	readonly compiled: { readonly opening: Compiled; readonly period: Compiled; readonly closing: Compiled };
	readonly sums: { readonly opening: Sums; readonly period: Sums; readonly closing: Sums };
	/** Stocks that the formula takes at its end, as they were at the opening. */
	readonly started: { readonly compiled: Compiled; readonly sums: Sums };
	/** What is set beforehand for the whole span and does not grow with its days. */
	readonly planned: { readonly compiled: Compiled; readonly sums: Sums };
}

/** Quotas are set month by month: those of the months to come are known. */
export const isPlanned = (sum: Sum): boolean => sum.of === 'quota';

/** Sums of one span only. */
export const spanIs =
	(span: Sum['span']) =>
	(each: Sum): boolean =>
		each.span === span;

/** The same indicator with every stock at the end taken at the opening instead. */
export function atOpening(entry: IndicatorEntry): IndicatorEntry {
	const turned = (sums: readonly Sum[]): readonly Sum[] =>
		sums.flatMap((sum) => (sum.span === 'closing' ? [{ ...sum, span: 'opening' as const }] : []));
	const { variants: _variants, parts: _parts, ...rest } = entry;
	return { ...rest, numerator: turned(entry.numerator), ...(entry.denominator ? { denominator: turned(entry.denominator) } : {}) };
}

/** Whether a forecast says anything: flows that can go on. Figures of a moment, composites and evenness have none. */
export const isForecast = (entry: IndicatorEntry): boolean => !entry.parts && !entry.method && !entry.moment;

/** The value when the flows of the days so far go on for as many days more. `growth`: days at the end ÷ days so far. */
export function forecast(entry: IndicatorEntry, turned: IndicatorEntry, given: ForecastSums, growth: number): number | null {
	const side = (offset: 0 | 1): number => {
		const read = (compiled: Compiled, sums: Sums, formula: Formula): number => sums[compiled.slotOf.get(formula)! + offset] ?? 0;
		const { compiled, sums, started, planned } = given;
		const before = read(started.compiled, started.sums, turned);
		const stock = before + (read(compiled.closing, sums.closing, entry) - before) * growth;
		const flow = read(compiled.period, sums.period, entry) * growth + read(planned.compiled, planned.sums, entry);
		return read(compiled.opening, sums.opening, entry) + flow + stock;
	};
	const denominator = entry.denominator ? side(1) : null;
	return valueOf(side(0), denominator, entry.unit);
}
