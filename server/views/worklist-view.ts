import type { WorklistFilter, WorklistView, WorkRow } from '../../src/lib/contract/desk.ts';
import { caseSubject, may, type Principal } from '../core/access/may.ts';
import { parseCaseNumber } from '../core/case/case-number.ts';
import type { RequestPhase } from '../core/lock/types.ts';
import { addDays, daysBetween } from '../core/time/civil.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import { isLockable, type NodePhase } from '../core/node/types.ts';
import { countWorklist, readWorklist, type WorkFilter } from '../store/case-readers.ts';
import { countSilenced, readSilencedNodes } from '../store/notice-readers.ts';
import { courtName, nodeName, personName, readableCourts, unitName, type ViewContext } from './view-context.ts';
import { clockName, phaseNames, requestPhaseNames } from './words.ts';

/** Views of the worklist, in the order of their tabs. */
export const workViews = ['overdue', 'locked', 'today', 'week', 'warning', 'before-locks', 'awaiting', 'review', 'proposed'] as const;

const pageRows = 50;

/** The worklist of a person: handlers see their own cases, everybody else what their grants reach. */
export async function worklistView(
	context: ViewContext,
	principal: Principal,
	filter: WorklistFilter,
	limit = pageRows,
): Promise<WorklistView> {
	const directory = context.directory();
	const { courts, ownOnly } = readableCourts(principal, directory);
	const zone = directory.courts.get(courts[0] ?? '')?.zone ?? 'Asia/Shanghai';
	const today = dayOfInstant(context.now(), zone);
	const scopes = scopesOf(context, principal, courts, ownOnly);
	const scope = scopes.find((each) => each.scope !== undefined && each.scope === filter.scope);
	const reached = scope?.court ? courts.filter((code) => code === scope.court) : courts;
	const chosen = filter.court ? reached.filter((code) => code === filter.court) : reached;
	const isOwn = ownOnly || scope?.scope === 'mine';
	const handlers = isOwn ? [principal.personCode ?? '-'] : handlersNamed(context, filter.handler);
	const base = {
		courts: chosen,
		today,
		in7: addDays(today, 7),
		...(filter.node ? { node: filter.node } : {}),
		...(handlers ? { handlers } : {}),
		...(scope?.unit ? { unit: scope.unit } : {}),
	};
	const counts: Record<string, number> = {};
	for (const view of workViews) counts[view] = await countWorklist(context.db, { ...base, view });
	const after = parseCursor(filter.cursor);
	const rows = await readWorklist(context.db, { ...base, view: filter.view } satisfies WorkFilter, {
		limit: limit + 1,
		...(after ? { after } : {}),
	});
	const last = rows.length > limit ? rows[limit - 1] : undefined;
	const explained = await readSilencedNodes(
		context.db,
		rows.map((row) => row.node_id),
	);
	return {
		filter,
		counts: counts as WorklistView['counts'],
		rows: rows.slice(0, limit).map((row) => workRow(context, principal, row, today, explained.get(row.node_id))),
		total: counts[filter.view] ?? 0,
		explained: await countSilenced(context.db, chosen),
		...(last ? { nextCursor: `${last.due_on ?? ''}~${last.node_id}` } : {}),
		courts: courts.map((code) => ({ code, name: courtName(context, code) })),
		nodes: context.rulebook.nodes.map((rule) => ({ code: rule.code, name: rule.name })),
		ownOnly,
		scopes: scopes.map(({ scope: code, name }) => ({ ...(code ? { scope: code } : {}), name })),
	};
}

interface WorkScope {
	readonly scope?: NonNullable<WorklistFilter['scope']>;
	readonly name: string;
	readonly court?: string;
	readonly unit?: string;
}

/** Mine, my team's, my court's, my subtree's: those that differ for this person. */
function scopesOf(context: ViewContext, principal: Principal, courts: readonly string[], ownOnly: boolean): readonly WorkScope[] {
	if (ownOnly) return [{ name: '本人' }];
	const person = context.directory().persons.get(principal.personCode ?? '');
	const handles = principal.grants.some((grant) => grant.role === 'handler');
	const court = person && courts.includes(person.court) ? person.court : undefined;
	return [
		...(handles ? [{ scope: 'mine', name: '本人' } as const] : []),
		...(court && person?.unit ? [{ scope: 'team', name: '本团队', court, unit: person.unit } as const] : []),
		...(court && courts.length > 1 ? [{ scope: 'court', name: '本院', court } as const] : []),
		{ name: courts.length > 1 ? '本院及下辖' : '本院' },
	];
}

