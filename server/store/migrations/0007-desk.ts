import type { Kysely } from 'kysely';
import type { Engine } from './0001/columns.ts';

/** Saved views. */
export async function deskSchema(_db: Kysely<unknown>, _engine: Engine): Promise<void> {}
