import type { Transaction } from 'kysely';
import type { Database } from './schema.ts';

/** A transaction that may give way after each of its statements, so that one which saves much holds nobody up. */
export function breathing(db: Transaction<Database>, breathe: () => Promise<void>): Transaction<Database> {
	return db.withPlugin({
		transformQuery: ({ node }) => node,
		transformResult: async ({ result }) => {
			await breathe();
			return result;
		},
	});
}
