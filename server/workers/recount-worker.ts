import { parentPort, workerData } from 'node:worker_threads';
import { vocabulary } from '../core/case/vocabulary.ts';
import type { CourtDate } from '../core/time/types.ts';
import { readRuleParts } from '../flows/make-context.ts';
import { recountCourt, type Counted } from '../flows/reconcile.ts';
import { rulesInForce } from '../flows/rules-in-force.ts';
import { readCalendarTables } from '../rulebooks/calendar.ts';
import { layerParts } from '../rulebooks/layer-parts.ts';
import { loadRulebook } from '../rulebooks/load.ts';
import { readDirectory } from '../store/directory.ts';
import { openReader } from '../store/open.ts';
import type { RecountTask } from './recount-task.ts';

/** Counts in a thread of its own, so that neither screens nor feeds wait for it. */
async function run({ place, court, day }: RecountTask): Promise<Counted> {
	const knownEvents = new Set(vocabulary.keys());
	const { db, close } = openReader(place);
	try {
		const directory = await readDirectory(db);
		const parts = { rulebook: loadRulebook({ knownEvents }), tables: readCalendarTables(), ...layerParts(knownEvents) };
		const { clockOf, calendarOf } = rulesInForce(await readRuleParts(db, parts), directory);
		const context = { db, directory: () => directory, clockOf, calendarOf, yield: () => Promise.resolve() };
		return await recountCourt(context, court, day as CourtDate | undefined);
	} finally {
		await close();
	}
}

parentPort!.postMessage(await run(workerData as RecountTask));
