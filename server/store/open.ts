import { Kysely, PostgresDialect, SqliteDialect, type Dialect, type Transaction } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import pg from 'pg';
import { Checkpointer } from './checkpointer.ts';
import { connect } from './connect.ts';
import { readLastSeq, type AheadLog } from './event-log.ts';
import { firstSchema } from './migrations/0001-first.ts';
import { clockSchema } from './migrations/0002-clock.ts';
import { noticeSchema } from './migrations/0003-notices.ts';
import { unlockSchema } from './migrations/0004-unlock.ts';
import { hookSchema } from './migrations/0005-hooks.ts';
import { supervisionSchema } from './migrations/0006-supervision.ts';
import { deskSchema } from './migrations/0007-desk.ts';
import { figureSchema } from './migrations/0009-figures.ts';
import { paperSchema } from './migrations/0010-papers.ts';
import { cycleSchema } from './migrations/0011-cycles.ts';
import { demandSchema } from './migrations/0012-demands.ts';
import { rareEventSchema } from './migrations/0013-rare-events.ts';
import { noticeTopicSchema } from './migrations/0008-notice-topics.ts';
import { screenSchema } from './migrations/0015-screens.ts';
import { wallIndexSchema } from './migrations/0018-wall-indexes.ts';
import { wallLogSchema } from './migrations/0019-wall-log.ts';
import { wallCountSchema } from './migrations/0021-wall-counts.ts';
import { openNodeSchema } from './migrations/0022-open-nodes.ts';
import { caseFactSchema } from './migrations/0023-case-facts.ts';
import { lobbySchema } from './migrations/0017-lobby.ts';
import { playbackSchema } from './migrations/0020-playback.ts';
import type { Engine } from './migrations/0001/columns.ts';
import { PostedWriter } from './posted.ts';
import type { Database, Db } from './schema.ts';
import { keepingStatements } from './statements.ts';

/** What changed in a committed transaction: which courts, whose public tables (the lobby's) alone, and the last place of the log. */
export interface Change {
	readonly courts: ReadonlySet<string>;
	readonly lobbies: ReadonlySet<string>;
	readonly lastSeq: number;
}

/** A transaction that collects what it changes, told to the listeners after the commit. */
export interface Write {
	readonly db: Transaction<Database>;
	/** Reads what was committed before: it waits for nothing that this transaction writes, and may not see it. */
	readonly before: Db;
	/** The log, where statements are run in a thread of their own: the numbers of events are then not waited for. */
	readonly ahead?: AheadLog;
	/** Says that a court's rows changed. */
	touch(court: string, seq?: number): void;
	/** Says that nothing of a court changed but what its lobby screens are fed from. */
	touchLobby(court: string): void;
}

/** The open store: one writer, one reader connection, and the changes that were committed. */
export interface Store {
	readonly engine: Engine;
	readonly read: Db;
	/** Runs one transaction after another; a failed one leaves nothing behind. */
	write<T>(work: (write: Write) => Promise<T>): Promise<T>;
	/**
	 * The same for one that writes thousands of rows: its statements are run in a thread of their own while the work goes on, and what gives no rows is not
	 * waited for. With a server, whose statements are run elsewhere anyway, it is `write`.
	 */
	writeMuch<T>(work: (write: Write) => Promise<T>): Promise<T>;
	/** Says that `writeMuch` will be called in a moment: a thread takes a while to start. */
	expectMuch(): void;
	onChange(listener: (change: Change) => void): () => void;
	close(): Promise<void>;
}

/** Brings the schema up to date; a database from a newer program is refused. */
async function migrate(db: Kysely<Database>, engine: Engine): Promise<void> {
	const migrations: Record<string, Migration> = {
		'0001-first': { up: (target) => firstSchema(target, engine) },
		'0002-clock': { up: (target) => clockSchema(target, engine) },
		'0003-notices': { up: (target) => noticeSchema(target, engine) },
		'0004-unlock': { up: (target) => unlockSchema(target, engine) },
		'0005-hooks': { up: (target) => hookSchema(target, engine) },
		'0006-supervision': { up: (target) => supervisionSchema(target, engine) },
		'0007-desk': { up: (target) => deskSchema(target) },
		'0008-notice-topics': { up: (target) => noticeTopicSchema(target) },
		'0009-figures': { up: (target) => figureSchema(target, engine) },
		'0010-papers': { up: (target) => paperSchema(target, engine) },
		'0011-cycles': { up: (target) => cycleSchema(target) },
		'0012-demands': { up: (target) => demandSchema(target, engine) },
		'0013-rare-events': { up: (target) => rareEventSchema(target) },
		'0015-screens': { up: (target) => screenSchema(target, engine) },
		'0017-lobby': { up: (target) => lobbySchema(target, engine) },
		'0018-wall-indexes': { up: (target) => wallIndexSchema(target) },
		'0019-wall-log': { up: (target) => wallLogSchema(target) },
		'0020-playback': { up: (target) => playbackSchema(target, engine) },
		'0021-wall-counts': { up: (target) => wallCountSchema(target) },
		'0022-open-nodes': { up: (target) => openNodeSchema(target) },
		'0023-case-facts': { up: (target) => caseFactSchema(target, engine) },
	};
	const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
	const { error } = await migrator.migrateToLatest();
	if (error) throw new Error('数据库结构升级失败：数据库可能由更新版本的程序建立', { cause: error });
}

