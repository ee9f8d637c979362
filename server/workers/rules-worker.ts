import { parentPort, workerData } from 'node:worker_threads';
import { vocabulary } from '../core/case/vocabulary.ts';
import type { CourtDate } from '../core/time/types.ts';
import { backTest, recomputeAll, type ReadingContext } from '../flows/back-test.ts';
import { readRuleParts } from '../flows/make-context.ts';
import { rulesInForce } from '../flows/rules-in-force.ts';
import { readCalendarTables } from '../rulebooks/calendar.ts';
import { layerParts } from '../rulebooks/layer-parts.ts';
import { loadRulebook, readLayer } from '../rulebooks/load.ts';
import { readDirectory } from '../store/directory.ts';
import { openReader } from '../store/open.ts';
import type { RulesTask } from './rules-task.ts';

/** Goes through all cases in a thread of its own, so that neither screens nor feeds wait for it. */
async function run(task: RulesTask): Promise<unknown> {
	const knownEvents = new Set(vocabulary.keys());
	const { db, close } = openReader(task.place);
	try {
		const directory = await readDirectory(db);
		const parts = await readRuleParts(db, {
			rulebook: loadRulebook({ knownEvents }),
			tables: readCalendarTables(),
			...layerParts(knownEvents),
		});
		const rules = rulesInForce(parts, directory);
		const context: ReadingContext = { db, directory: () => directory, clockOf: rules.clockOf, yield: () => Promise.resolve() };
		if (task.kind === 'recompute') return await recomputeAll(context);
		const tried = rules.trying(readLayer({ name: task.court, text: task.layer }, knownEvents));
		const { court, from, to } = task;
		return await backTest(context, { court, from: from as CourtDate, to: to as CourtDate, triedOf: tried.clockOf });
	} finally {
		await close();
	}
}

parentPort!.postMessage(await run(workerData as RulesTask));
