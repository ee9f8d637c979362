import type { DecisionPageView } from '../../src/lib/contract/desk.ts';
import type { ActedAs, UnlockRequest } from '../core/lock/types.ts';
import { verdictsOf } from '../core/unlock/decide.ts';
import { officeName } from '../core/unlock/takers.ts';
import { personName, type ViewContext } from './view-context.ts';

/** In what capacity somebody acts, where it is not the office itself: 「受周某某委托」. */
export function capacityOf(context: ViewContext, { as }: { readonly as?: ActedAs }): { readonly capacity?: string } {
	if (!as || as.capacity === 'role') return {};
	if (as.capacity === 'delegate') return { capacity: `受${personName(context, as.for) ?? '原审批人'}委托` };
	return { capacity: `${officeName(as.role)}代为办理` };
}

/** What may be said at the running step; the top court has nobody to report to. */
export function verdictsAt(context: ViewContext, request: UnlockRequest): DecisionPageView['verdicts'] {
	const step = request.route[request.step];
	if (!step) return [];
	const top = context.directory().courts.get(step.court)?.level === 'higher';
	return verdictsOf[step.kind].filter((verdict): verdict is DecisionPageView['verdicts'][number] =>
		verdict === 'escalate' ? !top : verdict !== 'auto-forward',
	);
}
