import type { Db } from './schema.ts';

/** A scene or playlist that was made at the desk, as it stands now. */
export interface DesignRow {
	readonly kind: 'scene' | 'playlist';
	readonly court: string;
	readonly id: string;
	readonly data: string;
}

/** The last version of each design; those that were retired are left out. */
export async function readCurrentDesigns(db: Db): Promise<readonly DesignRow[]> {
	const rows = await db
		.selectFrom('wall_design as design')
		.select(['design.kind', 'design.court_code', 'design.id', 'design.data'])
		.where('design.retired', '=', 0)
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
	return rows.map((row) => ({ kind: row.kind === 'playlist' ? 'playlist' : 'scene', court: row.court_code, id: row.id, data: row.data }));
}

/** Differs whenever a design was saved, retired or brought back. */
export async function designStamp(db: Db): Promise<string> {
	const { rows, last, retired } = await db
		.selectFrom('wall_design')
		.select((eb) => [eb.fn.countAll().as('rows'), eb.fn.max('saved_at').as('last'), eb.fn.sum('retired').as('retired')])
		.executeTakeFirstOrThrow();
	return `${rows}|${last ?? ''}|${retired ?? 0}`;
}
