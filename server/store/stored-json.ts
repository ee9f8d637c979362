import type { CaseState } from '../core/case/case-state.ts';
import type { LedgerEntry } from '../core/deadline/types.ts';
import type { LockState } from '../core/lock/types.ts';
import { nodeIdOf } from '../core/node/calc-nodes.ts';
import type { ClockRow, NodeRow } from '../core/node/types.ts';
import type { CourtDate } from '../core/time/types.ts';
import type { StoredCase } from './cases.ts';

/** A case as `case_file.state` has it. Its facts stand in their own table; rows of older programs have them here. */
interface StoredJson {
	readonly state: Partial<CaseState> & Omit<CaseState, 'facts' | 'periods' | 'notices' | 'stages'>;
	readonly nodes: readonly StoredNode[];
	readonly held: readonly number[];
	readonly phases: Readonly<Record<string, LockState['phase']>>;
	readonly by?: string;
}

/** A node without what follows from its case and its code, where it does. Older rows have it written out. */
type StoredNode = Omit<NodeRow, 'clocks' | Derived> & Partial<Pick<NodeRow, Derived>> & { readonly clocks: readonly StoredClock[] };
type Derived = 'id' | 'subject' | 'n';
/** A clock without what most clocks have alike: that is a third of the text of a case. Older rows have it written out. */
type StoredClock = Omit<ClockRow, Usual> & Partial<Pick<ClockRow, Usual>>;
type Usual = 'binding' | 'startedOn' | 'frozen' | 'provisional' | 'unconfirmed' | 'rung' | 'ledger';

/** All fields of one shape: what has no value is no field of the text. */
type Shape<T> = { readonly [K in keyof Required<T>]: T[K] | undefined };

/** The facts of a case. */
export const factsText = ({ state }: Pick<StoredCase, 'state'>): string => JSON.stringify(state.facts);

/** The text of a case: everything but its facts. */
export function storedText({
	state,
	nodes,
	heldSeqs: held,
	lockPhases: phases,
	computedBy: by,
}: Omit<StoredCase, 'id' | 'revision'>): string {
	const { key } = state;
	return JSON.stringify({ state: { ...state, facts: undefined }, nodes: nodes.map((node) => storedNode(key, node)), held, phases, by });
}

function storedNode(key: string, node: NodeRow): Shape<StoredNode> {
	const { node: code, startedOn, endedOn, endedAt, phase, voidReason, voidedOn, court, overdueOn, outstandingFen } = node;
	const clocks = node.clocks.map((clock) => storedClock(startedOn, clock)) as readonly StoredClock[];
	const derived = {
		id: node.id === nodeIdOf(key, code, node.subject, node.n) ? undefined : node.id,
		subject: node.subject === noSubject ? undefined : node.subject,
		n: node.n === 1 ? undefined : node.n,
	};
	return { ...derived, node: code, startedOn, endedOn, endedAt, phase, voidReason, voidedOn, court, overdueOn, outstandingFen, clocks };
}

function storedClock(nodeStartedOn: CourtDate, of: ClockRow): Shape<StoredClock> {
	const { clock, dueOn, dueAt, grossDueOn, overdueOn, missed, nextAt, lockAt, graceTo } = of;
	return {
		clock,
		binding: of.binding ? undefined : false,
		startedOn: of.startedOn === nodeStartedOn ? undefined : of.startedOn,
		...{ dueOn, dueAt, grossDueOn, overdueOn, missed, nextAt, lockAt, graceTo },
		frozen: of.frozen || undefined,
		provisional: of.provisional || undefined,
		unconfirmed: of.unconfirmed || undefined,
		rung: of.rung || undefined,
		ledger: of.ledger.length > 0 ? of.ledger : undefined,
	};
}

/** A text of a case read back, with that of its facts; null where they stand in the former. */
export function readStored(text: string, facts: string | null): Omit<StoredCase, 'id' | 'revision'> {
	const { state: told, nodes: stored, held: heldSeqs, phases: lockPhases, by } = JSON.parse(text) as StoredJson;
	const nodes = stored as readonly NodeRow[];
	for (const node of nodes) completeNode(told.key, node);
	return {
		...{ state: completeState(told, facts), nodes, heldSeqs, lockPhases },
		...(by ? { computedBy: by } : {}),
		...(facts === null ? { factsInside: true } : {}),
	};
}

/** What a case is computed from, read back without what was computed. */
export const readState = (text: string, facts: string | null): CaseState =>
	completeState((JSON.parse(text) as Pick<StoredJson, 'state'>).state, facts);

function completeState(told: StoredJson['state'], text: string | null): CaseState {
	const facts = text === null ? told.facts : (JSON.parse(text) as CaseState['facts']);
	if (!facts) throw new Error(`案件 ${told.key} 的事实缺失：数据库已损坏`);
	// Cases stored before these existed have none.
	const { periods = [], notices = [], stages = [] } = told;
	return { ...told, facts, periods, notices, stages };
}

const noSubject = '-';

/** Gives a node that was just read what was left out of its text. */
function completeNode(key: string, node: { -readonly [K in keyof NodeRow]: NodeRow[K] }): void {
	node.subject ??= noSubject;
	node.n ??= 1;
	node.id ??= nodeIdOf(key, node.node, node.subject, node.n);
	for (const clock of node.clocks) completeClock(node.startedOn, clock);
}

const noLedger: readonly LedgerEntry[] = [];

/** Gives a clock that was just read what was left out of its text. */
function completeClock(nodeStartedOn: CourtDate, clock: { -readonly [K in keyof ClockRow]: ClockRow[K] }): void {
	clock.binding ??= true;
	clock.startedOn ??= nodeStartedOn;
	clock.frozen ??= false;
	clock.provisional ??= false;
	clock.unconfirmed ??= false;
	clock.rung ??= 0;
	clock.ledger ??= noLedger;
}
