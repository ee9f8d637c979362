import type { Scene } from '../contract/scenes.ts';
import type { ScaleMode } from '../contract/screens.ts';
import { arrange } from '../scenes/reflow.ts';
import { joinScenes } from '../scenes/scene.ts';
import { paneShape, surfaceOf, type SurfaceSize } from '../scenes/surface.ts';

/** Screens that a preview can stand for: their true pixels. */
export const previewSurfaces = [
	{ id: '1080', name: '1920×1080', hint: '一般大屏', width: 1920, height: 1080 },
	{ id: '4k', name: '3840×2160', hint: '4K 大屏', width: 3840, height: 2160 },
	{ id: 'led', name: '6656×1792', hint: 'LED 拼接屏', width: 6656, height: 1792 },
	{ id: 'portrait', name: '1080×1920', hint: '竖屏', width: 1080, height: 1920 },
] as const;

/** The id of one of them. */
export type PreviewSurface = (typeof previewSurfaces)[number]['id'];

/** Height in px of the text of a list row on a wall of 1080 lines. */
const rowText = 27;

/** What such a screen makes of scenes, the one on show first, in words: how many stand together, and how large a list's text is. */
export function surfaceWords(size: SurfaceSize, scale: ScaleMode, scenes: readonly Scene[]): string {
	const surface = surfaceOf(size, scale, scenes.length);
	const { panes, direction, unit, width, height } = surface;
	const joined = joinScenes(scenes.slice(0, panes));
	const { zoom } = arrange(joined.scenes, paneShape(surface), joined.rows, scale === 'none');
	const together = panes > 1 ? `${direction === 'across' ? '并排' : '上下'}同时显示 ${panes} 个画面` : '一次显示 1 个画面';
	const text = Math.round(unit * zoom * rowText);
	const used = Math.round((width * height * 100) / (size.width * size.height));
	return `${together}，清单文字高约 ${text} 像素${used < 99 ? `，画面占屏幕 ${Math.min(used, 99)}%，其余留空` : '，铺满屏幕'}`;
}

/** Scenes that stand beside this one where a screen has room: others that the court has, as a playlist would turn to them. */
export const besideOf = (scene: Scene, others: readonly Scene[], panes: number): readonly Scene[] =>
	others.filter(({ id }) => id !== scene.id).slice(0, Math.max(0, panes - 1));
