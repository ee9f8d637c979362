import { viewCase } from '../core/case/fold.ts';
import { contributionChange, contributionsOf } from '../core/indicator/contributions.ts';
import { lockPhases } from '../core/lock/disproved.ts';
import { calcNodes } from '../core/node/calc-nodes.ts';
import { readCases, saveCases, type CaseChange, type StoredCase } from '../store/cases.ts';
import { readOpenCaseKeys } from '../store/sweep-index.ts';
import type { Write } from '../store/open.ts';
import type { FlowContext } from './context.ts';

const sliceCases = 100;

/** Whether two values are the same as JSON, where a field without a value is no field. Ends at the first difference, unlike their texts. */
function isSameJson(one: unknown, other: unknown): boolean {
	if (one === other) return true;
	if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
	if (Array.isArray(one)) {
		return Array.isArray(other) && one.length === other.length && one.every((item, index) => isSameJson(item, other[index]));
	}
	const [a, b] = [one as Record<string, unknown>, other as Record<string, unknown>];
	for (const key in a) if (!isSameJson(a[key], b[key])) return false;
	for (const key in b) if (b[key] !== undefined && a[key] === undefined) return false;
	return true;
}

/** A stored case by today's policy, rules and calendar, or undefined where that is what is stored. Its facts are those that it was stored with. */
export function recalcCase(context: FlowContext, stored: StoredCase): CaseChange | undefined {
	const { state } = stored;
	const view = viewCase(state);
	const clock = context.clockOf(state.court);
	const nodes = view ? calcNodes(view, clock) : [];
	const phases = lockPhases(state.locks, nodes);
	if (isSameJson(nodes, stored.nodes) && isSameJson(phases, stored.lockPhases)) return undefined;
	return {
		before: stored,
		after: { state, nodes, heldSeqs: stored.heldSeqs, lockPhases: phases },
		view,
		rollup: view ? contributionChange(contributionsOf(view, stored.nodes), contributionsOf(view, nodes)) : [],
		rulebookVersion: clock.rulebook.version,
	};
}

/** Computes a case again by today's policy and rules, and saves the difference where there is one. */
export async function refreshCase(context: FlowContext, write: Write, stored: StoredCase): Promise<StoredCase> {
	const change = recalcCase(context, stored);
	if (!change) return stored;
	await saveCases(write.db, [change]);
	write.touch(stored.state.court);
	return { ...change.after, ...(stored.id === undefined ? {} : { id: stored.id }), revision: stored.revision + 1 };
}

/** Computes all open cases of some courts again, in slices: their policy has changed (locks switched on, a limit confirmed). */
export async function refreshCourts(context: FlowContext, courts: readonly string[]): Promise<void> {
	for (const court of courts) {
		let after = 0;
		for (;;) {
			const page = await readOpenCaseKeys(context.store.read, court, after, sliceCases);
			if (page.length === 0) break;
			await context.store.write(async (write) => {
				const cases = await readCases(
					write.db,
					page.map((row) => row.key),
				);
				for (const stored of cases.values()) await refreshCase(context, write, stored);
			});
			after = page.at(-1)!.id;
			await context.yield();
		}
	}
}
