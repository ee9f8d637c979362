import type { NumberedChange } from './cases.ts';
import type { Db } from './schema.ts';

/** Saves ladder stages of cases where any of them changed. */
export async function saveStages(_db: Db, _changes: readonly NumberedChange[]): Promise<void> {}
