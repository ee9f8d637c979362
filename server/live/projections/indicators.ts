import type { IndicatorsPayload } from '../../../src/lib/contract/topics-figures.ts';
import { calcIndicator, indicatorDefinitions, type MeasureSum } from '../../core/indicator/definitions.ts';
import { addDays } from '../../core/time/civil.ts';
import type { CourtDate } from '../../core/time/types.ts';
import { sumMeasures } from '../../store/wall-figures.ts';
import type { ScopeView } from '../scope.ts';

const firstDay = '1990-01-01' as CourtDate;

/** Indicators of the year so far, each with the target of its own scope or none. */
export async function indicators(scope: ScopeView): Promise<IndicatorsPayload> {
	const { db } = scope.source;
	const from = `${scope.today.slice(0, 4)}-01-01` as CourtDate;
	const measures = [
		...new Set(indicatorDefinitions.flatMap((item) => [...item.numerator, ...item.denominator].map((term) => term.measure))),
	];
	const opening = await sumMeasures(db, scope.codes, measures, firstDay, addDays(from, -1));
	const period = await sumMeasures(db, scope.codes, measures, from, scope.today);
	const spanned = (rows: typeof opening, span: MeasureSum['span']): MeasureSum[] => rows.map((row) => ({ ...row, span }));
	const sums = [...spanned(opening, 'opening'), ...spanned(period, 'period')];
	return {
		rows: indicatorDefinitions.map((definition) => ({
			...calcIndicator(definition, sums),
			formula: definition.formula,
			definition: definition.definition,
			period: '本年累计',
		})),
	};
}