/** What a store has beside its two connections. */
interface StoreExtras {
	readonly log?: Checkpointer;
	readonly posted?: PostedWriter;
	/** Closes what Kysely does not: it never opens, and so never closes, a connection over which nothing was asked. */
	readonly close?: () => void;
}

function makeStore(engine: Engine, writer: Kysely<Database>, reader: Kysely<Database>, { log, posted, close }: StoreExtras = {}): Store {
	const listeners = new Set<(change: Change) => void>();
	let queue: Promise<unknown> = Promise.resolve();

	async function run<T>(work: (write: Write) => Promise<T>, through?: PostedWriter): Promise<T> {
		const courts = new Set<string>();
		const lobbies = new Set<string>();
		let lastSeq = 0;
		await log?.pause();
		const beside = await through?.ready();
		const ahead = beside && through?.logAfter(await readLastSeq(reader));
		const result = await (beside ?? writer).transaction().execute((db) =>
			work({
				db,
				before: beside ? reader : db,
				...(ahead ? { ahead } : {}),
				touch: (court, seq = 0) => {
					courts.add(court);
					lastSeq = Math.max(lastSeq, seq);
				},
				touchLobby: (court) => void lobbies.add(court),
			}),
		);
		log?.note();
		if (courts.size + lobbies.size > 0) for (const listener of listeners) listener({ courts, lobbies, lastSeq });
		return result;
	}

	const inTurn = <T>(work: (write: Write) => Promise<T>, through?: PostedWriter): Promise<T> => {
		const turn = queue.then(() => run(work, through));
		queue = turn.catch(() => undefined);
		return turn;
	};

	return {
		engine,
		read: reader,
		write: (work) => inTurn(work),
		writeMuch: (work) => inTurn(work, posted),
		expectMuch: () => void posted?.start(),
		onChange: (listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		close: async () => {
			await queue;
			await posted?.close();
			await log?.close();
			await reader.destroy();
			if (writer !== reader) await writer.destroy();
			close?.();
		},
	};
}

/** What walls and desks look at again and again is far less than what the writer goes through; the rest is in the system's own cache. */
const readerCacheMb = 16;

/** Opens the embedded database in a file, migrates it, and makes sure that commits are durable before anything relies on it. */
export async function openSqlite(file: string): Promise<Store> {
	mkdirSync(dirname(file), { recursive: true });
	const raw = connect(file, false);
	const writer = new Kysely<Database>({ dialect: new SqliteDialect({ database: keepingStatements(raw) }) });
	await migrate(writer, 'sqlite');
	raw.exec(
		'create table if not exists durability_probe (at integer); delete from durability_probe; insert into durability_probe values (1)',
	);
	const level = raw.pragma('synchronous', { simple: true });
	if (level !== 2) throw new Error(`数据库未处于完全落盘模式（synchronous=${String(level)}，应为 2），拒绝启动`);
	const rawReader = connect(file, true, readerCacheMb);
	const reader = new Kysely<Database>({ dialect: new SqliteDialect({ database: keepingStatements(rawReader) }) });
	const log = new Checkpointer(file, () => raw.pragma('wal_autocheckpoint = 4000'));
	const close = (): void => [rawReader, raw].forEach((connection) => connection.close());
	return makeStore('sqlite', writer, reader, { log, posted: new PostedWriter(file), close });
}

/** Opens a store on any PostgreSQL dialect of Kysely (a server through `pg`, or PGlite in the tests). */
export async function openPostgresDialect(dialect: Dialect): Promise<Store> {
	const db = new Kysely<Database>({ dialect });
	await migrate(db, 'postgres');
	return makeStore('postgres', db, db);
}

/** Where a database is: a file of the embedded engine, or the address of a PostgreSQL server. */
export type DatabasePlace = { readonly file: string } | { readonly url: string };

/** Opens a database for reading only, beside the process that writes it: for work in another thread. */
export function openReader(place: DatabasePlace): { readonly db: Db; close(): Promise<void> } {
	const dialect = 'file' in place ? new SqliteDialect({ database: connect(place.file, true) }) : postgresDialect(place.url);
	const db = new Kysely<Database>({ dialect });
	return { db, close: () => db.destroy() };
}

/** Opens a PostgreSQL server by its address. */
export async function openPostgres(url: string): Promise<Store> {
	return openPostgresDialect(postgresDialect(url));
}

function postgresDialect(url: string): PostgresDialect {
	// int8 and numeric come as text otherwise; all our values are safe integers.
	pg.types.setTypeParser(20, Number);
	pg.types.setTypeParser(1700, Number);
	return new PostgresDialect({ pool: new pg.Pool({ connectionString: url, max: 8 }) });
}

/** Whether the database answers. */
export async function answers(db: Db): Promise<boolean> {
	return db
		.selectFrom('court')
		.select('code')
		.limit(1)
		.execute()
		.then(
			() => true,
			() => false,
		);
}
