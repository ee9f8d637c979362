import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { duePeriods } from '../../server/core/report/owed-papers.ts';
import type { paperKinds } from '../../server/core/report/paper.ts';
import { instantOfEpochMs } from '../../server/core/time/zone.ts';
import { giveBackPaper } from '../../server/flows/paper-life.ts';
import type { BuildPaper } from '../../server/flows/paper-make.ts';
import { putDirectory } from '../../server/flows/put-directory.ts';
import { startJobs, type Jobs } from '../../server/jobs/runner.ts';
import { readLastRuns } from '../../server/store/paper-runs.ts';
import { buildFrom, usualFacts, type PaperFacts } from '../support/papers.ts';
import { actorOf, courts, engines, openWorld, person, type World } from '../support/world.ts';

const at = (moment: string) => instantOfEpochMs(Date.parse(moment));
const zone = 'Asia/Shanghai';

describe('the hours of papers', () => {
	const last = (kind: (typeof paperKinds)[number], moment: string, yearStart?: string) => {
		const period = duePeriods(kind, { zone, ...(yearStart ? { yearStart } : {}) }, at(moment)).at(-1)!;
		return `${period.from}..${period.to}`;
	};

	it.each([
		// Monday, 16 March 2026: the week before falls due by the minute.
		['meeting-pack', '2026-03-16T05:59:59+08:00', '2026-03-02..2026-03-08'],
		['meeting-pack', '2026-03-16T06:00:00+08:00', '2026-03-09..2026-03-15'],
		['weekly', '2026-03-16T06:29:59+08:00', '2026-03-02..2026-03-08'],
		['weekly', '2026-03-16T06:30:00+08:00', '2026-03-09..2026-03-15'],
		['weekly', '2026-03-22T23:59:59+08:00', '2026-03-09..2026-03-15'],
		// A week over the turn of the year.
		['weekly', '2027-01-04T06:30:00+08:00', '2026-12-28..2027-01-03'],
		['monthly', '2026-04-01T06:59:59+08:00', '2026-02-01..2026-02-28'],
		['monthly', '2026-04-01T07:00:00+08:00', '2026-03-01..2026-03-31'],
		['long-pending-pack', '2026-04-01T06:00:00+08:00', '2026-03-01..2026-03-31'],
		['quarterly-problems', '2026-04-01T07:29:00+08:00', '2025-10-01..2025-12-31'],
		['quarterly-problems', '2026-04-01T07:30:00+08:00', '2026-01-01..2026-03-31'],
		['business-pack', '2026-07-01T08:00:00+08:00', '2026-04-01..2026-06-30'],
	] as const)('%s at %s: %s', (kind, moment, period) => {
		expect(last(kind, moment)).toBe(period);
	});

	it('months and quarters are those of the statistical year', () => {
		expect(last('monthly', '2026-03-21T06:59:59+08:00', '12-21')).toBe('2026-01-21..2026-02-20');
		expect(last('monthly', '2026-03-21T07:00:00+08:00', '12-21')).toBe('2026-02-21..2026-03-20');
		expect(last('business-pack', '2026-03-21T08:00:00+08:00', '12-21')).toBe('2025-12-21..2026-03-20');
		expect(last('weekly', '2026-03-16T06:30:00+08:00', '12-21')).toBe('2026-03-09..2026-03-15');
	});

	it('reach back a few periods and no further, oldest first', () => {
		const periods = duePeriods('weekly', { zone }, at('2026-03-18T12:00:00+08:00'));
		expect(periods.map(({ from }) => from)).toEqual(['2026-02-16', '2026-02-23', '2026-03-02', '2026-03-09']);
	});
});

