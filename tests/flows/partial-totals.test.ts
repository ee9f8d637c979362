import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { customPeriod, periodOf } from '../../server/core/indicator/period.ts';
import type { Figure, FigureQuery } from '../../server/core/indicator/types.ts';
import { faultOfPaper } from '../../server/core/report/paper-check.ts';
import { buildPaper } from '../../server/flows/build-paper.ts';
import { figureCases } from '../../server/flows/figure-cases.ts';
import { fillIn } from '../../server/flows/measure-entries.ts';
import { readForecast } from '../../server/flows/read-forecast.ts';
import { putQuotas } from '../../server/flows/quotas.ts';
import { readBoard } from '../../server/flows/read-figures.ts';
import { entryOf } from '../../server/core/indicator/catalogue/index.ts';
import { indicatorRow } from '../../server/views/indicator-rows.ts';
import { indicatorTable } from '../../server/views/indicator-table.ts';
import { quotaView } from '../../server/views/quota-views.ts';
import { sourceOf } from '../../server/views/view-context.ts';
import { cityManagement, staffOffice } from '../support/office.ts';
import { day } from '../support/figures.ts';
import { paperText } from '../support/paper-text.ts';
import { actorOf, engines, openWorld, type World } from '../support/world.ts';

const period = customPeriod(day('2026-03-01'), day('2026-03-31'));

