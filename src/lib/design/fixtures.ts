// Invented from end to end: the gallery draws the scene editor from it.
import type { DesignVersion, SceneDesignView } from '../contract/design-pages.ts';
import { sceneOf } from '../contract/shipped-scenes.ts';
import type { ScenePlace } from '../contract/scenes.ts';
import { galleryFrames } from '../scenes/gallery-frames.ts';
import type { SceneForm } from './send.ts';

const court = {
	code: 'gallery',
	name: '示范市中级人民法院（虚构数据）',
	shortName: '示范中院',
	level: 'intermediate',
	hasSubordinates: true,
} as const;
const basic = { ...court, name: '示范市甲区人民法院（虚构数据）', shortName: '甲区法院', level: 'basic', hasSubordinates: false } as const;

const version = (number: number, savedByName: string, savedAt: string, note: string, retired = false): DesignVersion<'scene'> => ({
	version: number,
	savedByName,
	savedAt,
	note,
	retired,
	data: sceneOf(number % 2 === 0 ? 'overview' : 'supervise', court)!,
});
const versions = [
	version(4, '周柏衡', '2026-10-14T01:20:00.000Z', '锁死清单加高两行，趋势移到右下'),
	version(3, '林知远', '2026-10-12T08:05:00.000Z', '按周例会意见，案款放到左下'),
	version(2, '周柏衡', '2026-09-28T02:40:00.000Z', '', true),
	version(1, '周柏衡', '2026-09-20T09:12:00.000Z', '自系统内置画面调整'),
];

const broken = (places: readonly ScenePlace[]): ScenePlace[] =>
	places.map((place) => (place.tile === 'requests' ? { ...place, x: 30, w: 11 } : place.tile === 'funds' ? { ...place, h: 6 } : place));

/** The view of the editor in a variant: `own`, `shipped`, `basic`, `faulty`, `blind` (a person who sees no cases), `empty`. */
export function sceneDesign(variant: string): SceneDesignView {
	const of = variant === 'basic' ? basic : court;
	const scene = sceneOf(variant === 'basic' ? 'courts' : 'overview', of)!;
	const own = variant !== 'shipped' && variant !== 'basic';
	const data = variant === 'faulty' ? { ...scene, places: broken(scene.places) } : scene;
	return {
		court: of,
		row: {
			kind: 'scene',
			id: scene.id,
			origin: own ? 'own' : 'shipped',
			version: own ? 4 : 0,
			overrides: own,
			data,
			...(own ? { savedByName: '周柏衡', savedAt: '2026-10-14T01:20:00.000Z', courtName: of.name } : {}),
		},
		versions: own ? versions : [],
		usedBy: own
			? [
					{ id: 's1', name: '指挥中心主屏', courtName: of.name },
					{ id: 's2', name: '三楼值班室', courtName: of.name },
					{ id: 's3', name: '东川县法院执行局', courtName: '东川县人民法院' },
				]
			: [],
		clock: { now: '2026-10-14T06:32:08.000Z', speed: 1, businessDay: '2026-10-14', zone: 'Asia/Shanghai' },
		frames: variant === 'blind' ? [] : galleryFrames('busy'),
	};
}

/** A refusal: `conflict`, or `refused` with faults. */
export function sceneRefusal(variant: string): SceneForm | undefined {
	const conflict = { version: 4, savedByName: '周柏衡', savedAt: '2026-10-14T01:20:00.000Z' };
	if (variant === 'conflict') return { message: '此画面已被他人保存，您的改动没有保存。', conflict, base: 3 };
	if (variant === 'refused')
		return { message: '没有保存，请更正后再保存。', faults: ['第 2 行「需要处置」：「宽」应为 1 至 48 的整数，填的是「七」'] };
	return undefined;
}
