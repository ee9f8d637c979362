import type { Kysely } from 'kysely';
import type { Engine } from './0001/columns.ts';

/** Ladder stages and supervision orders. */
export async function supervisionSchema(_db: Kysely<unknown>, _engine: Engine): Promise<void> {}
