import { sql, type Kysely } from 'kysely';
import { identity, text, type Engine } from './0001/columns.ts';

/** Notices, silences, posts of supervisors, and signed weekly reviews. */
export async function noticeSchema(db: Kysely<unknown>, engine: Engine): Promise<void> {
	await notices(db);
	await silences(db);
	await identity(db.schema.createTable('supervisor_post'), 'id', engine)
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('person_code', text, (c) => c.notNull())
		.addColumn('unit_code', text)
		.addColumn('node', text)
		.addColumn('from_day', text, (c) => c.notNull())
		.addColumn('to_day', text)
		.addColumn('set_by', text, (c) => c.notNull())
		.addColumn('set_at', text, (c) => c.notNull())
		.addColumn('ended_by', text)
		.execute();
	await db.schema
		.createTable('weekly_review')
		.addColumn('unit_code', text, (c) => c.notNull())
		.addColumn('week_from', text, (c) => c.notNull())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('figures', text, (c) => c.notNull())
		.addColumn('hash', text, (c) => c.notNull())
		.addColumn('note', text, (c) => c.notNull())
		.addColumn('signed_by', text, (c) => c.notNull())
		.addColumn('signed_at', text, (c) => c.notNull())
		.addPrimaryKeyConstraint('weekly_review_pk', ['unit_code', 'week_from'])
		.execute();
}

async function notices(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('notice')
		.addColumn('id', text, (c) => c.primaryKey())
		.addColumn('case_id', 'integer', (c) => c.notNull())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('node_id', text, (c) => c.notNull())
		.addColumn('clock', text, (c) => c.notNull())
		.addColumn('due_on', text, (c) => c.notNull())
		.addColumn('level', 'integer', (c) => c.notNull())
		.addColumn('label', text)
		.addColumn('from_id', text)
		.addColumn('raised_at', text, (c) => c.notNull())
		.addColumn('raised_on', text, (c) => c.notNull())
		.addColumn('reply_by', text, (c) => c.notNull())
		.addColumn('state', text, (c) => c.notNull())
		.addColumn('closed_by', text)
		.addColumn('closed_on', text)
		.addColumn('signed_on', text)
		.addColumn('answered_on', text)
		.addColumn('escalate_on', text)
		.execute();
	await db.schema.createIndex('notice_box').on('notice').columns(['court_code', 'state', 'raised_on']).execute();
	await db.schema.createIndex('notice_count').on('notice').columns(['court_code', 'state', 'level', 'reply_by']).execute();
	await db.schema.createIndex('notice_raised').on('notice').columns(['court_code', 'raised_on']).execute();
	await db.schema.createIndex('notice_week').on('notice').column('raised_on').execute();
	await db.schema
		.createIndex('notice_signed')
		.on('notice')
		.columns(['court_code', 'signed_on'])
		.where(sql.ref('signed_on'), 'is not', null)
		.execute();
	await db.schema.createIndex('notice_case').on('notice').columns(['case_id', 'state']).execute();
	await db.schema.createIndex('notice_lock').on('notice').columns(['node_id', 'due_on']).where(sql.ref('level'), '=', sql.lit(4)).execute();
	await db.schema
		.createIndex('case_lock_active')
		.on('case_lock')
		.column('case_id')
		.where(sql.ref('state'), '=', sql.lit('active'))
		.execute();
	await db.schema.createIndex('notice_unsigned').on('notice').column('escalate_on').where(sql.ref('escalate_on'), 'is not', null).execute();
	await db.schema
		.createTable('notice_recipient')
		.addColumn('notice_id', text, (c) => c.notNull())
		.addColumn('position', 'integer', (c) => c.notNull())
		.addColumn('office', text, (c) => c.notNull())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('person_code', text)
		.addColumn('signed_on', text)
		.addColumn('answered_on', text)
		.addColumn('open', 'integer', (c) => c.notNull())
		.addPrimaryKeyConstraint('notice_recipient_pk', ['notice_id', 'position'])
		.execute();
	await db.schema.createIndex('notice_recipient_person').on('notice_recipient').columns(['person_code', 'signed_on']).execute();
	await db.schema
		.createIndex('notice_recipient_open')
		.on('notice_recipient')
		.column('person_code')
		.where(sql.ref('open'), '=', sql.lit(1))
		.execute();
	await db.schema
		.createIndex('notice_recipient_office')
		.on('notice_recipient')
		.columns(['court_code', 'office', 'open'])
		.where(sql.ref('person_code'), 'is', null)
		.execute();
}

async function silences(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('node_silence')
		.addColumn('id', text, (c) => c.primaryKey())
		.addColumn('case_id', 'integer', (c) => c.notNull())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('node_id', text, (c) => c.notNull())
		.addColumn('reason', text, (c) => c.notNull())
		.addColumn('said_by', text, (c) => c.notNull())
		.addColumn('from_day', text, (c) => c.notNull())
		.addColumn('until_day', text, (c) => c.notNull())
		.addColumn('ended_on', text)
		.addColumn('ended_by', text)
		.addColumn('open', 'integer', (c) => c.notNull())
		.execute();
	await db.schema.createIndex('node_silence_open').on('node_silence').columns(['open', 'until_day']).execute();
}
