import { sql, type Kysely } from 'kysely';

/** Events that are rare and asked for across all cases: of closings that were undone, and of cases that went to another court. */
export async function rareEventSchema(db: Kysely<unknown>): Promise<void> {
	const index = (name: string, type: string, column: string) =>
		db.schema.createIndex(name).on('case_event').column(column).where(sql.ref('type'), '=', sql.lit(type)).execute();
	await index('case_event_reopened', 'case-reopened', 'case_key');
	await index('case_event_transferred', 'case-transferred', 'recorded_at');
}
