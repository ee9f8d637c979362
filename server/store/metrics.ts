import type { Instant } from '../core/time/types.ts';
import { isOverdueNode } from './open-nodes.ts';
import type { Db } from './schema.ts';

/** How many of something each court has. */
export type CountByCourt = ReadonlyMap<string, number>;

const byCourt = (rows: readonly { readonly court_code: string; readonly n: number | string | bigint }[]): CountByCourt =>
	new Map(rows.map((row) => [row.court_code, Number(row.n)]));

/** Overdue nodes that nobody has finished, by court. */
export async function countOverdueNodes(db: Db): Promise<CountByCourt> {
	return byCourt(
		await db
			.selectFrom('node_instance')
			.select((eb) => ['court_code', eb.fn.countAll<number>().as('n')])
			.where(isOverdueNode('node_instance'))
			.groupBy('court_code')
			.execute(),
	);
}

/** Locks that hold or are proposed, by court. */
export async function countOpenLocks(db: Db): Promise<CountByCourt> {
	return byCourt(
		await db
			.selectFrom('case_lock')
			.select((eb) => ['court_code', eb.fn.countAll<number>().as('n')])
			.where('released_at', 'is', null)
			.groupBy('court_code')
			.execute(),
	);
}

/** When a publication of each kind was last made, by court. */
export async function readLastMade(
	db: Db,
): Promise<readonly { readonly court: string; readonly kind: string; readonly madeAt: Instant }[]> {
	const rows = await db
		.selectFrom('publication')
		.select((eb) => ['court_code', 'kind', eb.fn.max('made_at').as('made_at')])
		.groupBy(['court_code', 'kind'])
		.execute();
	return rows.map((row) => ({ court: row.court_code, kind: row.kind, madeAt: row.made_at as Instant }));
}
