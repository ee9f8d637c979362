import type { ActionsPayload, OverdueByNodePayload, SealedPayload } from '../../../src/lib/contract/topics.ts';
import { viewCase } from '../../core/case/fold.ts';
import { eventType } from '../../core/case/vocabulary.ts';
import { addDays, daysBetween } from '../../core/time/civil.ts';
import type { CourtDate } from '../../core/time/types.ts';
import { openImmovables } from '../../core/unlock/facts.ts';
import { readCases } from '../../store/cases.ts';
import { countMismatched } from '../../store/reconcile.ts';
import { countLocks } from '../../store/wall-locks.ts';
import { countByNode, countClocks, countDone, countOverdue, countSealAlarms, readSealed } from '../../store/wall-nodes.ts';
import { shortName, type ScopeView } from '../scope.ts';

/** Numbers that need action now. */
export async function actions(scope: ScopeView): Promise<ActionsPayload> {
	const { codes, today } = scope;
	const { db, rulebook } = scope.source;
	const lastRungs = new Map(
		rulebook.nodes.filter((rule) => rule.code.startsWith('seal-expiry')).map((rule) => [rule.code, rule.clocks[0]!.warn.length]),
	);
	const clocks = await countClocks(db, codes, { today, in3: addDays(today, 3), in7: addDays(today, 7) });
	const overdue = await countOverdue(db, codes, today);
	const locks = await countLocks(db, codes, scope.startOfToday);
	const mismatched = await countMismatched(db, codes);
	return {
		...(mismatched > 0 ? { mismatched } : {}),
		businessDay: today,
		...clocks,
		doneToday: await countDone(db, codes, today),
		overdue: overdue.now,
		overdueYesterday: overdue.yesterday,
		overdueBeforeLocks: overdue.beforeLocks,
		...locks,
		sealAlarms: await countSealAlarms(db, codes, lastRungs),
	};
}

/** Overdue nodes by kind, most overdue first. */
export async function overdueByNode(scope: ScopeView): Promise<OverdueByNodePayload> {
	const { rulebook, db } = scope.source;
	const rows = (await countByNode(db, scope.codes))
		.map(({ node, open, overdue }) => {
			const rule = rulebook.nodes.findLast((candidate) => candidate.code === node);
			const unconfirmed = !!rule?.clocks.every((clock) => clock.unconfirmed);
			return { node, name: rule?.name ?? node, overdue, open, unconfirmed };
		})
		.filter((row) => row.overdue > 0)
		.sort((a, b) => b.overdue - a.overdue || b.open - a.open);
	return { rows: rows.slice(0, 12), totalKinds: rows.length };
}

const sealedShown = 12;

/** Sealed immovables that are not disposed of (查封房产), longest sealed first. */
export async function sealed(scope: ScopeView): Promise<SealedPayload> {
	const { db } = scope.source;
	const { rows, seals, total } = await readSealed(db, scope.codes, sealedShown);
	const { today } = scope;
	const cases = await readCases(db, [...new Set(rows.map((row) => row.case_key))]);
	const expiry = new Map(seals.map((seal) => [`${seal.case_id}|${seal.subject}`, { dueOn: seal.due_on, assumed: seal.unconfirmed === 1 }]));
	const dues = seals.flatMap((seal) => (seal.due_on ? [seal.due_on] : []));
	return {
		total,
		over90Days: seals.filter((seal) => daysBetween(seal.started_on as CourtDate, today) > 90).length,
		expiringIn30: dues.filter((day) => day >= today && day <= addDays(today, 30)).length,
		expired: dues.filter((day) => day < today).length,
		rows: rows.map((row) => {
			const stored = cases.get(row.case_key);
			const view = stored && viewCase(stored.state);
			const asset = view && openImmovables(view).find((candidate) => candidate.assetId === row.subject);
			const end = expiry.get(`${row.case_id}|${row.subject}`);
			return {
				caseNumber: row.number_text,
				courtName: shortName(scope.source.directory().courts.get(row.court_code)?.name ?? row.court_code),
				...handlerName(scope, row.handler_code),
				assetId: row.subject,
				daysSinceSealing: daysBetween(row.started_on as CourtDate, today),
				step: eventType(asset?.lastStep ?? 'asset-sealed').name,
				expiresOn: end?.dueOn ?? '',
				assumed: end?.assumed ?? false,
				daysToExpiry: end?.dueOn ? daysBetween(today, end.dueOn as CourtDate) : 0,
				locked: !!stored?.state.locks.some((lock) => lock.phase === 'active' || lock.phase === 'review'),
			};
		}),
	};
}

/** The handler's name; taken out again for screens that may not show persons. */
export function handlerName(scope: ScopeView, code: string | null): { readonly handler?: string } {
	const person = code ? scope.source.directory().persons.get(code) : undefined;
	return person ? { handler: person.name } : {};
}
