import type { Kysely } from 'kysely';

/** Which engine a migration runs on: identity columns and triggers differ. */
export type Engine = 'sqlite' | 'postgres';

/** Days, instants, codes and JSON are all text. */
export const text = 'text' as const;

type TableBuilder = ReturnType<Kysely<unknown>['schema']['createTable']>;

/** Adds a number that counts up by itself, as the primary key. */
export function identity(table: TableBuilder, name: string, engine: Engine): TableBuilder {
	return engine === 'sqlite'
		? (table.addColumn(name, 'integer', (c) => c.primaryKey().autoIncrement()) as unknown as TableBuilder)
		: (table.addColumn(name, 'bigint', (c) => c.generatedByDefaultAsIdentity().primaryKey()) as unknown as TableBuilder);
}
