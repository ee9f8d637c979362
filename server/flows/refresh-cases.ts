import { viewCase } from '../core/case/fold.ts';
import { contributionChange } from '../core/indicator/contributions.ts';
import { lockPhases } from '../core/lock/disproved.ts';
import { calcNodes } from '../core/node/calc-nodes.ts';
import { readCases, saveCases, type CaseChange, type StoredCase } from '../store/cases.ts';
import { isSameJson } from '../store/same-json.ts';
import { readOpenCaseKeys } from '../store/sweep-index.ts';
import type { Write } from '../store/open.ts';
import { computedBy } from './computed-by.ts';
import type { FlowContext } from './context.ts';

const sliceCases = 100;

/** A stored case by today's policy, rules and calendar, or undefined where that is what is stored. Its facts are those that it was stored with. */
export function recalcCase(context: FlowContext, stored: StoredCase): CaseChange | undefined {
	const { state } = stored;
	const view = viewCase(state);
	const clock = context.clockOf(state.court);
	const nodes = view ? calcNodes(view, clock) : [];
	const phases = lockPhases(state.locks, nodes);
	if (isSameJson(nodes, stored.nodes) && isSameJson(phases, stored.lockPhases)) return undefined;
	const by = computedBy(clock);
	return {
		before: stored,
		viewBefore: view,
		after: { state, nodes, heldSeqs: stored.heldSeqs, lockPhases: phases, ...(by ? { computedBy: by } : {}) },
		view,
		rollup: view ? contributionChange({ view, nodes: stored.nodes }, { view, nodes }) : [],
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
