import { CompiledQuery, type Insertable } from 'kysely';
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

/** A list for an `in`, filled up with its last member to a power of two: few texts then serve lists of any length. */
export function padded<T>(list: readonly T[]): readonly T[] {
	const last = list.at(-1);
	const length = 2 ** Math.ceil(Math.log2(list.length));
	// A list that long is rare, and twice as many values may be too many.
	return last === undefined || length > mostValues ? list : [...list, ...Array.from({ length: length - list.length }, () => last)];
}

const powerOfTwoWithin = (count: number): number => 2 ** Math.floor(Math.log2(count));

/**
 * Inserts rows; where the key is there already, every other column takes the new value, or, where columns are named, each of those: an index of
 * columns that stay is then left alone.
 */
export async function upsert<T extends keyof Database & string>(
	db: Db,
	table: T,
	key: readonly string[],
	rows: readonly Insertable<Database[T]>[],
	only?: readonly (keyof Database[T] & string)[],
): Promise<void> {
	await insert(db, { table, key, mode: 'replace', ...(only ? { only } : {}) }, rows);
}

/** Inserts rows that are not there yet. */
export async function insertNew<T extends keyof Database & string>(
	db: Db,
	table: T,
	key: readonly string[],
	rows: readonly Insertable<Database[T]>[],
): Promise<void> {
	await insert(db, { table, key, mode: 'keep' }, rows);
}

/** Inserts rows with a number; where the key is there already, the number is added to the one that stands. */
export async function addUp<T extends keyof Database & string>(
	db: Db,
	table: T,
	key: readonly string[],
	rows: readonly Insertable<Database[T]>[],
): Promise<void> {
	await insert(db, { table, key, mode: 'add' }, rows);
}

interface Insertion {
	readonly table: string;
	readonly key: readonly string[];
	readonly mode: 'replace' | 'keep' | 'add';
	/** Columns that are replaced; absent: all but the key. */
	readonly only?: readonly string[];
}

/**
 * Texts of statements by connection pool: table, columns and number of rows say everything but the values. Kysely takes longer to put a statement of
 * many rows together than SQLite takes to run it.
 */
const texts = new WeakMap<object, Map<string, string>>();

async function insert(db: Db, insertion: Insertion, rows: readonly object[]): Promise<void> {
	for (const chunk of chunked(rows)) {
		const columns = Object.keys(chunk[0]!);
		const values = valuesOf(chunk as readonly Record<string, unknown>[], columns);
		await (values
			? db.executeQuery(CompiledQuery.raw(textOf(db, insertion, columns, chunk), values))
			: build(db, insertion, chunk).execute());
	}
}

/** The values of rows, one row after the other; undefined where a column is left out, which takes its default and which only the builder can write. */
function valuesOf(rows: readonly Record<string, unknown>[], columns: readonly string[]): unknown[] | undefined {
	const values: unknown[] = [];
	for (const row of rows) {
		if (Object.keys(row).length !== columns.length) return undefined;
		for (const column of columns) {
			const value = row[column];
			if (value === undefined) return undefined;
			values.push(value);
		}
	}
	return values;
}

const textOf = (db: Db, insertion: Insertion, columns: readonly string[], chunk: readonly object[]): string =>
	statementText(db, `${insertion.mode} ${insertion.table} ${columns.join()} ${insertion.only?.join() ?? ''} ${chunk.length}`, () =>
		build(db, insertion, chunk),
	);

/** The text of a statement by a name that says everything but its values: it is put together once. */
export function statementText(db: Db, name: string, build: () => { compile(): { readonly sql: string } }): string {
	const pool = db.getExecutor().adapter;
	let known = texts.get(pool);
	if (!known) texts.set(pool, (known = new Map()));
	let text = known.get(name);
	if (text === undefined) known.set(name, (text = build().compile().sql));
	return text;
}

function build(db: Db, { table, key, mode, only }: Insertion, chunk: readonly object[]) {
	const columns = only ?? Object.keys(chunk[0]!).filter((column) => !key.includes(column));
	return db
		.insertInto(table as 'rung')
		.values(chunk as never)
		.onConflict((on) => {
			const target = on.columns(key as never);
			if (mode === 'keep' || columns.length === 0) return target.doNothing();
			if (mode === 'replace')
				return target.doUpdateSet(
					(eb) => Object.fromEntries(columns.map((column) => [column, eb.ref(`excluded.${column}` as never)])) as never,
				);
			return target.doUpdateSet(
				(eb) =>
					Object.fromEntries(
						columns.map((column) => [column, eb(`${table}.${column}` as never, '+', eb.ref(`excluded.${column}` as never))]),
					) as never,
			);
		});
}
