import type { CreditPayload } from '../../../src/lib/contract/topics-quality.ts';
import { addDays } from '../../core/time/civil.ts';
import type { CourtDate } from '../../core/time/types.ts';
import { readTold, type ToldEvent } from '../../store/wall-log.ts';
import { rememberCourts } from '../court-memory.ts';
import type { ScopeView } from '../scope.ts';
import { isKnown, qualityDays, readQualityTotal } from './quality-sums.ts';

/** How often something happened on a day, and for how much. */
export interface Tally {
	/** The type of event; of sanctions with the measure: `sanction-decided/fine`. */
	readonly key: string;
	readonly day: CourtDate;
	readonly count: number;
	readonly fen: number;
}

const keyOf = ({ type, measure }: ToldEvent): string => (type === 'sanction-decided' ? `${type}/${measure ?? 'none'}` : type);

async function tally(
	scope: ScopeView,
	courts: readonly string[],
	from: CourtDate,
	to: CourtDate,
): Promise<ReadonlyMap<string, readonly Tally[]>> {
	const byCourt = Map.groupBy(await readTold(scope.source.db, { courts, from, to }), ({ court }) => court);
	return new Map(
		courts.map((court) => {
			const days = Map.groupBy(byCourt.get(court) ?? [], (event) => `${keyOf(event)} ${event.day}`);
			return [
				court,
				[...days.values()].map((events) => ({
					key: keyOf(events[0]!),
					day: events[0]!.day,
					count: events.length,
					fen: events.reduce((total, { amountFen }) => total + amountFen, 0),
				})),
			];
		}),
	);
}

/** Up to the end of last month, from the beginning of last year. */
const past = rememberCourts('past', (scope, courts) => {
	const { lastYear, monthFrom } = qualityDays(scope);
	return tally(scope, courts, lastYear.from, addDays(monthFrom, -1));
});
const running = rememberCourts('running', (scope, courts) => tally(scope, courts, qualityDays(scope).monthFrom, scope.today));

/** Events that no sum keeps, by kind and day, from the beginning of last year up to today. */
export async function readTally(scope: ScopeView): Promise<readonly Tally[]> {
	return [...(await past(scope)).values(), ...(await running(scope)).values()].flat();
}

/**
 * Measures against defaulters, as events tell of them. Bans on leaving the country, on tenders and on holding office stand on other walls, but
 * no event tells of them: they are not shown, rather than as nought.
 */
const measures: readonly { readonly key: string; readonly name: string; readonly kind: 'against' | 'relief' }[] = [
	{ key: 'dishonesty-listed', name: '纳入失信名单', kind: 'against' },
	{ key: 'sanction-decided/consumption', name: '限制消费', kind: 'against' },
	{ key: 'sanction-decided/fine', name: '罚款', kind: 'against' },
	{ key: 'detention-started', name: '司法拘留', kind: 'against' },
	{ key: 'summon-started', name: '拘传', kind: 'against' },
	{ key: 'sanction-decided/criminal', name: '移送拒执犯罪', kind: 'against' },
	{ key: 'dishonesty-removed', name: '删除失信信息', kind: 'relief' },
	{ key: 'consumption-lifted', name: '解除限制消费', kind: 'relief' },
];

/** Measures against defaulters this year, beside the same days of last year. */
export async function credit(scope: ScopeView): Promise<CreditPayload> {
	const days = qualityDays(scope);
	const { knownFrom } = await readQualityTotal(scope);
	const told = await readTally(scope);
	const known = isKnown(days.lastYear, knownFrom);
	const count = (key: string, from: CourtDate, to: CourtDate): number =>
		told.reduce((total, row) => (row.key === key && row.day >= from && row.day <= to ? total + row.count : total), 0);
	return {
		year: days.year,
		rows: measures.map(({ key, name, kind }) => ({
			...{ key, name, kind },
			count: {
				value: count(key, days.yearFrom, scope.today),
				previous: known ? count(key, days.lastYear.from, days.lastYear.to) : null,
			},
			today: count(key, scope.today, scope.today),
		})),
	};
}
