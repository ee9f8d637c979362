import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entryOf } from '../../server/core/indicator/catalogue/index.ts';
import { periodOf } from '../../server/core/indicator/period.ts';
import type { Figure, FigureQuery, IndicatorTarget } from '../../server/core/indicator/types.ts';
import { figureCases } from '../../server/flows/figure-cases.ts';
import { fillIn } from '../../server/flows/measure-entries.ts';
import { putQuotas } from '../../server/flows/quotas.ts';
import { readBoard } from '../../server/flows/read-figures.ts';
import { readForecast } from '../../server/flows/read-forecast.ts';
import { rebuildRollup } from '../../server/flows/rebuild-rollup.ts';
import { recountCourt } from '../../server/flows/reconcile.ts';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { scopeOf } from '../../server/views/indicator-scope.ts';
import { sourceOf } from '../../server/views/view-context.ts';
import { day } from '../support/figures.ts';
import { cityManagement, management, staffOffice } from '../support/office.ts';
import { actorOf, engines, openWorld, person, type World } from '../support/world.ts';

const today = day('2026-09-20');
const caseNumber = (n: number): string => `（2026）示0204执${n}号`;
const pair = ({ numerator, denominator }: Figure) => [numerator, denominator];

describe.each(engines)('figures that must not be wrong (%s)', (engine) => {
	let world: World;
	beforeEach(async () => {
		world = await openWorld(engine, today);
		await staffOffice(world);
	});
	afterEach(() => world.close());

	const board = (query: Partial<FigureQuery>) =>
		readBoard(world.context, { court: 'zy', reach: 'subtree', period: periodOf('ytd', today), by: 'total', ...query });
	const one = async (code: string, query: Partial<FigureQuery> = {}): Promise<Figure> =>
		(await board({ codes: [code], ...query })).total.figures[0]!;
	const filed = (n: number, on = '2026-01-05') =>
		({
			...{ type: 'case-filed', caseNumber: caseNumber(n), occurredAt: on },
			data: { handler: 'li', unit: 'dc-fine', claimFen: 1000, enterpriseClass: 'micro' },
		}) as const;
	const closed = (n: number, on: string) =>
		({ type: 'case-closed', caseNumber: caseNumber(n), occurredAt: on, data: { mode: 'fully-performed', recoveredFen: 400 } }) as const;
	const month = (on: string): Partial<FigureQuery> => ({ period: periodOf('month', day(on)) });
	const target = (court: string, year: number, targets: readonly Omit<IndicatorTarget, 'document'>[]) =>
		world.store.write(({ db }) =>
			db
				.insertInto('target_set')
				.values({
					...{ court_code: court, year, document: '示范文件', active: 1, loaded_by: 'test', loaded_at: '2026-01-01T00:00:00Z' },
					targets: JSON.stringify(targets.map((each) => ({ ...each, document: '示范文件' }))),
				})
				.execute(),
		);

	it('an undone closing takes what it added with it, so that no share of the closed passes 100 %', async () => {
		await world.send([filed(1), filed(2), filed(3), closed(1, '2026-02-10'), closed(2, '2026-03-10'), closed(3, '2026-03-11')]);
		await world.send([{ type: 'case-reopened', caseNumber: caseNumber(1), occurredAt: '2026-03-05', data: { ground: '结案有误' } }]);
		expect(pair(await one('enf.in_limit_rate', month('2026-02-01')))).toEqual([1, 1]);
		expect(pair(await one('enf.avg_days', month('2026-02-01')))).toEqual([36, 1]);
		expect(pair(await one('enf.in_limit_rate', month('2026-03-01')))).toEqual([1, 1]);
		expect(pair(await one('enf.recovery_rate'))).toEqual([800, 2000]);
		expect(pair(await one('enf.in_limit_rate'))).toEqual([2, 2]);
		await world.send([closed(1, '2026-09-10')]);
		// By then it was late, and took 248 days; the closing of February was in time and is gone.
		expect(pair(await one('enf.in_limit_rate'))).toEqual([2, 3]);
		expect(pair(await one('enf.avg_days'))).toEqual([64 + 65 + 248, 3]);
	});

	it('what stays with an earlier court names nobody of the court that has the case now', async () => {
		await world.send([
			filed(1, '2026-03-02'),
			{ type: 'case-transferred', caseNumber: caseNumber(1), occurredAt: '2026-04-10', data: { toCourt: 'xl', ground: '指定执行' } },
			{ court: 'xl', type: 'transfer-received', caseNumber: caseNumber(1), occurredAt: '2026-04-16', data: { fromCourt: 'dc' } },
			{
				...{ court: 'xl', type: 'handler-assigned', caseNumber: caseNumber(1), occurredAt: '2026-04-17' },
				data: { handler: 'xu', unit: 'xl-one' },
			},
		]);
		const query = { court: 'dc', reach: 'own', codes: ['enf.node_overdue_rate'] } as const;
		for (const by of ['person', 'unit'] as const) expect((await board({ ...query, by })).groups.map(({ key }) => key)).toEqual(['']);
		// The list behind the figure of nobody still finds the case.
		const figure = (await board({ ...query, by: 'person' })).groups[0]!.figures[0]!;
		const listed = await figureCases(
			world.context,
			{ ...query, code: 'enf.node_overdue_rate', side: 'denominator', period: periodOf('ytd', today), person: '' },
			{ limit: 10 },
		);
		expect(figure.denominator).toBeGreaterThan(0);
		expect(listed.ok && listed.items.map(({ value }) => value)).toEqual([figure.denominator]);
	});

	it('含管辖 is for those who read the courts below', () => {
		const source = sourceOf(world.context);
		const reach = (who: Parameters<typeof scopeOf>[1]) => {
			const scope = scopeOf(source, who, { court: 'zy', reach: 'subtree' });
			return 'reach' in scope ? scope.reach : scope.message;
		};
		expect(reach(person('zhang', 'enforcement-chief', 'zy', 'court'))).toBe('own');
		expect(reach(cityManagement)).toBe('subtree');
		expect(scopeOf(source, management, {})).toMatchObject({ court: 'dc', reach: 'subtree' });
	});

	it('filled-in values are unknown under a filter of cases, not nought', async () => {
		await world.send([filed(1)]);
		const place = { court: 'dc', day: '2026-05-06', source: '财务' };
		await fillIn(world.context, { principal: management }, actorOf(management), [
			{ ...place, measure: 'off-system-receipts', value: 3 },
			{ ...place, measure: 'petition-received', value: 2 },
		]);
		expect((await one('fund.off_system')).value).toBe(3);
		const filter = { enterprise: 'any' } as const;
		expect((await one('fund.off_system', { filter })).value).toBeNull();
		expect((await one('enf.petition_ratio', { filter })).value).toBeNull();
		expect((await one('enf.close_rate', { filter })).value).toBe(0);
	});

	it('the quota of all is that of the courts, however a board is broken down; a forecast takes quotas as they are set', async () => {
		await world.send([filed(1), filed(2), closed(1, '2026-02-10')]);
		const put = (more: object) =>
			putQuotas(world.context, management, actorOf(management), { court: 'dc', year: 2026, document: '例会', ...more });
		await put({ cases: Object.fromEntries(Array.from({ length: 12 }, (_, index) => [index + 1, 10])) });
		await put({ unit: 'dc-fine', cases: { 2: 2 } });
		for (const by of ['total', 'court', 'unit', 'person'] as const)
			expect(pair(await one('plan.quota_done', { by, court: 'dc' })), by).toEqual([1, 90]);
		const units = (await board({ codes: ['plan.quota_done'], by: 'unit', court: 'dc' })).groups;
		expect(units.map(({ key, figures }) => [key, ...pair(figures[0]!)])).toEqual([['dc-fine', 1, 2]]);
		const foreseen = await readForecast(world.context, entryOf('plan.quota_done')!, { court: 'dc', reach: 'own' });
		expect(foreseen!.yearEnd).toBeCloseTo(((365 / 263) * 100) / 120, 6);
		expect(foreseen!.monthEnd).toBeCloseTo(((273 / 263) * 100) / 90, 6);
		expect(await readForecast(world.context, entryOf('fund.off_system')!, { court: 'dc', reach: 'own' })).toBeUndefined();
	});

	it('a dated target waits for its day: in a period that ends ahead, and in a statistical year that began in December', async () => {
		await world.send([filed(1, '2025-01-05')].map((event) => ({ ...event, caseNumber: '（2025）示0204执1号' })));
		const rule = { kind: 'dated', value: 0, by: '09-30' } as const;
		await target('dc', 2026, [{ code: 'tri.long_pending', rule }]);
		await target('dc', 2027, [{ code: 'tri.long_pending', rule: { ...rule, by: '04-30', noneNewAfter: '03-31' } }]);
		const met = async (query: Partial<FigureQuery>) => (await one('tri.long_pending', { court: 'dc', ...query })).target?.met;
		expect(await met({ period: periodOf('quarter', today) })).toBeNull();
		world.at('2026-12-10');
		expect(await met({ period: periodOf('ytd', day('2026-12-10')) })).toBe(false);
		Object.assign(world.context.directory().courts.get('dc')!.settings, { statYearStart: '12-01' });
		expect(await met({ period: periodOf('ytd', day('2026-12-10'), { yearStart: '12-01' }) })).toBeNull();
	});

	it('stocks that drift from the sums are found and put right', async () => {
		await world.send([filed(1), filed(2)]);
		await sweepDeadlines(world.context);
		await world.store.write(({ db }) =>
			db.updateTable('measure_total').set({ value: 7 }).where('stock', '=', 'case-open').where('court_code', '=', 'dc').execute(),
		);
		expect((await one('enf.unclosed_rate')).numerator).toBe(7);
		const recount = async () => (await recountCourt({ ...world.context, db: world.store.read }, 'dc')).mismatches;
		expect(await recount()).toContainEqual({ check: 'recount', figure: 'case-open', found: 7, expected: 2, detail: 'dc-fine li' });
		expect(await rebuildRollup(world.context, ['dc'])).toEqual({ courts: 1, days: 0, months: 0, stocks: 1 });
		expect((await one('enf.unclosed_rate')).numerator).toBe(2);
		expect(await recount()).toEqual([]);
	});
});
