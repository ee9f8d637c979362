import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { refreshPublicFigures } from '../../server/flows/refresh-public.ts';
import { arrived, fact, openScreens, until, wallTopics, type Screens } from '../support/screens.ts';
import type { Site } from '../support/site.ts';

describe('who is let in and sees what, over a real socket', () => {
	let screens: Screens;
	let site: Site;
	beforeAll(async () => {
		screens = await openScreens();
		({ site } = screens);
	});
	afterEach(() => screens.closeAll());
	afterAll(() => site.close());

	it.each([
		['another site', { origin: 'https://evil.example' }],
		['no site', { origin: 'null' }],
		['another site by fetch metadata', { site: 'cross-site' }],
	])('refuses the handshake of %s, by websocket and by polling', async (_what, headers) => {
		for (const polling of [false, true]) {
			const screen = screens.connect({ token: screens.internal, polling, ...headers });
			let failed = false;
			screen.socket.on('connect_error', () => {
				failed = true;
			});
			await until('refused', () => failed);
			expect(screen.socket.connected).toBe(false);
		}
	});

	it.each([false, true])('lets our own pages in (polling: %s)', async (polling) => {
		const screen = await screens.watching({ token: screens.internal, origin: site.base, site: 'same-origin', polling }, ['actions']);
		expect(screen.of('actions')).toHaveLength(1);
	});

	it('refuses other courts\u2019 topics to a token, and tells why in Chinese', async () => {
		const screen = await screens.ready({ token: screens.internal });
		screen.subscribe(['actions', 'locks'], 'gy');
		screen.subscribe(['locks'], 'nowhere');
		screen.subscribe(['actions'], 'dc');
		await until('answers', () => screen.refused.length === 3 && screen.of('actions', 'dc').length === 1);
		expect(screen.refused.map(({ topic, scope }) => `${topic} ${scope}`)).toEqual(['actions gy', 'locks gy', 'locks nowhere']);
		expect(screen.refused[0]!.reason).toMatch(/[\u4e00-\u9fff]/);
		expect(screen.frames.every((frame) => frame.scope === 'dc')).toBe(true);
	});

	it.each([
		['nobody', undefined, ['zy', 'dc']],
		['a wrong token', 'scr_wrong', ['zy', 'dc']],
		['the system administrator', 'admin', ['gy', 'zy', 'dc']],
	])('%s sees no wall', async (_what, who, scopes) => {
		const screen = await screens.ready(who === 'admin' ? { cookie: await site.cookie('admin') } : who ? { token: who } : {});
		for (const scope of scopes) screen.subscribe(wallTopics, scope);
		await until('refusals', () => screen.refused.length === scopes.length * wallTopics.length);
		expect(screen.frames).toEqual([]);
	});

	it('a person sees by the sign-in what the person may see, and no more', async () => {
		const screen = await screens.ready({ cookie: await site.cookie('chief') });
		screen.subscribe(['locks'], 'dc');
		screen.subscribe(['locks'], 'xl');
		await until('answers', () => screen.refused.length === 1 && screen.frames.length === 1);
		expect(screen.refused[0]).toMatchObject({ topic: 'locks', scope: 'xl' });
		expect(JSON.stringify(screen.frames)).toContain('李某某');
	});

	it('a public screen is never sent a handler\u2019s name, in snapshots or later', async () => {
		const screen = await screens.watching({ token: screens.visitors });
		const seeing = await screens.watching({ token: screens.internal });
		await site.send([fact('named'), { type: 'handler-assigned', occurredAt: '2026-03-13', data: { handler: 'wang' } }]);
		const lock = encodeURIComponent('(2026)示0204执2号-L1');
		const body = { reason: '王某某因病', plan: '补办', newDueOn: { '(2026)示0204执2号/enf-notice/-/1': '2026-03-20' } };
		expect((await site.call('POST', `locks/${lock}/requests`, { as: 'wang', body })).status).toBe(201);
		await until('both moved', () =>
			[screen, seeing].every((each) => (each.of('requests').at(-1)?.payload as { endorsing: number }).endorsing === 1),
		);
		const names = ['李某某', '王某某', '"li"', '"wang"', '"handler"', '因病'];
		for (const name of names) expect(JSON.stringify(screen.frames), name).not.toContain(name);
		expect(JSON.stringify(seeing.frames)).toContain('王某某');
		const page = await site.app.pages.wall('zy', { token: screens.visitors });
		for (const name of names) expect(JSON.stringify(page), name).not.toContain(name);
	});

	it('lobby frames carry the public projection and nothing else, to anybody', async () => {
		const screen = await screens.watching({}, ['lobby'], 'dc');
		await site.send([
			fact('not for the lobby'),
			{ type: 'case-filed', caseNumber: '（2026）示0204民初9号', occurredAt: '2026-03-12', data: { handler: 'li' } },
		]);
		site.at('2026-03-13T09:00:00+08:00');
		await refreshPublicFigures(site.app.context);
		await until('the lobby moved', () => screen.of('lobby', 'dc').length > 1);
		const frame = screen.of('lobby', 'dc').at(-1)!;
		expect(Object.keys(frame).sort()).toEqual(['asOf', 'feed', 'payload', 'revision', 'scope', 'topic']);
		const parts = [
			'asOf',
			'byProcedure',
			'contrast',
			'courtName',
			'declared',
			'fees',
			'guide',
			'lateAfterMinutes',
			'mediation',
			'notices',
			'openPerJudge',
			'pages',
			'place',
			'subtitles',
			'waitCycle',
		];
		expect(Object.keys(frame.payload).sort()).toEqual(parts);
		expect(Object.keys(frame.feed).every((key) => ['cutOff', 'lastSeenAt', 'state'].includes(key))).toBe(true);
		// Guide and fees are words of the program; a case number has a year and a court in it.
		const text = JSON.stringify(screen.frames);
		expect(text).not.toMatch(/[（(]20\d\d[）)]|民初9号|handler|李某某|王某某|locks|receipt/);
		expect(frame.payload).toMatchObject({ courtName: '东川县人民法院', openPerJudge: { openCases: 'few' } });
	});

	it('answers what is no subscription, and goes on serving', async () => {
		const screen = await screens.ready({ token: screens.internal });
		const emit = screen.socket.emit.bind(screen.socket) as (event: string, ...rest: unknown[]) => void;
		const wrong = [
			undefined,
			null,
			'all',
			7,
			{},
			{ topics: 'all' },
			{ topics: [{ topic: 'secrets', scope: 'zy' }] },
			{ topics: [{ topic: 'actions' }] },
		];
		const hostile = [{ topics: [{ topic: 'actions', scope: "zy' or 1=1" }] }, { topics: [{ topic: '__proto__', scope: 'zy' }] }];
		const many = { topics: Array.from({ length: 65 }, () => ({ topic: 'actions', scope: 'zy' })) };
		const all = [...wrong, ...hostile, many];
		for (const request of all) emit('subscribe', request);
		emit('subscribe');
		emit('nothing', { a: 1 });
		emit('__proto__', {});
		await until('answered', () => screen.refused.length === all.length + 1);
		expect(screen.frames).toEqual([]);
		screen.subscribe(['actions'], 'zy');
		await until('served', () => screen.frames.length === 1);
		expect(site.unexpected).toEqual([]);
	});

	it('a message over 64 kB closes that one connection and no other', async () => {
		const good = await screens.watching({ token: screens.internal }, ['funds']);
		const bad = await screens.ready({ token: screens.internal });
		(bad.socket.emit as (event: string, ...rest: unknown[]) => void)('subscribe', 'x'.repeat(100_000));
		await until('closed', () => !bad.socket.connected);
		const before = arrived(good);
		await site.send([fact('after the flood')]);
		await until('served', () => arrived(good) === before + 100);
	});
});
