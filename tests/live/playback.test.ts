import { afterEach, describe, expect, it } from 'vitest';
import type { Frame, TopicName } from '../../src/lib/contract/topics.ts';
import { packPlayback, prunePlayback } from '../../server/flows/keep-playback.ts';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { minuteOf } from '../../server/live/playback-plan.ts';
import { instantOfMinute, minutesBetween, momentAt, recordedDays } from '../../server/live/playback-reader.ts';
import { packLines } from '../../server/store/playback-bytes.ts';
import { insertMinute, readSpans } from '../../server/store/playback.ts';
import { minuteAt, openWall, payloadOf, type Wall } from '../support/playback.ts';
import { arrived, fact, Screens, until, wallTopics } from '../support/screens.ts';
import { lockedCases, openSite } from '../support/site.ts';
import { engines, theCase } from '../support/world.ts';

const two: readonly TopicName[] = ['funds', 'locks'];
const at = (wall: Wall, moment: string, topics = two, court = 'zy') => momentAt(wall.source, court, minuteAt(moment), topics, 'internal');
const funds = async (wall: Wall, moment: string): Promise<number | undefined> =>
	(payloadOf((await at(wall, moment)).frames, 'funds') as { arrivedFen: number } | undefined)?.arrivedFen;

const lateFunds = (): Promise<Uint8Array> =>
	packLines(
		[{ key: 'funds', kind: 'C', asOf: '2026-03-13T00:30:10.000Z', revision: 9, feed: '{"state":"live"}', payload: '{"arrivedFen":77}' }],
		'minute',
	);

