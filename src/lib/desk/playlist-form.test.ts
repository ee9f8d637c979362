import { describe, expect, it } from 'vitest';
import { playlistSchema } from '../contract/scenes.ts';
import { shippedPlaylists } from '../contract/shipped-scenes.ts';
import { edited, faultsByRow, playlistOfTyped, playlistTyped, readPlaylist, type PlaylistTyped } from './playlist-form.ts';

const withHours = {
	...shippedPlaylists[1]!,
	steps: [
		...shippedPlaylists[1]!.steps,
		{ scene: 'funds', dwellSeconds: 20, hours: { from: '22:00', to: '06:00', days: 'rest' as const } },
	],
};

/** The form as a browser sends it. */
function sent({ title, note, steps, interrupts }: PlaylistTyped): FormData {
	const form = new FormData();
	form.set('title', title);
	form.set('note', note);
	for (const step of steps) {
		form.append('step', String(step.key));
		for (const field of ['scene', 'seconds', 'from', 'to', 'days'] as const) form.set(`${field}-${step.key}`, step[field]);
		if (step.limited) form.set(`limited-${step.key}`, 'on');
	}
	for (const { key, when, scene, seconds } of interrupts) {
		form.append('interrupt', String(key));
		form.set(`when-${key}`, when);
		form.set(`on-${key}`, scene);
		form.set(`for-${key}`, seconds);
	}
	return form;
}
const scenesOf = ({ steps }: PlaylistTyped): string => steps.map(({ scene }) => scene).join(' ');

describe('the form of a playlist', () => {
	it('comes back as it went out', () => {
		for (const playlist of [...shippedPlaylists, withHours]) {
			const typed = playlistTyped(playlist);
			expect(readPlaylist(sent(typed))).toEqual(typed);
			expect(playlistSchema.parse(playlistOfTyped(typed, playlist.id))).toEqual(playlist);
		}
	});

	it('keeps the order of the rows after they were moved, and keys that no other row has', () => {
		const steps = ['overview', 'supervise', 'nodes', 'indicators', 'courts'].map((scene) => ({ scene, dwellSeconds: 45 }));
		let typed = playlistTyped({ id: 'tour', title: '巡看', steps, interrupts: [] });
		for (const edit of ['down:0', 'up:4', 'remove:1', 'add', 'up:0', 'up:0', 'up:0', 'down:99', 'nonsense', 'up:x'])
			typed = readPlaylist(sent(edited(typed, edit, 'duty')));
		expect(scenesOf(typed)).toBe('overview nodes courts indicators duty');
		expect(new Set(typed.steps.map(({ key }) => key)).size).toBe(5);
	});

	it('offers causes that have no interruption yet, and takes one away', () => {
		let typed = playlistTyped(shippedPlaylists[0]!);
		for (let turn = 0; turn < 3; turn += 1) typed = edited(typed, 'cut-in', 'locks');
		expect(typed.interrupts.map(({ when }) => when)).toEqual(['new-lock', 'seal-alarm', 'proposed-locks']);
		expect(edited(typed, 'drop:1', '').interrupts.map(({ key }) => key)).toEqual([0, 2]);
	});

	it('sends what is no number as such, so that it is told and not guessed', () => {
		const typed = playlistTyped(shippedPlaylists[0]!);
		const odd = { ...typed, steps: [{ ...typed.steps[0]!, seconds: '一分钟' }] };
		expect(playlistSchema.safeParse(playlistOfTyped(odd, 'standard')).success).toBe(false);
	});

	it('tells faults at the rows that they are about', () => {
		const { steps, interrupts, others } = faultsByRow(['第 2 步：甲', '第 2 步：乙', '第 1 项插播：丙', '名称应为 1 至 20 字']);
		expect([...steps]).toEqual([[1, ['甲', '乙']]]);
		expect([...interrupts]).toEqual([[0, ['丙']]]);
		expect(others).toEqual(['名称应为 1 至 20 字']);
	});
});
