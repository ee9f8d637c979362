import type { InboxRow, InboxView } from '../../src/lib/contract/desk.ts';
import type { InboxFilter, ReviewRow } from '../../src/lib/contract/unlock-desk.ts';
import { mayReview, mayTakeStep, type Principal } from '../core/access/may.ts';
import type { CaseState } from '../core/case/case-state.ts';
import { viewCase } from '../core/case/fold.ts';
import { subtreeOf } from '../core/directory/court-tree.ts';
import { disprovedCauses } from '../core/lock/disproved.ts';
import { openPhases, runningPhases, type LockState, type UnlockRequest } from '../core/lock/types.ts';
import { daysBetween } from '../core/time/civil.ts';
import type { CourtDate } from '../core/time/types.ts';
import { workingDaysBetween } from '../core/time/work-calendar.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import { takerOf, type PeopleFacts } from '../core/unlock/takers.ts';
import { readCases } from '../store/cases.ts';
import { readLocks, readRequests } from '../store/request-readers.ts';
import { phraseViews } from './document-views.ts';
import { partsOf } from './lock-view.ts';
import { peopleNow, stepPlace } from './unlock-moves.ts';
import { capacityOf, verdictsAt } from './unlock-turn.ts';
import { courtName, nodeName, personName, readableCourts, stepTimes, type ViewContext } from './view-context.ts';
import { requestPhaseNames } from './words.ts';

const boxRows = 200;
const mostReviews = 100;

type RequestRow = Awaited<ReturnType<typeof readRequests>>[number];
type Rows = Readonly<Record<InboxView['box'], readonly InboxRow[]>>;

/** The unlock box of a person: waiting for me; under way in my courts; done. Counts are of everything, rows of what the filter lets through. */
export async function inboxView(
	context: ViewContext,
	principal: Principal,
	box: InboxView['box'],
	filter: InboxFilter = {},
): Promise<InboxView> {
	const all = await boxesOf(context, principal);
	const here = all[box];
	return {
		box,
		counts: { inbox: all.inbox.length, sent: all.sent.length, done: all.done.length },
		oldest: { ...oldest('inbox', all), ...oldest('sent', all) },
		reviews: box === 'inbox' ? await reviewRows(context, principal) : [],
		rows: here.filter((row) => passes(row, filter)),
		filter,
		courts: choices(here, (row) => [row.court, row.courtName]),
		nodes: choices(here, (row) => [row.node, row.nodeName]),
		phases: choices(here, (row) => [row.phase, row.phaseName]),
		phrases: await phraseViews(context, principal),
	};
}

/** How many requests wait for a person. */
export async function waitingFor(context: ViewContext, principal: Principal): Promise<number> {
	return (await waitingRows(context, principal)).length;
}

/** The requests that wait for a person, most urgent first. */
export async function waitingRows(context: ViewContext, principal: Principal): Promise<readonly InboxRow[]> {
	return (await openRows(await readerOf(context, principal))).filter((row) => row.mine);
}

async function boxesOf(context: ViewContext, principal: Principal): Promise<Rows> {
	const reader = await readerOf(context, principal);
	const open = await openRows(reader);
	return {
		inbox: open.filter((row) => row.mine),
		sent: open.filter((row) => !row.mine),
		done: await rowsIn(reader, ['granted', 'refused', 'withdrawn'], 'desc'),
	};
}

interface Reader {
	readonly context: ViewContext;
	readonly principal: Principal;
	readonly facts: PeopleFacts;
}

async function readerOf(context: ViewContext, principal: Principal): Promise<Reader> {
	const zone = context.directory().courts.get(principal.grants[0]?.court ?? '')?.zone ?? 'Asia/Shanghai';
	return { context, principal, facts: await peopleNow(context, principal, zone) };
}

const openRows = async (reader: Reader): Promise<readonly InboxRow[]> => [...(await rowsIn(reader, openPhases, 'asc'))].sort(byTimeLeft);

/** Requests in some states that a person may read, or whose step waits for him. */
async function rowsIn(reader: Reader, states: readonly string[], order: 'asc' | 'desc'): Promise<readonly InboxRow[]> {
	const { context, principal } = reader;
	const { courts, ownOnly } = readableCourts(principal, context.directory());
	const below = ownOnly ? [] : principal.grants.flatMap((grant) => subtreeOf(context.directory(), grant.court).map((court) => court.code));
	const handler = ownOnly ? { handler: principal.personCode ?? '-' } : {};
	const rows = await readRequests(context.db, { courts: [...new Set([...courts, ...below])], ...handler, states, order, limit: boxRows });
	const readable = (row: RequestRow): boolean =>
		courts.includes(row.court_code) || isNamed(principal, row) || (!!principal.personCode && row.handler_code === principal.personCode);
	return rows.flatMap((raw) => {
		const row = inboxRow(reader, raw);
		return row.mine || readable(raw) ? [row] : [];
	});
}

const byTimeLeft = (a: InboxRow, b: InboxRow): number =>
	(a.workingDaysLeft ?? 99) - (b.workingDaysLeft ?? 99) || b.overdueDays - a.overdueDays;

/** Whether a step of the request's route is this person's to take. */
function isNamed(principal: Principal, row: RequestRow): boolean {
	const route = JSON.parse(row.route) as readonly { readonly court: string; readonly role: string }[];
	return route.some((step) => mayTakeStep(principal, step));
}

function passes(row: InboxRow, { court, node, phase, text }: InboxFilter): boolean {
	const plain = (words: string): string => words.replaceAll(/[（(]/g, '(').replaceAll(/[）)]/g, ')').replaceAll(/\s/g, '');
	return (
		(!court || row.court === court) &&
		(!node || row.node === node) &&
		(!phase || row.phase === phase) &&
		(!text || plain(`${row.caseNumber} ${row.handlerName ?? ''}`).includes(plain(text)))
	);
}

