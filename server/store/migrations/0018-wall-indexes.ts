import { sql, type Kysely } from 'kysely';

/** What the walls ask on every change, answered by indexes alone where a province has hundreds of thousands of open nodes. */
export async function wallIndexSchema(db: Kysely<unknown>): Promise<void> {
	const { schema } = db;
	// As wide as the counts by node, court and case: none of them looks at a row.
	await schema.dropIndex('node_instance_court').execute();
	await schema.createIndex('node_instance_court').on('node_instance').columns(['court_code', 'phase', 'node', 'case_id']).execute();
	const cases = (name: string, where: string) =>
		sql`create index ${sql.id(name)} on case_file (court_code, id) where ${sql.raw(where)}`.execute(db);
	// Word for word what server/store/wall-monitor.ts asks for.
	await cases('case_file_resumed', `kind = 'enforcement-resumed'`);
	await cases('case_file_side', `kind not in ('enforcement-first', 'enforcement-resumed')`);
	await sql`create index node_clock_seal on node_clock (court_code, due_on, node_id) where open = 1 and node_id like '%/seal-expiry-%'`.execute(
		db,
	);
	// Word for word what server/store/wall-flow.ts asks for.
	await sql`create index case_event_flow on case_event (type, occurred_on, court_code)
		where type in ('notice-issued', 'net-query-launched', 'zb-interviewed', 'money-paid', 'auction-sold', 'event-withdrawn')`.execute(db);
	await schema.createIndex('quarantine_open').on('quarantine').column('court_code').where(sql.ref('resolved_at'), 'is', null).execute();
	await schema.createIndex('unlock_request_court').on('unlock_request').columns(['court_code', 'state', 'step_due_on']).execute();
}
