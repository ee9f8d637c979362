import type { ActionsPayload, OverdueByNodePayload, SealedPayload } from '../../../src/lib/contract/topics.ts';
import { viewCase } from '../../core/case/fold.ts';
import { eventType } from '../../core/case/vocabulary.ts';
import { addDays, daysBetween } from '../../core/time/civil.ts';
import type { CourtDate } from '../../core/time/types.ts';
import { openImmovables } from '../../core/unlock/facts.ts';
import { countMismatched } from '../../store/reconcile.ts';
import { readCaseHeads } from '../../store/wall-cases.ts';
import {
	countByNode,
	countClocks,
	countDone,
	countOverdue,
	countSealAlarms,
	readSealed,
	readSealsOfSealed,
} from '../../store/wall-nodes.ts';
import { readByCase } from '../case-facts.ts';
import { readByCourt, sumOf } from '../court-parts.ts';
import { shortName, type ScopeView } from '../scope.ts';
import { lockCountsOf } from './lock-counts.ts';

/** What the rulebook calls the last rung of each kind of seal. */
const lastRungsOf = ({ source: { rulebook } }: ScopeView): ReadonlyMap<string, number> =>
	new Map(rulebook.nodes.filter((rule) => rule.code.startsWith('seal-expiry')).map((rule) => [rule.code, rule.clocks[0]!.warn.length]));

const clocksOf = readByCourt(({ source, today }, courts) =>
	countClocks(source.db, courts, { today, in3: addDays(today, 3), in7: addDays(today, 7) }),
);
const overdueOf = readByCourt(({ source, today }, courts) => countOverdue(source.db, courts, today));
const doneOf = readByCourt(({ source, today }, courts) => countDone(source.db, courts, today));
const sealAlarmsOf = readByCourt(
	(scope, courts) => countSealAlarms(scope.source.db, courts, lastRungsOf(scope)),
	(scope) => JSON.stringify([...lastRungsOf(scope)]),
);

/** Open and overdue nodes of each court of a scope, by kind. */
export const nodeCountsOf = readByCourt(
	({ source }, courts) => countByNode(source.db, courts),
	() => '',
);

/** Numbers that need action now. */
export async function actions(scope: ScopeView): Promise<ActionsPayload> {
	const clocks = await clocksOf(scope);
	const overdue = await overdueOf(scope);
	const locks = await lockCountsOf(scope);
	const mismatched = await countMismatched(scope.source.db, scope.codes);
	return {
		...(mismatched > 0 ? { mismatched } : {}),
		businessDay: scope.today,
		dueToday: sumOf(clocks, (of) => of.dueToday),
		dueIn3: sumOf(clocks, (of) => of.dueIn3),
		dueIn7: sumOf(clocks, (of) => of.dueIn7),
		awaitingFeed: sumOf(clocks, (of) => of.awaitingFeed),
		frozen: sumOf(clocks, (of) => of.frozen),
		doneToday: sumOf(await doneOf(scope), (count) => count),
		overdue: sumOf(overdue, (of) => of.now),
		overdueYesterday: sumOf(overdue, (of) => of.yesterday),
		overdueBeforeLocks: sumOf(overdue, (of) => of.beforeLocks),
		locked: sumOf(locks, (of) => of.locked),
		proposed: sumOf(locks, (of) => of.proposed),
		inReview: sumOf(locks, (of) => of.inReview),
		lockedToday: sumOf(locks, (of) => of.lockedToday),
		releasedToday: sumOf(locks, (of) => of.releasedToday),
		sealAlarms: sumOf(await sealAlarmsOf(scope), (count) => count),
	};
}

/** Overdue nodes by kind, most overdue first. */
export async function overdueByNode(scope: ScopeView): Promise<OverdueByNodePayload> {
	const { rulebook } = scope.source;
	const byNode = Map.groupBy([...(await nodeCountsOf(scope)).values()].flat(), ({ node }) => node);
	const rows = [...byNode]
		.map(([node, counts]) => {
			const rule = rulebook.nodes.findLast((candidate) => candidate.code === node);
			const unconfirmed = !!rule?.clocks.every((clock) => clock.unconfirmed);
			const [overdue, open] = [counts.reduce((sum, of) => sum + of.overdue, 0), counts.reduce((sum, of) => sum + of.open, 0)];
			return { node, name: rule?.name ?? node, overdue, open, unconfirmed };
		})
		.filter((row) => row.overdue > 0)
		.sort((a, b) => b.overdue - a.overdue || b.open - a.open || (a.node < b.node ? -1 : 1));
	return { rows: rows.slice(0, 12), totalKinds: rows.length };
}

