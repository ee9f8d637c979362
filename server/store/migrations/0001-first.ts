import { sql, type Kysely } from 'kysely';

/** Which engine a migration runs on: identity columns and triggers differ. */
export type Engine = 'sqlite' | 'postgres';

const text = 'text' as const;

async function directory(db: Kysely<unknown>): Promise<void> {
	const { schema } = db;
	await schema
		.createTable('court')
		.addColumn('code', text, (c) => c.primaryKey())
		.addColumn('name', text, (c) => c.notNull())
		.addColumn('level', text, (c) => c.notNull())
		.addColumn('parent_code', text)
		.addColumn('designation', text)
		.addColumn('zone', text, (c) => c.notNull())
		.addColumn('position', 'integer', (c) => c.notNull())
		.addColumn('valid_from', text)
		.addColumn('valid_to', text)
		.addColumn('locks_from', text)
		.addColumn('settings', text, (c) => c.notNull())
		.execute();
	await schema
		.createTable('unit')
		.addColumn('code', text, (c) => c.primaryKey())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('name', text, (c) => c.notNull())
		.addColumn('kind', text, (c) => c.notNull())
		.addColumn('confirmed', 'integer', (c) => c.notNull())
		.execute();
	await schema
		.createTable('person')
		.addColumn('code', text, (c) => c.primaryKey())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('unit_code', text)
		.addColumn('name', text, (c) => c.notNull())
		.addColumn('post_judge', 'integer', (c) => c.notNull())
		.addColumn('confirmed', 'integer', (c) => c.notNull())
		.execute();
	await schema
		.createTable('person_duty')
		.addColumn('person_code', text, (c) => c.notNull())
		.addColumn('from_day', text, (c) => c.notNull())
		.addColumn('to_day', text)
		.addPrimaryKeyConstraint('person_duty_pk', ['person_code', 'from_day'])
		.execute();
}

async function accounts(db: Kysely<unknown>): Promise<void> {
	const { schema } = db;
	await schema
		.createTable('account')
		.addColumn('id', text, (c) => c.primaryKey())
		.addColumn('username', text, (c) => c.notNull().unique())
		.addColumn('password_hash', text, (c) => c.notNull())
		.addColumn('person_code', text)
		.addColumn('disabled_at', text)
		.execute();
	await schema
		.createTable('account_role')
		.addColumn('account_id', text, (c) => c.notNull())
		.addColumn('role', text, (c) => c.notNull())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('scope', text, (c) => c.notNull())
		.addPrimaryKeyConstraint('account_role_pk', ['account_id', 'role', 'court_code'])
		.execute();
	await schema
		.createTable('sign_in')
		.addColumn('id', text, (c) => c.primaryKey())
		.addColumn('account_id', text, (c) => c.notNull())
		.addColumn('expires_at', 'bigint', (c) => c.notNull())
		.execute();
	await schema
		.createTable('api_key')
		.addColumn('id', text, (c) => c.primaryKey())
		.addColumn('name', text, (c) => c.notNull())
		.addColumn('hash', text, (c) => c.notNull().unique())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('expires_at', text)
		.addColumn('revoked_at', text)
		.addColumn('last_used_at', text)
		.execute();
	await schema
		.createTable('screen')
		.addColumn('id', text, (c) => c.primaryKey())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('name', text, (c) => c.notNull())
		.addColumn('token_hash', text, (c) => c.notNull().unique())
		.addColumn('ceiling', text, (c) => c.notNull())
		.addColumn('last_seen_at', text)
		.execute();
}

async function eventLog(db: Kysely<unknown>, engine: Engine): Promise<void> {
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
	await schema.createIndex('quarantine_event').on('quarantine').columns(['source', 'event_id']).execute();
}

