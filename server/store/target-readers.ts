import type { IndicatorTarget } from '../core/indicator/types.ts';
import { targetsInForce } from '../core/target/in-force.ts';
import type { TargetSet } from '../core/target/types.ts';
import type { Db } from './schema.ts';

/** Every state of the target sets of some courts (absent: all) in a year (absent: all), oldest first. */
export async function readTargetSets(
	db: Db,
	of: { readonly courts?: readonly string[]; readonly year?: number } = {},
): Promise<readonly TargetSet[]> {
	let query = db.selectFrom('target_set').selectAll();
	if (of.courts) query = query.where('court_code', 'in', of.courts.length > 0 ? [...of.courts] : ['']);
	if (of.year !== undefined) query = query.where('year', '=', of.year);
	return (await query.orderBy('seq').execute()).map((row) => ({
		seq: Number(row.seq),
		court: row.court_code,
		year: row.year,
		document: row.document,
		targets: JSON.parse(row.targets) as readonly IndicatorTarget[],
		active: row.active === 1,
		by: row.loaded_by,
		at: row.loaded_at,
	}));
}

/** Targets that hold for courts in a year, those of the courts above included (see `targetsInForce`). */
export async function readTargets(
	db: Db,
	courts: readonly string[],
	year: number,
): Promise<ReadonlyMap<string, readonly IndicatorTarget[]>> {
	const rows = await db.selectFrom('court').select(['code', 'parent_code']).execute();
	const parents = new Map(rows.map((row) => [row.code, row.parent_code]));
	const chainOf = (court: string): readonly string[] => {
		const chain: string[] = [];
		for (let at: string | null | undefined = court; at && !chain.includes(at); at = parents.get(at)) chain.push(at);
		return chain;
	};
	const wanted = [...new Set(courts.flatMap(chainOf))];
	return targetsInForce(await readTargetSets(db, { courts: wanted, year }), courts, chainOf);
}
