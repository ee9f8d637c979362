import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CyclesView } from '../../src/lib/contract/cycles.ts';
import { cautionsOf, lengthOfShare, windowFigures } from '../../server/core/cycle/compare.ts';
import { quantile, spreadOf } from '../../server/core/cycle/figures.ts';
import { compareLayer } from '../../server/flows/cycle-compare.ts';
import { loadLayer } from '../../server/flows/load-layer.ts';
import { readCyclesPage } from '../../server/http/read-cycles.ts';
import { openSite, type Site } from '../support/site.ts';
import { actorOf, engines, person, type TestEvent } from '../support/world.ts';

const fact = (n: number, type: string, occurredAt: string, data: Record<string, unknown> = {}, court = 'dc'): TestEvent => ({
	...{ court, type, occurredAt, data },
	caseNumber: `（2026）示020${court === 'dc' ? 4 : 5}执${n}号`,
});

const dayOf = (offset: number): string => new Date(Date.UTC(2026, 4, 1 + offset)).toISOString().slice(0, 10);

/** Cases filed one a day from 5 May on; those from June on are noticed in 2 days, earlier ones in 6, one in ten never. */
function story(): TestEvent[] {
	return Array.from({ length: 60 }, (_, n) => {
		const filed = 4 + n;
		const took = dayOf(filed) < '2026-06-04' ? 6 : 2;
		return [
			fact(n + 1, 'case-filed', dayOf(filed), {
				handler: n % 2 ? 'li' : 'wang',
				unit: 'enf-1',
				basis: 'civil',
				appliedOn: dayOf(filed - (n % 3)),
			}),
			fact(n + 1, 'handler-assigned', dayOf(filed), { handler: n % 2 ? 'li' : 'wang', unit: 'enf-1' }),
			fact(n + 1, 'file-received', dayOf(filed)),
			...(n % 10 === 9 ? [] : [fact(n + 1, 'notice-issued', dayOf(filed + took))]),
		];
	}).flat();
}

const layer = `court: dc\nissued: 2026-05-20\ndocument: 东川法〔2026〕7号\nchange:\n  - { node: enf-notice, clock: limit, from: 2026-06-04, limit: 5 }\n`;

