import Sqlite from 'better-sqlite3';
import { carriedEveryBytes } from './checkpointer.ts';

/** Opens a SQLite connection that is durable at every commit; WAL alone would fall back to NORMAL after the first write. */
export function connect(file: string, readonly: boolean, cacheMb = 64): Sqlite.Database {
	const database = new Sqlite(file, { readonly });
	if (!readonly) database.pragma('journal_mode = WAL');
	database.pragma('synchronous = FULL');
	database.pragma('foreign_keys = ON');
	database.pragma('busy_timeout = 200');
	database.pragma(`cache_size = -${cacheMb * 1024}`);
	database.pragma('temp_store = MEMORY');
	// Checkpoints are made in a thread of their own.
	if (!readonly) database.pragma('wal_autocheckpoint = 0');
	// Begun anew, the log is cut back, so that its size says how much it holds.
	if (!readonly) database.pragma(`journal_size_limit = ${carriedEveryBytes}`);
	return database;
}