async function cases(db: Kysely<unknown>, engine: Engine): Promise<void> {
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

async function locks(db: Kysely<unknown>): Promise<void> {
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

async function figures(db: Kysely<unknown>, engine: Engine): Promise<void> {
	const { schema } = db;
	const rollup = schema
		.createTable('measure_rollup')
		.addColumn('measure', text, (c) => c.notNull())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('unit_code', text, (c) => c.notNull())
		.addColumn('person_code', text, (c) => c.notNull())
		.addColumn('day', text, (c) => c.notNull())
		.addColumn('dims', text, (c) => c.notNull())
		.addColumn('value', 'bigint', (c) => c.notNull())
		.addPrimaryKeyConstraint('measure_rollup_pk', ['measure', 'court_code', 'day', 'unit_code', 'person_code', 'dims']);
	// Sums read ranges of the key: stored by key they need no second look-up a row.
	await (engine === 'sqlite' ? rollup.modifyEnd(sql`without rowid`) : rollup).execute();
	await schema
		.createTable('publication')
		.addColumn('id', text, (c) => c.primaryKey())
		.addColumn('kind', text, (c) => c.notNull())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('period_from', text, (c) => c.notNull())
		.addColumn('period_to', text, (c) => c.notNull())
		.addColumn('version', 'integer', (c) => c.notNull())
		.addColumn('number', text, (c) => c.notNull())
		.addColumn('state', text, (c) => c.notNull())
		.addColumn('cut_off_at', text, (c) => c.notNull())
		.addColumn('made_at', text, (c) => c.notNull())
		.addColumn('rulebook_version', text, (c) => c.notNull())
		.addColumn('figures', text, (c) => c.notNull())
		.addColumn('hash', text, (c) => c.notNull())
		.addUniqueConstraint('publication_period', ['kind', 'court_code', 'period_from', 'version'])
		.execute();
	await schema
		.createTable('job_run')
		.addColumn('job', text, (c) => c.notNull())
		.addColumn('scope', text, (c) => c.notNull())
		.addColumn('period', text, (c) => c.notNull())
		.addColumn('state', text, (c) => c.notNull())
		.addColumn('started_at', text, (c) => c.notNull())
		.addColumn('ended_at', text)
		.addPrimaryKeyConstraint('job_run_pk', ['job', 'scope', 'period'])
		.execute();
	await schema
		.createTable('calendar_day')
		.addColumn('day', text, (c) => c.primaryKey())
		.addColumn('kind', text, (c) => c.notNull())
		.addColumn('name', text, (c) => c.notNull())
		.addColumn('source', text, (c) => c.notNull())
		.execute();
	await schema
		.createTable('calendar_year')
		.addColumn('year', 'integer', (c) => c.primaryKey())
		.addColumn('announced', 'integer', (c) => c.notNull())
		.execute();
	await schema
		.createTable('public_figure')
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('name', text, (c) => c.notNull())
		.addColumn('value', text, (c) => c.notNull())
		.addColumn('as_of', text, (c) => c.notNull())
		.addPrimaryKeyConstraint('public_figure_pk', ['court_code', 'name'])
		.execute();
	await identity(schema.createTable('audit'), 'seq', engine)
		.addColumn('at', text, (c) => c.notNull())
		.addColumn('actor', text, (c) => c.notNull())
		.addColumn('role', text, (c) => c.notNull())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('address', text, (c) => c.notNull())
		.addColumn('action', text, (c) => c.notNull())
		.addColumn('object', text, (c) => c.notNull())
		.addColumn('before_hash', text)
		.addColumn('after_hash', text)
		.addColumn('result', text, (c) => c.notNull())
		.addColumn('request_id', text, (c) => c.notNull())
		.addColumn('prev_hash', text, (c) => c.notNull())
		.addColumn('hash', text, (c) => c.notNull())
		.execute();
}

type TableBuilder = ReturnType<Kysely<unknown>['schema']['createTable']>;

function identity(table: TableBuilder, name: string, engine: Engine): TableBuilder {
	return engine === 'sqlite'
		? (table.addColumn(name, 'integer', (c) => c.primaryKey().autoIncrement()) as unknown as TableBuilder)
		: (table.addColumn(name, 'bigint', (c) => c.generatedByDefaultAsIdentity().primaryKey()) as unknown as TableBuilder);
}

/** Log, audit and publications are append-only: the database itself refuses to change or delete a row. */
async function appendOnly(db: Kysely<unknown>, engine: Engine): Promise<void> {
	if (engine === 'postgres')
		await sql`create function refuse_change() returns trigger language plpgsql as $$ begin raise exception 'append-only'; end $$`.execute(
			db,
		);
	for (const table of ['case_event', 'audit', 'publication']) {
		for (const action of ['update', 'delete']) {
			const name = sql.ref(`${table}_no_${action}`);
			if (engine === 'sqlite')
				await sql`create trigger ${name} before ${sql.raw(action)} on ${sql.table(table)} begin select raise(abort, 'append-only'); end`.execute(
					db,
				);
			else
				await sql`create trigger ${name} before ${sql.raw(action)} on ${sql.table(table)} for each row execute function refuse_change()`.execute(
					db,
				);
		}
	}
}

/** The first schema: every table of the contract, §8. */
export async function firstSchema(db: Kysely<unknown>, engine: Engine): Promise<void> {
	await directory(db);
	await accounts(db);
	await eventLog(db, engine);
	await cases(db, engine);
	await locks(db);
	await figures(db, engine);
	await appendOnly(db, engine);
}
