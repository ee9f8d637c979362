import type { SilentPayload } from '../../../src/lib/contract/topics-supervise.ts';
import { eventType } from '../../core/case/vocabulary.ts';
import type { CourtSettings } from '../../core/directory/types.ts';
import { selectiveDaysOf } from '../../core/silent/services.ts';
import { silentDaysOf, silentSince } from '../../core/silent/steps.ts';
import { addDays, daysBetween } from '../../core/time/civil.ts';
import type { CourtDate } from '../../core/time/types.ts';
import { epochMsOf } from '../../core/time/zone.ts';
import { countSilentIn, readOvertaken, readSilent } from '../../store/silent-readers.ts';
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

/** Open enforcement cases in which nothing is done, by how long, the longest first; and those that newer ones have overtaken. */
export async function silent(scope: ScopeView): Promise<SilentPayload> {
	const { source, today } = scope;
	const groups = groupsOf(scope, silentDaysOf);
	const since = groups.map(({ courts, value }) => ({ courts, since: silentSince(value, today) }));
	const counts = await countSilentIn(source.db, { groups: since, today });
	const rows = await readSilent(source.db, { groups: since, today, offset: 0, limit: rowsShown });
	// Where courts have set different days, those of the scope's own court name the columns.
	const days = silentDaysOf(scope.court.settings);
	const { courts } = source.directory();
	return {
		levels: days.map((each, index) => ({ days: each, count: [counts.remind, counts.warn, counts.supervise][index] ?? 0 })),
		overtaken: await overtakenCases(scope),
		frozen: counts.frozen,
		rows: rows.map((row) => ({
			caseNumber: row.number_text,
			courtName: shortName(courts.get(row.court_code)?.name ?? row.court_code),
			...handlerName(scope, row.handler_code),
			days: daysBetween(row.last_step_on as CourtDate, today),
			lastStep: eventType(row.last_step ?? 'case-filed').name,
		})),
	};
}
