import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { viewCase } from '../../server/core/case/fold.ts';
import { calcNodes } from '../../server/core/node/calc-nodes.ts';
import { computedBy } from '../../server/flows/computed-by.ts';
import { planLocks, readHorizons } from '../../server/flows/lock-plan.ts';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { parseStored, selectStored } from '../../server/store/cases.ts';
import { engines, openWorld, type World } from '../support/world.ts';
import { rollupEvents } from './rollup-events.ts';

const lastSeq = async ({ store }: World): Promise<number> =>
	Number((await store.read.selectFrom('case_event').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst())?.seq ?? 0);

/** Numbers of the cases that have got a new lock after a place in the log. */
async function lockedSince({ store }: World, seq: number): Promise<readonly number[]> {
	const rows = await store.read
		.selectFrom('case_event')
		.innerJoin('case_file', 'case_file.case_key', 'case_event.case_key')
		.select('case_file.id')
		.where('case_event.type', '=', 'case-locked')
		.where('case_event.seq', '>', seq)
		.execute();
	return rows.map((row) => Number(row.id)).sort((a, b) => a - b);
}

/** Every stored node is what the full computation gives, and the stamp beside it is the one of today. */
async function expectFullNodes(world: World): Promise<void> {
	const { store, context } = world;
	for (const row of await selectStored(store.read).execute()) {
		const stored = parseStored(row);
		const clock = context.clockOf(stored.state.court);
		const view = viewCase(stored.state);
		expect(stored.nodes).toEqual(JSON.parse(JSON.stringify(view ? calcNodes(view, clock) : [])));
		expect(stored.computedBy).toBe(computedBy(clock));
	}
}

const watermarks = fc.array(fc.option(fc.integer({ min: 0, max: 40 }), { nil: undefined }), { minLength: 5, maxLength: 5 });
const dayBefore = (day: string, days: number): string =>
	new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);

describe.each(engines)('what a sweep foresees and what it leaves uncomputed (%s)', (engine) => {
	it(
		'after any events: the cases foreseen are those that lock, and nodes brought up to date are those computed anew',
		{ timeout: 240_000 },
		async () => {
			await fc.assert(
				fc.asyncProperty(rollupEvents, watermarks, async (events, complete) => {
					const world = await openWorld(engine, '2026-01-04');
					try {
						for (const [part, days] of complete.entries()) {
							const day = `2026-0${part + 2}-20`;
							const [from, to] = [part, part + 1].map((at) => Math.floor((at * events.length) / complete.length));
							world.at(day);
							await world.send(events.slice(from, to), days === undefined ? undefined : `${dayBefore(day, days)}T09:00:00+08:00`);
							const now = world.context.now();
							const plan = await planLocks(world.context, await readHorizons(world.context, now), now);
							const seq = await lastSeq(world);
							await sweepDeadlines(world.context);
							expect(await lockedSince(world, seq)).toEqual([...plan.expected].sort((a, b) => a - b));
							await expectFullNodes(world);
						}
					} finally {
						await world.close();
					}
				}),
				{ numRuns: engine === 'sqlite' ? 25 : 2 },
			);
		},
	);
});
