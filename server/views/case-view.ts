import { runningPhases } from '../core/lock/types.ts';
import type { CasePageView, CheckRowView, ClockView, EventView, NodeView, TransferView } from '../../src/lib/contract/case-page.ts';
import { caseSubject, may, mayReview, type Principal } from '../core/access/may.ts';
import type { CaseView } from '../core/case/case-state.ts';
import { viewCase } from '../core/case/fold.ts';
import { explainNode, type ExplainedClock } from '../core/node/calc-nodes.ts';
import type { ClockRow, NodeRow } from '../core/node/types.ts';
import { addDays, daysBetween } from '../core/time/civil.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import type { CourtDate } from '../core/time/types.ts';
import type { StoredCase } from '../store/cases.ts';
import { calcChecks } from '../core/node/checks.ts';
import { layerText, triggerText } from './rule-words.ts';
import {
	caseTags,
	checkNames,
	clockName,
	closeModeNames,
	eventText,
	kindName,
	limitText,
	phaseNames,
	transferNames,
	voidNames,
} from './words.ts';
import { lockView } from './lock-view.ts';
import { caseNoticesView } from './notice-case.ts';
import { readCaseEvents } from '../store/case-readers.ts';
import { courtName, personName, unitName, type ViewContext } from './view-context.ts';

/** The case page of a stored case, for one person. */
export async function casePageView(context: ViewContext, principal: Principal, stored: StoredCase): Promise<CasePageView | undefined> {
	const view = viewCase(stored.state);
	if (!view || stored.id === undefined) return undefined;
	const { state } = stored;
	const today = dayOfInstant(context.now(), state.zone);
	const directory = context.directory();
	const subject = caseSubject(state.court, view.handler);
	const shown = stored.lockPhases;
	const lock = state.locks.find((candidate) => candidate.phase !== 'released');
	const open = lock?.requests.find((request) => runningPhases.includes(request.phase));
	return {
		id: stored.id,
		caseNumber: state.text,
		court: state.court,
		courtName: courtName(context, state.court),
		kindName: kindName(state.kind, view.type),
		handlerName: personName(context, view.handler),
		unitName: unitName(context, view.unit),
		filedOn: view.filedOn,
		...(view.closedOn ? { closedOn: view.closedOn, closeModeName: closeModeNames[view.closeMode ?? ''] ?? view.closeMode } : {}),
		...(view.cause ? { cause: view.cause } : {}),
		claimFen: view.claimFen,
		recoveredFen: view.recoveredFen,
		tags: caseTags(view),
		ageDays: daysBetween(view.filedOn, view.closedOn ?? today),
		nodes: stored.nodes.map((node) => nodeView(context, view, stored, node, today)),
		locks: [...state.locks].reverse().map((item) => lockView(context, view, stored, item, today)),
		events: await eventViews(context, view),
		checks: checkViews(context, view, stored, today),
		transfers: transferViews(context, view),
		notices: await caseNoticesView(context, principal, stored, view),
		today,
		mayRequest: !!lock && !open && shown[lock.id] !== 'proposed' && may(principal, 'unlock.request', subject, directory),
		mayConfirm: !!lock && shown[lock.id] === undefined && lock.phase === 'proposed' && may(principal, 'lock.confirm', subject, directory),
		mayReview: !!lock && shown[lock.id] === 'review' && mayReview(principal, state.court, directory),
	};
}

/** One node with the arithmetic of its clocks. */
export function nodeView(context: ViewContext, view: CaseView, stored: StoredCase, node: NodeRow, today: CourtDate): NodeView {
	const explained = explainNode(view, context.clockOf(view.state.court), node.id);
	const cause = stored.state.locks.some((lock) => lock.phase !== 'released' && lock.causes.some((item) => item.nodeId === node.id));
	return {
		id: node.id,
		node: node.node,
		name: explained?.rule.name ?? node.node,
		...(node.subject !== '-' ? { subject: node.subject } : {}),
		n: node.n,
		phase: node.phase,
		phaseName: phaseNames[node.phase],
		...(node.voidReason ? { voidText: voidNames[node.voidReason] } : {}),
		...(node.court ? { courtName: courtName(context, node.court) } : {}),
		startedOn: node.startedOn,
		...(node.endedOn ? { endedOn: node.endedOn } : {}),
		clocks: node.clocks.map((clock) =>
			clockView(
				context,
				stored,
				node,
				clock,
				explained?.clocks.find((item) => item.clock.kind === clock.clock),
				today,
			),
		),
		awaitingFeed: node.clocks.some((clock) => clock.lockAt !== undefined && !(clock.graceTo && clock.graceTo >= today)),
		isLockCause: cause,
	};
}

