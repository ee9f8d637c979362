import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { BuildWatch, type BuildParts } from '../../src/lib/live/build-watch.ts';
import { keptKey, newerFrames, tickNow } from '../../src/lib/live/kept.ts';
import type { ConnectionState } from '../../src/lib/live/source.ts';
import type { ClockTick, Frame, TopicName } from '../../src/lib/contract/topics.ts';
import { fact, openScreens, until, type Screens } from '../support/screens.ts';
import { openProxy, type WallProxy } from '../support/wall-proxy.ts';

/** The parts of the page under test; they are Svelte's, which the server's type check does not know. */
interface TopicStore {
	readonly frame: Frame | undefined;
	expectSnapshot(nowMs: number): void;
	take(frame: Frame, nowMs: number): boolean;
	heldUntil(asOf: string): void;
	dropIfAwaited(): void;
}
interface LiveClient {
	readonly connection: ConnectionState;
	readonly stale: boolean;
	frame(topic: TopicName): Frame | undefined;
	start(): () => void;
}
interface LiveRequest {
	readonly topics: readonly TopicName[];
	readonly scope: string;
	readonly token: string;
	readonly initialFrames: readonly Frame[];
	readonly initialClock: ClockTick;
	readonly address: string;
}
const page = async (name: string): Promise<unknown> => import(`/src/lib/live/${name}.svelte.ts`);
const { TopicStore } = (await page('topic-store')) as { TopicStore: new (topic: TopicName, frame: Frame | undefined) => TopicStore };
const { LiveClient } = (await page('live-client')) as { LiveClient: new (request: LiveRequest) => LiveClient };

const frameOf = (revision: number, asOf = '2026-10-14T06:00:00.000Z'): Frame =>
	({ topic: 'funds', scope: 'dc', revision, asOf, feed: { state: 'live' }, payload: { arrivedFen: revision * 100 } }) as unknown as Frame;
const shownBy = (store: TopicStore): number => (store.frame!.payload as { arrivedFen: number }).arrivedFen;

describe('frames that a bad network has mutated', () => {
	it('ten thousand frames, reordered, doubled, skipped: no figure that is wrong, none that goes back, the truth at the end', () => {
		let seed = 20261014;
		const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
		const store = new TopicStore('funds', undefined);
		store.expectSnapshot(0);
		const line: number[] = [];
		let truth = 0;
		let asked = 0;
		let wrong = 0;
		let nowMs = 0;
		let newest = 0;
		for (let count = 0; count < 10_000; count += 1) {
			truth += 1;
			nowMs += 100;
			line.push(truth);
			if (random() < 0.2) line.push(truth);
			if (random() < 0.2) line.pop();
			if (random() < 0.3) line.sort(() => random() - 0.5);
			while (line.length > 0 && random() < 0.7) {
				const revision = line.shift()!;
				const before = store.frame?.revision ?? 0;
				// A snapshot is the truth of the moment, and takes the same bad way.
				if (store.take(frameOf(revision), nowMs)) {
					asked += 1;
					line.push(truth);
				}
				newest = Math.max(newest, revision);
				if (shownBy(store) !== store.frame!.revision * 100 || store.frame!.revision < before || store.frame!.revision !== newest)
					wrong += 1;
			}
		}
		store.take(frameOf(truth + 1), nowMs);
		expect(wrong).toBe(0);
		expect(shownBy(store)).toBe((truth + 1) * 100);
		expect(asked).toBeGreaterThan(100);
	});

	it('a frame holds until the last word of the server, and what a new connection does not know is dropped', () => {
		const store = new TopicStore('funds', frameOf(7));
		store.heldUntil('2026-10-14T06:10:00.000Z');
		expect(store.frame!.asOf).toBe('2026-10-14T06:10:00.000Z');
		store.heldUntil('2026-10-14T05:00:00.000Z');
		expect(store.frame!.asOf).toBe('2026-10-14T06:10:00.000Z');
		store.expectSnapshot(0);
		store.dropIfAwaited();
		expect(store.frame).toBeUndefined();
	});
});

