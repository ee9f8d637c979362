import type { CourtsPayload } from '../../../src/lib/contract/topics.ts';
import type { CaseloadPayload, Compared, FundsPayload, TrendPayload } from '../../../src/lib/contract/topics-figures.ts';
import { enforced } from '../../core/indicator/catalogue/build.ts';
import { addDays, daysBetween } from '../../core/time/civil.ts';
import type { CourtDate } from '../../core/time/types.ts';
import type { Db } from '../../store/schema.ts';
import { firstDayOf, sumByDay, sumMeasuresByCourt, type DimSum } from '../../store/wall-figures.ts';
import { countDueOn, readUnpaid } from '../../store/wall-nodes.ts';
import { readByCourt, sumOf } from '../court-parts.ts';
import { freshnessOf, neighbourName, type ScopeView } from '../scope.ts';
import { lockCountsOf } from './lock-counts.ts';
import { nodeCountsOf } from './nodes.ts';
import { qualityDays } from './quality-sums.ts';

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

const flowMeasures = ['case-received', 'case-closed'] as const;

/** Days of a year, both held. */
interface Days {
	readonly from: CourtDate;
	readonly to: CourtDate;
}

/** Cases of some days of a year, by court. */
async function readFlows(db: Db, courts: readonly string[], { from, to }: Days): Promise<ReadonlyMap<string, Flow>> {
	const before = await sumMeasuresByCourt(db, courts, flowMeasures, firstDay, addDays(from, -1));
	const within = await sumMeasuresByCourt(db, courts, flowMeasures, from, to);
	return new Map(
		courts.map((court) => {
			const [earlier, now] = [before.get(court) ?? [], within.get(court) ?? []];
			const old = enforcementSum(earlier, 'case-received') - enforcementSum(earlier, 'case-closed');
			return [court, { old, received: enforcementSum(now, 'case-received'), closed: enforcementSum(now, 'case-closed') }];
		}),
	);
}

/** A year counts as the court of the wall has it. */
const yearSoFar = (scope: ScopeView): Days => ({ from: qualityDays(scope).yearFrom, to: scope.today });
const textOf = ({ from, to }: Days): string => `${from} ${to}`;

const flowsOf = readByCourt(
	(scope, courts) => readFlows(scope.source.db, courts, yearSoFar(scope)),
	(scope) => textOf(yearSoFar(scope)),
);
const flowsBefore = readByCourt(
	(scope, courts) => readFlows(scope.source.db, courts, qualityDays(scope).lastYear),
	(scope) => textOf(qualityDays(scope).lastYear),
);

const together = (flows: ReadonlyMap<string, Flow>): Flow => ({
	old: sumOf(flows, ({ old }) => old),
	received: sumOf(flows, ({ received }) => received),
	closed: sumOf(flows, ({ closed }) => closed),
});

/** 收结存 of the court's statistical year up to today, with the same period of last year where there is one. */
export async function caseload(scope: ScopeView): Promise<CaseloadPayload> {
	const { year, lastYear } = qualityDays(scope);
	const first = await firstDayOf(scope.source.db, scope.codes);
	const now = together(await flowsOf(scope));
	// A year that the data does not cover from its first weeks on cannot be compared with.
	const known = first !== undefined && first <= addDays(lastYear.from, 30);
	const then = known ? together(await flowsBefore(scope)) : undefined;
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

const fundMeasures = ['money-arrived-fen', 'money-paid-fen', 'money-due-count', 'money-paid-in-15-count'] as const;

const fundsOf = readByCourt(
	async (scope, courts) => {
		const { db } = scope.source;
		const { from, to } = yearSoFar(scope);
		const sums = await sumMeasuresByCourt(db, courts, fundMeasures, from, to);
		const unpaid = await readUnpaid(db, courts);
		return new Map(courts.map((court) => [court, { sums: sums.get(court) ?? [], unpaid: unpaid.get(court) ?? [] }]));
	},
	(scope) => textOf(yearSoFar(scope)),
);

/** Money of the court's statistical year, and what is not paid yet by age. */
export async function funds(scope: ScopeView): Promise<FundsPayload> {
	const byCourt = [...(await fundsOf(scope)).values()];
	const sums = byCourt.flatMap((each) => each.sums);
	const total = (measure: string): number => sums.filter((sum) => sum.measure === measure).reduce((sum, row) => sum + row.value, 0);
	const unpaid = byCourt.flatMap((each) => each.unpaid);
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

const trendDays = 30;

const changesByDay = readByCourt(async ({ source, today }, courts) => {
	const measures = ['node-overdue', 'node-overdue-ended', 'lock-set', 'lock-released'];
	const rows = await sumByDay(source.db, courts, measures, addDays(today, 1 - trendDays), today);
	return Map.groupBy(rows, ({ court }) => court);
});

/** New overdue nodes and ended ones, locks set and released, over the last 30 days. */
export async function trend(scope: ScopeView): Promise<TrendPayload> {
	const from = addDays(scope.today, 1 - trendDays);
	const rows = [...(await changesByDay(scope)).values()].flat();
	const sums = new Map<string, number>();
	for (const row of rows) sums.set(`${row.measure}|${row.day}`, (sums.get(`${row.measure}|${row.day}`) ?? 0) + row.value);
	const of = (measure: string, day: string): number => sums.get(`${measure}|${day}`) ?? 0;
	return {
		days: Array.from({ length: trendDays }, (_, index) => {
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

const dueTodayOf = readByCourt(({ source, today }, courts) => countDueOn(source.db, courts, today));

/** Subordinate courts side by side, each with its own figures. */
export async function courts(scope: ScopeView): Promise<CourtsPayload> {
	const below = scope.courts.filter((court) => court.code !== scope.court.code).slice(0, 12);
	if (below.length === 0) return { rows: [] };
	const nodes = await nodeCountsOf(scope);
	const dueToday = await dueTodayOf(scope);
	const locks = await lockCountsOf(scope);
	const changes = await changesByDay(scope);
	return {
		rows: below.map((court) => {
			const { code, name } = court;
			const overdue = (nodes.get(code) ?? []).reduce((sum, of) => sum + of.overdue, 0);
			return {
				court: code,
				name,
				shortName: neighbourName(name),
				overdue,
				dueToday: dueToday.get(code) ?? 0,
				locked: locks.get(code)?.locked ?? 0,
				feed: freshnessOf(court, scope.feeds, scope.now),
				spark: stockBack(changes.get(code) ?? [], overdue, scope.today),
			};
		}),
	};
}

const stockSign: Readonly<Record<string, number>> = { 'node-overdue': 1, 'node-overdue-ended': -1 };

/** The overdue stock of each of the last days, counted back from the present one. */
function stockBack(
	changes: readonly { readonly measure: string; readonly day: CourtDate; readonly value: number }[],
	present: number,
	today: CourtDate,
): readonly number[] {
	const line = [present];
	for (let back = 0; back < sparkDays - 1; back += 1) {
		const day = addDays(today, -back);
		const change = changes.reduce((sum, row) => sum + (row.day === day ? (stockSign[row.measure] ?? 0) * row.value : 0), 0);
		line.unshift(Math.max(0, line[0]! - change));
	}
	return line;
}
