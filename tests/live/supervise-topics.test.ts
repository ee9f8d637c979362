import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { climbLadders, doStage } from '../../server/flows/ladder.ts';
import { putDirectory } from '../../server/flows/put-directory.ts';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { requestUnlock } from '../../server/flows/unlock.ts';
import { silent } from '../../server/live/projections/silent.ts';
import { deciders, longPending, notices } from '../../server/live/projections/supervise.ts';
import { openScope, type LiveSource } from '../../server/live/scope.ts';
import { loadLadders } from '../../server/rulebooks/ladders.ts';
import { sourceOf } from '../../server/views/view-context.ts';
import type { CourtDate } from '../../server/core/time/types.ts';
import { actorOf, engines, openWorld, person, type World } from '../support/world.ts';

const key = '(2026)示0204执1号';
const handler = person('li', 'handler', 'dc', 'self');

describe.each(engines)('what the wall of locks and supervision shows (%s)', (engine) => {
	let world: World;
	const ladders = loadLadders();
	beforeEach(async () => {
		world = await openWorld(engine, '2026-03-02');
		await world.send([
			{ id: 'a', type: 'case-filed', occurredAt: '2026-03-02', data: { handler: 'li', unit: 'u1' } },
			{ id: 'b', type: 'net-query-launched', occurredAt: '2026-03-02' },
			{ id: 'c', caseNumber: '（2026）示0204执2号', type: 'case-filed', occurredAt: '2026-03-02', data: { handler: 'li', unit: 'u1' } },
		]);
	});
	afterEach(() => world.close());

	const open = async (court: string) => {
		const source: LiveSource = Object.assign(sourceOf(world.context), { ladderStages: ladders.find(({ id }) => id === 'S2')!.stages });
		return (await openScope(source, court))!;
	};
	const pass = async (moment: string): Promise<void> => {
		world.at(moment);
		await world.send([], moment);
		await sweepDeadlines(world.context);
	};

	it('counts notices by level, and locks by the level that decides', async () => {
		expect((await notices(await open('zy'))).levels.map((each) => each.open)).toEqual([0, 0, 0, 0]);
		await pass('2026-03-16T09:00:00+08:00');
		const before = await notices(await open('zy'));
		const of = (level: string) => before.levels.find((each) => each.level === level)!;
		expect(of('lock').open).toBeGreaterThan(0);
		expect(of('supervise').unsigned).toBe(of('supervise').open);
		expect(before.raisedToday).toBe(before.levels.reduce((sum, each) => sum + each.open, 0));
		expect((await notices(await open('xl'))).raisedToday).toBe(0);
		const locked = await deciders(await open('zy'));
		expect(locked.levels.find((each) => each.level === 'intermediate')!.locks).toBe(2);
		expect(locked).toMatchObject({ unfiled: 2, approvers: [], paused: false });
	});

	it('shows where a request waits, and how long those there have; on a day of rest the time stands still', async () => {
		await pass('2026-03-19T09:00:00+08:00');
		const stored = (
			await world.context.store.read.selectFrom('lock_cause').select('node_id').where('lock_id', '=', `${key}-L1`).execute()
		).map((row) => row.node_id);
		const newDueOn = Object.fromEntries(stored.map((nodeId) => [nodeId, '2026-03-31' as CourtDate]));
		const filed = await requestUnlock(world.context, handler, actorOf(handler), `${key}-L1`, { reason: '延误', plan: '补办', newDueOn });
		expect(filed).toMatchObject({ ok: true });
		const thursday = await deciders(await open('gy'));
		expect(thursday.approvers).toEqual([
			{
				court: 'dc',
				courtName: '东川县法院',
				level: 'basic',
				waiting: 1,
				late: 0,
				stepDueAt: '2026-03-20T16:00:00.000Z',
				workingDaysLeft: 2,
			},
		]);
		expect(thursday.unfiled).toBe(1);
		world.at('2026-03-21T09:00:00+08:00');
		expect(await deciders(await open('gy'))).toMatchObject({
			paused: true,
			approvers: [{ late: 1, workingDaysLeft: 0, stepDueAt: '2026-03-20T16:00:00.000Z' }],
		});
		world.at('2026-03-23T09:00:00+08:00');
		expect((await deciders(await open('gy'))).approvers[0]!.workingDaysLeft).toBeLessThan(0);
	});

	it('shows cases in which nothing is done, and those on the ladder', async () => {
		world.at('2026-04-10T09:00:00+08:00');
		const still = await silent(await open('zy'));
		expect(still.levels).toEqual([
			{ days: 15, count: 0 },
			{ days: 30, count: 2 },
			{ days: 60, count: 0 },
		]);
		expect(still.rows[0]).toMatchObject({ caseNumber: '（2026）示0204执1号', courtName: '东川县法院', days: 39 });
		world.at('2026-09-03T09:00:00+08:00');
		await climbLadders(world.context, ladders);
		const climbed = await longPending(await open('zy'));
		expect(climbed.stages.map(({ name, count }) => [name, count])).toEqual([
			['临近 6 个月', 0],
			['满 6 个月', 2],
			['满 9 个月', 0],
			['满 12 个月', 0],
		]);
		expect(climbed.rows[0]).toMatchObject({ months: 6, stageName: '分管副院长督办' });
		// Closed today: off the ladder at once, not only when it runs next.
		await world.send([{ caseNumber: '（2026）示0204执2号', type: 'case-closed', occurredAt: '2026-09-03', data: { mode: 'ended' } }]);
		const left = await longPending(await open('zy'));
		expect(left.stages.map(({ count }) => count)).toEqual([0, 1, 0, 0]);
		expect(left.rows.map((row) => row.caseNumber)).toEqual(['（2026）示0204执1号']);
	});

	it('counts a case whose review is late once, though it stands on both ladders', async () => {
		await putDirectory(world.context, {
			courts: [{ code: 'dc', name: '东川县人民法院', level: 'basic', parent: 'zy', settings: { ladder: 'S1+S2' } }],
		});
		const caseNumber = '（2026）示0204民初3号';
		await world.send([
			{ caseNumber, type: 'case-filed', occurredAt: '2026-03-02', data: { procedure: 'ordinary', handler: 'li', unit: 'u1' } },
		]);
		world.at('2026-09-03T09:00:00+08:00');
		await climbLadders(world.context, ladders);
		const stages = await world.store.read.selectFrom('case_stage').select(['id', 'ladder']).where('id', 'like', '%民初%').execute();
		expect(stages.map((row) => row.ladder).sort()).toEqual(['S1', 'S2']);
		for (const { id } of stages)
			expect(
				await doStage(world.context, handler, actorOf(handler), id, {
					kind: 'plan',
					plan: '开庭',
					nextReviewOn: '2026-09-05' as CourtDate,
				}),
			).toMatchObject({ ok: true });
		world.at('2026-09-05T09:00:00+08:00');
		expect((await longPending(await open('zy'))).reviewOverdue).toBe(0);
		world.at('2026-09-06T09:00:00+08:00');
		expect((await longPending(await open('zy'))).reviewOverdue).toBe(1);
	});
});
