import { fillSupervision, readUnknownCases } from '../store/fill-supervision.ts';
import type { FlowContext } from './context.ts';
import { adaptiveSlices } from './slices.ts';

const filling = adaptiveSlices();
/** How long one run may work: locks and notices do not wait for a list, and there is another run after the next sweep. */
const runMs = 200;

/**
 * Fills in what the lists of supervision need of cases that were stored by an older program and not saved since, as far as one run comes; how many that
 * were. The marks of the cases say where the next run goes on, also after a restart.
 */
export async function fillSilentCases(context: FlowContext): Promise<number> {
	const started = context.monotonicMs();
	let count = 0;
	do {
		const done = await filling(context, async (size) => {
			const ids = await readUnknownCases(context.store.read, size);
			if (ids.length > 0) await context.store.write(({ db }) => fillSupervision(db, ids));
			return ids.length;
		});
		if (done === 0) break;
		count += done;
		await context.yield();
	} while (context.monotonicMs() - started < runMs);
	return count;
}
