import { isWithin, subtreeOf } from '../core/directory/court-tree.ts';
import type { Court } from '../core/directory/types.ts';
import { definitionVersion, entryOf } from '../core/indicator/catalogue/index.ts';
import type { IndicatorEntry } from '../core/indicator/catalogue/types.ts';
import { isSameCoverage } from '../core/indicator/coverage.ts';
import { changeFrom, figuresOf } from '../core/indicator/figures.ts';
import { placesAmong } from '../core/indicator/peers.ts';
import { hasBefore, periodBefore, periodLastYear, yearNameOf, yearStartOf } from '../core/indicator/period.ts';
import { compile, compileOnce, entriesFor } from '../core/indicator/sums.ts';
import { daysOfDated, judge, targetsOf, type Judging } from '../core/indicator/targets.ts';
import type {
	Change,
	Figure,
	FigureBoard,
	FigureGroup,
	FigureQuery,
	IndicatorTarget,
	Period,
	TargetState,
} from '../core/indicator/types.ts';
import { addDays, daysBetween } from '../core/time/civil.ts';
import type { CourtDate } from '../core/time/types.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import { readTargets } from '../store/target-readers.ts';
import { firstDayOf } from '../store/wall-figures.ts';
import type { FlowContext } from './context.ts';
import { groupsOf, readGroupSums, totalKey, type GroupSums } from './figure-groups.ts';

/** The courts that a query is about. */
export function courtsOf(context: FlowContext, { court, reach }: Pick<FigureQuery, 'court' | 'reach'>): readonly Court[] {
	const directory = context.directory();
	if (reach === 'subtree') return subtreeOf(directory, court);
	const own = directory.courts.get(court);
	return own ? [own] : [];
}

/**
 * Figures of indicators over a period from the rollup: of all courts together and of each court, unit or person, with comparisons and
 * targets. Ratios are sums over sums at every level.
 */
export async function readBoard(context: FlowContext, query: FigureQuery): Promise<FigureBoard> {
	const { read: db } = context.store;
	const courts = courtsOf(context, query);
	const codes = courts.map((court) => court.code);
	const own = context.directory().courts.get(query.court);
	const today = dayOfInstant(context.now(), own?.zone ?? 'Asia/Shanghai');
	const entries = entriesFor(query.codes?.map((code) => entryOf(code)?.code ?? code));
	const scope = { context, query, courts, today, compiled: compileOnce(entries, query.filter) };
	const now = await readGroupSums(scope, query.period);
	const yearStart = own?.settings.statYearStart;
	const options = yearStart ? { yearStart } : {};
	// A target relative to last year asks for the comparison even where the query does not.
	const targets = await readTargets(db, [...new Set([...codes, query.court])], yearNameOf(query.period.to, options));
	const wantsYoy = query.compare?.includes('yoy') ?? false;
	const needsYoy = wantsYoy || [...targets.values()].some((list) => list.some(({ rule }) => rule.kind === 'relative'));
	const yoy = needsYoy ? await readGroupSums(scope, periodLastYear(query.period, options)) : undefined;
	const wantsMom = (query.compare?.includes('mom') ?? false) && hasBefore(query.period);
	const mom = wantsMom ? await readGroupSums(scope, periodBefore(query.period, options)) : undefined;
	const knownFrom = await firstDayOf(db, codes.length > 0 ? codes : ['']);
	const before = { yoy, mom, knownFrom, wantsYoy };
	const groups = groupsOf(scope, now);
	const plain = groups.map(({ sums, head }) => ({ ...head, figures: comparedFigures(scope.compiled, now, before, sums) }));
	const total = {
		key: query.court,
		name: own?.name ?? query.court,
		court: query.court,
		figures: comparedFigures(scope.compiled, now, before, totalKey),
	};
	const byEntry = entryTargets(entries, targets, query.filter);
	const yearFrom = yearStartOf(query.period.to, options);
	const given: TargetContext = {
		...{ context, query, entries, targets: byEntry, yearFrom },
		asOf: query.period.to < today ? query.period.to : today,
		news: await newSince(scope, query.period, yearFrom, targets),
	};
	return {
		query,
		total: judged(given, total, [], totalKey),
		groups: plain.map((group, index) => judged(given, group, plain, groups[index]!.sums)),
		...(knownFrom ? { knownFrom } : {}),
		definitionVersion,
	};
}

