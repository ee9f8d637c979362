import { sql } from 'kysely';
import type { CourtDate } from '../core/time/types.ts';
import type { Db } from './schema.ts';

/** What a seal is on: deposits, movables, and immovables with other rights. */
export type SealKind = 'deposit' | 'movable' | 'immovable';

/** Running clocks of seals. Written as the index has it, literally: only so do both engines see that the index holds all of them. */
const isSeal = sql<boolean>`node_clock.open = 1 and node_clock.node_id like '%/seal-expiry-%'`;

const endingSeals = (db: Db, courts: readonly string[], upTo: CourtDate) =>
	db.selectFrom('node_clock').where(isSeal).where('node_clock.court_code', 'in', courts).where('node_clock.due_on', '<=', upTo);

const kindOf = sql<SealKind>`case when node_clock.node_id like '%/seal-expiry-deposit/%' then 'deposit'
	when node_clock.node_id like '%/seal-expiry-movable/%' then 'movable' else 'immovable' end`;

/** Seals that end on each day up to one, by kind; those that have ended already and still stand are among them. */
export async function countSealEnds(
	db: Db,
	courts: readonly string[],
	upTo: CourtDate,
): Promise<readonly { readonly day: CourtDate; readonly kind: SealKind; readonly count: number }[]> {
	const rows = await endingSeals(db, courts, upTo)
		.select(['node_clock.due_on', kindOf.as('kind'), sql<number>`count(*)`.as('count')])
		.groupBy(['node_clock.due_on', kindOf])
		.execute();
	return rows.map((row) => ({ day: row.due_on as CourtDate, kind: row.kind, count: Number(row.count) }));
}

/** The seals that end first, those that have ended already before all. */
export async function readSealEnds(db: Db, courts: readonly string[], upTo: CourtDate, limit: number) {
	// The first of them alone and from the index alone, before anything is looked up.
	const first = endingSeals(db, courts, upTo)
		.select(['node_clock.node_id', 'node_clock.due_on', kindOf.as('kind')])
		.orderBy('node_clock.due_on')
		.orderBy('node_clock.node_id')
		.limit(limit);
	return (
		db
			.selectFrom(first.as('seal'))
			.innerJoin('node_clock as clock', (join) => join.onRef('clock.node_id', '=', 'seal.node_id').on('clock.open', '=', 1))
			.innerJoin('case_file', 'case_file.id', 'clock.case_id')
			.select(['seal.node_id', 'seal.due_on', 'seal.kind', 'clock.unconfirmed'])
			// A seal has one clock; were there ever two, the seal still stands once.
			.whereRef('clock.due_on', '=', 'seal.due_on')
			.select(['case_file.number_text', 'case_file.court_code', 'case_file.handler_code'])
			.orderBy('seal.due_on')
			.orderBy('seal.node_id')
			.execute()
	);
}
