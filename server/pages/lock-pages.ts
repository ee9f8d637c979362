import type { LockPages } from '../../src/lib/contract/lock-register.ts';
import type { Account } from '../../src/lib/contract/pages.ts';
import type { Principal } from '../core/access/may.ts';
import type { FlowContext } from '../flows/context.ts';
import { lockByHand } from '../flows/hand-locks.ts';
import { actorOf } from '../http/caller.ts';
import { readAccount } from '../store/accounts.ts';
import type { DeskViews } from '../views/desk.ts';
import { handLockView, lockRegisterView } from '../views/lock-register.ts';
import { lockTable } from '../views/lock-table.ts';
import { sourceOf } from '../views/view-context.ts';
import { principalOf } from './account-view.ts';
import { download } from './download.ts';

const noAccount = { ok: false, status: 401, message: '登录已失效，请重新登录。' } as const;
const unseen = { ok: false, status: 404, message: '没有这个案件，或您无权查看。' } as const;

/** The register of locks and the lock by hand as the pages call them. */
export function createLockPages(context: FlowContext, views: DeskViews): LockPages {
	const source = sourceOf(context);
	const principal = async (account: Account): Promise<Principal | undefined> => {
		const row = await readAccount(context.store.read, account.id);
		return row && !row.disabledAt ? principalOf(row) : undefined;
	};
	return {
		register: async (account, filter) => {
			const who = await principal(account);
			return who ? { ok: true, view: await lockRegisterView(source, who, filter) } : noAccount;
		},
		exportRegister: async (account, address, filter, format) => {
			const who = await principal(account);
			return who ? download(context, { who, account, address, filter }, await lockTable(source, who, filter), format) : noAccount;
		},
		handForm: async (account, caseId) => {
			const who = await principal(account);
			if (!who) return noAccount;
			const stored = await views.caseById(who, caseId);
			const view = stored && handLockView(source, who, stored);
			return view ? { ok: true, view } : unseen;
		},
		lockByHand: async (account, address, caseId, input) => {
			const who = await principal(account);
			if (!who) return { ok: false, code: 'sign-in-needed', message: noAccount.message };
			const stored = await views.caseById(who, caseId);
			if (!stored) return { ok: false, code: 'not-found', message: unseen.message };
			return lockByHand(context, who, actorOf(who, address), stored.state.key, input);
		},
	};
}