interface Before {
	readonly yoy: GroupSums | undefined;
	readonly mom: GroupSums | undefined;
	readonly knownFrom: CourtDate | undefined;
	readonly wantsYoy: boolean;
}

/** Nothing can be said of a period that the data does not cover from its beginning, give or take a twelfth of it. */
const isKnown = ({ from, to }: Period, knownFrom: CourtDate | undefined): boolean =>
	knownFrom !== undefined && knownFrom <= addDays(from, Math.floor((daysBetween(from, to) + 1) / 12));

type Compared = Figure & { readonly lastYear?: Change };

function comparedFigures(compiled: Parameters<typeof figuresOf>[0], now: GroupSums, before: Before, key: string): readonly Compared[] {
	const figures = figuresOf(compiled, now.sumsOf(key), now.factsOf(key));
	const then = (sums: GroupSums | undefined): readonly Figure[] | undefined =>
		sums && figuresOf(compiled, sums.sumsOf(key), sums.factsOf(key));
	const [yoy, mom] = [then(before.yoy), then(before.mom)];
	if (!yoy && !mom) return figures;
	return figures.map((figure, index) => {
		const change = (list: readonly Figure[] | undefined, sums: GroupSums | undefined): Change | undefined =>
			list &&
			sums &&
			changeFrom(
				figure.value,
				list[index]!.value,
				isKnown(sums.period, before.knownFrom) && isSameCoverage(figure.coverage, list[index]!.coverage),
			);
		const lastYear = change(yoy, before.yoy);
		const monthBefore = change(mom, before.mom);
		return {
			...figure,
			...(lastYear && before.wantsYoy ? { yoy: lastYear } : {}),
			...(monthBefore ? { mom: monthBefore } : {}),
			...(lastYear ? { lastYear } : {}),
		};
	});
}

interface TargetContext {
	readonly context: FlowContext;
	readonly query: FigureQuery;
	readonly entries: readonly IndicatorEntry[];
	/** By court, then in the order of the entries. */
	readonly targets: ReadonlyMap<string, readonly (readonly IndicatorTarget[])[]>;
	readonly asOf: CourtDate;
	/** First day of the year in which the days of dated targets lie. */
	readonly yearFrom: CourtDate;
	/** Change of an indicator's stock since the day after which none may be new, by group key, code and that day. */
	readonly news: ReadonlyMap<string, number>;
}

/** Targets sorted out once for each court. */
const entryTargets = (
	entries: readonly IndicatorEntry[],
	targets: ReadonlyMap<string, readonly IndicatorTarget[]>,
	filter: FigureQuery['filter'],
): TargetContext['targets'] =>
	new Map([...targets].map(([court, list]) => [court, entries.map((entry) => targetsOf(entry, list, filter))]));

/** Whether places are said: only where the court that asks and the one that is told of both rank. */
export const isRanking = (context: FlowContext, ...courts: readonly string[]): boolean =>
	courts.every((court) => context.directory().courts.get(court)?.settings.ranking ?? false);

type Unjudged = Omit<FigureGroup, 'figures'> & { readonly figures: readonly Compared[] };

