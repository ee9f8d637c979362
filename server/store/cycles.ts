import type { CycleEntry } from '../core/cycle/durations.ts';
import type { NumberedChange } from './cases.ts';
import { upsert } from './save-rows.ts';
import type { Db } from './schema.ts';

/** What a row is known by. */
export const cycleKey = ['case_id', 'stage', 'subject', 'n'] as const;

/** A run of a stage as a row. */
export function rowOf(caseId: number, entry: CycleEntry) {
	return {
		case_id: caseId,
		stage: entry.stage,
		subject: entry.subject,
		n: entry.n,
		court_code: entry.court,
		unit_code: entry.unit,
		person_code: entry.person,
		from_day: entry.from,
		to_day: entry.to ?? null,
		days: entry.days ?? null,
		work_days: entry.workDays ?? null,
	};
}

/** Saves what changed of the stages of cases. */
export async function saveCycles(db: Db, changes: readonly NumberedChange[]): Promise<void> {
	const rows: ReturnType<typeof rowOf>[] = [];
	for (const { id, cycles } of changes) {
		if (!cycles) continue;
		for (const { stage, subject, n } of cycles.gone)
			await db
				.deleteFrom('cycle_duration')
				.where('case_id', '=', id)
				.where('stage', '=', stage)
				.where('subject', '=', subject)
				.where('n', '=', n)
				.execute();
		rows.push(...cycles.put.map((entry) => rowOf(id, entry)));
	}
	await upsert(db, 'cycle_duration', cycleKey, rows);
}
