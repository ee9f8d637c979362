import { sql, type Kysely } from 'kysely';
import { identity, text, type Engine } from './columns.ts';

/** Cases, nodes and clocks with the indexes of the sweep. */
export async function cases(db: Kysely<unknown>, engine: Engine): Promise<void> {
	const { schema } = db;
	await identity(schema.createTable('case_file'), 'id', engine)
		.addColumn('case_key', text, (c) => c.notNull().unique())
		.addColumn('number_text', text, (c) => c.notNull())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('kind', text, (c) => c.notNull())
		.addColumn('track', text)
		.addColumn('procedure', text)
		.addColumn('filed_on', text)
		.addColumn('handler_code', text)
		.addColumn('unit_code', text)
		.addColumn('closed_on', text)
		.addColumn('close_mode', text)
		.addColumn('claim_fen', 'bigint', (c) => c.notNull())
		.addColumn('recovered_fen', 'bigint', (c) => c.notNull())
		.addColumn('enterprise_class', text)
		.addColumn('state', text, (c) => c.notNull())
		.addColumn('revision', 'integer', (c) => c.notNull())
		.execute();
	await schema.createIndex('case_file_court').on('case_file').columns(['court_code', 'closed_on']).execute();
	await schema.createIndex('case_file_handler').on('case_file').column('handler_code').execute();
	await schema
		.createTable('node_instance')
		.addColumn('id', text, (c) => c.primaryKey())
		.addColumn('case_id', 'bigint', (c) => c.notNull())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('node', text, (c) => c.notNull())
		.addColumn('subject', text, (c) => c.notNull())
		.addColumn('n', 'integer', (c) => c.notNull())
		.addColumn('started_on', text, (c) => c.notNull())
		.addColumn('ended_on', text)
		.addColumn('ended_at', text)
		.addColumn('phase', text, (c) => c.notNull())
		.addColumn('overdue_on', text)
		.addColumn('outstanding_fen', 'bigint')
		.addColumn('handler_code', text)
		.addColumn('rulebook_version', text, (c) => c.notNull())
		.execute();
	await schema.createIndex('node_instance_case').on('node_instance').column('case_id').execute();
	await schema.createIndex('node_instance_court').on('node_instance').columns(['court_code', 'phase']).execute();
	await schema.createIndex('node_instance_ended').on('node_instance').columns(['ended_on', 'court_code']).execute();
	await clocks(db);
}

async function clocks(db: Kysely<unknown>): Promise<void> {
	const { schema } = db;
	await schema
		.createTable('node_clock')
		.addColumn('node_id', text, (c) => c.notNull())
		.addColumn('clock', text, (c) => c.notNull())
		.addColumn('case_id', 'bigint', (c) => c.notNull())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('started_on', text, (c) => c.notNull())
		.addColumn('due_on', text)
		.addColumn('due_at', text)
		.addColumn('frozen', 'integer', (c) => c.notNull())
		.addColumn('provisional', 'integer', (c) => c.notNull())
		.addColumn('unconfirmed', 'integer', (c) => c.notNull())
		.addColumn('binding', 'integer', (c) => c.notNull())
		.addColumn('rung', 'integer', (c) => c.notNull())
		.addColumn('overdue_on', text)
		.addColumn('open', 'integer', (c) => c.notNull())
		.addColumn('next_at', text)
		.addColumn('lock_at', text)
		.addPrimaryKeyConstraint('node_clock_pk', ['node_id', 'clock'])
		.execute();
	await schema.createIndex('node_clock_next').on('node_clock').column('next_at').where(sql.ref('next_at'), 'is not', null).execute();
	await schema
		.createIndex('node_clock_lock')
		.on('node_clock')
		.columns(['court_code', 'lock_at'])
		.where(sql.ref('lock_at'), 'is not', null)
		.execute();
	await schema
		.createIndex('node_clock_open')
		.on('node_clock')
		.columns(['court_code', 'due_on'])
		.where(sql.ref('open'), '=', sql.lit(1))
		.execute();
	await schema.createIndex('node_clock_case').on('node_clock').column('case_id').execute();
	await schema
		.createTable('clock_ledger')
		.addColumn('id', text, (c) => c.primaryKey())
		.addColumn('node_id', text, (c) => c.notNull())
		.addColumn('clock', text, (c) => c.notNull())
		.addColumn('kind', text, (c) => c.notNull())
		.addColumn('from_day', text, (c) => c.notNull())
		.addColumn('to_day', text)
		.addColumn('days', 'integer', (c) => c.notNull())
		.addColumn('document_no', text)
		.execute();
	await schema.createIndex('clock_ledger_node').on('clock_ledger').column('node_id').execute();
	await schema
		.createTable('rung')
		.addColumn('node_id', text, (c) => c.notNull())
		.addColumn('clock', text, (c) => c.notNull())
		.addColumn('due_on', text, (c) => c.notNull())
		.addColumn('rung', 'integer', (c) => c.notNull())
		.addColumn('reached_at', text, (c) => c.notNull())
		.addPrimaryKeyConstraint('rung_pk', ['node_id', 'clock', 'due_on', 'rung'])
		.execute();
}

