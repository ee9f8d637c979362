import type { Kysely } from 'kysely';
import { identity, text, type Engine } from './0001/columns.ts';

/** Demands of papers as courts have set them. */
export async function demandSchema(db: Kysely<unknown>, engine: Engine): Promise<void> {
	await identity(db.schema.createTable('demand_set'), 'seq', engine)
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('text', text, (c) => c.notNull())
		.addColumn('loaded_by', text, (c) => c.notNull())
		.addColumn('loaded_at', text, (c) => c.notNull())
		.execute();
	await db.schema.createIndex('demand_set_court').on('demand_set').columns(['court_code', 'seq']).execute();
}
