import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { arrived, fact, openScreens, until, wallTopics, type Screens } from '../support/screens.ts';
import type { Site } from '../support/site.ts';

describe('what a screen is sent, over a real socket', () => {
	let screens: Screens;
	let site: Site;
	beforeAll(async () => {
		screens = await openScreens();
		({ site } = screens);
	});
	afterEach(() => screens.closeAll());
	afterAll(() => site.close());

	it('sends a snapshot of every topic, then revisions that rise by one', async () => {
		const screen = await screens.watching({ token: screens.internal });
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
		const screen = await screens.watching({ token: screens.internal });
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
		const screen = await screens.watching({ token: screens.internal });
		for (let round = 0; round < 6; round += 1) {
			const before = arrived(screen);
			// The first goes out at once; the second waits, and meanwhile a page is opened and another screen joins.
			await site.send([fact(`look-${round}-a`)]);
			await site.send([fact(`look-${round}-b`)]);
			const page = await site.app.pages.wall('zy', { token: screens.internal });
			await site.call('GET', 'indicators?court=zy', { key: 'gy' });
			const other = await screens.watching({ token: screens.internal });
			expect(page.ok).toBe(true);
			await until(`round ${round}`, () => arrived(screen) === before + 200, 2000);
			await until(`round ${round}, the other`, () => arrived(other) === before + 200, 2000);
			other.socket.disconnect();
		}
		const revisions = screen.of('funds').map((frame) => frame.revision);
		expect(revisions).toEqual(revisions.map((_, index) => revisions[0]! + index));
	});

	it('serves no snapshot from before: a topic that nobody watched is projected anew beside one that is watched', async () => {
		const first = await screens.watching({ token: screens.internal }, ['funds']);
		const before = arrived(first);
		first.socket.disconnect();
		await screens.watching({}, ['lobby']);
		await site.send([fact('unwatched')]);
		const again = await screens.watching({ token: screens.internal }, ['funds']);
		expect(arrived(again)).toBe(before + 100);
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
		const several = await Promise.all([
			screens.watching({ token: screens.internal }),
			screens.watching({ token: screens.internal }),
			screens.watching({}, ['lobby']),
		]);
		expect(await touch()).toBeGreaterThan(0);
		const hasty = await screens.ready({ token: screens.internal });
		hasty.subscribe(wallTopics, 'zy');
		hasty.subscribe(['actions'], 'dc');
		for (const screen of [...several, hasty]) screen.socket.disconnect();
		await new Promise((done) => setTimeout(done, 300));
		expect(await touch()).toBe(0);
		reads.mockRestore();
	});
});
