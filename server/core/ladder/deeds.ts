import { caseSubject, may, mayTakeStep, type Grant, type Principal } from '../access/may.ts';
import type { CaseView } from '../case/case-state.ts';
import type { Directory } from '../directory/types.ts';
import { unitOf } from '../supervise/recipients.ts';
import type { CourtDate } from '../time/types.ts';
import type { Refusal } from '../unlock/decide.ts';
import type { StageState } from './types.ts';

const refuse = (code: string, message: string): Refusal => ({ ok: false, code, message });

/** What a person does about a stage. */
export type StageDeed =
	| { readonly kind: 'receive' }
	| { readonly kind: 'plan'; readonly plan: string; readonly nextReviewOn: CourtDate }
	| { readonly kind: 'review'; readonly result: string; readonly nextReviewOn?: CourtDate; readonly leave?: boolean };

/** The most days between two looks at a long-pending case. */
export const mostReviewDays = 93;

/** Why a deed cannot be done on a stage now, or undefined. */
export function refusalOf(stage: StageState, deed: StageDeed, today: CourtDate, latest: CourtDate): Refusal | undefined {
	if (stage.left) return refuse('stage-left', '本案已退出这一督办阶段');
	switch (deed.kind) {
		case 'receive':
			return stage.received ? refuse('stage-received', '这一督办已经签收') : undefined;
		case 'plan':
			if (deed.plan.trim() === '') return refuse('plan-missing', '请写明本案的清理措施、结案计划和责任人');
			return dayRefusal(deed.nextReviewOn, today, latest);
		case 'review':
			if (deed.result.trim() === '') return refuse('result-missing', '请写明过堂结果');
			if (deed.leave && stage.level !== 'committee')
				return refuse('not-committee', '只有审判委员会逐案研究后，案件才可以因研究结果退出督办');
			if (deed.leave) return undefined;
			return deed.nextReviewOn ? dayRefusal(deed.nextReviewOn, today, latest) : refuse('day-missing', '请填写下次过堂日期');
		default:
			return deed satisfies never;
	}
}

function dayRefusal(day: CourtDate, today: CourtDate, latest: CourtDate): Refusal | undefined {
	if (day <= today) return refuse('day-past', '下次过堂日期应在今日之后');
	if (day > latest) return refuse('day-too-late', `下次过堂日期最迟为 ${latest}`);
	return undefined;
}

/**
 * Whether a person may do something about a stage of a case; of the heads of division only the one of the unit that handles it. Receipt is given by those
 * whom the notice names; for the handler by who handles the case now; for an office that nobody held by whoever holds it now.
 */
export function mayDoStage(
	principal: Principal,
	stage: Pick<StageState, 'court' | 'to'>,
	of: Pick<CaseView, 'handler' | 'unit'>,
	kind: StageDeed['kind'],
	directory: Directory,
): boolean {
	const { court } = stage;
	const { handler } = of;
	const acting = { ...principal, grants: principal.grants.filter((grant) => reachesUnit(grant, principal, of, directory)) };
	if (kind !== 'receive') return may(acting, kind === 'plan' ? 'stage.plan' : 'stage.review', caseSubject(court, handler), directory);
	const me = principal.personCode ?? principal.accountId;
	return stage.to.some(({ as, person }) => {
		if (as === 'handler') return (handler ?? person) === me;
		return person === undefined ? mayTakeStep(acting, { court, role: as }) : person === me;
	});
}

/** Whether an office reaches the unit that handles a case: a head of division's reaches the own one only. */
function reachesUnit(grant: Grant, { personCode }: Principal, of: Pick<CaseView, 'handler' | 'unit'>, directory: Directory): boolean {
	if (grant.role !== 'division-chief') return true;
	const unit = unitOf(of, directory);
	return unit !== undefined && directory.persons.get(personCode ?? '')?.unit === unit;
}
