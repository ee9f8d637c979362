import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recomputeAll } from '../../server/flows/back-test.ts';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { engines, factOf, openWorld, type World } from '../support/world.ts';

describe.each(engines)('the nodes of all cases computed again (%s)', (engine) => {
	let world: World;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-03-02');
		await world.send(
			[1, 2, 3, 4].flatMap((n) => [
				factOf(n, 'case-filed', '2026-03-02', { handler: 'li', claimFen: n }),
				...(n % 2 ? [factOf(n, 'net-query-launched', '2026-03-03')] : []),
			]),
		);
		world.at('2026-03-30T10:00:00+08:00');
		await world.send([], '2026-03-30T09:00:00+08:00');
		await sweepDeadlines(world.context);
	});
	afterEach(() => world.close());

	const recomputed = () => recomputeAll({ ...world.context, db: world.store.read });

	it('are those that are stored, rungs, expiries and locks among them', async () => {
		const { cases, nodes, differences, differing } = await recomputed();
		expect({ cases, differences, differing }).toEqual({ cases: 4, differences: 0, differing: [] });
		const stored = await world.store.read.selectFrom('node_instance').select('id').execute();
		expect(stored.length).toBeGreaterThan(8);
		expect(nodes).toBe(stored.length);
		expect((await world.store.read.selectFrom('case_lock').select('id').execute()).length).toBe(4);
	});

	it('name the case of which something else is stored', async () => {
		const { id, case_key, state } = await world.store.read
			.selectFrom('case_file')
			.select(['id', 'case_key', 'state'])
			.orderBy('id')
			.executeTakeFirstOrThrow();
		const other = state.replace(/"dueOn":"2026-[0-9-]+"/u, '"dueOn":"2027-01-04"');
		expect(other).not.toBe(state);
		await world.store.write(({ db }) => db.updateTable('case_file').set({ state: other }).where('id', '=', id).execute());
		expect(await recomputed()).toMatchObject({ cases: 4, differences: 1, differing: [case_key] });
	});
});
