import type { CaseState } from '../core/case/case-state.ts';
import type { LedgerEntry } from '../core/deadline/types.ts';
import type { LockState } from '../core/lock/types.ts';
import type { ClockRow, NodeRow } from '../core/node/types.ts';
import type { StoredCase } from './cases.ts';

/** A case as `case_file.state` has it. */
interface StoredJson {
	readonly state: CaseState;
	readonly nodes: readonly StoredNode[];
	readonly held: readonly number[];
	readonly phases: Readonly<Record<string, LockState['phase']>>;
	readonly by?: string;
}

type StoredNode = Omit<NodeRow, 'clocks'> & { readonly clocks: readonly StoredClock[] };
/** A clock without what most clocks have alike: that is a third of the text of a case. Older rows have it written out. */
type StoredClock = Omit<ClockRow, Usual> & Partial<Pick<ClockRow, Usual>>;
type Usual = 'frozen' | 'provisional' | 'unconfirmed' | 'rung' | 'ledger';

/** All fields of one shape: what has no value is no field of the text. */
type Shape<T> = { readonly [K in keyof Required<T>]: T[K] | undefined };

/** The text of a case. */
export function storedText({
	state,
	nodes,
	heldSeqs: held,
	lockPhases: phases,
	computedBy: by,
}: Omit<StoredCase, 'id' | 'revision'>): string {
	return JSON.stringify({ state, nodes: nodes.map(storedNode), held, phases, by });
}

function storedNode(node: NodeRow): Shape<StoredNode> {
	const { id, node: code, subject, n, startedOn, endedOn, endedAt, phase, voidReason, voidedOn, court, overdueOn, outstandingFen } = node;
	const clocks = node.clocks.map(storedClock) as readonly StoredClock[];
	return { id, node: code, subject, n, startedOn, endedOn, endedAt, phase, voidReason, voidedOn, court, overdueOn, outstandingFen, clocks };
}

function storedClock(of: ClockRow): Shape<StoredClock> {
	const { clock, binding, startedOn, dueOn, dueAt, grossDueOn, overdueOn, missed, nextAt, lockAt, graceTo } = of;
	return {
		...{ clock, binding, startedOn, dueOn, dueAt, grossDueOn, overdueOn, missed, nextAt, lockAt, graceTo },
		frozen: of.frozen || undefined,
		provisional: of.provisional || undefined,
		unconfirmed: of.unconfirmed || undefined,
		rung: of.rung || undefined,
		ledger: of.ledger.length > 0 ? of.ledger : undefined,
	};
}

/** A text of a case read back. */
export function readStored(text: string): Omit<StoredCase, 'id' | 'revision'> {
	const { state: told, nodes: stored, held: heldSeqs, phases: lockPhases, by } = JSON.parse(text) as StoredJson;
	// Cases stored before these existed have none.
	const { periods = [], notices = [], stages = [] } = told as Partial<CaseState>;
	const state: CaseState = { ...told, periods, notices, stages };
	const nodes = stored as readonly NodeRow[];
	for (const node of nodes) node.clocks.forEach(complete);
	return { state, nodes, heldSeqs, lockPhases, ...(by ? { computedBy: by } : {}) };
}

const noLedger: readonly LedgerEntry[] = [];

/** Gives a clock that was just read what was left out of its text. */
function complete(clock: { -readonly [K in keyof ClockRow]: ClockRow[K] }): void {
	clock.frozen ??= false;
	clock.provisional ??= false;
	clock.unconfirmed ??= false;
	clock.rung ??= 0;
	clock.ledger ??= noLedger;
}
