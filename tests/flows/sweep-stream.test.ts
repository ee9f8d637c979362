import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { verifyChain } from '../../server/store/event-log.ts';
import type { Store } from '../../server/store/open.ts';
import { expectSameRows, withStore } from '../support/rows.ts';
import { engines, factOf, openWorld, type World } from '../support/world.ts';

const cases = 450;

/** Cases that all run out on the same day, some of them with a step on the way. */
async function fill(world: World): Promise<void> {
	const numbers = Array.from({ length: cases }, (_, index) => index + 1);
	await world.send(
		numbers.flatMap((n) => [
			factOf(n, 'case-filed', '2026-03-02', { handler: n % 3 ? 'li' : 'wang', claimFen: n }),
			...(n % 2 ? [factOf(n, 'net-query-launched', '2026-03-02')] : []),
		]),
	);
	world.at('2026-03-14T10:00:00+08:00');
	await world.send([], '2026-03-14T09:00:00+08:00');
}

const overdueOf = async (world: World, n: number): Promise<number> => {
	const rows = await world.store.read
		.selectFrom('case_event')
		.select('id')
		.where('case_key', '=', `(2026)示0204执${n}号`)
		.where('type', '=', 'node-overdue')
		.execute();
	return rows.filter(({ id }) => id.includes('/enf-notice/')).length;
};

describe.each(engines)('many cases due at once (%s)', (engine) => {
	let world: World;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-03-02');
		await fill(world);
	}, 60_000);
	afterEach(() => world.close());

	it('are written in a thread of their own just as they are without it', { timeout: 120_000 }, async () => {
		const other = await openWorld(engine, '2026-03-02');
		try {
			await fill(other);
			let streamed = 0;
			const writeMuch: Store['writeMuch'] = (work) => {
				streamed += 1;
				return world.store.writeMuch(work);
			};
			const outcome = await sweepDeadlines(withStore(world, { writeMuch }));
			expect(outcome).toMatchObject({ locks: cases });
			expect(streamed).toBe(3);
			expect(await sweepDeadlines(withStore(other, { writeMuch: other.store.write }))).toEqual(outcome);
			await expectSameRows(world, other);
			expect(await verifyChain(world.store.read, 'dc')).toBeUndefined();
			expect(await sweepDeadlines(world.context)).toEqual({ rungs: 0, overdue: 0, locks: 0, proposed: 0 });
		} finally {
			await other.close();
		}
	});

	it('are decided on as they stand, not as they were read beforehand', { timeout: 120_000 }, async () => {
		let transactions = 0;
		const done: number[] = [];
		const writeMuch: Store['writeMuch'] = async (work) => {
			transactions += 1;
			// The cases of this transaction were read while the one before was written; now the notice of some of them is served after all.
			if (transactions === 2) {
				const left = await world.store.read
					.selectFrom('node_clock')
					.select('node_id')
					.where('next_at', '<=', world.context.now())
					.execute();
				const numbers = [...new Set(left.map((row) => Number(/执(\d+)号/u.exec(row.node_id)![1])))].slice(0, 40);
				done.push(...numbers);
				await world.send(numbers.map((n) => factOf(n, 'notice-issued', '2026-03-11')));
			}
			return world.store.writeMuch(work);
		};
		await sweepDeadlines(withStore(world, { writeMuch }));
		expect(done.length).toBe(40);
		for (const n of done) expect([n, await overdueOf(world, n)]).toEqual([n, 0]);
		const overdue = await Promise.all(Array.from({ length: cases }, (_, index) => overdueOf(world, index + 1)));
		expect(overdue.filter((count) => count > 0).length).toBe(cases - 40);
	});

	it('of which the log knows what the cases do not: it takes no event twice, and no case is given up', { timeout: 120_000 }, async () => {
		const files = await world.store.read.selectFrom('case_file').select(['id', 'state']).execute();
		const clocks = await world.store.read.selectFrom('node_clock').select(['node_id', 'clock', 'next_at']).execute();
		await sweepDeadlines(world.context);
		const countEvents = async (): Promise<number> => (await world.store.read.selectFrom('case_event').select('seq').execute()).length;
		const events = await countEvents();
		// All but a few cases as they were before, as a restored table would have them.
		await world.store.write(async ({ db }) => {
			for (const { id, state } of files.slice(0, -30)) await db.updateTable('case_file').set({ state }).where('id', '=', id).execute();
			for (const { node_id, clock, next_at } of clocks)
				await db.updateTable('node_clock').set({ next_at }).where('node_id', '=', node_id).where('clock', '=', clock).execute();
		});
		const ways: string[] = [];
		const writeMuch: Store['writeMuch'] = (work) => (ways.push('much'), world.store.writeMuch(work));
		const write: Store['write'] = (work) => (ways.push('plain'), world.store.write(work));
		const none = { rungs: 0, overdue: 0, locks: 0, proposed: 0 };
		expect(await sweepDeadlines(withStore(world, { writeMuch, write }))).toEqual(none);
		expect(ways).toEqual(['much', 'plain', 'much', 'plain', 'much', 'plain']);
		expect(await countEvents()).toBe(events);
		expect(await verifyChain(world.store.read, 'dc')).toBeUndefined();
	});

	it(
		'of which a part was written when the service died: the next sweep does the rest, and nothing twice',
		{ timeout: 120_000 },
		async () => {
			let transactions = 0;
			const writeMuch: Store['writeMuch'] = (work) =>
				world.store.writeMuch(async (write) => {
					const made = await work(write);
					if ((transactions += 1) === 2) throw new Error('killed');
					return made;
				});
			await expect(sweepDeadlines(withStore(world, { writeMuch }))).rejects.toThrow('killed');
			const part = await world.store.read.selectFrom('case_lock').select('id').execute();
			expect(part.length).toBe(200);
			await sweepDeadlines(world.context);
			expect((await world.store.read.selectFrom('case_lock').select('id').execute()).length).toBe(cases);
			expect(await verifyChain(world.store.read, 'dc')).toBeUndefined();
		},
	);
});
