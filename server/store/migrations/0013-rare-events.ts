import { sql, type Kysely } from 'kysely';

/** Events that are rare and asked for across all cases: of closings that were undone, and of cases that went to another court. */
export async function rareEventSchema(db: Kysely<unknown>): Promise<void> {
	const index = (name: string, type: string, column: string) =>
		db.schema.createIndex(name).on('case_event').column(column).where(sql.ref('type'), '=', sql.lit(type)).execute();
	await index('case_event_reopened', 'case-reopened', 'case_key');
	await index('case_event_transferred', 'case-transferred', 'recorded_at');
	// Cases pending for long are asked for by their filing among those that are open; counted from the index alone, as their rows are large.
	await db.schema
		.createIndex('case_file_pending')
		.on('case_file')
		.columns(['court_code', 'filed_on', 'kind', 'track', 'procedure', 'enterprise_class', 'unit_code', 'handler_code', 'closed_on'])
		.where(sql.ref('closed_on'), 'is', sql.lit(null))
		.execute();
	// Of all nodes that ended in a time, few are payments or assessments.
	const few = (name: string, where: string) =>
		sql`create index ${sql.id(name)} on node_instance (court_code, ended_on) where ${sql.raw(where)}`.execute(db);
	await few('node_instance_paid', `node = 'enf-pay-done'`);
	await few('node_instance_assessed', `node >= 'enf-econ-assess' and node < 'enf-econ-assest'`);
}
