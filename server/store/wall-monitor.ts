import { sql, type RawBuilder } from 'kysely';
import type { CourtDate } from '../core/time/types.ts';
import { isOpenNode, isOverdueNode } from './open-nodes.ts';
import type { Db } from './schema.ts';

/** Open nodes of one kind at one court, by whose they are. */
export interface NodeTally {
	readonly court: string;
	readonly node: string;
	readonly overdue: boolean;
	/** `first` and `resumed` enforcement; `side`: cases of any other kind. */
	readonly group: 'first' | 'resumed' | 'side';
	readonly count: number;
}

interface Counted {
	readonly court: string;
	readonly node: string;
	readonly overdue: boolean;
	readonly count: number;
}

/** Open nodes of some kinds, or the overdue ones of them; counted apart, as each has an index of its own. */
const nodesThat = (db: Db, which: RawBuilder<boolean>, courts: readonly string[], nodes: readonly string[]) =>
	db
		.selectFrom('node_instance')
		.select(['node_instance.court_code', 'node_instance.node', sql<number>`count(*)`.as('count')])
		.where('node_instance.court_code', 'in', courts)
		.where(which)
		.where('node_instance.node', 'in', nodes)
		.groupBy(['node_instance.court_code', 'node_instance.node']);

type CountedNodes = ReturnType<typeof nodesThat>;

/** Open nodes by court, kind and whether they are overdue. */
async function countOpen(
	db: Db,
	courts: readonly string[],
	nodes: readonly string[],
	only: (query: CountedNodes) => CountedNodes = (query) => query,
): Promise<readonly Counted[]> {
	const open = await only(nodesThat(db, isOpenNode('node_instance'), courts, nodes)).execute();
	const late = await only(nodesThat(db, isOverdueNode('node_instance'), courts, nodes)).execute();
	const overdue = new Map(late.map((row) => [`${row.court_code}|${row.node}`, Number(row.count)]));
	return open.flatMap(({ court_code: court, node, count }) => {
		const over = overdue.get(`${court}|${node}`) ?? 0;
		return [
			{ court, node, overdue: false, count: Number(count) - over },
			{ court, node, overdue: true, count: over },
		];
	});
}

/** Those of cases of some kinds. Cases are asked for word for word as their index has it; an expression, so that nodes are not looked for case by case. */
const ofCases =
	(courts: readonly string[], kind: RawBuilder<boolean>) =>
	(query: CountedNodes): CountedNodes =>
		query.where(({ eb, selectFrom }) =>
			eb(
				sql<number>`node_instance.case_id + 0`,
				'in',
				selectFrom('case_file').select('case_file.id').where(kind).where('case_file.court_code', 'in', courts),
			),
		);

const isResumed = sql<boolean>`case_file.kind = 'enforcement-resumed'`;
const isSide = sql<boolean>`case_file.kind not in ('enforcement-first', 'enforcement-resumed')`;

/** Open nodes of some kinds by court, kind and whose they are: counted from indexes alone. `shared` are those of `nodes` that other cases have as well. */
export async function readNodeTallies(
	db: Db,
	courts: readonly string[],
	nodes: readonly string[],
	shared: readonly string[],
): Promise<readonly NodeTally[]> {
	const all = await countOpen(db, courts, nodes);
	const resumed = await countOpen(db, courts, nodes, ofCases(courts, isResumed));
	const side = shared.length > 0 ? await countOpen(db, courts, shared, ofCases(courts, isSide)) : [];
	const keyOf = (row: Counted): string => `${row.court}|${row.overdue}|${row.node}`;
	const others = new Map<string, number>();
	for (const row of [...resumed, ...side]) others.set(keyOf(row), (others.get(keyOf(row)) ?? 0) + row.count);
	const tally = (row: Counted, group: NodeTally['group'], less = 0): NodeTally => ({ ...row, group, count: row.count - less });
	return [
		...all.map((row) => tally(row, 'first', others.get(keyOf(row)))),
		...resumed.map((row) => tally(row, 'resumed')),
		...side.map((row) => tally(row, 'side')),
	].filter((row) => row.count > 0);
}

/** Open cases whose limit for closing has run out: each case once, with the earliest day that was missed. A closing ends these nodes, so that all their cases are open. */
export async function readOverdueOpen(
	db: Db,
	courts: readonly string[],
	closingNodes: readonly string[],
): Promise<readonly { readonly caseKey: string; readonly dueOn: CourtDate }[]> {
	const rows = await db
		.selectFrom('node_instance')
		.innerJoin('node_clock', (join) => join.onRef('node_clock.node_id', '=', 'node_instance.id').on('node_clock.binding', '=', 1))
		.select(['node_instance.id', 'node_clock.due_on'])
		.where('node_instance.court_code', 'in', courts)
		.where(isOverdueNode('node_instance'))
		.where('node_instance.node', 'in', closingNodes)
		.where('node_clock.due_on', 'is not', null)
		.execute();
	const missed = new Map<string, CourtDate>();
	for (const { id, due_on } of rows) {
		const caseKey = id.slice(0, id.indexOf('/'));
		const known = missed.get(caseKey);
		if (!known || due_on! < known) missed.set(caseKey, due_on as CourtDate);
	}
	return [...missed].map(([caseKey, dueOn]) => ({ caseKey, dueOn }));
}

/** How many cases of some courts are open. */
export async function countOpenCases(db: Db, courts: readonly string[]): Promise<number> {
	const row = await db
		.selectFrom('case_file')
		.select(sql<number>`count(*)`.as('count'))
		.where('court_code', 'in', courts)
		.where('closed_on', 'is', null)
		.executeTakeFirstOrThrow();
	return Number(row.count);
}

/** Rows in quarantine that nobody has settled, by the court that they name, whether there is such a court or not; without one under an empty name. */
export async function countQuarantined(db: Db): Promise<ReadonlyMap<string, number>> {
	const rows = await db
		.selectFrom('quarantine')
		.select(['court_code', sql<number>`count(*)`.as('count')])
		.where('resolved_at', 'is', null)
		.groupBy('court_code')
		.execute();
	return new Map(rows.map((row) => [row.court_code ?? '', Number(row.count)]));
}
