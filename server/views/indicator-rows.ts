import type { BreakdownRow, ChangeView, FigureView, IndicatorRow, IndicatorsView, TargetView } from '../../src/lib/contract/indicators.ts';
import { isUnsettled } from '../core/indicator/catalogue/index.ts';
import { groupNames, indicatorGroups, type IndicatorEntry } from '../core/indicator/catalogue/types.ts';
import { coverageWords } from '../core/indicator/coverage.ts';
import { meanOf, placesAmong, type PeerPlace } from '../core/indicator/peers.ts';
import { changeText, distanceText, figureText, isBetter, markWords, partsText, valueText } from '../core/indicator/text.ts';
import type { Change, Figure, FigureGroup, TargetState } from '../core/indicator/types.ts';

const targetView = ({ target, met, words, gap }: TargetState): TargetView => ({
	words,
	document: target.document,
	met,
	...(gap ? { gap } : {}),
});

const changeView = (entry: IndicatorEntry, change: Change): ChangeView => ({
	...change,
	text: changeText(entry, change),
	better: isBetter(entry, change.difference),
});

const coverageView = ({ coverage }: Figure) => {
	const words = coverageWords(coverage);
	return coverage && words ? { coverage: { courts: coverage.courts.length, of: coverage.of, words } } : {};
};

/** 「3 个中 2 个有数据」: of how many peers a mean is made; undefined where all of them have a value. */
export function meanWords(figures: readonly Figure[]): string | undefined {
	const valued = figures.filter(({ value }) => value !== null).length;
	return valued === 0 || valued === figures.length ? undefined : `${figures.length} 个中 ${valued} 个有数据`;
}

/** A figure with everything that is printed of it. */
export function figureView(entry: IndicatorEntry, figure: Figure): FigureView {
	const states = figure.targets ?? (figure.target ? [figure.target] : []);
	return {
		value: figure.value,
		text: figure.unfilled ? '未填报' : figureText(entry, figure),
		numerator: figure.numerator,
		denominator: figure.denominator,
		...(figure.denominator === null || figure.value === null ? {} : { parts: partsText(entry, figure.numerator, figure.denominator) }),
		...(figure.unfilled ? { unfilled: true } : {}),
		...coverageView(figure),
		...(figure.yoy ? { yoy: changeView(entry, figure.yoy) } : {}),
		...(figure.mom ? { mom: changeView(entry, figure.mom) } : {}),
		...(figure.target ? { target: targetView(figure.target) } : {}),
		targets: states.map(targetView),
	};
}

/** An indicator with its definition and a figure. */
export function indicatorRow(entry: IndicatorEntry, figure: Figure): IndicatorRow {
	const { code, name, unit, group, direction, definition, source } = entry;
	return {
		...figureView(entry, figure),
		...{ code, name, unit, direction, definition, source },
		group: groupNames[group],
		unsettled: isUnsettled(entry),
		mark: markWords[entry.mark],
		variants: (entry.variants ?? []).map((variant) => ({
			code: variant.code,
			name: variant.name,
			text: valueText(figure.variants?.[variant.code] ?? null, variant.unit ?? unit),
		})),
	};
}

/** The catalogue in its groups. */
export function groupedRows(entries: readonly IndicatorEntry[], figures: readonly Figure[]): IndicatorsView['groups'] {
	const rows = entries.map((entry, index) => ({ entry, row: indicatorRow(entry, figures[index]!) }));
	return indicatorGroups
		.map((code) => ({ code, name: groupNames[code], rows: rows.filter(({ entry }) => entry.group === code).map(({ row }) => row) }))
		.filter(({ rows }) => rows.length > 0);
}

/** Whether a group is a court, unit or person: cases of which neither unit nor person is decided are nobody's. */
export const isSomebody = ({ key }: Pick<FigureGroup, 'key'>): boolean => key !== '';

/** What a group is called in a breakdown over several courts. */
export const breakdownKey = ({ court, key, unit, person }: FigureGroup): string =>
	unit === undefined && person === undefined ? key : `${court}/${key}`;

/** Places of groups among those that they may be held against: courts of a level, units or persons of a court. */
function placesAmongPeers(
	entry: IndicatorEntry,
	groups: readonly FigureGroup[],
	levelOf: (court: string) => string | undefined,
): ReadonlyMap<FigureGroup, PeerPlace> {
	const peers = Map.groupBy(groups, (group) => (breakdownKey(group) === group.key ? levelOf(group.court) : group.court));
	return new Map(
		[...peers.values()].flatMap((list) => {
			const places = placesAmong(
				entry,
				list.map((group) => group.figures[0]!),
			);
			return list.map((group, index) => [group, places[index]!] as const);
		}),
	);
}

/** One indicator by court, unit or person, with places among each other where ranks are shown. */
export function breakdownRows(
	entry: IndicatorEntry,
	groups: readonly FigureGroup[],
	of: { readonly ranking: boolean; courtName(code: string): string; levelOf(code: string): string | undefined },
): { readonly rows: readonly BreakdownRow[]; readonly mean: string; readonly meanOf?: string } {
	// Cases that nobody has yet are in the totals, but they are no peer of those who have some.
	const known = groups.filter(isSomebody);
	const figures = known.map((group) => group.figures[0]!);
	const places = placesAmong(entry, figures);
	const amongPeers = placesAmongPeers(entry, known, (code) => of.levelOf(code));
	const rows = groups.map((group): BreakdownRow => {
		const { rank, toFirst } = amongPeers.get(group) ?? { rank: null, toFirst: null };
		const toMean = places[known.indexOf(group)]?.toMean ?? null;
		return {
			...figureView(entry, group.figures[0]!),
			key: group.key,
			name: group.name,
			court: group.court,
			...(group.unit !== undefined || group.person !== undefined ? { courtName: of.courtName(group.court) } : {}),
			rank: of.ranking ? rank : null,
			toMean: distanceText(entry.unit, toMean),
			toFirst: toFirst === 0 ? '—' : distanceText(entry.unit, toFirst),
		};
	});
	const told = meanWords(figures);
	return { rows, mean: valueText(meanOf(entry, figures), entry.unit), ...(told ? { meanOf: told } : {}) };
}
