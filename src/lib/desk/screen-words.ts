import type { DeviceRow, DeviceState, DeviceTold } from '../contract/device-pages.ts';
import type { ScreenOverride } from '../contract/screens.ts';
import { formatTime } from '../format/day.ts';
import { formatAge } from '../format/duration.ts';
import type { MarkKind } from '../ui/Mark.svelte';

/** Shape and tone of a screen's state; the word stands in `deviceStateNames`. */
export const deviceMarks: Readonly<Record<DeviceState, { readonly mark: MarkKind; readonly tone: string }>> = {
	faulty: { mark: 'overdue', tone: 'tone-overdue' },
	pending: { mark: 'warned', tone: 'tone-warned' },
	offline: { mark: 'seal', tone: 'tone-ink' },
	online: { mark: 'dot', tone: 'tone-met' },
	revoked: { mark: 'lock', tone: 'tone-dim' },
};

/** The states in the order of their urgency. */
export const deviceStates: readonly DeviceState[] = ['faulty', 'pending', 'offline', 'online', 'revoked'];

/** What a screen hangs for. */
export const purposeNames = { wall: '指挥大屏', lobby: '大厅屏' } as const;
/** What it may show at most. */
export const ceilingNames = { internal: '内部', public: '公开' } as const;

/** 「42 秒」「12 分钟」「3 小时」「2 天」. */
export function spanWords(seconds: number): string {
	return seconds < 60 ? `${Math.max(0, Math.floor(seconds))} 秒` : formatAge(seconds * 1_000);
}

/** Age of what a screen shows, and whether anybody should look after it. */
export function dataAgeWords(seconds: number | undefined): { readonly words: string; readonly tone: string } {
	if (seconds === undefined) return { words: '—', tone: 'tone-dim' };
	if (seconds < 60) return { words: '实时', tone: 'tone-met' };
	return { words: `${spanWords(seconds)}前`, tone: seconds < 600 ? 'tone-warned' : 'tone-overdue' };
}

/** 「3 分钟前」 of an instant of real time; a dash where there is none. */
export function agoWords(instant: string | undefined, realNow: number): string {
	if (instant === undefined) return '—';
	const seconds = (realNow - Date.parse(instant)) / 1_000;
	return seconds < 10 ? '刚刚' : `${spanWords(seconds)}前`;
}

/** What stands for what a screen that is up has not said: only its address is open, and such a page says nothing of itself. */
export const unsaid = '未报告';
/** Whether a screen has ever said how it is. */
export const hasSaid = ({ build }: Pick<DeviceRow, 'build'>): boolean => build !== undefined;

/** 「3840×2160，像素比 2」. */
export function sizeWords({ width, height, pixelRatio }: Pick<DeviceRow, 'width' | 'height' | 'pixelRatio'>): string {
	if (!width || !height) return '—';
	const ratio = pixelRatio !== undefined && pixelRatio !== 1 ? `，像素比 ${Math.round(pixelRatio * 100) / 100}` : '';
	return `${width}×${height}${ratio}`;
}

/** 「7f3a91c」, and whether it is the one given out now. */
export function buildWords({ build, buildIsCurrent }: Pick<DeviceRow, 'build' | 'buildIsCurrent'>): string {
	if (build === undefined) return '—';
	const known = buildIsCurrent === undefined ? '' : buildIsCurrent ? '，最新' : '，待更新';
	return `${build.slice(0, 12)}${known}`;
}

const nameOf = (choices: readonly { readonly id: string; readonly name: string }[], id: string): string =>
	choices.find((choice) => choice.id === id)?.name ?? id;

/** The name of what a screen says that it shows. A lobby screen turns pages of its own, which are no scene of a playlist. */
export const sceneWords = (id: string, scenes: OverrideNames['scenes']): string => (id === 'lobby' ? '大厅公示' : nameOf(scenes, id));

/** The names that words about overrides need. */
export interface OverrideNames {
	readonly scenes: readonly { readonly id: string; readonly name: string }[];
	readonly playlists: readonly { readonly id: string; readonly name: string }[];
	readonly courts: readonly { readonly id: string; readonly name: string }[];
}

/** What is shown instead of the playlist, in a few words. */
export function overrideWords(override: ScreenOverride, names: OverrideNames, zone: string): string {
	if (override.kind === 'takeover') return `接管：${override.title || nameOf(names.scenes, override.scene)}`;
	if (override.kind === 'freeze') return `定格于 ${formatTime(override.at, zone)}`;
	const parts = [
		...(override.court === undefined ? [] : [nameOf(names.courts, override.court)]),
		...(override.playlist === undefined ? [] : [playlistWords(override.playlist, names)]),
	];
	return `改显：${parts.join('，')}`;
}

const scenePrefix = 'scene:';

/** The name of a playlist, or of the single scene that stands in its place. */
export function playlistWords(id: string, names: Pick<OverrideNames, 'scenes' | 'playlists'>): string {
	if (!id.startsWith(scenePrefix)) return nameOf(names.playlists, id);
	return `只显示「${nameOf(names.scenes, id.slice(scenePrefix.length))}」`;
}

const listed = (screens: readonly { readonly name: string }[]): string => {
	const most = 6;
	const names = screens.slice(0, most).map(({ name }) => name);
	return `${names.join('、')}${screens.length > most ? `等 ${screens.length} 块屏` : ''}`;
};

/** Deeds that wait for a screen that is away; the others are lost on it. */
const lasting: readonly string[] = ['takeover', 'redirect', 'freeze', 'return', 'message', 'clear-message'];

/** What came of a deed: who was told, who was not, and what becomes of those. */
export function toldWords(kind: string, told: Extract<DeviceTold, { ok: true }>): string {
	const { sent, offline } = told;
	if (sent.length + offline.length === 0) return '所选范围内没有屏幕，未下发。';
	const reached = sent.length > 0 ? `已下发：${listed(sent)}。` : '';
	if (offline.length === 0) return reached;
	return `${reached}未连接或不受控：${listed(offline)}，${lasting.includes(kind) ? '接入后自动生效。' : '本次未送达。'}`;
}

/** A code as it is kept: capitals and digits only, whatever was typed between them, and also from an input method of wide signs. */
export const plainCode = (typed: string): string =>
	typed
		.normalize('NFKC')
		.toUpperCase()
		.replace(/[^A-Z0-9]/g, '')
		.slice(0, 16);

/** A screen's page. */
export const screenHref = (id: string): string => `/desk/screens/${encodeURIComponent(id)}`;
