import { describe, expect, it } from 'vitest';
import type { PlaybackMinutes, PlaybackMoment, PlaybackView } from '../contract/playback.ts';
import { shippedScenes } from '../contract/shipped-scenes.ts';
import { full } from '../tiles/actions/fixtures.ts';
import { PlaybackPlayer } from './playback-player.svelte.ts';
import { PlaybackSource } from './playback-source.svelte.ts';

const first = '2026-10-14T06:30:00.000Z';

function momentAt(at: string, state: PlaybackMoment['state'] = 'recorded'): PlaybackMoment {
	const asOf = new Date(Date.parse(at) + 20_000).toISOString();
	const frame = { topic: 'actions', scope: 'zy', revision: 1, asOf, feed: { state: 'live' }, payload: full } as const;
	return { court: 'zy', at, state, frames: state === 'recorded' ? [frame] : [], missing: ['funds'] };
}

const minutes: PlaybackMinutes = {
	from: '2026-10-13T16:00:00.000Z',
	to: '2026-10-14T15:59:00.000Z',
	spans: [[870, 900]],
	changes: [
		[872, 3],
		[880, 1],
	],
};

const view: PlaybackView = {
	court: { code: 'zy', name: '示范市中级人民法院', shortName: '示范市中级法院', level: 'intermediate', hasSubordinates: true },
	courts: [],
	scene: shippedScenes[0]!,
	scenes: [],
	zone: 'Asia/Shanghai',
	now: '2026-10-14T07:01:00.000Z',
	moment: momentAt(first),
	day: '2026-10-14',
	minutes,
	days: [],
	visitors: false,
};

/** A server whose answers come when the test lets them. */
function server() {
	const asked: { readonly path: string; readonly answer: (value: unknown) => void; readonly fail: (error: Error) => void }[] = [];
	const ask = (path: string) => new Promise<unknown>((answer, fail) => asked.push({ path, answer, fail }));
	const at = (index: number) => new URL(asked[index]!.path, 'http://x').searchParams.get('at')!;
	return { asked, ask, at, reply: (index: number) => asked[index]!.answer(momentAt(at(index))) };
}

describe('a recorded wall that is moved through time', () => {
	it('steps, and keeps what it has read', async () => {
		const { ask, asked, at, reply } = server();
		const player = new PlaybackPlayer(view, ask);
		const there = player.step(1);
		expect([player.at, player.moment.at, at(0)]).toEqual(['2026-10-14T06:31:00.000Z', first, '2026-10-14T06:31:00.000Z']);
		reply(0);
		await there;
		expect([player.moment.at, player.minute]).toEqual(['2026-10-14T06:31:00.000Z', 871]);
		const back = player.step(1);
		reply(1);
		await back;
		await player.step(-1);
		expect([player.moment.at, asked.length]).toEqual(['2026-10-14T06:31:00.000Z', 2]);
	});

	it('shows the last minute that was asked for, in whatever order the answers come', async () => {
		const { ask, at, reply } = server();
		const player = new PlaybackPlayer(view, ask);
		const turns = [player.toMinute(880), player.toMinute(885)];
		expect([at(0), at(1)]).toEqual(['2026-10-14T06:40:00.000Z', '2026-10-14T06:45:00.000Z']);
		reply(1);
		reply(0);
		await Promise.all(turns);
		expect(player.moment.at).toBe('2026-10-14T06:45:00.000Z');
	});

	it('jumps to the next change and knows where there is none', async () => {
		const { ask, reply } = server();
		const player = new PlaybackPlayer(view, ask);
		expect([player.hasChange(-1), player.hasChange(1)]).toEqual([false, true]);
		const there = player.toChange(1);
		reply(0);
		await there;
		expect(player.minute).toBe(872);
	});

	it('stays where it was when the server does not answer, and says so', async () => {
		const { ask, asked } = server();
		const player = new PlaybackPlayer(view, ask);
		player.play(60);
		const there = player.step(1);
		asked[0]!.fail(new Error('服务器答复 503'));
		await there;
		expect([player.at, player.moment.at, player.playing]).toEqual([first, first, undefined]);
		expect(player.fault).toBe('读取回放失败，画面停留在原处：服务器答复 503');
	});
});

describe('what a recorded wall is shown with', () => {
	it('stands at the moment, is live in nothing, and tells what was not recorded', () => {
		const source = new PlaybackSource(
			() => momentAt(first),
			() => 'Asia/Shanghai',
		);
		expect([source.connection.kind, source.stale, source.speed]).toEqual(['recorded', false, 1]);
		// No figure is younger than the moment it is said to be of.
		expect(new Date(source.now).toISOString()).toBe('2026-10-14T06:30:20.000Z');
		expect(source.frame('actions')?.payload).toBe(full);
		expect([source.frame('funds'), source.refusal('funds'), source.refusal('actions')]).toEqual([
			undefined,
			'此项在该时刻未记录',
			undefined,
		]);
	});
});
