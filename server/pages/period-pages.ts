import type { PeriodPages } from '../../src/lib/contract/periods.ts';
import type { Account, PageResult } from '../../src/lib/contract/pages.ts';
import type { Principal } from '../core/access/may.ts';
import type { CourtDate } from '../core/time/types.ts';
import type { Actor, FlowContext } from '../flows/context.ts';
import { decidePeriod, endExclusion, requestPeriod, withdrawPeriod, type PeriodOutcome } from '../flows/period.ts';
import type { DeskViews } from '../views/desk.ts';
import { PeriodViews } from '../views/period-views.ts';
import { sourceOf } from '../views/view-context.ts';

const unseen = { ok: false, code: 'not-found', message: '没有这个案件，或您无权办理。' } as const;

/** The pages on period changes; `read` and `deed` find out who asks, anew each time. */
export function createPeriodPages(parts: {
	readonly context: FlowContext;
	readonly views: DeskViews;
	read<T>(account: Account, view: (who: Principal) => Promise<PageResult<T>>): Promise<PageResult<T>>;
	deed<T extends PeriodOutcome>(
		account: Account,
		address: string,
		work: (who: Principal, actor: Actor) => Promise<T>,
	): Promise<T | { readonly ok: false; readonly code: string; readonly message: string }>;
}): PeriodPages {
	const { context, views, read, deed } = parts;
	const periods = new PeriodViews(sourceOf(context), views);
	const shown = async <T>(view: Promise<T>): Promise<PageResult<T>> => ({ ok: true, view: await view });
	/** The key of a case that the person may read; deeds on others answer as if there were none. */
	const keyOf = async (who: Principal, caseId: number): Promise<string | undefined> => (await views.caseById(who, caseId))?.state.key;

	return {
		periodInbox: (account, box) => read(account, (who) => periods.inbox(who, box)),
		periodForm: (account, caseId) => read(account, (who) => periods.form(who, caseId)),
		periodRequest: (account, requestId) => read(account, (who) => periods.request(who, requestId)),
		supervised: (account, filter) => read(account, (who) => shown(periods.supervised(who, filter))),
		hiddenOverdue: (account, filter) => read(account, (who) => shown(periods.hiddenOverdue(who, filter))),
		deductions: (account, court) => read(account, (who) => shown(periods.deductions(who, court))),
		requestPeriod: (account, address, caseId, { from, to, ...input }) =>
			deed(account, address, async (who, actor) => {
				const key = await keyOf(who, caseId);
				if (key === undefined) return unseen;
				const days = { ...(from ? { from: from as CourtDate } : {}), ...(to ? { to: to as CourtDate } : {}) };
				return requestPeriod(context, who, actor, key, { ...input, ...days });
			}),
		decidePeriod: (account, address, requestId, input) =>
			deed(account, address, (who, actor) => decidePeriod(context, who, actor, requestId, input)),
		withdrawPeriod: (account, address, requestId) => deed(account, address, (who, actor) => withdrawPeriod(context, who, actor, requestId)),
		endExclusion: (account, address, caseId, exclusionId, { to, documentNo }) =>
			deed(account, address, async (who, actor) => {
				const key = await keyOf(who, caseId);
				if (key === undefined) return unseen;
				return endExclusion(context, who, actor, key, exclusionId, { to: to as CourtDate, documentNo });
			}),
	};
}