function choices(
	rows: readonly InboxRow[],
	of: (row: InboxRow) => readonly [code: string, name: string],
): readonly { readonly code: string; readonly name: string }[] {
	return [...new Map(rows.map(of))].map(([code, name]) => ({ code, name })).sort((a, b) => a.name.localeCompare(b.name, 'zh-CN'));
}

function oldest(box: 'inbox' | 'sent', rows: Rows): Partial<Record<'inbox' | 'sent', number>> {
	const waited = rows[box].flatMap((row) => row.waitedDays ?? []);
	return waited.length === 0 ? {} : { [box]: Math.max(...waited) };
}

function inboxRow({ context, principal, facts }: Reader, row: RequestRow): InboxRow {
	const { state } = JSON.parse(row.case_state) as { state: CaseState };
	const lock = state.locks.find((candidate) => candidate.id === row.lock_id)!;
	const request = lock.requests.find((candidate) => candidate.id === row.id)!;
	const today = dayOfInstant(context.now(), state.zone);
	const cause = lock.causes.reduce((worst, other) => (other.dueOn < worst.dueOn ? other : worst));
	const node = partsOf(cause.nodeId, state.key)[1] ?? '';
	const isRunning = runningPhases.includes(request.phase);
	const returnedToMe = request.phase === 'returned' && request.by === (principal.personCode ?? principal.accountId);
	const me = principal.personCode ?? principal.accountId;
	const taker = isRunning
		? takerOf(request, me, stepPlace(context, { court: state.court, handler: row.handler_code ?? undefined }, facts))
		: undefined;
	return {
		requestId: request.id,
		lockId: lock.id,
		caseNumber: state.text,
		court: state.court,
		courtName: courtName(context, state.court),
		handlerName: personName(context, row.handler_code),
		node,
		nodeName: nodeName(context, node),
		overdueDays: Math.max(0, daysBetween(cause.dueOn, lock.releasedOn ?? today)),
		phase: request.phase,
		phaseName: request.partial ? '部分同意' : requestPhaseNames[request.phase],
		requestedAt: request.at,
		...waiting(context, request, state.court, today),
		verdicts: isRunning ? verdictsAt(context, request) : [],
		grants: isRunning && request.step === request.route.length - 1,
		causes: causesOf(context, lock, request, state.key),
		reason: request.reason,
		plan: request.plan,
		...(taker && taker.capacity !== 'role' ? capacityOf(context, { as: taker }) : {}),
		mine: taker !== undefined || returnedToMe,
	};
}

/** How long a request has waited at its step, and how long the step still has. */
function waiting(context: ViewContext, request: UnlockRequest, court: string, today: CourtDate): Partial<InboxRow> {
	if (!openPhases.includes(request.phase)) return {};
	const step = runningPhases.includes(request.phase) ? request.route[request.step] : undefined;
	const calendar = context.calendarOf(step?.court ?? court);
	const zone = context.directory().courts.get(court)?.zone ?? 'Asia/Shanghai';
	const since = dayOfInstant(request.decisions.slice(request.decidedBefore).at(-1)?.at ?? request.at, zone);
	return {
		waitedDays: workingDaysBetween(since, today, calendar),
		...(step
			? { step: request.step, pausedToday: !calendar.isWorkingDay(today), ...stepTimes(context, request.stepDueOn, today, step.court) }
			: {}),
	};
}

function causesOf(context: ViewContext, lock: LockState, request: UnlockRequest, key: string): InboxRow['causes'] {
	return lock.causes.map(({ nodeId }) => {
		const [, code = '', subject = '-'] = partsOf(nodeId, key);
		const askedOn = request.newDueOn[nodeId];
		return {
			nodeId,
			nodeName: nodeName(context, code),
			...(subject !== '-' ? { subject } : {}),
			...(askedOn ? { askedOn } : {}),
		};
	});
}

/** Locks in review below the courts of those who review, the longest locked first. */
async function reviewRows(context: ViewContext, principal: Principal): Promise<readonly ReviewRow[]> {
	const directory = context.directory();
	const courts = [...directory.courts.keys()].filter((court) => mayReview(principal, court, directory));
	if (courts.length === 0) return [];
	const locks = await readLocks(context.db, { courts, state: 'review', limit: mostReviews });
	const cases = await readCases(
		context.db,
		locks.map((lock) => lock.id.replace(/-L\d+$/, '')),
	);
	return locks
		.flatMap((row) => {
			const stored = cases.get(row.id.replace(/-L\d+$/, ''));
			const lock = stored?.state.locks.find((candidate) => candidate.id === row.id);
			if (!stored || stored.id === undefined || !lock) return [];
			const { key, text, court, zone } = stored.state;
			const handler = viewCase(stored.state)?.handler;
			const disproved = disprovedCauses(lock, stored.nodes);
			const first = lock.causes.reduce((worst, other) => (other.dueOn < worst.dueOn ? other : worst));
			return {
				lockId: lock.id,
				caseId: stored.id,
				caseNumber: text,
				courtName: courtName(context, court),
				...(handler ? { handlerName: personName(context, handler) ?? handler } : {}),
				nodeNames: (disproved.length > 0 ? disproved : lock.causes).map((cause) => nodeName(context, partsOf(cause.nodeId, key)[1] ?? '')),
				overdueDays: Math.max(0, daysBetween(first.dueOn, dayOfInstant(context.now(), zone))),
				lockedAt: lock.lockedAt,
			};
		})
		.sort((a, b) => (a.lockedAt < b.lockedAt ? -1 : 1));
}
