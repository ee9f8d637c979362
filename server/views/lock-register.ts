import type { HandLockView, LockFilter, LockRegisterRow, LockRegisterView } from '../../src/lib/contract/lock-register.ts';
import { may, type Principal } from '../core/access/may.ts';
import { viewCase } from '../core/case/fold.ts';
import { holdingLock } from '../core/lock/apply.ts';
import { handCandidates } from '../core/lock/decide-sweep.ts';
import { isSoftLock } from '../core/lock/hold.ts';
import { runningPhases, type LockState } from '../core/lock/types.ts';
import { codeOf } from '../core/node/types.ts';
import { addDays, daysBetween, isCourtDate } from '../core/time/civil.ts';
import { dayOfInstant, startOfDay } from '../core/time/zone.ts';
import type { CourtDate } from '../core/time/types.ts';
import type { StoredCase } from '../store/cases.ts';
import { countLockRows, readLockRows, type LockRowFilter } from '../store/lock-register.ts';
import { lockFigures } from './lock-figures.ts';
import { lockView, partsOf } from './lock-view.ts';
import { courtName, nodeName, personName, readableCourts, type ViewContext } from './view-context.ts';

const pageRows = 50;
const standing = ['active', 'review'];
const realEnds = ['granted', 'met'];

/** How a lock ended, in words. */
export const outcomeNames: Readonly<Record<NonNullable<LockState['outcome']>, string>> = {
	granted: '同意解锁',
	met: '节点办结，自动解锁',
	voided: '复核撤销',
	'set-aside': '未确认，已排除',
};

/** What a person's filter means: whose locks, of which days, as rows are asked for. */
export interface RegisterScope {
	readonly courts: readonly string[];
	readonly ownOnly: boolean;
	readonly today: CourtDate;
	readonly period: { readonly from: CourtDate; readonly to: CourtDate };
	/** Courts, handlers and days: what the figures are about. */
	readonly base: LockRowFilter;
	/** Locks of the same courts and handlers that stand from before the period. */
	readonly older: LockRowFilter;
}

const dayOr = (day: string | undefined, other: CourtDate): CourtDate =>
	day !== undefined && isCourtDate(day) ? (day as CourtDate) : other;

/** Works out a filter for a person. Without days it is this year. */
export function registerScope(context: ViewContext, principal: Principal, filter: LockFilter): RegisterScope {
	const directory = context.directory();
	const { courts, ownOnly } = readableCourts(principal, directory);
	const zone = directory.courts.get(courts[0] ?? '')?.zone ?? 'Asia/Shanghai';
	const today = dayOfInstant(context.now(), zone);
	const period = { from: dayOr(filter.from, `${today.slice(0, 4)}-01-01` as CourtDate), to: dayOr(filter.to, today) };
	const handlers = ownOnly ? [principal.personCode ?? '-'] : handlersNamed(context, filter.handler);
	const whose = { courts: filter.court ? courts.filter((code) => code === filter.court) : courts, ...(handlers ? { handlers } : {}) };
	const from = startOfDay(period.from, zone);
	return {
		courts,
		ownOnly,
		today,
		period,
		base: { ...whose, from, before: startOfDay(addDays(period.to, 1), zone) },
		older: { ...whose, before: from, states: standing },
	};
}

/** Persons by code or by part of their name; an empty field asks for everybody. */
function handlersNamed(context: ViewContext, text: string | undefined): readonly string[] | undefined {
	const wanted = text?.trim();
	if (!wanted) return undefined;
	const persons = [...context.directory().persons.values()];
	return ['-', ...persons.filter((person) => person.code === wanted || person.name.includes(wanted)).map((person) => person.code)];
}

function rowFilter({ base }: RegisterScope, filter: LockFilter, ids: readonly string[] | undefined): LockRowFilter {
	const states = filter.state === 'standing' ? standing : filter.state ? [filter.state] : undefined;
	const outcomes = filter.outcome === 'real' ? realEnds : filter.outcome && filter.outcome !== 'held' ? [filter.outcome] : undefined;
	return {
		...base,
		...(states ? { states } : {}),
		...(outcomes ? { outcomes } : {}),
		...(filter.outcome === 'held' ? { held: true } : {}),
		...(filter.node ? { node: filter.node } : {}),
		...(filter.repeat ? { repeat: true } : {}),
		...(ids ? { ids } : {}),
	};
}

function parseCursor(cursor: string | undefined): { readonly lockedAt: string; readonly id: string } | undefined {
	const at = cursor?.indexOf('~') ?? -1;
	return cursor && at >= 0 ? { lockedAt: cursor.slice(0, at), id: cursor.slice(at + 1) } : undefined;
}

