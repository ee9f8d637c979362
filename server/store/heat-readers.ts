import type { CourtDate } from '../core/time/types.ts';
import type { Db } from './schema.ts';

/** How many nodes of a judge fall due on a day. */
export interface HeatRow {
	readonly handler: string;
	readonly court: string;
	readonly day: CourtDate;
	readonly count: number;
}

function openDue(db: Db, courts: readonly string[], from: CourtDate, to: CourtDate) {
	return db
		.selectFrom('node_clock')
		.innerJoin('node_instance', 'node_instance.id', 'node_clock.node_id')
		.where('node_clock.court_code', 'in', courts)
		.where('node_clock.open', '=', 1)
		.where('node_clock.binding', '=', 1)
		.where('node_clock.frozen', '=', 0)
		.where('node_clock.due_on', '>=', from)
		.where('node_clock.due_on', '<=', to);
}

/** Open binding clocks by judge and due day. */
export async function readHeat(db: Db, courts: readonly string[], from: CourtDate, to: CourtDate): Promise<readonly HeatRow[]> {
	const rows = await openDue(db, courts, from, to)
		.select(['node_instance.handler_code', 'node_clock.court_code', 'node_clock.due_on', (eb) => eb.fn.countAll().as('n')])
		.groupBy(['node_instance.handler_code', 'node_clock.court_code', 'node_clock.due_on'])
		.execute();
	return rows.map((row) => ({
		handler: row.handler_code ?? '',
		court: row.court_code,
		day: row.due_on as CourtDate,
		count: Number(row.n),
	}));
}

/** The same for one rule of one court: those that would lock are told apart by their rules. */
export async function readHeatByNode(
	db: Db,
	courts: readonly string[],
	from: CourtDate,
	to: CourtDate,
): Promise<readonly (HeatRow & { readonly node: string; readonly clock: string })[]> {
	const rows = await openDue(db, courts, from, to)
		.where('node_clock.unconfirmed', '=', 0)
		.where('node_clock.provisional', '=', 0)
		.select([
			'node_instance.handler_code',
			'node_clock.court_code',
			'node_clock.due_on',
			'node_instance.node',
			'node_clock.clock',
			(eb) => eb.fn.countAll().as('n'),
		])
		.groupBy(['node_instance.handler_code', 'node_clock.court_code', 'node_clock.due_on', 'node_instance.node', 'node_clock.clock'])
		.execute();
	return rows.map((row) => ({
		handler: row.handler_code ?? '',
		court: row.court_code,
		day: row.due_on as CourtDate,
		node: row.node,
		clock: row.clock,
		count: Number(row.n),
	}));
}

/** The nodes behind a cell: of a judge, a day, or both; the earliest first. */
export async function readHeatCell(
	db: Db,
	query: {
		readonly courts: readonly string[];
		readonly from: CourtDate;
		readonly to: CourtDate;
		readonly handler?: string;
		readonly limit: number;
	},
) {
	let select = openDue(db, query.courts, query.from, query.to);
	if (query.handler !== undefined)
		select =
			query.handler === ''
				? select.where('node_instance.handler_code', 'is', null)
				: select.where('node_instance.handler_code', '=', query.handler);
	const total = Number((await select.select((eb) => eb.fn.countAll().as('n')).executeTakeFirstOrThrow()).n);
	const rows = await select
		.innerJoin('case_file', 'case_file.id', 'node_clock.case_id')
		.select([
			'node_clock.node_id',
			'node_clock.case_id',
			'case_file.number_text',
			'node_instance.node',
			'node_instance.handler_code',
			'node_clock.clock',
			'node_clock.court_code',
			'node_clock.due_on',
			'node_clock.provisional',
			'node_clock.unconfirmed',
		])
		.orderBy('node_clock.due_on')
		.orderBy('node_clock.node_id')
		.limit(query.limit)
		.execute();
	return { total, rows };
}
