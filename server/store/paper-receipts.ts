import type { Role } from '../core/access/may.ts';
import type { Instant } from '../core/time/types.ts';
import type { Db } from './schema.ts';

/** 签收: a person who has read a publication. */
export interface Receipt {
	readonly person: string;
	readonly role: string;
	readonly court: string;
	readonly signedAt: Instant;
}

/** Signs for a publication; false where the person has signed before. */
export async function insertReceipt(db: Db, publicationId: string, receipt: Receipt): Promise<boolean> {
	const made = await db
		.insertInto('publication_receipt')
		.values({
			publication_id: publicationId,
			person_code: receipt.person,
			role: receipt.role,
			court_code: receipt.court,
			signed_at: receipt.signedAt,
		})
		.onConflict((on) => on.columns(['publication_id', 'person_code']).doNothing())
		.returning('publication_id')
		.execute();
	return made.length > 0;
}

/** Who has signed, in the order of signing. */
export async function readReceipts(db: Db, publicationId: string): Promise<readonly Receipt[]> {
	const rows = await db
		.selectFrom('publication_receipt')
		.selectAll()
		.where('publication_id', '=', publicationId)
		.orderBy('signed_at')
		.orderBy('person_code')
		.execute();
	return rows.map((row) => ({ person: row.person_code, role: row.role, court: row.court_code, signedAt: row.signed_at as Instant }));
}

/** Which of some publications a person has signed for. */
export async function readSigned(db: Db, person: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
	if (ids.length === 0) return new Set();
	const rows = await db
		.selectFrom('publication_receipt')
		.select('publication_id')
		.where('person_code', '=', person)
		.where('publication_id', 'in', ids)
		.execute();
	return new Set(rows.map((row) => row.publication_id));
}

/** Persons who hold an office that reads publications at a court, each with the first such office. Accounts that are closed do not count. */
export async function readReaders(
	db: Db,
	court: string,
	roles: readonly Role[],
): Promise<readonly { readonly person: string; readonly role: string }[]> {
	const rows = await db
		.selectFrom('account')
		.innerJoin('account_role', 'account_role.account_id', 'account.id')
		.select(['account.person_code', 'account_role.role'])
		.where('account.disabled_at', 'is', null)
		.where('account.person_code', 'is not', null)
		.where('account_role.court_code', '=', court)
		.where('account_role.role', 'in', roles)
		.orderBy('account.person_code')
		.execute();
	const first = new Map<string, string>();
	for (const role of roles)
		for (const row of rows) if (row.role === role && !first.has(row.person_code!)) first.set(row.person_code!, role);
	return [...first].map(([person, role]) => ({ person, role }));
}
