import { sumsOf } from './catalogue/index.ts';
import type { Formula } from './catalogue/types.ts';
import { isFilled } from './measures.ts';
import type { Coverage } from './types.ts';

const partlyKnown = new WeakMap<Formula, boolean>();

/** Whether a court may have no numbers for a formula at all: it needs quotas or what an office fills in. */
export function isPartlyKnown(formula: Formula): boolean {
	let known = partlyKnown.get(formula);
	if (known === undefined) partlyKnown.set(formula, (known = sumsOf(formula).some(({ of }) => of === 'quota' || isFilled(of))));
	return known;
}

/** What courts have told: filled-in measures by court, and which of them have quotas. */
export interface Told {
	entered(court: string): ReadonlySet<string> | undefined;
	readonly quotas: ReadonlySet<string>;
}

/** The courts that have every part of a formula, of those that are asked of; what cases tell every court has. */
export function coverageOf(formula: Formula, courts: readonly string[], { entered, quotas }: Told): Coverage {
	const needed = sumsOf(formula).map(({ of }) => of);
	const has = (court: string): boolean =>
		needed.every((of) => (of === 'quota' ? quotas.has(court) : !isFilled(of) || (entered(court)?.has(of) ?? false)));
	return { courts: courts.filter(has), of: courts.length };
}

/** Whether two figures are of the same courts: others are not compared with each other. */
export const isSameCoverage = (a: Coverage | undefined, b: Coverage | undefined): boolean =>
	a === undefined || b === undefined || a.courts.join() === b.courts.join();

/** 「11 家法院中 8 家有数据」; undefined where all of them have, or every court has by nature. */
export function coverageWords(coverage: Coverage | undefined): string | undefined {
	if (!coverage || coverage.courts.length === coverage.of) return undefined;
	return coverage.courts.length === 0 ? `${coverage.of} 家法院均无完整数据` : `${coverage.of} 家法院中 ${coverage.courts.length} 家有数据`;
}
