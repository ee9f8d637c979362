import type { Account, PageResult } from '../../src/lib/contract/pages.ts';
import type { SupervisePages } from '../../src/lib/contract/supervise.ts';
import type { Principal } from '../core/access/may.ts';
import { isCourtDate } from '../core/time/civil.ts';
import type { CourtDate } from '../core/time/types.ts';
import type { StageDeed } from '../core/ladder/deeds.ts';
import type { Ladder } from '../core/ladder/types.ts';
import type { Actor, FlowContext } from '../flows/context.ts';
import { caseKeyOfStage, doStage } from '../flows/ladder.ts';
import { draftOrder, moveOrder } from '../flows/orders.ts';
import { actorOf } from '../http/caller.ts';
import { readAccount } from '../store/accounts.ts';
import type { DeskViews } from '../views/desk.ts';
import { LadderViews } from '../views/ladder-views.ts';
import { OrderViews } from '../views/orders-views.ts';
import { SealedViews } from '../views/sealed-views.ts';
import { SilentViews } from '../views/silent-views.ts';
import { sourceOf } from '../views/view-context.ts';
import { principalOf } from './account-view.ts';

type Done = { readonly ok: true; readonly id: string } | { readonly ok: false; readonly code: string; readonly message: string };

const refuse = (code: string, message: string): Done => ({ ok: false, code, message });
const badDay = refuse('bad-day', '日期应为实有的日期');

const noAccount = { ok: false, status: 401, message: '登录已失效，请重新登录。' } as const;

/** The pages of supervision; who asks is read anew each time, so that a role taken away works at once. */
export function createSupervisePages(context: FlowContext, views: DeskViews, ladders: readonly Ladder[]): SupervisePages {
	const principal = async (account: Account): Promise<Principal | undefined> => {
		const row = await readAccount(context.store.read, account.id);
		return row && !row.disabledAt ? principalOf(row) : undefined;
	};
	const read = async <T>(account: Account, view: (who: Principal) => Promise<PageResult<T>>): Promise<PageResult<T>> => {
		const who = await principal(account);
		return who ? view(who) : noAccount;
	};
	const deed = async (account: Account, address: string, work: (who: Principal, actor: Actor) => Promise<Done>): Promise<Done> => {
		const who = await principal(account);
		return who ? work(who, actorOf(who, address)) : refuse('sign-in-needed', noAccount.message);
	};
	const source = sourceOf(context);
	const ladder = new LadderViews(source, views, ladders);
	const silent = new SilentViews(source);
	const orders = new OrderViews(source, views);
	const sealed = new SealedViews(source);
	const shown = async <T>(view: Promise<T>): Promise<PageResult<T>> => ({ ok: true, view: await view });
	const onStage = (account: Account, address: string, stageId: string, what: StageDeed): Promise<Done> =>
		deed(account, address, async (who, actor) =>
			(await ladder.mayRead(who, caseKeyOfStage(stageId)))
				? doStage(context, who, actor, stageId, what)
				: refuse('not-found', '没有这项长期未结督办，或您无权办理'),
		);

	return {
		longPending: (account, filter) => read(account, (who) => shown(ladder.list(who, filter))),
		longPendingMonthly: (account, filter) => read(account, (who) => ladder.monthly(who, filter)),
		receiveStage: (account, address, stageId) => onStage(account, address, stageId, { kind: 'receive' }),
		planStage: async (account, address, stageId, { plan, nextReviewOn }) =>
			isCourtDate(nextReviewOn) ? onStage(account, address, stageId, { kind: 'plan', plan, nextReviewOn }) : badDay,
		reviewStage: async (account, address, stageId, { result, nextReviewOn, leave }) => {
			if (nextReviewOn !== undefined && !isCourtDate(nextReviewOn)) return badDay;
			const next = nextReviewOn === undefined ? {} : { nextReviewOn: nextReviewOn as CourtDate };
			return onStage(account, address, stageId, { kind: 'review', result, ...next, ...(leave ? { leave } : {}) });
		},
		silent: (account, filter) => read(account, (who) => shown(silent.silent(who, filter))),
		selective: (account, filter) => read(account, (who) => shown(silent.selective(who, filter))),
		sealedAssets: (account, filter) => read(account, (who) => shown(sealed.list(who, filter))),
		orders: (account, filter) => read(account, (who) => shown(orders.box(who, filter))),
		order: (account, id) => read(account, (who) => orders.page(who, id)),
		orderForm: (account, caseId) => read(account, (who) => orders.form(who, caseId)),
		draftOrder: (account, address, { to, ...input }) =>
			deed(account, address, async (who, actor) => {
				if (input.caseId !== undefined && !(await views.caseById(who, input.caseId)))
					return refuse('bad-case', '没有这个案件，或您无权查看');
				const target = input.kind === 'president' ? { toCourt: input.court, toUnit: to } : { toCourt: to };
				return draftOrder(context, who, actor, { ...input, ...target });
			}),
		moveOrder: (account, address, id, word) =>
			deed(account, address, async (who, actor) =>
				(await orders.mayRead(who, id)) ? moveOrder(context, who, actor, id, word) : refuse('not-found', '没有这份督办文书，或您无权办理'),
			),
	};
}
