import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { putDirectory } from '../../server/flows/put-directory.ts';
import { climbLadders, doStage } from '../../server/flows/ladder.ts';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { auctions, flowWarnings } from '../../server/live/projections/flow.ts';
import { lockFigures, unlockQueue } from '../../server/live/projections/lock-figures.ts';
import { caseClassOf, courtMap, feeds, nodeMonitor, overdueBandOf, overdueOpen } from '../../server/live/projections/monitor.ts';
import { nationalNodes } from '../../server/live/projections/national-nodes.ts';
import { planChart, sealExpiry } from '../../server/live/projections/plans.ts';
import { openScope, type LiveSource } from '../../server/live/scope.ts';
import { loadLadders } from '../../server/rulebooks/ladders.ts';
import { saveFeeds } from '../../server/store/feeds.ts';
import { lockFigures as registerFigures } from '../../server/views/lock-figures.ts';
import { sourceOf } from '../../server/views/view-context.ts';
import type { CourtDate, Instant } from '../../server/core/time/types.ts';
import { UnlockDesk } from '../support/unlock.ts';
import { actorOf, courts, engines, openWorld, person, type TestEvent, type World } from '../support/world.ts';

const numbers = { zy: '示02', dc: '示0204', xl: '示0205' } as const;
type At = keyof typeof numbers;
const caseOf = (court: At, type: string, n: number, year = 2026) => ({
	court,
	caseNumber: `（${year}）${numbers[court]}${type}${n}号`,
});
const filed = (day: string, data: Record<string, unknown> = {}): Omit<TestEvent, 'court'> => ({
	type: 'case-filed',
	occurredAt: day,
	data: { handler: 'li', ...data },
});
const li = person('li', 'handler', 'dc', 'self');

