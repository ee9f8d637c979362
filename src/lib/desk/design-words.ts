import type { DesignKind, DesignRow } from '../contract/design-pages.ts';
import type { Playlist } from '../contract/scenes.ts';
import { formatMoment } from '../format/day.ts';
import { addressOf } from './office-words.ts';

/** Names of the kinds. */
export const kindNames: Readonly<Record<DesignKind, string>> = { scene: '画面', playlist: '播放列表' };

/** The page of a design at a court. */
export const designHref = (kind: DesignKind, id: string, court: string): string =>
	addressOf(`/desk/${kind === 'scene' ? 'scenes' : 'playlists'}/${encodeURIComponent(id)}`, { court });

/** 「系统内置」「省高院」「本院第 3 版」. */
export function originOf({ origin, courtName, version, overrides }: DesignRow): string {
	if (origin === 'shipped') return '系统内置';
	if (origin === 'superior') return courtName ?? '上级法院';
	return `本院第 ${version} 版${overrides ? '（代替同名的）' : ''}`;
}

/** Who saved what is in force, and when; empty for shipped ones. `now`: court time in ms. */
export function savedWords({ savedByName, savedAt }: Pick<DesignRow, 'savedByName' | 'savedAt'>, now: number, zone: string): string {
	return savedByName === undefined || savedAt === undefined ? '' : `${savedByName}　${formatMoment(savedAt, now, zone)}`;
}

/** Where a design shows, in a line. */
export function usesWords({ kind, uses }: DesignRow): string {
	const screens = uses?.screens ?? [];
	const parts = [
		...(uses && uses.playlists.length > 0 ? [`${uses.playlists.map(({ name }) => `「${name}」`).join('')}`] : []),
		...(screens.length > 0 ? [screens.length > 2 ? `${screens.length} 块屏幕` : screens.map(({ name }) => name).join('、')] : []),
	];
	if (parts.length > 0) return parts.join('　');
	return kind === 'scene' ? '未列入播放列表' : '没有屏幕使用';
}

/** 「90 秒」「2 分」「1 分 30 秒」. */
export function dwellWords(seconds: number): string {
	if (seconds < 60) return `${seconds} 秒`;
	const rest = seconds % 60;
	return `${Math.floor(seconds / 60)} 分${rest > 0 ? ` ${rest} 秒` : ''}`;
}

/** How long one round takes, and how many steps it has. */
export const roundWords = ({ steps }: Pick<Playlist, 'steps'>): string =>
	`${steps.length} 步，一轮 ${dwellWords(steps.reduce((sum, { dwellSeconds }) => sum + dwellSeconds, 0))}`;
