import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CourtDate } from '../../server/core/time/types.ts';
import { fillCaseCycles, remeasureCycles } from '../../server/flows/cycles.ts';
import { loadCalendar } from '../../server/flows/load-calendar.ts';
import { readCycles, readLongest } from '../../server/store/cycle-readers.ts';
import { actorOf, engines, openWorld, person, type TestEvent, type World } from '../support/world.ts';

const civil = '（2026）示0204民初1号';
const day = (text: string): CourtDate => text as CourtDate;
const year = { from: day('2026-01-01'), to: day('2026-12-31') };

const fact = (caseNumber: string, type: string, occurredAt: string, data: Record<string, unknown> = {}): TestEvent => ({
	caseNumber,
	type,
	occurredAt,
	data,
});

/** A suit through all seven cycles: adjourned once, closed, reopened, closed again. 2026-05-01 to 05-05 are holidays, 05-09 makes up for one. */
const suit = (): TestEvent[] => [
	fact(civil, 'case-filed', '2026-04-20', { appliedOn: '2026-04-16', procedure: 'simple' }),
	fact(civil, 'handler-assigned', '2026-04-22', { handler: 'li', unit: 'civil-1' }),
	fact(civil, 'hearing-scheduled', '2026-04-24', { hearingId: 'h1', hearingOn: '2026-04-30' }),
	fact(civil, 'hearing-held', '2026-04-30', { hearingId: 'h1', final: false }),
	fact(civil, 'hearing-scheduled', '2026-05-06', { hearingId: 'h2', hearingOn: '2026-05-12' }),
	fact(civil, 'hearing-held', '2026-05-12', { hearingId: 'h2' }),
	fact(civil, 'judgment-made', '2026-05-20'),
	fact(civil, 'judgment-served', '2026-05-21', { partyId: 'p1', last: false }),
	fact(civil, 'judgment-served', '2026-05-25', { partyId: 'p2', last: true }),
	fact(civil, 'case-closed', '2026-05-25', { mode: 'judged' }),
	fact(civil, 'case-reopened', '2026-06-01', { ground: '漏判' }),
	fact(civil, 'case-closed', '2026-06-10', { mode: 'judged' }),
	fact(civil, 'case-archived', '2026-07-01'),
];

const one = '（2026）示0204执1号';
/** An enforcement with two assets (one released), one receipt paid in two parts, and one that is not paid out yet. */
const enforcement = (): TestEvent[] => [
	fact(one, 'case-filed', '2026-03-02', { appliedOn: '2026-02-27', claimFen: 100_000, basis: 'civil' }),
	fact(one, 'handler-assigned', '2026-03-03', { handler: 'li', unit: 'enf-1' }),
	fact(one, 'file-received', '2026-03-04'),
	fact(one, 'notice-issued', '2026-03-06'),
	fact(one, 'net-query-launched', '2026-03-04'),
	fact(one, 'net-query-returned', '2026-03-05', { complete: false }),
	fact(one, 'net-query-returned', '2026-03-09', { complete: true }),
	fact(one, 'asset-sealed', '2026-03-10', { assetId: 'a1', assetKind: 'immovable', rank: 1, effectiveOn: '2026-03-10' }),
	fact(one, 'asset-sealed', '2026-03-10', { assetId: 'a2', assetKind: 'movable', rank: 1, effectiveOn: '2026-03-10' }),
	fact(one, 'price-started', '2026-03-12', { assetId: 'a1', method: 'inquired' }),
	fact(one, 'price-fixed', '2026-03-20', { assetId: 'a1', priceFen: 5_000 }),
	fact(one, 'auction-started', '2026-03-25', { assetId: 'a1', round: 1, opensOn: '2026-04-10' }),
	fact(one, 'auction-failed', '2026-04-11', { assetId: 'a1', round: 1 }),
	fact(one, 'auction-started', '2026-04-13', { assetId: 'a1', round: 2, opensOn: '2026-04-20' }),
	fact(one, 'auction-sold', '2026-04-24', { assetId: 'a1', round: 2, priceFen: 60_000 }),
	fact(one, 'seal-released', '2026-04-27', { assetId: 'a2' }),
	fact(one, 'money-arrived', '2026-04-27', { receiptId: 'r1', amountFen: 60_000 }),
	fact(one, 'money-paid', '2026-04-29', { receiptId: 'r1', paymentId: 'p1', amountFen: 20_000 }),
	fact(one, 'money-paid', '2026-05-07', { receiptId: 'r1', paymentId: 'p2', amountFen: 40_000 }),
	fact(one, 'money-arrived', '2026-05-08', { receiptId: 'r2', amountFen: 1_000 }),
];