/** The register for one person: a page of its rows, and the figures of the period. */
export async function lockRegisterView(
	context: ViewContext,
	principal: Principal,
	filter: LockFilter,
	limit = pageRows,
): Promise<LockRegisterView> {
	const scope = registerScope(context, principal, filter);
	const figures = await lockFigures(context, scope.base, scope.today);
	const ids = filter.decidedBy ? figures.decidedBy(filter.decidedBy) : filter.lateAt ? figures.lateAt(filter.lateAt) : undefined;
	const wanted = rowFilter(scope, filter, ids);
	const after = parseCursor(filter.cursor);
	const rows = await readLockRows(context.db, wanted, { limit: limit + 1, ...(after ? { after } : {}) });
	const last = rows.length > limit ? rows[limit - 1] : undefined;
	return {
		filter,
		period: scope.period,
		rows: rows.slice(0, limit).flatMap(({ lockId, stored }) => registerRow(context, stored, lockId, scope.today)),
		total: await countLockRows(context.db, wanted),
		...(last ? { nextCursor: `${last.lockedAt}~${last.lockId}` } : {}),
		statistics: { ...figures.view, older: await countLockRows(context.db, scope.older) },
		courts: scope.courts.map((code) => ({ code, name: courtName(context, code) })),
		nodes: context.rulebook.nodes.filter((rule) => rule.clocks.some((clock) => clock.locks)).map(({ code, name }) => ({ code, name })),
		ownOnly: scope.ownOnly,
		today: scope.today,
	};
}

function registerRow(context: ViewContext, stored: StoredCase, lockId: string, today: CourtDate): readonly LockRegisterRow[] {
	const view = viewCase(stored.state);
	const lock = stored.state.locks.find((candidate) => candidate.id === lockId);
	if (!view || !lock || stored.id === undefined) return [];
	const shown = lockView(context, view, stored, lock, today);
	const newDueOn = [...(lock.released ?? []), ...lock.causes].flatMap((cause) => cause.newDueOn ?? []);
	const turn = shown.route[shown.requests[0]?.step ?? -1];
	const request = shown.requests[0];
	const handlerName = personName(context, view.handler);
	return [
		{
			id: lock.id,
			caseId: stored.id,
			caseNumber: stored.state.text,
			courtName: courtName(context, stored.state.court),
			...(handlerName ? { handlerName } : {}),
			state: shown.state,
			stateName: shown.stateName,
			soft: isSoftLock(lock),
			...(shown.byHand ? { byHand: shown.byHand } : {}),
			causes: shown.causes.map(({ nodeId, nodeName: name, subject, dueOn }) => ({
				nodeId,
				nodeName: name,
				...(subject ? { subject } : {}),
				dueOn,
			})),
			lockedOn: lock.lockedOn,
			...(lock.releasedOn ? { releasedOn: lock.releasedOn } : {}),
			days: Math.max(0, daysBetween(lock.lockedOn, lock.releasedOn ?? today)),
			repeat: lock.repeat,
			deciderName: shown.route.at(-1)?.courtName ?? '',
			...(request
				? {
						request: {
							id: request.id,
							phaseName: request.phaseName,
							...(turn && runningPhases.includes(request.phase) ? { turnName: `${turn.courtName}${turn.roleName}` } : {}),
						},
					}
				: {}),
			...(lock.outcome ? { outcome: lock.outcome, outcomeName: outcomeNames[lock.outcome] } : {}),
			...(newDueOn.length > 0 ? { newDueOn } : {}),
		},
	];
}

/** What a duty officer may lock by hand in one case. */
export function handLockView(context: ViewContext, principal: Principal, stored: StoredCase): HandLockView | undefined {
	const view = viewCase(stored.state);
	if (!view || stored.id === undefined) return undefined;
	const { state } = stored;
	const today = dayOfInstant(context.now(), state.zone);
	const clock = context.clockOf(state.court);
	const handlerName = personName(context, view.handler);
	const held = holdingLock(state.locks);
	const candidates = view.closedOn ? [] : handCandidates(state, stored.nodes, clock);
	return {
		caseId: stored.id,
		caseNumber: state.text,
		courtName: courtName(context, state.court),
		...(handlerName ? { handlerName } : {}),
		...(clock.policy.locksFrom ? { locksFrom: clock.policy.locksFrom } : {}),
		...(held ? { lockedOn: held.lockedOn } : {}),
		nodes: candidates.map(({ nodeId, dueOn, soft }) => {
			const subject = partsOf(nodeId, state.key)[2] ?? '-';
			return {
				nodeId,
				nodeName: nodeName(context, codeOf(nodeId)),
				...(subject !== '-' ? { subject } : {}),
				dueOn,
				overdueDays: Math.max(0, daysBetween(dueOn, today)),
				soft: soft !== undefined,
				...(clock.policy.locksFrom && dueOn >= clock.policy.locksFrom ? { setAside: true as const } : {}),
			};
		}),
		mayLock: may(principal, 'lock.confirm', { court: state.court }, context.directory()),
	};
}
