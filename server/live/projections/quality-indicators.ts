import type { IndicatorsPayload, IndicatorValue } from '../../../src/lib/contract/topics-figures.ts';
import type { IndicatorCourtsPayload, IndicatorTrendPayload } from '../../../src/lib/contract/topics-quality.ts';
import { wallEntries } from '../../core/indicator/catalogue/index.ts';
import type { IndicatorEntry } from '../../core/indicator/catalogue/types.ts';
import { figuresOf } from '../../core/indicator/figures.ts';
import { placesAmong } from '../../core/indicator/peers.ts';
import type { Sums } from '../../core/indicator/sums.ts';
import { judge, targetsOf } from '../../core/indicator/targets.ts';
import type { Figure, IndicatorTarget, TargetRule } from '../../core/indicator/types.ts';
import { addDays } from '../../core/time/civil.ts';
import { isWithin } from '../../core/directory/court-tree.ts';
import { readTargets } from '../../store/target-readers.ts';
import { neighbourName, type ScopeView } from '../scope.ts';
import { compiledEntries, followedEntries, isOfYear } from './quality-formulas.ts';
import { qualityDays, readQuality, together } from './quality-sums.ts';

const figures = (sums: Sums): readonly Figure[] => figuresOf(compiledEntries, sums, { entered: new Set() });

type Bound = IndicatorTarget & { readonly rule: Extract<TargetRule, { readonly kind: 'bound' }> };

const isBound = (target: IndicatorTarget): target is Bound => target.rule.kind === 'bound';

/** The bound that a document in force at the court sets for exactly these cases; else the one that is taken as a reference. */
function boundOf(entry: IndicatorEntry, targets: readonly IndicatorTarget[]): Bound | undefined {
	const own = targetsOf(entry, targets, undefined).find(isBound);
	return own ?? (entry.wall && { code: entry.code, ...entry.wall.reference });
}

type Judged = Pick<IndicatorValue, 'code' | 'name' | 'unit' | 'value' | 'target' | 'met' | 'gap' | 'formula'>;

function judgedFigure(entry: IndicatorEntry, figure: Figure, targets: readonly IndicatorTarget[], scope: ScopeView): Judged {
	const bound = boundOf(entry, targets);
	const { met, gap } = bound
		? judge(entry, figure, bound, { asOf: scope.today, interval: false, ranking: false, brief: true })
		: { met: null, gap: undefined };
	return {
		code: entry.code,
		name: entry.wall?.name ?? entry.name,
		unit: entry.unit as IndicatorValue['unit'],
		value: figure.value,
		...(bound ? { target: { operator: bound.rule.operator, value: bound.rule.value, document: bound.document } } : {}),
		...(met === null ? {} : { met }),
		...(gap === undefined ? {} : { gap }),
		...(entry.wall ? { formula: entry.wall.formula } : {}),
	};
}

const targetsFor = (scope: ScopeView, courts: readonly string[]) => readTargets(scope.source.db, courts, qualityDays(scope).year);

/** Indicators of the year so far, each with the bound that holds for exactly its cases. */
export async function indicators(scope: ScopeView): Promise<IndicatorsPayload> {
	const total = figures(together([...(await readQuality(scope)).values()]).year);
	const targets = (await targetsFor(scope, [scope.court.code])).get(scope.court.code) ?? [];
	return {
		rows: wallEntries.map((entry) => {
			const figure = total[followedEntries.findIndex(({ code }) => code === entry.code)]!;
			const { numerator, denominator } = figure;
			return {
				...judgedFigure(entry, figure, targets, scope),
				...{ numerator, denominator: denominator ?? 0, definition: entry.definition, period: '本年累计' },
			};
		}),
	};
}

