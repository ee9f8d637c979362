import type { Db } from './schema.ts';

/** What a design is. */
export type DesignKind = 'scene' | 'playlist';

/** A version of a scene or playlist as a court saved it; versions are never overwritten. */
export interface SavedDesign {
	readonly kind: DesignKind;
	readonly court: string;
	readonly id: string;
	/** Counts up from 1 at each save of this court. */
	readonly version: number;
	/** JSON of the contract's scene or playlist; of a retired version, what was in force before. */
	readonly data: string;
	/** From here on the court has none of its own. */
	readonly retired: boolean;
	/** Code of the person, or id of the account. */
	readonly by: string;
	/** Court time. */
	readonly at: string;
	readonly note: string;
}

/** Which design of which court. */
export type DesignKey = Pick<SavedDesign, 'kind' | 'court' | 'id'>;

interface Row {
	readonly kind: string;
	readonly court_code: string;
	readonly id: string;
	readonly version: number;
	readonly data: string;
	readonly retired: number;
	readonly saved_by: string;
	readonly saved_at: string;
	readonly note: string;
}

const savedOf = (row: Row): SavedDesign => ({
	...{ kind: row.kind === 'playlist' ? 'playlist' : 'scene', court: row.court_code, id: row.id, version: Number(row.version) },
	...{ data: row.data, retired: Number(row.retired) === 1, by: row.saved_by, at: row.saved_at, note: row.note },
});

/** The last version of every design of every court, retired ones too. */
export async function readLastDesigns(db: Db): Promise<readonly SavedDesign[]> {
	const rows = await db
		.selectFrom('wall_design as design')
		.selectAll('design')
		.where((eb) =>
			eb.not(
				eb.exists(
					eb
						.selectFrom('wall_design as later')
						.select('later.version')
						.whereRef('later.kind', '=', 'design.kind')
						.whereRef('later.court_code', '=', 'design.court_code')
						.whereRef('later.id', '=', 'design.id')
						.whereRef('later.version', '>', 'design.version'),
				),
			),
		)
		.orderBy('design.court_code')
		.orderBy('design.id')
		.execute();
	return rows.map(savedOf);
}

/** Every version of a design of one court, newest first. */
export async function readDesignVersions(db: Db, { kind, court, id }: DesignKey): Promise<readonly SavedDesign[]> {
	const rows = await db
		.selectFrom('wall_design')
		.selectAll()
		.where('kind', '=', kind)
		.where('court_code', '=', court)
		.where('id', '=', id)
		.orderBy('version', 'desc')
		.execute();
	return rows.map(savedOf);
}

/** Keeps a version; false where somebody else has kept one of the same number: then nothing was written. */
export async function insertDesign(db: Db, design: SavedDesign): Promise<boolean> {
	const { kind, court, id, version, data, retired, by, at, note } = design;
	const result = await db
		.insertInto('wall_design')
		.values({ kind, court_code: court, id, version, data, retired: retired ? 1 : 0, saved_by: by, saved_at: at, note })
		.onConflict((on) => on.doNothing())
		.executeTakeFirst();
	return Number(result.numInsertedOrUpdatedRows ?? 0) === 1;
}
