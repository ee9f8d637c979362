import type { Instant } from '../core/time/types.ts';
import { upsert } from './save-rows.ts';
import type { Db } from './schema.ts';

/** The court time up to which every clock was last looked at, or undefined before the first sweep. */
export async function readSweptAt(db: Db): Promise<Instant | undefined> {
	const row = await db.selectFrom('sweep_run').select('swept_at').where('id', '=', 1).executeTakeFirst();
	return row?.swept_at as Instant | undefined;
}

/** Notes up to when every clock was looked at. */
export async function saveSweptAt(db: Db, at: Instant): Promise<void> {
	await upsert(db, 'sweep_run', ['id'], [{ id: 1, swept_at: at }]);
}
