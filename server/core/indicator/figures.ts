import { sumsOf } from './catalogue/index.ts';
import type { Formula, IndicatorEntry, Unit } from './catalogue/types.ts';
import { factorOf } from './exact.ts';
import { isFilled } from './measures.ts';
import type { Compiled, Sums } from './sums.ts';
import { spreadOf } from '../lock/statistics.ts';
import type { Change, Coverage, Figure } from './types.ts';

/** What the figures of one group are made from besides its sums. */
export interface GroupFacts {
	/** Filled-in measures that have been filled in for it. */
	readonly entered: ReadonlySet<string>;
	/** What is summed but not known of it in full: no formula that asks for it has a value, which is not nought. */
	readonly unknown?: ReadonlySet<string>;
	/** Closings of each whole month of the period, for evenness. */
	readonly months?: readonly number[];
	/** Days of each lock that was released in the period, for medians. */
	readonly lockDays?: readonly number[];
	/** Of several courts together: the courts whose numbers the sums of a formula hold, where not every court need have them. */
	readonly coverage?: ReadonlyMap<Formula, Coverage>;
}

/** The value of a fraction in a unit, or null where there is nothing to divide by. */
export function valueOf(numerator: number, denominator: number | null, unit: Unit): number | null {
	if (denominator !== null && denominator <= 0) return null;
	const { times, over } = factorOf(unit);
	return (numerator * times) / ((denominator ?? 1) * over);
}

interface Asked {
	/** Everything that a formula sums. */
	readonly all: readonly string[];
	/** Those of it that an office fills in. */
	readonly filled: readonly string[];
}

const askedOf = new WeakMap<Formula, Asked>();

/** What a formula sums; sorted out once. */
function askedBy(formula: Formula): Asked {
	let asked = askedOf.get(formula);
	if (!asked) {
		const all = sumsOf(formula).map(({ of }) => of);
		askedOf.set(formula, (asked = { all, filled: all.filter(isFilled) }));
	}
	return asked;
}

/** Whether everything that an office fills in for a formula has been filled in. */
export const isFilledIn = (formula: Formula, entered: ReadonlySet<string>): boolean =>
	askedBy(formula).filled.every((of) => entered.has(of));

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

type Own = Pick<Figure, 'value' | 'numerator' | 'denominator'>;

/** Sums of a formula; called for every figure of every person, so that it makes no more objects than it must. */
function readFormula({ slotOf }: Compiled, sums: Sums, formula: Formula, unit: Unit, facts: GroupFacts): Own {
	const { entered, coverage, unknown } = facts;
	const slot = slotOf.get(formula)!;
	const numerator = sums[slot] ?? 0;
	const denominator = formula.denominator ? (sums[slot + 1] ?? 0) : null;
	const covered = coverage?.get(formula);
	const isWhole = covered ? covered.courts.length > 0 : isFilledIn(formula, entered);
	const isKnown = isWhole && !(unknown && askedBy(formula).all.some((of) => unknown.has(of)));
	return { value: isKnown ? valueOf(numerator, denominator, unit) : null, numerator, denominator };
}

function figureOf(entry: IndicatorEntry, compiled: Compiled, sums: Sums, facts: GroupFacts): Figure {
	const { value, numerator, denominator } = ownValue(entry, compiled, sums, facts);
	const figure: { -readonly [K in keyof Figure]: Figure[K] } = { code: entry.code, value, numerator, denominator };
	if (entry.variants) {
		const variants: Record<string, number | null> = {};
		for (const variant of entry.variants)
			variants[variant.code] =
				variant.method === 'median-lock-days'
					? (spreadOf(facts.lockDays ?? []).median ?? null)
					: readFormula(compiled, sums, variant, variant.unit ?? entry.unit, facts).value;
		figure.variants = variants;
	}
	if (!isFilledIn(entry, facts.entered)) figure.unfilled = true;
	const coverage = facts.coverage?.get(entry);
	if (coverage) figure.coverage = coverage;
	return figure;
}

function ownValue(entry: IndicatorEntry, compiled: Compiled, sums: Sums, facts: GroupFacts): Own {
	const own = readFormula(compiled, sums, entry, entry.unit, facts);
	if (entry.method === 'evenness') return { ...own, value: evenness(facts.months ?? []) };
	if (!entry.parts) return own;
	let value: number | null = 0;
	for (const part of entry.parts) {
		const one = readFormula(compiled, sums, part, entry.unit, facts).value;
		value = one === null || value === null ? null : value + one;
	}
	return { value, numerator: value ?? 0, denominator: null };
}

/** A comparison with the same figure of another period. `known`: whether anything is known of that time. */
export function changeFrom(now: number | null, then: number | null, known: boolean): Change {
	const before = known ? then : null;
	const difference = now === null || before === null ? null : now - before;
	return { value: before, difference, relative: difference === null || !before ? null : (difference / before) * 100 };
}
