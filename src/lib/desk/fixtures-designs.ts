// Invented from end to end: the gallery draws the pages on scenes and playlists from it.
import type { DesignListView, DesignRow, DesignVersion, PlaylistDesignView } from '../contract/design-pages.ts';
import type { Playlist, Scene } from '../contract/scenes.ts';
import { shippedPlaylists, shippedScenes } from '../contract/shipped-scenes.ts';
import { playlistTyped, type PlaylistTyped } from './playlist-form.ts';

const court = { code: 'zy', name: '示范市中级人民法院', shortName: '示范中院', level: 'intermediate', hasSubordinates: true } as const;
const courts = [
	{ id: 'zy', name: court.name },
	{ id: 'dc', name: '东川县人民法院' },
	{ id: 'xl', name: '西陵县人民法院' },
];
const wall = { id: 'scr-7d2w9r', name: '指挥中心主屏', courtName: court.name };
const aside = { id: 'scr-4k7m2p', name: '指挥中心副屏', courtName: court.name };
const below = { id: 'scr-8f1v3u', name: '西陵县人民法院执行指挥中心联合会商室二号大屏', courtName: '西陵县人民法院' };

const shipped = <T extends Scene | Playlist>(data: T): Pick<DesignRow, 'id' | 'origin' | 'version' | 'overrides'> & { data: T } => ({
	...{ id: data.id, origin: 'shipped', version: 0, overrides: false },
	data,
});
const own = { origin: 'own', courtName: court.name, savedByName: '周柏衡', savedAt: '2026-11-18T02:20:00.000Z' } as const;

const meeting: Scene = {
	id: 'scene-1',
	title: '集中执行行动专题',
	places: [
		{ tile: 'actions', x: 0, y: 0, w: 30, h: 13 },
		{ tile: 'requests', x: 30, y: 0, w: 18, h: 13 },
		{ tile: 'locks', x: 0, y: 13, w: 30, h: 41 },
		{ tile: 'court-map', x: 30, y: 13, w: 18, h: 22 },
		{ tile: 'fund-overdue', x: 30, y: 35, w: 18, h: 19 },
	],
};
const playlistsOf = (id: string) => shippedPlaylists.filter(({ steps }) => steps.some(({ scene }) => scene === id));

const scenes: readonly DesignRow<'scene'>[] = [
	{
		...{ kind: 'scene', id: meeting.id, data: meeting, version: 3, overrides: false, note: '会商要求加入逾期案款', ...own },
		uses: { screens: [wall, aside, below], playlists: [{ id: 'playlist-1', name: '集中执行' }] },
	},
	{
		...{ kind: 'scene', id: 'overview', data: { ...shippedScenes[0]!, title: '总览' }, version: 1, overrides: true, ...own },
		uses: { screens: [wall], playlists: [{ id: 'standard', name: '标准轮播' }] },
	},
	{
		...{ kind: 'scene', id: 'province', data: { ...shippedScenes[5]!, id: 'province', title: '全省案款通报' }, version: 0 },
		...{
			origin: 'superior',
			courtName: '示范省高级人民法院',
			savedByName: '林知远',
			savedAt: '2026-10-08T06:00:00.000Z',
			overrides: false,
		},
		uses: { screens: [], playlists: [] },
	},
	...shippedScenes.slice(1).map((data): DesignRow<'scene'> => ({
		kind: 'scene',
		...shipped(data),
		uses: { screens: [], playlists: playlistsOf(data.id).map(({ id, title }) => ({ id, name: title })) },
	})),
];

const action: Playlist = {
	id: 'playlist-1',
	title: '集中执行',
	steps: [
		{ scene: 'scene-1', dwellSeconds: 120 },
		{ scene: 'overview', dwellSeconds: 60 },
		{ scene: 'funds', dwellSeconds: 45, hours: { from: '08:30', to: '12:00', days: 'working' } },
		{ scene: 'courts', dwellSeconds: 30 },
	],
	interrupts: [
		{ when: 'new-lock', scene: 'locks', seconds: 45 },
		{ when: 'seal-alarm', scene: 'sealed', seconds: 30 },
	],
};
const playlists: readonly DesignRow<'playlist'>[] = [
	{
		...{ kind: 'playlist', id: action.id, data: action, version: 4, overrides: false, note: '上午加播案款', ...own },
		uses: { screens: [wall, aside], playlists: [] },
	},
	...shippedPlaylists.map((data, index): DesignRow<'playlist'> => ({
		kind: 'playlist',
		...shipped(data),
		uses: { screens: index === 0 ? [below] : [], playlists: [] },
	})),
];

/** The list: `all`, or `shipped` before anything was saved. */
export function designsView(variant: string): DesignListView {
	const isOwn = ({ origin }: DesignRow): boolean => variant !== 'shipped' || origin === 'shipped';
	const data = { ...meeting, id: 'scene-2', title: '迎检专题' };
	return {
		...{ court, courts, scenes: scenes.filter(isOwn), playlists: playlists.filter(isOwn) },
		retired: variant === 'shipped' ? [] : [{ kind: 'scene', id: 'scene-2', data, version: 2, overrides: false, ...own }],
		proposed: { scene: 'scene-3', playlist: 'playlist-2' },
	};
}

const version = (number: number, savedByName: string, savedAt: string, note: string, retired = false): DesignVersion<'playlist'> => ({
	...{ version: number, savedByName, savedAt, note, retired, data: action },
});

/** One playlist: `own`, `shipped`, `public` (visitors see it), `many` (as long as it may be). */
export function playlistView(variant: string): PlaylistDesignView {
	const row = variant === 'shipped' ? playlists[1]! : playlists[0]!;
	const many = { ...action, steps: Array.from({ length: 30 }, (_, index) => action.steps[index % action.steps.length]!) };
	return {
		court,
		row: variant === 'many' ? { ...row, data: many } : row,
		versions:
			variant === 'shipped'
				? []
				: [
						version(4, '周柏衡', '2026-11-18T02:20:00.000Z', '上午加播案款'),
						version(3, '林知远', '2026-11-12T08:05:00.000Z', ''),
						version(2, '周柏衡', '2026-10-28T02:40:00.000Z', '', true),
						version(1, '周柏衡', '2026-10-20T09:12:00.000Z', '集中执行行动启动'),
					],
		usedBy: variant === 'shipped' ? [] : [wall, aside, below],
		scenes: scenes.map(({ data }) => data),
		publicScreens: variant === 'public',
	};
}

/** A save that was refused: of each kind of fault one. */
export const refusedPlaylist: { readonly typed: PlaylistTyped; readonly base: number; readonly faults: readonly string[] } = {
	typed: {
		...playlistTyped(action),
		title: '集中执行（十一月）',
		note: '缩短停留',
		steps: playlistTyped(action).steps.map((step, index) =>
			index === 1 ? { ...step, seconds: '3' } : index === 3 ? { ...step, scene: 'gone' } : step,
		),
	},
	base: 4,
	faults: ['第 2 步：停留时间应为 5 至 3600 秒的整数', '第 4 步：没有画面「gone」，或不供本院使用', '「新增锁死」只能设一项插播'],
};
