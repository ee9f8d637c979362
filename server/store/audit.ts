import { canonicalJson, chainStart, sha256 } from './hash.ts';
import type { Db } from './schema.ts';

/** One line of the audit: who did what to which object, with what result. */
export interface AuditEntry {
	readonly at: string;
	readonly actor: string;
	readonly role: string;
	readonly court: string;
	readonly address: string;
	readonly action: string;
	readonly object: string;
	readonly before?: unknown;
	readonly after?: unknown;
	readonly result: string;
	readonly requestId: string;
}

/** Appends to the audit chain, in the transaction of the deed itself. */
export async function appendAudit(db: Db, entry: AuditEntry): Promise<void> {
	const last = await db.selectFrom('audit').select('hash').orderBy('seq', 'desc').limit(1).executeTakeFirst();
	const prev = last?.hash ?? chainStart;
	const row = {
		at: entry.at,
		actor: entry.actor,
		role: entry.role,
		court_code: entry.court,
		address: entry.address,
		action: entry.action,
		// PostgreSQL takes no U+0000 in a text, and what somebody asked with must not keep the deed from being written down.
		object: entry.object.replaceAll('\u0000', '\ufffd'),
		before_hash: entry.before === undefined ? null : sha256(canonicalJson(entry.before)),
		after_hash: entry.after === undefined ? null : sha256(canonicalJson(entry.after)),
		result: entry.result,
		request_id: entry.requestId,
	};
	await db
		.insertInto('audit')
		.values({ ...row, prev_hash: prev, hash: sha256(`${prev}|${canonicalJson(row)}`) })
		.execute();
}

/** The first broken link of the audit chain, or undefined. */
export async function verifyAudit(db: Db): Promise<number | undefined> {
	let previous = chainStart;
	for (const { seq, prev_hash, hash, ...row } of await db.selectFrom('audit').selectAll().orderBy('seq').execute()) {
		if (prev_hash !== previous || sha256(`${previous}|${canonicalJson(row)}`) !== hash) return Number(seq);
		previous = hash;
	}
	return undefined;
}
