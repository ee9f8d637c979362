import { sql, type Kysely } from 'kysely';
import { identity, text, type Engine } from './columns.ts';

/** Rollup, publications, jobs, calendar, public figures and audit. */
export async function figures(db: Kysely<unknown>, engine: Engine): Promise<void> {
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
