import { sql, type Kysely } from 'kysely';
import { identity, text, type Engine } from './0001/columns.ts';

/** Webhooks with what is on its way to them; how a lock ended, and whether it was set by hand. */
export async function hookSchema(db: Kysely<unknown>, engine: Engine): Promise<void> {
	const { schema } = db;
	await schema.alterTable('case_lock').addColumn('outcome', text).execute();
	await schema
		.alterTable('case_lock')
		.addColumn('by_hand', 'integer', (c) => c.notNull().defaultTo(0))
		.execute();
	await schema.createIndex('case_lock_period').on('case_lock').columns(['court_code', 'locked_at']).execute();
	await identity(schema.createTable('webhook'), 'id', engine)
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('url', text, (c) => c.notNull())
		.addColumn('secret', text, (c) => c.notNull())
		.addColumn('types', text, (c) => c.notNull())
		.addColumn('note', text, (c) => c.notNull())
		.addColumn('cursor', 'bigint', (c) => c.notNull())
		.addColumn('created_at', text, (c) => c.notNull())
		.addColumn('created_by', text, (c) => c.notNull())
		.addColumn('disabled_at', text)
		.execute();
	await schema
		.createTable('webhook_delivery')
		.addColumn('webhook_id', 'integer', (c) => c.notNull())
		.addColumn('event_seq', 'bigint', (c) => c.notNull())
		.addColumn('case_key', text, (c) => c.notNull())
		.addColumn('state', text, (c) => c.notNull())
		.addColumn('attempts', 'integer', (c) => c.notNull())
		.addColumn('since_ms', 'bigint', (c) => c.notNull())
		.addColumn('next_ms', 'bigint')
		.addColumn('last_status', 'integer')
		.addColumn('last_error', text)
		.addColumn('delivered_ms', 'bigint')
		.addPrimaryKeyConstraint('webhook_delivery_pk', ['webhook_id', 'event_seq'])
		.execute();
	await schema
		.createIndex('webhook_delivery_next')
		.on('webhook_delivery')
		.columns(['webhook_id', 'case_key', 'event_seq'])
		.where(sql.ref('state'), '=', sql.lit('waiting'))
		.execute();
}
