import Sqlite from 'better-sqlite3';
import {
	CompiledQuery,
	Kysely,
	SqliteAdapter,
	SqliteIntrospector,
	SqliteQueryCompiler,
	type DatabaseConnection,
	type Driver,
	type QueryResult,
} from 'kysely';
import { Worker } from 'node:worker_threads';
import type { Instant } from '../core/time/types.ts';
import type { AheadLog } from './event-log.ts';
import type { Database } from './schema.ts';

/** A statement on its way to the thread that runs it. */
export interface Posted {
	readonly text: string;
	readonly values: readonly unknown[];
	/** By what the answer is known; absent where nobody waits for one. */
	readonly asks?: number;
}

/** Events on their way to the thread, which links them to the chains of their courts. */
export interface PostedEvents {
	/** The place of the first. */
	readonly first: number;
	readonly recordedAt: Instant;
	/** `source`, `id`, `court`, `caseKey`, `type`, `on`, `at`, `sourceSeq` of one after the other, and what it says as a text: lists are posted sooner than objects. */
	readonly fields: readonly (string | number | undefined)[];
}

/** What came of a statement, or went wrong in it or before it. */
export interface PostedAnswer {
	readonly asks: number;
	readonly rows: unknown[];
	readonly wrong?: { readonly message: string; readonly code: string };
}

interface Waiting {
	readonly resolve: (rows: unknown[]) => void;
	readonly reject: (error: Error) => void;
}

/** What gives rows, and what begins or ends a transaction, is waited for. */
const isAwaited = (text: string): boolean => /^(?:select|with|begin|commit|rollback)\b/i.test(text) || text.includes(' returning ');

/**
 * A connection whose statements are run in another thread, in the order in which they come. One that gives no rows is not waited for: that it failed is
 * told to the next one that is, at the latest to the commit.
 */
class PostedConnection implements DatabaseConnection {
	readonly #worker: Worker;
	readonly #waiting = new Map<number, Waiting>();
	readonly #ended: Promise<void>;
	#asked = 0;
	#gone: Error | undefined;

	constructor(file: string) {
		this.#worker = new Worker(new URL('./posted-worker.ts', import.meta.url), { workerData: file });
		// A program that has nothing else to do ends: what was not committed was promised to nobody.
		this.#worker.unref();
		this.#worker.on('message', (answer: PostedAnswer) => this.#answered(answer));
		this.#worker.once('error', (error: Error) => this.#lost(error));
		this.#ended = new Promise((resolve) =>
			this.#worker.once('exit', () => {
				this.#lost(new Error('数据库写入线程已退出'));
				resolve();
			}),
		);
	}

	get isGone(): boolean {
		return this.#gone !== undefined;
	}

	async executeQuery<R>({ sql: text, parameters: values }: CompiledQuery): Promise<QueryResult<R>> {
		if (this.#gone) throw this.#gone;
		if (!isAwaited(text)) {
			this.#worker.postMessage({ text, values } satisfies Posted);
			return { rows: [] };
		}
		const asks = (this.#asked += 1);
		return new Promise((resolve, reject) => {
			// First: where a value cannot be posted, nobody waits.
			this.#worker.postMessage({ text, values, asks } satisfies Posted);
			this.#waiting.set(asks, { resolve: (rows) => resolve({ rows: rows as R[] }), reject });
			this.#worker.ref();
		});
	}

	/** Appends events to the log. That they could not be is told as with any statement for which nobody waits. */
	append(events: PostedEvents): void {
		if (this.#gone) throw this.#gone;
		this.#worker.postMessage(events);
	}

	streamQuery(): never {
		throw new Error('a posted statement is not streamed');
	}

	async close(): Promise<void> {
		this.#worker.ref();
		if (!this.#gone) this.#worker.postMessage('close');
		await this.#ended;
	}

	#answered({ asks, rows, wrong }: PostedAnswer): void {
		const waiting = this.#waiting.get(asks);
		this.#waiting.delete(asks);
		if (this.#waiting.size === 0) this.#worker.unref();
		if (wrong) waiting?.reject(new Sqlite.SqliteError(wrong.message, wrong.code));
		else waiting?.resolve(rows);
	}

	#lost(error: Error): void {
		this.#gone ??= error;
		for (const { reject } of this.#waiting.values()) reject(this.#gone);
		this.#waiting.clear();
	}
}

class PostedDriver implements Driver {
	readonly #connection: PostedConnection;

	constructor(connection: PostedConnection) {
		this.#connection = connection;
	}

	readonly #run = async (text: string): Promise<void> => {
		await this.#connection.executeQuery(CompiledQuery.raw(text));
	};

	init = (): Promise<void> => Promise.resolve();
	acquireConnection = (): Promise<DatabaseConnection> => Promise.resolve(this.#connection);
	releaseConnection = (): Promise<void> => Promise.resolve();
	beginTransaction = (): Promise<void> => this.#run('begin');
	commitTransaction = (): Promise<void> => this.#run('commit');
	/** A thread that is gone has taken its transaction along. */
	rollbackTransaction = (): Promise<void> => (this.#connection.isGone ? Promise.resolve() : this.#run('rollback'));
	destroy = (): Promise<void> => this.#connection.close();
}

interface Opened {
	readonly connection: PostedConnection;
	readonly db: Kysely<Database>;
	/** Once it has answered. */
	answers?: true;
}

/** A writing connection in a thread of its own, opened when it is first asked for, and again where it was lost. */
export class PostedWriter {
	readonly #file: string;
	#open: Opened | undefined;

	constructor(file: string) {
		this.#file = file;
	}

	/** Starts the thread, where none runs. */
	start(): Opened {
		if (!this.#open || this.#open.connection.isGone) this.#open = this.#connect();
		return this.#open;
	}

	/** The connection, or undefined where no thread can be had: the work must then be done without. */
	async ready(): Promise<Kysely<Database> | undefined> {
		const open = this.start();
		if (open.answers) return open.db;
		return open.db.executeQuery(CompiledQuery.raw('select 1')).then(
			() => {
				open.answers = true;
				return open.db;
			},
			() => undefined,
		);
	}

	/** The log of the transaction that runs, which goes on after a place. */
	logAfter(last: number): AheadLog {
		const { connection } = this.start();
		let next = last + 1;
		return {
			append: (events, recordedAt) => {
				const first = next;
				next += events.length;
				const fields = events.flatMap(({ source, id, court, caseKey, type, on, at, sourceSeq, data }) => [
					...[source, id, court, caseKey, type, on, at, sourceSeq],
					JSON.stringify(data),
				]);
				connection.append({ first, recordedAt, fields });
				return first;
			},
		};
	}

	async close(): Promise<void> {
		await this.#open?.connection.close();
	}

	#connect() {
		const connection = new PostedConnection(this.#file);
		const dialect = {
			createAdapter: () => new SqliteAdapter(),
			createDriver: () => new PostedDriver(connection),
			createQueryCompiler: () => new SqliteQueryCompiler(),
			createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
		};
		return { connection, db: new Kysely<Database>({ dialect }) };
	}
}