describe('a newer build', () => {
	const begun: BuildWatch[] = [];
	function watch(over: Partial<BuildParts> = {}): {
		readonly parts: BuildParts;
		readonly watch: BuildWatch;
		readonly reloads: () => number;
	} {
		let remembered: string | null = null;
		let reloads = 0;
		const parts: BuildParts = {
			own: 'a',
			isConnected: () => true,
			answers: () => Promise.resolve(true),
			reload: () => (reloads += 1),
			recall: () => remembered,
			remember: (build) => (remembered = build),
			uptimeMs: () => 1000,
			random: () => 0.5,
			...over,
		};
		const made = new BuildWatch(parts);
		begun.push(made);
		return { parts, watch: made, reloads: () => reloads };
	}
	beforeAll(() => void vi.useFakeTimers());
	afterEach(() => begun.splice(0).forEach((made) => made.stop()));
	afterAll(() => void vi.useRealTimers());

	it('reloads once, some time later; not for its own', async () => {
		const one = watch();
		one.watch.heard('a');
		await vi.advanceTimersByTimeAsync(60_000);
		expect(one.reloads()).toBe(0);
		one.watch.heard('b');
		await vi.advanceTimersByTimeAsync(22_000);
		expect(one.reloads()).toBe(0);
		await vi.advanceTimersByTimeAsync(1000);
		expect(one.reloads()).toBe(1);
		// The page that came back is still the old one: no loop.
		one.watch.heard('b');
		await vi.advanceTimersByTimeAsync(600_000);
		expect(one.reloads()).toBe(1);
		one.watch.heard('c');
		await vi.advanceTimersByTimeAsync(60_000);
		expect(one.reloads()).toBe(2);
	});

	it('never while the server does not answer, or is away', async () => {
		let answers = false;
		let connected = true;
		const one = watch({
			answers: () => (answers ? Promise.resolve(true) : Promise.reject(new Error('away'))),
			isConnected: () => connected,
		});
		one.watch.heard('b');
		await vi.advanceTimersByTimeAsync(300_000);
		expect(one.reloads()).toBe(0);
		connected = false;
		answers = true;
		await vi.advanceTimersByTimeAsync(300_000);
		expect(one.reloads()).toBe(0);
		connected = true;
		await vi.advanceTimersByTimeAsync(60_000);
		expect(one.reloads()).toBe(1);
	});

	it('is called off when the server goes back to the page’s own build, and held back where nothing can be remembered', async () => {
		const one = watch();
		one.watch.heard('b');
		one.watch.heard('a');
		await vi.advanceTimersByTimeAsync(60_000);
		expect(one.reloads()).toBe(0);
		const refuse = (): never => {
			throw new Error('no storage');
		};
		const young = watch({ recall: refuse, remember: refuse });
		young.watch.heard('b');
		const old = watch({ recall: refuse, remember: refuse, uptimeMs: () => 3_600_000 });
		old.watch.heard('b');
		await vi.advanceTimersByTimeAsync(60_000);
		expect([young.reloads(), old.reloads()]).toEqual([0, 1]);
	});
});

describe('what is kept for a reload without network', () => {
	it('keys hold path and holder, never a token; desk, API and a person’s wall are never kept', async () => {
		const key = await keptKey('https://wall.court/wall/dc?token=scr_secret&scene=locks');
		expect(key).toMatch(/^\/kept\/held-by-[0-9a-f]{32}\/wall\/dc\?scene=locks$/);
		expect(key).not.toContain('secret');
		expect(await keptKey('https://wall.court/wall/dc?scene=locks&token=scr_other')).not.toBe(key);
		expect(await keptKey('https://wall.court/screen/s1')).toBe('/kept/screen/s1');
		expect(await keptKey('https://wall.court/lobby/dc')).toBe('/kept/lobby/dc');
		for (const path of ['/wall/dc', '/desk', '/desk/cases?token=x', '/api/v1/cases', '/login', '/', '/wall', '/screen/a/b', '/lobby'])
			expect(await keptKey(`https://wall.court${path}`), path).toBeUndefined();
	});

	it('the clock goes on while the page was away, and the newest frame of each topic is shown', () => {
		const tick = { now: '2026-10-14T06:00:00.000Z', speed: 60, businessDay: '2026-10-14', zone: 'Asia/Shanghai' };
		expect(tickNow(tick, 1_000, 61_000).now).toBe('2026-10-14T07:00:00.000Z');
		expect(tickNow(tick, 61_000, 1_000).now).toBe('2026-10-14T06:00:00.000Z');
		const newer = newerFrames([frameOf(3, '2026-10-14T06:00:00.000Z')], [frameOf(9, '2026-10-14T08:00:00.000Z')]);
		expect(newer.map(({ revision }) => revision)).toEqual([9]);
	});
});

