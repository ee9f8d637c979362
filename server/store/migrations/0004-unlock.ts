import type { Kysely } from 'kysely';
import type { Engine } from './0001/columns.ts';

/** Absences, delegations, documents, phrases. */
export async function unlockSchema(_db: Kysely<unknown>, _engine: Engine): Promise<void> {}
