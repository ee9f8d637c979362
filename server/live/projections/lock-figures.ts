import type { LockFiguresPayload, UnlockQueuePayload } from '../../../src/lib/contract/topics-monitor.ts';
import { lockStatistics, type RequestFact } from '../../core/lock/statistics.ts';
import type { RouteStep } from '../../core/lock/types.ts';
import { addDays, addMonths } from '../../core/time/civil.ts';
import type { CourtDate } from '../../core/time/types.ts';
import { startOfDay } from '../../core/time/zone.ts';
import { workingDaysLeft } from '../../core/unlock/step-time.ts';
import { readStatisticFacts } from '../../store/lock-facts.ts';
import { readUnlockQueue, sumByMonth } from '../../store/wall-unlock.ts';
import { sumOf } from '../court-parts.ts';
import { remembered } from '../remember.ts';
import { shortName, type ScopeView } from '../scope.ts';
import { lockCountsOf } from './lock-counts.ts';
import { handlerName } from './nodes.ts';

const levels = ['basic', 'intermediate', 'higher'] as const;
const monthsShown = 12;
const statisticsHoldMs = 60_000;

/** The register's figures of this year, as its page shows them; decisions once more by the level of the court instead of by court. */
async function yearFigures(scope: ScopeView) {
	const { source, court, today } = scope;
	const { courts } = source.directory();
	const from = startOfDay(`${today.slice(0, 4)}-01-01` as CourtDate, court.zone);
	const before = startOfDay(addDays(today, 1), court.zone);
	const zoneOf = (code: string): string => courts.get(code)?.zone ?? court.zone;
	const { locks, requests } = await readStatisticFacts(source.db, { courts: scope.codes, from, before }, zoneOf);
	const year = lockStatistics(locks, requests, today, source.calendarOf);
	const levelOf = (code: string): string => courts.get(code)?.level ?? 'intermediate';
	const byLevel = requests.map((request): RequestFact => ({
		...request,
		decisions: request.decisions.map((said) => ({ ...said, court: levelOf(said.court) })),
	}));
	const { turnRound } = lockStatistics(locks, byLevel, today, () => source.calendarOf(court.code));
	return { year, turnRound };
}

/** Locks of this year and how fast they are decided on. */
export async function lockFigures(scope: ScopeView): Promise<LockFiguresPayload> {
	const { source, codes, today } = scope;
	const { year, turnRound } = await remembered(scope, 'lock-figures', statisticsHoldMs, () => yearFigures(scope));
	const locked = sumOf(await lockCountsOf(scope), (of) => of.locked);
	const first = addMonths(`${today.slice(0, 7)}-01` as CourtDate, 1 - monthsShown);
	const months = Array.from({ length: monthsShown }, (_, index) => addMonths(first, index).slice(0, 7));
	const sums = await sumByMonth(source.db, codes, ['lock-set', 'lock-released'], months[0]!, months.at(-1)!);
	const of = (measure: string, month: string): number => sums.find((row) => row.measure === measure && row.month === month)?.value ?? 0;
	const rows = months.map((month) => ({ month, set: of('lock-set', month), released: of('lock-released', month) }));
	const [steps, late] = [year.turnRound.reduce((sum, row) => sum + row.steps, 0), year.turnRound.reduce((sum, row) => sum + row.late, 0)];
	return {
		active: locked,
		setThisMonth: rows.at(-1)!.set,
		releasedThisMonth: rows.at(-1)!.released,
		medianDays: year.released.median ?? null,
		repeatThisYear: year.repeats.total,
		setThisYear: year.locks,
		stepsInTime: steps - late,
		stepsLate: late,
		levels: levels.map((level) => {
			const found = turnRound.find((row) => row.court === level);
			return { level, decided: found?.decided ?? 0, medianDays: found?.medianDays ?? null };
		}),
		months: rows,
	};
}

const queueShown = 48;
const stepWords = { endorse: '核签', forward: '转报', decide: '决定' } as const;
const levelWords = { basic: '本院', intermediate: '中院', higher: '高院' } as const;

/** Requests to unlock on their way, the step that ends first before all others; what was sent back waits for its court and stands last. */
export async function unlockQueue(scope: ScopeView): Promise<UnlockQueuePayload> {
	const { source, today } = scope;
	const { courts } = source.directory();
	const { rows, total } = await readUnlockQueue(source.db, scope.codes, queueShown);
	return {
		total,
		rows: rows.map((row) => {
			const route = JSON.parse(row.route) as readonly RouteStep[];
			const running = row.state !== 'returned';
			const court = route[row.step]?.court ?? row.court_code;
			const dueOn = running ? ((row.step_due_on as CourtDate | null) ?? undefined) : undefined;
			return {
				requestId: row.id,
				caseNumber: row.number_text,
				courtName: shortName(courts.get(row.court_code)?.name ?? row.court_code),
				...handlerName(scope, row.handler_code),
				returned: !running,
				steps: route.map((step, index) => {
					const level = courts.get(step.court)?.level ?? 'intermediate';
					const own = step.court === row.court_code;
					return {
						name: `${own ? '本院' : levelWords[level]}${stepWords[step.kind]}`,
						level,
						state: running && index === row.step ? ('running' as const) : index < row.step ? ('done' as const) : ('waiting' as const),
					};
				}),
				...(dueOn
					? {
							stepDueAt: startOfDay(addDays(dueOn, 1), courts.get(court)?.zone ?? scope.court.zone),
							workingDaysLeft: workingDaysLeft(dueOn, today, source.calendarOf(court)),
						}
					: {}),
			};
		}),
	};
}