describe.each(engines)('recorded walls (%s)', (engine) => {
	let wall: Wall;
	const open = async (): Promise<Wall> => {
		wall = await openWall(engine, '2026-03-13T08:00');
		await wall.world.send([{ type: 'case-filed', occurredAt: '2026-03-12', data: { handler: 'li', claimFen: 100_000 } }]);
		return wall;
	};
	afterEach(() => wall?.close());

	/** Watched from 08:00, money at 08:01:30 twice and at 08:04:30, nothing else until 08:08. */
	async function busy(): Promise<Wall> {
		await open();
		await wall.watch('zy', two);
		await wall.run('2026-03-13T08:01');
		await wall.change('a', two);
		await wall.change('b', two);
		await wall.run('2026-03-13T08:04');
		await wall.change('c', two);
		await wall.run('2026-03-13T08:08');
		return wall;
	}

	it('keeps the last frame of a minute, and nothing of minutes in which nothing changed', async () => {
		await busy();
		expect(
			await Promise.all(['08:00', '08:01', '08:02', '08:03', '08:04', '08:07'].map((time) => funds(wall, `2026-03-13T${time}`))),
		).toEqual([0, 200, 200, 200, 300, 300]);
		const rows = await wall.world.store.read
			.selectFrom('playback_minute')
			.select(['minute', 'topics', 'changes'])
			.orderBy('minute')
			.execute();
		expect(rows.map((row) => [instantOfMinute(row.minute), row.topics, row.changes])).toEqual([
			['2026-03-13T00:00:00.000Z', 'funds,locks', 'funds,locks'],
			// The feed has moved: the locks stand as they did.
			['2026-03-13T00:01:00.000Z', 'funds,locks', 'funds'],
			['2026-03-13T00:04:00.000Z', 'funds,locks', 'funds'],
		]);
		const seen = await at(wall, '2026-03-13T08:03');
		expect(seen.state).toBe('recorded');
		expect(seen.frames.map(({ topic, scope, asOf }) => [topic, scope, minuteOf(asOf) - minuteAt('2026-03-13T08:00')])).toEqual([
			['funds', 'zy', 1],
			['locks', 'zy', 1],
		]);
	});

	it('reads the same from packed hours as from single minutes', async () => {
		await busy();
		await wall.run('2026-03-13T09:07');
		const moments = ['08:00', '08:01', '08:03', '08:04', '08:59', '09:05'];
		const read = () => Promise.all(moments.map((time) => at(wall, `2026-03-13T${time}`)));
		const marks = () => minutesBetween(wall.source, 'zy', minuteAt('2026-03-13T08:00'), minuteAt('2026-03-13T09:06'));
		const before = [await read(), await marks()];
		expect(await packPlayback(wall.world.context)).toBe(1);
		expect([await read(), await marks()]).toEqual(before);
		expect(await packPlayback(wall.world.context)).toBe(0);
		const left = await wall.world.store.read.selectFrom('playback_minute').select('minute').execute();
		expect(left.every(({ minute }) => minute >= minuteAt('2026-03-13T09:00'))).toBe(true);
		expect(before[1]).toMatchObject({
			spans: [[0, 66]],
			changes: [
				[0, 2],
				[1, 1],
				[4, 1],
			],
		});
	});

	it('a minute that is written while its hour is being packed is not lost', async () => {
		await busy();
		await wall.run('2026-03-13T09:07');
		const { context } = wall.world;
		const late = { minute: minuteAt('2026-03-13T08:30'), topics: ['funds'], changes: ['funds'], bytes: await lateFunds() };
		let came = false;
		const store: typeof context.store = {
			...context.store,
			write: async (work) => {
				if (!came) await context.store.write(({ db }) => insertMinute(db, 'zy', late));
				came = true;
				return context.store.write(work);
			},
		};
		await packPlayback({ ...context, store });
		expect([await funds(wall, '2026-03-13T08:29'), await funds(wall, '2026-03-13T08:30')]).toEqual([300, 77]);
		const left = await context.store.read.selectFrom('playback_minute').select('minute').execute();
		expect(left.every(({ minute }) => minute >= minuteAt('2026-03-13T09:00'))).toBe(true);
	});

	it('tells a gap as a gap: nothing is shown of a time in which nothing was recorded', async () => {
		await busy();
		await wall.restart('2026-03-13T08:20');
		await wall.watch('zy', two);
		await wall.run('2026-03-13T08:23');
		const gap = await at(wall, '2026-03-13T08:12');
		expect(gap).toMatchObject({ state: 'gap', frames: [], before: '2026-03-13T00:07:00.000Z', after: '2026-03-13T00:20:00.000Z' });
		expect(await funds(wall, '2026-03-13T08:21')).toBe(300);
		expect((await at(wall, '2026-03-13T08:30')).state).toBe('ahead');
		expect((await at(wall, '2026-03-13T08:21', two, 'xl')).state).toBe('gap');
	});

	it('begins anew after a restart within a minute, without writing a minute twice', async () => {
		await busy();
		const before = await at(wall, '2026-03-13T08:07');
		await wall.restart('2026-03-13T08:08:40+08:00');
		await wall.watch('zy', two);
		await wall.change('d', two);
		await wall.run('2026-03-13T08:11');
		expect(await at(wall, '2026-03-13T08:07')).toEqual(before);
		expect(await funds(wall, '2026-03-13T08:08')).toBe(400);
		const spans = await readSpans(wall.world.store.read, 'zy', 0, minuteAt('2026-03-13T09:00'));
		expect(spans).toEqual([
			{ from: minuteAt('2026-03-13T08:00'), to: minuteAt('2026-03-13T08:07') },
			{ from: minuteAt('2026-03-13T08:08'), to: minuteAt('2026-03-13T08:10') },
		]);
	});

	it('never overwrites a minute when the clock is put back, and goes on after it', async () => {
		await busy();
		const before = await Promise.all(['08:03', '08:05', '08:07'].map((time) => at(wall, `2026-03-13T${time}`)));
		await wall.jump('2026-03-13T08:02');
		await wall.change('e', two);
		await wall.run('2026-03-13T08:08');
		expect(await Promise.all(['08:03', '08:05', '08:07'].map((time) => at(wall, `2026-03-13T${time}`)))).toEqual(before);
		await wall.run('2026-03-13T08:11');
		expect(await funds(wall, '2026-03-13T08:09')).toBe(400);
	});

	it('records nothing while the clock cannot be trusted', async () => {
		await busy();
		wall.held = true;
		await wall.jump('2027-03-13T08:02');
		await wall.run('2027-03-13T08:06');
		wall.held = false;
		await wall.jump('2026-03-13T08:09');
		await wall.run('2026-03-13T08:12');
		expect(await readSpans(wall.world.store.read, 'zy', 0, minuteAt('2027-12-31T00:00'))).toEqual([
			{ from: minuteAt('2026-03-13T08:00'), to: minuteAt('2026-03-13T08:07') },
			{ from: minuteAt('2026-03-13T08:09'), to: minuteAt('2026-03-13T08:11') },
		]);
	});

	it('minutes that could not be written are written later as they were; what got lost meanwhile is a gap', async () => {
		await busy();
		const fail = async (from: number, minutes: number): Promise<void> => {
			wall.refuses = true;
			for (let minute = from; minute < from + minutes; minute += 1) {
				await wall.change(`f${minute}`, two);
				await wall.run(`2026-03-13T08:${String(minute + 1).padStart(2, '0')}`);
			}
			wall.refuses = false;
		};
		await fail(8, 4);
		await wall.run('2026-03-13T08:15');
		await fail(15, 20);
		await wall.run('2026-03-13T08:40');
		const stood = (minute: number): number => 300 + 100 * (Math.min(4, Math.max(0, minute - 7)) + Math.min(20, Math.max(0, minute - 14)));
		const gaps: number[] = [];
		for (let minute = 6; minute < 39; minute += 1) {
			const time = `2026-03-13T08:${String(minute).padStart(2, '0')}`;
			if ((await at(wall, time)).state === 'gap') gaps.push(minute);
			else expect(await funds(wall, time), time).toBe(stood(minute));
		}
		expect(gaps.length).toBeGreaterThan(0);
		expect(gaps.every((minute) => minute >= 15 && minute < 35)).toBe(true);
	});

	it('ends a topic that nobody keeps up any more, and leaves the others alone', async () => {
		await busy();
		wall.leave('zy', ['funds']);
		await wall.run('2026-03-13T08:12');
		const seen = await at(wall, '2026-03-13T08:10');
		expect([seen.state, seen.frames.map(({ topic }) => topic), seen.missing]).toEqual(['recorded', ['locks'], ['funds']]);
		wall.leave('zy', ['locks']);
		await wall.run('2026-03-13T08:14');
		expect((await at(wall, '2026-03-13T08:13')).state).toBe('gap');
		await wall.watch('zy', two);
		await wall.run('2026-03-13T08:17');
		expect((await at(wall, '2026-03-13T08:16')).missing).toEqual([]);
	});

	it('looks after a screen that is off only when something of its court has changed', async () => {
		await open();
		wall.hanging.set('zy', new Set(two));
		await wall.run('2026-03-13T08:03');
		expect(wall.projected).toEqual(['zy funds', 'zy locks']);
		await wall.world.send([{ type: 'money-arrived', occurredAt: '2026-03-12', data: { receiptId: 'off', amountFen: 100 } }]);
		await wall.run('2026-03-13T08:10');
		expect(wall.projected).toHaveLength(4);
		expect([await funds(wall, '2026-03-13T08:02'), await funds(wall, '2026-03-13T08:09')]).toEqual([0, 100]);
		// Deadlines pass though nothing happens.
		await wall.run('2026-03-13T08:40');
		expect(wall.projected).toHaveLength(6);
	});

	it('leaves persons out for visitors, and what visitors never see', async () => {
		wall = await openWall(engine, '2026-03-02T09:00');
		await wall.world.send([
			{ type: 'case-filed', occurredAt: '2026-03-02', data: { handler: 'li', claimFen: 100_000 } },
			{ type: 'net-query-launched', occurredAt: '2026-03-02' },
		]);
		await wall.jump('2026-03-13T07:30');
		await wall.world.send([], '2026-03-13T07:00:00+08:00');
		await sweepDeadlines(wall.world.context);
		await wall.watch('dc', ['locks', 'duty']);
		await wall.run('2026-03-13T07:33');
		const minute = minuteAt('2026-03-13T07:32');
		const inside = await momentAt(wall.source, 'dc', minute, ['locks', 'duty'], 'internal');
		const outside = await momentAt(wall.source, 'dc', minute, ['locks', 'duty'], 'public');
		expect(JSON.stringify(payloadOf(inside.frames, 'locks'))).toContain('李某某');
		expect(inside.frames).toHaveLength(2);
		expect(outside.frames.map(({ topic }) => topic)).toEqual(['locks']);
		expect(JSON.stringify(outside)).not.toContain('李某某');
		expect(JSON.stringify(outside)).toContain(theCase);
	});

	it('drops what is older than it is kept, by whole days of the court', async () => {
		await busy();
		await wall.jump('2026-06-11T08:00');
		await prunePlayback(wall.world.context, 90);
		expect(await funds(wall, '2026-03-13T08:04')).toBe(300);
		expect((await recordedDays(wall.source, 'zy'))[0]).toEqual({ day: '2026-03-13', minutes: 8 });
		await packPlayback(wall.world.context);
		await wall.jump('2026-06-12T00:10');
		expect(await at(wall, '2026-03-13T08:04')).toMatchObject({ state: 'expired', frames: [] });
		await prunePlayback(wall.world.context, 90);
		const left = (table: 'playback_minute' | 'playback_block' | 'playback_span') =>
			wall.world.store.read.selectFrom(table).select('court_code').execute();
		expect([await left('playback_minute'), await left('playback_span')]).toEqual([[], []]);
		// A block is a day of UTC: it goes when all of it is too old.
		await wall.jump('2026-06-13T00:10');
		await prunePlayback(wall.world.context, 90);
		expect(await left('playback_block')).toEqual([]);
	});
});

