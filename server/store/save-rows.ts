import type { Insertable } from 'kysely';
import type { Database, Db } from './schema.ts';

/** SQLite takes 32,766 bound values in a statement, PostgreSQL 65,535. */
const mostValues = 30_000;
const largestChunk = 64;

/**
 * Cuts rows into statements that stay within the number of bound values. The sizes are powers of two, so that few texts are needed for any number
 * of rows and a connection can keep them prepared.
 */
export function chunked<T extends object>(rows: readonly T[]): readonly (readonly T[])[] {
	const columns = Math.max(1, Object.keys(rows[0] ?? {}).length);
	const largest = Math.min(largestChunk, powerOfTwoWithin(mostValues / columns));
	const chunks: T[][] = [];
	for (let at = 0; at < rows.length; at += chunks.at(-1)!.length)
		chunks.push(rows.slice(at, at + Math.min(largest, powerOfTwoWithin(rows.length - at))));
	return chunks;
}

const powerOfTwoWithin = (count: number): number => 2 ** Math.floor(Math.log2(count));

/** Inserts rows; where the key is there already, every other column takes the new value. */
export async function upsert<T extends keyof Database & string>(
	db: Db,
	table: T,
	key: readonly string[],
	rows: readonly Insertable<Database[T]>[],
): Promise<void> {
	for (const chunk of chunked(rows)) {
		const columns = Object.keys(chunk[0] as object).filter((column) => !key.includes(column));
		await db
			.insertInto(table as 'rung')
			.values(chunk as never)
			.onConflict((on) => {
				const target = on.columns(key as never);
				return columns.length
					? target.doUpdateSet(
							(eb) => Object.fromEntries(columns.map((column) => [column, eb.ref(`excluded.${column}` as never)])) as never,
						)
					: target.doNothing();
			})
			.execute();
	}
}

/** Inserts rows that are not there yet. */
export async function insertNew<T extends keyof Database & string>(
	db: Db,
	table: T,
	key: readonly string[],
	rows: readonly Insertable<Database[T]>[],
): Promise<void> {
	for (const chunk of chunked(rows))
		await db
			.insertInto(table as 'rung')
			.values(chunk as never)
			.onConflict((on) => on.columns(key as never).doNothing())
			.execute();
}
