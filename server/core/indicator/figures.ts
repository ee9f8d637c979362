import { needsFilling, sumsOf } from './catalogue/index.ts';
import type { Formula, IndicatorEntry, Unit } from './catalogue/types.ts';
import { factorOf } from './exact.ts';
import { isFilled } from './measures.ts';
import type { Compiled, Sums } from './sums.ts';
import type { Change, Figure } from './types.ts';

/** What the figures of one group are made from besides its sums. */
export interface GroupFacts {
	/** Filled-in measures that have been filled in for it. */
	readonly entered: ReadonlySet<string>;
	/** Closings of each whole month of the period, for evenness. */
	readonly months?: readonly number[];
}

/** The value of a fraction in a unit, or null where there is nothing to divide by. */
export function valueOf(numerator: number, denominator: number | null, unit: Unit): number | null {
	if (denominator !== null && denominator <= 0) return null;
	const { times, over } = factorOf(unit);
	return (numerator * times) / ((denominator ?? 1) * over);
}

/** Whether everything that an office fills in for a formula has been filled in. */
const isFilledIn = (formula: Formula, entered: ReadonlySet<string>): boolean =>
	sumsOf(formula).every(({ of }) => !isFilled(of) || entered.has(of));

/** 结案均衡度: 1 − Σ|month − mean| ÷ (2 × Σ), in percent; null with fewer than two months or without closings. */
export function evenness(months: readonly number[]): number | null {
	const total = months.reduce((sum, month) => sum + month, 0);
	if (months.length < 2 || total <= 0) return null;
	const mean = total / months.length;
	return (1 - months.reduce((sum, month) => sum + Math.abs(month - mean), 0) / (2 * total)) * 100;
}

/** The figures of a group, in the order of the catalogue, without comparisons and targets. */
export function figuresOf(compiled: Compiled, sums: Sums, facts: GroupFacts): readonly Figure[] {
	return compiled.entries.map((entry) => figureOf(entry, compiled, sums, facts));
}

function figureOf(entry: IndicatorEntry, compiled: Compiled, sums: Sums, facts: GroupFacts): Figure {
	const read = (formula: Formula) => {
		const slot = compiled.slotOf.get(formula)!;
		return { numerator: sums[slot] ?? 0, denominator: formula.denominator ? (sums[slot + 1] ?? 0) : null };
	};
	const valueIn = (formula: Formula, unit: Unit): number | null => {
		const { numerator, denominator } = read(formula);
		return isFilledIn(formula, facts.entered) ? valueOf(numerator, denominator, unit) : null;
	};
	const own = ownValue(entry, read, valueIn, facts);
	const variants = entry.variants?.map((variant) => [variant.code, valueIn(variant, variant.unit ?? entry.unit)] as const);
	const unfilled = needsFilling(entry) && !isFilledIn(entry, facts.entered);
	return {
		code: entry.code,
		...own,
		...(variants ? { variants: Object.fromEntries(variants) } : {}),
		...(unfilled ? { unfilled: true } : {}),
	};
}

function ownValue(
	entry: IndicatorEntry,
	read: (formula: Formula) => Pick<Figure, 'numerator' | 'denominator'>,
	valueIn: (formula: Formula, unit: Unit) => number | null,
	facts: GroupFacts,
): Pick<Figure, 'value' | 'numerator' | 'denominator'> {
	if (entry.method === 'evenness') return { ...read(entry), value: evenness(facts.months ?? []) };
	if (!entry.parts) return { ...read(entry), value: valueIn(entry, entry.unit) };
	const parts = entry.parts.map((part) => valueIn(part, entry.unit));
	const value = parts.some((part) => part === null) ? null : parts.reduce<number>((total, part) => total + (part ?? 0), 0);
	return { value, numerator: value ?? 0, denominator: null };
}

/** A comparison with the same figure of another period. `known`: whether anything is known of that time. */
export function changeFrom(now: number | null, then: number | null, known: boolean): Change {
	const before = known ? then : null;
	const difference = now === null || before === null ? null : now - before;
	return { value: before, difference, relative: difference === null || !before ? null : (difference / before) * 100 };
}