const sealedShown = 12;

type Sealed = Awaited<ReturnType<typeof readSealed>>[number];
type SealOn = Awaited<ReturnType<typeof readSealsOfSealed>>[number];

/** Sealed immovables of a court: how many there are, and those that have been sealed longest. */
interface SealedAssets {
	readonly total: number;
	readonly over90Days: number;
	readonly expiringIn30: number;
	readonly expired: number;
	readonly longest: readonly (Sealed & { readonly seal: SealOn | undefined })[];
}

function longestSealed<T extends Sealed>(rows: readonly T[]): readonly T[] {
	const before = (a: Sealed, b: Sealed): boolean => (a.started_on === b.started_on ? a.id < b.id : a.started_on < b.started_on);
	return [...rows].sort((a, b) => (before(a, b) ? -1 : 1)).slice(0, sealedShown);
}

const assetKey = (of: { readonly case_id: number; readonly subject: string }): string => `${of.case_id}|${of.subject}`;

function sealedAssets(rows: readonly Sealed[], seals: readonly SealOn[], today: CourtDate): SealedAssets {
	const dues = seals.flatMap((seal) => (seal.due_on ? [seal.due_on] : []));
	const sealOf = new Map(seals.map((seal) => [assetKey(seal), seal]));
	return {
		total: rows.length,
		over90Days: seals.filter((seal) => daysBetween(seal.started_on as CourtDate, today) > 90).length,
		expiringIn30: dues.filter((day) => day >= today && day <= addDays(today, 30)).length,
		expired: dues.filter((day) => day < today).length,
		longest: longestSealed(rows).map((row) => ({ ...row, seal: sealOf.get(assetKey(row)) })),
	};
}

const sealedOf = readByCourt(async ({ source: { db }, today }, courts): Promise<ReadonlyMap<string, SealedAssets>> => {
	const rows = Map.groupBy(await readSealed(db, courts), (row) => row.court_code);
	const seals = Map.groupBy(await readSealsOfSealed(db, courts), (row) => row.court_code);
	return new Map(courts.map((court) => [court, sealedAssets(rows.get(court) ?? [], seals.get(court) ?? [], today)]));
});

const disposalsOf = readByCase((state) => {
	const view = viewCase(state);
	return {
		lastSteps: new Map(view && openImmovables(view).map(({ assetId, lastStep }) => [assetId, lastStep])),
		locked: state.locks.some((lock) => lock.phase === 'active' || lock.phase === 'review'),
	};
});

/** Sealed immovables that are not disposed of (查封房产), longest sealed first. */
export async function sealed(scope: ScopeView): Promise<SealedPayload> {
	const { source, today } = scope;
	const byCourt = await sealedOf(scope);
	const rows = longestSealed([...byCourt.values()].flatMap(({ longest }) => longest));
	const heads = await readCaseHeads(source.db, [...new Set(rows.map((row) => row.case_id))]);
	const cases = new Map(heads.map((head) => [head.id, head]));
	const disposals = await disposalsOf(scope, heads);
	const { courts } = source.directory();
	return {
		total: sumOf(byCourt, (of) => of.total),
		over90Days: sumOf(byCourt, (of) => of.over90Days),
		expiringIn30: sumOf(byCourt, (of) => of.expiringIn30),
		expired: sumOf(byCourt, (of) => of.expired),
		rows: rows.map((row) => {
			const disposal = disposals.get(row.case_id);
			const dueOn = row.seal?.due_on;
			return {
				caseNumber: cases.get(row.case_id)?.numberText ?? '',
				courtName: shortName(courts.get(row.court_code)?.name ?? row.court_code),
				...handlerName(scope, row.handler_code),
				assetId: row.subject,
				daysSinceSealing: daysBetween(row.started_on as CourtDate, today),
				step: eventType(disposal?.lastSteps.get(row.subject) ?? 'asset-sealed').name,
				expiresOn: dueOn ?? '',
				assumed: row.seal?.unconfirmed === 1,
				daysToExpiry: dueOn ? daysBetween(today, dueOn as CourtDate) : 0,
				locked: disposal?.locked ?? false,
			};
		}),
	};
}

/** The handler's name; taken out again for screens that may not show persons. */
export function handlerName(scope: ScopeView, code: string | null): { readonly handler?: string } {
	const person = code ? scope.source.directory().persons.get(code) : undefined;
	return person ? { handler: person.name } : {};
}