/** Indicators over the last twelve months, with those of the year so far. */
export async function indicatorTrend(scope: ScopeView): Promise<IndicatorTrendPayload> {
	const sums = together([...(await readQuality(scope)).values()]);
	const targets = (await targetsFor(scope, [scope.court.code])).get(scope.court.code) ?? [];
	const { months } = qualityDays(scope);
	const year = figures(sums.year);
	const byMonth = sums.months.map(figures);
	const byYear = sums.yearsTo.map(figures);
	// Nothing is said of months that ended before anything was known.
	const known = months.map((_, index) => {
		const next = months[index + 1];
		const last = next ? addDays(next, -1) : scope.today;
		return sums.knownFrom !== undefined && last >= sums.knownFrom;
	});
	return {
		months: months.map((day) => day.slice(0, 7)),
		rows: followedEntries.map((entry, at) => ({
			...judgedFigure(entry, year[at]!, targets, scope),
			basis: isOfYear(entry) ? ('year' as const) : ('month' as const),
			values: (isOfYear(entry) ? byYear : byMonth).map((month, index) => (known[index] ? month[at]!.value : null)),
		})),
	};
}

/** A court beside others, with the courts whose cases count as its own. */
interface Column {
	readonly court: string;
	readonly shortName: string;
	readonly codes: readonly string[];
	readonly ranking: boolean;
}

/** The court itself, and those right below it with all that stand below them. */
function columnsOf({ source, court, courts }: ScopeView): readonly Column[] {
	const directory = source.directory();
	const below = courts.filter((each) => each.parent === court.code);
	const column = (code: string, shortName: string, codes: readonly string[]): Column => ({
		...{ court: code, shortName, codes },
		ranking: directory.courts.get(code)?.settings.ranking ?? false,
	});
	return [
		column(court.code, '本院', [court.code]),
		...below.map((each) =>
			column(
				each.code,
				neighbourName(each.name),
				courts.filter(({ code }) => isWithin(directory, code, each.code)).map(({ code }) => code),
			),
		),
	];
}

/** Indicators of the year so far of a court and of those right below it. */
export async function indicatorCourts(scope: ScopeView): Promise<IndicatorCourtsPayload> {
	const columns = columnsOf(scope);
	const ranked = columns.length > 2 && columns.slice(1).some(({ ranking }) => ranking) && (scope.court.settings.ranking ?? false);
	if (columns.length === 1) return { ranked, courts: [], rows: [] };
	const sums = await readQuality(scope);
	const all = columns.map(({ codes }) => figures(together(codes.map((code) => sums.get(code)!)).year));
	const total = figures(together([...sums.values()]).year);
	const targets = await targetsFor(
		scope,
		columns.map(({ court }) => court),
	);
	const metOf = (entry: IndicatorEntry, figure: Figure, court: string): boolean | null =>
		judgedFigure(entry, figure, targets.get(court) ?? [], scope).met ?? null;
	return {
		ranked,
		courts: columns.map(({ court, shortName }) => ({ court, shortName })),
		rows: followedEntries.map((entry, at) => {
			const { code, name, unit, target } = judgedFigure(entry, total[at]!, targets.get(scope.court.code) ?? [], scope);
			return {
				...{ code, name, unit, ...(target ? { target } : {}) },
				total: total[at]!.value,
				totalMet: metOf(entry, total[at]!, scope.court.code),
				values: all.map((court) => court[at]!.value),
				met: all.map((court, index) => metOf(entry, court[at]!, columns[index]!.court)),
				...(ranked
					? {
							places: placesBelow(
								entry,
								all.map((court) => court[at]!),
								columns,
							),
						}
					: {}),
			};
		}),
	};
}

/** Places among the courts below, of those that rank: the court above is none of them. */
function placesBelow(entry: IndicatorEntry, list: readonly Figure[], columns: readonly Column[]): readonly (number | null)[] {
	const ranking = columns.map(({ ranking }, index) => index > 0 && ranking);
	const places = placesAmong(
		entry,
		list.filter((_, index) => ranking[index]),
	);
	let at = 0;
	return ranking.map((has) => (has ? (places[at++]?.rank ?? null) : null));
}
