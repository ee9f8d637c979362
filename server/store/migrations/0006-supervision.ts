import { sql, type Kysely } from 'kysely';
import { text, type Engine } from './0001/columns.ts';

/** Ladder stages and supervision orders. */
export async function supervisionSchema(db: Kysely<unknown>, _engine: Engine): Promise<void> {
	await caseColumns(db);
	await stages(db);
	await silent(db);
	await orders(db);
}

/** What lists of cases are filtered and sorted by, so that they read no states. `supervised` 0: not known yet, filled by the service. */
async function caseColumns(db: Kysely<unknown>): Promise<void> {
	const { schema } = db;
	for (const column of ['last_step_on', 'last_step']) await schema.alterTable('case_file').addColumn(column, text).execute();
	await schema
		.alterTable('case_file')
		.addColumn('supervised', 'integer', (c) => c.notNull().defaultTo(0))
		.execute();
	await schema.alterTable('case_file').addColumn('stage_s1', 'integer').execute();
	await schema
		.alterTable('case_file')
		.addColumn('stage_s2', 'integer', (c) => c.notNull().defaultTo(0))
		.execute();
	await sql`update case_file set stage_s1 = 0 where procedure = 'ordinary' and kind in ('civil-first', 'civil-second', 'other')`.execute(
		db,
	);
	const closed = sql.ref('closed_on');
	await schema
		.createIndex('case_file_silent')
		.on('case_file')
		.columns(['court_code', 'kind', 'last_step_on'])
		.where(closed, 'is', null)
		.execute();
	await schema
		.createIndex('case_file_s1')
		.on('case_file')
		.columns(['court_code', 'stage_s1', 'filed_on'])
		.where(closed, 'is', null)
		.execute();
	await schema
		.createIndex('case_file_s2')
		.on('case_file')
		.columns(['court_code', 'stage_s2', 'filed_on'])
		.where(closed, 'is', null)
		.execute();
	await schema.createIndex('case_file_unknown').on('case_file').column('id').where(sql.ref('supervised'), '=', sql.lit(0)).execute();
}

async function stages(db: Kysely<unknown>): Promise<void> {
	const { schema } = db;
	await schema
		.createTable('case_stage')
		.addColumn('id', text, (c) => c.primaryKey())
		.addColumn('case_id', 'integer', (c) => c.notNull())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('ladder', text, (c) => c.notNull())
		.addColumn('stage', 'integer', (c) => c.notNull())
		.addColumn('name', text, (c) => c.notNull())
		.addColumn('level', text, (c) => c.notNull())
		.addColumn('months', 'integer', (c) => c.notNull())
		.addColumn('reached_on', text, (c) => c.notNull())
		.addColumn('entered_on', text, (c) => c.notNull())
		.addColumn('reply_by', text, (c) => c.notNull())
		.addColumn('recipients', text, (c) => c.notNull())
		.addColumn('received_at', text)
		.addColumn('received_by', text)
		.addColumn('plan', text)
		.addColumn('planned_by', text)
		.addColumn('planned_on', text)
		.addColumn('next_review_on', text)
		.addColumn('reviews', text, (c) => c.notNull())
		.addColumn('left_on', text)
		.addColumn('left_why', text)
		.addColumn('owes_exit', 'integer', (c) => c.notNull())
		.execute();
	await schema
		.createIndex('case_stage_open')
		.on('case_stage')
		.columns(['court_code', 'ladder', 'stage'])
		.where(sql.ref('left_on'), 'is', null)
		.execute();
	await schema.createIndex('case_stage_exit').on('case_stage').column('id').where(sql.ref('owes_exit'), '=', sql.lit(1)).execute();
	await schema.createIndex('case_stage_case').on('case_stage').column('case_id').execute();
}

