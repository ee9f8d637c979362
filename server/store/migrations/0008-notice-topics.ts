import { sql, type Kysely } from 'kysely';
import { text } from './0001/columns.ts';

/** What a notice is about, and how much was told of the silence of a case. */
export async function noticeTopicSchema(db: Kysely<unknown>): Promise<void> {
	const { schema } = db;
	await schema
		.alterTable('notice')
		.addColumn('topic', text, (c) => c.notNull().defaultTo('node'))
		.execute();
	await schema.alterTable('case_file').addColumn('silent_told', 'integer').execute();
	await schema.alterTable('case_file').addColumn('silent_from', text).execute();
	// Nothing was told of any case so far; those that are stopped are found out when they are asked for, and once saved by the column.
	await sql`update case_file set silent_told = 0
		where closed_on is null and last_step_on is not null and kind in ('enforcement-first', 'enforcement-resumed', 'preservation')`.execute(db);
	await schema
		.createIndex('case_file_untold')
		.on('case_file')
		.columns(['silent_told', 'court_code', 'last_step_on', 'silent_from'])
		.where(sql.ref('silent_told'), 'is not', null)
		.execute();
	await schema
		.createIndex('notice_topic')
		.on('notice')
		.columns(['court_code', 'topic', 'state'])
		.where(sql.ref('topic'), '<>', sql.lit('node'))
		.execute();
}
