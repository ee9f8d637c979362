import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ChangeTimes, mayPassAt, noPasses } from '../../server/live/pace.ts';
import { arrived, fact, openScreens, until, type Screens } from '../support/screens.ts';
import type { Site } from '../support/site.ts';

describe('how often a topic goes out', () => {
	it('at once when it was quiet, then in company, and twice a second in a storm', () => {
		expect(mayPassAt(noPasses, false)).toBe(-Infinity);
		const once = { last: 1000, secondLast: -Infinity, ended: 1000, tookMs: 2 };
		expect(mayPassAt(once, false)).toBe(1250);
		expect(mayPassAt(once, true)).toBe(1500);
		expect(mayPassAt({ ...once, secondLast: 750 }, true)).toBe(1750);
		expect(mayPassAt({ ...once, last: 100, secondLast: 0 }, true), 'looks that find nothing are no frames').toBe(1150);
		expect(mayPassAt({ last: 1000, secondLast: 0, ended: 1400, tookMs: 400 }, false), 'a slow one rests').toBe(2200);
	});

	it('what is urgent goes out at once also right after another, but not thrice', () => {
		const once = { last: 1000, secondLast: 600, ended: 1000, tookMs: 2 };
		expect(mayPassAt(once, false, 'urgent'), 'it rests twice as long as it took').toBe(1004);
		expect(mayPassAt({ ...once, secondLast: 950 }, false, 'urgent')).toBe(1200);
		expect(mayPassAt(once, true, 'urgent')).toBe(1600);
	});

	it.each([
		['one every 400 ms', 400, 1, false],
		['one every 400 ms, each with what the system adds to it', 400, 2, false],
		['four a second', 250, 1, false],
		['seven a second', 140, 1, true],
		['fifty a second', 20, 1, true],
		['two a second, in ten slices each', 500, 10, true],
	])('%s: a storm or not', (_what, everyMs, together, storm) => {
		const changes = new ChangeTimes();
		const last = Math.floor(3000 / everyMs) * everyMs;
		for (let at = 0; at <= last; at += everyMs) for (let of = 0; of < together; of += 1) changes.note(at + of);
		expect(changes.isStorm(last)).toBe(storm);
		expect(changes.isStorm(last + 1500)).toBe(false);
	});
});

/** Sends an event every 100 ms for a while, and lets the court change every 20 ms, however slow the machine; gives how many events. */
async function storm(site: Site, forMs: number, name: string): Promise<number> {
	const began = performance.now();
	const running: Promise<unknown>[] = [];
	const touching = setInterval(() => void site.store.write((write) => Promise.resolve(write.touch('dc'))), 20);
	while (performance.now() - began < forMs) {
		running.push(site.send([fact(`${name}-${running.length}`)]));
		await new Promise((done) => setTimeout(done, 100));
	}
	await Promise.all(running);
	clearInterval(touching);
	return running.length;
}

describe('storms, over real sockets', () => {
	let screens: Screens;
	let site: Site;
	beforeAll(async () => {
		screens = await openScreens();
		({ site } = screens);
	});
	afterEach(() => screens.closeAll());
	afterAll(() => site.close());

	it('a change now and then shows at once, every time', async () => {
		const screen = await screens.watching({ token: screens.internal }, ['ticker', 'funds']);
		await new Promise((done) => setTimeout(done, 700));
		const waits: number[] = [];
		for (let count = 0; count < 12; count += 1) {
			const before = arrived(screen);
			const began = performance.now();
			await site.send([fact(`now-and-then-${count}`)]);
			const committed = performance.now();
			await until('shown', () => arrived(screen) === before + 100);
			waits.push(performance.now() - committed);
			await new Promise((done) => setTimeout(done, Math.max(0, 400 - (performance.now() - began))));
		}
		waits.sort((a, b) => a - b);
		expect(waits[6]).toBeLessThan(150);
	});

	it('a storm brings every topic at most two frames in any second, and ends at the truth', async () => {
		const times: Record<string, number[]> = {};
		const screen = await screens.watching({ token: screens.internal });
		await new Promise((done) => setTimeout(done, 1200));
		screen.socket.on('frame', ({ topic }) => (times[topic] ??= []).push(performance.now()));
		const before = arrived(screen);
		const began = performance.now();
		const sent = await storm(site, 4000, 'storm');
		const seconds = (performance.now() - began) / 1000;
		expect(sent).toBeGreaterThan(5);
		await until('the truth', () => arrived(screen) === before + sent * 100);
		for (const [topic, at] of Object.entries(times)) {
			expect(at.length, topic).toBeLessThanOrEqual(2 * (seconds + 0.5) + 1);
			// A moment is allowed for what waits on the way.
			const thirds = at.slice(2).map((time, index) => time - at[index]!);
			expect(
				thirds.filter((span) => span < 850),
				topic,
			).toEqual([]);
		}
		expect(times.funds!.length).toBeGreaterThan(4);
	});

	it('looks at the page in a storm do not make more frames', async () => {
		const screen = await screens.watching({ token: screens.internal }, ['funds']);
		await new Promise((done) => setTimeout(done, 1200));
		const count = screen.of('funds').length;
		const began = performance.now();
		let looks = 0;
		const looking = setInterval(() => {
			looks += 1;
			void site.app.pages.wall('zy', { token: screens.internal });
		}, 30);
		const sent = await storm(site, 3000, 'look-at');
		clearInterval(looking);
		expect(looks).toBeGreaterThan(5);
		expect(sent).toBeGreaterThan(5);
		const seconds = (performance.now() - began) / 1000;
		expect(screen.of('funds').length - count).toBeLessThanOrEqual(2 * (seconds + 0.5) + 1);
	});
});
