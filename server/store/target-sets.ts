import type { TargetSet } from '../core/target/types.ts';
import type { Db } from './schema.ts';

/** Keeps a state of a target set; what stood before stays readable. Answers its number. */
export async function insertTargetSet(db: Db, set: Omit<TargetSet, 'seq'>): Promise<number> {
	const row = await db
		.insertInto('target_set')
		.values({
			court_code: set.court,
			year: set.year,
			document: set.document,
			targets: JSON.stringify(set.targets),
			active: set.active ? 1 : 0,
			loaded_by: set.by,
			loaded_at: set.at,
		})
		.returning('seq')
		.executeTakeFirstOrThrow();
	return Number(row.seq);
}
