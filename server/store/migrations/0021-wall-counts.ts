import { sql, type Kysely } from 'kysely';

/** What walls ask on every change about the few among the many: clocks that stand still, and what was issued of late. */
export async function wallCountSchema(db: Kysely<unknown>): Promise<void> {
	// Word for word what server/store/wall-nodes.ts asks for. The sweep, whose clocks run, never touches this index.
	await sql`create index node_clock_frozen on node_clock (court_code, node_id) where open = 1 and frozen = 1`.execute(db);
	const { schema } = db;
	await schema.createIndex('publication_court').on('publication').column('court_code').execute();
	await schema.createIndex('publication_head_issued').on('publication_head').column('issued_at').execute();
	await schema
		.createIndex('publication_head_corrects')
		.on('publication_head')
		.column('corrects_id')
		.where(sql.ref('corrects_id'), 'is not', null)
		.execute();
}
