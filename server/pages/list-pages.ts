import type { BulletinForm, ListPages } from '../../src/lib/contract/lists.ts';
import type { Account, PageResult } from '../../src/lib/contract/pages.ts';
import { may, type Principal } from '../core/access/may.ts';
import { bulletinLines, personLabel } from '../core/report/bulletin.ts';
import { sectionTitles } from '../core/report/daily.ts';
import { addDays } from '../core/time/civil.ts';
import type { CourtDate } from '../core/time/types.ts';
import type { FlowContext } from '../flows/context.ts';
import { issueBulletin, longestReplyDays } from '../flows/issue-bulletin.ts';
import { dailyNow } from '../flows/publish-daily.ts';
import { dropView, keepView } from '../flows/saved-views.ts';
import { actorOf } from '../http/caller.ts';
import { readAccount } from '../store/accounts.ts';
import { readSavedViews } from '../store/saved-views.ts';
import { courtName, grantedCourts, sourceOf } from '../views/view-context.ts';
import { worklistTable } from '../views/worklist-table.ts';
import { principalOf } from './account-view.ts';
import { download } from './download.ts';

const noAccount = { ok: false, status: 401, message: '登录已失效，请重新登录。' } as const;
const signInNeeded = { ok: false, code: 'sign-in-needed', message: noAccount.message } as const;
const mostShown = 200;

/** Kept views, downloads and bulletins as the pages call them. */
export function createListPages(context: FlowContext): ListPages {
	const views = sourceOf(context);
	const principal = async (account: Account): Promise<Principal | undefined> => {
		const row = await readAccount(context.store.read, account.id);
		return row && !row.disabledAt ? principalOf(row) : undefined;
	};
	const issuingCourts = (who: Principal): readonly string[] =>
		grantedCourts(who, context.directory()).filter((court) => may(who, 'bulletin.issue', { court }, context.directory()));

	async function form(
		who: Principal,
		account: Account,
		choice: Parameters<ListPages['bulletinForm']>[1],
	): Promise<PageResult<BulletinForm>> {
		const courts = issuingCourts(who);
		const court = choice.court ?? (courts.includes(account.court) ? account.court : courts[0]);
		if (court === undefined || !courts.includes(court))
			return { ok: false, status: 403, message: '逾期节点通报由审管办、执行局长或指挥中心值班员签发。' };
		const now = await dailyNow(context, court);
		const all = now?.sections.find((section) => section.title === sectionTitles.overdue)?.lines ?? [];
		const lines = now ? bulletinLines(now, choice) : [];
		const today = (now?.day ?? '') as CourtDate;
		const named = (values: readonly (string | undefined)[]): readonly string[] =>
			[...new Set(values.filter((value) => value !== undefined))].sort((a, b) => a.localeCompare(b, 'zh-CN'));
		return {
			ok: true,
			view: {
				court,
				courts: courts.map((code) => ({ code, name: courtName(views, code) })),
				...(choice.nodeName ? { nodeName: choice.nodeName } : {}),
				...(choice.handlerName ? { handlerName: choice.handlerName } : {}),
				nodeNames: named(all.map((line) => line.nodeName)),
				handlerNames: named(all.map(personLabel)),
				nodes: lines.length,
				cases: new Set(lines.map((line) => line.caseNumber)).size,
				persons: new Set(lines.flatMap((line) => personLabel(line) ?? [])).size,
				lines: lines.slice(0, mostShown),
				firstDay: today,
				lastDay: addDays(today, longestReplyDays),
			},
		};
	}

	return {
		tools: async (account) => {
			const who = await principal(account);
			const saved = await readSavedViews(context.store.read, account.id);
			return { saved, mayIssue: who !== undefined && issuingCourts(who).length > 0 };
		},
		saveView: async (account, view) => ((await principal(account)) ? keepView(context, account.id, view) : signInNeeded),
		removeView: async (account, id) => ((await principal(account)) ? dropView(context, account.id, id) : signInNeeded),
		exportWorklist: async (account, address, filter, format) => {
			const who = await principal(account);
			return who ? download(context, { who, account, address, filter }, await worklistTable(views, who, filter), format) : noAccount;
		},
		bulletinForm: async (account, choice) => {
			const who = await principal(account);
			return who ? form(who, account, choice) : noAccount;
		},
		issueBulletin: async (account, address, { replyBy, ...input }) => {
			const who = await principal(account);
			return who ? issueBulletin(context, who, actorOf(who, address), { ...input, replyBy: replyBy as CourtDate }) : signInNeeded;
		},
	};
}
