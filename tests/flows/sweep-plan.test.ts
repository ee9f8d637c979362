import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { computedBy } from '../../server/flows/computed-by.ts';
import { planLocks, readHorizons } from '../../server/flows/lock-plan.ts';
import { putDirectory } from '../../server/flows/put-directory.ts';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { readCases } from '../../server/store/cases.ts';
import { verifyChain } from '../../server/store/event-log.ts';
import { courts, engines, openWorld, type World } from '../support/world.ts';

const numberOf = (n: number): string => `（2026）示0204执${n}号`;
const keyOf = (n: number): string => `(2026)示0204执${n}号`;
const noticeOf = (n: number): string => `${keyOf(n)}/enf-notice/-/1`;

describe.each(engines)('locks set together with the steps that lead to them (%s)', (engine) => {
	let world: World;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-03-02');
	});
	afterEach(() => world.close());

	const file = (day: string, from: number, to: number) =>
		world.send(
			Array.from({ length: to - from + 1 }, (_, index) => numberOf(from + index)).flatMap((caseNumber) => [
				{ caseNumber, type: 'case-filed', occurredAt: day, data: { handler: 'li', claimFen: 1 } },
				{ caseNumber, type: 'net-query-launched', occurredAt: day },
			]),
		);
	const states = async (): Promise<Readonly<Record<string, number>>> => {
		const rows = await world.store.read.selectFrom('case_lock').select('state').execute();
		return Object.fromEntries(
			Map.groupBy(rows, (row) => row.state)
				.entries()
				.map(([state, list]) => [state, list.length]),
		);
	};
	const told = async (n: number) =>
		(
			await world.store.read
				.selectFrom('case_event')
				.select(['type', 'data'])
				.where('case_key', '=', keyOf(n))
				.where('source', '=', 'system')
				.orderBy('seq')
				.execute()
		).map(({ type, data }) => ({ type, data: JSON.parse(data) as { level?: number; nodeId?: string } }));

	it('the expiry comes first, then whom it is told to, then the lock and its own notice; the chain holds', async () => {
		await file('2026-03-02', 1, 1);
		world.at('2026-03-13T10:00:00+08:00');
		await world.send([], '2026-03-13T09:00:00+08:00');
		expect(await sweepDeadlines(world.context)).toMatchObject({ locks: 1, proposed: 0 });
		const events = await told(1);
		const lock = events.findIndex(({ type }) => type === 'case-locked');
		expect(lock).toBeGreaterThan(0);
		expect(events.findLastIndex(({ type }) => type === 'node-overdue' || type === 'rung-reached')).toBeLessThan(lock);
		expect(events.slice(lock + 1).map(({ type, data }) => [type, data.level])).toEqual([['notice-raised', 4]]);
		expect(events.slice(0, lock).filter(({ data }) => data.level === 4)).toEqual([]);
		expect(await verifyChain(world.store.read, 'dc')).toBeUndefined();
		const stored = await world.store.read.selectFrom('case_file').select('revision').where('case_key', '=', keyOf(1)).execute();
		// Filed, then everything that the sweep did in one.
		expect(stored).toEqual([{ revision: 2 }]);
	});

	it('a feed that is not complete yet holds the lock back; what its horizon sets free later locks without any step', async () => {
		await file('2026-03-02', 1, 2);
		world.at('2026-03-13T10:00:00+08:00');
		await world.send([], '2026-03-12T09:00:00+08:00');
		expect(await sweepDeadlines(world.context)).toMatchObject({ locks: 0, proposed: 0 });
		expect((await told(1)).map(({ type }) => type)).toContain('node-overdue');
		await world.send([], '2026-03-13T09:30:00+08:00');
		expect(await sweepDeadlines(world.context)).toEqual({ rungs: 0, overdue: 0, locks: 2, proposed: 0 });
	});

	/** Cases that ran out before a feed was complete, and later ones that run out in the sweep that finds it complete. */
	const readyAndDue = async (ready: number, due: number): Promise<void> => {
		await file('2026-03-02', 1, ready);
		world.at('2026-03-06');
		await file('2026-03-06', ready + 1, ready + due);
		world.at('2026-03-13T10:00:00+08:00');
		await world.send([], '2026-03-12T09:00:00+08:00');
		await sweepDeadlines(world.context);
		expect(await states()).toEqual({});
		world.at('2026-03-17T10:00:00+08:00');
		await world.send([], '2026-03-17T09:00:00+08:00');
	};

	it('what was held back counts together with what is due: 501 of both are proposed', { timeout: 120_000 }, async () => {
		await readyAndDue(300, 201);
		expect(await sweepDeadlines(world.context)).toMatchObject({ locks: 0, proposed: 501 });
		expect(await states()).toEqual({ proposed: 501 });
	});

	it('and 500 of both lock at once', { timeout: 120_000 }, async () => {
		await readyAndDue(300, 200);
		expect(await sweepDeadlines(world.context)).toMatchObject({ locks: 500, proposed: 0 });
		expect(await states()).toEqual({ active: 500 });
	});

	it('what was not foreseen never makes more than 500 locks unasked: it is proposed', { timeout: 120_000 }, async () => {
		await file('2026-03-02', 1, 501);
		world.at('2026-03-14T10:00:00+08:00');
		await world.send([], '2026-03-14T09:00:00+08:00');
		// The stored clock of one case lags behind the rules, as while a new layer is being put into force.
		await world.store.write(({ db }) =>
			db
				.updateTable('node_clock')
				.set({ unconfirmed: 1 })
				.where('case_id', '=', caseOf(db, keyOf(7)))
				.execute(),
		);
		const now = world.context.now();
		expect((await planLocks(world.context, await readHorizons(world.context, now), now)).expected.size).toBe(500);
		expect(await sweepDeadlines(world.context)).toMatchObject({ locks: 500, proposed: 1 });
		const rows = await world.store.read.selectFrom('case_lock').select('id').where('state', '=', 'proposed').execute();
		expect(rows).toEqual([{ id: `${keyOf(7)}-L1` }]);
		const [cause] = await world.store.read
			.selectFrom('lock_cause')
			.select('node_id')
			.where('lock_id', '=', `${keyOf(7)}-L1`)
			.execute();
		expect(cause).toEqual({ node_id: noticeOf(7) });
	});

	it('a case computed again by another policy says by what, and the next sweep relies on it', async () => {
		await file('2026-03-02', 1, 1);
		world.at('2026-03-13T10:00:00+08:00');
		await world.send([], '2026-03-13T09:00:00+08:00');
		const stored = async () => (await readCases(world.store.read, [keyOf(1)])).get(keyOf(1))!;
		const policyOf = () => world.context.clockOf('dc');
		await putDirectory(world.context, { courts: [{ ...courts[2], locksFrom: null }] });
		await sweepDeadlines(world.context);
		const before = await stored();
		expect(before.computedBy).toBe(computedBy(policyOf()));
		await putDirectory(world.context, { courts: [courts[2]!] });
		const after = await stored();
		// The clocks that ran out may lock now.
		expect(after.nodes).not.toEqual(before.nodes);
		expect(after.computedBy).toBe(computedBy(policyOf()));
		expect(after.computedBy).not.toBe(before.computedBy);
	});

	it('cases are swept with their neighbours, however their clocks come', async () => {
		await file('2026-03-02', 81, 160);
		world.at('2026-03-03');
		await file('2026-03-03', 1, 80);
		world.at('2026-03-14T10:00:00+08:00');
		await sweepDeadlines(world.context);
		const rows = await world.store.read.selectFrom('case_event').select('case_key').where('source', '=', 'system').orderBy('seq').execute();
		const keys = rows.map((row) => row.case_key);
		expect(new Set(keys).size).toBe(160);
		// A transaction takes a hundred: the first ones have taken all that comes before the others.
		const firsts = [...new Set(keys)];
		expect(firsts.slice(0, 100).toSorted()).toEqual(firsts.toSorted().slice(0, 100));
	});

	const caseOf = (db: World['store']['read'], key: string) => db.selectFrom('case_file').select('id').where('case_key', '=', key);
});
