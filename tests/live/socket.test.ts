import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { topicNames, type ClientToServer, type Frame, type ServerToClient, type TopicName } from '../../src/lib/contract/topics.ts';
import { refreshPublicFigures } from '../../server/flows/refresh-public.ts';
import { lockedCases, openSite, type Site } from '../support/site.ts';

interface Screen {
	readonly socket: Socket<ServerToClient, ClientToServer>;
	readonly frames: Frame[];
	/** When each frame came, in real milliseconds. */
	readonly times: number[];
	readonly refused: { readonly topic: string; readonly scope: string; readonly reason: string }[];
	subscribe(topics: readonly TopicName[], scope: string): void;
	of(topic: TopicName, scope?: string): readonly Frame[];
}

const wallTopics = topicNames.filter((topic) => topic !== 'lobby');

/** Waits until something is true; a live test has no other way, and never waits longer than it must. */
async function until(what: string, holds: () => boolean, mostMs = 5000): Promise<void> {
	const started = performance.now();
	while (!holds()) {
		if (performance.now() - started > mostMs) throw new Error(`never: ${what}`);
		await new Promise((done) => setTimeout(done, 5));
	}
}

describe('the live side, over a real socket', () => {
	let site: Site;
	let internal: string;
	let visitors: string;
	const open: Screen[] = [];

	beforeAll(async () => {
		site = await openSite();
		internal = await site.screen('zy', 'internal');
		visitors = await site.screen('zy', 'public');
		await lockedCases(site, [
			{ court: 'dc', caseNumber: '（2026）示0204执1号', handler: 'li' },
			{ court: 'dc', caseNumber: '（2026）示0204执2号', handler: 'wang' },
		]);
		await site.send([
			{
				type: 'asset-sealed',
				occurredAt: '2026-03-10',
				data: { assetId: 'a1', assetKind: 'immovable', rank: 1, effectiveOn: '2026-03-10', expiresOn: '2026-04-01' },
			},
		]);
		await refreshPublicFigures(site.app.context);
	});
	afterEach(() => {
		for (const screen of open.splice(0)) screen.socket.disconnect();
	});
	afterAll(() => site.close());

	type Options = {
		readonly token?: string;
		readonly cookie?: string;
		readonly origin?: string;
		readonly polling?: boolean;
		readonly site?: string;
	};
	function connect({ token, cookie, origin, polling, site: fetchSite }: Options = {}): Screen {
		const extraHeaders = {
			...(cookie ? { cookie } : {}),
			...(origin ? { origin } : {}),
			...(fetchSite ? { 'sec-fetch-site': fetchSite } : {}),
		};
		const socket: Screen['socket'] = io(site.base, {
			transports: [polling ? 'polling' : 'websocket'],
			reconnection: false,
			forceNew: true,
			auth: token ? { token } : {},
			extraHeaders,
		});
		const screen: Screen = {
			socket,
			frames: [],
			times: [],
			refused: [],
			subscribe: (topics, scope) => socket.emit('subscribe', { topics: topics.map((topic) => ({ topic, scope })) }),
			of: (topic, scope = 'zy') => screen.frames.filter((frame) => frame.topic === topic && frame.scope === scope),
		};
		socket.on('frame', (frame) => {
			screen.frames.push(frame);
			screen.times.push(performance.now());
		});
		socket.on('refused', (refusal) => screen.refused.push(refusal));
		open.push(screen);
		return screen;
	}
	const ready = async (options: Options): Promise<Screen> => {
		const screen = connect(options);
		await until('connected', () => screen.socket.connected);
		return screen;
	};
	const watching = async (options: Options, topics: readonly TopicName[] = wallTopics, scope = 'zy'): Promise<Screen> => {
		const screen = await ready(options);
		screen.subscribe(topics, scope);
		await until('snapshot', () => topics.every((topic) => screen.of(topic, scope).length > 0));
		return screen;
	};
	const fact = (receiptId: string, amountFen = 100) => ({
		type: 'money-arrived',
		occurredAt: '2026-03-12',
		data: { receiptId, amountFen },
	});
	const arrived = (screen: Screen): number => (screen.of('funds').at(-1)?.payload as { arrivedFen: number }).arrivedFen;

	it('sends a snapshot of every topic, then revisions that rise by one', async () => {
		const screen = await watching({ token: internal });
		for (const topic of wallTopics) expect(screen.of(topic), topic).toHaveLength(1);
		const before = arrived(screen);
		for (let count = 1; count <= 5; count += 1) {
			await site.send([fact(`rise-${count}`)]);
			await until('the next sum', () => arrived(screen) === before + count * 100);
		}
		for (const topic of wallTopics) {
			const revisions = screen.of(topic).map((frame) => frame.revision);
			expect(revisions, topic).toEqual(revisions.map((_, index) => revisions[0]! + index));
		}
		expect(screen.of('funds')).toHaveLength(6);
		expect(screen.of('ticker').at(-1)!.feed).toMatchObject({ state: expect.any(String) as string });
	});

	it('sends the first change at once, coalesces a storm, and ends at the truth', async () => {
		const screen = await watching({ token: internal });
		await new Promise((done) => setTimeout(done, 700));
		const before = arrived(screen);
		const count = screen.of('funds').length;
		const started = performance.now();
		await site.send([fact('first')]);
		await until('the first change', () => arrived(screen) === before + 100);
		expect(performance.now() - started).toBeLessThan(250);
		for (let each = 0; each < 40; each += 1) await site.send([fact(`storm-${each}`)]);
		await until('the storm is over', () => arrived(screen) === before + 4100);
		expect(screen.of('funds').length - count).toBeLessThan(30);
		const sum = await site.store.read.selectFrom('case_event').select('data').where('type', '=', 'money-arrived').execute();
		expect(arrived(screen)).toBe(sum.reduce((total, row) => total + (JSON.parse(row.data) as { amountFen: number }).amountFen, 0));
	});

	it('never swallows a change because somebody else looked at the same moment', async () => {
		const screen = await watching({ token: internal });
		for (let round = 0; round < 6; round += 1) {
			const before = arrived(screen);
			// The first goes out at once; the second waits, and meanwhile a page is opened and another screen joins.
			await site.send([fact(`look-${round}-a`)]);
			await site.send([fact(`look-${round}-b`)]);
			const page = await site.app.pages.wall('zy', { token: internal });
			await site.call('GET', 'indicators?court=zy', { key: 'gy' });
			const other = await watching({ token: internal });
			expect(page.ok).toBe(true);
			await until(`round ${round}`, () => arrived(screen) === before + 200, 2000);
			await until(`round ${round}, the other`, () => arrived(other) === before + 200, 2000);
			other.socket.disconnect();
		}
		const revisions = screen.of('funds').map((frame) => frame.revision);
		expect(revisions).toEqual(revisions.map((_, index) => revisions[0]! + index));
	});

	it('serves no snapshot from before: a topic that nobody watched is projected anew beside one that is watched', async () => {
		const first = await watching({ token: internal }, ['funds']);
		const before = arrived(first);
		first.socket.disconnect();
		await watching({}, ['lobby']);
		await site.send([fact('unwatched')]);
		const again = await watching({ token: internal }, ['funds']);
		expect(arrived(again)).toBe(before + 100);
	});

	it.each([
		['another site', { origin: 'https://evil.example' }],
		['no site', { origin: 'null' }],
		['another site by fetch metadata', { site: 'cross-site' }],
	])('refuses the handshake of %s, by websocket and by polling', async (_what, headers) => {
		for (const polling of [false, true]) {
			const screen = connect({ token: internal, polling, ...headers });
			let failed = false;
			screen.socket.on('connect_error', () => {
				failed = true;
			});
			await until('refused', () => failed);
			expect(screen.socket.connected).toBe(false);
		}
	});

	it.each([false, true])('lets our own pages in (polling: %s)', async (polling) => {
		const screen = await watching({ token: internal, origin: site.base, site: 'same-origin', polling }, ['actions']);
		expect(screen.of('actions')).toHaveLength(1);
	});

	it('refuses other courts\u2019 topics to a token, and tells why in Chinese', async () => {
		const screen = await ready({ token: internal });
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
		const screen = await ready(who === 'admin' ? { cookie: await site.cookie('admin') } : who ? { token: who } : {});
		for (const scope of scopes) screen.subscribe(wallTopics, scope);
		await until('refusals', () => screen.refused.length === scopes.length * wallTopics.length);
		expect(screen.frames).toEqual([]);
	});

	it('a person sees by the sign-in what the person may see, and no more', async () => {
		const screen = await ready({ cookie: await site.cookie('chief') });
		screen.subscribe(['locks'], 'dc');
		screen.subscribe(['locks'], 'xl');
		await until('answers', () => screen.refused.length === 1 && screen.frames.length === 1);
		expect(screen.refused[0]).toMatchObject({ topic: 'locks', scope: 'xl' });
		expect(JSON.stringify(screen.frames)).toContain('李某某');
	});

	it('a public screen is never sent a handler\u2019s name, in snapshots or later', async () => {
		const screen = await watching({ token: visitors });
		const seeing = await watching({ token: internal });
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
		const page = await site.app.pages.wall('zy', { token: visitors });
		for (const name of names) expect(JSON.stringify(page), name).not.toContain(name);
	});

	it('lobby frames carry the public projection and nothing else, to anybody', async () => {
		const screen = await watching({}, ['lobby'], 'dc');
		await site.send([
			fact('not for the lobby'),
			{ type: 'case-filed', caseNumber: '（2026）示0204民初9号', occurredAt: '2026-03-12', data: { handler: 'li' } },
		]);
		site.at('2026-03-13T09:00:00+08:00');
		await refreshPublicFigures(site.app.context);
		await until('the lobby moved', () => screen.of('lobby', 'dc').length > 1);
		const frame = screen.of('lobby', 'dc').at(-1)!;
		expect(Object.keys(frame).sort()).toEqual(['asOf', 'feed', 'payload', 'revision', 'scope', 'topic']);
		expect(Object.keys(frame.payload).sort()).toEqual(['asOf', 'byProcedure', 'courtName', 'openPerJudge', 'waitCycle']);
		expect(Object.keys(frame.feed).every((key) => ['cutOff', 'lastSeenAt', 'state'].includes(key))).toBe(true);
		const text = JSON.stringify(screen.frames);
		expect(text).not.toMatch(/号|执|handler|李某某|王某某|locks|receipt/);
		expect(frame.payload).toMatchObject({ courtName: '东川县人民法院', openPerJudge: { openCases: expect.any(Number) as number } });
	});

	it('answers what is no subscription, and goes on serving', async () => {
		const screen = await ready({ token: internal });
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

	it('projects for nobody: screens that left, even in the middle of a subscription, leave nothing behind', async () => {
		const reads = vi.spyOn(site.store.read, 'selectFrom');
		const projections = (): number => reads.mock.calls.filter(([table]) => (table as unknown) === 'feed').length;
		const touch = async (): Promise<number> => {
			const before = projections();
			await site.store.write((write) => Promise.resolve(write.touch('dc')));
			await new Promise((done) => setTimeout(done, 400));
			return projections() - before;
		};
		const screens = await Promise.all([watching({ token: internal }), watching({ token: internal }), watching({}, ['lobby'])]);
		expect(await touch()).toBeGreaterThan(0);
		const hasty = await ready({ token: internal });
		hasty.subscribe(wallTopics, 'zy');
		hasty.subscribe(['actions'], 'dc');
		for (const screen of [...screens, hasty]) screen.socket.disconnect();
		await new Promise((done) => setTimeout(done, 300));
		expect(await touch()).toBe(0);
		reads.mockRestore();
	});

	it('a message over 64 kB closes that one connection and no other', async () => {
		const good = await watching({ token: internal }, ['funds']);
		const bad = await ready({ token: internal });
		(bad.socket.emit as (event: string, ...rest: unknown[]) => void)('subscribe', 'x'.repeat(100_000));
		await until('closed', () => !bad.socket.connected);
		const before = arrived(good);
		await site.send([fact('after the flood')]);
		await until('served', () => arrived(good) === before + 100);
	});
});
