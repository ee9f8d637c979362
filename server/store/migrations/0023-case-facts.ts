import type { Kysely } from 'kysely';
import { text, type Engine } from './0001/columns.ts';

/**
 * The facts of a case apart from what is computed of them: a sweep or a change of rules writes the latter anew and leaves the former where they are.
 * A case that was stored before has them in its state until it is saved again.
 */
export async function caseFactSchema(db: Kysely<unknown>, engine: Engine): Promise<void> {
	await db.schema
		.createTable('case_facts')
		.addColumn('case_id', engine === 'sqlite' ? 'integer' : 'bigint', (c) => c.notNull().primaryKey())
		.addColumn('facts', text, (c) => c.notNull())
		.execute();
}
