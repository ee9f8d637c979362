import type { ClockView, NodeView } from '../contract/case-page.ts';
import type { CourtLevel, FeedState } from '../contract/topics.ts';
import { dayOf, formatDayShort, formatMoment } from '../format/day.ts';
import type { MarkKind } from '../ui/Mark.svelte';
import { daysBetween } from './days.ts';

const roleNames: Readonly<Record<string, string>> = {
	handler: '承办人',
	assistant: '助理书记员',
	'team-lead': '团队负责人',
	'division-chief': '庭长',
	'enforcement-chief': '执行局长',
	'vice-president': '分管院领导',
	president: '院长',
	'duty-officer': '指挥中心值班员',
	supervisor: '执行监管团队',
	'unlock-approver': '解锁审批人',
	'trial-management': '审管办',
	'affairs-staff': '事务中心',
	'fund-manager': '案款管理员',
	'petition-officer': '信访',
	inspector: '督察室',
	hotline: '热线',
	'system-admin': '系统管理员',
	'security-admin': '安全管理员',
	'audit-admin': '审计管理员',
};

/** Chinese names of a person's roles, each once. */
export function roleWords(roles: readonly string[]): string {
	return [...new Set(roles)].map((role) => roleNames[role] ?? role).join('、');
}

const systemRoles = ['系统管理员', '安全管理员', '审计管理员'];

/** Whether a person sees cases at all: those who only run the system do not. Roles come as codes or as their Chinese names. */
export function readsCases(roles: readonly string[]): boolean {
	return roles.some((role) => !systemRoles.includes(roleNames[role] ?? role));
}

/** Short words for the level of a court. */
export const levelWords = { basic: '本院', intermediate: '中院', higher: '高院' } as const satisfies Record<CourtLevel, string>;

/** The shape that goes with a node's phase. */
export const phaseMarks = {
	pending: undefined,
	warning: 'warned',
	overdue: 'overdue',
	met: 'met',
	'met-late': 'met',
	void: undefined,
} as const satisfies Record<NodeView['phase'], MarkKind | undefined>;

const sourceNames: Readonly<Record<string, string>> = {
	L: '法律、司法解释原文',
	P: '公开网页',
	C: '公开系统代码',
	M: '凭记忆，条文待核',
	X: '建议值',
	S0: '立项材料',
	S1: '立项材料',
	S2: '立项材料',
	S3: '立项材料',
	S4: '立项材料',
};

/** What a source mark of the rulebook means: 「法律、司法解释原文（L）」. */
export function sourceWords(source: string): string {
	const marks = source.split(/[,，、\s]+/).filter((mark) => mark !== '');
	return marks.map((mark) => (sourceNames[mark] ? `${sourceNames[mark]}（${mark}）` : mark)).join('、');
}

/** Up to when the data is complete, and how bad it is when it is not. */
export function feedWords(feed: FeedState, now: number, zone: string): { readonly words: string; readonly tone: 'live' | 'late' | 'dead' } {
	const at = feed.cutOff ?? feed.lastSeenAt;
	const when = at === undefined ? '' : formatMoment(at, now, zone);
	if (feed.state === 'none') return { words: '尚未收到数据', tone: 'late' };
	if (feed.state === 'dead') return { words: `数据中断，截至 ${when}，锁死已暂停`, tone: 'dead' };
	return { words: `数据截至 ${when}`, tone: feed.state };
}

/** The clock that speaks for a node: one that has run out before one that has not, a locking one first, then the binding one. */
export function leadClock(node: Pick<NodeView, 'clocks'>): ClockView | undefined {
	const weight = (clock: ClockView): number => {
		const isOverdue = (clock.overdueDays ?? 0) > 0;
		return (isOverdue && clock.locks ? 8 : 0) + (isOverdue ? 4 : 0) + (clock.locks ? 2 : 0) + (clock.clock === 'limit' ? 1 : 0);
	};
	return [...node.clocks].sort((a, b) => weight(b) - weight(a))[0];
}

/** How long a step still has, in words. */
export interface StepLeft {
	readonly words: string;
	readonly tone: 'ink' | 'warned' | 'overdue' | 'dim';
	/** 「10月16日止」. */
	readonly until?: string;
}

/** Working days left for a step, today included; negative is late. The end may be written as the midnight after its last day. */
export function stepLeft(row: { readonly workingDaysLeft?: number; readonly stepDueAt?: string }, now: number, zone: string): StepLeft {
	const { workingDaysLeft: left, stepDueAt } = row;
	if (left === undefined) return { words: '—', tone: 'dim' };
	const today = dayOf(now, zone);
	const last = stepDueAt === undefined ? undefined : dayOf(Date.parse(stepDueAt) - 1, zone);
	const until = last === undefined ? {} : { until: `${formatDayShort(last, today.slice(0, 4))}止` };
	if (left < 0) return { words: `逾期 ${-left} 个工作日`, tone: 'overdue', ...until };
	if (last === today) return { words: '今日截止', tone: 'warned', ...until };
	if (last !== undefined && daysBetween(today, last) === 1) return { words: '明日截止', tone: left <= 1 ? 'warned' : 'ink', ...until };
	return { words: `剩 ${left} 个工作日`, tone: left <= 1 ? 'warned' : 'ink', ...until };
}
