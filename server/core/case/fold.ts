import { applyStageEvent } from '../ladder/apply.ts';
import { applyLockEvent, holdingLock } from '../lock/apply.ts';
import { isHeld } from '../lock/hold.ts';
import { applyNoticeEvent } from '../notice/apply.ts';
import { applyPeriodEvent } from '../period/apply.ts';
import type { CourtDate, Instant } from '../time/types.ts';
import { identityOf, numberOf, orderKey, textOf, type CaseEvent } from './case-event.ts';
import { parseCaseNumber } from './case-number.ts';
import type { CaseState, CaseView, ClockMark, Transfer } from './case-state.ts';
import { eventType } from './vocabulary.ts';

/** The state of a case before its first event. */
export function emptyCase(identity: Pick<CaseState, 'key' | 'text' | 'kind' | 'filingCourt' | 'zone'>): CaseState {
	return { ...identity, court: identity.filingCourt, facts: [], withdrawn: [], marks: [], locks: [], periods: [], notices: [], stages: [] };
}

function markOf(event: CaseEvent): ClockMark {
	return {
		nodeId: event.data.nodeId as string,
		clock: event.data.clock as string,
		dueOn: event.data.dueOn as CourtDate,
		rung: event.type === 'node-overdue' ? 0 : numberOf(event.data, 'rung'),
		at: event.at as Instant,
	};
}

const byText = (a: { readonly key: string }, b: { readonly key: string }): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

function inOrder(facts: readonly CaseEvent[]): readonly CaseEvent[] {
	return facts
		.map((event) => ({ key: orderKey(event), event }))
		.sort(byText)
		.map(({ event }) => event);
}

/**
 * The state after more events, in whatever order they arrive: facts find their place by the order of the contract, what the system
 * decided is applied in the order of the log (a decision always follows what it decides on).
 */
export function foldEvents(state: CaseState, events: readonly CaseEvent[]): CaseState {
	const told: CaseEvent[] = [];
	const withdrawn = new Set(state.withdrawn);
	const marks = [...state.marks];
	let { locks, periods, notices, stages } = state;
	for (const event of events) {
		const { group } = eventType(event.type);
		if (event.type === 'event-withdrawn') {
			const { source, id } = event.data as { source: string; id: string };
			// A feed takes back what it reported itself; what a court decided through its chain (source system) only that chain may change.
			if (source !== 'system') withdrawn.add(identityOf({ source, id }));
		} else if (event.type === 'rung-reached' || event.type === 'node-overdue') marks.push(markOf(event));
		else if (group === 'system') {
			locks = applyLockEvent(locks, event);
			periods = applyPeriodEvent(periods, event);
			notices = applyNoticeEvent(notices, event);
			stages = applyStageEvent(stages, event);
		} else told.push(event);
	}
	// What the clock decides changes no fact: the list itself then tells everybody that nothing was told.
	if (told.length === 0 && withdrawn.size === state.withdrawn.length) return { ...state, marks, locks, periods, notices, stages };
	const kept = inOrder([...state.facts, ...told].filter((event) => !withdrawn.has(identityOf(event))));
	const moved = kept.findLast((event) => event.type === 'case-transferred');
	const court = (moved?.data.toCourt as string | undefined) ?? state.filingCourt;
	return { ...state, court, facts: kept, withdrawn: [...withdrawn].sort(), marks, locks, periods, notices, stages };
}

const attributeFields = [
	'appliedOn',
	'channel',
	'basis',
	'cause',
	'claimFen',
	'procedure',
	'handler',
	'unit',
	'enterpriseClass',
	'firstCaseNumber',
	'tags',
	'custody',
] as const;

interface Draft {
	values: Record<string, unknown>;
	filedOn?: CourtDate;
	archivedOn?: CourtDate;
	procedures: string[];
	tracks: string[];
	closings: { from: CourtDate; to?: CourtDate; mode: string; recoveredFen: number }[];
}

function take(draft: Draft, event: CaseEvent): void {
	const { data } = event;
	switch (event.type) {
		case 'case-filed':
			draft.filedOn ??= event.on;
			takeAttributes(draft, event);
			break;
		case 'case-updated':
			takeAttributes(draft, event);
			break;
		case 'handler-assigned':
			draft.values.handler = data.handler;
			if (data.unit) draft.values.unit = data.unit;
			break;
		case 'track-set':
			draft.values.track = data.track;
			draft.tracks.push(data.track as string);
			break;
		case 'procedure-converted':
			takeProcedure(draft, data.to as string);
			break;
		case 'case-closed':
			// A second closing without a reopening between corrects the mode, not the day.
			if (draft.closings.at(-1)?.to === undefined && draft.closings.length > 0) break;
			draft.closings.push({ from: event.on, mode: data.mode as string, recoveredFen: numberOf(data, 'recoveredFen') });
			break;
		case 'case-reopened': {
			const last = draft.closings.at(-1);
			if (last && last.to === undefined) last.to = event.on;
			break;
		}
		case 'case-archived':
			draft.archivedOn = event.on;
			break;
	}
}

