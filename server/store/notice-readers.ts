import { sql } from 'kysely';
import type { Db } from './schema.ts';
import { isFrozen } from './silent-readers.ts';

const listOf = (codes: readonly string[]): readonly string[] => (codes.length > 0 ? codes : ['']);

/** Keys of cases with a notice that nobody had signed for by its day. */
export async function readUnsignedCases(db: Db, today: string, limit: number): Promise<readonly string[]> {
	const rows = await db
		.selectFrom('notice')
		.innerJoin('case_file', 'case_file.id', 'notice.case_id')
		.select('case_file.case_key')
		.distinct()
		.where('notice.escalate_on', 'is not', null)
		.where('notice.escalate_on', '<', today)
		// While a case is stopped by law nothing more is said of its silence.
		.where((eb) => eb.or([eb('notice.topic', '<>', 'silent'), eb.not(isFrozen(eb, today))]))
		.limit(limit)
		.execute();
	return rows.map((row) => row.case_key);
}

/** Keys of cases with a silence whose last day is over. */
export async function readOverSilences(db: Db, today: string, limit: number): Promise<readonly string[]> {
	const rows = await db
		.selectFrom('node_silence')
		.innerJoin('case_file', 'case_file.id', 'node_silence.case_id')
		.select('case_file.case_key')
		.distinct()
		.where('node_silence.open', '=', 1)
		.where('node_silence.until_day', '<', today)
		.limit(limit)
		.execute();
	return rows.map((row) => row.case_key);
}

/** Keys of cases with a lock that holds and a cause of which nobody was told: the duty officer has just confirmed it. */
export async function readUntoldLocks(db: Db, limit: number): Promise<readonly string[]> {
	// Cross joins keep the order: from the locks that hold, which are few, not through every cause there ever was.
	const rows = await db
		.selectFrom('case_lock')
		.crossJoin('lock_cause')
		.crossJoin('node_clock')
		.innerJoin('case_file', 'case_file.id', 'case_lock.case_id')
		.select('case_file.case_key')
		.distinct()
		.where('case_lock.state', '=', sql.lit('active'))
		.whereRef('lock_cause.lock_id', '=', 'case_lock.id')
		.whereRef('node_clock.node_id', '=', 'lock_cause.node_id')
		.whereRef('node_clock.due_on', '=', 'lock_cause.due_on')
		.where(({ not, exists, selectFrom }) =>
			not(
				exists(
					selectFrom('notice')
						.select('notice.id')
						.whereRef('notice.node_id', '=', 'lock_cause.node_id')
						.whereRef('notice.due_on', '=', 'lock_cause.due_on')
						.where('notice.level', '=', sql.lit(4)),
				),
			),
		)
		.limit(limit)
		.execute();
	return rows.map((row) => row.case_key);
}

/** The cases of some notices, by notice. */
export async function readNoticeCases(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
	if (ids.length === 0) return new Map();
	const rows = await db
		.selectFrom('notice')
		.innerJoin('case_file', 'case_file.id', 'notice.case_id')
		.select(['notice.id', 'case_file.case_key'])
		.where('notice.id', 'in', ids)
		.execute();
	return new Map(rows.map((row) => [row.id, row.case_key]));
}

/** The case of a silence. */
export async function readSilenceCase(db: Db, silenceId: string): Promise<string | undefined> {
	const row = await db
		.selectFrom('node_silence')
		.innerJoin('case_file', 'case_file.id', 'node_silence.case_id')
		.select('case_file.case_key')
		.where('node_silence.id', '=', silenceId)
		.executeTakeFirst();
	return row?.case_key;
}

/** How many open nodes of some courts are explained at present (「另有 N 件已说明」); of a handler only those of the own cases. */
export async function countSilenced(db: Db, courts: readonly string[], handler?: string): Promise<number> {
	let query = db
		.selectFrom('node_silence')
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.where('node_silence.open', '=', 1)
		.where('node_silence.court_code', 'in', listOf(courts));
	if (handler !== undefined)
		query = query.where('node_silence.case_id', 'in', (eb) =>
			eb.selectFrom('case_file').select('case_file.id').where('case_file.handler_code', '=', handler),
		);
	const row = await query.executeTakeFirstOrThrow();
	return Number(row.count);
}

/** Until when some nodes are explained; those that are not are left out. */
export async function readSilencedNodes(db: Db, nodeIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
	if (nodeIds.length === 0) return new Map();
	const rows = await db
		.selectFrom('node_silence')
		.select(['node_id', 'until_day'])
		.where('open', '=', 1)
		.where('node_id', 'in', nodeIds)
		.execute();
	return new Map(rows.map((row) => [row.node_id, row.until_day]));
}

