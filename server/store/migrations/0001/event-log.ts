import { sql, type Kysely } from 'kysely';
import { identity, text, type Engine } from './columns.ts';

/** The log with its chains, feeds, held steps and quarantine. */
export async function eventLog(db: Kysely<unknown>, engine: Engine): Promise<void> {
	const { schema } = db;
	await identity(schema.createTable('case_event'), 'seq', engine)
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('court_seq', 'bigint', (c) => c.notNull())
		.addColumn('source', text, (c) => c.notNull())
		.addColumn('id', text, (c) => c.notNull())
		.addColumn('case_key', text, (c) => c.notNull())
		.addColumn('type', text, (c) => c.notNull())
		.addColumn('occurred_on', text, (c) => c.notNull())
		.addColumn('occurred_at', text)
		.addColumn('source_seq', 'bigint')
		.addColumn('data', text, (c) => c.notNull())
		.addColumn('recorded_at', text, (c) => c.notNull())
		.addColumn('content_hash', text, (c) => c.notNull())
		.addColumn('prev_hash', text, (c) => c.notNull())
		.addColumn('hash', text, (c) => c.notNull())
		.addUniqueConstraint('case_event_identity', ['source', 'id'])
		.addUniqueConstraint('case_event_chain', ['court_code', 'court_seq'])
		.execute();
	await schema.createIndex('case_event_case').on('case_event').column('case_key').execute();
	await schema
		.createTable('chain_head')
		.addColumn('court_code', text, (c) => c.primaryKey())
		.addColumn('court_seq', 'bigint', (c) => c.notNull())
		.addColumn('hash', text, (c) => c.notNull())
		.execute();
	await schema
		.createTable('feed')
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('source', text, (c) => c.notNull())
		.addColumn('complete_through', text)
		.addColumn('last_seen_at', text, (c) => c.notNull())
		.addPrimaryKeyConstraint('feed_pk', ['court_code', 'source'])
		.execute();
	await schema
		.createTable('held_event')
		.addColumn('seq', 'bigint', (c) => c.primaryKey())
		.addColumn('lock_id', text, (c) => c.notNull())
		.execute();
	await identity(schema.createTable('quarantine'), 'id', engine)
		.addColumn('received_at', text, (c) => c.notNull())
		.addColumn('key_id', text)
		.addColumn('court_code', text)
		.addColumn('source', text)
		.addColumn('event_id', text)
		.addColumn('case_key', text)
		.addColumn('raw', text, (c) => c.notNull())
		.addColumn('raw_hash', text, (c) => c.notNull())
		.addColumn('reason', text, (c) => c.notNull())
		.addColumn('detail', text)
		.addColumn('tries', 'integer', (c) => c.notNull())
		.addColumn('resolved_at', text)
		.addColumn('resolution', text)
		.execute();
	await schema
		.createIndex('quarantine_case')
		.on('quarantine')
		.columns(['case_key', 'reason'])
		.where(sql.ref('resolved_at'), 'is', null)
		.execute();
	await schema.createIndex('quarantine_raw').on('quarantine').column('raw_hash').where(sql.ref('resolved_at'), 'is', null).execute();
	await schema.createIndex('quarantine_event').on('quarantine').columns(['source', 'event_id']).execute();
}
