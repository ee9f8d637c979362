import type { DemandPages, DemandsChecked } from '../../src/lib/contract/demands.ts';
import type { RuleFault } from '../../src/lib/contract/rules-page.ts';
import type { Account } from '../../src/lib/contract/pages.ts';
import type { Principal } from '../core/access/may.ts';
import type { FlowContext } from '../flows/context.ts';
import { demandsInForce, putDemands } from '../flows/demands.ts';
import { actorOf } from '../http/caller.ts';
import { readAccount } from '../store/accounts.ts';
import { demandCourt, demandRow, demandsView } from '../views/demand-views.ts';
import { sourceOf } from '../views/view-context.ts';
import { principalOf } from './account-view.ts';

const noAccount = { ok: false, status: 401, message: '登录已失效，请重新登录。' } as const;
const noCourt = { ok: false, status: 404, message: '没有这个法院，或您无权查看。' } as const;

/** The page of demands as its route calls it; `programText` is the table that comes with the program, as it was written. */
export function createDemandPages(context: FlowContext, programText: string): DemandPages {
	const views = sourceOf(context);
	const principal = async (account: Account): Promise<Principal | undefined> => {
		const row = await readAccount(context.store.read, account.id);
		return row && !row.disabledAt ? principalOf(row) : undefined;
	};
	const fault = (message: string, problems: RuleFault['problems'] = []): RuleFault => ({ ok: false, message, problems });

	return {
		demands: async (account, asked) => {
			const who = await principal(account);
			if (!who) return noAccount;
			const court = demandCourt(views, who, account.court, asked);
			if (court === undefined) return noCourt;
			const { text = programText, ...held } = await demandsInForce(context, court);
			return { ok: true, view: await demandsView(views, who, court, { ...held, text }) };
		},
		check: async (account, text) => {
			if (!(await principal(account))) return noAccount;
			const parsed = context.parseDemands({ name: '-', text });
			const view: DemandsChecked = parsed.ok
				? { ok: true, rules: parsed.rules.map(demandRow) }
				: fault('工作要求的规则有误', parsed.problems);
			return { ok: true, view };
		},
		save: async (account, address, input) => {
			const who = await principal(account);
			if (!who) return { ...fault(noAccount.message), code: 'sign-in-needed' };
			const done = await putDemands(context, who, actorOf(who, address), input);
			return done.ok ? { ok: true } : { ...fault(done.message, done.problems), code: done.code };
		},
	};
}
