import { sql } from 'kysely';
import type { Reconciled } from '../core/reconcile/checks.ts';
import { enforced } from '../core/indicator/catalogue/build.ts';
import type { DailyFigures } from '../core/report/types.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import { parseStored, selectStored, type StoredCase } from './cases.ts';
import { eventOfRow } from './event-log.ts';
import type { CaseEvent } from '../core/case/case-event.ts';
import type { Db } from './schema.ts';

/** Runs reading that must see one moment: what is written meanwhile stays out of sight on either engine. */
export function inSnapshot<T>(db: Db, work: (snapshot: Db) => Promise<T>): Promise<T> {
	// Inside a transaction already, or on SQLite, the transaction itself is the snapshot.
	return db.isTransaction ? work(db) : db.transaction().setIsolationLevel('repeatable read').execute(work);
}

/** Cases that are at another court now, of which some nodes ran at this one and stay with it. */
export async function readForeignCases(db: Db, court: string): Promise<readonly StoredCase[]> {
	const rows = await selectStored(db)
		.where('court_code', '<>', court)
		.where('case_file.id', 'in', (eb) => eb.selectFrom('node_instance').select('case_id').where('node_instance.court_code', '=', court))
		.orderBy('case_file.id')
		.execute();
	return rows.map(parseStored);
}

/** Keys of cases that may add to the sums of a court, by the log alone: it reported something of them, or they were sent to a court. */
export async function readLoggedKeys(db: Db, court: string): Promise<readonly string[]> {
	const own = await db.selectFrom('case_event').select('case_key').distinct().where('court_code', '=', court).execute();
	const moved = await db.selectFrom('case_event').select('case_key').distinct().where('type', '=', 'case-transferred').execute();
	return [...new Set([...own, ...moved].map((row) => row.case_key))].sort();
}

/** The log of some cases, each in the order in which it was written. */
export async function readLogs(db: Db, keys: readonly string[]): Promise<ReadonlyMap<string, readonly CaseEvent[]>> {
	if (keys.length === 0) return new Map();
	const rows = await db.selectFrom('case_event').selectAll().where('case_key', 'in', keys).orderBy('seq').execute();
	return new Map([...Map.groupBy(rows, (row) => row.case_key)].map(([key, list]) => [key, list.map(eventOfRow)]));
}

/** What the lists of cases count: enforcement cases received from a day on, and those that are open. */
export async function countListed(
	db: Db,
	courts: readonly string[],
	from: CourtDate,
	to: CourtDate,
): Promise<{ readonly received: number; readonly open: number }> {
	const cases = db.selectFrom('case_file').where('court_code', 'in', courts).where('kind', 'in', enforced);
	const received = await cases
		.where('filed_on', '>=', from)
		.where('filed_on', '<=', to)
		.select((eb) => eb.fn.countAll().as('n'))
		.executeTakeFirstOrThrow();
	const open = await cases
		.where('filed_on', '<=', to)
		.where((eb) => eb.or([eb('closed_on', 'is', null), eb('closed_on', '>', to)]))
		.select((eb) => eb.fn.countAll().as('n'))
		.executeTakeFirstOrThrow();
	return { received: Number(received.n), open: Number(open.n) };
}

/** The last daily statistics of a court, with its figures as they were frozen. */
export interface LastDaily {
	readonly day: CourtDate;
	readonly number: string;
	readonly madeAt: Instant;
	readonly figures: DailyFigures;
}

/** The last daily statistics of a court, or undefined. */
export async function readLastDaily(db: Db, court: string): Promise<LastDaily | undefined> {
	const row = await db
		.selectFrom('publication')
		.select(['period_from', 'number', 'made_at', 'figures'])
		.where('kind', '=', 'daily')
		.where('court_code', '=', court)
		.orderBy('period_from', 'desc')
		.orderBy('version', 'desc')
		.limit(1)
		.executeTakeFirst();
	return (
		row && {
			day: row.period_from as CourtDate,
			number: row.number,
			madeAt: row.made_at as Instant,
			figures: JSON.parse(row.figures) as DailyFigures,
		}
	);
}

/** Keys of cases of which something stands in the log after a place of it: told by one of these courts, or of a case that came to one. */
export async function readTouchedAfter(db: Db, courts: readonly string[], seq: number): Promise<readonly string[]> {
	const later = db.selectFrom('case_event').select('case_key').distinct().where('seq', '>', seq);
	const own = await later.where('court_code', 'in', courts).execute();
	const moved = await db
		.selectFrom('case_file')
		.select('case_key')
		.where('case_key', 'in', later.where('type', '=', sql.lit('case-transferred')))
		.where('court_code', 'in', courts)
		.execute();
	return [...new Set([...own, ...moved].map((row) => row.case_key))];
}

/** Keys of cases of which these courts recorded something at or after an instant. */
export async function readTouchedSince(db: Db, courts: readonly string[], since: Instant): Promise<readonly string[]> {
	const rows = await db
		.selectFrom('case_event')
		.select('case_key')
		.distinct()
		.where('court_code', 'in', courts)
		.where('recorded_at', '>=', since)
		.execute();
	return rows.map((row) => row.case_key);
}

/** When each event of a case was recorded, by its place in the log. */
export async function readRecordedAt(db: Db, key: string): Promise<ReadonlyMap<number, Instant>> {
	const rows = await db.selectFrom('case_event').select(['seq', 'recorded_at']).where('case_key', '=', key).execute();
	return new Map(rows.map((row) => [Number(row.seq), row.recorded_at as Instant]));
}

/** What the column of mismatches holds: the list alone where nothing else is to be said of the run, as all runs had it once. */
type Kept = Reconciled['mismatches'] | Pick<Reconciled, 'mismatches' | 'uncompared'>;

const keptText = ({ mismatches, uncompared }: Reconciled): string =>
	JSON.stringify((uncompared ? { mismatches, uncompared } : mismatches) satisfies Kept);

function readKept(text: string): Pick<Reconciled, 'mismatches' | 'uncompared'> {
	const kept = JSON.parse(text) as Kept;
	return 'mismatches' in kept ? kept : { mismatches: kept };
}

/** Keeps what a reconciliation of a court found. */
export async function saveReconciled(db: Db, run: Reconciled): Promise<void> {
	await db
		.insertInto('reconciliation')
		.values({ court_code: run.court, checked_at: run.at, checks: run.checks, mismatches: keptText(run) })
		.execute();
}

/** The last reconciliation of each court; of some courts, or of all. */
export async function readLastReconciled(db: Db, courts?: readonly string[]): Promise<readonly Reconciled[]> {
	if (courts?.length === 0) return [];
	const last = await db
		.selectFrom('reconciliation')
		.select(['court_code', (eb) => eb.fn.max('seq').as('seq')])
		.groupBy('court_code')
		.execute();
	const seqs = last.filter((row) => !courts || courts.includes(row.court_code)).map((row) => Number(row.seq));
	if (seqs.length === 0) return [];
	const rows = await db.selectFrom('reconciliation').selectAll().where('seq', 'in', seqs).execute();
	return rows.map((row) => ({
		court: row.court_code,
		at: row.checked_at as Instant,
		checks: row.checks,
		...readKept(row.mismatches),
	}));
}

/** How many courts' last reconciliation did not agree. */
export async function countMismatched(db: Db, courts?: readonly string[]): Promise<number> {
	return (await readLastReconciled(db, courts)).filter(({ mismatches }) => mismatches.length > 0).length;
}
