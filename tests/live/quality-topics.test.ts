import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Compared } from '../../src/lib/contract/topics-figures.ts';
import { topicNames } from '../../src/lib/contract/topics.ts';
import { catalogueByCode, wallEntries } from '../../server/core/indicator/catalogue/index.ts';
import { customPeriod, periodOf, upTo } from '../../server/core/indicator/period.ts';
import { addMonths } from '../../server/core/time/civil.ts';
import { readTrend } from '../../server/flows/figure-trend.ts';
import { putDirectory } from '../../server/flows/put-directory.ts';
import { insertTargetSet } from '../../server/store/target-sets.ts';
import { day, today } from '../support/figures.ts';
import { dcCase, fact, openQualityWall, qualityTopics, type QualityWall } from '../support/quality-wall.ts';
import { engines, type TestEvent, type World } from '../support/world.ts';

describe.each(engines)('what the wall of quality shows (%s)', (engine) => {
	let wall: QualityWall;
	let world: World;
	beforeEach(async () => {
		wall = await openQualityWall(engine);
		({ world } = wall);
	});
	afterEach(() => world.close());

	const tile: QualityWall['tile'] = (...asked) => wall.tile(...asked);
	const { load, board, deskValue }: Pick<QualityWall, 'load' | 'board' | 'deskValue'> = {
		load: () => wall.load(),
		board: (query) => wall.board(query),
		deskValue: (code, query) => wall.deskValue(code, query),
	};

	it('has something to say of every topic, of a court without any case as well', async () => {
		for (const topic of qualityTopics) {
			expect(topicNames).toContain(topic);
			for (const court of ['gy', 'zy', 'dc']) expect(await tile(topic, court), `${topic} of ${court}`).toBeDefined();
		}
		expect((await tile('recovery')).rate).toBeNull();
		expect((await tile('review-cases')).rows.map(({ ratio }) => ratio)).toEqual([null, null, null]);
		expect((await tile('indicator-trend')).rows.every(({ value, values }) => value === null && values.every((each) => each === null))).toBe(
			true,
		);
	});

	it('indicators: the year so far and every month are those of the desk, at every court', async () => {
		await load();
		const months = Array.from({ length: 12 }, (_, at) => upTo(periodOf('month', addMonths(day('2026-09-01'), at - 11)), today));
		for (const court of ['gy', 'zy', 'dc', 'xl']) {
			const { rows, months: shown } = await tile('indicator-trend', court);
			expect(shown).toEqual(months.map(({ from }) => from.slice(0, 7)));
			for (const row of rows) {
				const entry = catalogueByCode.get(row.code)!;
				expect(row.value, `${row.code} at ${court}`).toBe(await deskValue(row.code, { court }));
				if (row.basis === 'month') {
					const desk = await readTrend(world.context, { court, reach: 'subtree' }, entry, { periods: months, today });
					expect(row.values, `${row.code} by month at ${court}`).toEqual(desk.values);
				} else
					for (const [index, { to }] of months.entries())
						expect(row.values[index], `${row.code} up to ${to} at ${court}`).toBe(
							await deskValue(row.code, { court, period: periodOf('ytd', to) }),
						);
				expect(row.unit).toBe(entry.unit);
			}
			// And those that the old tile shows.
			const old = (await tile('indicators', court)).rows;
			expect(old.map(({ code }) => code)).toEqual(wallEntries.map(({ code }) => code));
			for (const { code, value, target, met, gap } of old) {
				const same = rows.find((row) => row.code === code)!;
				expect([value, target, met, gap], code).toEqual([same.value, same.target, same.met, same.gap]);
			}
		}
		// Months before anything is known are gaps; one without closings is none either.
		const first = await tile('indicator-trend', 'xl');
		expect(first.rows.some(({ values }) => values.includes(null))).toBe(true);
	});

	it('indicators: a month before the first figure is unknown, and not nought', async () => {
		await world.send([
			fact(dcCase(1), 'case-filed', '2026-07-06', { handler: 'li', claimFen: 1_000_00 }),
			fact(dcCase(1), 'case-closed', '2026-08-03', { mode: 'fully-performed', recoveredFen: 400_00 }),
		]);
		const rate = (await tile('indicator-trend')).rows.find(({ code }) => code === 'enf.close_rate')!;
		expect(rate.basis).toBe('year');
		expect(rate.values).toEqual([...Array.from({ length: 9 }, () => null), 0, 100, 100]);
		const days = (await tile('indicator-trend')).rows.find(({ code }) => code === 'enf.avg_days')!;
		expect(days.basis).toBe('month');
		expect(days.values.slice(8)).toEqual([null, null, 28, null]);
		const months = (await tile('recovery')).months.map(({ recoveredFen, rate: of }) => [recoveredFen, of]);
		expect(months.slice(8)).toEqual([
			[null, null],
			[0, null],
			[400_00, 0.4],
			[0, null],
		]);
		expect((await tile('recovery')).closed).toEqual({ value: 1, previous: null });
	});

	it('indicators: a target of the court takes the place of the reference, with its distance', async () => {
		await load();
		const before = (await tile('indicator-trend', 'dc')).rows.find(({ code }) => code === 'enf.close_rate')!;
		expect(before.target).toMatchObject({ operator: '≥', value: 96 });
		const document = '本院目标';
		const targets = [{ code: 'enf.close_rate', rule: { kind: 'bound', operator: '≥', value: 50 }, document }] as const;
		await world.store.write(({ db }) =>
			insertTargetSet(db, { court: 'dc', year: 2026, document, targets, active: true, by: 'li', at: world.context.now() }),
		);
		const desk = (await board({ court: 'dc', codes: ['enf.close_rate'] })).total.figures[0]!;
		for (const topic of ['indicator-trend', 'indicators'] as const) {
			const row = (await tile(topic, 'dc')).rows.find(({ code }) => code === 'enf.close_rate')!;
			expect(row.target).toEqual({ operator: '≥', value: 50, document: '本院目标' });
			expect(row.met).toBe(desk.target!.met);
		}
		// A court above keeps its own.
		expect((await tile('indicator-trend', 'zy')).rows.find(({ code }) => code === 'enf.close_rate')!.target!.value).toBe(96);
	});

	it('indicators of courts: in the order of the court table, each as on the desk, without places unless ranking is on', async () => {
		await load();
		const shown = await tile('indicator-courts');
		expect(shown.courts).toEqual([
			{ court: 'zy', shortName: '本院' },
			{ court: 'dc', shortName: '东川县' },
			{ court: 'xl', shortName: '西陵县' },
		]);
		expect(shown.ranked).toBe(false);
		for (const row of shown.rows) {
			expect(row.places).toBeUndefined();
			expect(row.total, row.code).toBe(await deskValue(row.code));
			const groups = (await board({ codes: [row.code], by: 'court' })).groups;
			for (const [index, { court }] of shown.courts.entries())
				expect(row.values[index], `${row.code} at ${court}`).toBe(groups.find(({ key }) => key === court)!.figures[0]!.value);
		}
		// The province sees the city with all that is below it.
		const above = await tile('indicator-courts', 'gy');
		expect(above.courts.map(({ court }) => court)).toEqual(['gy', 'zy']);
		expect(above.rows[0]!.values[1]).toBe(shown.rows[0]!.total);
		expect(await tile('indicator-courts', 'dc')).toMatchObject({ courts: [], rows: [] });
		await putDirectory(world.context, {
			courts: (['zy', 'dc', 'xl'] as const).map((code) => {
				const { name, level, parent } = world.context.directory().courts.get(code)!;
				return { code, name, level, ...(parent ? { parent } : {}), settings: { ranking: true } };
			}),
		});
		const ranked = await tile('indicator-courts');
		expect(ranked.ranked).toBe(true);
		expect(ranked.courts).toEqual(shown.courts);
		const days = ranked.rows.find(({ code }) => code === 'enf.avg_days')!;
		expect(days.places).toEqual(days.values[1]! < days.values[2]! ? [null, 1, 2] : [null, 2, 1]);
	});

	it('cases: old stock and received are closed and open, of every kind and together; the ways of closing add up', async () => {
		await load();
		for (const court of ['gy', 'zy', 'dc', 'xl']) {
			const flow = await tile('case-flow', court);
			for (const { oldStock, received, closed, open } of [...flow.kinds, flow.total]) expect(oldStock + received).toBe(closed + open);
			expect(flow.modes.reduce((sum, { count }) => sum + count, 0)).toBe(flow.total.closed);
			const load = await tile('caseload', court);
			expect(flow.total).toEqual({
				oldStock: load.oldStock,
				received: load.received.value,
				closed: load.closed.value,
				open: load.open.value,
			});
		}
		const rows = await world.store.read.selectFrom('case_file').select(['kind', 'filed_on', 'closed_on', 'close_mode']).execute();
		const { kinds, modes } = await tile('case-flow', 'gy');
		for (const { kind, open, received } of kinds) {
			const same = rows.filter((row) => row.kind === kind);
			expect(open).toBe(same.filter((row) => row.closed_on === null).length);
			expect(received).toBe(same.filter((row) => row.filed_on! >= '2026-01-01').length);
		}
		for (const { mode, count } of modes)
			expect(count).toBe(rows.filter((row) => row.close_mode === mode && row.closed_on! >= '2026-01-01').length);
	});

	it("cases and money are those of the court's own year, on every tile from the same day on", async () => {
		await load();
		await world.send([fact(dcCase(900, '执', 2025), 'case-filed', '2025-12-08', { handler: 'li' })]);
		const calendar = await tile('caseload', 'dc');
		Object.assign(world.context.directory().courts.get('dc')!.settings, { statYearStart: '12-01' });
		const flow = await tile('case-flow', 'dc');
		const shown = await tile('caseload', 'dc');
		expect(shown.year).toBe(flow.year);
		// Two cases of December belong to the new year here; by the calendar the one still open was old stock.
		expect([shown.received.value - calendar.received.value, shown.oldStock - calendar.oldStock]).toEqual([2, -1]);
		expect([shown.oldStock, shown.received.value, shown.closed.value]).toEqual([
			flow.total.oldStock,
			flow.total.received,
			flow.total.closed,
		]);
	});

	it('review cases: each kind with its ratio, beside last year, over five years; a year before the data is unknown', async () => {
		const filed = (n: number, kind: string, on: string, closedOn?: string): readonly TestEvent[] => [
			fact(dcCase(n, kind, Number(on.slice(0, 4))), 'case-filed', on, { handler: 'li' }),
			...(closedOn ? [fact(dcCase(n, kind, Number(on.slice(0, 4))), 'case-closed', closedOn, { mode: 'rejected' })] : []),
		];
		await world.send([
			...filed(1, '执异', '2024-01-08', '2024-02-05'),
			...filed(2, '执异', '2025-03-03', '2025-12-01'),
			...filed(1, '执异', '2026-01-05', '2026-02-02'),
			...filed(2, '执异', '2026-02-02'),
			...filed(1, '执复', '2025-05-06', '2026-01-12'),
			...filed(1, '执', '2026-03-02', '2026-04-07'),
		]);
		const shown = await tile('review-cases');
		const compared = (value: number, previous: number): Compared => ({ value, previous });
		expect(shown.rows).toEqual([
			{ kind: 'objection', name: '执行异议', received: compared(2, 1), closed: compared(1, 0), open: 1, ratio: 0.5 },
			{ kind: 'reconsideration', name: '执行复议', received: compared(0, 1), closed: compared(1, 0), open: 0, ratio: null },
			{ kind: 'supervision', name: '执行监督', received: compared(0, 0), closed: compared(0, 0), open: 0, ratio: null },
		]);
		expect(shown.total).toEqual({ received: compared(2, 2), closed: compared(2, 0), open: 1, ratio: 1 });
		expect(shown.years).toEqual([
			{ year: 2022, received: null, closed: null },
			{ year: 2023, received: null, closed: null },
			{ year: 2024, received: 1, closed: 1 },
			{ year: 2025, received: 2, closed: 1 },
			{ year: 2026, received: 2, closed: 2 },
		]);
	});

	it('recovery: rate and amount are those of the desk, by the year and by month', async () => {
		await load();
		for (const court of ['zy', 'dc', 'xl']) {
			const shown = await tile('recovery', court);
			const rate = await deskValue('enf.recovery_rate', { court });
			expect(shown.rate! * 100).toBeCloseTo(rate!, 9);
			expect(shown.recoveredFen.value / 1_000_000).toBeCloseTo((await deskValue('enf.recovered_amount', { court }))!, 9);
			const last = customPeriod(day('2025-01-01'), day('2025-09-20'));
			expect(shown.ratePrevious! * 100).toBeCloseTo((await deskValue('enf.recovery_rate', { court, period: last }))!, 9);
			expect(shown.recoveredFen.previous! / 1_000_000).toBeCloseTo((await deskValue('enf.recovered_amount', { court, period: last }))!, 9);
			for (const { month, rate: of, recoveredFen } of shown.months) {
				const period = upTo(periodOf('month', day(`${month}-01`)), today);
				const value = await deskValue('enf.recovery_rate', { court, period });
				expect(of === null ? null : of * 100, month).toEqual(value === null ? null : expect.closeTo(value, 9));
				expect(recoveredFen! / 1_000_000).toBeCloseTo((await deskValue('enf.recovered_amount', { court, period }))!, 9);
			}
		}
	});
});
