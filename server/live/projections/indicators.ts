import type { IndicatorsPayload } from '../../../src/lib/contract/topics-figures.ts';
import { wallFigures } from '../../core/indicator/year.ts';
import { addDays } from '../../core/time/civil.ts';
import type { CourtDate } from '../../core/time/types.ts';
import { readYearSums } from '../../store/report-readers.ts';
import type { ScopeView } from '../scope.ts';

/** Indicators of the year so far, each with the bound that a document sets for exactly its cases. */
export async function indicators({ source, codes, today }: ScopeView): Promise<IndicatorsPayload> {
	const lastYearsEnd = addDays(`${today.slice(0, 4)}-01-01` as CourtDate, -1);
	const sums = await readYearSums(source.db, codes, today, lastYearsEnd);
	return { rows: wallFigures(sums, today).map((figure) => ({ ...figure, period: '本年累计' })) };
}
