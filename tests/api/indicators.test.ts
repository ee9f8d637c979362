import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSite, type Site } from '../support/site.ts';
import { engines } from '../support/world.ts';

interface Row {
	readonly code: string;
	readonly value: number | null;
	readonly numerator: number;
	readonly denominator: number | null;
	readonly period: string;
	readonly unfilled?: true;
}

describe.each(engines)('indicators over JSON (%s)', (engine) => {
	let site: Site;
	beforeAll(async () => {
		site = await openSite(engine);
		const filed = (n: number, handler: string) => ({
			id: `f${n}`,
			caseNumber: `（2026）示0204执9${n}号`,
			type: 'case-filed',
			occurredAt: `2026-01-0${n}`,
			data: { handler, claimFen: 100_00 },
		});
		const closed = (n: number) => ({
			id: `c${n}`,
			caseNumber: `（2026）示0204执9${n}号`,
			type: 'case-closed',
			occurredAt: `2026-02-0${n}`,
			data: { mode: 'fully-performed', recoveredFen: 50_00 },
		});
		await site.send([...[1, 2, 3, 4].map((n) => filed(n, n > 2 ? 'zhao' : 'li')), closed(1), closed(3)]);
	});
	afterAll(() => site.close());

	const get = (query: string, as: object = { key: 'gy' }) => site.call('GET', `indicators${query}`, as);
	const rowOf = (items: unknown, code: string): Row => (items as readonly Row[]).find((row) => row.code === code)!;

	it('answers the total of a court by its year so far, as it always did', async () => {
		const { status, body } = await get('?court=dc');
		expect(status).toBe(200);
		const row = rowOf(body.items, 'enf.close_rate');
		expect(row.denominator).toBeGreaterThanOrEqual(4);
		expect(row.value).toBeCloseTo((row.numerator * 100) / row.denominator!, 9);
		expect(row.period).toMatch(/^2026年1月1日/);
		expect(rowOf(body.items, 'svc.e_service')).toMatchObject({ value: null, unfilled: true });
		expect(body).toMatchObject({ groups: [], definitionVersion: expect.any(String) as string });
	});

	it('takes periods, scope, breakdown, comparison and codes', async () => {
		const { body } = await get('?court=zy&period=month&on=2026-02-10&by=court&compare=mom,yoy&code=enf.close_rate,enf.avg_days');
		expect((body.items as readonly Row[]).map(({ code }) => code)).toEqual(['enf.close_rate', 'enf.avg_days']);
		const groups = body.groups as readonly { readonly key: string; readonly items: readonly (Row & { readonly mom: object })[] }[];
		expect(groups.map(({ key }) => key)).toEqual(['zy', 'dc', 'xl']);
		expect(groups[1]!.items[0]).toMatchObject({ numerator: 2, mom: { value: expect.any(Number) as number } });
		expect((await get('?court=zy&reach=own&by=court')).body.groups).toHaveLength(1);
	});

	it('gives no 环比 of a year so far, which would be 同比 once more', async () => {
		const row = async (query: string) =>
			rowOf((await get(`?court=dc&code=enf.close_rate&compare=yoy,mom${query}`)).body.items, 'enf.close_rate');
		for (const query of ['', '&period=year&on=2026-02-10']) {
			expect(await row(query)).toHaveProperty('yoy');
			expect(await row(query)).not.toHaveProperty('mom');
		}
		expect(await row('&period=half&on=2026-02-10')).toHaveProperty('mom');
		const csv = await get('?court=dc&code=enf.close_rate&compare=mom&format=csv');
		expect(csv.text).toContain('累计不作环比');
	});

	it('says no place where courts do not rank', async () => {
		const rule = '全市前 1 名';
		const set = { court: 'dc', year: 2026, document: '排名方案（虚构）', targets: [{ code: 'enf.close_rate', rule }] };
		expect((await site.call('PUT', 'targets', { as: 'trial', body: set })).status).toBe(200);
		const ask = async () => (await get('?court=zy&by=court&code=enf.close_rate')).body;
		const silent = await ask();
		expect(JSON.stringify(silent)).not.toMatch(/现列第|市内前/u);
		expect(
			rowOf((silent.groups as readonly { key: string; items: unknown }[]).find(({ key }) => key === 'dc')!.items, 'enf.close_rate'),
		).toMatchObject({ target: { words: '排名目标，本院未开启排名，不评价' }, met: null });
		const csv = await site.call('GET', 'indicators?court=zy&by=court&code=enf.close_rate&format=csv', { key: 'gy' });
		expect(csv.text).toContain('排名目标，本院未开启排名，不评价');
		expect(csv.text).not.toMatch(/现列第|市内前/u);
	});

	it('lists exactly the cases of a numerator, page by page', async () => {
		const query = 'court=dc&period=custom&from=2026-02-01&to=2026-02-28&limit=1';
		const first = await get(`/enf.close_rate/cases?${query}`);
		expect(first.body).toMatchObject({
			items: [{ caseNumber: '（2026）示0204执91号', value: 1 }],
			nextCursor: expect.any(String) as string,
		});
		const next = await get(`/enf.close_rate/cases?${query}&cursor=${first.body.nextCursor as string}`);
		expect(next.body).toMatchObject({ items: [{ caseNumber: '（2026）示0204执93号' }] });
		expect(next.body).not.toHaveProperty('nextCursor');
	});

	it.each([
		['?court=dc&period=fortnight', 422, 'bad-period'],
		['?court=dc&period=custom&from=2026-02-02', 422, 'bad-period'],
		['?court=dc&period=custom&from=2026-03-02&to=2026-02-02', 422, 'bad-period'],
		['?court=dc&period=month&on=2029-01-01', 422, 'bad-period'],
		['?court=dc&from=2026-02-30', 400, undefined],
		['?court=dc&by=judge', 400, undefined],
		['?court=dc&code=no.such', 422, 'no-indicator'],
		['?court=dc&compare=wow', 422, 'bad-compare'],
		['?court=dc&kinds=enforcement-first,murder', 422, 'bad-filter'],
		['/enf.close_rate/cases?court=dc&enterprise=huge', 422, 'bad-filter'],
		['?court=nowhere', 404, 'not-found'],
		['/no.such/cases?court=dc', 404, 'no-indicator'],
		['/svc.e_service/cases?court=dc', 422, 'no-cases'],
	])('refuses %s', async (query, status, code) => {
		const found = await get(query);
		expect(found.status).toBe(status);
		if (code) expect(found.body).toMatchObject({ code });
	});

	it('shows a handler no other person, and callers who are no persons nobody with a few cases only', async () => {
		const mine = await get('?court=dc&by=person&code=enf.close_rate', { as: 'li' });
		expect((mine.body.groups as readonly { readonly key: string }[]).map(({ key }) => key)).toEqual(['li']);
		expect((await get('?court=dc&by=unit', { as: 'li' })).status).toBe(403);
		expect((await get('/enf.close_rate/cases?court=dc&person=zhao', { as: 'li' })).status).toBe(403);
		const screen = await get('?court=dc&by=person&code=enf.close_rate');
		const zhao = (screen.body.groups as readonly { readonly key: string; readonly items: readonly Row[] }[]).find(
			({ key }) => key === 'zhao',
		);
		expect(zhao?.items[0]).toMatchObject({ value: null });
	});
});
