import type { IndicatorChoice, IndicatorScopeView } from '../../src/lib/contract/indicators.ts';
import type { Principal } from '../core/access/may.ts';
import { subtreeOf } from '../core/directory/court-tree.ts';
import type { Directory } from '../core/directory/types.ts';
import { definitionVersion } from '../core/indicator/catalogue/index.ts';
import { customPeriod, periodOf, upTo, type YearOptions } from '../core/indicator/period.ts';
import { periodKinds, type CaseFilter, type Period } from '../core/indicator/types.ts';
import { isCourtDate } from '../core/time/civil.ts';
import type { CourtDate } from '../core/time/types.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import { filterAsked, narrowingView, ownerAsked, type FigureOwner } from './indicator-narrowing.ts';
import { courtName, grantedCourts, readableCourts, type ViewContext } from './view-context.ts';

/** What a question about figures comes to: a court that may be read, its reach, a period. */
export interface IndicatorScope {
	readonly court: string;
	readonly reach: 'subtree' | 'own';
	readonly period: Period;
	readonly today: CourtDate;
	readonly options: YearOptions;
	/** The reader sees own cases only: no other person's figures. */
	readonly ownOnly?: string;
	/** Only these cases count. */
	readonly filter?: CaseFilter;
	/** Only the cases of this unit or person of the court count. */
	readonly owner?: FigureOwner;
	/** Said where a part of what was asked for could not be read, and the usual one stands for it. */
	readonly problem?: string;
}

const usual = 'ytd';

/** The period asked for, or why it cannot be: custom periods need both days, others a day that they hold (today by default). */
export function periodAsked(
	{ period: kind = usual, on, from, to }: Pick<IndicatorChoice, 'period' | 'on' | 'from' | 'to'>,
	today: CourtDate,
	options: YearOptions,
): Period | string {
	const known = periodKinds.find((each) => each === kind);
	if (!known) return '没有这种统计期间';
	for (const day of [on, from, to]) if (day !== undefined && !isCourtDate(day)) return '日期应为实有的日期';
	if (known === 'custom' || (known === usual && from !== undefined)) {
		if (from === undefined || to === undefined) return '自选期间应填写起日和止日';
		if (from > to) return '起日不能晚于止日';
		// What has not come counts nowhere: a case is not pending for long because it may be so by then.
		return from > today ? '期间尚未开始' : upTo(customPeriod(from as CourtDate, to as CourtDate), today);
	}
	const day = (on ?? today) as CourtDate;
	// A period that runs is counted up to today.
	return day > today ? '期间尚未开始' : upTo(periodOf(known, day, options), today);
}

/** 含管辖 only where the person reads every court below as well; else the court alone. */
export const reachOf = (
	principal: Principal,
	directory: Directory,
	court: string,
	asked: IndicatorScope['reach'] = 'subtree',
): IndicatorScope['reach'] => {
	const whole = readableCourts(principal, directory).courts;
	const read = whole.includes(court) ? whole : grantedCourts(principal, directory);
	return asked === 'subtree' && subtreeOf(directory, court).every(({ code }) => read.includes(code)) ? 'subtree' : 'own';
};

/** What a question of a person comes to, or why the person gets no answer. */
export function scopeOf(context: ViewContext, principal: Principal, choice: IndicatorChoice): IndicatorScope | ScopeRefusal {
	const directory = context.directory();
	const courts = grantedCourts(principal, directory);
	const preferred = principal.grants.find((grant) => courts.includes(grant.court))?.court;
	const court = choice.court === undefined ? (preferred ?? courts[0]) : courts.find((code) => code === choice.court);
	if (court === undefined) return { status: 404, message: '没有这个法院，或您无权查看。' };
	const own = directory.courts.get(court)!;
	const today = dayOfInstant(context.now(), own.zone);
	const options = own.settings.statYearStart ? { yearStart: own.settings.statYearStart } : {};
	const period = periodAsked(choice, today, options);
	const filter = filterAsked(choice);
	const owner = ownerAsked(choice);
	const whole = readableCourts(principal, directory);
	const ownOnly = whole.ownOnly || !whole.courts.includes(court) ? (principal.personCode ?? '-') : undefined;
	if (owner && ownOnly !== undefined && !(owner.kind === 'person' && owner.code === ownOnly))
		return { status: 403, message: '承办人只能查看本人的指标。' };
	const problems = [
		...(typeof period === 'string' ? [`${period}，以下为本年累计。`] : []),
		...(typeof filter === 'string' ? [`${filter}，以下为全部案件。`] : []),
	];
	return {
		court,
		// A unit or person is of one court.
		reach: owner ? 'own' : reachOf(principal, directory, court, choice.reach),
		period: typeof period === 'string' ? periodOf(usual, today, options) : period,
		today,
		options,
		...(ownOnly === undefined ? {} : { ownOnly }),
		...(filter === undefined || typeof filter === 'string' ? {} : { filter }),
		...(owner ? { owner } : {}),
		...(problems.length > 0 ? { problem: problems.join('') } : {}),
	};
}

/** Why a question is not answered. */
export interface ScopeRefusal {
	readonly status: 403 | 404;
	readonly message: string;
}

/** What every page of indicators says of its scope. */
export function scopeView(
	context: ViewContext,
	principal: Principal,
	{ court, reach, period, problem, ...narrowed }: IndicatorScope,
	knownFrom: string | undefined,
): IndicatorScopeView {
	const directory = context.directory();
	const narrowing = narrowingView(directory, narrowed);
	return {
		court,
		courtName: courtName(context, court),
		courts: grantedCourts(principal, directory).map((code) => ({ code, name: courtName(context, code) })),
		reach,
		period,
		asOf: context.now(),
		...(knownFrom ? { knownFrom } : {}),
		definitionVersion,
		ranking: directory.courts.get(court)?.settings.ranking ?? false,
		...(problem ? { problem } : {}),
		...(narrowing ? { narrowing } : {}),
	};
}
