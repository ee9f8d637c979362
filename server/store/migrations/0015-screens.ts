import type { Kysely } from 'kysely';
import { identity, text, type Engine } from './0001/columns.ts';

/** Screens in full: what an operator sets, pairing, what screens say of themselves, scenes and playlists, the duty roster. */
export async function screenSchema(db: Kysely<unknown>, engine: Engine): Promise<void> {
	const { schema } = db;
	for (const [name, initial] of [
		['place', ''],
		['purpose', 'wall'],
		['groups', '[]'],
		['settings', '{}'],
		['state', 'approved'],
		['created_at', ''],
	] as const)
		await schema
			.alterTable('screen')
			.addColumn(name, text, (c) => c.notNull().defaultTo(initial))
			.execute();
	for (const name of ['override', 'message', 'revoked_at', 'report', 'report_at'])
		await schema.alterTable('screen').addColumn(name, text).execute();
	await schema
		.alterTable('screen')
		.addColumn('revision', 'integer', (c) => c.notNull().defaultTo(0))
		.execute();
	await schema
		.createTable('screen_pairing')
		.addColumn('id', text, (c) => c.primaryKey())
		.addColumn('code_hash', text, (c) => c.notNull().unique())
		.addColumn('secret_hash', text, (c) => c.notNull())
		.addColumn('asked_at', 'bigint', (c) => c.notNull())
		.addColumn('expires_at', 'bigint', (c) => c.notNull())
		.addColumn('state', text, (c) => c.notNull())
		.addColumn('screen_id', text)
		.addColumn('info', text, (c) => c.notNull())
		.execute();
	await identity(schema.createTable('screen_log'), 'seq', engine)
		.addColumn('screen_id', text, (c) => c.notNull())
		.addColumn('at', text, (c) => c.notNull())
		.addColumn('kind', text, (c) => c.notNull())
		.addColumn('detail', text, (c) => c.notNull())
		.execute();
	await schema.createIndex('screen_log_screen').on('screen_log').columns(['screen_id', 'seq']).execute();
	await schema
		.createTable('screen_picture')
		.addColumn('screen_id', text, (c) => c.primaryKey())
		.addColumn('taken_at', text, (c) => c.notNull())
		.addColumn('media_type', text, (c) => c.notNull())
		.addColumn('bytes', engine === 'sqlite' ? 'blob' : 'bytea', (c) => c.notNull())
		.execute();
	await schema
		.createTable('wall_design')
		.addColumn('kind', text, (c) => c.notNull())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('id', text, (c) => c.notNull())
		.addColumn('version', 'integer', (c) => c.notNull())
		.addColumn('data', text, (c) => c.notNull())
		.addColumn('retired', 'integer', (c) => c.notNull())
		.addColumn('saved_by', text, (c) => c.notNull())
		.addColumn('saved_at', text, (c) => c.notNull())
		.addColumn('note', text, (c) => c.notNull())
		.addPrimaryKeyConstraint('wall_design_pk', ['kind', 'court_code', 'id', 'version'])
		.execute();
	await schema
		.createTable('duty_shift')
		.addColumn('id', text, (c) => c.primaryKey())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('day', text, (c) => c.notNull())
		.addColumn('from_time', text, (c) => c.notNull())
		.addColumn('to_time', text, (c) => c.notNull())
		.addColumn('person_code', text, (c) => c.notNull())
		.addColumn('post', text, (c) => c.notNull())
		.addColumn('signed_in_at', text)
		.execute();
	await schema.createIndex('duty_shift_day').on('duty_shift').columns(['court_code', 'day']).execute();
	await schema
		.createTable('handover_note')
		.addColumn('id', text, (c) => c.primaryKey())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('written_at', text, (c) => c.notNull())
		.addColumn('written_by', text, (c) => c.notNull())
		.addColumn('text', text, (c) => c.notNull())
		.addColumn('done_at', text)
		.addColumn('done_by', text)
		.execute();
	await schema.createIndex('handover_note_court').on('handover_note').columns(['court_code', 'written_at']).execute();
}
