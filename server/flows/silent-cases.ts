import { fillSupervision, readUnknownCases } from '../store/fill-supervision.ts';
import type { FlowContext } from './context.ts';

const sliceCases = 50;
const filled = new WeakSet<FlowContext>();

/**
 * Fills in what the lists of supervision need of cases that were stored by an older program; once for each start, as whatever is saved since has it. Cases
 * without a filing stay unknown and are passed over.
 */
export async function fillSilentCases(context: FlowContext): Promise<number> {
	if (filled.has(context)) return 0;
	let count = 0;
	for (let after = 0; ;) {
		const ids = await readUnknownCases(context.store.read, after, sliceCases);
		if (ids.length === 0) break;
		await context.store.write(({ db }) => fillSupervision(db, ids));
		count += ids.length;
		after = ids.at(-1)!;
		await context.yield();
	}
	filled.add(context);
	return count;
}
