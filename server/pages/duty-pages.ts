import type { DutyPages } from '../../src/lib/contract/duty.ts';
import type { Account } from '../../src/lib/contract/pages.ts';
import type { Principal } from '../core/access/may.ts';
import type { Actor, FlowContext } from '../flows/context.ts';
import { addNote, addShift, copyWeek, removeShift, settleNote, signIn, type DutyOutcome } from '../flows/duty.ts';
import { actorOf } from '../http/caller.ts';
import { readAccount } from '../store/accounts.ts';
import { dutyView } from '../views/duty-view.ts';
import { sourceOf } from '../views/view-context.ts';
import { principalOf } from './account-view.ts';

const noAccount = { ok: false, status: 401, message: '登录已失效，请重新登录。' } as const;

/** The duty roster as its page calls it; who asks is read anew each time. */
export function createDutyPages(context: FlowContext): DutyPages {
	const principal = async (account: Account): Promise<Principal | undefined> => {
		const row = await readAccount(context.store.read, account.id);
		return row && !row.disabledAt ? principalOf(row) : undefined;
	};
	const deed = async (account: Account, address: string, work: (who: Principal, actor: Actor) => Promise<DutyOutcome>) => {
		const who = await principal(account);
		return who ? work(who, actorOf(who, address)) : ({ ok: false, code: 'sign-in-needed', message: noAccount.message } as const);
	};
	return {
		roster: async (account, court, week) => {
			const who = await principal(account);
			if (!who) return noAccount;
			const view = await dutyView(sourceOf(context), who, { court: court ?? account.court, ...(week ? { week } : {}) });
			return view ? { ok: true, view } : { ok: false, status: 404, message: '没有这个法院，或您无权查看其值班安排。' };
		},
		addShift: (account, address, input) => deed(account, address, (who, actor) => addShift(context, who, actor, input)),
		removeShift: (account, address, id) => deed(account, address, (who, actor) => removeShift(context, who, actor, id)),
		copyWeek: (account, address, court, week) => deed(account, address, (who, actor) => copyWeek(context, who, actor, court, week)),
		signIn: (account, address, id) => deed(account, address, (who, actor) => signIn(context, who, actor, id)),
		addNote: (account, address, court, text) => deed(account, address, (who, actor) => addNote(context, who, actor, court, text)),
		settleNote: (account, address, id) => deed(account, address, (who, actor) => settleNote(context, who, actor, id)),
	};
}
