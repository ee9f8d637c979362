import { sql, type Kysely } from 'kysely';
import { fillTotals } from '../rollup.ts';
import type { Database } from '../schema.ts';
import { identity, text, type Engine } from './0001/columns.ts';

/** Monthly sums, filled-in measures, targets, quotas, campaigns, frozen figures, rectification and reconciliation. */
export async function figureSchema(db: Kysely<unknown>, engine: Engine): Promise<void> {
	await months(db, engine);
	await totals(db, engine);
	await entries(db, engine);
	await targets(db, engine);
	await frozen(db);
	await rectification(db, engine);
}

async function months(db: Kysely<unknown>, engine: Engine): Promise<void> {
	const table = db.schema
		.createTable('measure_month')
		.addColumn('measure', text, (c) => c.notNull())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('unit_code', text, (c) => c.notNull())
		.addColumn('person_code', text, (c) => c.notNull())
		.addColumn('month', text, (c) => c.notNull())
		.addColumn('dims', text, (c) => c.notNull())
		.addColumn('value', 'bigint', (c) => c.notNull())
		.addPrimaryKeyConstraint('measure_month_pk', ['measure', 'court_code', 'month', 'unit_code', 'person_code', 'dims']);
	// Sums read ranges of the key: stored by key they need no second look-up a row.
	await (engine === 'sqlite' ? table.modifyEnd(sql`without rowid`) : table).execute();
	await sql`insert into measure_month (measure, court_code, unit_code, person_code, month, dims, value)
		select measure, court_code, unit_code, person_code, substr(day, 1, 7), dims, sum(value) from measure_rollup
		group by measure, court_code, unit_code, person_code, substr(day, 1, 7), dims`.execute(db);
}

/** Stocks are kept from now on; what was there before is summed once. */
async function totals(db: Kysely<unknown>, engine: Engine): Promise<void> {
	const table = db.schema
		.createTable('measure_total')
		.addColumn('stock', text, (c) => c.notNull())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('unit_code', text, (c) => c.notNull())
		.addColumn('person_code', text, (c) => c.notNull())
		.addColumn('dims', text, (c) => c.notNull())
		.addColumn('value', 'bigint', (c) => c.notNull())
		.addPrimaryKeyConstraint('measure_total_pk', ['stock', 'court_code', 'unit_code', 'person_code', 'dims']);
	await (engine === 'sqlite' ? table.modifyEnd(sql`without rowid`) : table).execute();
	await fillTotals(db as Kysely<Database>);
}

async function entries(db: Kysely<unknown>, engine: Engine): Promise<void> {
	await db.schema
		.createTable('measure_entry')
		.addColumn('measure', text, (c) => c.notNull())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('unit_code', text, (c) => c.notNull())
		.addColumn('person_code', text, (c) => c.notNull())
		.addColumn('day', text, (c) => c.notNull())
		.addColumn('value', 'bigint', (c) => c.notNull())
		.addColumn('source', text, (c) => c.notNull())
		.addColumn('entered_by', text, (c) => c.notNull())
		.addColumn('entered_at', text, (c) => c.notNull())
		.addPrimaryKeyConstraint('measure_entry_pk', ['measure', 'court_code', 'day', 'unit_code', 'person_code'])
		.execute();
	await identity(db.schema.createTable('measure_entry_change'), 'seq', engine)
		.addColumn('measure', text, (c) => c.notNull())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('unit_code', text, (c) => c.notNull())
		.addColumn('person_code', text, (c) => c.notNull())
		.addColumn('day', text, (c) => c.notNull())
		.addColumn('before', 'bigint')
		.addColumn('value', 'bigint', (c) => c.notNull())
		.addColumn('source', text, (c) => c.notNull())
		.addColumn('entered_by', text, (c) => c.notNull())
		.addColumn('entered_at', text, (c) => c.notNull())
		.execute();
	await db.schema.createIndex('measure_entry_change_of').on('measure_entry_change').columns(['court_code', 'day']).execute();
}

