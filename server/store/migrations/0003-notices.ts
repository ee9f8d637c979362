import type { Kysely } from 'kysely';
import type { Engine } from './0001/columns.ts';

/** Notices and silences. */
export async function noticeSchema(_db: Kysely<unknown>, _engine: Engine): Promise<void> {}
