import type { Kysely } from 'kysely';
import { identity, text, type Engine } from './0001/columns.ts';

/** Absences, delegations, documents, phrases. */
export async function unlockSchema(db: Kysely<unknown>, engine: Engine): Promise<void> {
	await absences(db);
	await steps(db);
	await documents(db, engine);
	await phrases(db, engine);
}

async function absences(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('absence')
		.addColumn('id', text, (c) => c.primaryKey())
		.addColumn('person', text, (c) => c.notNull())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('from_day', text, (c) => c.notNull())
		.addColumn('to_day', text)
		.addColumn('reason', text, (c) => c.notNull())
		.addColumn('delegate', text)
		.addColumn('set_by', text, (c) => c.notNull())
		.addColumn('set_at', text, (c) => c.notNull())
		.addColumn('ended_on', text)
		.addColumn('ended_by', text)
		.execute();
	await db.schema.createIndex('absence_person').on('absence').columns(['person', 'from_day']).execute();
}

async function steps(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('lock_cause_release')
		.addColumn('lock_id', text, (c) => c.notNull())
		.addColumn('node_id', text, (c) => c.notNull())
		.addColumn('due_on', text, (c) => c.notNull())
		.addColumn('new_due_on', text, (c) => c.notNull())
		.addColumn('released_on', text, (c) => c.notNull())
		.addColumn('request_id', text, (c) => c.notNull())
		.addPrimaryKeyConstraint('lock_cause_release_pk', ['lock_id', 'node_id', 'due_on'])
		.execute();
	await db.schema
		.createTable('unlock_step')
		.addColumn('request_id', text, (c) => c.primaryKey())
		.addColumn('warned', 'integer', (c) => c.notNull())
		.addColumn('assigned_to', text)
		.addColumn('partial', 'integer', (c) => c.notNull())
		.execute();
}

async function documents(db: Kysely<unknown>, engine: Engine): Promise<void> {
	await identity(db.schema.createTable('document'), 'seq', engine)
		.addColumn('id', text, (c) => c.notNull().unique())
		.addColumn('lock_id', text, (c) => c.notNull())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('request_id', text)
		.addColumn('filed_at', text)
		.addColumn('name', text, (c) => c.notNull())
		.addColumn('kind', text, (c) => c.notNull())
		.addColumn('size', 'integer', (c) => c.notNull())
		.addColumn('sha256', text, (c) => c.notNull())
		.addColumn('uploaded_by', text, (c) => c.notNull())
		.addColumn('uploaded_at', text, (c) => c.notNull())
		.addColumn('content', engine === 'sqlite' ? 'blob' : 'bytea', (c) => c.notNull())
		.execute();
	await db.schema.createIndex('document_lock').on('document').columns(['lock_id', 'request_id']).execute();
}

async function phrases(db: Kysely<unknown>, engine: Engine): Promise<void> {
	await identity(db.schema.createTable('phrase'), 'id', engine)
		.addColumn('account_id', text, (c) => c.notNull())
		.addColumn('use', text, (c) => c.notNull())
		.addColumn('text', text, (c) => c.notNull())
		.addColumn('position', 'integer', (c) => c.notNull())
		.addColumn('created_at', text, (c) => c.notNull())
		.execute();
	await db.schema.createIndex('phrase_owner').on('phrase').columns(['account_id', 'use']).execute();
}
