import type { CourtDate } from '../core/time/types.ts';
import { isFrozen, type SilentCourts } from './silent-readers.ts';
import type { Db } from './schema.ts';

/** Courts that count silence alike, and their day. */
export interface StillCourts extends SilentCourts {
	readonly today: CourtDate;
}

/** Keys of cases that have lain still for a level that nobody was told of: each level by the index of what was told before, so that it costs what is due. */
export async function readUntoldSilent(db: Db, groups: readonly StillCourts[], limit: number): Promise<readonly string[]> {
	const keys: string[] = [];
	for (const { courts, since, today } of groups)
		for (const [told, upTo] of since.entries()) {
			if (keys.length >= limit) return keys;
			const rows = await db
				.selectFrom('case_file')
				.select('case_file.case_key')
				.where('case_file.silent_told', '=', told)
				.where('case_file.court_code', 'in', [...courts])
				.where('case_file.last_step_on', '<=', upTo)
				.where((eb) => eb.or([eb('case_file.silent_from', 'is', null), eb('case_file.silent_from', '<=', today)]))
				// A stop that was to begin later has begun.
				.where((eb) => eb.not(isFrozen(eb, today)))
				.limit(limit - keys.length)
				.execute();
			keys.push(...rows.map((row) => row.case_key));
		}
	return keys;
}
