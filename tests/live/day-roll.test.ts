import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ClockTick } from '../../src/lib/contract/topics.ts';
import { calcFreshness } from '../../src/lib/ui/freshness.ts';
import { defaultTileOptions } from '../../src/lib/ui/tile.ts';
import { createClock, type CourtClock } from '../../server/clock.ts';
import type { Instant } from '../../server/core/time/types.ts';
import { DayRoll, untilMidnight } from '../../server/live/day-roll.ts';
import { createHub, type Hub } from '../../server/live/hub.ts';
import { openScreens, Screens, until } from '../support/screens.ts';

describe('the way to midnight', () => {
	it('is counted in court time, at the speed of the court', () => {
		expect(untilMidnight('2026-03-13T15:59:00.000Z' as Instant, 'Asia/Shanghai', 1)).toBe(60_000);
		expect(untilMidnight('2026-03-13T15:59:00.000Z' as Instant, 'Asia/Shanghai', 60)).toBe(1000);
		expect(untilMidnight('2026-03-13T16:00:00.000Z' as Instant, 'Asia/Shanghai', 1)).toBe(86_400_000);
		expect(untilMidnight('2026-03-13T15:59:00.000Z' as Instant, 'Asia/Shanghai', 0)).toBe(Infinity);
		// Beijing had summer time until 1991: that day had 23 hours.
		expect(untilMidnight('1991-04-13T16:00:00.000Z' as Instant, 'Asia/Shanghai', 1)).toBe(23 * 3_600_000);
	});

	it('is walked again when the clock is set, forwards or back', async () => {
		const clock = createClock('2026-03-13T02:00:00.000Z' as Instant);
		const rolled: string[] = [];
		const roll = new DayRoll({ now: clock.now, speed: () => clock.speed, zones: () => ['Asia/Shanghai'] }, () => rolled.push(clock.now()));
		clock.set('2026-03-13T15:59:59.950Z' as Instant);
		roll.look();
		expect(rolled).toEqual([]);
		await until('midnight', () => rolled.length === 1, 1000);
		// A timer may be late, never early.
		expect(rolled[0]! >= '2026-03-13T16:00:00.000Z' && rolled[0]! < '2026-03-13T16:00:01.000Z', rolled[0]).toBe(true);
		clock.set('2026-03-10T02:00:00.000Z' as Instant);
		roll.look();
		expect(rolled).toHaveLength(2);
		roll.stop();
	});
});

describe('midnight on a wall, at sixty times the speed', () => {
	let built: Screens;
	let screens: Screens;
	let hub: Hub;
	let http: Server;
	let clock: CourtClock;
	beforeAll(async () => {
		built = await openScreens();
		const { store, app } = built.site;
		clock = createClock('2026-03-13T15:57:00.000Z' as Instant, 0);
		hub = createHub({
			source: { ...app.context, db: store.read, ladderStages: [], now: clock.now },
			speed: () => clock.speed,
			originIsOurs: () => true,
			viewerOf: () => Promise.resolve({ ceiling: 'internal', mayWatch: () => true }),
			onChange: store.onChange,
			onError: (error) => expect(error).toBeUndefined(),
		});
		http = createServer();
		hub.attach(http);
		await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
		screens = new Screens({ ...built.site, base: `http://127.0.0.1:${(http.address() as AddressInfo).port}` }, built);
	});
	afterEach(() => screens.closeAll());
	afterAll(async () => {
		await hub.close();
		await built.site.close();
	});

	it('the new day is told at once, every topic comes anew though nothing happened, and none shows yesterday as today', async () => {
		const screen = await screens.watching({ token: screens.internal });
		const ticks: ClockTick[] = [];
		screen.socket.on('clock', (tick) => ticks.push(tick));
		const before = new Map(screen.frames.map((frame) => [frame.topic, frame]));
		clock.set('2026-03-13T15:59:00.000Z' as Instant, 60);
		hub.refresh();
		await until('the new day', () => ticks.some(({ businessDay }) => businessDay === '2026-03-14'), 3000);
		const first = ticks.find(({ businessDay }) => businessDay === '2026-03-14')!;
		// Within half a second of real time, at sixty times the speed.
		expect(Date.parse(first.now) - Date.parse('2026-03-13T16:00:00Z')).toBeLessThan(30_000);
		const now = Date.parse(first.now);
		for (const [topic, frame] of before)
			expect(calcFreshness({ ...frame, payload: frame.payload as never }, now, defaultTileOptions).kind, topic).toBe('stale');
		await until('every topic of the new day', () =>
			[...before.keys()].every((topic) => screen.of(topic).at(-1)!.asOf >= '2026-03-13T16:00:00.000Z'),
		);
		for (const topic of before.keys()) expect(screen.of(topic).at(-1)!.revision, topic).toBeGreaterThan(before.get(topic)!.revision);
		expect((screen.of('actions').at(-1)!.payload as { businessDay: string }).businessDay).toBe('2026-03-14');
	});
});
