import type { Refusal } from '../unlock/decide.ts';
import { checkKind, isRepeated, type CheckContext } from './check.ts';
import { groundOf } from './grounds.ts';
import { openPeriodPhases, type PeriodRequest, type PeriodVerdict } from './types.ts';

/** What a person says at a step. */
export interface PeriodWord {
	readonly step: number;
	readonly verdict: PeriodVerdict;
	readonly opinion: string;
}

const refuse = (code: string, message: string): Refusal => ({ ok: false, code, message });

/** Why a person may not take the running step though it is his office's: own request, or a step of this filing taken already. */
export function notTwice(request: PeriodRequest, by: string): Refusal | undefined {
	if (request.by === by) return refuse('same-person', '申请人不得审批本人的申请');
	const taken = request.decisions.slice(request.decidedBefore).some((earlier) => earlier.by === by);
	return taken ? refuse('same-person', '同一人不得办理两个环节，请由其他有权人员办理') : undefined;
}

/** The case may have moved on while the request was on its way: what is granted must still be there to be changed. */
function checkGrant(request: PeriodRequest, context: CheckContext): Refusal | undefined {
	const ground = groundOf(request.ground);
	if (!ground) return refuse('ground-unknown', '该项事由已不在法定事由之列');
	if (context.view.state.court !== request.chain[0]?.court) return refuse('case-transferred', '本案已移送其他法院，由现审理法院另行办理');
	if (isRepeated(context.view, ground) && !request.override)
		return refuse('ground-repeated', '本案已因同一事由变更过期限，原则上不得再次批准；请退回，由申请人说明理由后报院长审批');
	// The start was checked when it was asked for; by now it may lie in the past as far as it likes.
	const details = checkKind(ground, request, context);
	return 'code' in details ? details : undefined;
}

/**
 * Checks a decision against its request and says what follows: the next step, the grant, or the end. Court and office of the step are
 * checked by the caller. A lock does not stop a decision: it stays whatever is granted after the due day.
 */
export function decidePeriod(
	request: PeriodRequest,
	word: PeriodWord,
	by: string,
	context: CheckContext,
): { readonly ok: true; readonly granted: boolean } | Refusal {
	if (request.phase !== 'pending') return refuse('step-decided', '该申请已办结、已撤回或已退回，不能再作决定');
	if (word.step !== request.step) return refuse('step-decided', '这一步已由他人作出决定，请刷新后查看');
	const twice = notTwice(request, by);
	if (twice) return twice;
	if (word.opinion.trim() === '') return refuse('opinion-missing', '请填写审批意见');
	if (word.verdict !== 'approve' || request.step + 1 < request.chain.length) return { ok: true, granted: false };
	return checkGrant(request, context) ?? { ok: true, granted: true };
}

/** Whether a request may still be taken back. */
export function isWithdrawable(request: PeriodRequest): boolean {
	return openPeriodPhases.includes(request.phase);
}
