import type { Db } from './schema.ts';

/** A filter that a person keeps under a name. */
export interface SavedViewRow {
	readonly id: string;
	readonly name: string;
	readonly query: string;
}

/** The views of an account, oldest first. */
export async function readSavedViews(db: Db, accountId: string): Promise<readonly SavedViewRow[]> {
	return db
		.selectFrom('saved_view')
		.select(['id', 'name', 'query'])
		.where('account_id', '=', accountId)
		.orderBy('created_at')
		.orderBy('id')
		.execute();
}

/** Keeps a view; one of the same name takes the new filter. */
export async function saveView(db: Db, accountId: string, view: SavedViewRow, at: string): Promise<void> {
	await db
		.insertInto('saved_view')
		.values({ id: view.id, account_id: accountId, name: view.name, query: view.query, created_at: at })
		.onConflict((on) => on.columns(['account_id', 'name']).doUpdateSet({ query: view.query }))
		.execute();
}

/** Removes a view of an account; answers whether it was there. */
export async function removeView(db: Db, accountId: string, id: string): Promise<boolean> {
	const gone = await db.deleteFrom('saved_view').where('account_id', '=', accountId).where('id', '=', id).returning('id').execute();
	return gone.length > 0;
}