async function targets(db: Kysely<unknown>, engine: Engine): Promise<void> {
	const { schema } = db;
	await identity(schema.createTable('target_set'), 'seq', engine)
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('year', 'integer', (c) => c.notNull())
		.addColumn('document', text, (c) => c.notNull())
		.addColumn('targets', text, (c) => c.notNull())
		.addColumn('active', 'integer', (c) => c.notNull())
		.addColumn('loaded_by', text, (c) => c.notNull())
		.addColumn('loaded_at', text, (c) => c.notNull())
		.execute();
	await schema.createIndex('target_set_court').on('target_set').columns(['court_code', 'year']).execute();
	await schema
		.createTable('clearing_quota')
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('unit_code', text, (c) => c.notNull())
		.addColumn('month', text, (c) => c.notNull())
		.addColumn('cases', 'integer', (c) => c.notNull())
		.addColumn('document', text, (c) => c.notNull())
		.addColumn('set_by', text, (c) => c.notNull())
		.addColumn('set_at', text, (c) => c.notNull())
		.addPrimaryKeyConstraint('clearing_quota_pk', ['court_code', 'month', 'unit_code'])
		.execute();
	await schema
		.createTable('campaign')
		.addColumn('id', text, (c) => c.primaryKey())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('name', text, (c) => c.notNull())
		.addColumn('from_day', text, (c) => c.notNull())
		.addColumn('to_day', text, (c) => c.notNull())
		.addColumn('filter', text, (c) => c.notNull())
		.addColumn('targets', text, (c) => c.notNull())
		.addColumn('state', text, (c) => c.notNull())
		.addColumn('document', text)
		.addColumn('created_by', text, (c) => c.notNull())
		.addColumn('created_at', text, (c) => c.notNull())
		.execute();
	await schema.createIndex('campaign_court').on('campaign').columns(['court_code', 'to_day']).execute();
}

async function frozen(db: Kysely<unknown>): Promise<void> {
	const { schema } = db;
	await schema
		.createTable('frozen_figure')
		.addColumn('publication_id', text, (c) => c.notNull())
		.addColumn('figure_id', text, (c) => c.notNull())
		.addColumn('code', text, (c) => c.notNull())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('unit_code', text, (c) => c.notNull())
		.addColumn('person_code', text, (c) => c.notNull())
		.addColumn('from_day', text, (c) => c.notNull())
		.addColumn('to_day', text, (c) => c.notNull())
		.addColumn('value', 'double precision')
		.addColumn('numerator', 'bigint')
		.addColumn('denominator', 'bigint')
		.addColumn('text', text, (c) => c.notNull())
		.addPrimaryKeyConstraint('frozen_figure_pk', ['publication_id', 'figure_id'])
		.execute();
	await schema.createIndex('frozen_figure_of').on('frozen_figure').columns(['code', 'court_code', 'to_day']).execute();
}

async function rectification(db: Kysely<unknown>, engine: Engine): Promise<void> {
	const { schema } = db;
	await schema
		.createTable('rectification')
		.addColumn('id', text, (c) => c.primaryKey())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('unit_code', text)
		.addColumn('person_code', text)
		.addColumn('code', text, (c) => c.notNull())
		.addColumn('title', text, (c) => c.notNull())
		.addColumn('found_in', text)
		.addColumn('found_on', text, (c) => c.notNull())
		.addColumn('owner', text, (c) => c.notNull())
		.addColumn('due_on', text, (c) => c.notNull())
		.addColumn('measures', text, (c) => c.notNull())
		.addColumn('state', text, (c) => c.notNull())
		.addColumn('closed_on', text)
		.addColumn('closed_by', text)
		.addColumn('closing', text)
		.addColumn('created_by', text, (c) => c.notNull())
		.addColumn('created_at', text, (c) => c.notNull())
		.execute();
	await schema.createIndex('rectification_court').on('rectification').columns(['court_code', 'state']).execute();
	await schema
		.createTable('rectification_step')
		.addColumn('rectification_id', text, (c) => c.notNull())
		.addColumn('position', 'integer', (c) => c.notNull())
		.addColumn('move', text, (c) => c.notNull())
		.addColumn('text', text, (c) => c.notNull())
		.addColumn('by_person', text, (c) => c.notNull())
		.addColumn('by_role', text, (c) => c.notNull())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('at', text, (c) => c.notNull())
		.addColumn('due_on', text)
		.addPrimaryKeyConstraint('rectification_step_pk', ['rectification_id', 'position'])
		.execute();
	await identity(schema.createTable('reconciliation'), 'seq', engine)
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('checked_at', text, (c) => c.notNull())
		.addColumn('checks', 'integer', (c) => c.notNull())
		.addColumn('mismatches', text, (c) => c.notNull())
		.execute();
	await schema.createIndex('reconciliation_court').on('reconciliation').columns(['court_code', 'checked_at']).execute();
}
