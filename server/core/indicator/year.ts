import { enforced } from './catalogue/build.ts';
import { wallEntries } from './catalogue/index.ts';
import type { IndicatorEntry, WallBound } from './catalogue/types.ts';
import { parseDims } from './contributions.ts';
import { figuresOf } from './figures.ts';
import { stockOf, type Measure } from './measures.ts';
import { compileOnce } from './sums.ts';
import { judge } from './targets.ts';
import type { Figure } from './types.ts';
import type { CourtDate } from '../time/types.ts';

/** `opening`: everything before the first day of the year (a stock carried over); `period`: the days of the year. */
export type Span = 'opening' | 'period';

/** One sum of rollup rows: a measure over a span, by split of cases. */
export interface MeasureSum {
	readonly measure: Measure;
	readonly span: Span;
	/** As the rollup keeps it. */
	readonly dims: string;
	readonly value: number;
}

const wallSums = compileOnce(wallEntries, undefined);

/** Measures that the wall's figures of a year need: of all before the year those that make a stock, and those of the year itself. */
export const wallMeasures = {
	opening: wallSums.stockMeasures as readonly Measure[],
	period: [...new Set([...wallSums.stockMeasures, ...wallSums.periodMeasures])] as readonly Measure[],
} as const;

/** Figures of indicators over a year so far, from its sums and those of all before it. */
export function yearFigures(entries: readonly IndicatorEntry[], sums: readonly MeasureSum[]): readonly Figure[] {
	const compiled = compileOnce(entries, undefined);
	const slots = new Float64Array(compiled.size);
	for (const { measure, span, dims, value } of sums) {
		const [stock, sign] = stockOf[measure] ?? [];
		if (stock && sign) compiled.add(slots, 'total', stock, dims, sign * value);
		if (span === 'period') compiled.add(slots, 'period', measure, dims, value);
	}
	return figuresOf(compiled, slots, { entered: new Set() });
}

/** The sum of a measure over enforcement cases. */
export function enforcedTotal(rows: readonly Omit<MeasureSum, 'span'>[], measure: Measure): number {
	let total = 0;
	for (const row of rows)
		if (row.measure === measure && (enforced as readonly string[]).includes(parseDims(row.dims).kind)) total += row.value;
	return total;
}

/** An indicator as the wall and the daily statistics show it; `value` null where there is no denominator, shown as 「—」. */
export interface WallFigure {
	readonly code: string;
	readonly name: string;
	readonly unit: '%' | '天';
	readonly value: number | null;
	readonly numerator: number;
	readonly denominator: number;
	readonly formula: string;
	readonly definition: string;
	/** The bound that courts without one of their own take as a reference. */
	readonly target: { readonly operator: WallBound['operator']; readonly value: number; readonly document: string };
	readonly met?: boolean;
	/** Distance to the target in the unit of work, rounded up, ready to read: 「再结 3,161 件」. */
	readonly gap?: string;
}

/** The wall's indicators of a year so far, in display order. */
export function wallFigures(sums: readonly MeasureSum[], asOf: CourtDate): readonly WallFigure[] {
	const figures = yearFigures(wallEntries, sums);
	return wallEntries.map((entry, index): WallFigure => {
		const { value, numerator, denominator } = figures[index]!;
		const { code, unit, definition, wall } = entry;
		const { rule, document } = wall.reference;
		const { met, gap } = judge(entry, figures[index]!, { code, rule, document }, { asOf, interval: false, ranking: false, brief: true });
		return {
			...{ code, name: wall.name ?? entry.name, unit, value, numerator, denominator: denominator ?? 0 },
			...{ formula: wall.formula, definition },
			target: { operator: rule.operator, value: rule.value, document },
			...(met === null ? {} : { met }),
			...(gap === undefined ? {} : { gap }),
		};
	});
}
