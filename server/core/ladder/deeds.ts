import { may, mayTakeStep, type Principal } from '../access/may.ts';
import type { Directory } from '../directory/types.ts';
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

/** Whether a person may do something about a stage; receipt is given by those whom the notice names, or who hold their office now. */
export function mayDoStage(
	principal: Principal,
	stage: Pick<StageState, 'court' | 'to'>,
	handler: string | undefined,
	kind: StageDeed['kind'],
	directory: Directory,
): boolean {
	const { court } = stage;
	if (kind !== 'receive') return may(principal, kind === 'plan' ? 'stage.plan' : 'stage.review', { court, handler }, directory);
	const me = principal.personCode ?? principal.accountId;
	return stage.to.some(({ as, person }) => person === me || (as !== 'handler' && mayTakeStep(principal, { court, role: as })));
}
