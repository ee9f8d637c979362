import type { CourtsPayload } from '../../../src/lib/contract/topics.ts';
import type { CaseloadPayload, Compared, FundsPayload, TrendPayload } from '../../../src/lib/contract/topics-figures.ts';
import { enforced } from '../../core/indicator/catalogue/build.ts';
import { addDays, daysBetween } from '../../core/time/civil.ts';
import type { CourtDate } from '../../core/time/types.ts';
import { firstDayOf, sumByDay, sumMeasures, type DimSum } from '../../store/wall-figures.ts';
import { countByCourt, readUnpaid } from '../../store/wall-nodes.ts';
import { freshnessOf, neighbourName, type ScopeView } from '../scope.ts';

const firstDay = '1990-01-01' as CourtDate;
const enforcementKinds: readonly string[] = enforced;

/** Sum of a measure over enforcement cases of any kind. */
function enforcementSum(sums: readonly DimSum[], measure: string): number {
	return sums.filter((sum) => sum.measure === measure && enforcementKinds.includes(sum.kind)).reduce((total, sum) => total + sum.value, 0);
}

interface Flow {
	readonly old: number;
	readonly received: number;
	readonly closed: number;
}

async function flowOf(scope: ScopeView, year: number, to: CourtDate): Promise<Flow> {
	const { db } = scope.source;
	const from = `${year}-01-01` as CourtDate;
	const measures = ['case-received', 'case-closed'] as const;
	const before = await sumMeasures(db, scope.codes, measures, firstDay, addDays(from, -1));
	const within = await sumMeasures(db, scope.codes, measures, from, to);
	return {
		old: enforcementSum(before, 'case-received') - enforcementSum(before, 'case-closed'),
		received: enforcementSum(within, 'case-received'),
		closed: enforcementSum(within, 'case-closed'),
	};
}

/** The same day of last year; 29 February becomes 28. */
function lastYear(day: CourtDate): CourtDate {
	const text = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
	return (text.endsWith('-02-29') ? text.replace('-29', '-28') : text) as CourtDate;
}

/** 收结存 of this year up to today, with the same period of last year where there is one. */
export async function caseload(scope: ScopeView): Promise<CaseloadPayload> {
	const year = Number(scope.today.slice(0, 4));
	const first = await firstDayOf(scope.source.db, scope.codes);
	const now = await flowOf(scope, year, scope.today);
	// A year that the data does not cover from its first weeks on cannot be compared with.
	const known = first !== undefined && first <= `${year - 1}-01-31`;
	const then = known ? await flowOf(scope, year - 1, lastYear(scope.today)) : undefined;
	const compared = (value: (flow: Flow) => number): Compared => ({ value: value(now), previous: then ? value(then) : null });
	return {
		year,
		oldStock: now.old,
		received: compared((flow) => flow.received),
		closed: compared((flow) => flow.closed),
		open: compared((flow) => flow.old + flow.received - flow.closed),
		accepted: compared((flow) => flow.old + flow.received),
	};
}

const ageBands = [
	{ label: '15日内', upTo: 15 },
	{ label: '16–30日', upTo: 30 },
	{ label: '31–60日', upTo: 60 },
	{ label: '60日以上', upTo: Number.MAX_SAFE_INTEGER },
] as const;

/** Money of this year, and what is not paid yet by age. */
export async function funds(scope: ScopeView): Promise<FundsPayload> {
	const { db } = scope.source;
	const from = `${scope.today.slice(0, 4)}-01-01` as CourtDate;
	const sums = await sumMeasures(
		db,
		scope.codes,
		['money-arrived-fen', 'money-paid-fen', 'money-due-count', 'money-paid-in-15-count'],
		from,
		scope.today,
	);
	const total = (measure: string): number => sums.filter((sum) => sum.measure === measure).reduce((sum, row) => sum + row.value, 0);
	const unpaid = await readUnpaid(db, scope.codes);
	const add = (rows: typeof unpaid): number => rows.reduce((sum, row) => sum + row.fen, 0);
	const late = unpaid.filter((row) => row.overdue);
	const due = total('money-due-count');
	let reached = -1;
	const ages = ageBands.map(({ label, upTo }) => {
		const low = reached;
		reached = upTo;
		const rows = unpaid.filter((row) => {
			const age = daysBetween(row.startedOn, scope.today);
			return age > low && age <= upTo;
		});
		return { label, count: rows.length, fen: add(rows) };
	});
	return {
		arrivedFen: total('money-arrived-fen'),
		paidFen: total('money-paid-fen'),
		unpaidFen: add(unpaid),
		unpaidCount: unpaid.length,
		overdueCount: late.length,
		overdueFen: add(late),
		within15Rate: due > 0 ? total('money-paid-in-15-count') / due : null,
		ages,
	};
}

/** New overdue nodes and ended ones, locks set and released, over the last 30 days. */
export async function trend(scope: ScopeView): Promise<TrendPayload> {
	const from = addDays(scope.today, -29);
	const rows = await sumByDay(
		scope.source.db,
		scope.codes,
		['node-overdue', 'node-overdue-ended', 'lock-set', 'lock-released'],
		from,
		scope.today,
	);
	const sums = new Map<string, number>();
	for (const row of rows) sums.set(`${row.measure}|${row.day}`, (sums.get(`${row.measure}|${row.day}`) ?? 0) + row.value);
	const of = (measure: string, day: string): number => sums.get(`${measure}|${day}`) ?? 0;
	return {
		days: Array.from({ length: 30 }, (_, index) => {
			const day = addDays(from, index);
			return {
				day,
				overdue: of('node-overdue', day),
				ended: of('node-overdue-ended', day),
				locked: of('lock-set', day),
				released: of('lock-released', day),
			};
		}),
	};
}

const sparkDays = 14;

/** Subordinate courts side by side, each with its own figures. */
export async function courts(scope: ScopeView): Promise<CourtsPayload> {
	const below = scope.courts.filter((court) => court.code !== scope.court.code).slice(0, 12);
	if (below.length === 0) return { rows: [] };
	const codes = below.map((court) => court.code);
	const { db } = scope.source;
	const counts = await countByCourt(db, codes, scope.today);
	const from = addDays(scope.today, 1 - sparkDays);
	const daily = await sumByDay(db, codes, ['node-overdue', 'node-overdue-ended'], from, scope.today);
	return {
		rows: below.map((court) => {
			const count = counts.get(court.code)!;
			const changes = daily.filter((row) => row.court === court.code);
			return {
				court: court.code,
				name: court.name,
				shortName: neighbourName(court.name),
				...count,
				feed: freshnessOf(court, scope.feeds, scope.now),
				spark: stockBack(changes, count.overdue, scope.today),
			};
		}),
	};
}

/** The overdue stock of each of the last days, counted back from the present one. */
function stockBack(
	changes: readonly { readonly measure: string; readonly day: CourtDate; readonly value: number }[],
	present: number,
	today: CourtDate,
): readonly number[] {
	const line = [present];
	for (let back = 0; back < sparkDays - 1; back += 1) {
		const day = addDays(today, -back);
		const change = changes
			.filter((row) => row.day === day)
			.reduce((sum, row) => sum + (row.measure === 'node-overdue' ? row.value : -row.value), 0);
		line.unshift(Math.max(0, line[0]! - change));
	}
	return line;
}
