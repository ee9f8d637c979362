import type { CaseState } from '../core/case/case-state.ts';
import { readCaseStates } from '../store/wall-cases.ts';
import type { LiveSource, ScopeView } from './scope.ts';

interface Fact<T> {
	readonly revision: number;
	readonly value: T;
}

/** Cases of which something is kept: what was asked for longest ago leaves first. */
const mostKept = 5_000;
/** States that are taken apart in one go; others get their turn between. */
const casesAtOnce = 40;

/**
 * Works something out of the states of cases, and keeps it until a case is saved anew: taking a state apart costs more than all that is
 * read beside it. `derive` sees the state alone: what depends on the day or on the directory is worked out from what it gives back.
 */
export function readByCase<T>(
	derive: (state: CaseState) => T,
): (scope: ScopeView, cases: readonly { readonly id: number; readonly revision: number }[]) => Promise<ReadonlyMap<number, T>> {
	const kept = new WeakMap<LiveSource, Map<number, Fact<T>>>();
	return async ({ source }, cases) => {
		const facts = kept.get(source) ?? new Map<number, Fact<T>>();
		kept.set(source, facts);
		const found = new Map<number, T>();
		const unknown: number[] = [];
		for (const { id, revision } of cases) {
			const fact = facts.get(id);
			if (fact?.revision !== revision) {
				unknown.push(id);
				continue;
			}
			facts.delete(id);
			facts.set(id, fact);
			found.set(id, fact.value);
		}
		for (let at = 0; at < unknown.length; at += casesAtOnce) {
			for (const { id, revision, state } of await readCaseStates(source.db, unknown.slice(at, at + casesAtOnce))) {
				const value = derive(state);
				found.set(id, value);
				facts.delete(id);
				facts.set(id, { revision, value });
			}
			if (at + casesAtOnce < unknown.length) await new Promise((resolve) => setImmediate(resolve));
		}
		for (const id of facts.keys()) {
			if (facts.size <= mostKept) break;
			facts.delete(id);
		}
		return found;
	};
}
