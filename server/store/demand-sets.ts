import type { Insertable } from 'kysely';
import type { Database, Db } from './schema.ts';

/** Demands that a court has set: the table as it was given, empty where it has gone back to those above it. */
export interface DemandSet {
	readonly court: string;
	readonly text: string;
	readonly by: string;
	readonly at: string;
}

/** The last set of each of some courts. */
export async function readDemandSets(db: Db, courts: readonly string[]): Promise<ReadonlyMap<string, DemandSet>> {
	const rows = await db
		.selectFrom('demand_set')
		.selectAll()
		.where('court_code', 'in', courts.length > 0 ? [...courts] : [''])
		.orderBy('seq')
		.execute();
	return new Map(rows.map((row) => [row.court_code, { court: row.court_code, text: row.text, by: row.loaded_by, at: row.loaded_at }]));
}

/** Keeps a set; what stood before stays on record. */
export async function insertDemandSet(db: Db, { court, text, by, at }: DemandSet): Promise<void> {
	const row: Insertable<Database['demand_set']> = { court_code: court, text, loaded_by: by, loaded_at: at };
	await db.insertInto('demand_set').values(row).execute();
}