describe('the live client on a bad network, against a real server', () => {
	let screens: Screens;
	let proxy: WallProxy;
	const stops: (() => void)[] = [];
	beforeAll(async () => {
		vi.useRealTimers();
		screens = await openScreens();
		proxy = await openProxy(screens.site.base);
	});
	afterEach(() => {
		for (const stop of stops.splice(0)) stop();
		proxy.swallow(false);
		proxy.cut(false);
		proxy.withoutWebSockets(false);
		vi.restoreAllMocks();
	});
	afterAll(async () => {
		await proxy.close();
		await screens.site.close();
	});

	function watching(topics: readonly TopicName[] = ['funds', 'ticker']): LiveClient {
		const initialClock = { now: screens.site.now(), speed: 1, businessDay: '2026-03-13', zone: 'Asia/Shanghai' };
		const client = new LiveClient({ topics, scope: 'zy', token: screens.internal, initialFrames: [], initialClock, address: proxy.base });
		stops.push(client.start());
		return client;
	}
	const arrivedAt = (client: LiveClient): number =>
		(client.frame('funds')?.payload as { arrivedFen: number } | undefined)?.arrivedFen ?? -1;
	const truth = async (): Promise<number> => {
		const rows = await screens.site.store.read.selectFrom('case_event').select('data').where('type', '=', 'money-arrived').execute();
		return rows.reduce((total, { data }) => total + (JSON.parse(data) as { amountFen: number }).amountFen, 0);
	};

	it('a link that is cut is told, and heals to the truth', async () => {
		const client = watching();
		await until('live', () => arrivedAt(client) >= 0);
		proxy.cut(true);
		await until('told', () => client.connection.kind === 'reconnecting');
		await screens.site.send([fact('while-cut')]);
		const before = arrivedAt(client);
		expect(before).not.toBe(await truth());
		proxy.cut(false);
		const expected = await truth();
		await until('healed', () => client.connection.kind === 'live' && arrivedAt(client) === expected, 15_000);
		expect(client.stale).toBe(false);
	});

	it(
		'a link that hangs half open is given up within 25 s though nobody closed it, and comes back by itself',
		{ timeout: 60_000 },
		async () => {
			const client = watching(['funds']);
			await until('live', () => arrivedAt(client) >= 0);
			const began = performance.now();
			proxy.swallow(true);
			await screens.site.send([fact('while-hung')]);
			await until('noticed', () => client.connection.kind === 'reconnecting', 32_000);
			expect(performance.now() - began).toBeGreaterThan(14_000);
			expect(client.stale, 'what is shown no longer passes for fresh').toBe(true);
			proxy.swallow(false);
			const expected = await truth();
			await until('healed', () => client.connection.kind === 'live' && arrivedAt(client) === expected, 20_000);
			await until('fresh', () => !client.stale, 6000);
		},
	);

	it('a proxy without WebSockets: the same frames over polling', async () => {
		proxy.withoutWebSockets(true);
		const client = watching();
		await until('live', () => arrivedAt(client) >= 0, 15_000);
		for (let count = 0; count < 5; count += 1) {
			await screens.site.send([fact(`polling-${count}`)]);
			const expected = await truth();
			await until('shown', () => arrivedAt(client) === expected, 5000);
		}
		expect(client.connection.kind).toBe('live');
	});
});
