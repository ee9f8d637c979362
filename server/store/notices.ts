import type { NumberedChange } from './cases.ts';
import type { Db } from './schema.ts';

/** Saves notices of cases where any of them changed. */
export async function saveNotices(_db: Db, _changes: readonly NumberedChange[]): Promise<void> {}