describe.each(engines)('totals of courts of which only some have numbers (%s)', (engine) => {
	let world: World;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-03-31');
		await staffOffice(world);
		const about = (n: number, court: string) => ({ court, caseNumber: `（2026）示${court === 'dc' ? '0204' : '0205'}执${n}号` });
		const events = [
			['dc', 1],
			['dc', 2],
			['xl', 1],
			['xl', 2],
			['xl', 3],
		] as const;
		await world.send(
			events.map(([court, n]) => ({
				...about(n, court),
				type: 'case-filed',
				occurredAt: '2026-03-02',
				data: { handler: court === 'dc' ? 'li' : 'xu', claimFen: 100 },
			})),
		);
		await world.send(
			events.map(([court, n]) => ({
				...about(n, court),
				type: 'case-closed',
				occurredAt: '2026-03-12',
				data: { mode: 'fully-performed', recoveredFen: 100 },
			})),
		);
	});
	afterEach(() => world.close());

	const quota = (court: string, cases: number) =>
		putQuotas(world.context, cityManagement, actorOf(cityManagement), { court, year: 2026, document: '三月例会', cases: { 3: cases } });
	const fill = (measure: string, court: string, value: number, on = '2026-03-31') =>
		fillIn(world.context, { principal: cityManagement }, actorOf(cityManagement), [{ measure, court, day: on, value, source: '报表' }]);
	const board = (query: Partial<FigureQuery>) => readBoard(world.context, { court: 'zy', reach: 'subtree', period, by: 'total', ...query });
	const one = async (code: string, query: Partial<FigureQuery> = {}): Promise<Figure> =>
		(await board({ codes: [code], ...query })).total.figures[0]!;
	const ways = ['total', 'court', 'unit', 'person'] as const;

	it('closings are divided by quotas of the same courts, however the board is broken down', async () => {
		await quota('dc', 4);
		for (const by of ways)
			expect(await one('plan.quota_done', { by }), by).toMatchObject({
				...{ numerator: 2, denominator: 4, value: 50 },
				coverage: { courts: ['dc'], of: 3 },
			});
		// Beside others in one question, and where all have quotas.
		expect((await board({})).total.figures.find(({ code }) => code === 'plan.quota_done')).toMatchObject({ numerator: 2, denominator: 4 });
		await quota('xl', 2);
		await quota('zy', 1);
		expect(await one('plan.quota_done')).toMatchObject({ numerator: 5, denominator: 7, coverage: { courts: ['zy', 'dc', 'xl'], of: 3 } });
		// A court by itself needs no such words.
		expect(await one('plan.quota_done', { court: 'dc' })).not.toHaveProperty('coverage');
	});

	it('a ratio of filled-in values sums the courts that have both parts; without any it has no value', async () => {
		await fill('cost-claim-fen', 'dc', 10);
		await fill('cost-fen', 'xl', 8);
		const none = await one('biz.cost_ratio');
		expect(none).toMatchObject({ value: null, numerator: 0, denominator: 0, coverage: { courts: [], of: 3 } });
		await fill('cost-fen', 'dc', 4);
		for (const by of ways)
			expect(await one('biz.cost_ratio', { by }), by).toMatchObject({
				value: 40,
				numerator: 4,
				denominator: 10,
				coverage: { courts: ['dc'] },
			});
		// Last year it was of other courts: the two are not compared.
		await fill('cost-claim-fen', 'xl', 10, '2025-03-31');
		await fill('cost-fen', 'xl', 9, '2025-03-31');
		const compared = await one('biz.cost_ratio', { compare: ['yoy'] });
		expect(compared.yoy?.difference ?? null).toBeNull();
	});

	it('months without a quota are not made up for: of a period that holds one there is no rate', async () => {
		await quota('dc', 4);
		const longer = customPeriod(day('2026-02-01'), day('2026-03-31'));
		for (const by of ['total', 'court', 'unit'] as const)
			expect((await one('plan.quota_done', { by, court: 'dc', reach: 'own', period: longer })).value, by).toBeNull();
		expect(
			(await board({ by: 'court', codes: ['plan.quota_done'], period: longer })).groups.map(({ figures }) => figures[0]!.value),
		).toEqual([null, null, null]);
		expect(await one('plan.quota_done', { period: longer })).toMatchObject({ value: null, coverage: { courts: [], of: 3 } });
		// Nought is a quota of its month.
		await putQuotas(world.context, cityManagement, actorOf(cityManagement), {
			court: 'dc',
			year: 2026,
			document: '二月例会',
			cases: { 2: 0 },
		});
		for (const court of ['dc', 'zy']) expect((await one('plan.quota_done', { court, period: longer })).value).toBe(50);
		// Of a team, its own months are asked about.
		const team = { court: 'dc', unit: 'dc-fine', year: 2026, document: '三月例会', cases: { 3: 1 } };
		await putQuotas(world.context, cityManagement, actorOf(cityManagement), team);
		const teams = async (of: typeof longer) =>
			(await board({ court: 'dc', reach: 'own', by: 'unit', codes: ['plan.quota_done'], period: of })).groups.find(
				({ key }) => key === 'dc-fine',
			)!;
		expect([(await teams(period)).figures[0]!.denominator, (await teams(period)).figures[0]!.value]).toEqual([1, 0]);
		expect((await teams(longer)).figures[0]!.value).toBeNull();
	});

	it('a forecast is of the same courts as the figure, and there is none where months have no quota', async () => {
		const entry = entryOf('plan.quota_done')!;
		const year = (court: string, months: readonly number[]) =>
			putQuotas(world.context, cityManagement, actorOf(cityManagement), {
				...{ court, year: 2026, document: '年初会议', cases: Object.fromEntries(months.map((month) => [month, 1])) },
			});
		const foreseen = (court: string) => readForecast(world.context, entry, { court, reach: 'subtree' });
		await year('xl', [3, 4]);
		expect(await foreseen('xl')).toEqual({ monthEnd: null, yearEnd: null });
		await year(
			'dc',
			Array.from({ length: 12 }, (_, index) => index + 1),
		);
		// Two closed of three months with one to close in each; the year goes on as it began.
		const own = (await foreseen('dc'))!;
		expect(own.monthEnd).toBeCloseTo(200 / 3, 6);
		expect(own.yearEnd).toBeCloseTo(((2 * 365) / 90 / 12) * 100, 6);
		expect(await foreseen('zy')).toEqual(own);
	});

	it('under a filter the list behind such a figure is of the very cases that it counts', async () => {
		await quota('dc', 4);
		const filter = { kinds: ['enforcement-first'] };
		const figure = await one('plan.quota_done', { filter });
		const listed = await figureCases(
			world.context,
			{ code: 'plan.quota_done', side: 'numerator', court: 'zy', reach: 'subtree', period, filter },
			{ limit: 50 },
		);
		expect(listed.ok && listed.items.length).toBe(figure.numerator);
	});

	it('the words stand on the page, in the answer over JSON, and in the table to take along', async () => {
		await quota('dc', 4);
		const entry = entryOf('plan.quota_done')!;
		const found = await board({ codes: [entry.code] });
		expect(indicatorRow(entry, found.total.figures[0]!)).toMatchObject({
			text: '50.00%',
			coverage: { courts: 1, of: 3, words: '3 家法院中 1 家有数据' },
		});
		const table = indicatorTable([entry], found, [], '示范市中级人民法院');
		const at = table.columns.findIndex(({ title }) => title === '数据范围');
		expect(table.rows[0]![at]).toBe('3 家法院中 1 家有数据');
	});

	it('the list behind such a figure is of the courts that it counts', async () => {
		await quota('dc', 4);
		const listed = await figureCases(
			world.context,
			{ code: 'plan.quota_done', side: 'numerator', court: 'zy', reach: 'subtree', period },
			{ limit: 50 },
		);
		expect(listed.ok && listed.items.map(({ court }) => court)).toEqual(['dc', 'dc']);
	});

	it('papers say of how many courts a total and the quotas are', async () => {
		const cases = { 1: 0, 2: 0, 3: 4 };
		await putQuotas(world.context, cityManagement, actorOf(cityManagement), { court: 'dc', year: 2026, document: '年初会议', cases });
		await fill('cost-fen', 'dc', 4);
		await fill('cost-claim-fen', 'dc', 10);
		await fill('cost-claim-fen', 'xl', 90);
		world.at('2026-04-02');
		const paper = await buildPaper(world.context, 'monthly', 'zy', periodOf('month', day('2026-03-10')));
		expect(faultOfPaper(paper)).toBeUndefined();
		const text = paperText(paper);
		expect(text).toContain('3个法院中，1个下达了2026年3月结案任务，以下只计已下达任务的法院。');
		expect(text).toContain('解决纠纷成本40.00%（3个法院中1个有数据）');
		expect(text).toMatch(/下列合计只计数据齐全的法院：[^。]*解决纠纷成本（3个法院中1个有数据）/u);
		expect(text).toMatch(/月结案任务完成率[^。]*（3个法院中1个有数据）/u);
	});

	it('the page of quotas sums the courts below that have one, and says how many', async () => {
		await quota('dc', 4);
		const view = (await quotaView(sourceOf(world.context), cityManagement, { court: 'zy', month: '2026-03' }))!;
		expect(view.belowTotal).toMatchObject({ quota: 4, closed: 2, owed: 2, percent: 50, coverage: '2 家法院中 1 家有数据' });
		const april = (await quotaView(sourceOf(world.context), cityManagement, { court: 'zy', month: '2026-04' }))!;
		expect(april.belowTotal).toMatchObject({ quota: null, closed: 0, percent: null });
	});
});
