import type { DecidersPayload, LongPendingPayload, NoticesPayload } from '../../../src/lib/contract/topics-supervise.ts';
import { addDays, addMonths, monthOf, yearOf } from '../../core/time/civil.ts';
import type { CourtDate } from '../../core/time/types.ts';
import { startOfDay } from '../../core/time/zone.ts';
import { workingDaysLeft } from '../../core/unlock/step-time.ts';
import { addNotices, countNoticesByCourt, readLadder, readRunningSteps } from '../../store/wall-supervise.ts';
import { readByCourt } from '../court-parts.ts';
import { shortName, type ScopeView } from '../scope.ts';
import { lockLines } from './locks.ts';
import { handlerName } from './nodes.ts';

const noticeLevels = ['remind', 'warn', 'supervise', 'lock'] as const;
const nothing = { open: 0, unsigned: 0, late: 0 };
const rowsShown = 12;

const noticesOf = readByCourt(({ source, today }, courts) => countNoticesByCourt(source.db, courts, today));

/** Notices that are not closed, by level. */
export async function notices(scope: ScopeView): Promise<NoticesPayload> {
	const { levels, raised, signed, silenced, silent, unlock } = addNotices((await noticesOf(scope)).values());
	return {
		levels: noticeLevels.map((level, index) => ({ level, ...(levels.get(index + 1) ?? nothing) })),
		silent,
		unlock,
		silenced,
		raisedToday: raised,
		signedToday: signed,
	};
}

/** Locked cases by the level that decides, and the courts at which a step waits, the most urgent first. */
export async function deciders(scope: ScopeView): Promise<DecidersPayload> {
	const lines = (await lockLines(scope)).filter((line) => line.state !== 'proposed');
	const steps = await readRunningSteps(scope.source.db, scope.codes);
	const approvers = [...Map.groupBy(steps, ({ court }) => court)].flatMap(([court, waiting]) => {
		const days = waiting.flatMap(({ dueOn }) => dueOn ?? []).sort();
		const [first] = days;
		return first ? [approver(scope, court, waiting.length, days, first)] : [];
	});
	return {
		levels: (['basic', 'intermediate', 'higher'] as const).map((level) => ({
			level,
			locks: lines.filter((line) => line.decider === level).length,
		})),
		unfiled: lines.filter((line) => line.requestState === 'none' || line.requestState === 'refused').length,
		approvers: approvers.sort((a, b) => a.workingDaysLeft - b.workingDaysLeft || b.waiting - a.waiting),
		paused: !scope.source.calendarOf(scope.court.code).isWorkingDay(scope.today),
	};
}

function approver(scope: ScopeView, code: string, waiting: number, days: readonly CourtDate[], first: CourtDate) {
	const court = scope.source.directory().courts.get(code);
	return {
		court: code,
		courtName: shortName(court?.name ?? code),
		level: court?.level ?? ('intermediate' as const),
		waiting,
		late: days.filter((day) => day < scope.today).length,
		stepDueAt: startOfDay(addDays(first, 1), court?.zone ?? scope.court.zone),
		workingDaysLeft: workingDaysLeft(first, scope.today, scope.source.calendarOf(code)),
	};
}

/** Full months between a filing and today. */
function monthsSince(filedOn: CourtDate, today: CourtDate): number {
	const months = (yearOf(today) - yearOf(filedOn)) * 12 + monthOf(today) - monthOf(filedOn);
	return addMonths(filedOn, months) > today ? months - 1 : months;
}

/** Cases on the long-pending ladder: every stage of the ladder for all cases, the oldest cases first. */
export async function longPending(scope: ScopeView): Promise<LongPendingPayload> {
	const { stages, oldest } = await readLadder(scope.source.db, scope.codes, scope.today, rowsShown);
	const { courts } = scope.source.directory();
	return {
		stages: scope.source.ladderStages.map(({ stage, months, approaching }) => {
			const found = stages.find((each) => each.ladder === 'S2' && each.stage === stage);
			return { name: `${approaching ? '临近' : '满'} ${months} 个月`, count: found?.count ?? 0, unreceived: found?.unreceived ?? 0 };
		}),
		// Every case of S1 stands on S2 as well.
		reviewOverdue: stages.reduce((sum, each) => sum + (each.ladder === 'S2' ? each.reviewOverdue : 0), 0),
		rows: oldest.map((row) => ({
			caseNumber: row.number_text,
			courtName: shortName(courts.get(row.court_code)?.name ?? row.court_code),
			...handlerName(scope, row.handler_code),
			months: row.filed_on ? monthsSince(row.filed_on as CourtDate, scope.today) : 0,
			// The months stand beside it.
			stageName: row.name.replace(/^(?:临近|满)[^月年]+[月年]/u, ''),
		})),
	};
}
