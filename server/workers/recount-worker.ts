import { parentPort, workerData } from 'node:worker_threads';
import { vocabulary } from '../core/case/vocabulary.ts';
import type { CourtDate } from '../core/time/types.ts';
import { readRuleParts } from '../flows/make-context.ts';
import type { Counted } from '../core/reconcile/checks.ts';
import { recountCourt } from '../flows/reconcile.ts';
import { readRulesSoFar } from '../flows/past-rules.ts';
import { rulesInForce } from '../flows/rules-in-force.ts';
import { readCalendarTables } from '../rulebooks/calendar.ts';
import { layerParts } from '../rulebooks/layer-parts.ts';
import { loadRulebook } from '../rulebooks/load.ts';
import { readDirectory } from '../store/directory.ts';
import { openReader } from '../store/open.ts';
import { inSnapshot } from '../store/reconcile.ts';
import type { Db } from '../store/schema.ts';
import type { RecountTask } from './recount-task.ts';

/** Counts in a thread of its own, so that neither screens nor feeds wait for it. */
async function run({ place, court, day }: RecountTask): Promise<Counted> {
	const knownEvents = new Set(vocabulary.keys());
	const { db, close } = openReader(place);
	try {
		const parts = { rulebook: loadRulebook({ knownEvents }), tables: readCalendarTables(), ...layerParts(knownEvents) };
		// The rules are those of the moment of which the cases are read.
		return await inSnapshot(db, async (snapshot) => {
			const directory = await readDirectory(snapshot);
			const { clockOf, calendarOf } = rulesInForce(await readRuleParts(snapshot, parts), directory);
			const rulesSoFar = (of: Db) => readRulesSoFar(of, parts, directory);
			const context = { db: snapshot, directory: () => directory, clockOf, calendarOf, rulesSoFar, yield: () => Promise.resolve() };
			return recountCourt(context, court, day as CourtDate | undefined);
		});
	} finally {
		await close();
	}
}

parentPort!.postMessage(await run(workerData as RecountTask));