/** Locks, causes, requests and decisions. */
export async function locks(db: Kysely<unknown>): Promise<void> {
	const { schema } = db;
	await schema
		.createTable('case_lock')
		.addColumn('id', text, (c) => c.primaryKey())
		.addColumn('case_id', 'bigint', (c) => c.notNull())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('state', text, (c) => c.notNull())
		.addColumn('locked_at', text, (c) => c.notNull())
		.addColumn('released_at', text)
		.addColumn('repeat', 'integer', (c) => c.notNull())
		.execute();
	await schema.createIndex('case_lock_one').on('case_lock').column('case_id').unique().where(sql.ref('released_at'), 'is', null).execute();
	await schema.createIndex('case_lock_court').on('case_lock').columns(['court_code', 'state']).execute();
	await schema
		.createTable('lock_cause')
		.addColumn('lock_id', text, (c) => c.notNull())
		.addColumn('node_id', text, (c) => c.notNull())
		.addColumn('due_on', text, (c) => c.notNull())
		.addColumn('new_due_on', text)
		.addPrimaryKeyConstraint('lock_cause_pk', ['lock_id', 'node_id'])
		.execute();
	await schema.createIndex('lock_cause_node').on('lock_cause').column('node_id').execute();
	await schema
		.createTable('unlock_request')
		.addColumn('id', text, (c) => c.primaryKey())
		.addColumn('lock_id', text, (c) => c.notNull())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('state', text, (c) => c.notNull())
		.addColumn('requested_by', text, (c) => c.notNull())
		.addColumn('requested_at', text, (c) => c.notNull())
		.addColumn('reason', text, (c) => c.notNull())
		.addColumn('plan', text, (c) => c.notNull())
		.addColumn('new_due_on', text, (c) => c.notNull())
		.addColumn('route', text, (c) => c.notNull())
		.addColumn('step', 'integer', (c) => c.notNull())
		.addColumn('step_due_on', text)
		.execute();
	await schema
		.createIndex('unlock_request_open')
		.on('unlock_request')
		.column('lock_id')
		.unique()
		.where(
			sql.ref('state'),
			'in',
			['endorsing', 'forwarding', 'deciding', 'returned'].map((state) => sql.lit(state)),
		)
		.execute();
	await schema
		.createTable('unlock_decision')
		.addColumn('request_id', text, (c) => c.notNull())
		.addColumn('position', 'integer', (c) => c.notNull())
		.addColumn('step', 'integer', (c) => c.notNull())
		.addColumn('verdict', text, (c) => c.notNull())
		.addColumn('decided_by', text, (c) => c.notNull())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('decided_at', text, (c) => c.notNull())
		.addColumn('opinion', text, (c) => c.notNull())
		.addColumn('instruction', text)
		.addPrimaryKeyConstraint('unlock_decision_pk', ['request_id', 'position'])
		.execute();
}
