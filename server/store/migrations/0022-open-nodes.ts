import { sql, type Kysely } from 'kysely';

/**
 * Open nodes by what does not move while they are open. The sweep changes phases by the thousand: an index by phase takes an entry out of one page and
 * puts it into another for each of them.
 */
export async function openNodeSchema(db: Kysely<unknown>): Promise<void> {
	const { schema } = db;
	for (const name of ['node_instance_court', 'node_instance_ended', 'node_instance_receipt']) await schema.dropIndex(name).execute();
	// Open ones stand together, as do those that ended on a day; as wide as the counts by node, court and case.
	await schema
		.createIndex('node_instance_span')
		.on('node_instance')
		.columns(['court_code', 'ended_on', 'void_reason', 'node', 'case_id'])
		.execute();
	const few = (name: string, columns: string, where: string) =>
		sql`create index ${sql.id(name)} on node_instance (${sql.raw(columns)}) where ${sql.raw(where)}`.execute(db);
	// Word for word what server/store/open-nodes.ts asks for.
	await few('node_instance_overdue', 'court_code, node, case_id, overdue_on', `phase = 'overdue'`);
	await few('node_instance_warned', 'court_code, node, id', `phase = 'warning' and node like 'seal-expiry-%'`);
	// Receipts that came to nothing are told by why: their phase, which moves, is not asked for.
	await few('node_instance_receipt', 'court_code, started_on, void_reason', `node = 'enf-pay-done'`);
}