describe.each(engines)('stages of cases as measured (%s)', (engine) => {
	let world: World;
	beforeAll(async () => {
		world = await openWorld(engine, '2026-07-10');
		await world.send([...suit(), ...enforcement()]);
	});
	afterAll(() => world.close());

	const rows = async () =>
		(await world.store.read.selectFrom('cycle_duration').selectAll().execute()).map((row) => JSON.stringify(row)).sort();
	const of = async (courts: readonly string[] = ['dc'], period = year) =>
		new Map((await readCycles(world.store.read, courts, period)).map((figure) => [figure.stage.code, figure]));

	it('measures the seven cycles of a trial in civil and working days, the last hearing before the judgment and every closing', async () => {
		const figures = await of();
		const lengths = Object.fromEntries(
			[...figures]
				.filter(([code]) => code.startsWith('tri-'))
				.map(([code, { days, workDays }]) => [code, [days.count, days.days, workDays.days]]),
		);
		expect(lengths).toEqual({
			'tri-filing': [1, 4, 2],
			'tri-allocate': [1, 2, 2],
			'tri-schedule': [1, 2, 2],
			'tri-prepare': [1, 10, 8],
			'tri-judge': [1, 8, 6],
			'tri-serve': [1, 5, 3],
			// The first closing was undone before it was archived.
			'tri-archive': [1, 21, 14],
			'tri-whole': [2, 35 + 9, 23 + 7],
		});
		expect(figures.get('tri-whole')!.days).toMatchObject({ median: 22, p90: 35, mean: 22 });
	});

	it('measures assets and receipts one by one; a released seal comes to nothing, a receipt ends with its last part', async () => {
		const figures = await of();
		const lengths = Object.fromEntries(
			[...figures].filter(([code]) => code.startsWith('enf-')).map(([code, { days, open }]) => [code, [days.count, days.days, open]]),
		);
		expect(lengths).toEqual({
			'enf-filing': [1, 3, 0],
			'enf-allocate': [1, 1, 0],
			'enf-accept': [1, 1, 0],
			'enf-notice': [1, 2, 0],
			'enf-inquiry': [1, 5, 0],
			'enf-dispose': [1, 45, 0],
			'enf-price': [1, 8, 0],
			'enf-auction': [1, 30, 0],
			'enf-pay': [1, 10, 1],
			'enf-archive': [0, 0, 0],
			'enf-whole': [0, 0, 1],
		});
	});

	it('counts in the month in which a stage was finished, and names nobody for what comes before allocation', async () => {
		const april = await of(['dc'], { from: day('2026-04-01'), to: day('2026-04-30') });
		expect(april.get('enf-dispose')!.days.count).toBe(1);
		expect(april.get('enf-pay')!.days.count).toBe(0);
		const persons = await world.store.read.selectFrom('cycle_duration').select(['stage', 'person_code', 'unit_code']).execute();
		expect(
			persons
				.filter((row) => row.person_code === '')
				.map((row) => row.stage)
				.sort(),
		).toEqual(['enf-allocate', 'enf-filing', 'tri-allocate', 'tri-filing']);
		expect((await readLongest(world.store.read, { courts: ['dc'], ...year }, 'tri-whole', 10)).rows).toMatchObject([
			{ number_text: expect.stringContaining('民初1号') as string, days: 35, n: 1 },
			{ days: 9, n: 2 },
		]);
	});

	it('a late fact, a withdrawn one and a transfer change what was measured as if it had been known from the start', async () => {
		await world.send([
			{ ...fact(one, 'net-query-returned', '2026-03-08', { complete: true }), id: 'late' },
			{ ...fact(one, 'notice-issued', '2026-03-05'), id: 'early-notice' },
		]);
		expect((await of()).get('enf-inquiry')!.days.days).toBe(4);
		expect((await of()).get('enf-notice')!.days.days).toBe(1);
		await world.send([fact(one, 'event-withdrawn', '2026-05-09', { source: 'cms', id: 'early-notice', reason: '误报' })]);
		expect((await of()).get('enf-notice')!.days.days).toBe(2);
		await world.send([
			fact(one, 'case-transferred', '2026-06-01', { toCourt: 'xl', ground: '指定执行' }),
			{ ...fact(one, 'transfer-received', '2026-06-05', { fromCourt: 'dc' }), court: 'xl' },
			{ ...fact(one, 'handler-assigned', '2026-06-08', { handler: 'wu' }), court: 'xl' },
		]);
		// What dc had finished stays with it; what it had not finished begins anew at xl.
		const [dc, xl] = [await of(['dc']), await of(['xl'])];
		expect(dc.get('enf-allocate')!.days).toMatchObject({ count: 1, days: 1 });
		expect(dc.get('enf-whole')).toMatchObject({ open: 0 });
		expect(xl.get('enf-allocate')!.days).toMatchObject({ count: 1, days: 3 });
		expect(xl.get('enf-whole')).toMatchObject({ open: 1 });
		expect((await of(['dc', 'xl'])).get('enf-allocate')!.days).toMatchObject({ count: 2, days: 4, median: 2 });
	});

	it('measured again from the cases, all rows are the same; so they are for cases of an older program', async () => {
		const kept = await rows();
		expect(kept.length).toBeGreaterThan(20);
		await world.store.write(({ db }) => db.deleteFrom('cycle_duration').execute());
		await remeasureCycles(world.context);
		expect(await fillCaseCycles(world.context)).toBe(2);
		expect(await fillCaseCycles(world.context)).toBe(0);
		expect(await rows()).toEqual(kept);
	});

	it('measures again when the days that are worked have changed', async () => {
		const admin = person('admin', 'system-admin', 'gy', 'subtree');
		const text = '2026-03-05 休 东川县人民法院搬迁';
		const before = (await of(['dc'])).get('enf-notice')!.workDays.days;
		const loaded = await loadCalendar(world.context, admin, actorOf(admin), {
			court: 'dc',
			year: 2026,
			kind: 'closure',
			text,
			document: '搬迁公告',
		});
		expect(loaded).toMatchObject({ ok: true });
		await fillCaseCycles(world.context);
		expect([before, (await of(['dc'])).get('enf-notice')!.workDays.days]).toEqual([2, 1]);
	});

	it('an end before its start gives no length, and closing breaks off what it leaves unfinished', async () => {
		const two = '（2026）示0204执2号';
		await world.send([
			fact(two, 'case-filed', '2026-06-01', { appliedOn: '2026-06-03', handler: 'li' }),
			fact(two, 'asset-sealed', '2026-06-04', { assetId: 'a1', assetKind: 'deposit', rank: 1, effectiveOn: '2026-06-04' }),
			fact(two, 'money-arrived', '2026-06-05', { receiptId: 'r1', amountFen: 100 }),
			fact(two, 'case-closed', '2026-06-10', { mode: 'fully-performed' }),
		]);
		const id = Number(
			(await world.store.read.selectFrom('case_file').select('id').where('case_key', 'like', '%执2号').executeTakeFirstOrThrow()).id,
		);
		const mine = await world.store.read
			.selectFrom('cycle_duration')
			.select(['stage', 'days'])
			.where('case_id', '=', id)
			.orderBy('stage')
			.execute();
		expect(mine).toEqual([
			{ stage: 'enf-archive', days: null },
			{ stage: 'enf-pay', days: null },
			{ stage: 'enf-whole', days: 9 },
		]);
	});
});