async function silent(db: Kysely<unknown>): Promise<void> {
	const { schema } = db;
	await schema
		.createTable('case_service')
		.addColumn('case_id', 'integer', (c) => c.notNull())
		.addColumn('service', text, (c) => c.notNull())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('handler_code', text)
		.addColumn('case_class', text, (c) => c.notNull())
		.addColumn('filed_on', text, (c) => c.notNull())
		.addColumn('closed', 'integer', (c) => c.notNull())
		.addColumn('able_on', text, (c) => c.notNull())
		.addColumn('done_on', text)
		.addPrimaryKeyConstraint('case_service_pk', ['case_id', 'service'])
		.execute();
	await schema
		.createIndex('case_service_open')
		.on('case_service')
		.columns(['court_code', 'service'])
		.where(sql.ref('done_on'), 'is', null)
		.execute();
	await schema
		.createIndex('case_service_peers')
		.on('case_service')
		.columns(['court_code', 'service', 'handler_code', 'case_class', 'filed_on'])
		.execute();
	await schema
		.createTable('sealed_asset')
		.addColumn('case_id', 'integer', (c) => c.notNull())
		.addColumn('asset_id', text, (c) => c.notNull())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('sealed_on', text, (c) => c.notNull())
		.addColumn('rank', 'integer', (c) => c.notNull())
		.addColumn('for_sale', 'integer', (c) => c.notNull())
		.addColumn('expires_on', text)
		.addColumn('last_step', text, (c) => c.notNull())
		.addColumn('last_step_on', text, (c) => c.notNull())
		.addColumn('ended_on', text)
		.addPrimaryKeyConstraint('sealed_asset_pk', ['case_id', 'asset_id'])
		.execute();
	await schema
		.createIndex('sealed_asset_open')
		.on('sealed_asset')
		.columns(['court_code', 'sealed_on'])
		.where(sql.ref('ended_on'), 'is', null)
		.execute();
}

async function orders(db: Kysely<unknown>): Promise<void> {
	const { schema } = db;
	await schema
		.createTable('supervision_order')
		.addColumn('id', text, (c) => c.primaryKey())
		.addColumn('kind', text, (c) => c.notNull())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('year', 'integer')
		.addColumn('seq', 'integer')
		.addColumn('to_court', text, (c) => c.notNull())
		.addColumn('to_unit', text)
		.addColumn('case_id', 'integer')
		.addColumn('node_id', text)
		.addColumn('title', text, (c) => c.notNull())
		.addColumn('basis', text, (c) => c.notNull())
		.addColumn('body', text, (c) => c.notNull())
		.addColumn('due_on', text, (c) => c.notNull())
		.addColumn('state', text, (c) => c.notNull())
		.addColumn('assigned_court', text)
		.addColumn('escalated_on', text)
		.addColumn('created_by', text, (c) => c.notNull())
		.addColumn('created_at', text, (c) => c.notNull())
		.addColumn('moved_at', text, (c) => c.notNull())
		.addColumn('signed_by', text)
		.addColumn('signed_on', text)
		.addUniqueConstraint('supervision_order_number', ['court_code', 'kind', 'year', 'seq'])
		.execute();
	await schema.createIndex('supervision_order_from').on('supervision_order').columns(['court_code', 'state']).execute();
	await schema.createIndex('supervision_order_to').on('supervision_order').columns(['to_court', 'state']).execute();
	await schema
		.createIndex('supervision_order_due')
		.on('supervision_order')
		.column('due_on')
		.where(sql.ref('escalated_on'), 'is', null)
		.execute();
	await schema.createIndex('supervision_order_case').on('supervision_order').column('case_id').execute();
	await schema
		.createTable('order_step')
		.addColumn('order_id', text, (c) => c.notNull())
		.addColumn('position', 'integer', (c) => c.notNull())
		.addColumn('move', text, (c) => c.notNull())
		.addColumn('from_state', text, (c) => c.notNull())
		.addColumn('to_state', text, (c) => c.notNull())
		.addColumn('by_person', text, (c) => c.notNull())
		.addColumn('by_role', text, (c) => c.notNull())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('at', text, (c) => c.notNull())
		.addColumn('text', text, (c) => c.notNull())
		.addColumn('document_no', text)
		.addPrimaryKeyConstraint('order_step_pk', ['order_id', 'position'])
		.execute();
}
