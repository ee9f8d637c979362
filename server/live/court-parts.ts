import type { LiveSource, ScopeView } from './scope.ts';

/** What was read of one court. */
interface Part<T> {
	readonly changes: number;
	/** What else it depends on. */
	readonly of: string;
	readonly readAtMs: number;
	readonly value: T | undefined;
}

/** Another process on the same database tells nobody of what it changes: so long after it was read, a part is read again. */
const holdsMs = 30_000;
/** Courts that are read in one go; others get their turn between. */
const courtsAtOnce = 8;

/**
 * Reads something of each court of a scope, and of those only in which anything has changed since the last time: the walls of the courts
 * above add up what the walls below have read. It may depend on the rows of that one court and on what `dependsOn` names (the day, if on
 * no more), and on nothing else: no time of day, no directory, no other court. Courts of which there is nothing are absent.
 */
export function readByCourt<T>(
	read: (scope: ScopeView, courts: readonly string[]) => Promise<ReadonlyMap<string, T>>,
	dependsOn: (scope: ScopeView) => string = ({ today }) => today,
): (scope: ScopeView) => Promise<ReadonlyMap<string, T>> {
	const kept = new WeakMap<LiveSource, Map<string, Part<T>>>();
	return async (scope) => {
		const { source, codes, changesOf } = scope;
		if (!changesOf) return read(scope, codes);
		const parts = kept.get(source) ?? new Map<string, Part<T>>();
		kept.set(source, parts);
		const of = dependsOn(scope);
		const isTrue = (court: string): boolean => {
			const part = parts.get(court);
			return part?.changes === changesOf(court) && part.of === of && performance.now() - part.readAtMs < holdsMs;
		};
		// Kept by this reading alone: another scope may read the same courts meanwhile, of another day.
		const found = new Map<string, T | undefined>();
		const stale: string[] = [];
		for (const court of codes)
			if (isTrue(court)) found.set(court, parts.get(court)!.value);
			else stale.push(court);
		for (let at = 0; at < stale.length; at += courtsAtOnce) {
			const some = stale.slice(at, at + courtsAtOnce);
			// Stamped as of before the reading: what comes meanwhile is read again.
			const stamps = some.map((court) => ({ changes: changesOf(court), of, readAtMs: performance.now() }));
			const values = await read(scope, some);
			for (const [index, court] of some.entries()) {
				const value = values.get(court);
				found.set(court, value);
				parts.set(court, { ...stamps[index]!, value });
			}
			if (at + courtsAtOnce < stale.length) await new Promise((resolve) => setImmediate(resolve));
		}
		return new Map(
			codes.flatMap((court) => {
				const value = found.get(court);
				return value === undefined ? [] : [[court, value] as const];
			}),
		);
	};
}

/** The parts of a scope added up. */
export function sumOf<T>(parts: ReadonlyMap<string, T>, of: (part: T) => number): number {
	let sum = 0;
	for (const part of parts.values()) sum += of(part);
	return sum;
}

const identities = new WeakMap<object, number>();
let lastIdentity = 0;

/** A number that stands for an object that is replaced whenever it changes, as the directory is. */
export function identityOf(what: object): number {
	const known = identities.get(what) ?? (lastIdentity += 1);
	identities.set(what, known);
	return known;
}
