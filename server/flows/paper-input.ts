import { enforced } from '../core/indicator/catalogue/build.ts';
import { catalogue, definitionVersion, isUnsettled } from '../core/indicator/catalogue/index.ts';
import { periodBefore, periodLastYear, periodOf, upTo, type YearOptions } from '../core/indicator/period.ts';
import type { Period } from '../core/indicator/types.ts';
import { subtreeOf } from '../core/directory/court-tree.ts';
import type { Court } from '../core/directory/types.ts';
import type { PaperKind } from '../core/report/paper.ts';
import type { DemandRule, IndicatorInfo, OpenRectification, PaperBase } from '../core/report/papers/input.ts';
import { openAt } from '../core/rectification/as-at.ts';
import type { Rectification } from '../core/rectification/types.ts';
import { longDay } from '../core/report/wording.ts';
import { addDays } from '../core/time/civil.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import { dayOfInstant, epochMsOf, instantOfEpochMs, startOfDay } from '../core/time/zone.ts';
import { readFeedStates } from '../store/paper-readers.ts';
import { readOpenRectifications } from '../store/rectification.ts';
import { firstDayOf } from '../store/wall-figures.ts';
import type { FlowContext } from './context.ts';

/** There is nothing to make a paper of: the reason, in Chinese, stands in the list of runs. */
export class PaperEmptyError extends Error {
	readonly code = 'paper-empty';
}

/** How a court counts its statistical years. */
export const yearOptionsOf = ({ settings }: Pick<Court, 'settings'>): YearOptions =>
	settings.statYearStart === undefined ? {} : { yearStart: settings.statYearStart };

/** What papers say of the indicators of the catalogue. */
export const indicatorInfos: ReadonlyMap<string, IndicatorInfo> = new Map(
	catalogue.map((entry) => [
		entry.code,
		{
			code: entry.code,
			name: entry.name,
			group: entry.group,
			unit: entry.unit,
			direction: entry.direction,
			definition: `${entry.definition}${isUnsettled(entry) ? '（口径待核）' : ''}`,
			moment: entry.moment === true,
		},
	]),
);

/** What was asked for. */
export interface BaseAsk {
	readonly kind: PaperKind;
	readonly court: Court;
	readonly period: Period;
	readonly demands: readonly DemandRule[];
}

/** The court, its period and the moment; refuses where nothing was received of the court, or the feed was dead over the period. */
export async function readBase(context: FlowContext, { kind, court, period, demands }: BaseAsk): Promise<PaperBase> {
	const { read: db } = context.store;
	const madeAt = context.now();
	const courts = subtreeOf(context.directory(), court.code).map((each) => each.code);
	const ended = startOfDay(addDays(period.to, 1), court.zone);
	const running = madeAt < ended;
	const until = running ? instantOfEpochMs(epochMsOf(madeAt) + 1) : ended;
	const day = running ? dayOfInstant(madeAt, court.zone) : period.to;
	if (day < period.from) throw new PaperEmptyError(`统计期自${longDay(period.from)}起，尚未开始`);
	const knownFrom = await firstDayOf(db, courts);
	const feeds = await readFeedStates(db, courts, running ? madeAt : until);
	await context.yield();
	refuseEmpty(court, period, knownFrom, feeds.lastSeenAt, feeds.completeThrough);
	const options = yearOptionsOf(court);
	const year = periodOf('ytd', day, options);
	const rectifications = await readOpenRectifications(db, courts, day);
	return {
		...{ kind, court, courts, directory: context.directory(), rulebook: context.rulebook, period, madeAt, until, running, demands },
		before: periodBefore(upTo(period, day), options),
		year,
		lastYear: periodLastYear(year, options),
		...(knownFrom ? { knownFrom } : {}),
		cutOffAt: running ? madeAt : ended,
		// While the period runs no feed can be complete up to its end: what is late is said of the moment.
		feeds: { late: running ? [] : feeds.late, ...(feeds.completeThrough ? { completeThrough: feeds.completeThrough } : {}) },
		catalogue: indicatorInfos,
		definitionVersion,
		ranking: court.settings.ranking ?? false,
		rectifications: rectifications.flatMap((item) => carried(context, openAt(item, until))),
	};
}

function refuseEmpty(
	court: Court,
	period: Period,
	knownFrom: CourtDate | undefined,
	lastSeenAt: Instant | undefined,
	completeThrough: Instant | undefined,
): void {
	if (!knownFrom || knownFrom > period.to) throw new PaperEmptyError(`${court.name}在${longDay(period.to)}以前没有任何案件数据，不予制作`);
	const first = startOfDay(period.from, court.zone);
	const heard = lastSeenAt ?? completeThrough;
	if (heard !== undefined && heard < first)
		throw new PaperEmptyError(
			`${court.name}的来源系统自${longDay(dayOfInstant(heard, court.zone))}起没有送来数据，统计期内没有数据，不予制作`,
		);
}

const moveNames: Readonly<Record<string, string>> = {
	opened: '已提出',
	progress: '有进展',
	extend: '已延期',
	reopen: '重新整改',
	urge: '已督促',
	talk: '已约谈',
	circulate: '已通报',
};

/** 整改 as a paper carries it: as it stood at the cut-off, with what was last said of it. */
function carried(context: FlowContext, item: Rectification | undefined): readonly OpenRectification[] {
	if (!item) return [];
	const { persons } = context.directory();
	const last = item.steps.at(-1);
	const said = last?.move === 'opened' ? '' : (last?.text ?? '');
	const standing = `${moveNames[last?.move ?? 'opened'] ?? '办理中'}${said ? `：${said}` : ''}`;
	const open: OpenRectification = {
		...{ id: item.id, court: item.court, code: item.code, title: item.title, foundOn: item.foundOn, dueOn: item.dueOn },
		...(item.unit ? { unit: item.unit } : {}),
		...(item.person ? { person: item.person } : {}),
		owner: persons.get(item.owner)?.name ?? item.owner,
		standing,
	};
	return [open];
}

/** Kinds of case that the caseload of an enforcement paper counts. */
export const countedKinds = enforced;