describe.each(engines)('the page of stages (%s)', (engine) => {
	let site: Site;
	const admin = person('admin', 'system-admin', 'gy', 'subtree');
	const chief = person('zheng', 'enforcement-chief', 'dc');
	const read = async (asked: object, who = chief): Promise<CyclesView> => {
		const page = await readCyclesPage(site.app.context, who, 'dc', asked);
		if (!page.ok) throw new Error(page.message);
		return page.view;
	};

	beforeAll(async () => {
		site = await openSite(engine);
		site.at('2026-08-10');
		await site.send(story());
		await site.send([fact(1, 'case-filed', '2026-05-06', { handler: 'wu', appliedOn: '2026-05-01', basis: 'civil' }, 'xl')]);
		expect(await loadLayer(site.app.context, admin, actorOf(admin), { court: 'dc', text: layer })).toMatchObject({ ok: true });
	});
	afterAll(() => site.close());

	it('shows median, P90, limit and what was late, and where the time goes', async () => {
		const view = await read({ stage: 'enf-notice', by: 'person' });
		const notice = view.stages.find(({ code }) => code === 'enf-notice')!;
		// 27 of the first 30 took six days, 27 of the last 30 two.
		expect(notice).toMatchObject({
			count: 54,
			median: 4,
			p90: 6,
			open: 6,
			limit: { text: '3日', over: 27, overShare: 50, inMonths: false },
		});
		expect(view.bottlenecks[0]).toMatchObject({ code: 'enf-notice', days: 27 * 8, overShare: 50 });
		expect(view.bottlenecks.reduce((sum, { partOf, share }) => sum + (partOf ? 0 : share!), 0)).toBeCloseTo(100, 9);
		expect(view.groups.map(({ key, count }) => [key, count]).sort()).toEqual([
			['li', 24],
			['wang', 30],
		]);
		expect(view.trend.map(({ month }) => month)).toEqual([
			...Array.from({ length: 12 }, (_, n) => new Date(Date.UTC(2025, 8 + n, 1)).toISOString().slice(0, 7)),
		]);
		expect(view.trend.slice(-4).map(({ count, median }) => [count, median])).toEqual([
			[19, 6],
			[31, 2],
			[4, 2],
			[0, null],
		]);
		expect(view.longest).toMatchObject({ total: 54 });
		expect(view.longest.rows[0]).toMatchObject({ days: 6, caseNumber: expect.stringContaining('示0204执') as string });
	});

	it('each person sees the cases that are his to see', async () => {
		const own = await read({}, person('li', 'handler', 'dc', 'self'));
		expect(own).toMatchObject({ own: true });
		expect(own.stages.find(({ code }) => code === 'enf-notice')!.count).toBe(24);
		expect(await readCyclesPage(site.app.context, chief, 'dc', { court: 'xl' })).toMatchObject({ ok: false, status: 404 });
		const above = await read({ court: 'zy', stage: 'enf-filing', by: 'court' }, person('zhou', 'supervisor', 'zy', 'subtree'));
		expect(above.groups.map(({ key, median }) => [key, median])).toEqual([
			['xl', 5],
			['dc', 1],
		]);
	});

	it('compares nodes started before a change of rules with those started after it, in windows of the same length', async () => {
		const [rule] = (await read({})).layers;
		expect(rule).toMatchObject({ document: '东川法〔2026〕7号' });
		const { comparison } = await read({ layer: rule!.seq, window: 30 });
		// The node runs from the application, up to two days before the filing.
		expect(comparison!.rows).toEqual([
			{
				...{ node: 'enf-notice', nodeName: '发出执行通知书', from: '2026-06-04', changes: ['期限 10日 → 5日'] },
				before: { from: '2026-05-05', to: '2026-06-03', started: 30, open: 3, late: 0, median: 7, p90: 8 },
				after: { from: '2026-06-04', to: '2026-07-03', started: 30, open: 3, late: 0, median: 3, p90: 4 },
				...{ difference: -4, cautions: [] },
			},
		]);
		// Of a young rule as many days are taken before it as after it; few nodes are told as few.
		site.at('2026-06-08');
		const young = (await compareLayer(site.app.context, { layer: rule!.seq, courts: ['dc'], days: 90 }))!.nodes[0]!;
		expect(young.before).toMatchObject({ from: '2026-05-30', to: '2026-06-03', started: 3 });
		expect(young.cautions).toEqual(['新规则起用 5 日，前后各取 5 日', expect.stringContaining('样本少（前 3 个、后 6 个') as string]);
		site.at('2026-06-01');
		expect((await compareLayer(site.app.context, { layer: rule!.seq, courts: ['dc'], days: 90 }))!.nodes[0]!.cautions).toEqual([
			'新规则尚未起用',
		]);
		site.at('2026-08-10');
		expect(await compareLayer(site.app.context, { layer: 999, courts: ['dc'], days: 90 })).toBeUndefined();
	});

	it('answers over JSON and CSV, and says what is wrong with a period', async () => {
		expect((await site.call('GET', 'cycles')).status).toBe(401);
		const { status, body } = await site.call('GET', 'cycles?court=dc&stage=enf-notice', { as: 'chief' });
		expect([status, (body as unknown as CyclesView).stages.find(({ code }) => code === 'enf-notice')!.median]).toEqual([200, 4]);
		expect(await site.call('GET', 'cycles?from=2026-05-01&to=2026-04-01', { as: 'chief' })).toMatchObject({
			status: 400,
			body: { code: 'bad-period' },
		});
		expect((await site.call('GET', 'cycles?court=xl', { as: 'chief' })).status).toBe(404);
		const wrong = await read({ from: '2026-13-01', to: '2026-08-01' });
		expect([wrong.problem, wrong.from, wrong.to]).toEqual([expect.stringContaining('统计期间'), '2026-01-01', '2026-08-10']);
	});
});

describe('figures of lengths', () => {
	it('medians and P90 are lengths that occurred, a median of an even number lies between two', () => {
		const of = (...lengths: number[]) =>
			spreadOf(lengths.reduce((map, length) => map.set(length, (map.get(length) ?? 0) + 1), new Map<number, number>()));
		expect(of()).toEqual({ count: 0, days: 0, mean: null, median: null, p90: null });
		expect(of(7)).toEqual({ count: 1, days: 7, mean: 7, median: 7, p90: 7 });
		expect(of(1, 2, 3, 10)).toMatchObject({ median: 2.5, p90: 10, mean: 4 });
		expect(of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)).toMatchObject({ median: 5.5, p90: 9 });
		expect(
			quantile(
				new Map([
					[3, 99],
					[50, 1],
				]),
				0.9,
			),
		).toBe(3);
	});

	it('what still runs counts as long as it has run: young slow nodes do not make a rule look fast', () => {
		const sample = (ended: readonly number[], open: readonly number[]) => [
			...ended.map((days) => ({ days, ended: true, late: false, count: 1 })),
			...open.map((days) => ({ days, ended: false, late: false, count: 1 })),
		];
		expect(lengthOfShare(sample([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], []), 0.5)).toBe(5);
		expect(lengthOfShare(sample([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], []), 0.9)).toBe(9);
		// Five ended fast, five have run for twenty days: half have ended by day five, but never nine in ten.
		expect(windowFigures(sample([1, 2, 3, 4, 5], [20, 20, 20, 20, 20]))).toMatchObject({ started: 10, open: 5, median: 5, p90: null });
		// Those that began yesterday say nothing about the fifth day.
		expect(lengthOfShare(sample([1, 5, 5, 5], [1, 1, 1, 1]), 0.5)).toBe(5);
		const few = windowFigures(sample([1], []));
		expect(cautionsOf(windowFigures([]), few)).toEqual(['变更前没有启动的节点，无从比较']);
		expect(cautionsOf(few, windowFigures([]))).toEqual(['变更后尚无启动的节点，无从比较']);
	});
});
