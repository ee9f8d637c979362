import { sql } from 'kysely';
import { runningPhases, type RouteStep } from '../core/lock/types.ts';
import type { CourtDate } from '../core/time/types.ts';
import type { Db } from './schema.ts';

/** Notices of a level that are not closed. */
export interface LevelCounts {
	readonly open: number;
	readonly unsigned: number;
	readonly late: number;
}

/**
 * Notices that are not closed, by level, and how many are about silence and about steps of unlock requests; what was raised and signed for on a
 * day; nodes with a reason that holds (已说明).
 */
export interface NoticeCounts {
	readonly levels: ReadonlyMap<number, LevelCounts>;
	readonly raised: number;
	readonly signed: number;
	readonly silenced: number;
	readonly silent: number;
	readonly unlock: number;
}

const noNotices: NoticeCounts = { levels: new Map(), raised: 0, signed: 0, silenced: 0, silent: 0, unlock: 0 };
const noneOfLevel: LevelCounts = { open: 0, unsigned: 0, late: 0 };

/** Notices of several courts together. */
export function addNotices(courts: Iterable<NoticeCounts>): NoticeCounts {
	let sum = noNotices;
	for (const of of courts) {
		const levels = new Map(sum.levels);
		for (const [level, { open, unsigned, late }] of of.levels) {
			const known = levels.get(level) ?? noneOfLevel;
			levels.set(level, { open: known.open + open, unsigned: known.unsigned + unsigned, late: known.late + late });
		}
		sum = {
			levels,
			raised: sum.raised + of.raised,
			signed: sum.signed + of.signed,
			silenced: sum.silenced + of.silenced,
			silent: sum.silent + of.silent,
			unlock: sum.unlock + of.unlock,
		};
	}
	return sum;
}

/** Counts notices of some courts together. */
export async function countNotices(db: Db, courts: readonly string[], today: CourtDate): Promise<NoticeCounts> {
	return addNotices((await countNoticesByCourt(db, courts, today)).values());
}

/** Counts notices by court. */
export async function countNoticesByCourt(db: Db, courts: readonly string[], today: CourtDate): Promise<ReadonlyMap<string, NoticeCounts>> {
	const count = sql<number>`count(*)`.as('count');
	const running = ['open', 'signed', 'answered'];
	const rows = await db
		.selectFrom('notice')
		.select([
			'court_code',
			'level',
			sql<number>`count(*)`.as('open'),
			sql<number>`count(case when state = 'open' then 1 end)`.as('unsigned'),
			sql<number>`count(case when state = 'open' and reply_by < ${today} then 1 end)`.as('late'),
		])
		.where('court_code', 'in', courts)
		.where('state', 'in', running)
		.groupBy(['court_code', 'level'])
		.execute();
	const onDay = (column: 'raised_on' | 'signed_on') =>
		db
			.selectFrom('notice')
			.select(['court_code', count])
			.where('court_code', 'in', courts)
			.where(column, '=', today)
			.groupBy('court_code')
			.execute();
	const topics = await db
		.selectFrom('notice')
		.select(['court_code', 'topic', count])
		.where('court_code', 'in', courts)
		.where('topic', '<>', sql.lit('node'))
		.where('state', 'in', running)
		.groupBy(['court_code', 'topic'])
		.execute();
	const [raised, signed] = [await onDay('raised_on'), await onDay('signed_on')];
	const silenced = await db
		.selectFrom('node_silence')
		.select(['court_code', count])
		.where('court_code', 'in', courts)
		.where('open', '=', 1)
		.groupBy('court_code')
		.execute();
	const of = (list: readonly { readonly court_code: string; readonly count: number }[], court: string): number =>
		Number(list.find((row) => row.court_code === court)?.count ?? 0);
	const about = (topic: string) => topics.filter((row) => row.topic === topic);
	return new Map(
		courts.map((court) => [
			court,
			{
				levels: new Map(
					rows
						.filter((row) => row.court_code === court)
						.map((row) => [row.level, { open: Number(row.open), unsigned: Number(row.unsigned), late: Number(row.late) }]),
				),
				raised: of(raised, court),
				signed: of(signed, court),
				silenced: of(silenced, court),
				silent: of(about('silent'), court),
				unlock: of(about('unlock'), court),
			},
		]),
	);
}

/** The running step of each unlock request of some courts: where it waits, and its last day. */
export async function readRunningSteps(
	db: Db,
	courts: readonly string[],
): Promise<readonly { readonly court: string; readonly dueOn: CourtDate | undefined }[]> {
	const rows = await db
		.selectFrom('unlock_request')
		.select(['route', 'step', 'step_due_on', 'court_code'])
		.where('court_code', 'in', courts)
		.where('state', 'in', [...runningPhases])
		.execute();
	return rows.map((row) => ({
		court: (JSON.parse(row.route) as readonly RouteStep[])[row.step]?.court ?? row.court_code,
		dueOn: (row.step_due_on as CourtDate | null) ?? undefined,
	}));
}

/** Cases that stand on the long-pending ladder, by stage; and the oldest of them. */
export async function readLadder(db: Db, courts: readonly string[], today: CourtDate, limit: number) {
	const open = db
		.selectFrom('case_stage')
		.innerJoin('case_file', 'case_file.id', 'case_stage.case_id')
		.where('case_stage.court_code', 'in', courts)
		.where('case_stage.left_on', 'is', null)
		// Closed, gone or converted: the ladder has only not run since.
		.where('case_stage.owes_exit', '=', (eb) => eb.lit(0));
	const stages = await open
		.select([
			'case_stage.ladder',
			'case_stage.stage',
			'case_stage.name',
			sql<number>`count(*)`.as('count'),
			sql<number>`count(case when case_stage.received_at is null then 1 end)`.as('unreceived'),
			sql<number>`count(case when case_stage.next_review_on < ${today} then 1 end)`.as('review_overdue'),
		])
		.groupBy(['case_stage.ladder', 'case_stage.stage', 'case_stage.name'])
		.orderBy('case_stage.ladder')
		.orderBy('case_stage.stage')
		.execute();
	const oldest = await open
		.select(['case_file.number_text', 'case_stage.court_code', 'case_file.handler_code', 'case_file.filed_on', 'case_stage.name'])
		.where('case_stage.ladder', '=', 'S2')
		.orderBy('case_file.filed_on')
		.orderBy('case_file.id')
		.limit(limit)
		.execute();
	return {
		stages: stages.map((row) => ({
			ladder: row.ladder,
			stage: row.stage,
			name: row.name,
			count: Number(row.count),
			unreceived: Number(row.unreceived),
			reviewOverdue: Number(row.review_overdue),
		})),
		oldest,
	};
}
