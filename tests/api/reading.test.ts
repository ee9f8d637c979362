import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lockedCases, openSite, type Answer, type Site } from '../support/site.ts';
import { theCase } from '../support/world.ts';

const key = '(2026)示0204执1号';
const nodeId = `${key}/enf-notice/-/1`;
type Item = Readonly<Record<string, unknown>>;
const items = (answer: Answer): readonly Item[] => answer.body.items as readonly Item[];

describe('what the API lets be read', () => {
	let site: Site;
	beforeAll(async () => {
		site = await openSite();
		await lockedCases(
			site,
			Array.from({ length: 23 }, (_, index) => ({ court: 'dc', caseNumber: `（2026）示0204执${index + 1}号`, handler: 'li' })),
		);
		await lockedCases(site, [{ court: 'xl', caseNumber: '（2026）示0205执1号', handler: 'xl-handler' }]);
	});
	afterAll(() => site.close());

	it.each(['cases', 'locks', 'nodes?phase=overdue'])('%s page by page is the same as at once, each row once', async (path) => {
		const more = path.includes('?') ? '&' : '?';
		const id = (item: Item) => item.id ?? item.nodeId;
		const all = items(await site.call('GET', `${path}${more}limit=500`, { key: 'gy' })).map(id);
		expect(all.length).toBeGreaterThanOrEqual(24);
		const seen: unknown[] = [];
		for (let cursor = ''; ;) {
			const answer = await site.call('GET', `${path}${more}limit=5${cursor && `&cursor=${encodeURIComponent(cursor)}`}`, { key: 'gy' });
			expect(items(answer).length).toBeLessThanOrEqual(5);
			seen.push(...items(answer).map(id));
			cursor = (answer.body.nextCursor as string | undefined) ?? '';
			if (!cursor) break;
		}
		expect(seen).toEqual(all);
	});

	it.each(['cases', 'locks', 'nodes'])('%s of a court that the caller may not read is empty, never another court\u2019s', async (path) => {
		expect(items(await site.call('GET', `${path}?court=xl`, { key: 'gy' })).length).toBeGreaterThan(0);
		expect(items(await site.call('GET', `${path}?court=xl`, { key: 'dc' }))).toEqual([]);
		expect(items(await site.call('GET', `${path}?court=xl`, { as: 'chief' }))).toEqual([]);
		expect((await site.call('GET', `${path}?court=${encodeURIComponent("x' or 1=1")}`, { key: 'gy' })).status).toBe(400);
	});

	it('cases by number, whatever its brackets, and by state', async () => {
		for (const number of [theCase, '(2026)示0204执1号', '〔２０２６〕示０２０４执１号'])
			expect(items(await site.call('GET', `cases?caseNumber=${encodeURIComponent(number)}`, { key: 'gy' }))).toMatchObject([
				{ caseNumber: theCase, court: 'dc', handler: 'li' },
			]);
		expect((await site.call('GET', 'cases?caseNumber=1', { key: 'gy' })).status).toBe(400);
		expect(items(await site.call('GET', 'cases?state=closed', { key: 'gy' }))).toEqual([]);
		expect((await site.call('GET', 'cases?cursor=abc', { key: 'gy' })).status).toBe(400);
	});

	it.each(['0', '-1', '1.5', 'x', '1e400', '9007199254740993', "1'--"])('cases/%s is no case', async (id) => {
		expect([400, 404]).toContain((await site.call('GET', `cases/${encodeURIComponent(id)}`, { key: 'gy' })).status);
	});

	it('why it is this day, with the arithmetic in Chinese', async () => {
		const answer = await site.call('GET', `nodes/${encodeURIComponent(nodeId)}/explanation`, { key: 'gy' });
		expect(answer.status).toBe(200);
		const clocks = answer.body.clocks as readonly { clock: string; dueOn: string; lines: readonly { label: string; text: string }[] }[];
		expect(clocks.find((clock) => clock.clock === 'limit')).toMatchObject({ dueOn: '2026-03-12' });
		expect(JSON.stringify(clocks)).toMatch(/[\u4e00-\u9fff]{4}/);
		for (const wrong of ['x', `${key}/enf-notice/-/2`, '///', '%'])
			expect((await site.call('GET', `nodes/${encodeURIComponent(wrong)}/explanation`, { key: 'gy' })).status, wrong).toBe(404);
	});

	it('the gate stops steps and never facts or protective acts', async () => {
		const gate = (action: string, number = theCase) =>
			site.call('GET', `gate?caseNumber=${encodeURIComponent(number)}&action=${action}`, { key: 'gy' });
		const types = (await site.call('GET', 'event-types', {})).body.types as readonly { type: string; class: string }[];
		expect(types.length).toBeGreaterThan(50);
		for (const { type, class: cls } of types) {
			const answer = await gate(type);
			expect(answer, type).toMatchObject({ status: 200, body: { allowed: cls !== 'S' } });
			if (cls === 'S')
				expect(answer.body).toMatchObject({
					lock: { id: `${key}-L1`, decider: '示范市中级人民法院', nodes: [{ nodeId, dueOn: '2026-03-12' }] },
					opens: expect.stringContaining('示范市中级人民法院') as string,
				});
		}
		expect((await gate('case-locked')).status).toBe(400);
		expect((await gate('nothing')).status).toBe(400);
		expect((await gate('notice-issued', '（2026）示0204执99号')).status).toBe(404);
		expect((await gate('notice-issued', 'x')).status).toBe(400);
		expect((await site.call('GET', 'gate', { key: 'gy' })).status).toBe(400);
	});

	it('a step sent while locked is held, told as locked, listed as such, and not folded', async () => {
		const answer = await site.send([
			{ type: 'notice-issued', occurredAt: '2026-03-13T07:50:00+08:00' },
			{ type: 'money-arrived', occurredAt: '2026-03-13', data: { receiptId: 'r1', amountFen: 1 } },
		]);
		expect(answer.results).toMatchObject([{ status: 'locked', lockId: `${key}-L1` }, { status: 'accepted' }]);
		expect(answer).toMatchObject({ accepted: 1, locked: 1 });
		const lock = (await site.call('GET', `locks/${encodeURIComponent(`${key}-L1`)}`, { key: 'gy' })).body;
		expect(lock.held).toMatchObject([{ name: '发出执行通知书' }]);
		const id = items(await site.call('GET', `cases?caseNumber=${encodeURIComponent(theCase)}`, { key: 'gy' }))[0]!.id as number;
		const nodes = items(await site.call('GET', `cases/${id}/nodes`, { key: 'gy' }));
		expect(nodes.find((node) => node.id === nodeId)).toMatchObject({ phase: 'overdue', isLockCause: true });
		const events = items(await site.call('GET', `cases/${id}/events`, { key: 'gy' }));
		expect(events.filter((event) => event.held).map((event) => event.type)).toEqual(['notice-issued']);
	});

	it('the clock, the rulebook, health and readiness', async () => {
		expect((await site.call('GET', 'clock')).body).toEqual({
			now: site.now(),
			speed: 1,
			businessDay: '2026-03-13',
			zone: 'Asia/Shanghai',
		});
		const nodes = (await site.call('GET', 'rulebook', { key: 'gy' })).body.nodes as readonly { code: string }[];
		expect(nodes.map((node) => node.code)).toContain('enf-notice');
		expect((await site.call('GET', '/healthz')).body).toEqual({ status: 'ok' });
		expect(await site.call('GET', '/readyz')).toMatchObject({
			status: 200,
			body: { status: 'ok', checks: { database: 'ok', sweep: 'ok', clock: 'ok' } },
		});
	});

	it('the clock cannot be set outside the demo', async () => {
		for (const as of [undefined, 'admin'])
			expect((await site.call('PUT', 'clock', { ...(as ? { as } : {}), body: { now: '2027-01-01T00:00:00Z' } })).status).toBe(404);
		expect((await site.call('GET', 'clock')).body.now).toBe(site.now());
	});

	it('answers problem JSON everywhere, without stack or SQL, and is never cached', async () => {
		for (const [method, path] of [
			['GET', 'nothing'],
			['GET', 'cases/999999'],
			['DELETE', 'events'],
			['PATCH', 'directory'],
			['GET', '/api/nothing'],
			['GET', 'locks/%E0%A4%A'],
			['GET', `locks/${encodeURIComponent("x' union select 1--")}`],
			['GET', 'publications/..%2f..%2fetc%2fpasswd.docx'],
		] as const) {
			const answer = await site.call(method, path, { key: 'gy' });
			expect(answer.status, path).toBeGreaterThanOrEqual(400);
			expect(answer.status, path).toBeLessThan(500);
			expect(answer.type, path).toContain('application/problem+json');
			expect(answer.text).not.toMatch(/node:|\.ts:|sqlite|select /i);
		}
		expect((await site.call('GET', 'cases', { key: 'gy' })).headers.get('cache-control')).toBe('no-store');
		expect(site.unexpected).toEqual([]);
	});
});