/** Silences that run in some courts, those that end first before the others. */
export async function readSilences(db: Db, courts: readonly string[], handler?: string) {
	let query = db
		.selectFrom('node_silence')
		.innerJoin('case_file', 'case_file.id', 'node_silence.case_id')
		.leftJoin('node_instance', 'node_instance.id', 'node_silence.node_id')
		.select([
			'node_instance.node',
			...(['node_silence.id', 'node_silence.case_id', 'node_silence.court_code', 'node_silence.node_id', 'node_silence.reason'] as const),
			...([
				'node_silence.said_by',
				'node_silence.from_day',
				'node_silence.until_day',
				'case_file.case_key',
				'case_file.number_text',
				'case_file.handler_code',
				'case_file.unit_code',
				'case_file.court_code as case_court',
			] as const),
		])
		.where('node_silence.open', '=', 1)
		.where('node_silence.court_code', 'in', listOf(courts));
	if (handler) query = query.where('case_file.handler_code', '=', handler);
	const rows = await query.orderBy('node_silence.until_day').orderBy('node_silence.id').limit(500).execute();
	return rows.map((row) => ({ ...row, case_id: Number(row.case_id) }));
}

/** Which notices a box lists. */
export interface NoticeFilter {
	/** Those sent to this person, or to an office (at a court) that the person holds and nobody held then. */
	readonly mine?: { readonly person: string; readonly offices: readonly { readonly office: string; readonly court: string }[] };
	/** Those about cases of these courts. */
	readonly courts?: readonly string[];
	readonly handler?: string;
	readonly level?: number;
	readonly states?: readonly string[];
}

function filtered(db: Db, { mine, courts, handler, level, states }: NoticeFilter) {
	let query = db.selectFrom('notice');
	if (courts) query = query.where('notice.court_code', 'in', listOf(courts));
	if (handler)
		query = query.where('notice.case_id', 'in', (eb) =>
			eb.selectFrom('case_file').select('case_file.id').where('case_file.handler_code', '=', handler),
		);
	if (level) query = query.where('notice.level', '=', level);
	if (states) query = query.where('notice.state', 'in', states);
	if (mine) query = query.where('notice.id', 'in', sentTo(db, mine, states?.every((state) => state === 'open') ?? false));
	return query;
}

/** Ids of the notices that wait for a person, each way of being addressed by an index of its own; with `open` only of those that nobody has signed for. */
function sentTo(db: Db, { person, offices }: NonNullable<NoticeFilter['mine']>, open: boolean) {
	const received = () => {
		const rows = db.selectFrom('notice_recipient').select('notice_recipient.notice_id');
		return open ? rows.where('notice_recipient.open', '=', sql.lit(1)) : rows;
	};
	// The present handler stands for the one whom a notice was sent to.
	let handled = db
		.selectFrom('case_file as held')
		.innerJoin('notice as own', 'own.case_id', 'held.id')
		.select('own.id as notice_id')
		.where('held.handler_code', '=', person)
		// Steps of unlock requests are for those who decide.
		.where('own.topic', '<>', 'unlock');
	if (open) handled = handled.where('own.state', '=', sql.lit('open'));
	return offices.reduce(
		(all, { office, court }) =>
			all.union(
				received()
					.where('notice_recipient.person_code', 'is', null)
					.where('notice_recipient.court_code', '=', court)
					.where('notice_recipient.office', '=', office),
			),
		received().where('notice_recipient.person_code', '=', person).union(handled),
	);
}

/** One page of notices, the latest and gravest first. The cursor is the last row's day, level and id. */
export async function readNotices(
	db: Db,
	filter: NoticeFilter,
	page: { readonly limit: number; readonly after?: { readonly raisedOn: string; readonly level: number; readonly id: string } },
) {
	let query = filtered(db, filter);
	const { after } = page;
	if (after)
		query = query.where((eb) =>
			eb.or([
				eb('notice.raised_on', '<', after.raisedOn),
				eb.and([eb('notice.raised_on', '=', after.raisedOn), eb('notice.level', '<', after.level)]),
				eb.and([eb('notice.raised_on', '=', after.raisedOn), eb('notice.level', '=', after.level), eb('notice.id', '>', after.id)]),
			]),
		);
	const rows = await query
		.innerJoin('case_file', 'case_file.id', 'notice.case_id')
		.leftJoin('node_instance', 'node_instance.id', 'notice.node_id')
		.selectAll('notice')
		.select(['case_file.number_text', 'case_file.handler_code', 'case_file.last_step', 'node_instance.node', 'node_instance.subject'])
		.orderBy('notice.raised_on', 'desc')
		.orderBy('notice.level', 'desc')
		.orderBy('notice.id')
		.limit(page.limit)
		.execute();
	return rows.map((row) => ({ ...row, case_id: Number(row.case_id), level: Number(row.level) }));
}

/** One row of `readNotices`. */
export type NoticeListRow = Awaited<ReturnType<typeof readNotices>>[number];

/** How many notices of a filter there are by level and state. */
export async function countNotices(
	db: Db,
	filter: NoticeFilter,
): Promise<readonly { readonly level: number; readonly state: string; readonly count: number }[]> {
	const rows = await filtered(db, filter)
		.select(['notice.level', 'notice.state', sql<number>`count(*)`.as('count')])
		.groupBy(['notice.level', 'notice.state'])
		.execute();
	return rows.map((row) => ({ level: Number(row.level), state: row.state, count: Number(row.count) }));
}

/** Recipients of some notices, in their order. */
export async function readRecipients(db: Db, ids: readonly string[]) {
	if (ids.length === 0) return [];
	return db.selectFrom('notice_recipient').selectAll().where('notice_id', 'in', ids).orderBy('notice_id').orderBy('position').execute();
}