function takeAttributes(draft: Draft, event: CaseEvent): void {
	for (const field of attributeFields) {
		const value = event.data[field];
		if (value === undefined || value === null) continue;
		if (field === 'procedure') takeProcedure(draft, value as string);
		else draft.values[field] = value;
	}
}

function takeProcedure(draft: Draft, procedure: string): void {
	draft.values.procedure = procedure;
	draft.procedures.push(procedure);
}

/** Splits the facts into those that count and the steps held by the present lock. */
function splitHeld(state: CaseState): { facts: readonly CaseEvent[]; held: readonly CaseEvent[] } {
	const lock = holdingLock(state.locks);
	if (!lock) return { facts: state.facts, held: [] };
	const held = new Set(state.facts.filter((event) => isHeld(lock, event, state.facts)));
	return { facts: state.facts.filter((event) => !held.has(event)), held: [...held] };
}

const types = new Map<string, string>();

/** The type characters of a case number; remembered, since a case is folded many times. */
export function typeOf(text: string): string {
	let type = types.get(text);
	if (type === undefined) {
		if (types.size > 50_000) types.clear();
		type = parseCaseNumber(text)?.typeText ?? '';
		types.set(text, type);
	}
	return type;
}

/** Every transfer with its receipt: the first `transfer-received` after it, before the next transfer. */
function transfersOf(state: CaseState, facts: readonly CaseEvent[]): readonly Transfer[] {
	const list: Transfer[] = [];
	facts.forEach((event, index) => {
		if (event.type === 'case-transferred') {
			const from = list.at(-1)?.to ?? state.filingCourt;
			const mode = textOf(event.data, 'mode');
			const { toCourt, ground } = event.data as { toCourt: string; ground: string };
			list.push({ from, to: toCourt, on: event.on, ground, index, ...(mode ? { mode } : {}) });
		} else if (event.type === 'transfer-received' && list.length > 0 && list.at(-1)!.receiptIndex === undefined)
			list[list.length - 1] = { ...list.at(-1)!, receiptIndex: index, receivedOn: event.on };
	});
	return list;
}

/** Views by the list of facts that they were made of: a case is looked at many times between two facts. */
const views = new WeakMap<readonly CaseEvent[], CaseView>();

/** What the facts say of the case, or undefined while no `case-filed` counts (not yet arrived, or withdrawn). */
export function viewCase(state: CaseState): CaseView | undefined {
	const known = views.get(state.facts);
	if (known?.state === state) return known;
	// Locks decide which facts are held; nothing else that the system decided is looked at.
	const same = known && isSameBut(known.state, state) ? { ...known, state } : undefined;
	const view = same ?? makeView(state);
	if (view) views.set(state.facts, view);
	return view;
}

const isSameBut = (one: CaseState, other: CaseState): boolean =>
	one.locks === other.locks && one.filingCourt === other.filingCourt && one.text === other.text;

function makeView(state: CaseState): CaseView | undefined {
	const { facts, held } = splitHeld(state);
	const draft: Draft = { values: {}, procedures: [], tracks: [], closings: [] };
	for (const event of facts) take(draft, event);
	if (!draft.filedOn) return undefined;
	const { values } = draft;
	const last = draft.closings.at(-1);
	const closing = last && last.to === undefined ? last : undefined;
	return {
		state,
		facts,
		held,
		filedOn: draft.filedOn,
		...(textOf(values, 'appliedOn') ? { appliedOn: values.appliedOn as CourtDate } : {}),
		channel: textOf(values, 'channel'),
		basis: textOf(values, 'basis'),
		cause: textOf(values, 'cause'),
		claimFen: numberOf(values, 'claimFen'),
		procedure: textOf(values, 'procedure'),
		procedures: draft.procedures,
		track: textOf(values, 'track'),
		tracks: draft.tracks,
		handler: textOf(values, 'handler'),
		unit: textOf(values, 'unit'),
		enterpriseClass: textOf(values, 'enterpriseClass'),
		firstCaseNumber: textOf(values, 'firstCaseNumber'),
		tags: (values.tags as string[] | undefined) ?? [],
		type: typeOf(state.text),
		custody: values.custody === true,
		transfers: transfersOf(state, facts),
		...(closing ? { closedOn: closing.from, closeMode: closing.mode } : {}),
		recoveredFen: closing?.recoveredFen ?? 0,
		...(draft.archivedOn ? { archivedOn: draft.archivedOn } : {}),
		closings: draft.closings,
	};
}