describe.each(engines)('jobs of papers (%s)', (engine) => {
	let world: World;
	let jobs: Jobs;
	let facts: PaperFacts;
	let errors: string[];
	let built: string[];
	beforeEach(async () => {
		[facts, errors, built] = [usualFacts(), [], []];
		world = await openWorld(engine, '2026-03-11');
		await world.send([{ type: 'case-filed', occurredAt: '2026-03-11', data: { handler: 'li' } }]);
		start();
	});
	afterEach(async () => {
		await jobs.stop();
		await world.close();
	});

	function start(fails: (court: string, kind: string) => Promise<void> | undefined = () => undefined): void {
		const build: BuildPaper = async (context, kind, court, period, options) => {
			built.push(`${kind} ${court} ${period.from}${options?.campaign ? ` ${options.campaign}` : ''}`);
			await fails(court, kind);
			return buildFrom(facts)(context, kind, court, period, options);
		};
		jobs = startJobs({
			context: world.context,
			sweepMs: 3_600_000,
			beatSeconds: 60,
			papers: build,
			onError: (job, error) => errors.push(`${job}: ${error instanceof Error ? error.message : String(error)}`),
		});
	}
	const drafts = async () => (await world.store.read.selectFrom('paper_draft').select('id').orderBy('id').execute()).map(({ id }) => id);
	const runs = async () =>
		(await readLastRuns(world.store.read, ['gy', 'zy', 'dc', 'xl'], at('2026-01-01T00:00:00Z'), 50)).filter(
			({ series }) => series !== 'daily',
		);

	it('make each paper of each court of the tree at its hour, once, restarts included', async () => {
		world.at('2026-03-16T06:00:00+08:00');
		await jobs.runOwed();
		expect(await drafts()).toEqual(['gy', 'zy', 'dc'].map((court) => `meeting-pack-${court}-2026-03-09-v1-1`).sort());
		world.at('2026-03-16T06:30:00+08:00');
		await Promise.all([jobs.runOwed(), jobs.runOwed()]);
		await jobs.stop();
		start();
		await jobs.runOwed();
		expect(await drafts()).toEqual(
			['gy', 'zy', 'dc'].flatMap((court) => ['meeting-pack', 'weekly'].map((kind) => `${kind}-${court}-2026-03-09-v1-1`)).sort(),
		);
		expect(built).toHaveLength(6);
		expect(errors).toEqual([]);
	});

	it('owe nothing of a time before the first data, and catch up after an outage, oldest first', async () => {
		world.at('2026-04-02T12:00:00+08:00');
		await jobs.runOwed();
		expect(built.filter((line) => line.startsWith('weekly dc'))).toEqual([
			'weekly dc 2026-03-09',
			'weekly dc 2026-03-16',
			'weekly dc 2026-03-23',
		]);
		expect(built.filter((line) => line.includes(' dc ') && !/^(weekly|meeting)/.test(line))).toEqual([
			'long-pending-pack dc 2026-03-01',
			'monthly dc 2026-03-01',
			'quarterly-problems dc 2026-01-01',
			'business-pack dc 2026-01-01',
		]);
		expect(built.some((line) => line.includes(' xl '))).toBe(false);
	});

	it('one court that fails holds no other: it stands first in the run list, and is tried again later', async () => {
		let broken = true;
		await jobs.stop();
		start((court, kind) => (broken && court === 'zy' && kind === 'weekly' ? Promise.reject(new Error('指标尚未填报')) : undefined));
		world.at('2026-03-16T06:30:00+08:00');
		await jobs.runOwed();
		expect(await drafts()).toEqual(expect.arrayContaining(['weekly-gy-2026-03-09-v1-1', 'weekly-dc-2026-03-09-v1-1']));
		expect(await drafts()).not.toContain('weekly-zy-2026-03-09-v1-1');
		expect((await runs())[0]).toMatchObject({ series: 'weekly', court: 'zy', outcome: 'failed', tries: 1 });
		expect((await runs())[0]!.detail).toContain('指标尚未填报');
		expect(errors).toEqual([expect.stringContaining('指标尚未填报')]);
		// Heavy work is not tried every minute.
		world.at('2026-03-16T06:44:00+08:00');
		await jobs.runOwed();
		expect(built.filter((line) => line.startsWith('weekly zy'))).toHaveLength(1);
		world.at('2026-03-16T06:45:30+08:00');
		await jobs.runOwed();
		broken = false;
		world.at('2026-03-16T07:05:00+08:00');
		await jobs.runOwed();
		expect(await drafts()).toContain('weekly-zy-2026-03-09-v1-1');
		expect((await runs()).every(({ outcome }) => outcome === 'made')).toBe(true);
		expect((await runs()).find(({ court, series }) => court === 'zy' && series === 'weekly')).toMatchObject({ tries: 3 });
	});

	it('do not make again what the office dropped', async () => {
		world.at('2026-03-16T06:30:00+08:00');
		await jobs.runOwed();
		const trial = person('trial', 'trial-management', 'dc');
		const by = { principal: trial, actor: actorOf(trial) };
		expect(
			await giveBackPaper(world.context, by, 'weekly-dc-2026-03-09-v1-1', { move: 'drop', revision: 1, reason: '本周不发' }),
		).toMatchObject({ ok: true });
		world.at('2026-03-18');
		await jobs.runOwed();
		expect(await drafts()).not.toContain('weekly-dc-2026-03-09-v1-2');
	});

	it('make a bulletin for each campaign that runs in the week', async () => {
		const row = (id: string, from: string, to: string, state = 'running') => ({
			id,
			court_code: 'dc',
			name: id,
			from_day: from,
			to_day: to,
			filter: '{}',
			targets: '[]',
			state,
			document: null,
			created_by: 'trial',
			created_at: '2026-03-01T00:00:00.000Z',
		});
		await world.store.write(({ db }) =>
			db
				.insertInto('campaign')
				.values([
					row('spring', '2026-03-01', '2026-03-31'),
					row('summer', '2026-06-01', '2026-06-30'),
					row('last', '2026-03-15', '2026-05-01'),
					row('plan', '2026-03-01', '2026-05-01', 'planned'),
				] as never)
				.execute(),
		);
		world.at('2026-03-16T06:45:00+08:00');
		await jobs.runOwed();
		expect((await drafts()).filter((id) => id.startsWith('campaign'))).toEqual([
			'campaign.last-dc-2026-03-09-v1-1',
			'campaign.spring-dc-2026-03-09-v1-1',
		]);
	});

	it('go by the statistical year that the court has set', async () => {
		await putDirectory(world.context, { courts: courts.map((court) => ({ ...court, settings: { statYearStart: '12-21' } })), persons: [] });
		world.at('2026-03-21T07:00:00+08:00');
		await jobs.runOwed();
		expect(built).toContain('monthly dc 2026-02-21');
	});
});
