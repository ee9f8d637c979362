import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { owedDays } from '../../server/core/report/owed.ts';
import { listPublications } from '../../server/flows/publish-daily.ts';
import { expressionOf, startJobs, type JobParts, type Jobs } from '../../server/jobs/runner.ts';
import { jobTable, type Job } from '../../server/jobs/table.ts';
import { engines, openWorld, type World } from '../support/world.ts';

describe('the beat', () => {
	it.each([
		[1, '* * * * * *'],
		[0.5, '* * * * * *'],
		[5, '*/5 * * * * *'],
		[60, '* * * * *'],
		[300, '* * * * *'],
	])('of %d seconds is %s', (seconds, expression) => {
		expect(expressionOf(seconds)).toBe(expression);
	});
});

describe.each(engines)('jobs (%s)', (engine) => {
	let world: World;
	let jobs: Jobs | undefined;
	let errors: string[];
	beforeEach(async () => {
		errors = [];
		world = await openWorld(engine, '2026-03-02');
		await world.send([{ type: 'case-filed', occurredAt: '2026-03-02', data: { handler: 'li' } }]);
	});
	afterEach(async () => {
		await jobs?.stop();
		jobs = undefined;
		await world.close();
	});

	/** The beat of real time is a minute and the sweep an hour away: in these tests only `runOwed` moves anything. */
	function start(more: Partial<JobParts> = {}): Jobs {
		jobs = startJobs({
			context: world.context,
			sweepMs: 3_600_000,
			beatSeconds: 60,
			onError: (job, error) => errors.push(`${job}: ${error instanceof Error ? error.message : String(error)}`),
			...more,
		});
		return jobs;
	}

	const runs = async () =>
		(await world.store.read.selectFrom('job_run').selectAll().orderBy('started_at').orderBy('period').orderBy('scope').execute()).map(
			(run) => `${run.period} ${run.scope} ${run.state}`,
		);
	const made = async () => (await listPublications(world.context, ['gy', 'zy', 'dc', 'xl'])).map((row) => `${row.periodFrom} ${row.court}`);

	it('owe a day from 00:10 of the next, to every court whose subtree has sent anything', async () => {
		start();
		world.at('2026-03-03T00:09:59+08:00');
		await jobs!.runOwed();
		expect(await made()).toEqual([]);
		world.at('2026-03-03T00:10:00+08:00');
		await jobs!.runOwed();
		expect(await made()).toEqual(['2026-03-02 dc', '2026-03-02 gy', '2026-03-02 zy']);
		expect(await runs()).toEqual(['2026-03-02 dc done', '2026-03-02 gy done', '2026-03-02 zy done']);
		await jobs!.runOwed();
		expect(await made()).toHaveLength(3);
		expect(errors).toEqual([]);
	});

	it('catch up after downtime, oldest first, each once', async () => {
		const order: string[] = [];
		const watched: Job = {
			...jobTable[0]!,
			flow: async (context, court, day) => {
				order.push(`${day} ${court}`);
				await jobTable[0]!.flow(context, court, day);
			},
		};
		start({ jobs: [watched] });
		world.at('2026-03-05T14:00:00+08:00');
		await Promise.all([jobs!.runOwed(), jobs!.runOwed()]);
		expect(order).toEqual(
			['2026-03-02', '2026-03-03', '2026-03-04'].flatMap((day) => ['gy', 'zy', 'dc'].map((court) => `${day} ${court}`)),
		);
		expect(await made()).toHaveLength(9);
	});

	it('sweep before they publish, so that a record has the locks of its day', async () => {
		start();
		world.at('2026-03-14T00:10:00+08:00');
		await world.send([], '2026-03-14T00:09:00+08:00');
		await jobs!.runOwed();
		expect(await world.store.read.selectFrom('case_lock').select('state').execute()).toEqual([{ state: 'active' }]);
		// Locked only now, after the cut-off of 03-13: not in its record, but in that of the next day.
		const head = (await listPublications(world.context, ['dc'], 1))[0]!;
		expect(head.periodFrom).toBe('2026-03-13');
	});

	it('go on where one fails; the failure is told, recorded, and tried again after a minute of court time', async () => {
		let broken = true;
		const job = (name: string, flow: Job['flow']): Job => ({ name, owed: owedDays, timeoutMs: 5000, flow });
		const done: string[] = [];
		start({
			jobs: [
				{
					...job('unreadable', async () => undefined),
					owed: () => {
						throw new Error('坏规则');
					},
				},
				job('fails-for-zy', async (_, court, day) => {
					if (broken && court === 'zy') throw new Error('磁盘已满');
					done.push(`${day} ${court}`);
				}),
				job('other', async (_, court) => {
					done.push(`other ${court}`);
				}),
			],
		});
		world.at('2026-03-03T00:10:00+08:00');
		await jobs!.runOwed();
		expect(errors).toEqual(['unreadable: 坏规则', 'fails-for-zy: 磁盘已满']);
		expect(done).toEqual(['2026-03-02 gy', '2026-03-02 dc', 'other gy', 'other zy', 'other dc']);
		expect(await runs()).toContain('2026-03-02 zy failed');
		broken = false;
		world.at('2026-03-03T00:10:59+08:00');
		await jobs!.runOwed();
		expect(await runs()).toContain('2026-03-02 zy failed');
		world.at('2026-03-03T00:11:00+08:00');
		await jobs!.runOwed();
		expect(done.at(-1)).toBe('2026-03-02 zy');
		expect(await runs()).not.toContain('2026-03-02 zy failed');
	});

	it('give up on a run that does not end, and do the rest', async () => {
		const done: string[] = [];
		start({
			jobs: [
				{
					name: 'hangs',
					owed: owedDays,
					timeoutMs: 1,
					flow: (_, court) => {
						if (court === 'gy') return new Promise(() => undefined);
						done.push(court);
						return Promise.resolve();
					},
				},
			],
		});
		world.at('2026-03-03T00:10:00+08:00');
		await jobs!.runOwed();
		expect(errors).toEqual(['hangs: 任务 hangs 超过 1 毫秒未完成']);
		expect(done).toEqual(['zy', 'dc']);
	});

	it('sweep again and again without overlap, tell what was done, and stop', async () => {
		world.at('2026-03-14T08:00:00+08:00');
		await world.send([], '2026-03-14T08:00:00+08:00');
		const outcomes: number[] = [];
		await new Promise<void>((resolve) => {
			start({
				sweepMs: 1,
				onSweep: (at, { locks }) => {
					expect(at).toBe('2026-03-14T00:00:00.000Z');
					outcomes.push(locks);
					if (outcomes.length === 3) resolve();
				},
			});
		});
		await jobs!.stop();
		const swept = outcomes.length;
		await new Promise((resolve) => setImmediate(resolve));
		expect(outcomes).toHaveLength(swept);
		expect(outcomes.slice(0, 3)).toEqual([1, 0, 0]);
		expect(errors).toEqual([]);
	});
});
