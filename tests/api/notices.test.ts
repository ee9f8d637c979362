import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../server/store/audit.ts';
import { lockedCases, openSite, type Site } from '../support/site.ts';

const id = encodeURIComponent;
const key = '(2026)示0204执1号';
const node = `${key}/enf-notice/-/1`;
const lockNotice = `${node}/limit/2026-03-12/L4`;

interface Item {
	readonly id: string;
	readonly level: number;
	readonly state: string;
	readonly maySign: boolean;
	readonly recipients: readonly { readonly officeName: string; readonly name?: string; readonly signedOn?: string }[];
}

describe('notices over the API', () => {
	let site: Site;
	let caseId: number;
	beforeAll(async () => {
		site = await openSite();
		await lockedCases(site, [
			{ court: 'dc', caseNumber: '（2026）示0204执1号', handler: 'li' },
			{ court: 'dc', caseNumber: '（2026）示0204执2号', handler: 'wang' },
		]);
		const { body } = await site.call('GET', `cases?caseNumber=${id('（2026）示0204执1号')}`, { key: 'gy' });
		caseId = (body.items as readonly { id: number }[])[0]!.id;
	});
	afterAll(() => site.close());
	const box = async (query: string, as = 'li') => {
		const { status, body } = await site.call('GET', `notices?${query}`, { as });
		expect(status).toBe(200);
		return body as unknown as {
			items: readonly Item[];
			nextCursor?: string;
			total: number;
			byLevel: Record<string, number>;
			silenced: number;
		};
	};

	it('lists by level with counts, and pages to the end without losing or doubling any', async () => {
		const all = await box('box=court&state=all&limit=500', 'chief');
		expect(all.items.length).toBe(all.total);
		expect(new Set(all.items.map((item) => item.id))).toContain(lockNotice);
		expect(Object.values(all.byLevel).reduce((sum, count) => sum + count, 0)).toBe(all.total);
		const paged: string[] = [];
		for (let cursor: string | undefined = ''; cursor !== undefined;) {
			const page = await box(`box=court&state=all&limit=3${cursor ? `&cursor=${id(cursor)}` : ''}`, 'chief');
			paged.push(...page.items.map((item) => item.id));
			cursor = page.nextCursor;
		}
		expect(paged).toEqual(all.items.map((item) => item.id));
		expect((await box('state=open&level=4')).items.map((item) => item.id)).toEqual([lockNotice]);
		expect((await site.call('GET', 'notices?level=5', { as: 'li' })).status).toBe(400);
		expect((await site.call('GET', 'notices?cursor=x', { as: 'li' })).status).toBe(400);
	});

	it('is signed one by one or many at once, all or nothing, and answered', async () => {
		const own = (await box('state=open')).items.map((item) => item.id);
		const foreign = lockNotice.replace('执1号', '执2号');
		expect(await site.call('POST', 'notices/signatures', { as: 'li', body: { ids: [...own, foreign] } })).toMatchObject({ status: 404 });
		expect((await box('state=open')).items.length).toBe(own.length);
		const one = await site.call('POST', `notices/${id(lockNotice)}/signature`, { as: 'li' });
		expect(one).toMatchObject({ status: 200, body: { id: lockNotice, signed: 1 } });
		const many = await site.call('POST', 'notices/signatures', { as: 'li', body: { ids: own } });
		expect(many).toMatchObject({ status: 200, body: { signed: own.length - 1 } });
		expect((await box('state=open')).items).toEqual([]);
		const signed = (await box('state=signed&level=4')).items[0]!;
		expect(signed).toMatchObject({ state: 'signed', maySign: false });
		expect(signed.recipients[0]).toEqual({ officeName: '承办人', name: '李某某', signedOn: '2026-03-13' });
		expect(await site.call('POST', `notices/${id(lockNotice)}/answers`, { as: 'chief', body: { text: '今日补发' } })).toMatchObject({
			...{ status: 200, body: { signed: 1 } },
		});
		expect((await site.call('GET', `cases/${caseId}`, { as: 'li' })).text).toContain('今日补发');
	});

	it('is explained, listed apart, and fires again when the word is taken back', async () => {
		const body = { nodeId: `${key}/enf-close/-/1`, reason: '双方正在履行执行和解协议', until: '2026-03-30' };
		const made = await site.call('POST', `cases/${caseId}/silences`, { as: 'supervisor', body });
		expect(made).toMatchObject({ status: 201, body: { id: `${key}/enf-close/-/1/silence-1` } });
		expect(await site.call('POST', `cases/${caseId}/silences`, { as: 'chief', body })).toMatchObject({ status: 409 });
		expect((await box('box=court', 'chief')).silenced).toBe(1);
		const { items } = (await site.call('GET', 'silences', { as: 'chief' })).body as { items: readonly object[] };
		expect(items).toMatchObject([{ caseNumber: '（2026）示0204执1号', until: '2026-03-30', byName: 'supervisor', mayEnd: true }]);
		expect((await site.call('POST', `silences/${id(`${key}/enf-close/-/1/silence-1`)}/end`, { as: 'chief' })).status).toBe(200);
		expect((await site.call('POST', `silences/${id(`${key}/enf-close/-/1/silence-1`)}/end`, { as: 'chief' })).status).toBe(409);
	});

	it('posts and weeks: set, shown, ended', async () => {
		const body = { court: 'dc', person: 'wang', node: 'enf-notice', from: '2026-03-13' };
		const made = await site.call('POST', 'supervisor-posts', { as: 'president', body });
		expect(made.status).toBe(201);
		const posts = await site.call('GET', 'supervisor-posts?court=dc', { as: 'chief' });
		expect(posts.body.posts).toMatchObject([{ personName: '王某某', watches: '发出执行通知书', state: 'held' }]);
		const number = String(made.body.id);
		expect((await site.call('POST', `supervisor-posts/${number}/end`, { as: 'chief', body: { to: '2026-03-12' } })).status).toBe(422);
		expect((await site.call('POST', `supervisor-posts/${number}/end`, { as: 'chief', body: { to: '2026-03-13' } })).status).toBe(200);
		const week = await site.call('GET', 'weekly?court=dc&week=2026-03-13', { as: 'chief' });
		expect(week.body).toMatchObject({ from: '2026-03-09', to: '2026-03-15', running: true });
		expect(
			(week.body.chiefs as readonly { name: string; received: number }[]).find((row) => row.name === 'chief')?.received,
		).toBeGreaterThan(0);
		expect(await verifyAudit(site.store.read)).toBeUndefined();
		expect(site.unexpected).toEqual([]);
	});
});
