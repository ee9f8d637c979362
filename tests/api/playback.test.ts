import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlaybackMinutes, PlaybackMoment } from '../../src/lib/contract/playback.ts';
import { Screens } from '../support/screens.ts';
import { lockedCases, openSite, type Site } from '../support/site.ts';
import { engines, theCase } from '../support/world.ts';

describe.each(engines)('recorded walls over the API (%s)', (engine) => {
	let site: Site;
	const minute = '2026-03-13T08:01:30+08:00';
	const ask = (path: string, as = 'duty') => site.call('GET', `playback/${path}`, { as });
	const at = (moment: string, more = '', as = 'duty') => ask(`zy?at=${encodeURIComponent(moment)}${more}`, as);
	const opened = () =>
		site.store.read.selectFrom('audit').select(['actor', 'object', 'result']).where('action', '=', 'playback.open').execute();

	beforeAll(async () => {
		site = await openSite(engine);
		await lockedCases(site, [{ court: 'dc', caseNumber: theCase, handler: 'li' }]);
		const screens = new Screens(site, { internal: await site.screen('zy', 'internal'), visitors: '' });
		await screens.watching({ token: screens.internal }, ['locks', 'actions', 'duty']);
		await site.app.recorder.beat();
		// What begins to be watched counts when it has settled.
		await new Promise((done) => setTimeout(done, 2100));
		for (const time of ['08:01:03', '08:02:03', '08:03:03']) {
			site.at(`2026-03-13T${time}+08:00`);
			await site.app.recorder.beat();
		}
		screens.closeAll();
	});
	afterAll(() => site.close());

	it('answers the wall of a minute, by topics, with and without persons', async () => {
		const inside = await at(minute, '&topics=locks,duty');
		expect(inside.status).toBe(200);
		const moment = inside.body as unknown as PlaybackMoment;
		expect(moment).toMatchObject({ court: 'zy', at: '2026-03-13T00:01:00.000Z', state: 'recorded', missing: [] });
		expect(moment.frames.map(({ topic, scope }) => [topic, scope])).toEqual([
			['locks', 'zy'],
			['duty', 'zy'],
		]);
		expect(inside.text).toContain('李某某');
		const outside = await at(minute, '&topics=locks,duty,actions&visitors=1');
		expect((outside.body as unknown as PlaybackMoment).frames.map(({ topic }) => topic).sort()).toEqual(['actions', 'locks']);
		expect(outside.text).not.toContain('李某某');
		expect(outside.text).toContain(theCase);
	});

	it('tells what is not recorded: a topic, a time, a court, the future', async () => {
		expect((await at(minute, '&topics=auctions')).body).toMatchObject({ state: 'recorded', frames: [], missing: ['auctions'] });
		expect((await at('2026-03-12T08:01:30+08:00')).body).toMatchObject({ state: 'gap', frames: [], after: '2026-03-13T00:00:00.000Z' });
		expect((await ask(`xl?at=${encodeURIComponent(minute)}`)).body).toMatchObject({ state: 'gap', frames: [] });
		expect((await at('2026-03-14T08:01:30+08:00')).body).toMatchObject({ state: 'ahead', before: '2026-03-13T00:02:00.000Z' });
		expect((await at('2025-03-14T08:01:30+08:00')).body).toMatchObject({ state: 'expired' });
	});

	it('lists minutes with a change, as offsets', async () => {
		const answer = await ask('zy/minutes?from=2026-03-13T00:00:00Z&to=2026-03-13T00:10:00Z');
		const { spans, changes } = answer.body as unknown as PlaybackMinutes;
		expect([answer.status, spans]).toEqual([200, [[0, 2]]]);
		expect(changes[0]).toEqual([0, 3]);
	});

	it('refuses what cannot be read, in Chinese', async () => {
		const malformed = [
			'zy',
			'zy?at=yesterday',
			'zy?at=2026-03-13T08:01:30',
			`zy?at=${encodeURIComponent(minute)}&topics=lobby`,
			`zy?at=${encodeURIComponent(minute)}&topics=none`,
			`zy?at=${encodeURIComponent(minute)}&visitors=yes`,
			'zy/minutes?from=2026-03-13T00:00:00Z',
		];
		for (const path of malformed) expect((await ask(path)).body, path).toMatchObject({ status: 400, code: 'malformed' });
		expect((await ask('zy/minutes?from=2026-03-13T00:10:00Z&to=2026-03-13T00:00:00Z')).body).toMatchObject({
			status: 422,
			code: 'bad-range',
		});
		const long = await ask('zy/minutes?from=2026-03-10T00:00:00Z&to=2026-03-13T00:00:00Z');
		expect([long.type, long.body]).toEqual([
			expect.stringContaining('application/problem+json') as string,
			expect.objectContaining({ status: 422, code: 'range-too-long', title: '一次最长查询 48 小时' }) as object,
		]);
	});

	it('refuses moments beyond the years 2000 to 2999; those at their ends are answered as any other that was not recorded', async () => {
		const beyond = [
			'0001-01-01T00:00:00Z',
			'0000-12-31T00:00:00Z',
			'0001-01-01T00:00:00+14:00',
			'9999-12-31T23:59:59Z',
			'9999-12-31T23:59:59-12:00',
		];
		const last = ['2999-12-31T23:59:59-12:00', '2000-01-01T00:00:00+14:00'];
		const minutes = async (end: string) => (await ask(`zy/minutes?from=${encodeURIComponent(end)}&to=${encodeURIComponent(end)}`)).status;
		for (const end of beyond) expect([(await at(end)).status, await minutes(end)], end).toEqual([400, 400]);
		for (const end of last) expect([(await at(end)).status, await minutes(end)], end).toEqual([200, 200]);
		const ends = [...beyond, ...last];
		const account = { id: 'account-duty', username: 'duty', personName: 'duty', court: 'zy', courtName: 'zy', roles: [] };
		for (const end of [...ends, '+275760-09-13T00:00:00Z', '-200000-01-01T00:00:00Z'])
			expect(await site.app.playback.playback(account, '127.0.0.1', { at: end }), end).toMatchObject({ ok: true });
		for (const date of ['0001-01-01', '9999-12-31'])
			expect(await site.app.playback.playback(account, '127.0.0.1', { date, time: '23:59' }), date).toMatchObject({ ok: true });
		expect(site.unexpected).toEqual([]);
	});

	it('is for those who may look back; screens and keys never', async () => {
		const path = `zy?at=${encodeURIComponent(minute)}`;
		expect((await at(minute, '', 'admin')).status).toBe(404);
		expect((await ask(`dc?at=${encodeURIComponent(minute)}`, 'li')).body).toMatchObject({ status: 403, code: 'forbidden' });
		expect((await ask(`nowhere?at=${encodeURIComponent(minute)}`)).status).toBe(404);
		expect((await site.call('GET', `playback/${path}`, { key: 'gy' })).status).toBe(401);
		expect((await site.call('GET', `playback/${path}`)).status).toBe(401);
	});

	it('leaves one line of audit for each opening of a court and day, not for each step', async () => {
		const before = (await opened()).length;
		for (const time of ['08:00:00', '08:01:00', '08:02:00']) await at(`2026-03-13T${time}+08:00`, '', 'supervisor');
		await at('2026-03-12T23:59:00+08:00', '', 'supervisor');
		await at('2026-03-13T00:00:00+08:00', '', 'supervisor');
		expect((await opened()).slice(before)).toEqual([
			{ actor: 'account-supervisor', object: 'zy/2026-03-13', result: 'ok' },
			{ actor: 'account-supervisor', object: 'zy/2026-03-12', result: 'ok' },
		]);
		expect((await opened()).some(({ actor }) => actor === 'account-li' || actor === 'account-admin')).toBe(false);
	});

	it('opens the page at the last recorded minute, at a day and time, and keeps others out', async () => {
		const pages = site.app.playback;
		const account = (username: string, court: string) => ({
			...{ id: `account-${username}`, username, personName: username, court, courtName: court, roles: [] },
		});
		const open = await pages.playback(account('duty', 'zy'), '127.0.0.1', {});
		expect(open).toMatchObject({
			ok: true,
			view: {
				court: { code: 'zy' },
				scene: { id: 'overview' },
				day: '2026-03-13',
				moment: { at: '2026-03-13T00:02:00.000Z', state: 'recorded' },
			},
		});
		expect(open.ok && open.view.courts.map(({ code }) => code)).toEqual(['zy', 'dc', 'xl']);
		expect(open.ok && open.view.days.at(-1)).toEqual({ day: '2026-03-13', minutes: 3 });
		const asked = { court: 'zy', date: '2026-03-12', time: '14:32', scene: 'none' };
		expect(await pages.playback(account('duty', 'zy'), '127.0.0.1', asked)).toMatchObject({
			ok: true,
			view: { moment: { at: '2026-03-12T06:32:00.000Z', state: 'gap' }, fault: '没有这个画面，已显示总览。' },
		});
		for (const ask of [{ at: 'soon' }, { date: '2026-02-30', time: '10:00' }, { date: '2026-03-12', time: '25:00' }]) {
			const wrong = await pages.playback(account('duty', 'zy'), '127.0.0.1', ask);
			expect(wrong).toMatchObject({ ok: true, view: { moment: { at: '2026-03-13T00:02:00.000Z' }, fault: expect.any(String) as string } });
		}
		expect(await pages.playback(account('duty', 'zy'), '127.0.0.1', { court: 'gy' })).toMatchObject({ ok: false, status: 404 });
		expect(await pages.playback(account('li', 'dc'), '127.0.0.1', {})).toMatchObject({ ok: false, status: 403 });
		expect(site.unexpected).toEqual([]);
	});
});
