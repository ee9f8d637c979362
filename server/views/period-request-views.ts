import type { PeriodEffect, PeriodFormView, PeriodInboxRow, PeriodInboxView, PeriodRequestPage } from '../../src/lib/contract/periods.ts';
import { caseSubject, may, mayTakeStep, type Principal } from '../core/access/may.ts';
import type { CaseState, CaseView } from '../core/case/case-state.ts';
import { foldEvents, viewCase } from '../core/case/fold.ts';
import { subtreeOf } from '../core/directory/court-tree.ts';
import { holdingLock } from '../core/lock/apply.ts';
import { calcNodes } from '../core/node/calc-nodes.ts';
import type { ClockRow, NodeRow } from '../core/node/types.ts';
import { chainFor } from '../core/period/chains.ts';
import { extendableNodes, isRepeated } from '../core/period/check.ts';
import { newDaysOf } from '../core/period/days.ts';
import { isWithdrawable, notTwice } from '../core/period/decide.ts';
import { grantFacts } from '../core/period/grant.ts';
import { groundName, groundsFor } from '../core/period/grounds.ts';
import { mostDaysAhead, openPeriodPhases, periodKindNames, type PeriodRequest } from '../core/period/types.ts';
import { addDays, daysBetween } from '../core/time/civil.ts';
import type { CourtDate } from '../core/time/types.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import type { StoredCase } from '../store/cases.ts';
import { readPeriodRequests } from '../store/period-readers.ts';
import { earlierChanges, groundView, periodCase, periodPhaseNames, requestView, whatText } from './period-words.ts';
import { courtName, nodeName, personName, readableCourts, type ViewContext } from './view-context.ts';

const boxRows = 200;
const me = (principal: Principal): string => principal.personCode ?? principal.accountId;

/** Why a person may not take the running step, in Chinese; undefined where he may. */
function whyNot(principal: Principal, request: PeriodRequest): string | undefined {
	const step = request.chain[request.step];
	if (request.phase !== 'pending' || !step) return `该申请${periodPhaseNames[request.phase]}，无需再作决定`;
	if (!mayTakeStep(principal, step)) return `本环节由${step.label}办理`;
	return notTwice(request, me(principal))?.message;
}

type RequestRow = Awaited<ReturnType<typeof readPeriodRequests>>[number];

function inboxRow(context: ViewContext, principal: Principal, row: RequestRow): PeriodInboxRow {
	const { state } = JSON.parse(row.case_state) as { state: CaseState };
	const request = state.periods.find((candidate) => candidate.id === row.id)!;
	const handlerName = personName(context, row.handler_code);
	const { phase, kind, override = false } = request;
	const waiting = phase === 'pending' ? request.chain[request.step]?.label : undefined;
	return {
		requestId: request.id,
		caseId: row.case_id,
		caseNumber: state.text,
		court: state.court,
		courtName: courtName(context, state.court),
		...(handlerName ? { handlerName } : {}),
		kind,
		kindName: periodKindNames[kind],
		groundName: groundName(request.ground),
		what: whatText(context, request),
		phase,
		phaseName: periodPhaseNames[phase],
		requestedAt: request.at,
		...(waiting ? { stepLabel: waiting } : {}),
		override,
		mine: phase === 'returned' ? request.by === me(principal) : whyNot(principal, request) === undefined,
	};
}

/** The boxes of period requests: waiting for me; under way in my courts; done. */
export async function periodInboxView(context: ViewContext, principal: Principal, box: PeriodInboxView['box']): Promise<PeriodInboxView> {
	const { courts, ownOnly } = readableCourts(principal, context.directory());
	const below = ownOnly ? [] : principal.grants.flatMap((grant) => subtreeOf(context.directory(), grant.court).map((court) => court.code));
	const scope = { courts: [...new Set([...courts, ...below])], ...(ownOnly ? { handler: principal.personCode ?? '-' } : {}) };
	const isNamed = (row: RequestRow): boolean =>
		(JSON.parse(row.chain) as PeriodRequest['chain']).some((step) => mayTakeStep(principal, step));
	const readable = (row: RequestRow): boolean =>
		courts.includes(row.court_code) || isNamed(row) || (!!principal.personCode && row.handler_code === principal.personCode);
	const read = async (states: readonly string[], order: 'asc' | 'desc') =>
		(await readPeriodRequests(context.db, { ...scope, states, order, limit: boxRows }))
			.filter(readable)
			.map((row) => inboxRow(context, principal, row));
	const open = await read(openPeriodPhases, 'asc');
	const rows = {
		inbox: open.filter((row) => row.mine),
		sent: open.filter((row) => !row.mine),
		done: await read(['granted', 'refused', 'withdrawn'], 'desc'),
	};
	return { box, counts: { inbox: rows.inbox.length, sent: rows.sent.length, done: rows.done.length }, rows: rows[box] };
}

