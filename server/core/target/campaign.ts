import type { CaseFilter, IndicatorTarget } from '../indicator/types.ts';
import { isCourtDate, daysBetween } from '../time/civil.ts';
import type { CourtDate } from '../time/types.ts';
import { filterProblem } from './check.ts';

/** 专项行动: a drive of a court and those below it, with its own period, cases and targets. */
export interface Campaign {
	readonly id: string;
	readonly court: string;
	readonly name: string;
	readonly from: CourtDate;
	readonly to: CourtDate;
	/** Cases that it is about; absent parts narrow nothing. */
	readonly filter: CaseFilter;
	readonly targets: readonly IndicatorTarget[];
	/** Ended before its last day. */
	readonly stopped: boolean;
	/** Stopped before its first day: it was never carried out, has no figures and owes no bulletin. */
	readonly cancelled?: true;
	/** The document that orders it. */
	readonly document?: string;
	readonly by: string;
	readonly at: string;
}

const both = (a: readonly string[] | undefined, b: readonly string[] | undefined): readonly string[] | undefined =>
	a && b ? a.filter((each) => b.includes(each)) : (a ?? b);

function bothClasses(a: CaseFilter['enterprise'], b: CaseFilter['enterprise']): CaseFilter['enterprise'] {
	if (a === undefined || a === 'any') return b === undefined || b === 'any' ? (a ?? b) : b;
	return b === undefined || b === 'any' ? a : both(a, b);
}

/** The cases that a target of a campaign counts: those of the campaign, narrowed where the target says to which of them, and never more. */
export function targetFilter({ filter: of }: Pick<Campaign, 'filter'>, { filter: to = {} }: Pick<IndicatorTarget, 'filter'>): CaseFilter {
	const kinds = both(of.kinds, to.kinds);
	const courses = both(of.courses, to.courses);
	const enterprise = bothClasses(of.enterprise, to.enterprise);
	return {
		...(kinds ? { kinds } : {}),
		...(courses ? { courses } : {}),
		...(enterprise ? { enterprise } : {}),
		...(of.contractOnly || to.contractOnly ? { contractOnly: true } : {}),
	};
}

/** Whether a target of a campaign counts no case whatever, as the cases it names are none of the campaign's. */
export function isOutside(campaign: Pick<Campaign, 'filter'>, target: Pick<IndicatorTarget, 'filter'>): boolean {
	const { kinds, courses, enterprise } = targetFilter(campaign, target);
	return [kinds, courses, enterprise].some((list) => list?.length === 0);
}

/** 尚未开始, 进行中, 已结束. */
export type CampaignPhase = 'planned' | 'running' | 'ended';

/** Where a campaign stands on a day; both end days belong to it. */
export function campaignPhase({ from, to, stopped }: Pick<Campaign, 'from' | 'to' | 'stopped'>, today: CourtDate): CampaignPhase {
	if (stopped || to < today) return 'ended';
	return from > today ? 'planned' : 'running';
}

const longest = 3660;

/** What is wrong with a campaign besides its targets, or undefined. */
export function campaignProblem(input: {
	readonly name: string;
	readonly from: string;
	readonly to: string;
	readonly filter: CaseFilter;
	readonly document?: string;
}): string | undefined {
	const { name, from, to, filter, document } = input;
	if (name.trim() === '') return '请填写专项行动的名称';
	if (name.length > 60) return '专项行动的名称最多 60 字';
	if (!isCourtDate(from) || !isCourtDate(to)) return '起止日期应为实有的日期';
	if (to < from) return '截止日期不得早于起始日期';
	if (daysBetween(from, to) > longest) return '专项行动最长十年';
	if ((document ?? '').length > 200) return '文件名称最多 200 字';
	// The list of its cases is read by columns, and what a dispute is about is none.
	if (filter.contractOnly) return '专项行动的范围不能按合同纠纷划定，请写在目标的范围中';
	return filterProblem(filter);
}
