import type { DailyPageView } from '../../src/lib/contract/daily-page.ts';
import type { DeedResult, DeskPages } from '../../src/lib/contract/desk.ts';
import type { Account, PageResult } from '../../src/lib/contract/pages.ts';
import type { ClockTick } from '../../src/lib/contract/topics.ts';
import { may, type Principal } from '../core/access/may.ts';
import type { CourtDate } from '../core/time/types.ts';
import type { Actor, FlowContext } from '../flows/context.ts';
import type { KindOfFile } from '../flows/documents.ts';
import { dailyNow } from '../flows/publish-daily.ts';
import { confirmLock, decideRequest, requestUnlock, reviewLock, withdrawRequest, type DeedOutcome } from '../flows/unlock.ts';
import { actorOf } from '../http/caller.ts';
import { readAccount } from '../store/accounts.ts';
import type { Store } from '../store/open.ts';
import type { DeskViews } from '../views/desk.ts';
import { principalOf } from './account-view.ts';
import { createNoticePages } from './notice-pages.ts';
import { createPeriodPages } from './period-pages.ts';
import { createUnlockPages, decisionOf } from './unlock-pages.ts';

type Refused = Extract<DeedResult, { readonly ok: false }>;

const noAccount = { ok: false, status: 401, message: '登录已失效，请重新登录。' } as const;

/** The desk as its pages call it: who asks is read anew each time, so that a role taken away works at once. */
export function createDeskPages(parts: {
	readonly context: FlowContext;
	readonly views: DeskViews;
	readonly store: Store;
	readonly kindOfFile: KindOfFile;
	onError(error: unknown): void;
	clock(): ClockTick;
}): DeskPages {
	const { context, views, store, kindOfFile } = parts;

	const principal = async (account: Account): Promise<Principal | undefined> => {
		const row = await readAccount(store.read, account.id);
		return row && !row.disabledAt ? principalOf(row) : undefined;
	};
	const asks = async (account: Account, address: string): Promise<{ readonly who: Principal; readonly actor: Actor } | undefined> => {
		const who = await principal(account);
		return who && { who, actor: actorOf(who, address) };
	};
	const read = async <T>(
		account: Account,
		view: (who: Principal, actor: Actor) => Promise<PageResult<T>>,
		address = '-',
	): Promise<PageResult<T>> => {
		const who = await principal(account);
		return who ? view(who, actorOf(who, address)) : noAccount;
	};
	const deed = async <T extends DeedOutcome = DeedOutcome>(
		account: Account,
		address: string,
		work: (who: Principal, actor: Actor) => Promise<T>,
	): Promise<T | Refused> => {
		const who = await principal(account);
		return who ? work(who, actorOf(who, address)) : { ok: false, code: 'sign-in-needed', message: noAccount.message };
	};
	const mayReadDaily = (who: Principal, court: string): boolean => may(who, 'publication.read', { court }, context.directory());

	return {
		...createPeriodPages({ context, views, read, deed }),
		...createNoticePages({ context, views, read, deed }),
		...createUnlockPages({ context, views, kindOfFile, read, deed, who: asks, onError: parts.onError }),
		clock: parts.clock,
		header: async (account) => {
			const who = await principal(account);
			return who ? views.header(who, account.court) : { overdue: 0, waiting: 0, feed: { state: 'none' } };
		},
		worklist: (account, filter) => read(account, (who) => views.worklist(who, filter)),
		casePage: (account, id) => read(account, (who) => views.casePage(who, id)),
		requestForm: (account, lockId) => read(account, (who) => views.requestForm(who, lockId)),
		inbox: (account, box, filter) => read(account, (who) => views.inbox(who, box, filter)),
		decisionPage: (account, requestId) => read(account, (who) => views.decisionPage(who, requestId)),
		dailyNow: (account, court) =>
			read(account, async (who): Promise<PageResult<DailyPageView>> => {
				const draft = mayReadDaily(who, court) ? await dailyNow(context, court) : undefined;
				return draft ? { ok: true, view: draft } : { ok: false, status: 404, message: '没有这个法院，或您无权查看。' };
			}),
		requestUnlock: (account, address, lockId, input) =>
			deed(account, address, (who, actor) =>
				requestUnlock(context, who, actor, lockId, { ...input, newDueOn: input.newDueOn as Record<string, CourtDate> }),
			),
		decide: (account, address, requestId, input) =>
			deed(account, address, (who, actor) => decideRequest(context, who, actor, requestId, decisionOf(input))),
		withdraw: (account, address, requestId) => deed(account, address, (who, actor) => withdrawRequest(context, who, actor, requestId)),
		confirmLock: (account, address, lockId, { verdict, opinion }) =>
			deed(account, address, (who, actor) => confirmLock(context, who, actor, lockId, verdict, opinion)),
		reviewLock: (account, address, lockId, input) => deed(account, address, (who, actor) => reviewLock(context, who, actor, lockId, input)),
	};
}
