import type { NoticePages } from '../../src/lib/contract/notices.ts';
import type { Account, PageResult } from '../../src/lib/contract/pages.ts';
import type { Principal } from '../core/access/may.ts';
import type { CourtDate } from '../core/time/types.ts';
import type { Actor, FlowContext } from '../flows/context.ts';
import { answerNotice, signNotices } from '../flows/notice-replies.ts';
import { endSilenceEarly, silenceNode } from '../flows/silences.ts';
import { endPost, setPost } from '../flows/supervisors.ts';
import { signWeek } from '../flows/weekly-review.ts';
import type { DeskViews } from '../views/desk.ts';
import { supervisorsView } from '../views/notice-posts.ts';
import { noticeBoxView, silenceViews } from '../views/notice-views.ts';
import { weeklyView } from '../views/notice-week.ts';
import { sourceOf } from '../views/view-context.ts';

type Refused = { readonly ok: false; readonly code: string; readonly message: string };
type Outcome = { readonly ok: true; readonly id: string } | Refused;

const unseen = { ok: false, code: 'not-found', message: '没有这个案件，或您无权办理。' } as const;
const noCourt = { ok: false, status: 403, message: '本页供监管、管理人员使用；承办人请在通知箱办理本人的通知。' } as const;

/** The pages on notices, supervisors and weekly sheets; `read` and `deed` find out who asks, anew each time. */
export function createNoticePages(parts: {
	readonly context: FlowContext;
	readonly views: DeskViews;
	read<T>(account: Account, view: (who: Principal) => Promise<PageResult<T>>): Promise<PageResult<T>>;
	deed<T extends Outcome>(account: Account, address: string, work: (who: Principal, actor: Actor) => Promise<T>): Promise<T | Refused>;
}): NoticePages {
	const { context, views, read, deed } = parts;
	const source = sourceOf(context);
	const shown = async <T>(view: Promise<T>): Promise<PageResult<T>> => ({ ok: true, view: await view });
	const ofCourt = async <T>(view: Promise<T | undefined>): Promise<PageResult<T>> => {
		const found = await view;
		return found === undefined ? noCourt : { ok: true, view: found };
	};
	const day = (text: string): CourtDate => text as CourtDate;

	return {
		notices: (account, filter) => read(account, (who) => shown(noticeBoxView(source, who, filter))),
		silences: (account, court) => read(account, (who) => shown(silenceViews(source, who, court))),
		supervisors: (account, court) => read(account, (who) => ofCourt(supervisorsView(source, who, court))),
		weekly: (account, asked) => read(account, (who) => ofCourt(weeklyView(source, who, asked))),
		signNotices: (account, address, ids) => deed(account, address, (who, actor) => signNotices(context, who, actor, ids)),
		answerNotice: (account, address, id, text) => deed(account, address, (who, actor) => answerNotice(context, who, actor, id, text)),
		silenceNode: (account, address, caseId, { until, ...input }) =>
			deed(account, address, async (who, actor) => {
				const stored = await views.caseById(who, caseId);
				return stored ? silenceNode(context, who, actor, stored.state.key, { ...input, until: day(until) }) : unseen;
			}),
		endSilence: (account, address, silenceId) => deed(account, address, (who, actor) => endSilenceEarly(context, who, actor, silenceId)),
		setPost: (account, address, { from, to, ...input }) =>
			deed(account, address, (who, actor) => setPost(context, who, actor, { ...input, from: day(from), ...(to ? { to: day(to) } : {}) })),
		endPost: (account, address, id, to) => deed(account, address, (who, actor) => endPost(context, who, actor, id, day(to))),
		signWeek: (account, address, { week, ...input }) =>
			deed(account, address, (who, actor) => signWeek(context, who, actor, { ...input, week: day(week) })),
	};
}
