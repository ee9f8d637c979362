import type Sqlite from 'better-sqlite3';
import type { SqliteDatabase } from 'kysely';

const mostKept = 500;
const longestKept = 20_000;

/**
 * A connection that keeps its prepared statements, the least used leaving first: Kysely has each one prepared again, which for statements that
 * save many rows costs more than running them.
 */
export function keepingStatements(database: Sqlite.Database): SqliteDatabase {
	const kept = new Map<string, Sqlite.Statement>();
	return {
		close: () => void database.close(),
		prepare: (text) => {
			const known = kept.get(text);
			if (known) {
				kept.delete(text);
				kept.set(text, known);
				return known;
			}
			const statement = database.prepare(text);
			if (text.length > longestKept) return statement;
			kept.set(text, statement);
			if (kept.size > mostKept) kept.delete(kept.keys().next().value!);
			return statement;
		},
	};
}
