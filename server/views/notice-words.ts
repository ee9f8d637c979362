import type { NoticePhase, SilenceView } from '../../src/lib/contract/notices.ts';
import type { Office } from '../core/notice/types.ts';

/** Chinese names of the offices that receive notices. */
export const officeNames: Readonly<Record<Office, string>> = {
	handler: '承办人',
	supervisor: '执行监管团队',
	'division-chief': '庭长',
	'enforcement-chief': '执行局长',
	'trial-management': '审管办',
	'vice-president': '分管院领导',
	president: '院长',
	'unlock-approver': '解锁审批人',
	'system-admin': '系统管理员',
};

/** An office by its code, as rows of the store have it. */
export const officeName = (code: string): string => officeNames[code as Office] ?? code;

/** Chinese names of where a notice stands. */
export const noticePhaseNames: Readonly<Record<NoticePhase, string>> = {
	open: '待签收',
	signed: '已签收',
	answered: '已回复',
	closed: '已关闭',
};

/** How a silence ended. */
export function silenceEnd(
	silence: { readonly endedOn?: string; readonly endedBy?: string },
	running: boolean,
): Pick<SilenceView, 'endedText'> {
	if (running) return {};
	if (silence.endedOn === undefined) return { endedText: '节点已完成或不再适用' };
	return { endedText: silence.endedBy === undefined ? `${silence.endedOn} 说明期满` : `${silence.endedOn} 提前终止` };
}