describe.each(engines)('what the walls of monitoring show (%s)', (engine) => {
	let world: World;
	let sign = 900;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-03-02');
	});
	afterEach(() => world.close());

	const open = async (court: string) => {
		const source: LiveSource = Object.assign(sourceOf(world.context), { ladderStages: [] });
		return (await openScope(source, court))!;
	};
	const pass = async (moment: string): Promise<void> => {
		world.at(moment);
		for (const court of Object.keys(numbers) as At[])
			await world.send([{ ...caseOf(court, '民初', (sign += 1)), ...filed(moment.slice(0, 10), { procedure: 'simple' }) }], moment);
		await sweepDeadlines(world.context);
	};

	describe('nodes and courts', () => {
		beforeEach(async () => {
			await world.send([
				{ ...caseOf('dc', '执', 1), ...filed('2026-03-02') },
				{ ...caseOf('dc', '执', 2), ...filed('2026-03-02') },
				{ ...caseOf('dc', '执恢', 1), ...filed('2026-03-02') },
				{ ...caseOf('dc', '执保', 1), ...filed('2026-03-02') },
				{ ...caseOf('dc', '执异', 1), ...filed('2026-03-02') },
				{ ...caseOf('dc', '民初', 1), ...filed('2026-03-02', { procedure: 'simple' }) },
				{ ...caseOf('dc', '民初', 1), type: 'money-arrived', occurredAt: '2026-03-02', data: { receiptId: 'r', amountFen: 100 } },
				{ ...caseOf('xl', '执', 1), ...filed('2026-03-02') },
				{ ...caseOf('zy', '执', 1), ...filed('2026-03-02') },
			]);
			world.at('2026-03-03');
			await world.send([{ ...caseOf('dc', '执', 1), type: 'notice-issued', occurredAt: '2026-03-03' }]);
			await pass('2026-03-16T09:00:00+08:00');
		});

		/** Counted from the rows by nothing but their own columns. */
		const truth = async (where: {
			readonly node?: string;
			readonly kind: string;
			readonly courts: readonly string[];
			readonly overdue?: boolean;
		}) => {
			const rows = await world.store.read
				.selectFrom('node_instance')
				.innerJoin('case_file', 'case_file.id', 'node_instance.case_id')
				.select(['node', 'phase', 'case_file.kind', 'node_instance.court_code'])
				.where('ended_on', 'is', null)
				.execute();
			return rows.filter(
				(row) =>
					['pending', 'warning', 'overdue'].includes(row.phase) &&
					nationalNodes.some(({ node }) => node === row.node) &&
					(!where.node || row.node === where.node) &&
					row.kind === where.kind &&
					where.courts.includes(row.court_code) &&
					(!where.overdue || row.phase === 'overdue'),
			).length;
		};

		it('counts each node for first and resumed enforcement, and for nothing else', async () => {
			const all = ['zy', 'dc', 'xl'];
			const payload = await nodeMonitor(await open('zy'));
			expect(payload.rows.length).toBeGreaterThan(33);
			for (const row of payload.rows) {
				expect([row.node, row.first.watched]).toEqual([row.node, await truth({ node: row.node, kind: 'enforcement-first', courts: all })]);
				expect([row.node, row.first.overdue]).toEqual([
					row.node,
					await truth({ node: row.node, kind: 'enforcement-first', courts: all, overdue: true }),
				]);
				expect([row.node, row.resumed.watched]).toEqual([
					row.node,
					await truth({ node: row.node, kind: 'enforcement-resumed', courts: all }),
				]);
				for (const each of [row.first, row.resumed]) expect(each.overdue + each.normal).toBe(each.watched);
			}
			expect(payload.first.watched).toBe(payload.rows.reduce((sum, row) => sum + row.first.watched, 0));
			expect(payload.first.overdue).toBeGreaterThan(0);
			expect(payload.resumed.watched).toBeGreaterThan(0);
			// Money of a civil case runs against the same node and is not of first enforcement.
			expect(await truth({ node: 'enf-pay-done', kind: 'civil-first', courts: all })).toBe(1);
			expect(payload.rows.find((row) => row.node === 'enf-pay-done')).toMatchObject({ first: { watched: 0 }, resumed: { watched: 0 } });
			// The notice that went out is not watched any more.
			expect(payload.rows.find((row) => row.node === 'enf-notice')!.first.watched).toBe(3);
		});

		it('filters the nodes of each court as those of the whole: the courts sum to it (§9.1, 1 and 4)', async () => {
			const whole = await nodeMonitor(await open('gy'));
			const map = await courtMap(await open('gy'));
			expect(map.ranked).toBe(false);
			expect(map.rows.map((row) => [row.court, row.parent])).toEqual([
				['gy', undefined],
				['zy', 'gy'],
				['dc', 'zy'],
				['xl', 'zy'],
			]);
			for (const key of ['watched', 'overdue', 'normal'] as const)
				expect(map.rows.reduce((sum, row) => sum + row.nodes[key], 0)).toBe(whole.first[key] + whole.resumed[key]);
			const dc = map.rows.find((row) => row.court === 'dc')!;
			expect(dc.nodes.watched).toBe(
				(await truth({ kind: 'enforcement-first', courts: ['dc'] })) + (await truth({ kind: 'enforcement-resumed', courts: ['dc'] })),
			);
			const locked = await world.store.read
				.selectFrom('case_lock')
				.select(sql<number>`count(*)`.as('count'))
				.where('court_code', '=', 'dc')
				.where('state', '=', 'active')
				.executeTakeFirstOrThrow();
			expect(dc.locked).toBe(Number(locked.count));
			expect(dc.locked).toBeGreaterThan(0);
			expect(map.rows[0]).toMatchObject({ shortName: '示范高院', nodes: { watched: 0 }, feed: { state: 'none' } });
			await putDirectory(world.context, { courts: [{ ...courts[1], settings: { ranking: true } }] });
			expect((await courtMap(await open('zy'))).ranked).toBe(true);
		});

		it('tells which feeds need somebody, and what waits in quarantine at whose court', async () => {
			await world.send([
				{ ...caseOf('dc', '执', 5), type: 'no-such-event', occurredAt: '2026-03-16' },
				{ ...caseOf('dc', '执', 5), type: 'money-arrived', occurredAt: '2026-03-16' },
				{ court: 'nowhere', caseNumber: '（2026）天9999执1号', type: 'case-filed', occurredAt: '2026-03-16' },
			]);
			const top = await feeds(await open('gy'));
			const stored = await world.store.read
				.selectFrom('quarantine')
				.select(['court_code', sql<number>`count(*)`.as('count')])
				.where('resolved_at', 'is', null)
				.groupBy('court_code')
				.execute();
			const count = (court: string | null): number => Number(stored.find((row) => row.court_code === court)?.count ?? 0);
			expect(top.rows.find((row) => row.court === 'dc')!.quarantined).toBe(count('dc'));
			expect(count('dc')).toBe(2);
			expect([top.unassigned, top.quarantined]).toEqual([count(null) + count('nowhere'), 3]);
			expect(await feeds(await open('xl'))).toMatchObject({ rows: [{ court: 'xl', quarantined: 0 }], unassigned: 0, quarantined: 0 });
			expect(top.rows.map((row) => row.feed.state)).toEqual(['none', 'live', 'live', 'live']);
			// A second source of xl, silent for two days: the earliest watermark of a court counts.
			const [lastSeenAt, completeThrough] = ['2026-03-16T01:00:00.000Z' as Instant, '2026-03-14T01:00:00.000Z' as Instant];
			await world.store.write(({ db }) => saveFeeds(db, [{ court: 'xl', source: 'second', lastSeenAt, completeThrough }]));
			expect((await feeds(await open('zy'))).rows.map((row) => [row.court, row.feed.state])).toEqual([
				['xl', 'dead'],
				['zy', 'live'],
				['dc', 'live'],
			]);
		});
	});

	describe('open cases past their limit', () => {
		it('puts each case into one band and one class; shares are of all of them (§9.1, 3 and 4)', async () => {
			world.at('2026-03-02');
			await world.send([
				// Six months to close: over by two months and some days, in the court above by more than half a year.
				{ ...caseOf('dc', '执', 1, 2025), ...filed('2025-06-16') },
				{ ...caseOf('xl', '执', 1, 2025), ...filed('2025-06-16') },
				{ ...caseOf('zy', '执', 1, 2025), ...filed('2025-02-03') },
				{ ...caseOf('dc', '执恢', 1, 2025), ...filed('2025-08-25') },
				{ ...caseOf('dc', '民初', 7, 2025), ...filed('2025-02-03', { procedure: 'ordinary' }) },
				{ ...caseOf('dc', '执', 2, 2025), ...filed('2025-06-16') },
				{ ...caseOf('dc', '执', 2, 2025), type: 'case-closed', occurredAt: '2026-02-02', data: { mode: 'ended' } },
			]);
			await pass('2026-03-02T10:00:00+08:00');
			const payload = await overdueOpen(await open('zy'));
			expect(payload.bands.map(({ name, total }) => [name, total])).toEqual([
				['一个月以内', 1],
				['超一个月', 0],
				['超两个月', 2],
				['超三个月', 0],
				['超半年', 2],
			]);
			expect(payload.kinds.map((kind) => kind.kind)).toEqual(['criminal', 'civil', 'administrative', 'enforcement']);
			expect(payload.bands.at(-1)!.counts).toEqual([0, 1, 0, 1]);
			expect(payload.bands.reduce((sum, band) => sum + (band.share ?? 0), 0)).toBeCloseTo(1, 10);
			for (const band of payload.bands) expect(band.counts.reduce((sum, count) => sum + count, 0)).toBe(band.total);
			const openCases = await world.store.read.selectFrom('case_file').select('id').where('closed_on', 'is', null).execute();
			expect([payload.total, payload.open]).toEqual([5, openCases.length]);
			// Another court: its own ones only. One without any: no share instead of a division by zero (§9.1, 5).
			expect((await overdueOpen(await open('xl'))).bands.map((band) => band.total)).toEqual([0, 0, 1, 0, 0]);
			world.at('2026-03-02');
			const none = await openWorld(engine, '2026-03-02');
			const source: LiveSource = Object.assign(sourceOf(none.context), { ladderStages: [] });
			expect((await overdueOpen((await openScope(source, 'zy'))!)).bands.map((band) => band.share)).toEqual([null, null, null, null, null]);
			await none.close();
		});

		it.each([
			['(2026)示0204刑初1号', 'criminal'],
			['(2026)示0204民初1号', 'civil'],
			['(2026)示0204知民初1号', 'civil'],
			['(2026)示02行终1号', 'administrative'],
			['(2026)示0204执恢1号', 'enforcement'],
			['(2026)示0204执异1号', 'enforcement'],
			['(2026)示0204破申1号', 'other'],
			['nonsense', 'other'],
		])('%s is %s', (number, kind) => expect(caseClassOf(number)).toBe(kind));

		it.each([
			['2026-03-01', 0],
			['2026-02-02', 0],
			['2026-02-01', 1],
			['2026-01-01', 2],
			['2025-12-01', 3],
			['2025-09-02', 3],
			['2025-09-01', 4],
			['2019-01-01', 4],
		])('missed on %s is band %i on 2026-03-02', (dueOn, band) => {
			expect(overdueBandOf(dueOn as CourtDate, '2026-03-02' as CourtDate)).toBe(band);
		});
	});

	describe('flows', () => {
		const noticeIn = (court: At, n: number, day: string): TestEvent[] => [
			{ ...caseOf(court, '执', n), ...filed(day) },
			{ ...caseOf(court, '执', n), type: 'notice-issued', occurredAt: day },
		];
		const row = async (court: string, key: string) => (await flowWarnings(await open(court))).rows.find((each) => each.key === key)!;

		it('counts notices and network queries by their own events, per court as for the whole (§9.1, 1 and 2)', async () => {
			await world.send([
				...noticeIn('dc', 1, '2026-03-02'),
				...noticeIn('xl', 1, '2026-03-02'),
				{ ...caseOf('dc', '执', 1), type: 'trad-query-done', occurredAt: '2026-03-02' },
				{ ...caseOf('dc', '执', 1), type: 'net-query-returned', occurredAt: '2026-03-02', data: { complete: true } },
				{ ...caseOf('xl', '执', 1), type: 'net-query-launched', occurredAt: '2026-03-02' },
				{ ...caseOf('dc', '执', 1), type: 'money-arrived', occurredAt: '2026-03-02', data: { receiptId: 'r', amountFen: 100 } },
				{ ...caseOf('dc', '执', 1), type: 'money-paid', occurredAt: '2026-03-02', data: { receiptId: 'r', paymentId: 'p', amountFen: 60 } },
				{ ...caseOf('dc', '执', 1), type: 'money-paid', occurredAt: '2026-03-02', data: { receiptId: 'r', paymentId: 'q', amountFen: 40 } },
				{ ...caseOf('xl', '民初', 1), ...filed('2026-03-02', { procedure: 'simple' }) },
				{ ...caseOf('xl', '民初', 1), type: 'case-closed', occurredAt: '2026-03-02', data: { mode: 'mediated' } },
				{ ...caseOf('xl', '执', 1), type: 'case-closed', occurredAt: '2026-03-02', data: { mode: 'ended' } },
			]);
			const today = async (court: string) =>
				Object.fromEntries((await flowWarnings(await open(court))).rows.map((each) => [each.key, each.today]));
			const dc = {
				'auction-started': 0,
				'money-paid': 2,
				'case-closed': 0,
				'notice-issued': 1,
				'net-query-launched': 0,
				'zb-interviewed': 0,
			};
			const xl = {
				'auction-started': 0,
				'money-paid': 0,
				'case-closed': 1,
				'notice-issued': 1,
				'net-query-launched': 1,
				'zb-interviewed': 0,
			};
			expect(await today('dc')).toEqual(dc);
			expect(await today('xl')).toEqual(xl);
			expect(await today('zy')).toEqual(
				Object.fromEntries(Object.keys(dc).map((key) => [key, dc[key as 'money-paid'] + xl[key as 'money-paid']])),
			);
			// No history: nothing is called usual, low or high.
			expect(await row('zy', 'notice-issued')).toMatchObject({ usual: null, state: 'unknown' });
		});

		it('leaves out what was taken back, and steps that a lock holds', async () => {
			await world.send([
				{ ...caseOf('dc', '执', 1), ...filed('2026-03-02') },
				{ ...caseOf('dc', '执', 2), ...filed('2026-03-02') },
				{ ...caseOf('dc', '执', 2), type: 'net-query-launched', occurredAt: '2026-03-02' },
			]);
			await pass('2026-03-20T09:00:00+08:00');
			await world.send([{ ...caseOf('dc', '执', 1), type: 'net-query-launched', occurredAt: '2026-03-20' }]);
			const held = await world.store.read.selectFrom('held_event').selectAll().execute();
			expect(held).toHaveLength(1);
			expect((await row('dc', 'net-query-launched')).today).toBe(0);
			await world.send([
				{ ...caseOf('dc', '执', 8), ...filed('2026-03-20') },
				{ id: 'wrong', ...caseOf('dc', '执', 8), type: 'net-query-launched', occurredAt: '2026-03-20' },
			]);
			expect((await row('dc', 'net-query-launched')).today).toBe(1);
			await world.send([
				{
					...caseOf('dc', '执', 8),
					type: 'event-withdrawn',
					occurredAt: '2026-03-20',
					data: { source: 'cms', id: 'wrong', reason: '误报' },
				},
			]);
			expect((await row('dc', 'net-query-launched')).today).toBe(0);
		});

		it('knows what is usual from days of the same kind, and says 偏低 not before noon nor of a feed that lags', async () => {
			const start = Date.parse('2026-01-05T00:00:00Z');
			const calendar = world.context.calendarOf('dc');
			let n = 0;
			for (let index = 0; index < 63; index += 1) {
				const day = new Date(start + index * 86_400_000).toISOString().slice(0, 10);
				const worked = calendar.isWorkingDay(day as CourtDate);
				world.at(`${day}T17:00:00+08:00`);
				await world.send(Array.from({ length: worked ? 10 : 1 }, () => noticeIn('dc', (n += 1), day)).flat());
			}
			// 2026-03-09 is a Monday: ten notices a working day are usual, one on a day of rest.
			const at = async (moment: string, completeThrough = moment) => {
				world.at(moment);
				await world.send([{ ...caseOf('dc', '执', 1), type: 'case-updated', occurredAt: moment.slice(0, 10) }], completeThrough);
				return row('dc', 'notice-issued');
			};
			expect(await at('2026-03-09T11:59:00+08:00')).toMatchObject({ today: 0, usual: 10, state: 'normal' });
			expect(await at('2026-03-09T12:00:00+08:00')).toMatchObject({ today: 0, usual: 10, state: 'low' });
			const days = (await row('dc', 'notice-issued')).days;
			expect([days.length, days.at(-1), days.at(-2), days.at(-4)]).toEqual([14, 0, 1, 10]);
			await world.send(noticeIn('dc', 9001, '2026-03-09'));
			expect(await row('dc', 'notice-issued')).toMatchObject({ today: 1, state: 'low' });
			await world.send(noticeIn('dc', 9002, '2026-03-09'));
			expect(await row('dc', 'notice-issued')).toMatchObject({ today: 2, state: 'normal' });
			await world.send(Array.from({ length: 18 }, (_, index) => noticeIn('dc', 9100 + index, '2026-03-09')).flat());
			expect(await row('dc', 'notice-issued')).toMatchObject({ today: 20, state: 'normal' });
			await world.send(noticeIn('dc', 9003, '2026-03-09'));
			expect(await row('dc', 'notice-issued')).toMatchObject({ today: 21, state: 'high' });
			// Tuesday afternoon, the feed has told nothing since Monday: silence says nothing.
			world.at('2026-03-10T15:00:00+08:00');
			expect(await flowWarnings(await open('dc'))).toMatchObject({ judging: 'high' });
			expect(await row('dc', 'notice-issued')).toMatchObject({ today: 0, state: 'normal' });
			// A Saturday is measured by days of rest.
			expect(await at('2026-03-14T15:00:00+08:00')).toMatchObject({ today: 0, state: 'normal' });
			expect((await row('dc', 'notice-issued')).usual).toBeCloseTo(1, 5);
		});
	});

	describe('auctions', () => {
		const sealed = (court: At, n: number, day: string): TestEvent[] => [
			{ ...caseOf(court, '执', n), ...filed(day) },
			{
				...caseOf(court, '执', n),
				type: 'asset-sealed',
				occurredAt: day,
				data: { assetId: `a${n}`, assetKind: 'immovable', rank: 1, effectiveOn: day },
			},
		];
		const step = (court: At, n: number, type: string, day: string, data: Record<string, unknown> = {}): TestEvent => ({
			...caseOf(court, '执', n),
			type,
			occurredAt: day,
			data: { assetId: `a${n}`, ...data },
		});
		const start = (court: At, n: number, day: string, round = 1) => step(court, n, 'auction-started', day, { round, opensOn: day });

		it('counts where assets stand, and this year and month beside the same days before', async () => {
			await world.send([
				...sealed('dc', 1, '2024-12-02'),
				...sealed('dc', 2, '2024-12-02'),
				...sealed('xl', 3, '2024-12-02'),
				...sealed('xl', 4, '2026-03-02'),
				start('dc', 1, '2025-02-10'),
				step('dc', 1, 'auction-sold', '2025-03-01', { round: 1, priceFen: 500 }),
				// After the same day of last year: not compared with.
				start('xl', 3, '2025-03-03'),
				step('xl', 3, 'auction-failed', '2025-05-05', { round: 1 }),
				start('xl', 3, '2026-02-01', 2),
				start('dc', 2, '2026-02-20'),
				step('dc', 2, 'auction-sold', '2026-03-02', { round: 1, priceFen: 7_000 }),
				step('xl', 3, 'auction-sold', '2026-03-01', { round: 2, priceFen: 900 }),
			]);
			const payload = await auctions(await open('zy'));
			expect(Object.fromEntries(payload.stages.map(({ key, count }) => [key, count]))).toEqual({
				'asset-sealed': 1,
				'price-started': 0,
				'price-fixed': 0,
				'auction-started': 0,
				'auction-failed': 0,
				'auction-sold': 3,
				'sale-ruling-served': 0,
			});
			expect(payload.year).toEqual({ started: 2, startedPrevious: 1, sold: 2, soldPrevious: 1, soldFen: 7_900, soldFenPrevious: 500 });
			expect(payload.month).toEqual({ started: 0, startedLast: 1, soldFen: 7_900, soldFenLast: 0 });
			expect(payload.handlers.map(({ courtName, count }) => [courtName, count])).toEqual([
				['东川县法院', 1],
				['西陵县法院', 1],
			]);
			expect(payload.handlers[0]!.handler).toBe('李某某');
			expect(await auctions(await open('dc'))).toMatchObject({ year: { sold: 1, soldFen: 7_000 }, month: { soldFen: 7_000 } });
		});

		it('compares with nothing that the data does not cover', async () => {
			await world.send([...sealed('dc', 1, '2026-02-20'), start('dc', 1, '2026-02-20')]);
			const { year, month } = await auctions(await open('dc'));
			expect(year).toEqual({ started: 1, startedPrevious: null, sold: 0, soldPrevious: null, soldFen: 0, soldFenPrevious: null });
			expect(month).toMatchObject({ started: 0, startedLast: 0, soldFen: 0 });
		});
	});

	describe('locks', () => {
		it('shows the figures of the register, and a request on its way', async () => {
			const desk = new UnlockDesk(world);
			await desk.staff();
			await desk.lockTwice();
			const id = await desk.file('2026-04-01');
			const first = await unlockQueue(await open('zy'));
			expect(first).toMatchObject({
				total: 1,
				rows: [{ requestId: id, caseNumber: '（2026）示0204执1号', returned: false, handler: 'li某' }],
			});
			expect(first.rows[0]!.steps).toEqual([
				{ name: '本院核签', level: 'basic', state: 'running' },
				{ name: '中院决定', level: 'intermediate', state: 'waiting' },
			]);
			expect(await desk.say('zheng', 'approve')).toMatchObject({ ok: true });
			const second = (await unlockQueue(await open('zy'))).rows[0]!;
			expect(second.steps.map((step) => step.state)).toEqual(['done', 'running']);
			const stored = await world.store.read.selectFrom('unlock_request').selectAll().executeTakeFirstOrThrow();
			expect(second.stepDueAt).toBe(new Date(Date.parse(`${stored.step_due_on}T00:00:00+08:00`) + 86_400_000).toISOString());
			expect(second.workingDaysLeft).toBeGreaterThan(0);
			expect((await unlockQueue(await open('xl'))).total).toBe(0);
			await desk.morning('2026-03-17');
			expect(await desk.say('zhou', 'approve')).toMatchObject({ ok: true });
			expect((await unlockQueue(await open('zy'))).total).toBe(0);

			const shown = await lockFigures(await open('zy'));
			const register = await registerFigures(
				sourceOf(world.context),
				{ courts: ['zy', 'dc', 'xl'], from: '2025-12-31T16:00:00.000Z' as Instant, before: '2026-03-17T16:00:00.000Z' as Instant },
				'2026-03-17' as CourtDate,
			);
			const { view } = register;
			expect(shown).toMatchObject({
				active: view.standing,
				setThisYear: view.locks,
				repeatThisYear: view.repeats.total,
				medianDays: view.released.median,
				setThisMonth: 1,
				releasedThisMonth: 1,
				stepsLate: view.turnRound.reduce((sum, row) => sum + row.late, 0),
			});
			expect(shown.medianDays).toBe(4);
			expect(shown.stepsInTime + shown.stepsLate).toBe(view.turnRound.reduce((sum, row) => sum + row.steps, 0));
			expect(shown.stepsInTime + shown.stepsLate).toBe(2);
			const zy = view.turnRound.find((row) => row.court === 'zy')!;
			expect(shown.levels.find((row) => row.level === 'intermediate')).toEqual({
				level: 'intermediate',
				decided: zy.decided,
				medianDays: zy.medianDays,
			});
			expect(shown.levels.find((row) => row.level === 'higher')).toEqual({ level: 'higher', decided: 0, medianDays: null });
			expect(shown.months).toHaveLength(12);
			expect([shown.months[0]!.month, shown.months.at(-1)]).toEqual(['2025-04', { month: '2026-03', set: 1, released: 1 }]);
		});

		it('says of a court without locks that nothing is known, not zero days', async () => {
			expect(await lockFigures(await open('dc'))).toMatchObject({ active: 0, medianDays: null, stepsInTime: 0, stepsLate: 0 });
		});
	});

	describe('seals', () => {
		it('puts each seal into the week in which it ends, those that have ended apart', async () => {
			const seal = (court: At, n: number, assetKind: string, expiresOn?: string): TestEvent[] => [
				{ ...caseOf(court, '执', n), ...filed('2026-03-02') },
				{
					...caseOf(court, '执', n),
					type: 'asset-sealed',
					occurredAt: '2026-03-02',
					data: { assetId: 'a', assetKind, rank: 1, effectiveOn: '2026-03-02', ...(expiresOn ? { expiresOn } : {}) },
				},
			];
			await world.send([
				...seal('dc', 1, 'deposit', '2026-03-09'),
				...seal('dc', 2, 'movable', '2026-03-16'),
				...seal('xl', 3, 'immovable', '2026-03-17'),
				...seal('xl', 4, 'immovable', '2026-05-04'),
				...seal('xl', 5, 'immovable', '2026-05-05'),
				...seal('xl', 6, 'deposit'),
				...seal('xl', 7, 'deposit', '2026-03-12'),
			]);
			world.at('2026-03-10');
			await world.send([{ ...caseOf('xl', '执', 7), type: 'seal-released', occurredAt: '2026-03-05', data: { assetId: 'a' } }]);
			await sweepDeadlines(world.context);
			const payload = await sealExpiry(await open('zy'));
			expect(payload.expired).toBe(1);
			expect(payload.weeks).toHaveLength(8);
			expect(payload.weeks[0]).toEqual({ from: '2026-03-10', to: '2026-03-16', deposit: 0, movable: 1, immovable: 0 });
			expect(payload.weeks[1]).toEqual({ from: '2026-03-17', to: '2026-03-23', deposit: 0, movable: 0, immovable: 1 });
			expect(payload.weeks[7]).toMatchObject({ to: '2026-05-04', immovable: 1 });
			expect(payload.rows.map((row) => [row.expiresOn, row.kind, row.daysToExpiry])).toEqual([
				['2026-03-09', 'deposit', -1],
				['2026-03-16', 'movable', 6],
				['2026-03-17', 'immovable', 7],
				['2026-05-04', 'immovable', 55],
			]);
			const truth = await world.store.read
				.selectFrom('node_clock')
				.innerJoin('node_instance', 'node_instance.id', 'node_clock.node_id')
				.select('node_clock.due_on')
				.where('node', 'in', ['seal-expiry-deposit', 'seal-expiry-movable', 'seal-expiry-immovable'])
				.where('ended_on', 'is', null)
				.execute();
			const due = truth.filter((row) => row.due_on! <= '2026-05-04');
			expect(payload.expired + payload.weeks.reduce((sum, week) => sum + week.deposit + week.movable + week.immovable, 0)).toBe(due.length);
			expect((await sealExpiry(await open('dc'))).rows).toHaveLength(2);
		});
	});

	describe('plans', () => {
		it('shows the days of each plan and who has none', async () => {
			const ladders = loadLadders();
			await world.send([
				{ ...caseOf('dc', '执', 1), ...filed('2026-03-02', { unit: 'u1' }) },
				{ ...caseOf('dc', '执', 2), ...filed('2026-03-02', { unit: 'u1' }) },
			]);
			world.at('2026-09-03T09:00:00+08:00');
			await climbLadders(world.context, ladders);
			expect(await planChart(await open('zy'))).toMatchObject({ total: 0, without: 2, rows: [] });
			const { id } = await world.store.read.selectFrom('case_stage').select('id').where('id', 'like', '%执1号%').executeTakeFirstOrThrow();
			const plan = { kind: 'plan', plan: '上拍', nextReviewOn: '2026-09-10' as CourtDate } as const;
			expect(await doStage(world.context, li, actorOf(li), id, plan)).toMatchObject({ ok: true });
			const payload = await planChart(await open('zy'));
			expect(payload).toMatchObject({ total: 1, without: 1, today: '2026-09-03', from: '2026-08-06', to: '2026-11-05' });
			const [row] = payload.rows;
			expect(row).toMatchObject({
				caseNumber: '（2026）示0204执1号',
				courtName: '东川县法院',
				stageName: '分管副院长督办',
				handler: '李某某',
			});
			const closing = await world.store.read
				.selectFrom('node_clock')
				.select('due_on')
				.where('node_id', '=', '(2026)示0204执1号/enf-close/-/1')
				.where('binding', '=', 1)
				.executeTakeFirstOrThrow();
			expect(row!.closeBy).toBe(closing.due_on);
			expect(row!.steps.filter((step) => step.name === '复查')).toEqual([{ name: '复查', dueOn: '2026-09-10', state: 'open' }]);
			expect(row!.steps.filter((step) => step.name === '制定方案')).toEqual([{ name: '制定方案', dueOn: '2026-09-03', state: 'done' }]);
			expect(row!.steps.some((step) => step.name === '发出执行通知书' && step.state === 'late')).toBe(true);
			expect([...row!.steps].map((step) => step.dueOn)).toEqual([...row!.steps].map((step) => step.dueOn).sort());
			world.at('2026-09-11T09:00:00+08:00');
			expect((await planChart(await open('zy'))).rows[0]!.steps).toContainEqual({ name: '复查', dueOn: '2026-09-10', state: 'late' });
			await world.send([{ ...caseOf('dc', '执', 1), type: 'case-closed', occurredAt: '2026-09-11', data: { mode: 'ended' } }]);
			expect(await planChart(await open('zy'))).toMatchObject({ total: 0, without: 1, rows: [] });
		});
	});
});
