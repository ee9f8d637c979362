import { catalogue, formulasOf } from './catalogue/index.ts';
import type { Formula, IndicatorEntry, Sum } from './catalogue/types.ts';
import { parseDims, type Dims } from './contributions.ts';
import { filledKind, stockOf, type Measure } from './measures.ts';
import type { CaseFilter } from './types.ts';

/**
 * Where a row of the rollup lies: the `total` of a stock over all time, in the `period`, or `later` than it. A stock at a moment is its
 * total less what came after: the sum of everything before would be the longer way.
 */
export type Bucket = 'total' | 'period' | 'later' | Moment;

/** What is counted at a moment as it is: before the first day of the period, and after its last. */
export type Moment = 'at-opening' | 'at-closing';

/** The sums of one group: two slots (numerator, denominator) a formula, in the order of `Compiled.formulas`. */
export type Sums = Float64Array;

/** The formulas of some indicators, made ready to be summed in one pass over the rows of a rollup. */
export interface Compiled {
	readonly entries: readonly IndicatorEntry[];
	/** Place of each formula's numerator; its denominator follows. */
	readonly slotOf: ReadonlyMap<Formula, number>;
	readonly size: number;
	/** Measures of cases and filled-in measures that are summed over the period, and stocks with the measures that change them. */
	readonly periodMeasures: readonly string[];
	readonly stockMeasures: readonly string[];
	readonly stocks: readonly string[];
	/** Whether a sum of something over a span is asked for. */
	asks(of: string, span: Sum['span']): boolean;
	/** The same for some of the indicators by themselves. */
	alone(...entries: readonly IndicatorEntry[]): Compiled;
	add(sums: Sums, bucket: Bucket, measure: string, dims: string, value: number): void;
}

interface Use {
	readonly sum: Sum;
	readonly slot: number;
}

/** Which indicators a query is about: those of its codes, or all. */
export function entriesFor(codes: readonly string[] | undefined): readonly IndicatorEntry[] {
	if (!codes) return catalogue;
	const wanted = new Set(codes);
	return catalogue.filter((entry) => wanted.has(entry.code));
}

const mostReady = 50;
const ready = new Map<string, Compiled>();

/** The same formulas are asked for again and again: what was made ready for them, with every split seen so far, is kept. */
export function compileOnce(entries: readonly IndicatorEntry[], filter: CaseFilter | undefined): Compiled {
	const key = `${entries.map((entry) => entry.code).join()} ${JSON.stringify(filter ?? null)}`;
	let compiled = ready.get(key);
	if (!compiled) {
		if (ready.size >= mostReady) ready.clear();
		ready.set(key, (compiled = compile(entries, filter)));
	}
	return compiled;
}

/** Makes formulas ready, for the cases of a filter. `part`: only sums of these spans (for forecasts, which tell flows from stocks). */
export function compile(
	entries: readonly IndicatorEntry[],
	filter: CaseFilter | undefined,
	part: (each: Sum) => boolean = () => true,
): Compiled {
	const uses = new Map<string, Use[]>();
	const slotOf = new Map<Formula, number>();
	let size = 0;
	const use = (each: Sum, slot: number): void => {
		if (!part(each)) return;
		const list = uses.get(each.of);
		if (list) list.push({ sum: each, slot });
		else uses.set(each.of, [{ sum: each, slot }]);
	};
	for (const formula of entries.flatMap(formulasOf)) {
		slotOf.set(formula, size);
		for (const each of formula.numerator) use(each, size);
		for (const each of formula.denominator ?? []) use(each, size + 1);
		size += 2;
	}
	return {
		entries,
		slotOf,
		size,
		...measuresOf(uses),
		asks: (of, span) => uses.get(of)?.some(({ sum }) => sum.span === span) ?? false,
		alone: (...some) => compile(some, filter, part),
		add: adder(uses, filter),
	};
}

function measuresOf(uses: ReadonlyMap<string, readonly Use[]>): Pick<Compiled, 'periodMeasures' | 'stockMeasures' | 'stocks'> {
	const stocks = new Set<string>();
	const period = new Set<string>();
	for (const [of, list] of uses) {
		if (list.some(({ sum }) => sum.span === 'period')) period.add(of);
		if (list.some(({ sum }) => sum.span !== 'period')) stocks.add(of);
	}
	const stockMeasures = Object.entries(stockOf).flatMap(([measure, [stock]]) => (stocks.has(stock) ? [measure] : []));
	return { periodMeasures: [...period], stockMeasures, stocks: [...stocks] };
}

/** A slot with what a row counts there. */
interface Place {
	readonly slot: number;
	readonly factor: number;
}

function adder(uses: ReadonlyMap<string, readonly Use[]>, filter: CaseFilter | undefined): Compiled['add'] {
	const known = new Map<string, Map<string, readonly Place[]>>();
	return (sums, bucket, measure, dims, value) => {
		const name = bucket + measure;
		let byDims = known.get(name);
		if (!byDims) known.set(name, (byDims = new Map()));
		let places = byDims.get(dims);
		if (!places) byDims.set(dims, (places = placesOf(uses, filter, bucket, measure, dims)));
		for (const { slot, factor } of places) sums[slot] = (sums[slot] ?? 0) + factor * value;
	};
}

/** Where a row counts: its measure over the period, and the stock that it changes before and after. */
function placesOf(
	uses: ReadonlyMap<string, readonly Use[]>,
	filter: CaseFilter | undefined,
	bucket: Bucket,
	measure: string,
	text: string,
): readonly Place[] {
	const dims = parseDims(text);
	if (filter && !passes(dims, filter)) return [];
	const places: Place[] = [];
	const put = (of: string, spans: readonly Sum['span'][], factor: number): void => {
		for (const { sum, slot } of uses.get(of) ?? [])
			if (spans.includes(sum.span) && matches(dims, sum)) places.push({ slot, factor: factor * sum.sign });
	};
	if (bucket === 'total') {
		put(measure, ['opening', 'closing'], 1);
		return places;
	}
	if (bucket === 'at-opening' || bucket === 'at-closing') {
		put(measure, [bucket === 'at-opening' ? 'opening' : 'closing'], 1);
		return places;
	}
	if (bucket === 'period') put(measure, ['period'], 1);
	const stock = stockOf[measure as Measure];
	if (stock) put(stock[0], bucket === 'period' ? ['opening'] : ['opening', 'closing'], -stock[1]);
	return places;
}

/** Whether cases of a split count in a sum. What is filled in is of no case: it has no split. */
function matches(dims: Dims, sum: Sum): boolean {
	if (dims.kind === filledKind) return true;
	if (sum.kinds && !(sum.kinds as readonly string[]).includes(dims.kind)) return false;
	if (sum.courses && !sum.courses.includes(dims.course)) return false;
	if (sum.modes && !sum.modes.includes(dims.mode)) return false;
	if (sum.enterpriseOnly && dims.enterpriseClass === '') return false;
	return !(sum.contractOnly && !dims.contract);
}

/** Whether cases of a split are among those of a filter; filled-in values cannot be narrowed. */
export function passes(dims: Dims, { kinds, courses, enterprise, contractOnly }: CaseFilter): boolean {
	if (kinds && !kinds.includes(dims.kind)) return false;
	if (courses && !courses.includes(dims.course)) return false;
	if (enterprise === 'any' ? dims.enterpriseClass === '' : enterprise && !enterprise.includes(dims.enterpriseClass)) return false;
	return !(contractOnly && !dims.contract);
}
