import type { SilentPayload } from '../../../src/lib/contract/topics-supervise.ts';
import { eventType } from '../../core/case/vocabulary.ts';
import type { CourtSettings } from '../../core/directory/types.ts';
import { selectiveDaysOf } from '../../core/silent/services.ts';
import { silentDaysOf, silentSince } from '../../core/silent/steps.ts';
import { addDays, daysBetween } from '../../core/time/civil.ts';
import type { CourtDate } from '../../core/time/types.ts';
import { epochMsOf } from '../../core/time/zone.ts';
import { countSilentIn, readOvertaken, readSilent, type SilentCounts } from '../../store/silent-readers.ts';
import { identityOf, readByCourt, sumOf } from '../court-parts.ts';
import { shortName, type LiveSource, type ScopeView } from '../scope.ts';
import { handlerName } from './nodes.ts';

const rowsShown = 12;
/** Comparing all cases with each other is dear, and its outcome moves with the days, not with the events. */
const overtakenHoldsMs = 5 * 60_000;

interface Counted {
	readonly at: number;
	readonly today: CourtDate;
	readonly count: number;
}

const counted = new WeakMap<LiveSource, Map<string, Counted>>();

/** Courts of the scope by what they have set. */
function groupsOf<T>(
	scope: ScopeView,
	of: (settings: CourtSettings) => T,
): readonly { readonly courts: readonly string[]; readonly value: T }[] {
	const groups = Map.groupBy(scope.courts, (court) => JSON.stringify(of(court.settings)));
	return [...groups].map(([value, courts]) => ({ courts: courts.map((court) => court.code), value: JSON.parse(value) as T }));
}

/** How many open cases newer ones of their class have overtaken. */
async function overtakenCases(scope: ScopeView): Promise<number> {
	const { source, today } = scope;
	const known = counted.get(source) ?? new Map<string, Counted>();
	counted.set(source, known);
	const now = epochMsOf(scope.now);
	const last = known.get(scope.court.code);
	if (last && last.today === today && now >= last.at && now - last.at < overtakenHoldsMs) return last.count;
	const groups = groupsOf(scope, selectiveDaysOf).map(({ courts, value }) => ({ courts, before: addDays(today, -(value + 1)) }));
	const rows = await readOvertaken(source.db, { groups, today });
	const count = new Set(rows.map((row) => row.caseId)).size;
	known.set(scope.court.code, { at: now, today, count });
	return count;
}

type SilentCase = Awaited<ReturnType<typeof readSilent>>[number];

/** Open enforcement cases of a court in which nothing is done: how many, and the longest. */
const silentOf = readByCourt(
	async ({ source, today }, list) => {
		const { courts } = source.directory();
		const found = new Map<string, { readonly counts: SilentCounts; readonly longest: readonly SilentCase[] }>();
		for (const court of list) {
			const since = silentSince(silentDaysOf(courts.get(court)!.settings), today);
			const groups = [{ courts: [court], since }];
			const counts = await countSilentIn(source.db, { groups, today });
			found.set(court, { counts, longest: await readSilent(source.db, { groups, today, offset: 0, limit: rowsShown }) });
		}
		return found;
	},
	// Courts set their own days.
	({ source, today }) => `${today} ${identityOf(source.directory())}`,
);

const byLastStep = (a: SilentCase, b: SilentCase): number =>
	a.last_step_on === b.last_step_on ? a.id - b.id : a.last_step_on! < b.last_step_on! ? -1 : 1;

/** Open enforcement cases in which nothing is done, by how long, the longest first; and those that newer ones have overtaken. */
export async function silent(scope: ScopeView): Promise<SilentPayload> {
	const { source, today } = scope;
	const byCourt = await silentOf(scope);
	const rows = [...byCourt.values()].flatMap(({ longest }) => longest).sort(byLastStep);
	// Where courts have set different days, those of the scope's own court name the columns.
	const days = silentDaysOf(scope.court.settings);
	const levels = ['remind', 'warn', 'supervise'] as const;
	const { courts } = source.directory();
	return {
		levels: days.map((each, index) => ({ days: each, count: sumOf(byCourt, ({ counts }) => counts[levels[index]!]) })),
		overtaken: await overtakenCases(scope),
		frozen: sumOf(byCourt, ({ counts }) => counts.frozen),
		rows: rows.slice(0, rowsShown).map((row) => ({
			caseNumber: row.number_text,
			courtName: shortName(courts.get(row.court_code)?.name ?? row.court_code),
			...handlerName(scope, row.handler_code),
			days: daysBetween(row.last_step_on as CourtDate, today),
			lastStep: eventType(row.last_step ?? 'case-filed').name,
		})),
	};
}
