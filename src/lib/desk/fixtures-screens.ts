import type { DeviceListView, DeviceRow, DeviceView, PairingFormView, WaitingDevice } from '../contract/device-pages.ts';
import { screenSettingsSchema } from '../contract/screens.ts';

/** Real time of the gallery: that of its court. */
export const realNow = Date.parse('2026-11-20T06:32:00.000Z');
const ago = (minutes: number): string => new Date(realNow - minutes * 60_000).toISOString();
const ahead = (minutes: number): string => ago(-minutes);

const build = '0.6.0-3f9c21d';
const up = (scene: string, more: Partial<DeviceRow> = {}): Partial<DeviceRow> => ({
	...{ lastSeenAt: ago(0), build, buildIsCurrent: true, width: 3840, height: 2160, pixelRatio: 1, scene },
	...{ dataAgeSeconds: 2, uptimeSeconds: 1_641_600 },
	...more,
});
const row = (id: string, name: string, place: string, state: DeviceRow['state'], more: Partial<DeviceRow> = {}): DeviceRow => ({
	...{
		id,
		name,
		place,
		state,
		court: 'zy',
		courtName: '示范市中级人民法院',
		purpose: 'wall',
		ceiling: 'internal',
		groups: ['指挥中心'],
		faults: [],
	},
	...more,
});
const dc = { court: 'dc', courtName: '东川县人民法院' };
const xl = { court: 'xl', courtName: '西陵县人民法院' };

const rows: readonly DeviceRow[] = [
	row('scr-4k7m2p', '指挥中心副屏', '三楼指挥中心西墙', 'faulty', {
		...up('locks', { dataAgeSeconds: 214, uptimeSeconds: 93_600, buildIsCurrent: false, build: '0.5.2-77ab0e1' }),
		faults: ['屏幕常亮请求被拒绝，请检查系统的电源与休眠设置', '「网络拍卖」显示出错'],
		pictureAt: ago(34),
	}),
	row('scr-9x2c6t', '执行局走廊屏', '二楼执行局走廊', 'pending', { ...dc, groups: [] }),
	row('scr-3h8n5q', '立案大厅竖屏', '一楼诉讼服务大厅南侧', 'offline', {
		...{ ...dc, purpose: 'lobby', ceiling: 'public', groups: ['大厅'], lastSeenAt: ago(3_020), width: 1080, height: 1920, pixelRatio: 1 },
	}),
	row('scr-7d2w9r', '指挥中心主屏', '三楼指挥中心东墙', 'online', {
		...up('overview', { width: 6656, height: 1792 }),
		override: { kind: 'takeover', scene: 'supervise', title: '集中执行行动', by: '莫某某', since: ago(48) },
		message: { text: '15:00 全市法院执行工作调度会，请各院值班人员提前十分钟在线。', urgent: true, until: ahead(28), by: '莫某某' },
		pictureAt: ago(3),
	}),
	row(
		'scr-5b6j4y',
		'院长办公室',
		'十二楼',
		'online',
		up('indicators', { width: 1920, height: 1080, pixelRatio: 1.25, uptimeSeconds: 7_260 }),
	),
	row('scr-8f1v3u', '西陵县人民法院执行指挥中心联合会商室二号大屏', '办公楼四楼执行指挥中心联合会商室北侧墙面', 'online', {
		...{ ...xl, groups: ['指挥中心', '会商室'] },
		...up('nodes', { width: 1920, height: 1080 }),
	}),
	row('scr-2t5k8e', '值班室', '三楼值班室', 'online', {
		...dc,
		...up('x', { width: 1920, height: 1080 }),
		scene: undefined,
	} as Partial<DeviceRow>),
	row('scr-6m9a1z', '旧指挥屏', '老楼二层', 'revoked', { groups: [], lastSeenAt: ago(90_000) }),
];

const choices = {
	courts: [
		{ id: 'zy', name: '示范市中级人民法院' },
		{ id: 'dc', name: '东川县人民法院' },
		{ id: 'xl', name: '西陵县人民法院' },
	],
	playlists: [
		{ id: 'standard', name: '标准轮播' },
		{ id: 'command', name: '指挥值守' },
		{ id: 'leaders', name: '领导调研' },
		{ id: 'open-day', name: '公众开放日' },
	],
	scenes: [
		{ id: 'overview', name: '总览' },
		{ id: 'supervise', name: '锁定与监督' },
		{ id: 'nodes', name: '节点监控' },
		{ id: 'locks', name: '锁定与解锁' },
		{ id: 'indicators', name: '质效指标' },
	],
	groups: ['大厅', '会商室', '指挥中心'],
};