/** Persons by code or by part of their name; an empty field asks for everybody. */
function handlersNamed(context: ViewContext, text: string | undefined): readonly string[] | undefined {
	const wanted = text?.trim();
	if (!wanted) return undefined;
	const persons = [...context.directory().persons.values()];
	return ['-', ...persons.filter((person) => person.code === wanted || person.name.includes(wanted)).map((person) => person.code)];
}

function parseCursor(cursor: string | undefined): { readonly dueOn: string; readonly nodeId: string } | undefined {
	const at = cursor?.indexOf('~') ?? -1;
	return cursor && at >= 0 ? { dueOn: cursor.slice(0, at), nodeId: cursor.slice(at + 1) } : undefined;
}

type Row = Awaited<ReturnType<typeof readWorklist>>[number];

function workRow(context: ViewContext, principal: Principal, row: Row, today: CourtDate, explainedUntil?: string): WorkRow {
	const dueOn = row.due_on as CourtDate | null;
	const phase = row.phase as NodePhase;
	// After an unlock a new due day lies ahead: the clock is not late now, whatever it was before.
	const overdueDays = dueOn && row.overdue_on && dueOn < today ? daysBetween(dueOn, today) : undefined;
	const graceTo = graceOf(row, today);
	const beforeLocks = phase === 'overdue' && dueOn !== null && (row.locks_from === null || dueOn < row.locks_from);
	return {
		nodeId: row.node_id,
		caseId: row.case_id,
		caseNumber: row.number_text,
		court: row.court_code,
		courtName: courtName(context, row.court_code),
		unitName: unitName(context, row.unit_code),
		handlerName: personName(context, row.handler_code),
		nodeName: nodeName(context, row.node),
		...(row.subject !== '-' ? { subject: row.subject } : {}),
		clockName: clockName(row.clock),
		...(dueOn ? { dueOn } : {}),
		phase,
		phaseName: phaseNames[phase],
		...(overdueDays !== undefined ? { overdueDays } : {}),
		...(dueOn && overdueDays === undefined ? { daysLeft: daysBetween(today, dueOn) } : {}),
		reminders: row.reminders,
		...(explainedUntil ? { explainedUntil } : {}),
		frozen: row.frozen === 1,
		provisional: row.provisional === 1,
		unconfirmed: row.unconfirmed === 1,
		...(row.lock_id ? { lock: lockOf(context, principal, row) } : {}),
		awaitingFeed: row.lock_at !== null && graceTo === undefined,
		...(graceTo ? { graceTo } : {}),
		beforeLocks,
		...((beforeLocks || row.set_aside) && phase === 'overdue' && isLockableByHand(context, row)
			? { mayLockByHand: may(principal, 'lock.confirm', { court: row.court_code }, context.directory()) }
			: {}),
	};
}

/** Whether the form for a lock by hand would take it: what `handCandidates` says of a case, from one row. */
function isLockableByHand(context: ViewContext, row: Row): boolean {
	if (row.locks_from === null || row.closed_on !== null || row.unconfirmed || row.provisional) return false;
	if (row.has_locked || row.lock_state === 'proposed') return false;
	return isLockable(parseCaseNumber(row.number_text)?.typeText ?? '', row.node) && locksByRule(context, row);
}

/** Whether the clock locks by the rules of its court. */
function locksByRule(context: ViewContext, row: Row): boolean {
	const rules = context.rulesOf(row.court_code).nodes.filter((rule) => rule.code === row.node);
	return rules.some((rule) => rule.clocks.some((clock) => clock.kind === row.clock && clock.locks));
}

/** The last day of grace, while it runs: the lock comes later than the day after the due day. */
function graceOf(row: Row, today: CourtDate): CourtDate | undefined {
	if (!row.lock_at || !row.due_on) return undefined;
	const last = addDays(dayOfInstant(row.lock_at as Instant, 'Asia/Shanghai'), -1);
	return last > row.due_on && last >= today ? last : undefined;
}

function lockOf(context: ViewContext, principal: Principal, row: Row): NonNullable<WorkRow['lock']> {
	const state = row.lock_state as 'proposed' | 'active' | 'review';
	const subject = caseSubject(row.court_code, row.handler_code);
	const free = row.request_state === null || row.request_state === 'returned';
	const mayRequest = state !== 'proposed' && free && may(principal, 'unlock.request', subject, context.directory());
	const request = row.request_id ? { id: row.request_id, phaseName: requestPhaseNames[row.request_state as RequestPhase] } : undefined;
	return { id: row.lock_id!, state, lockedAt: row.locked_at!, mayRequest, ...(request ? { request } : {}) };
}
