import type { Db } from './schema.ts';

/** A sentence that a person keeps. */
export interface PhraseRow {
	readonly id: number;
	readonly use: string;
	readonly text: string;
	readonly position: number;
}

/** A person's phrases in the order that the person gave them. */
export async function readPhrases(db: Db, accountId: string): Promise<readonly PhraseRow[]> {
	const rows = await db
		.selectFrom('phrase')
		.select(['id', 'use', 'text', 'position'])
		.where('account_id', '=', accountId)
		.orderBy('use')
		.orderBy('position')
		.orderBy('id')
		.execute();
	return rows.map((row) => ({ id: Number(row.id), use: row.use, text: row.text, position: Number(row.position) }));
}

/** Adds a phrase; answers its number. */
export async function insertPhrase(
	db: Db,
	accountId: string,
	phrase: { readonly use: string; readonly text: string; readonly position: number; readonly at: string },
): Promise<number> {
	const { use, text, position, at } = phrase;
	const row = await db
		.insertInto('phrase')
		.values({ account_id: accountId, use, text, position, created_at: at })
		.returning('id')
		.executeTakeFirstOrThrow();
	return Number(row.id);
}

/** Gives phrases the order of the list. */
export async function orderPhrases(db: Db, accountId: string, ids: readonly number[]): Promise<void> {
	for (const [position, id] of ids.entries())
		await db
			.updateTable('phrase')
			.set({ position: position + 1 })
			.where('id', '=', id)
			.where('account_id', '=', accountId)
			.execute();
}

/** Deletes a phrase of a person. */
export async function deletePhrase(db: Db, accountId: string, id: number): Promise<void> {
	await db.deleteFrom('phrase').where('id', '=', id).where('account_id', '=', accountId).execute();
}
