import { chunked } from './save-rows.ts';
import type { Db } from './schema.ts';

/** A row kept in quarantine. */
export interface QuarantineRow {
	readonly receivedAt: string;
	readonly keyId?: string;
	readonly court?: string;
	readonly source?: string;
	readonly eventId?: string;
	readonly caseKey?: string;
	readonly raw: string;
	readonly reason: string;
	readonly detail: string;
}

/** What is wrong with a row must not keep it out of the quarantine: PostgreSQL's text takes no NUL. */
function storable(row: QuarantineRow): QuarantineRow {
	return Object.fromEntries(
		Object.entries(row).map(([name, value]) => [
			name,
			typeof value === 'string' ? value.replaceAll('\u0000', '\ufffd') : (value as unknown),
		]),
	) as unknown as QuarantineRow;
}

/** Keeps rows with their reasons; a row sent again unchanged while it is still waiting is kept once, with one more try. */
export async function saveQuarantine(db: Db, sent: readonly QuarantineRow[]): Promise<void> {
	if (sent.length === 0) return;
	const rows = sent.map(storable);
	const raws = [...new Set(rows.map((row) => row.raw))];
	const waiting = await db
		.selectFrom('quarantine')
		.select(['id', 'raw'])
		.where('resolved_at', 'is', null)
		.where('raw', 'in', raws)
		.execute();
	const known = new Map(waiting.map((row) => [row.raw, row.id]));
	if (known.size > 0)
		await db
			.updateTable('quarantine')
			.set((eb) => ({ tries: eb('tries', '+', 1) }))
			.where('id', 'in', [...known.values()])
			.execute();
	const fresh = [...new Map(rows.filter((row) => !known.has(row.raw)).map((row) => [row.raw, row])).values()];
	for (const chunk of chunked(
		fresh.map((row) => ({
			received_at: row.receivedAt,
			key_id: row.keyId ?? null,
			court_code: row.court ?? null,
			source: row.source ?? null,
			event_id: row.eventId ?? null,
			case_key: row.caseKey ?? null,
			raw: row.raw,
			reason: row.reason,
			detail: row.detail,
			tries: 1,
			resolved_at: null,
			resolution: null,
		})),
	))
		await db.insertInto('quarantine').values(chunk).execute();
}

/** Rows that wait for a case to be filed, by case key. */
export async function readWaitingForCases(
	db: Db,
	caseKeys: readonly string[],
): Promise<readonly { readonly id: number; readonly raw: string; readonly keyId: string | null }[]> {
	if (caseKeys.length === 0) return [];
	const rows = await db
		.selectFrom('quarantine')
		.select(['id', 'raw', 'key_id'])
		.where('case_key', 'in', caseKeys)
		.where('reason', '=', 'unknown-case')
		.where('resolved_at', 'is', null)
		.orderBy('id')
		.execute();
	return rows.map((row) => ({ id: Number(row.id), raw: row.raw, keyId: row.key_id }));
}

/** Marks rows as dealt with: taken up by themselves, retried or dismissed. */
export async function resolveQuarantine(db: Db, ids: readonly number[], at: string, resolution: string): Promise<void> {
	if (ids.length > 0) await db.updateTable('quarantine').set({ resolved_at: at, resolution }).where('id', 'in', ids).execute();
}
