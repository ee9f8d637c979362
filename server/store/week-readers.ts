import { sql, type RawBuilder } from 'kysely';
import type { WeekFigures } from '../core/supervise/week.ts';
import type { Db } from './schema.ts';

/** A week of some courts. */
export interface WeekScope {
	readonly courts: readonly string[];
	readonly from: string;
	readonly to: string;
}

const listOf = (codes: readonly string[]): readonly string[] => (codes.length > 0 ? codes : ['']);
const everyState = ['open', 'signed', 'answered', 'closed'];
const countIf = (condition: RawBuilder<unknown>) => sql<number>`sum(case when ${condition} then 1 else 0 end)`;
const nodesIn = (...phases: readonly string[]) =>
	sql<number>`count(distinct case when node_instance.phase in (${sql.join(phases.map((phase) => sql.lit(phase)))}) then notice.node_id end)`;

const nodeFigures = {
	met_in_time: nodesIn('met'),
	met_late: nodesIn('met-late'),
	still_open: nodesIn('pending', 'warning', 'overdue'),
};

const topicFigures = [countIf(sql`notice.topic = 'silent'`).as('silent'), countIf(sql`notice.topic = 'unlock'`).as('unlock')] as const;

/** Notices that were sent in a week to whoever holds one of some offices at these courts, whichever court's case it was, by person, with what each did
 *  about them. */
export async function readReceiverFigures(
	db: Db,
	{ courts, from, to }: WeekScope,
	offices: readonly string[],
): Promise<readonly (Omit<WeekFigures, 'silences'> & { readonly person: string; readonly court: string })[]> {
	const rows = await db
		.selectFrom('notice_recipient')
		.innerJoin('notice', 'notice.id', 'notice_recipient.notice_id')
		.leftJoin('node_instance', 'node_instance.id', 'notice.node_id')
		.where('notice_recipient.court_code', 'in', listOf(courts))
		.where('notice.raised_on', '>=', from)
		.where('notice.raised_on', '<=', to)
		.where('notice_recipient.office', 'in', offices)
		.where('notice_recipient.person_code', 'is not', null)
		.select([
			'notice_recipient.person_code',
			'notice_recipient.court_code',
			sql<number>`count(*)`.as('received'),
			...topicFigures,
			countIf(sql`notice_recipient.signed_on is not null`).as('signed'),
			countIf(sql`notice_recipient.signed_on <= notice.reply_by`).as('signed_in_time'),
			countIf(sql`notice_recipient.answered_on is not null`).as('answered'),
			nodeFigures.met_in_time.as('met_in_time'),
			nodeFigures.met_late.as('met_late'),
			nodeFigures.still_open.as('still_open'),
		])
		.groupBy(['notice_recipient.person_code', 'notice_recipient.court_code'])
		.orderBy('notice_recipient.court_code')
		.orderBy('notice_recipient.person_code')
		.execute();
	return rows.map((row) => ({ person: row.person_code ?? '', court: row.court_code, ...figuresOf(row) }));
}

function figuresOf(row: {
	readonly received: number;
	readonly silent: number;
	readonly unlock: number;
	readonly signed: number;
	readonly signed_in_time: number;
	readonly answered: number;
	readonly met_in_time: number;
	readonly met_late: number;
	readonly still_open: number;
}) {
	return {
		received: Number(row.received),
		silent: Number(row.silent),
		unlock: Number(row.unlock),
		signed: Number(row.signed),
		signedInTime: Number(row.signed_in_time),
		answered: Number(row.answered),
		metInTime: Number(row.met_in_time),
		metLate: Number(row.met_late),
		stillOpen: Number(row.still_open),
	};
}

const unitOfCase = sql<string | null>`coalesce(person.unit_code, case_file.unit_code)`;

/** Notices of a week by the unit of the case's handler (else the one that the case names), with the share of each level. Steps of unlock requests are not
 *  the unit's but theirs who decide. */
export async function readUnitFigures(db: Db, { courts, from, to }: WeekScope, unit?: string) {
	let query = db
		.selectFrom('notice')
		.innerJoin('case_file', 'case_file.id', 'notice.case_id')
		.leftJoin('person', 'person.code', 'case_file.handler_code')
		.leftJoin('node_instance', 'node_instance.id', 'notice.node_id')
		.where('notice.court_code', 'in', listOf(courts))
		.where('notice.state', 'in', everyState)
		.where('notice.topic', '<>', 'unlock')
		.where('notice.raised_on', '>=', from)
		.where('notice.raised_on', '<=', to);
	if (unit) query = query.where(unitOfCase, '=', unit);
	const rows = await query
		.select([
			unitOfCase.as('unit'),
			sql<number>`count(*)`.as('received'),
			...topicFigures,
			countIf(sql`notice.signed_on is not null`).as('signed'),
			countIf(sql`notice.signed_on <= notice.reply_by`).as('signed_in_time'),
			countIf(sql`notice.answered_on is not null`).as('answered'),
			countIf(sql`notice.label = 'unsigned'`).as('again'),
			countIf(sql`notice.level = 1`).as('level_1'),
			countIf(sql`notice.level = 2`).as('level_2'),
			countIf(sql`notice.level = 3`).as('level_3'),
			countIf(sql`notice.level = 4`).as('level_4'),
			nodeFigures.met_in_time.as('met_in_time'),
			nodeFigures.met_late.as('met_late'),
			nodeFigures.still_open.as('still_open'),
		])
		.groupBy(unitOfCase)
		.execute();
	return new Map(
		rows.flatMap((row) => {
			const byLevel = [Number(row.level_1), Number(row.level_2), Number(row.level_3), Number(row.level_4)] as const;
			return row.unit ? [[row.unit, { ...figuresOf(row), again: Number(row.again), byLevel }] as const] : [];
		}),
	);
}

