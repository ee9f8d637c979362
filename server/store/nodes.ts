import type { ClockRow, NodeRow } from '../core/node/types.ts';
import type { NumberedChange } from './cases.ts';
import { isSameJson } from './same-json.ts';
import { insertNew, upsert } from './save-rows.ts';
import type { Db } from './schema.ts';

interface ChangedNode {
	readonly change: NumberedChange;
	readonly node: NodeRow;
	readonly before: NodeRow | undefined;
	/** The node as it was, where it is the same run at the same court in the same hands. */
	readonly same: NodeRow | undefined;
	/** Whether nothing but its phase and its clocks have moved since: it neither ended nor opened again. */
	readonly moving: boolean;
}

/** A clock to be written, of a node that changed. */
interface ChangedClock {
	readonly of: ChangedNode;
	readonly clock: ClockRow;
	/** Whether it still goes from the same day to the same day. */
	readonly same: boolean;
}

/** Saves nodes, clocks, ledger and rungs that differ from what was stored; nodes that no longer follow from the facts go. */
export async function saveNodes(db: Db, changes: readonly NumberedChange[]): Promise<void> {
	const changed: ChangedNode[] = [];
	const gone: string[] = [];
	for (const change of changes) {
		// The handler and the court stand on every node: a change of either touches them all.
		const moved = change.before.state.court !== change.after.state.court || change.viewBefore?.handler !== change.view?.handler;
		const { pairs, lost } = paired(change.before.nodes, change.after.nodes);
		for (const [node, before] of pairs) {
			if (!moved && before && isSameJson(before, node)) continue;
			const same = !moved && before && isSameRun(before, node) ? before : undefined;
			changed.push({ change, node, before, same, moving: same !== undefined && isAsOpen(same, node) });
		}
		gone.push(...lost);
	}
	if (gone.length > 0) await removeNodes(db, gone);
	const [known, others] = partition(changed, ({ same }) => same !== undefined);
	const [moving, ended] = partition(known, (node) => node.moving);
	await upsert(db, 'node_instance', ['id'], others.map(nodeRow));
	await upsert(db, 'node_instance', ['id'], ended.map(nodeRow), [...phaseColumns, ...endColumns]);
	await upsert(db, 'node_instance', ['id'], moving.map(nodeRow), phaseColumns);
	const [kept, fresh] = partition(changed.flatMap(changedClocks), ({ same }) => same);
	const [running, stopped] = partition(kept, ({ of }) => of.moving);
	await upsert(db, 'node_clock', ['node_id', 'clock'], fresh.map(clockRow));
	await upsert(db, 'node_clock', ['node_id', 'clock'], stopped.map(clockRow), ['open', ...movingColumns]);
	await upsert(db, 'node_clock', ['node_id', 'clock'], running.map(clockRow), movingColumns);
	await removeLostClocks(db, changed);
	await saveLedger(db, changed);
	await insertNew(db, 'rung', ['node_id', 'clock', 'due_on', 'rung'], changes.flatMap(newRungs));
}

/** Nodes each with itself as it was, and the ids of those that are no more. */
function paired(
	before: readonly NodeRow[],
	after: readonly NodeRow[],
): { readonly pairs: readonly (readonly [node: NodeRow, before: NodeRow | undefined])[]; readonly lost: Iterable<string> } {
	// Most changes leave every node in its place.
	if (before.length === after.length && after.every(({ id }, at) => id === before[at]!.id))
		return { pairs: after.map((node, at) => [node, before[at]]), lost: [] };
	const stored = new Map(before.map((node) => [node.id, node]));
	const pairs = after.map((node) => [node, stored.get(node.id)] as const);
	for (const { id } of after) stored.delete(id);
	return { pairs, lost: stored.keys() };
}

/** What moves while a node is open. */
const phaseColumns = ['phase', 'overdue_on', 'rulebook_version'] as const;

/** What changes where a node ends or opens again, or a part of it is paid; the other columns of its row say which run of which node it is. */
const endColumns = ['ended_on', 'ended_at', 'void_reason', 'outstanding_fen'] as const;

/** What a clock changes on its way; the other columns of its row say which clock it is and from when to when it runs. */
const movingColumns = [
	...(['due_at', 'frozen', 'provisional', 'unconfirmed', 'binding', 'rung'] as const),
	...(['overdue_on', 'gross_due_on', 'next_at', 'lock_at'] as const),
];

function partition<T>(list: readonly T[], belongs: (item: T) => boolean): readonly [readonly T[], readonly T[]] {
	const groups = Map.groupBy(list, belongs);
	return [groups.get(true) ?? [], groups.get(false) ?? []];
}

const endFields = ['endedOn', 'endedAt', 'voidReason', 'outstandingFen'] as const;

