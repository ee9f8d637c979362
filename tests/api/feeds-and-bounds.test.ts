import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import type { Principal } from '../../server/core/access/may.ts';
import { createLogger } from '../../server/log.ts';
import { readableBy } from '../../server/views/view-context.ts';
import { eventOf, openSite, type Site } from '../support/site.ts';
import { openEmpty } from '../support/world.ts';

describe('the source of a watermark', () => {
	let site: Site;
	beforeAll(async () => {
		site = await openSite();
		site.at('2026-03-03T09:00:00+08:00');
		await site.send([
			{ type: 'case-filed', occurredAt: '2026-03-01', data: { handler: 'li' } },
			{ type: 'notice-issued', source: 'visitor', occurredAt: '2026-03-02' },
		]);
	});
	afterAll(() => site.close());

	const post = (body: object) => site.call('POST', 'events', { key: 'gy', body });
	const marks = async () =>
		new Map(
			(await site.store.read.selectFrom('feed').select(['source', 'complete_through']).execute()).map((row) => [
				row.source,
				row.complete_through,
			]),
		);

	it('an empty batch moves the watermark of the source that it names, and without one nothing where there are several', async () => {
		const first = [...(await marks()).keys()].find((source) => source !== 'visitor')!;
		await post({ events: [], completeThrough: '2026-03-03T08:00:00+08:00' });
		expect([...(await marks()).values()]).toEqual([null, null]);
		await post({ events: [], completeThrough: '2026-03-03T08:00:00+08:00', source: first });
		expect(await marks()).toEqual(
			new Map([
				[first, '2026-03-03T00:00:00.000Z'],
				['visitor', null],
			]),
		);
		const headers = { 'content-type': 'application/x-ndjson' };
		const query = `completeThrough=${encodeURIComponent('2026-03-03T08:30:00+08:00')}&source=${first}`;
		expect((await site.call('POST', `events?${query}`, { key: 'gy', raw: '', headers })).status).toBe(200);
		expect((await marks()).get(first)).toBe('2026-03-03T00:30:00.000Z');
	});

	it('a batch with another source\u2019s events moves the named one only', async () => {
		const event = { ...eventOf({ type: 'file-received', occurredAt: '2026-03-02' }), source: 'visitor' };
		await post({ events: [event], completeThrough: '2026-03-03T08:45:00+08:00', source: 'cms' });
		expect((await marks()).get('visitor')).toBeNull();
	});

	it.each(['system', 'Big', '', 7])('refuses the source %s', async (source) => {
		expect(await post({ events: [], source })).toMatchObject({ status: 400, body: { code: 'bad-source' } });
	});
});

describe('what a court may change of itself', () => {
	let site: Site;
	beforeAll(async () => {
		site = await openSite();
	});
	afterAll(() => site.close());
	const put = (key: string, body: object) => site.call('PUT', 'directory', { key, body });
	const dc = { code: 'dc', name: '东川县人民法院', level: 'basic' };

	it('what is left out stays, null clears', async () => {
		expect((await put('dc', { courts: [dc] })).status).toBe(200);
		expect(site.app.context.directory().courts.get('dc')).toMatchObject({ parent: 'zy', designation: '示0204' });
		expect((await put('zy', { courts: [{ ...dc, designation: null }] })).status).toBe(200);
		expect(site.app.context.directory().courts.get('dc')?.designation).toBeUndefined();
		expect((await put('zy', { courts: [{ ...dc, designation: '示0204' }] })).status).toBe(200);
	});

	it('not its level nor its longest grant: only a key above it may', async () => {
		const changes = [{ level: 'intermediate' }, { settings: { maxGrantDays: 180 } }];
		for (const change of changes) expect((await put('dc', { courts: [{ ...dc, ...change }] })).status).toBe(422);
		expect((await put('dc', { courts: [{ ...dc, settings: { maxGrantDays: 30, feedLateMinutes: 60 } }] })).status).toBe(200);
		expect((await put('zy', { courts: [{ ...dc, settings: { maxGrantDays: 20 } }] })).status).toBe(200);
	});

	it('takes over a person whom only another court\u2019s feed named, and no confirmed one', async () => {
		await site.send([{ type: 'case-filed', occurredAt: '2026-03-01', data: { handler: 'xl-new' } }]);
		expect(site.app.context.directory().persons.get('xl-new')).toMatchObject({ court: 'dc', confirmed: false });
		const persons = [{ code: 'xl-new', name: '赵某某', court: 'xl' }];
		expect((await put('xl', { persons })).status).toBe(200);
		expect((await put('dc', { persons: [{ ...persons[0]!, court: 'dc' }] })).status).toBe(422);
	});

	it('a handler at one court and staff at another lists the whole court only', () => {
		const own = { role: 'handler', court: 'dc', scope: 'self' } as const;
		const principal: Principal = { accountId: 'a', personCode: 'li', grants: [own] };
		const directory = site.app.context.directory();
		expect(readableBy(principal, directory)).toEqual({ courts: ['dc'], handler: 'li' });
		const both = { ...principal, grants: [own, { role: 'trial-management', court: 'xl', scope: 'court' } as const] };
		expect(readableBy(both, directory)).toEqual({ courts: ['xl'] });
	});
});

it('is not ready before the demo is open', async () => {
	const { store, close } = await openEmpty('sqlite');
	let open = false;
	const app = await createApp({ config: readConfig({}), log: createLogger('silent'), store, isOpen: () => open });
	const http = createServer((request, response) => app.front(request, response, () => response.end()));
	await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
	const ready = async () => {
		const answer = await fetch(`http://127.0.0.1:${(http.address() as AddressInfo).port}/readyz`);
		return { status: answer.status, body: await answer.json() };
	};
	expect(await ready()).toMatchObject({ status: 503, body: { status: 'fail', checks: { demo: 'building', database: 'ok' } } });
	open = true;
	expect(await ready()).toMatchObject({ status: 200, body: { checks: { demo: 'ok' } } });
	http.closeAllConnections();
	http.close();
	await app.close();
	await close();
});
