import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FlowContext } from '../../server/flows/context.ts';
import { decideRequest, requestUnlock } from '../../server/flows/unlock.ts';
import { sweepDeadlines, watchedSweep } from '../../server/flows/sweep-deadlines.ts';
import { verifyChain } from '../../server/store/event-log.ts';
import type { Store } from '../../server/store/open.ts';
import { actorOf, engines, openWorld, person, type World } from '../support/world.ts';

const numberOf = (n: number): string => `（2026）示0204执${n}号`;
const keyOf = (n: number): string => `(2026)示0204执${n}号`;
const noticeOf = (n: number): string => `${keyOf(n)}/enf-notice/-/1`;
const handler = person('li', 'handler', 'dc', 'self');
const chief = person('zheng', 'enforcement-chief', 'dc');
const approver = person('zhou', 'unlock-approver', 'zy', 'subtree');

describe.each(engines)('the clock jumps, the service dies (%s)', (engine) => {
	let world: World;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-03-02');
	});
	afterEach(() => world.close());

	const file = async (cases: number): Promise<void> => {
		const numbers = Array.from({ length: cases }, (_, index) => index + 1);
		await world.send(
			numbers.flatMap((n) => [
				{ caseNumber: numberOf(n), type: 'case-filed', occurredAt: '2026-03-02', data: { handler: 'li', claimFen: 1 } },
				{ caseNumber: numberOf(n), type: 'net-query-launched', occurredAt: '2026-03-02' },
			]),
		);
	};
	const decisions = async (type: string) =>
		(
			await world.store.read
				.selectFrom('case_event')
				.select(['id', 'data', 'occurred_at'])
				.where('source', '=', 'system')
				.where('type', '=', type)
				.orderBy('seq')
				.execute()
		).map((row) => ({ id: row.id, at: row.occurred_at, data: JSON.parse(row.data) as Record<string, unknown> }));
	const locks = async () =>
		world.store.read.selectFrom('case_lock').select(['id', 'state', 'repeat', 'released_at']).orderBy('id').execute();
	const causes = async () =>
		(await world.store.read.selectFrom('lock_cause').select(['lock_id', 'node_id', 'due_on']).orderBy('node_id').execute()).map(
			(row) => `${row.node_id} ${row.due_on}`,
		);
	/** A context on a store that dies in its n-th write from now on, before it is committed. */
	const dyingAt = (n: number): FlowContext => {
		let writes = 0;
		const dying =
			(write: Store['write']): Store['write'] =>
			(work) => {
				writes += 1;
				if (writes < n) return write(work);
				return write(async (inside) => {
					await work(inside);
					throw new Error('killed');
				});
			};
		const { write, writeMuch } = world.store;
		return { ...world.context, store: { ...world.store, write: dying(write), writeMuch: dying(writeMuch) } };
	};

	it('thirty days forwards: each node locks once, by its legal day, and a second look finds nothing', async () => {
		await file(20);
		world.at('2026-04-01T10:00:00+08:00');
		await world.send([], '2026-04-01T09:00:00+08:00');
		await sweepDeadlines(world.context);
		expect((await locks()).map((lock) => [lock.state, lock.repeat])).toEqual(Array.from({ length: 20 }, () => ['active', 0]));
		const overdue = await decisions('node-overdue');
		expect(new Set(overdue.map((event) => event.id)).size).toBe(overdue.length);
		expect(overdue.filter((event) => event.data.nodeId === noticeOf(7) && event.data.clock === 'limit')).toMatchObject([
			{ data: { dueOn: '2026-03-12' }, at: '2026-04-01T02:00:00.000Z' },
		]);
		const before = await causes();
		expect(new Set(before).size).toBe(before.length);
		expect(await sweepDeadlines(world.context)).toEqual({ rungs: 0, overdue: 0, locks: 0, proposed: 0 });
		expect(await causes()).toEqual(before);
	});

	it(
		'thirty days forwards with more than 500 cases: all are proposed, none holds, and later sweeps add none',
		{ timeout: 120_000 },
		async () => {
			await file(501);
			world.at('2026-04-01T10:00:00+08:00');
			await world.send([], '2026-04-01T09:00:00+08:00');
			expect(await sweepDeadlines(world.context)).toMatchObject({ locks: 0, proposed: 501 });
			expect(await sweepDeadlines(world.context)).toEqual({ rungs: 0, overdue: 0, locks: 0, proposed: 0 });
			const states = (await locks()).map((lock) => lock.state);
			expect([states.length, new Set(states)]).toEqual([501, new Set(['proposed'])]);
			const results = await world.send([{ caseNumber: numberOf(9), type: 'notice-issued', occurredAt: '2026-04-01' }]);
			expect(results.map((result) => result.status)).toEqual(['accepted']);
		},
	);

	it('exactly 500 lock at once', { timeout: 120_000 }, async () => {
		await file(500);
		world.at('2026-03-14T10:00:00+08:00');
		await world.send([], '2026-03-14T09:00:00+08:00');
		expect(await sweepDeadlines(world.context)).toMatchObject({ locks: 500, proposed: 0 });
	});

	it('thirty-one days back: nothing unlocks, nothing repeats, what was granted stands, and the chain goes on', async () => {
		await file(3);
		world.at('2026-03-13T10:00:00+08:00');
		await world.send([], '2026-03-13T09:00:00+08:00');
		await sweepDeadlines(world.context);
		const newDueOn = { [noticeOf(1)]: '2026-03-25' as never };
		const asked = await requestUnlock(world.context, handler, actorOf(handler), `${keyOf(1)}-L1`, {
			reason: '延误',
			plan: '补办',
			newDueOn,
		});
		expect(asked).toMatchObject({ ok: true });
		for (const [step, who] of [chief, approver].entries()) {
			const decision = { step, verdict: 'approve', opinion: '同意' } as const;
			expect(await decideRequest(world.context, who, actorOf(who), `${keyOf(1)}-L1-R1`, decision)).toMatchObject({ ok: true });
		}
		const before = [await locks(), await decisions('node-overdue'), await decisions('rung-reached')];
		world.at('2026-02-10T10:00:00+08:00');
		expect(await sweepDeadlines(world.context)).toEqual({ rungs: 0, overdue: 0, locks: 0, proposed: 0 });
		expect([await locks(), await decisions('node-overdue'), await decisions('rung-reached')]).toEqual(before);
		// A step sent meanwhile is held as ever.
		const results = await world.send([{ caseNumber: numberOf(2), type: 'notice-issued', occurredAt: '2026-03-13' }]);
		expect(results[0]!.status).not.toBe('accepted');
		world.at('2026-03-13T10:05:00+08:00');
		expect(await sweepDeadlines(world.context)).toMatchObject({ overdue: 0, locks: 0 });
		expect(await locks()).toEqual(before[0]);
		world.at('2026-03-26T10:00:00+08:00');
		await world.send([], '2026-03-26T09:00:00+08:00');
		await sweepDeadlines(world.context);
		expect((await locks()).find((lock) => lock.id === `${keyOf(1)}-L2`)).toMatchObject({ state: 'active', repeat: 1 });
		expect(await verifyChain(world.store.read, 'dc')).toBeUndefined();
	});

	it('down across the deadline: locked once after the start, as of the legal day, and marked 停机补算', async () => {
		await file(3);
		world.at('2026-03-11T10:00:00+08:00');
		await watchedSweep(world.context);
		world.at('2026-03-14T10:00:00+08:00');
		await world.send([], '2026-03-14T09:30:00+08:00');
		await watchedSweep(world.context);
		await watchedSweep(world.context);
		expect((await locks()).map((lock) => lock.state)).toEqual(['active', 'active', 'active']);
		const late = (await decisions('node-overdue')).filter((event) => event.data.nodeId === noticeOf(2) && event.data.clock === 'limit');
		expect(late).toMatchObject([{ data: { dueOn: '2026-03-12', catchUpFrom: '2026-03-11T02:00:00.000Z' } }]);
	});

	it(
		'killed in any write of a sweep: the next ones finish it, with the same result as if nothing had happened',
		{ timeout: 120_000 },
		async () => {
			await file(320);
			world.at('2026-03-13T10:00:00+08:00');
			await world.send([], '2026-03-13T09:00:00+08:00');
			// Each start gets one write further than it would alone, and dies in the next: no half slice is ever left behind.
			let deaths = 0;
			for (; deaths < 40; deaths += 1) {
				const outcome = await sweepDeadlines(dyingAt(deaths === 0 ? 1 : 2)).catch((error: Error) => error.message);
				if (outcome !== 'killed') break;
				const marked = await world.store.read
					.selectFrom('case_event')
					.select((eb) => eb.fn.countAll().as('n'))
					.where('type', '=', 'node-overdue')
					.executeTakeFirstOrThrow();
				const rungs = await world.store.read
					.selectFrom('rung')
					.select((eb) => eb.fn.countAll().as('n'))
					.where('rung', '=', 0)
					.executeTakeFirstOrThrow();
				// The event and its projection are there together or not at all.
				expect(Number(rungs.n)).toBe(Number(marked.n));
			}
			// Once in the first write, once after the two hundred cases that are written in a thread of their own, and once after a hundred of those left.
			expect(deaths).toBe(3);
			await sweepDeadlines(world.context);
			const overdue = await decisions('node-overdue');
			expect(new Set(overdue.map((event) => event.id)).size).toBe(overdue.length);
			expect(overdue.filter((event) => event.data.clock === 'limit' && String(event.data.nodeId).includes('/enf-notice/'))).toHaveLength(
				320,
			);
			const all = await locks();
			expect([all.length, new Set(all.map((lock) => lock.state))]).toEqual([320, new Set(['active'])]);
			expect(await decisions('case-locked')).toHaveLength(320);
			const standing = await causes();
			expect(new Set(standing).size).toBe(standing.length);
			expect(await verifyChain(world.store.read, 'dc')).toBeUndefined();
		},
	);

	it('a watermark that goes back takes no lock away, and what runs out beyond it waits until it is passed again', async () => {
		await file(1);
		world.at('2026-03-13T10:00:00+08:00');
		await world.send([], '2026-03-13T09:00:00+08:00');
		await sweepDeadlines(world.context);
		const before = await locks();
		expect(before).toMatchObject([{ state: 'active' }]);
		await world.send([], '2026-03-05T09:00:00+08:00');
		await sweepDeadlines(world.context);
		expect(await locks()).toEqual(before);
		// A case whose notice runs out on 03-16 while the feed says that it is complete up to 03-05 or 03-13 only.
		world.at('2026-03-06');
		await world.send([{ caseNumber: numberOf(2), type: 'case-filed', occurredAt: '2026-03-06', data: { handler: 'li' } }]);
		await world.send([{ caseNumber: numberOf(2), type: 'net-query-launched', occurredAt: '2026-03-06' }]);
		world.at('2026-03-17T10:00:00+08:00');
		await sweepDeadlines(world.context);
		expect(await locks()).toEqual(before);
		await world.send([], '2026-03-17T09:00:00+08:00');
		await sweepDeadlines(world.context);
		expect((await locks()).map((lock) => lock.id).sort()).toEqual([`${keyOf(1)}-L1`, `${keyOf(2)}-L1`].sort());
	});
});
