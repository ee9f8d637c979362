import type { CaseFilter, IndicatorTarget } from '../indicator/types.ts';
import type { TargetSet } from './types.ts';

const sorted = (list: readonly string[] | undefined): readonly string[] | undefined => list && [...list].sort();

/** A filter as a key: equal filters give equal texts, whatever the order of their parts. */
export function filterKey(filter: CaseFilter | undefined): string {
	if (!filter) return '';
	const { kinds, courses, enterprise, contractOnly } = filter;
	const classes = typeof enterprise === 'string' ? enterprise : sorted(enterprise);
	const parts = [sorted(kinds) ?? null, sorted(courses) ?? null, classes ?? null, contractOnly === true];
	return parts.every((part) => part === null || part === false) ? '' : JSON.stringify(parts);
}

/** What a target is about: one indicator over one selection of cases. */
export const targetSubject = ({ code, filter }: IndicatorTarget): string => `${code} ${filterKey(filter)}`;

/** The last state of each document of each court, in the order in which they were set. */
export function lastStates(sets: readonly TargetSet[]): readonly TargetSet[] {
	const last = new Map<string, TargetSet>();
	for (const set of [...sets].sort((a, b) => a.seq - b.seq)) last.set(`${set.court} ${set.year} ${set.document}`, set);
	return [...last.values()].sort((a, b) => a.seq - b.seq);
}

/** Of several documents that speak of one indicator the one set last holds, with all its rules for it. */
function ownTargets(sets: readonly TargetSet[]): ReadonlyMap<string, readonly IndicatorTarget[]> {
	const own = new Map<string, readonly IndicatorTarget[]>();
	for (const set of sets) {
		if (!set.active) continue;
		for (const [subject, rules] of Map.groupBy(set.targets, targetSubject)) own.set(subject, rules);
	}
	return own;
}

/**
 * Targets that hold for courts in one year. `chainOf`: a court and those above it, nearest first. An indicator of which no document of
 * the court itself speaks takes the target of the nearest court above that has one: a city's targets bind the courts of the city, and a
 * court may still set its own. Targets are not carried over to another year.
 */
export function targetsInForce(
	sets: readonly TargetSet[],
	courts: readonly string[],
	chainOf: (court: string) => readonly string[],
): ReadonlyMap<string, readonly IndicatorTarget[]> {
	const byCourt = Map.groupBy(lastStates(sets), (set) => set.court);
	const own = new Map([...byCourt].map(([court, list]) => [court, ownTargets(list)]));
	return new Map(
		courts.map((court) => {
			const all = new Map<string, readonly IndicatorTarget[]>();
			for (const code of chainOf(court)) for (const [subject, rules] of own.get(code) ?? []) if (!all.has(subject)) all.set(subject, rules);
			return [court, [...all.values()].flat()];
		}),
	);
}
