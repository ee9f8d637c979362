import type { Kysely } from 'kysely';
import { text } from './0001/columns.ts';

/** Filters of the worklist that persons keep under names. */
export async function deskSchema(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('saved_view')
		.addColumn('id', text, (c) => c.primaryKey())
		.addColumn('account_id', text, (c) => c.notNull())
		.addColumn('name', text, (c) => c.notNull())
		.addColumn('query', text, (c) => c.notNull())
		.addColumn('created_at', text, (c) => c.notNull())
		.addUniqueConstraint('saved_view_name', ['account_id', 'name'])
		.execute();
}
