import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { climbLadders } from '../../server/flows/ladder.ts';
import { loadLadders } from '../../server/rulebooks/ladders.ts';
import { openSite, type Site } from '../support/site.ts';
import { engines } from '../support/world.ts';

const key = '(2026)示0204执1号';
const id = encodeURIComponent(`${key}-S2-2`);

describe.each(engines)('supervision of cases over JSON (%s)', (engine) => {
	let site: Site;
	const list = async (as: string, query = '') =>
		(await site.call('GET', `long-pending${query}`, { as })).body as { items: Record<string, unknown>[]; stages: object[] };
	const post = (path: string, as: string, body?: object) => site.call('POST', path, { as, ...(body ? { body } : {}) });

	beforeAll(async () => {
		site = await openSite(engine);
		site.at('2026-03-02');
		await site.send([
			{ type: 'case-filed', occurredAt: '2026-03-02', data: { handler: 'li', basis: 'civil' } },
			{ type: 'net-query-launched', occurredAt: '2026-03-02' },
			{
				type: 'asset-sealed',
				occurredAt: '2026-03-02',
				data: { assetId: '=房屋,1', assetKind: 'immovable', rank: 1, effectiveOn: '2026-03-02' },
			},
		]);
		site.at('2026-09-02');
		await climbLadders(site.app.context, loadLadders());
	});
	afterAll(() => site.close());

	it('needs a person, and tells nothing of cases that are not the reader’s', async () => {
		expect((await site.call('GET', 'long-pending')).status).toBe(401);
		expect((await list('chief')).items).toMatchObject([
			{ caseNumber: '（2026）示0204执1号', stageName: '满六个月分管副院长督办', ageDays: 184 },
		]);
		expect((await list('xl-handler')).items).toEqual([]);
		expect((await list('supervisor', '?court=dc&stage=2')).items).toHaveLength(1);
		expect((await post(`long-pending/${id}/receipt`, 'xl-handler')).status).toBe(404);
		expect((await site.call('POST', `long-pending/${id}/receipt`, { key: 'gy' })).status).toBe(401);
	});

	it('receipt, plan, review', async () => {
		expect(await post(`long-pending/${id}/receipt`, 'trial')).toMatchObject({ status: 403, body: { code: 'forbidden' } });
		expect((await post(`long-pending/${id}/receipt`, 'vice')).status).toBe(200);
		expect(await post(`long-pending/${id}/receipt`, 'vice')).toMatchObject({ status: 409, body: { code: 'stage-received' } });
		expect(await post(`long-pending/${id}/plan`, 'li', { plan: '拍卖' })).toMatchObject({ status: 400 });
		expect(await post(`long-pending/${id}/plan`, 'li', { plan: '拍卖', nextReviewOn: '2026-09-02' })).toMatchObject({
			status: 422,
			body: { code: 'day-past' },
		});
		expect((await post(`long-pending/${id}/plan`, 'li', { plan: '拍卖', nextReviewOn: '2026-09-12' })).status).toBe(200);
		expect((await post(`long-pending/${id}/reviews`, 'trial', { result: '按计划', nextReviewOn: '2026-09-22' })).status).toBe(200);
		expect((await list('president', '?standing=unreceived')).items).toEqual([]);
		expect((await list('president')).items).toMatchObject([
			{ nextReviewOn: '2026-09-22', plan: { text: '拍卖' }, reviews: [{ result: '按计划' }] },
		]);
	});

	it('gives the month-start list as CSV, with court and month in its name', async () => {
		expect((await site.call('GET', 'long-pending/monthly?month=2026-13', { as: 'president' })).status).toBe(400);
		expect((await site.call('GET', 'long-pending/monthly?month=2026-10', { as: 'president' })).status).toBe(404);
		const csv = await site.call('GET', 'long-pending/monthly.csv?month=2026-09', { as: 'president' });
		expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
		expect(decodeURIComponent(csv.headers.get('content-disposition') ?? '')).toContain('东川县人民法院2026-09长期未结案件清单.csv');
		expect(csv.text).toContain('2026-09-01,临近六个月提醒警告,未登记部门,李某某,（2026）示0204执1号,2026-03-02,183,\r\n');
	});

	it('lists silent cases, cases passed over and sealed immovables; a cell is never a formula', async () => {
		const silent = (await site.call('GET', 'silent-cases?level=supervise', { as: 'chief' })).body;
		expect(silent).toMatchObject({ items: [{ idleDays: 184, levelName: '督办' }], counts: { supervise: 1 } });
		expect((await site.call('GET', 'silent-cases?level=x', { as: 'chief' })).status).toBe(400);
		expect((await site.call('GET', 'overtaken-cases', { key: 'zy' })).body).toMatchObject({ items: [], total: 0 });
		const sealed = (await site.call('GET', 'sealed-immovables', { as: 'chief' })).body;
		expect(sealed).toMatchObject({ items: [{ assetId: '=房屋,1', rank: 1 }] });
		const csv = await site.call('GET', 'sealed-immovables.csv', { as: 'chief' });
		expect(csv.text).toContain(`（2026）示0204执1号,东川县人民法院,李某某,"'=房屋,1",2026-03-02`);
		expect((await site.call('GET', 'sealed-immovables.csv', { as: 'xl-handler' })).text.trim().split('\r\n')).toHaveLength(1);
	});

	it('settings of the directory are checked', async () => {
		const put = (settings: object) =>
			site.call('PUT', 'directory', {
				key: 'gy',
				body: { courts: [{ code: 'xl', name: '西陵县人民法院', level: 'basic', parent: 'zy', settings }] },
			});
		expect((await put({ silentDays: [30, 15, 60] })).status).toBe(400);
		expect((await put({ ladder: 'S3' })).status).toBe(400);
		for (const noticeReplyDays of [
			[3, 2, 1, 0],
			[16, 2, 1, 1],
			[3, 2.5, 1, 1],
		])
			expect(await put({ noticeReplyDays })).toMatchObject({
				status: 400,
				body: { detail: expect.stringContaining('签收期限应为 1 至 15 个工作日的整数') as string },
			});
		expect(await put({ noticeReplyDays: [3, 2] })).toMatchObject({
			status: 400,
			body: { detail: expect.stringContaining('应依次写明提醒、警告、督办、锁定四档的签收期限') as string },
		});
		expect((await put({ noticeReplyDays: [5, 3, 2, 1] })).status).toBe(200);
		expect((await put({ silentDays: [10, 20, 30], selectiveDays: 5, ladder: 'S1+S2', ladderApproachDays: 10 })).status).toBe(200);
	});
});
