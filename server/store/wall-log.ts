import { sql } from 'kysely';
import type { CourtDate } from '../core/time/types.ts';
import { isTold, toldTypes } from './migrations/0019-wall-log.ts';
import type { Db } from './schema.ts';

/** How far the log of each court has come. */
export async function readHeads(db: Db, courts: readonly string[]): Promise<ReadonlyMap<string, number>> {
	if (courts.length === 0) return new Map();
	const rows = await db.selectFrom('chain_head').select(['court_code', 'court_seq']).where('court_code', 'in', courts).execute();
	return new Map(rows.map((row) => [row.court_code, Number(row.court_seq)]));
}

/** Facts after which more is different than the days they are dated: what was taken back, and cases that go from court to court. */
const farReaching = ['event-withdrawn', 'case-transferred', 'transfer-received'];

/** What the log of a court has got since a place of it. */
export interface Growth {
	/** The earliest day that something is dated; absent: nothing new. */
	readonly from?: CourtDate;
	readonly withdrawn: boolean;
	/** Cases came from another court or went to one. */
	readonly moved: boolean;
}

/** Looks at the events of one court after a place in its log. */
export async function readGrowth(db: Db, court: string, after: number): Promise<Growth> {
	const since = db.selectFrom('case_event').where('court_code', '=', court).where('court_seq', '>', after);
	const row = await since.select(sql<string | null>`min(occurred_on)`.as('first')).executeTakeFirstOrThrow();
	const types = await since.select('type').distinct().where('type', 'in', farReaching).execute();
	const has = (type: string): boolean => types.some((each) => each.type === type);
	return {
		...(row.first === null ? {} : { from: row.first as CourtDate }),
		withdrawn: has('event-withdrawn'),
		moved: has('case-transferred') || has('transfer-received'),
	};
}

/** Events of one kind on one day in the cases that a court has now. */
export interface ToldEvent {
	readonly court: string;
	readonly type: (typeof toldTypes)[number];
	readonly day: CourtDate;
	/** Of sanctions: which one. */
	readonly measure?: string;
	readonly amountFen: number;
}

const columns = [
	'case_event.source',
	'case_event.id',
	'case_event.type',
	'case_event.occurred_on',
	'case_event.data',
	'case_file.court_code',
] as const;

/** The court of a case, told so that no index of courts is taken: cases that moved are looked up one by one, not all cases of a court. */
export const courtOfCase = sql<string>`${sql.ref('case_file.court_code')} || ''`;

/** Events that count, with the cases they are of; steps that a lock holds back have not happened. */
const counting = (db: Db) =>
	db
		.selectFrom('case_event')
		.innerJoin('case_file', 'case_file.case_key', 'case_event.case_key')
		.leftJoin('held_event', 'held_event.seq', 'case_event.seq')
		.select(columns)
		.where(isTold('case_event.type'))
		.where('held_event.seq', 'is', null);

/** Events that no sum keeps, of days `from`..`to`, in the cases that some courts have now; those taken back are left out. */
export async function readTold(
	db: Db,
	of: { readonly courts: readonly string[]; readonly from: CourtDate; readonly to: CourtDate },
): Promise<readonly ToldEvent[]> {
	if (of.courts.length === 0) return [];
	const types = toldTypes.filter((type) => type !== 'event-withdrawn');
	const withdrawn = await readWithdrawn(db, of.courts);
	const own = await counting(db)
		.where('case_event.court_code', 'in', of.courts)
		.where('case_event.type', 'in', types)
		.where('case_event.occurred_on', '>=', of.from)
		.where('case_event.occurred_on', '<=', of.to)
		.whereRef('case_file.court_code', '=', 'case_event.court_code')
		.execute();
	// Cases that were with another court when it happened: few, and looked up one by one.
	const moved = await counting(db)
		.where(
			'case_event.case_key',
			'in',
			db.selectFrom('case_event as m').select('m.case_key').where('m.type', '=', sql.lit('case-transferred')),
		)
		.where('case_event.type', 'in', types)
		.where('case_event.occurred_on', '>=', of.from)
		.where('case_event.occurred_on', '<=', of.to)
		.where(courtOfCase, 'in', of.courts)
		.whereRef('case_file.court_code', '<>', 'case_event.court_code')
		.execute();
	return [...own, ...moved].flatMap((row): readonly ToldEvent[] => {
		if (withdrawn.has(`${row.source} ${row.id}`)) return [];
		const data = JSON.parse(row.data) as { readonly measure?: string; readonly amountFen?: number };
		const { measure, amountFen = 0 } = data;
		return [
			{
				court: row.court_code,
				type: row.type as ToldEvent['type'],
				day: row.occurred_on as CourtDate,
				...(measure === undefined ? {} : { measure }),
				amountFen,
			},
		];
	});
}

/** Events that were taken back by feeds of some courts, or in cases that came to them from others. */
async function readWithdrawn(db: Db, courts: readonly string[]): Promise<ReadonlySet<string>> {
	const taken = db.selectFrom('case_event').select(['source', 'data']).where(isTold('type')).where('type', '=', 'event-withdrawn');
	const own = await taken.where('court_code', 'in', courts).execute();
	const moved = await taken
		.where('case_key', 'in', db.selectFrom('case_event as m').select('m.case_key').where('m.type', '=', sql.lit('case-transferred')))
		.execute();
	return new Set(
		[...own, ...moved].map((row) => {
			const { source, id } = JSON.parse(row.data) as { readonly source: string; readonly id: string };
			return `${source} ${id}`;
		}),
	);
}
