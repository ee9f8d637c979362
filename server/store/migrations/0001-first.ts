import { sql, type Kysely } from 'kysely';
import { cases, locks } from './0001/cases.ts';
import type { Engine } from './0001/columns.ts';
import { accounts, directory } from './0001/directory.ts';
import { eventLog } from './0001/event-log.ts';
import { figures } from './0001/figures.ts';

/** Log, audit and publications are append-only: the database itself refuses to change or delete a row. */
async function appendOnly(db: Kysely<unknown>, engine: Engine): Promise<void> {
	if (engine === 'postgres')
		await sql`create function refuse_change() returns trigger language plpgsql as $$ begin raise exception 'append-only'; end $$`.execute(
			db,
		);
	for (const table of ['case_event', 'audit', 'publication']) {
		for (const action of ['update', 'delete']) {
			const name = sql.ref(`${table}_no_${action}`);
			if (engine === 'sqlite')
				await sql`create trigger ${name} before ${sql.raw(action)} on ${sql.table(table)} begin select raise(abort, 'append-only'); end`.execute(
					db,
				);
			else
				await sql`create trigger ${name} before ${sql.raw(action)} on ${sql.table(table)} for each row execute function refuse_change()`.execute(
					db,
				);
		}
	}
}

/** The first schema: every table of the contract, §8. */
export async function firstSchema(db: Kysely<unknown>, engine: Engine): Promise<void> {
	await directory(db);
	await accounts(db);
	await eventLog(db, engine);
	await cases(db, engine);
	await locks(db);
	await figures(db, engine);
	await appendOnly(db, engine);
}