describe('what is recorded of a wall', () => {
	it('is what a live screen was sent in that minute', async () => {
		const site = await openSite();
		await lockedCases(site, [{ court: 'dc', caseNumber: theCase, handler: 'li' }]);
		const screens = new Screens(site, { internal: await site.screen('zy', 'internal'), visitors: '' });
		const screen = await screens.watching({ token: screens.internal });
		const { recorder, context } = site.app;
		await recorder.beat();
		const settled = () => new Promise((done) => setTimeout(done, 900));
		await settled();
		for (const minute of [1, 2, 3]) {
			for (const second of ['20', '40']) {
				site.at(`2026-03-13T08:0${minute}:${second}+08:00`);
				const before = arrived(screen);
				await site.send([fact(`f${minute}-${second}`)]);
				await until('the sum', () => arrived(screen) === before + 100);
				await settled();
			}
			site.at(`2026-03-13T08:0${minute + 1}:03+08:00`);
			await recorder.beat();
		}
		const source = { db: site.store.read, now: context.now, days: 90, zoneOf: () => 'Asia/Shanghai' };
		for (const minute of [1, 2, 3].map((each) => minuteAt(`2026-03-13T08:0${each}`))) {
			const recorded = await momentAt(source, 'zy', minute, wallTopics, 'internal');
			const sent = wallTopics.map((topic) => screen.of(topic).findLast((frame) => minuteOf(frame.asOf) <= minute));
			const byTopic = (frames: readonly (Frame | undefined)[]) =>
				frames.flatMap((frame) => (frame ? [[frame.topic, frame] as const] : [])).sort();
			expect(Object.fromEntries(byTopic(recorded.frames))).toEqual(Object.fromEntries(byTopic(sent)));
			expect(recorded.missing).toEqual([]);
		}
		screens.closeAll();
		expect(site.unexpected).toEqual([]);
		await site.close();
	});
});
