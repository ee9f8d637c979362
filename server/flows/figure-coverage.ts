import { formulasOf } from '../core/indicator/catalogue/index.ts';
import type { Formula } from '../core/indicator/catalogue/types.ts';
import { coverageOf, isPartlyKnown, type Told } from '../core/indicator/coverage.ts';
import type { Sums } from '../core/indicator/sums.ts';
import type { Coverage, FigureQuery } from '../core/indicator/types.ts';
import { filterKey } from '../core/target/in-force.ts';
import { readEntered } from '../store/figure-readers.ts';
import { readQuotas } from '../store/quota.ts';
import type { FlowContext } from './context.ts';
import type { FigureScope } from './figure-groups.ts';
import { monthsTold } from './figure-quotas.ts';

/** The sums of all courts together, with the courts that they hold. */
export interface CoveredTotal {
	readonly total: Sums;
	readonly coverage: ReadonlyMap<Formula, Coverage>;
}

/**
 * The sums of several courts where only some have quotas or filled-in values: each formula adds up the courts that have all of its parts, so that the
 * closings of eleven courts are not divided by the quotas of eight. Undefined where there is nothing of the kind to look after.
 */
export async function coverTotal(
	scope: FigureScope,
	{
		sums,
		total,
		told,
		byCourt,
	}: {
		readonly sums: ReadonlyMap<string, Sums>;
		readonly total: Sums;
		readonly told: Told;
		/** The total of the same period, read court by court. */
		byCourt(scope: FigureScope): Promise<CoveredTotal>;
	},
): Promise<CoveredTotal | undefined> {
	const { query, courts, compiled } = scope;
	const partly = [...compiled.slotOf].filter(([formula]) => isPartlyKnown(formula));
	// Under a filter of cases nothing that is filled in is known at all.
	if (scope.isCovered || courts.length < 2 || partly.length === 0 || filterKey(query.filter) !== '') return undefined;
	if (query.by === 'court') {
		const codes = courts.map(({ code }) => code);
		const coverage = new Map(partly.map(([formula]) => [formula, coverageOf(formula, codes, told)]));
		for (const [formula, slot] of partly)
			for (const at of [slot, slot + 1])
				total[at] = coverage.get(formula)!.courts.reduce((sum, court) => sum + (sums.get(court)?.[at] ?? 0), 0);
		return { total, coverage };
	}
	const some = compiled.alone(...compiled.entries.filter((entry) => formulasOf(entry).some(isPartlyKnown)));
	const again = await byCourt({ ...scope, query: { ...query, by: 'court' }, compiled: some });
	for (const [formula, slot] of partly) {
		const from = some.slotOf.get(formula)!;
		[total[slot], total[slot + 1]] = [again.total[from] ?? 0, again.total[from + 1] ?? 0];
	}
	return { total, coverage: again.coverage };
}

/** The courts whose cases a figure of several courts counts: those that have all of its parts; under a filter of cases all, as `coverTotal` has it. */
export async function countedCourts(
	context: FlowContext,
	formula: Formula,
	courts: readonly string[],
	{ period, filter }: Pick<FigureQuery, 'period' | 'filter'>,
): Promise<readonly string[]> {
	if (courts.length < 2 || !isPartlyKnown(formula) || filterKey(filter) !== '') return courts;
	const { from, to } = period;
	const { read: db } = context.store;
	const entered = Map.groupBy(await readEntered(db, courts, { from, to }), ({ court }) => court);
	const quotas = await readQuotas(db, { courts, from: from.slice(0, 7), to: to.slice(0, 7) });
	return coverageOf(formula, courts, {
		entered: (court) => new Set(entered.get(court)?.map(({ measure }) => measure)),
		quotas: monthsTold(quotas, { from, to }).courts,
	}).courts;
}