/** Silences given in a week, by person and by the unit of the case. */
export async function readSilenceCounts(db: Db, { courts, from, to }: WeekScope) {
	const rows = await db
		.selectFrom('node_silence')
		.innerJoin('case_file', 'case_file.id', 'node_silence.case_id')
		.leftJoin('person', 'person.code', 'case_file.handler_code')
		.where('node_silence.court_code', 'in', listOf(courts))
		.where('node_silence.from_day', '>=', from)
		.where('node_silence.from_day', '<=', to)
		.select(['node_silence.said_by', unitOfCase.as('unit')])
		.execute();
	const count = (keys: readonly (string | null)[]): ReadonlyMap<string, number> => {
		const counts = new Map<string, number>();
		for (const key of keys) if (key) counts.set(key, (counts.get(key) ?? 0) + 1);
		return counts;
	};
	return { byPerson: count(rows.map((row) => row.said_by)), byUnit: count(rows.map((row) => row.unit)) };
}

/** Overdue nodes that are open now, those overdue longest first; of a supervisor only those that a notice was sent to him for. */
export async function readTopOverdue(db: Db, courts: readonly string[], limit: number, person?: string) {
	let query = db
		.selectFrom('node_instance')
		.innerJoin('case_file', 'case_file.id', 'node_instance.case_id')
		.innerJoin('node_clock', (join) => join.onRef('node_clock.node_id', '=', 'node_instance.id').on('node_clock.binding', '=', 1))
		.where('node_clock.court_code', 'in', listOf(courts))
		.where('node_clock.open', '=', sql.lit(1))
		.where('node_instance.phase', '=', 'overdue');
	if (person)
		query = query.where('node_instance.id', 'in', (eb) =>
			eb
				.selectFrom('notice_recipient')
				.innerJoin('notice', 'notice.id', 'notice_recipient.notice_id')
				.select('notice.node_id')
				.where('notice_recipient.person_code', '=', person),
		);
	const rows = await query
		.select([
			...([
				'node_instance.id',
				'node_instance.case_id',
				'node_instance.node',
				'node_instance.subject',
				'node_instance.court_code',
			] as const),
			...(['case_file.number_text', 'case_file.handler_code', 'node_clock.due_on'] as const),
		])
		.orderBy('node_clock.due_on')
		.orderBy('node_instance.id')
		.limit(limit)
		.execute();
	return rows.map((row) => ({ ...row, case_id: Number(row.case_id) }));
}

/** A signed week of a unit. */
export interface ReviewRow {
	readonly unit: string;
	readonly week: string;
	readonly court: string;
	readonly figures: string;
	readonly hash: string;
	readonly note: string;
	readonly by: string;
	readonly at: string;
}

/** Signed weeks of some courts from a Monday on. */
export async function readReviews(db: Db, courts: readonly string[], from: string): Promise<readonly ReviewRow[]> {
	const rows = await db
		.selectFrom('weekly_review')
		.selectAll()
		.where('court_code', 'in', listOf(courts))
		.where('week_from', '>=', from)
		.orderBy('week_from', 'desc')
		.orderBy('unit_code')
		.execute();
	return rows.map((row) => ({
		unit: row.unit_code,
		week: row.week_from,
		court: row.court_code,
		figures: row.figures,
		hash: row.hash,
		note: row.note,
		by: row.signed_by,
		at: row.signed_at,
	}));
}

/** Keeps a signed week; one that is signed already stays as it is and is answered. */
export async function insertReview(db: Db, row: ReviewRow): Promise<ReviewRow | undefined> {
	const earlier = (await readReviews(db, [row.court], row.week)).find((other) => other.unit === row.unit && other.week === row.week);
	if (earlier) return earlier;
	await db
		.insertInto('weekly_review')
		.values({
			unit_code: row.unit,
			week_from: row.week,
			court_code: row.court,
			figures: row.figures,
			hash: row.hash,
			note: row.note,
			signed_by: row.by,
			signed_at: row.at,
		})
		.execute();
	return undefined;
}
