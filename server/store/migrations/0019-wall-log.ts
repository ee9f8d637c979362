import { sql, type Kysely, type RawBuilder } from 'kysely';

/** Kinds of event that walls count one by one: no sum keeps them. Fixed with the index. */
export const toldTypes = [
	'money-deposited',
	'money-refunded',
	'dishonesty-listed',
	'dishonesty-removed',
	'sanction-decided',
	'summon-started',
	'detention-started',
	'consumption-lifted',
	'event-withdrawn',
] as const;

// Both databases take an index of some rows only where a query names them in the very words of the index: never as bound values.
const words = (values: readonly string[]): RawBuilder<unknown> => sql.join(values.map((value) => sql.lit(value)));

/** The condition of the index of events that are counted one by one. */
export const isTold = (type: string): RawBuilder<boolean> => sql<boolean>`${sql.ref(type)} in (${words(toldTypes)})`;

/** The condition of the index of events that mark a case. */
export const isMarking = (type: string, data: string): RawBuilder<boolean> =>
	sql<boolean>`${sql.ref(type)} in (${words(['case-filed', 'case-updated'])}) and ${sql.ref(data)} like ${sql.lit('%"tags":%')}`;

/** What walls count of the log itself: rare kinds of event, and cases that carry marks; and receipts by the day on which they arrived. */
export async function wallLogSchema(db: Kysely<unknown>): Promise<void> {
	await sql`create index case_event_told on case_event (court_code, type, occurred_on) where ${isTold('type')}`.execute(db);
	await sql`create index case_event_marked on case_event (court_code, case_key) where ${isMarking('type', 'data')}`.execute(db);
	await sql`create index node_instance_receipt on node_instance (court_code, started_on, phase) where node = 'enf-pay-done'`.execute(db);
}