/** The form with which a period change of a case is asked for. */
export function periodFormView(context: ViewContext, principal: Principal, stored: StoredCase): PeriodFormView | undefined {
	const view = viewCase(stored.state);
	if (!view || stored.id === undefined) return undefined;
	const { state } = stored;
	const directory = context.directory();
	const today = dayOfInstant(context.now(), state.zone);
	const subject = caseSubject(state.court, view.handler);
	const locked = holdingLock(state.locks) !== undefined;
	const refusal = view.closedOn
		? '本案已结案，不能变更期限'
		: locked
			? '案件程序已锁死：解锁前不得申请延长、扣除、暂缓或者转换程序'
			: may(principal, 'period.request', subject, directory)
				? undefined
				: '只有承办人、庭长或执行局长可以申请变更期限';
	const preset = directory.courts.get(state.court)?.settings.periodChains;
	const open = state.periods.filter((request) => openPeriodPhases.includes(request.phase)).map((request) => requestView(context, request));
	return {
		case: periodCase(context, stored.id, view),
		mayRequest: refusal === undefined,
		...(refusal ? { whyNot: refusal } : {}),
		locked,
		nodes: extendableNodes(stored.nodes, context.rulesOf(state.court)).map((node) => nodeChoice(context, node)),
		grounds: groundsFor(state.kind).map((ground) => {
			const repeated = isRepeated(view, ground);
			const chain = chainFor(state.court, preset, ground.kind, repeated).map((step) => step.label);
			return { ...groundView(ground), repeated, chain };
		}),
		earlier: earlierChanges(view, today),
		open,
		returned: state.periods
			.filter((request) => request.phase === 'returned' && request.by === me(principal))
			.map((request) => requestView(context, request)),
		firstFrom: view.filedOn,
		lastFrom: addDays(today, mostDaysAhead),
		today,
		mayEnd: may(principal, 'period.end', subject, directory),
	};
}

function nodeChoice(context: ViewContext, node: NodeRow): PeriodFormView['nodes'][number] {
	const clock = node.clocks.find((candidate) => candidate.binding) ?? node.clocks[0];
	return {
		node: node.node,
		...(node.subject === '-' ? {} : { subject: node.subject }),
		name: nodeName(context, node.node),
		...(clock?.dueOn ? { dueOn: clock.dueOn } : {}),
		frozen: clock?.frozen ?? false,
		overdue: node.phase === 'overdue',
	};
}

/** Where a clock stands, in words; undefined where there is none. */
function standing(node: NodeRow | undefined, clock: ClockRow | undefined): string | undefined {
	if (!node || !clock) return undefined;
	if (node.phase === 'void') return '不适用';
	return clock.frozen ? '停' : (clock.dueOn ?? '无');
}

/** What the grant of a request would do today to every clock of the case: computed with the facts added, saved nowhere. */
export function effectsOf(context: ViewContext, view: CaseView, request: PeriodRequest, today: CourtDate): readonly PeriodEffect[] {
	const clock = context.clockOf(view.state.court);
	const facts = grantFacts(request, today).map((fact) => ({
		...fact,
		seq: Number.MAX_SAFE_INTEGER,
		source: 'system',
		on: today,
		at: context.now(),
	}));
	const granted = viewCase(foldEvents(view.state, facts));
	const before = new Map(calcNodes(view, clock).map((node) => [node.id, node]));
	const after = new Map((granted ? calcNodes(granted, clock) : []).map((node) => [node.id, node]));
	return [...new Set([...before.keys(), ...after.keys()])].flatMap((id) => {
		const [was, is] = [before.get(id), after.get(id)];
		const kinds = [...new Set([...(was?.clocks ?? []), ...(is?.clocks ?? [])].map((row) => row.clock))];
		return kinds.flatMap((kind) => {
			const rows = [was, is].map((node) => node?.clocks.find((row) => row.clock === kind));
			const [beforeText, afterText] = [standing(was, rows[0]) ?? '新增', standing(is, rows[1]) ?? '不适用'];
			if (beforeText === afterText) return [];
			const node = (is ?? was)!;
			const [from, to] = [was?.phase === 'void' ? undefined : rows[0]?.dueOn, is?.phase === 'void' ? undefined : rows[1]?.dueOn];
			return {
				nodeId: id,
				nodeName: nodeName(context, node.node),
				...(node.subject === '-' ? {} : { subject: node.subject }),
				clockName: kind === 'limit' ? '法定期限' : '内控期限',
				...(from ? { before: from } : {}),
				...(to ? { after: to } : {}),
				beforeText,
				afterText,
				...(from && to ? { days: daysBetween(from, to) } : {}),
				missed: from !== undefined && from < today,
			};
		});
	});
}

/** The page of one request. */
export async function periodRequestPage(
	context: ViewContext,
	principal: Principal,
	stored: StoredCase,
	request: PeriodRequest,
): Promise<PeriodRequestPage | undefined> {
	const view = viewCase(stored.state);
	if (!view || stored.id === undefined) return undefined;
	const today = dayOfInstant(context.now(), stored.state.zone);
	const reason = whyNot(principal, request);
	const isOpen = openPeriodPhases.includes(request.phase);
	const counted = request.from ? newDaysOf(view, { ...request, from: request.from }) : undefined;
	return {
		case: periodCase(context, stored.id, view),
		request: requestView(context, request),
		...counted,
		effects: isOpen ? effectsOf(context, view, request, today) : [],
		mayDecide: reason === undefined,
		...(reason === undefined ? {} : { whyNot: reason }),
		mayWithdraw: isWithdrawable(request) && request.by === me(principal),
		earlier: earlierChanges(view, today),
		inbox: (await periodInboxView(context, principal, 'inbox')).rows,
	};
}