function judged(given: TargetContext, group: Unjudged, peers: readonly Unjudged[], key: string): FigureGroup {
	const { context, query, entries, targets, news, asOf, yearFrom } = given;
	const list = targets.get(group.court) ?? [];
	const interval = context.directory().courts.get(group.court)?.settings.interval ?? true;
	const ranking = isRanking(context, query.asker ?? query.court, group.court);
	const figures = group.figures.map((compared, index): Figure => {
		if (!compared.lastYear && !list[index]?.length) return compared;
		const { lastYear, ...figure } = compared;
		const entry = entries[index]!;
		const states = (list[index] ?? []).map((target): TargetState => {
			const place = ranking && target.rule.kind === 'rank' ? placeOf(given, group, peers, index, target.rule.among) : undefined;
			const last = target.rule.kind === 'dated' ? daysOfDated(yearFrom, target.rule).noneNewAfter : undefined;
			const since = last && news.get(`${key}|${entry.code}|${last}`);
			const judging: Judging = {
				...{ asOf, yearFrom, interval, ranking },
				...(lastYear ? { yoy: lastYear } : {}),
				...(place ? { place } : {}),
				...(since === undefined ? {} : { newSince: since }),
			};
			return judge(entry, figure, target, judging);
		});
		const main = states.find(({ target }) => target.rule.kind !== 'rank') ?? states[0];
		return { ...figure, ...(main ? { target: main } : {}), ...(states.length > 1 ? { targets: states } : {}) };
	});
	return { ...group, figures };
}

/** The place of a court among those of its level in the same city or province, where all of them stand in the board. */
function placeOf(
	{ context, entries }: TargetContext,
	group: Unjudged,
	peers: readonly Unjudged[],
	index: number,
	among: 'city' | 'province',
): { readonly rank: number; readonly of: number } | undefined {
	const { courts } = context.directory();
	const own = courts.get(group.court);
	if (!own?.parent || group.unit !== undefined || group.person !== undefined) return undefined;
	const province = [...courts.values()].find((court) => court.level === 'higher' && isWithin(context.directory(), own.code, court.code));
	const same = [...courts.values()].filter(
		(court) =>
			court.level === own.level &&
			(among === 'city' ? court.parent === own.parent : province !== undefined && isWithin(context.directory(), court.code, province.code)),
	);
	const rows = same.map((court) => peers.find((peer) => peer.key === court.code));
	if (rows.some((row) => row === undefined)) return undefined;
	const place = placesAmong(
		entries[index]!,
		rows.map((row) => row!.figures[index]!),
	)[same.findIndex((court) => court.code === own.code)];
	return place && place.rank !== null ? { rank: place.rank, of: place.of } : undefined;
}

/** For targets of none new after a day: how much more stands open at the end of the period than did on that day. */
async function newSince(
	scope: Parameters<typeof readGroupSums>[0],
	period: Period,
	yearFrom: CourtDate,
	targets: ReadonlyMap<string, readonly IndicatorTarget[]>,
): Promise<ReadonlyMap<string, number>> {
	const found = new Map<string, number>();
	const days = new Map<CourtDate, Set<string>>();
	for (const { code, rule } of [...targets.values()].flat()) {
		const last = rule.kind === 'dated' ? daysOfDated(yearFrom, rule).noneNewAfter : undefined;
		if (last) days.set(last, (days.get(last) ?? new Set<string>()).add(code));
	}
	for (const [last, codes] of days) {
		const after = addDays(last, 1);
		const entries = scope.compiled.entries.filter((entry) => codes.has(entry.code) && entry.moment);
		if (after > period.to || entries.length === 0) continue;
		// What stood open at the end of a day is the stock at the opening of the next one.
		const opening = compile(entries.map(asOpening), scope.query.filter);
		const closing = compile(entries, scope.query.filter);
		const span: Period = { kind: 'custom', from: after, to: period.to, label: '' };
		const then = await readGroupSums({ ...scope, compiled: opening }, span);
		const now = await readGroupSums({ ...scope, compiled: closing }, span);
		for (const key of new Set([...then.keys, ...now.keys, totalKey])) {
			const [before, after] = [
				figuresOf(opening, then.sumsOf(key), then.factsOf(key)),
				figuresOf(closing, now.sumsOf(key), now.factsOf(key)),
			];
			for (const [index, entry] of entries.entries())
				found.set(`${key}|${entry.code}|${last}`, (after[index]?.value ?? 0) - (before[index]?.value ?? 0));
		}
	}
	return found;
}

const asOpening = ({ variants: _, ...entry }: IndicatorEntry): IndicatorEntry => ({
	...entry,
	numerator: entry.numerator.map((sum) => (sum.span === 'closing' ? { ...sum, span: 'opening' as const } : sum)),
});
