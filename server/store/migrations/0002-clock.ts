import type { Kysely } from 'kysely';
import { identity, text, type Engine } from './0001/columns.ts';

/** Layers of rules, sources of the calendar, period changes, and what the clock says before anything was deducted. */
export async function clockSchema(db: Kysely<unknown>, engine: Engine): Promise<void> {
	await rules(db, engine);
	await calendar(db, engine);
	await periods(db);
	await db.schema.alterTable('node_clock').addColumn('gross_due_on', text).execute();
	await db.schema.alterTable('node_instance').addColumn('void_reason', text).execute();
	// The sweep knows by this when it last looked at every clock: what ran out while it was down is marked 停机补算.
	await db.schema
		.createTable('sweep_run')
		.addColumn('id', 'integer', (c) => c.primaryKey())
		.addColumn('swept_at', text, (c) => c.notNull())
		.execute();
}

async function rules(db: Kysely<unknown>, engine: Engine): Promise<void> {
	await identity(db.schema.createTable('rule_layer'), 'seq', engine)
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('version', text, (c) => c.notNull())
		.addColumn('document', text, (c) => c.notNull())
		.addColumn('issued', text, (c) => c.notNull())
		.addColumn('text', text, (c) => c.notNull())
		.addColumn('loaded_at', text, (c) => c.notNull())
		.addColumn('loaded_by', text, (c) => c.notNull())
		.addColumn('projected_at', text)
		.execute();
}

/** The tables of the first schema held nothing: the calendar came from a package alone. */
async function calendar(db: Kysely<unknown>, engine: Engine): Promise<void> {
	await db.schema.dropTable('calendar_day').execute();
	await db.schema.dropTable('calendar_year').execute();
	await identity(db.schema.createTable('calendar_source'), 'seq', engine)
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('year', 'integer', (c) => c.notNull())
		.addColumn('kind', text, (c) => c.notNull())
		.addColumn('document', text, (c) => c.notNull())
		.addColumn('text', text, (c) => c.notNull())
		.addColumn('days', text, (c) => c.notNull())
		.addColumn('loaded_at', text, (c) => c.notNull())
		.addColumn('loaded_by', text, (c) => c.notNull())
		.addColumn('projected_at', text)
		.addColumn('moved', 'integer', (c) => c.notNull().defaultTo(0))
		.execute();
	await db.schema
		.createTable('calendar_day')
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('day', text, (c) => c.notNull())
		.addColumn('kind', text, (c) => c.notNull())
		.addColumn('name', text, (c) => c.notNull())
		.addColumn('source_seq', 'integer', (c) => c.notNull())
		.addPrimaryKeyConstraint('calendar_day_pk', ['court_code', 'day'])
		.execute();
	await db.schema
		.createTable('calendar_year')
		.addColumn('year', 'integer', (c) => c.primaryKey())
		.addColumn('source_seq', 'integer', (c) => c.notNull())
		.execute();
}

async function periods(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('period_request')
		.addColumn('id', text, (c) => c.primaryKey())
		.addColumn('case_id', 'integer', (c) => c.notNull())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('state', text, (c) => c.notNull())
		.addColumn('kind', text, (c) => c.notNull())
		.addColumn('ground', text, (c) => c.notNull())
		.addColumn('requested_by', text, (c) => c.notNull())
		.addColumn('requested_at', text, (c) => c.notNull())
		.addColumn('chain', text, (c) => c.notNull())
		.addColumn('step', 'integer', (c) => c.notNull())
		.addColumn('body', text, (c) => c.notNull())
		.execute();
	await db.schema.createIndex('period_request_open').on('period_request').columns(['court_code', 'state']).execute();
	await db.schema
		.createTable('period_decision')
		.addColumn('request_id', text, (c) => c.notNull())
		.addColumn('position', 'integer', (c) => c.notNull())
		.addColumn('step', 'integer', (c) => c.notNull())
		.addColumn('verdict', text, (c) => c.notNull())
		.addColumn('decided_by', text, (c) => c.notNull())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('decided_at', text, (c) => c.notNull())
		.addColumn('opinion', text, (c) => c.notNull())
		.addPrimaryKeyConstraint('period_decision_pk', ['request_id', 'position'])
		.execute();
	await db.schema
		.createTable('period_change')
		.addColumn('id', text, (c) => c.primaryKey())
		.addColumn('case_id', 'integer', (c) => c.notNull())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('kind', text, (c) => c.notNull())
		.addColumn('ground', text, (c) => c.notNull())
		.addColumn('from_day', text, (c) => c.notNull())
		.addColumn('to_day', text)
		.addColumn('days', 'integer', (c) => c.notNull())
		.addColumn('document_no', text)
		.addColumn('decided_on', text)
		.addColumn('request_id', text)
		.addColumn('subject', text)
		.execute();
	await db.schema.createIndex('period_change_case').on('period_change').column('case_id').execute();
	await db.schema.createIndex('period_change_court').on('period_change').columns(['court_code', 'kind', 'from_day']).execute();
}
