import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { readCases, selectStored } from '../../server/store/cases.ts';
import { engines, openWorld, theCase, type World } from '../support/world.ts';

const key = '(2026)示0204执1号';

describe.each(engines)('the facts of a case, apart from what is computed of them (%s)', (engine) => {
	let world: World;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-03-02');
		await world.send([
			{ caseNumber: theCase, type: 'case-filed', occurredAt: '2026-03-02', data: { handler: 'li', claimFen: 5_000 } },
			{ caseNumber: theCase, type: 'net-query-launched', occurredAt: '2026-03-02' },
		]);
	});
	afterEach(() => world.close());

	const stored = async () => (await readCases(world.store.read, [key])).get(key)!;
	const row = () => selectStored(world.store.read).where('case_key', '=', key).executeTakeFirstOrThrow();
	const sweepAfterTheLimit = async () => {
		world.at('2026-03-13T10:00:00+08:00');
		expect((await sweepDeadlines(world.context)).overdue).toBeGreaterThan(0);
	};
	/** Writes the case as an older program did: facts, nodes and clocks all in the state, nothing left out. */
	const storeAsBefore = async () => {
		const { id, state, nodes, heldSeqs: held, lockPhases: phases, computedBy: by } = await stored();
		const text = JSON.stringify({ state, nodes, held, phases, by });
		await world.store.write(async ({ db }) => {
			await db.updateTable('case_file').set({ state: text }).where('id', '=', id!).execute();
			await db.deleteFrom('case_facts').where('case_id', '=', id!).execute();
		});
	};

	it('are written when they change, and not by the clock', async () => {
		const { id, facts } = await row();
		expect(JSON.parse(facts!)).toMatchObject([{ type: 'case-filed' }, { type: 'net-query-launched' }]);
		// A blank that no program writes: whoever writes the facts again loses it.
		await world.store.write(({ db }) =>
			db
				.updateTable('case_facts')
				.set({ facts: `${facts!} ` })
				.where('case_id', '=', id)
				.execute(),
		);
		await sweepAfterTheLimit();
		expect((await row()).facts).toBe(`${facts!} `);
		expect((await stored()).state.marks).not.toEqual([]);
		await world.send([{ caseNumber: theCase, type: 'notice-issued', occurredAt: '2026-03-13' }]);
		expect(JSON.parse((await row()).facts!)).toHaveLength(3);
		expect((await row()).facts).not.toMatch(/ $/);
	});

	it('of a case that an older program stored are read where they stand, and move when the case is saved next', async () => {
		const before = await stored();
		await storeAsBefore();
		expect(await stored()).toEqual({ ...before, factsInside: true });
		await sweepAfterTheLimit();
		const after = await stored();
		expect(after.factsInside).toBeUndefined();
		expect(after.state.facts).toEqual(before.state.facts);
		expect((await row()).state).not.toContain('net-query-launched');
	});

	it('that are missing altogether are told of, not taken for none', async () => {
		await world.store.write(({ db }) => db.deleteFrom('case_facts').execute());
		await expect(stored()).rejects.toThrow('事实缺失');
	});
});