const isSameRun = (before: NodeRow, node: NodeRow): boolean => before.court === node.court && before.startedOn === node.startedOn;

const isAsOpen = (before: NodeRow, node: NodeRow): boolean =>
	endFields.every((field) => before[field] === node[field]) && isOpen(before) === isOpen(node);

const isOpen = ({ endedOn, phase }: NodeRow): boolean => !endedOn && phase !== 'void';

async function removeNodes(db: Db, ids: readonly string[]): Promise<void> {
	await db.deleteFrom('clock_ledger').where('node_id', 'in', ids).execute();
	await db.deleteFrom('node_clock').where('node_id', 'in', ids).execute();
	await db.deleteFrom('node_instance').where('id', 'in', ids).execute();
}

function nodeRow({ change, node }: ChangedNode) {
	return {
		id: node.id,
		case_id: change.id,
		court_code: node.court ?? change.after.state.court,
		node: node.node,
		subject: node.subject,
		n: node.n,
		started_on: node.startedOn,
		ended_on: node.endedOn ?? null,
		ended_at: node.endedAt ?? null,
		phase: node.phase,
		void_reason: node.voidReason ?? null,
		overdue_on: node.overdueOn ?? null,
		outstanding_fen: node.outstandingFen ?? null,
		handler_code: change.view?.handler ?? null,
		rulebook_version: change.rulebookVersion,
	};
}

/** The clocks of a changed node, without those that stand as they did in one that is as open as it was. */
function changedClocks(of: ChangedNode): readonly ChangedClock[] {
	return of.node.clocks.flatMap((clock) => {
		const before = of.same?.clocks.find((other) => other.clock === clock.clock);
		if (of.moving && before && isSameJson(before, clock)) return [];
		return [{ of, clock, same: before?.startedOn === clock.startedOn && before.dueOn === clock.dueOn }];
	});
}

function clockRow({ of: { change, node }, clock }: ChangedClock) {
	return {
		node_id: node.id,
		clock: clock.clock,
		case_id: change.id,
		court_code: node.court ?? change.after.state.court,
		started_on: clock.startedOn,
		due_on: clock.dueOn ?? null,
		due_at: clock.dueAt ?? null,
		frozen: clock.frozen ? 1 : 0,
		provisional: clock.provisional ? 1 : 0,
		unconfirmed: clock.unconfirmed ? 1 : 0,
		binding: clock.binding ? 1 : 0,
		rung: clock.rung,
		overdue_on: clock.overdueOn ?? null,
		open: isOpen(node) ? 1 : 0,
		gross_due_on: clock.grossDueOn ?? null,
		next_at: clock.nextAt ?? null,
		lock_at: clock.lockAt ?? null,
	};
}

/** A clock whose start event was withdrawn while the node's other clock goes on. */
async function removeLostClocks(db: Db, changed: readonly ChangedNode[]): Promise<void> {
	for (const { node, before } of changed)
		for (const clock of before?.clocks ?? [])
			if (!node.clocks.some((other) => other.clock === clock.clock))
				await db.deleteFrom('node_clock').where('node_id', '=', node.id).where('clock', '=', clock.clock).execute();
}

const hasSameLedgers = (clocks: readonly ClockRow[], before: readonly ClockRow[]): boolean =>
	clocks.length === before.length &&
	clocks.every(({ clock, ledger }, at) => clock === before[at]!.clock && isSameJson(ledger, before[at]!.ledger));

async function saveLedger(db: Db, changed: readonly ChangedNode[]): Promise<void> {
	const moved = changed.filter(({ node, before }) => !hasSameLedgers(node.clocks, before?.clocks ?? []));
	const cleared = moved.filter(({ before }) => before?.clocks.some((clock) => clock.ledger.length > 0)).map(({ node }) => node.id);
	if (cleared.length > 0) await db.deleteFrom('clock_ledger').where('node_id', 'in', cleared).execute();
	const rows = moved.flatMap(({ node }) =>
		node.clocks.flatMap((clock) =>
			clock.ledger.map((entry, index) => ({
				id: `${node.id}/${clock.clock}/${index + 1}`,
				node_id: node.id,
				clock: clock.clock,
				kind: entry.kind,
				from_day: entry.from,
				to_day: entry.to ?? null,
				days: entry.days,
				document_no: entry.documentNo ?? null,
			})),
		),
	);
	await upsert(db, 'clock_ledger', ['id'], rows);
}

function newRungs({ before, after }: NumberedChange) {
	return after.state.marks.slice(before.state.marks.length).map((mark) => ({
		node_id: mark.nodeId,
		clock: mark.clock,
		due_on: mark.dueOn,
		rung: mark.rung,
		reached_at: mark.at,
	}));
}
