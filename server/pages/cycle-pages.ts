import type { CyclePages } from '../../src/lib/contract/cycles.ts';
import type { FlowContext } from '../flows/context.ts';
import { readCyclesPage } from '../http/read-cycles.ts';
import { readAccount } from '../store/accounts.ts';
import { reconciliationView } from '../views/reconciliation-view.ts';
import { grantedCourts, sourceOf } from '../views/view-context.ts';
import { principalOf } from './account-view.ts';

const noAccount = { ok: false, status: 401, message: '登录已失效，请重新登录。' } as const;

/** The page of stages as its route calls it. */
export function createCyclePages(context: FlowContext): CyclePages {
	return {
		cycles: async (account, asked) => {
			const row = await readAccount(context.store.read, account.id);
			return row && !row.disabledAt ? readCyclesPage(context, principalOf(row), account.court, asked) : noAccount;
		},
		reconciliation: async (account) => {
			const row = await readAccount(context.store.read, account.id);
			if (!row || row.disabledAt) return noAccount;
			const views = sourceOf(context);
			return { ok: true, view: await reconciliationView(views, grantedCourts(principalOf(row), context.directory())) };
		},
	};
}