const waiting: readonly WaitingDevice[] = [
	{
		id: 'p1',
		address: '10.12.3.41',
		width: 3840,
		height: 2160,
		userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/86.0.4240.198',
		askedAt: ago(2),
		expiresAt: ahead(8),
	},
	{ id: 'p2', address: '10.12.7.9', width: 1920, height: 1080, askedAt: ago(6), expiresAt: ahead(4) },
];

/** The list: everything at once, nothing registered yet, nothing found. */
export function screensView(variant: string): DeviceListView {
	const shown = variant === 'all' ? rows : [];
	const count = (state: DeviceRow['state']): number => (variant === 'empty' ? 0 : rows.filter((each) => each.state === state).length);
	return {
		rows: shown,
		waiting: variant === 'all' ? waiting : [],
		counts: {
			faulty: count('faulty'),
			pending: count('pending'),
			offline: count('offline'),
			online: count('online'),
			revoked: count('revoked'),
		},
		choices: variant === 'empty' ? { ...choices, groups: [] } : choices,
		filter: variant === 'none' ? { court: 'dc', group: '会商室' } : {},
	};
}

const log: DeviceView['log'] = [
	{ seq: 90, at: ago(3), kind: 'deed', detail: '莫某某取回截图' },
	{
		seq: 89,
		at: ago(28),
		kind: 'deed',
		detail: '莫某某发布紧急附言「15:00 全市法院执行工作调度会，请各院值班人员提前十分钟在线。」，至 15:00',
	},
	{ seq: 88, at: ago(48), kind: 'deed', detail: '莫某某接管画面：锁定与监督（集中执行行动）' },
	{ seq: 87, at: ago(1_440), kind: 'connected', detail: '已连接（10.12.3.40）' },
	{ seq: 86, at: ago(1_441), kind: 'disconnected', detail: '连接断开' },
	{ seq: 85, at: ago(4_000), kind: 'fault', detail: '「网络拍卖」显示出错' },
	...Array.from({ length: 20 }, (_, index) => ({
		seq: 80 - index,
		at: ago(5_000 + index * 700),
		kind: index % 2 === 0 ? ('connected' as const) : ('disconnected' as const),
		detail: index % 2 === 0 ? '已连接（10.12.3.40）' : '连接断开',
	})),
];

const settings = screenSettingsSchema.parse({
	playlist: 'command',
	on: { from: '07:30', to: '19:30', days: 'working' },
	night: { hours: { from: '18:00', to: '08:00', days: 'all' }, level: 0.6 },
});

const rowOfVariant: Readonly<Record<string, string>> = {
	online: 'scr-7d2w9r',
	faulty: 'scr-4k7m2p',
	offline: 'scr-3h8n5q',
	pending: 'scr-9x2c6t',
	revoked: 'scr-6m9a1z',
	long: 'scr-8f1v3u',
};

/** One screen in each of its states. */
export function screenView(variant: string): DeviceView {
	const shown = rows.find(({ id }) => id === rowOfVariant[variant]) ?? rows[3]!;
	return {
		row: shown,
		settings,
		...(variant === 'pending'
			? {}
			: { userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/86.0.4240.198 Safari/537.36' }),
		createdAt: ago(60 * 24 * 40),
		...(variant === 'revoked' ? { revokedAt: ago(60 * 24 * 9) } : {}),
		choices,
		redirectCourts: choices.courts,
		log: variant === 'pending' ? [] : log,
	};
}

/** Pairing: before a code, after a wrong one, after the right one. */
export function pairView(variant: string): PairingFormView {
	if (variant === 'code') return { choices, records: [] };
	if (variant === 'wrong') return { fault: '没有设备显示这个配对码，或者它已经过期。请核对屏幕上现在的配对码。', choices, records: [] };
	return { device: { ...waiting[0]!, code: 'K7MP29TX' }, choices, records: variant === 'first' ? [] : rows };
}
