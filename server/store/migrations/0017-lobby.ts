import type { Kysely } from 'kysely';
import { text, type Engine } from './0001/columns.ts';

/** The lobby: what courts set and write for it, and the public projection that alone is shown there (tables named `public_`). */
export async function lobbySchema(db: Kysely<unknown>, engine: Engine): Promise<void> {
	const { schema } = db;
	await schema
		.createTable('lobby_text')
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('kind', text, (c) => c.notNull())
		.addColumn('version', 'integer', (c) => c.notNull())
		.addColumn('data', text, (c) => c.notNull())
		.addColumn('saved_by', text, (c) => c.notNull())
		.addColumn('saved_at', text, (c) => c.notNull())
		.addPrimaryKeyConstraint('lobby_text_pk', ['court_code', 'kind', 'version'])
		.execute();
	await schema
		.createTable('lobby_notice')
		.addColumn('id', text, (c) => c.primaryKey())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('text', text, (c) => c.notNull())
		.addColumn('subtitle', text)
		.addColumn('from_at', text, (c) => c.notNull())
		.addColumn('to_at', text, (c) => c.notNull())
		.addColumn('created_by', text, (c) => c.notNull())
		.addColumn('created_at', text, (c) => c.notNull())
		.addColumn('withdrawn_by', text)
		.addColumn('withdrawn_at', text)
		.execute();
	await schema.createIndex('lobby_notice_court').on('lobby_notice').columns(['court_code', 'from_at']).execute();
	await schema
		.createTable('public_text')
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('name', text, (c) => c.notNull())
		.addColumn('value', text, (c) => c.notNull())
		.addPrimaryKeyConstraint('public_text_pk', ['court_code', 'name'])
		.execute();
	await schema
		.createTable('public_notice')
		.addColumn('id', text, (c) => c.primaryKey())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('text', text, (c) => c.notNull())
		.addColumn('subtitle', text)
		.addColumn('from_at', text, (c) => c.notNull())
		.addColumn('to_at', text, (c) => c.notNull())
		.execute();
	await schema.createIndex('public_notice_court').on('public_notice').columns(['court_code', 'to_at']).execute();
	await schema
		.createTable('public_hearing')
		.addColumn('case_number', text, (c) => c.notNull())
		.addColumn('place', 'integer', (c) => c.notNull())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('day', text, (c) => c.notNull())
		.addColumn('time', text)
		.addColumn('room', text)
		.addColumn('cause', text, (c) => c.notNull())
		.addColumn('state', text, (c) => c.notNull())
		.addPrimaryKeyConstraint('public_hearing_pk', ['case_number', 'place'])
		.execute();
	await schema.createIndex('public_hearing_day').on('public_hearing').columns(['court_code', 'day']).execute();
	// How far the log of a court has been looked through for public hearings.
	await schema
		.createTable('lobby_cursor')
		.addColumn('court_code', text, (c) => c.primaryKey())
		.addColumn('court_seq', engine === 'sqlite' ? 'integer' : 'bigint', (c) => c.notNull())
		.execute();
}
