import type { Kysely } from 'kysely';
import type { Engine } from './0001/columns.ts';

/** Webhooks. */
export async function hookSchema(_db: Kysely<unknown>, _engine: Engine): Promise<void> {}
