import { cycleEntries } from '../core/cycle/durations.ts';
import { viewCase } from '../core/case/fold.ts';
import { fillCycles, readUnfilled, refillCycles } from '../store/cycle-fill.ts';
import type { FlowContext } from './context.ts';
import { adaptiveSlices } from './slices.ts';

const filling = adaptiveSlices();
/** How long one run may work: locks and notices do not wait for it, and there is another run after the next sweep. */
const runMs = 200;

/** Measures the stages of cases that an older program has stored, as far as one run comes; how many cases that were. */
export async function fillCaseCycles(context: FlowContext): Promise<number> {
	const started = context.monotonicMs();
	let count = 0;
	for (;;) {
		const done = await filling(context, (size) => fillSlice(context, size));
		if (done === undefined) break;
		count += done;
		await context.yield();
		if (context.monotonicMs() - started >= runMs) break;
	}
	return count;
}

/** One slice in one transaction, so that no event comes between reading a case and writing its stages; undefined where nothing is left. */
async function fillSlice(context: FlowContext, size: number): Promise<number | undefined> {
	// Nothing is owed in most runs: that is read without a transaction.
	if (!(await readUnfilled(context.store.read, 1))) return undefined;
	return context.store.write(async ({ db }) => {
		const slice = await readUnfilled(db, size);
		if (!slice) return undefined;
		const cases = slice.cases.map(({ id, state }) => {
			const view = viewCase(state);
			return { id: id!, entries: view ? cycleEntries(view, context.calendarOf) : [] };
		});
		await fillCycles(db, cases, slice.next);
		return cases.length;
	});
}

/** Has all stages measured again: the days that are worked have changed. */
export async function remeasureCycles(context: FlowContext): Promise<void> {
	await context.store.write(({ db }) => refillCycles(db));
}
