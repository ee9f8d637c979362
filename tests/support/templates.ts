import { PGlite } from '@electric-sql/pglite';
import Sqlite from 'better-sqlite3';
import { PGliteDialect } from 'kysely';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPostgresDialect, openSqlite } from '../../server/store/open.ts';

/** Integers that do not fit four bytes come as numbers, as from a PostgreSQL server. */
export const parsers = { 20: Number, 1700: Number };

const root = join(import.meta.dirname, '../..');
const migrations = join(root, 'server/store/migrations');

/** Says which schema a template holds: another one where a migration or the embedded PostgreSQL changed. */
function schemaKey(): string {
	const hash = createHash('sha256');
	const files = readdirSync(migrations, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
	for (const file of files.sort()) hash.update(file).update(readFileSync(join(migrations, file)));
	for (const file of ['server/store/open.ts', 'node_modules/@electric-sql/pglite/package.json'])
		hash.update(readFileSync(join(root, file)));
	return hash.digest('hex').slice(0, 16);
}

/** A file kept between test files: making an empty database takes seconds, a copy of it a fraction. Two at once make the same. */
async function kept(name: string, make: (file: string) => Promise<void>): Promise<string> {
	const folder = join(root, 'node_modules/.cache/wall-tests');
	const file = join(folder, `${schemaKey()}-${name}`);
	if (existsSync(file)) return file;
	mkdirSync(folder, { recursive: true });
	const own = `${file}.${randomUUID()}`;
	await make(own);
	renameSync(own, file);
	return file;
}

let sqlite: Promise<string> | undefined;
let postgres: Promise<Blob> | undefined;

/** The file of an embedded database with all its tables and no rows. */
export function emptySqlite(): Promise<string> {
	return (sqlite ??= kept('empty.db', async (file) => {
		await (await openSqlite(file)).close();
		const raw = new Sqlite(file);
		// One file: what the log still holds goes into it.
		raw.pragma('journal_mode = DELETE');
		raw.close();
	}));
}

/** The data folder of a PostgreSQL with all its tables and no rows. */
export function emptyPostgres(): Promise<Blob> {
	return (postgres ??= (async () => {
		const file = await kept('empty.tar', async (path) => {
			const pglite = await PGlite.create({ parsers });
			const store = await openPostgresDialect(new PGliteDialect({ pglite }));
			writeFileSync(path, new Uint8Array(await (await pglite.dumpDataDir('none')).arrayBuffer()));
			await store.close();
		});
		return new Blob([readFileSync(file)]);
	})());
}

const idle: PGlite[] = [];

/** The tables of the product, without those in which migrations are noted. */
async function tablesOf(pglite: PGlite): Promise<readonly string[]> {
	const { rows } = await pglite.query<{ name: string }>(
		`select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'kysely%' order by tablename`,
	);
	return rows.map(({ name }) => name);
}

let tables: readonly string[] | undefined;

/** An embedded PostgreSQL with all tables and no rows: one that an earlier world of this file has left, emptied, or a new one. */
export async function takePostgres(): Promise<PGlite> {
	const pglite = idle.pop() ?? (await PGlite.create({ parsers, loadDataDir: await emptyPostgres() }));
	tables ??= await tablesOf(pglite);
	return pglite;
}

/** Empties it for the next world. One whose tables are others now is not used again. */
export async function givePostgres(pglite: PGlite): Promise<void> {
	const now = await tablesOf(pglite);
	if (now.join() !== tables?.join()) return pglite.close();
	await pglite.exec(`truncate table ${now.map((name) => `"${name}"`).join(', ')} restart identity`);
	idle.push(pglite);
}

/** The same database for a store that closes it when it is done: here it goes on. */
export function keptOpen(pglite: PGlite): PGlite {
	return new Proxy(pglite, {
		get: (target, key) => {
			if (key === 'close') return () => Promise.resolve();
			const value: unknown = Reflect.get(target, key, target);
			return typeof value === 'function' ? (value.bind(target) as unknown) : value;
		},
	});
}
