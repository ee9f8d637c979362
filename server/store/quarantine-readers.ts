import type { Db } from './schema.ts';

/** Quarantined rows of some courts (and rows whose court is unknown, of one key), after a cursor. */
export async function readQuarantine(
	db: Db,
	filter: {
		readonly courts: readonly string[];
		readonly keyId?: string;
		readonly open: boolean;
		readonly after?: number;
		readonly limit: number;
	},
) {
	if (filter.courts.length === 0 && !filter.keyId) return [];
	let query = db
		.selectFrom('quarantine')
		.selectAll()
		.where((eb) =>
			eb.or([
				...(filter.courts.length ? [eb('court_code', 'in', filter.courts)] : []),
				...(filter.keyId ? [eb('key_id', '=', filter.keyId)] : []),
			]),
		)
		.where('resolved_at', filter.open ? 'is' : 'is not', null);
	if (filter.after) query = query.where('id', '>', filter.after);
	return query.orderBy('id').limit(filter.limit).execute();
}

/** One quarantined row. */
export async function readQuarantined(db: Db, id: number) {
	return db.selectFrom('quarantine').selectAll().where('id', '=', id).executeTakeFirst();
}
