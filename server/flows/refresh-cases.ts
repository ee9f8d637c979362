import { readCases, saveCases, type StoredCase } from '../store/cases.ts';
import { readOpenCaseKeys } from '../store/sweep-index.ts';
import type { Write } from '../store/open.ts';
import type { FlowContext } from './context.ts';
import { refold } from './fold-cases.ts';

const sliceCases = 100;

/** Computes a case again by today's policy and rules, and saves the difference where there is one. */
export async function refreshCase(context: FlowContext, write: Write, stored: StoredCase): Promise<StoredCase> {
	const change = refold(context, stored, []);
	const same =
		JSON.stringify(change.after.nodes) === JSON.stringify(stored.nodes) &&
		JSON.stringify(change.after.lockPhases) === JSON.stringify(stored.lockPhases);
	if (same) return stored;
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