function clockView(
	context: ViewContext,
	stored: StoredCase,
	node: NodeRow,
	clock: ClockRow,
	explained: ExplainedClock | undefined,
	today: CourtDate,
): ClockView {
	const until = node.endedOn ?? today;
	const overdueDays = clock.overdueOn ? Math.max(0, daysBetween(addDays(clock.overdueOn, -1), until)) : undefined;
	const rule = explained?.clock;
	return {
		clock: clock.clock,
		clockName: clockName(clock.clock),
		startedOn: clock.startedOn,
		...(clock.dueOn ? { dueOn: clock.dueOn } : {}),
		...(clock.grossDueOn ? { grossDueOn: clock.grossDueOn } : {}),
		frozen: clock.frozen,
		provisional: clock.provisional,
		unconfirmed: clock.unconfirmed,
		locks: rule?.locks ?? false,
		...(clock.graceTo ? { graceTo: clock.graceTo } : {}),
		...(overdueDays !== undefined ? { overdueDays } : {}),
		reminders: stored.state.marks.filter((mark) => mark.nodeId === node.id && mark.clock === clock.clock && mark.rung > 0).length,
		limitText: rule ? limitText(rule) : '',
		basis: rule?.basis ?? '',
		source: rule?.source ?? '',
		lines: explained?.lines ?? [],
		...(rule?.layers ? { layers: rule.layers.map((layer) => layerText(context, layer)) } : {}),
		ledger: clock.ledger,
	};
}

/** Gates and counts as they stand today, by the rules of the court that has the case. */
function checkViews(context: ViewContext, view: CaseView, stored: StoredCase, today: CourtDate): readonly CheckRowView[] {
	const clock = context.clockOf(stored.state.court);
	return calcChecks(view, stored.nodes, clock, today).map((row) => ({
		code: row.check,
		name: row.name,
		...(row.subject === '-' ? {} : { subject: row.subject }),
		state: row.state,
		stateName: checkNames[row.state],
		gates: triggerText(clock.rulebook.checks?.find((rule) => rule.code === row.check)?.gates ?? { event: row.gates }),
		text: row.text,
		unconfirmed: row.unconfirmed,
		basis: clock.rulebook.checks?.find((rule) => rule.code === row.check)?.basis ?? '',
		...(row.doneOn ? { doneOn: row.doneOn } : {}),
	}));
}

function transferViews(context: ViewContext, view: CaseView): readonly TransferView[] {
	return view.transfers.map(({ from, to, on, receivedOn, ground, mode }) => ({
		fromName: courtName(context, from),
		toName: courtName(context, to),
		on,
		...(receivedOn ? { receivedOn } : {}),
		ground,
		...(mode && transferNames[mode] ? { modeName: transferNames[mode] } : {}),
	}));
}

const ownPart = ['notice-raised', 'notice-signed', 'notice-answered'];

async function eventViews(context: ViewContext, view: CaseView): Promise<readonly EventView[]> {
	// Notices have a part of their own on the page.
	const rows = (await readCaseEvents(context.db, view.state.key)).filter(({ type }) => !ownPart.includes(type));
	const held = new Set(view.held.map((event) => event.seq));
	const withdrawn = new Set(view.state.withdrawn);
	return rows.map((row) => ({
		seq: row.seq,
		type: row.type,
		...eventText(context, row),
		on: row.on,
		...(row.at ? { at: row.at } : {}),
		source: row.source,
		held: held.has(row.seq),
		withdrawn: withdrawn.has(`${row.source}\u0000${row.id}`),
	}));
}
