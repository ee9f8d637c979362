import { sha256 } from './hash.ts';
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

/** What is wrong with a row at its latest try, as columns. */
const verdictOf = (row: QuarantineRow) => ({
	court_code: row.court ?? null,
	source: row.source ?? null,
	event_id: row.eventId ?? null,
	case_key: row.caseKey ?? null,
	reason: row.reason,
	detail: row.detail,
});

/** Keeps rows with their reasons; a row sent again while it is still waiting is kept once, with one more try and its latest reason. */
export async function saveQuarantine(db: Db, sent: readonly QuarantineRow[]): Promise<void> {
	if (sent.length === 0) return;
	const rows = new Map(sent.map(storable).map((row) => [sha256(row.raw), row]));
	const waiting = await db
		.selectFrom('quarantine')
		.select(['id', 'raw_hash', 'court_code', 'source', 'event_id', 'case_key', 'reason', 'detail'])
		.where('resolved_at', 'is', null)
		.where('raw_hash', 'in', [...rows.keys()])
		.execute();
	if (waiting.length > 0)
		await db
			.updateTable('quarantine')
			.set((eb) => ({ tries: eb('tries', '+', 1) }))
			.where(
				'id',
				'in',
				waiting.map((row) => row.id),
			)
			.execute();
	for (const { id, raw_hash, ...before } of waiting) {
		const now = verdictOf(rows.get(raw_hash)!);
		const changed = (Object.keys(now) as (keyof typeof now)[]).some((column) => before[column] !== now[column]);
		if (changed) await db.updateTable('quarantine').set(now).where('id', '=', id).execute();
	}
	const known = new Set(waiting.map((row) => row.raw_hash));
	const fresh = [...rows].filter(([hash]) => !known.has(hash));
	for (const chunk of chunked(
		fresh.map(([hash, row]) => ({
			received_at: row.receivedAt,
			key_id: row.keyId ?? null,
			...verdictOf(row),
			raw: row.raw,
			raw_hash: hash,
			tries: 1,
			resolved_at: null,
			resolution: null,
		})),
	))
		await db.insertInto('quarantine').values(chunk).execute();
}

/** Rows that wait for a case to be filed, by case key: a page of them, after an id. */
export async function readWaitingForCases(
	db: Db,
	caseKeys: readonly string[],
	page: { readonly after: number; readonly limit: number },
): Promise<readonly { readonly id: number; readonly raw: string; readonly keyId: string | null }[]> {
	if (caseKeys.length === 0) return [];
	const rows = await db
		.selectFrom('quarantine')
		.select(['id', 'raw', 'key_id'])
		.where('case_key', 'in', caseKeys)
		.where('reason', '=', 'unknown-case')
		.where('resolved_at', 'is', null)
		.where('id', '>', page.after)
		.orderBy('id')
		.limit(page.limit)
		.execute();
	return rows.map((row) => ({ id: Number(row.id), raw: row.raw, keyId: row.key_id }));
}

/** Marks rows as dealt with: taken up by themselves, retried or dismissed. */
export async function resolveQuarantine(db: Db, ids: readonly number[], at: string, resolution: string): Promise<void> {
	if (ids.length > 0) await db.updateTable('quarantine').set({ resolved_at: at, resolution }).where('id', 'in', ids).execute();
}
