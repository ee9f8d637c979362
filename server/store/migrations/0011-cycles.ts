import { sql, type Kysely } from 'kysely';
import { text } from './0001/columns.ts';

/** Stages of cases with their lengths; those of the cases that are there already are filled in by the service. */
export async function cycleSchema(db: Kysely<unknown>): Promise<void> {
	const { schema } = db;
	await schema
		.createTable('cycle_duration')
		.addColumn('case_id', 'integer', (c) => c.notNull())
		.addColumn('stage', text, (c) => c.notNull())
		.addColumn('subject', text, (c) => c.notNull())
		.addColumn('n', 'integer', (c) => c.notNull())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('unit_code', text, (c) => c.notNull())
		.addColumn('person_code', text, (c) => c.notNull())
		.addColumn('from_day', text, (c) => c.notNull())
		.addColumn('to_day', text)
		.addColumn('days', 'integer')
		.addColumn('work_days', 'integer')
		.addPrimaryKeyConstraint('cycle_duration_pk', ['case_id', 'stage', 'subject', 'n'])
		.execute();
	// Everything that a histogram needs, so that it reads the index alone.
	await schema
		.createIndex('cycle_duration_done')
		.on('cycle_duration')
		.columns(['court_code', 'stage', 'to_day', 'days', 'work_days', 'unit_code', 'person_code'])
		.where(sql.ref('to_day'), 'is not', null)
		.execute();
	await schema
		.createIndex('cycle_duration_open')
		.on('cycle_duration')
		.columns(['court_code', 'stage', 'from_day', 'unit_code', 'person_code'])
		.where(sql.ref('to_day'), 'is', null)
		.execute();
	await schema
		.createTable('cycle_fill')
		.addColumn('name', text, (c) => c.primaryKey())
		.addColumn('next_id', 'integer', (c) => c.notNull())
		.addColumn('last_id', 'integer', (c) => c.notNull())
		.execute();
	await sql`insert into cycle_fill (name, next_id, last_id) select 'cycles', 0, coalesce(max(id), 0) from case_file`.execute(db);
}
