import type { DeskHeader } from '../contract/desk.ts';

/** A page of the desk as the head line offers it. */
export interface DeskPlace {
	readonly href: string;
	readonly name: string;
	/** Further addresses that belong to it. */
	readonly also?: RegExp;
	/** Only for those who see cases; those who run the system do not. */
	readonly cases?: boolean;
	/** Only for those who hold one of these roles, as codes or by their Chinese names. */
	readonly roles?: readonly string[];
}

/** Pages that belong together: one entry in the head line, one row of pages below it. */
export interface DeskWay {
	readonly name: string;
	readonly places: readonly DeskPlace[];
	/** What waits there, for the person. */
	readonly count?: (header: DeskHeader) => number;
	readonly hint?: string;
}

/** Who may manage screens: the same as `screen.manage` on the server, which decides. */
const screenRoles: readonly string[] = ['system-admin', '系统管理员', 'duty-officer', '指挥中心值班员'];

/** Who may arrange a lobby: the same as `lobby.manage` on the server. */
const lobbyRoles: readonly string[] = ['system-admin', '系统管理员', 'trial-management', '审管办'];

/** Who may look at recorded walls: the same as `playback.view` on the server. */
const playbackRoles: readonly string[] = [
	...['duty-officer', '指挥中心值班员', 'supervisor', '执行监管团队', 'enforcement-chief', '执行局长', 'vice-president', '分管院领导'],
	...['president', '院长', 'unlock-approver', '解锁审批人', 'trial-management', '审管办'],
];

/** Who may design scenes and playlists: the same as `scene.design` on the server. */
const sceneRoles: readonly string[] = [...screenRoles, 'trial-management', '审管办'];

const allWays: readonly DeskWay[] = [
	{
		name: '节点',
		count: (header) => header.overdue,
		hint: '超期节点',
		places: [
			{ href: '/desk', name: '节点清单', also: /^\/desk\/cases\/\d+$/ },
			{ href: '/desk/heat', name: '届满分布', cases: true },
		],
	},
	{
		name: '锁定解锁',
		count: (header) => header.waiting,
		hint: '待我办理',
		places: [
			{ href: '/desk/unlock', name: '解锁审批', also: /^\/desk\/locks\/(?!by-hand).+/ },
			{ href: '/desk/locks', name: '锁死台账', cases: true },
			{ href: '/desk/absence', name: '外出委托' },
		],
	},
	{
		name: '通知',
		count: (header) => header.notices ?? 0,
		hint: '待我签收',
		places: [
			// Administrators have notices as well: where nobody can take a step.
			{ href: '/desk/notices', name: '通知签收' },
			{ href: '/desk/weekly', name: '监管周表', cases: true },
			{ href: '/desk/supervisors', name: '专人监管', cases: true },
		],
	},
	{
		name: '监督',
		places: [
			{ href: '/desk/silent', name: '消极与选择性执行', cases: true },
			{ href: '/desk/long-pending', name: '长期未结', cases: true },
			{ href: '/desk/orders', name: '督办', cases: true },
			{ href: '/desk/sealed', name: '查封房产', cases: true },
			{ href: '/desk/supervision', name: '期限监管', cases: true },
			{ href: '/desk/rectification', name: '整改', cases: true },
		],
	},
	{ name: '期限变更', places: [{ href: '/desk/periods', name: '期限变更', also: /^\/desk\/cases\/\d+\/periods$/ }] },
	{
		name: '统计',
		places: [
			{ href: '/desk/publications', name: '统计' },
			{ href: '/desk/indicators', name: '质效指标', cases: true },
			{ href: '/desk/scorecards', name: '强项短板', cases: true },
			{ href: '/desk/targets', name: '目标', cases: true },
			{ href: '/desk/demands', name: '工作要求规则', cases: true },
			{ href: '/desk/quota', name: '均衡结案', cases: true },
			{ href: '/desk/campaigns', name: '专项行动', cases: true },
			{ href: '/desk/entries', name: '数据填报', cases: true },
			{ href: '/desk/cycles', name: '微观周期', cases: true },
			{ href: '/desk/reconciliation', name: '对账', cases: true },
		],
	},
	{
		name: '屏幕',
		places: [
			{ href: '/desk/duty', name: '值班', cases: true },
			{ href: '/desk/screens', name: '屏幕', roles: screenRoles },
			{ href: '/desk/scenes', name: '画面', also: /^\/desk\/playlists(\/|$)/, roles: sceneRoles },
			{ href: '/desk/lobby', name: '大厅屏', roles: lobbyRoles },
			{ href: '/desk/playback', name: '回放', roles: playbackRoles },
		],
	},
	{
		name: '规则',
		places: [
			{ href: '/desk/rules', name: '规则' },
			{ href: '/desk/calendar', name: '日历' },
		],
	},
];

/** The ways of a person: what only those who see cases, or who hold a certain role, may open is left out for others. */
export function waysOf(seesCases: boolean, roles: readonly string[] = []): readonly DeskWay[] {
	const isOpen = (place: DeskPlace): boolean =>
		(seesCases || !place.cases) && (place.roles === undefined || place.roles.some((role) => roles.includes(role)));
	return allWays.map((way) => ({ ...way, places: way.places.filter(isOpen) })).filter((way) => way.places.length > 0);
}

/** Whether an address is a place or lies below it. The start page is only itself. */
export function isAt({ href, also }: DeskPlace, path: string): boolean {
	if (also?.test(path)) return true;
	if (href === '/desk') return path === href;
	return path === href || path.startsWith(`${href}/`);
}

/** The place that an address belongs to: the one that names it most closely. */
export function placeAt(ways: readonly DeskWay[], path: string): { readonly way: DeskWay; readonly place: DeskPlace } | undefined {
	const found = ways.flatMap((way) => way.places.filter((place) => isAt(place, path)).map((place) => ({ way, place })));
	return found.find(({ place }) => place.also?.test(path)) ?? found.sort((a, b) => b.place.href.length - a.place.href.length)[0];
}
