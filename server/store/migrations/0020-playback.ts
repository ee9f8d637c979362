import type { Kysely } from 'kysely';
import { text, type Engine } from './0001/columns.ts';

/** Recorded walls: spans of recording, the minutes of open hours, and packed days by topic. */
export async function playbackSchema(db: Kysely<unknown>, engine: Engine): Promise<void> {
	const { schema } = db;
	const bytes = engine === 'sqlite' ? 'blob' : 'bytea';
	await schema
		.createTable('playback_span')
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('from_minute', 'integer', (c) => c.notNull())
		.addColumn('to_minute', 'integer', (c) => c.notNull())
		.addPrimaryKeyConstraint('playback_span_pk', ['court_code', 'from_minute'])
		.execute();
	// The bytes stand last: marks are read without touching them.
	await schema
		.createTable('playback_minute')
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('minute', 'integer', (c) => c.notNull())
		.addColumn('topics', text, (c) => c.notNull())
		.addColumn('changes', text, (c) => c.notNull())
		.addColumn('bytes', bytes, (c) => c.notNull())
		.addPrimaryKeyConstraint('playback_minute_pk', ['court_code', 'minute'])
		.execute();
	await schema
		.createTable('playback_block')
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('topic', text, (c) => c.notNull())
		.addColumn('day', 'integer', (c) => c.notNull())
		.addColumn('changes', text, (c) => c.notNull())
		.addColumn('bytes', bytes, (c) => c.notNull())
		.addPrimaryKeyConstraint('playback_block_pk', ['court_code', 'topic', 'day'])
		.execute();
	await schema.createIndex('playback_block_day').on('playback_block').columns(['court_code', 'day']).execute();
}
