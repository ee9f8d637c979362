import type { Generated } from 'kysely';

/** What courts have put in the place of the program's demands (工作要求). */
export interface DemandTables {
	/** The last row of a court holds; an empty text goes back to the court above. */
	demand_set: { seq: Generated<number>; court_code: string; text: string; loaded_by: string; loaded_at: string };
}
