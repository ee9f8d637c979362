import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClockWatch } from '../../server/jobs/clock-watch.ts';
import { startJobs, type Jobs } from '../../server/jobs/runner.ts';
import { watchedSweep } from '../../server/flows/sweep-deadlines.ts';
import { eventText } from '../../server/views/words.ts';
import { sourceOf } from '../../server/views/view-context.ts';
import { readCaseEvents } from '../../server/store/case-readers.ts';
import { engines, openWorld, type World } from '../support/world.ts';

const key = '(2026)示0204执1号';
const notice = `${key}/enf-notice/-/1`;
const filed = { type: 'case-filed', occurredAt: '2026-03-02', data: { handler: 'li', claimFen: 100_000 } } as const;

describe.each(engines)('faults of time (%s)', (engine) => {
	let world: World;
	let jobs: Jobs | undefined;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-03-02');
	});
	afterEach(async () => {
		await jobs?.stop();
		await world.close();
	});

	const marks = async () =>
		(
			await world.store.read
				.selectFrom('case_event')
				.select(['id', 'type', 'data', 'occurred_at'])
				.where('source', '=', 'system')
				.orderBy('seq')
				.execute()
		).map((row) => ({ ...row, data: JSON.parse(row.data) as Record<string, unknown> }));
	const locks = async () => (await world.store.read.selectFrom('case_lock').select('state').execute()).map((row) => row.state);
	const phase = async () =>
		(await world.store.read.selectFrom('node_instance').select('phase').where('id', '=', notice).executeTakeFirst())?.phase;

	it('four days down across a deadline: recorded once, by its legal day, and marked 停机补算', async () => {
		await world.send([filed, { type: 'net-query-launched', occurredAt: '2026-03-02' }]);
		world.at('2026-03-10T10:00:00+08:00');
		await watchedSweep(world.context);
		// The notice is due on 03-12; nobody looks until 03-14.
		world.at('2026-03-14T10:00:00+08:00');
		await world.send([], '2026-03-14T09:30:00+08:00');
		await watchedSweep(world.context);
		await watchedSweep(world.context);
		const overdue = (await marks()).filter(
			(event) => event.type === 'node-overdue' && event.data.nodeId === notice && event.data.clock === 'limit',
		);
		expect(overdue).toHaveLength(1);
		expect(overdue[0]!.data).toMatchObject({ dueOn: '2026-03-12', catchUpFrom: '2026-03-10T02:00:00.000Z' });
		// Of the rungs that passed meanwhile none is recorded late: the expiry stands for them.
		expect(
			(await marks()).filter((event) => event.type === 'rung-reached' && event.data.nodeId === notice && event.data.rung === 2),
		).toEqual([]);
		expect(await locks()).toEqual(['active']);
		const [event] = (await readCaseEvents(world.store.read, key)).filter(
			(each) => each.type === 'node-overdue' && each.data.nodeId === notice,
		);
		expect(eventText(sourceOf(world.context), event!).text).toContain('停机补算');
	});

	it('what came due while the service ran carries no such mark', async () => {
		await world.send([filed]);
		for (let day = 2; day <= 12; day += 1)
			for (const hour of ['00', '08', '16', '23']) {
				world.at(`2026-03-${String(day).padStart(2, '0')}T${hour}:00:00+08:00`);
				await world.store.write(({ db }) =>
					db
						.updateTable('sweep_run')
						.set({ swept_at: world.context.now() })
						.execute()
						.then(() => undefined),
				);
				await watchedSweep(world.context);
			}
		expect((await marks()).filter((event) => event.data.catchUpFrom !== undefined)).toEqual([]);
		expect((await marks()).length).toBeGreaterThan(0);
	});

	it('a jump forwards holds warnings, expiries and locks until the clock is back; it is told and recorded once', async () => {
		await world.send([filed]);
		let wall = 0;
		const watch = createClockWatch({ wallMs: () => wall, monotonicMs: () => 0 });
		const errors: string[] = [];
		jobs = startJobs({
			context: world.context,
			sweepMs: 5,
			beatSeconds: 60,
			watch,
			jobs: [],
			onError: (_job, error) => errors.push((error as Error).message),
		});
		wall += 30 * 24 * 3_600_000;
		world.at('2026-04-01T10:00:00+08:00');
		await new Promise((done) => setTimeout(done, 300));
		expect(await marks()).toEqual([]);
		expect(errors).toHaveLength(1);
		expect(errors[0]).toContain('时钟跳变 43200 分钟');
		wall = 0;
		world.at('2026-03-02T11:00:00+08:00');
		await new Promise((done) => setTimeout(done, 300));
		expect(await phase()).not.toBe('overdue');
		const audit = await world.store.read.selectFrom('audit').select(['action', 'object']).execute();
		expect(audit).toEqual([{ action: 'clock.jump', object: '43200 min' }]);
	});

	it('a jump forwards that somebody confirms: each node runs out once, by its legal day', async () => {
		await world.send([filed]);
		let wall = 0;
		const watch = createClockWatch({ wallMs: () => wall, monotonicMs: () => 0 });
		wall += 30 * 24 * 3_600_000;
		world.at('2026-04-01T10:00:00+08:00');
		expect(watch.check()?.holds).toBe(true);
		watch.confirm();
		expect(watch.check()).toBeUndefined();
		await watchedSweep(world.context);
		await watchedSweep(world.context);
		const ids = (await marks()).map((event) => event.id);
		expect(new Set(ids).size).toBe(ids.length);
		expect((await marks()).find((event) => event.data.nodeId === notice && event.type === 'node-overdue')!.data).toMatchObject({
			dueOn: '2026-03-12',
		});
	});

	it('a jump backwards opens no lock and repeats no warning', async () => {
		await world.send([filed]);
		world.at('2026-03-14T10:00:00+08:00');
		await world.send([], '2026-03-14T09:30:00+08:00');
		await watchedSweep(world.context);
		const before = await marks();
		expect(await locks()).toEqual(['active']);
		world.at('2026-02-11T10:00:00+08:00');
		await watchedSweep(world.context);
		expect(await marks()).toEqual(before);
		expect(await locks()).toEqual(['active']);
		world.at('2026-03-14T10:05:00+08:00');
		await watchedSweep(world.context);
		expect(await marks()).toEqual(before);
	});

	it('a late event changes a node that was met: the earlier day counts, and withdrawn it falls back', async () => {
		await world.send([filed, { type: 'notice-issued', occurredAt: '2026-03-02', id: 'n1' }]);
		const node = async () =>
			world.store.read.selectFrom('node_instance').select(['phase', 'ended_on']).where('id', '=', notice).executeTakeFirst();
		world.at('2026-03-20T09:00:00+08:00');
		await world.send([{ type: 'event-withdrawn', occurredAt: '2026-03-20', data: { source: 'cms', id: 'n1', reason: '文号登记有误' } }]);
		expect(await node()).toMatchObject({ phase: 'pending', ended_on: null });
		await world.send([{ type: 'notice-issued', occurredAt: '2026-03-16' }]);
		expect(await node()).toMatchObject({ phase: 'met-late', ended_on: '2026-03-16' });
		await world.send([{ type: 'notice-issued', occurredAt: '2026-03-10' }]);
		expect(await node()).toMatchObject({ phase: 'met', ended_on: '2026-03-10' });
	});

	it.each([
		['0202-03-01', 'impossible-date'],
		['1988-07-01', 'impossible-date'],
		['2026-02-29', 'bad-time'],
		['2026-13-01', 'bad-time'],
	])('a date of %s is refused as %s and kept', async (occurredAt, reason) => {
		const [answer] = await world.send([{ ...filed, occurredAt }]);
		expect(answer).toMatchObject({ status: 'rejected', reason });
		expect(await world.store.read.selectFrom('node_instance').select('id').execute()).toEqual([]);
	});

	it('a leap day ends a year on 28 February, and a stated day of 29 February stands', async () => {
		world.at('2028-03-01');
		const seal = { assetKind: 'deposit', rank: 1 };
		await world.send([
			{ ...filed, occurredAt: '2028-02-28' },
			{ type: 'asset-sealed', occurredAt: '2028-02-29', data: { ...seal, assetId: 'a1', effectiveOn: '2028-02-29' } },
			{
				type: 'asset-sealed',
				occurredAt: '2028-02-29',
				data: { ...seal, assetId: 'a2', effectiveOn: '2027-03-01', expiresOn: '2028-02-29' },
			},
		]);
		const due = async (asset: string) =>
			(
				await world.store.read
					.selectFrom('node_clock')
					.select('due_on')
					.where('node_id', '=', `${key}/seal-expiry-deposit/${asset}/1`)
					.executeTakeFirst()
			)?.due_on;
		// 2028 年 2 月 29 日起一年：对应日不存在，至 2029 年 2 月 28 日的前一日。
		expect(await due('a1')).toBe('2029-02-27');
		expect(await due('a2')).toBe('2028-02-29');
	});
});
