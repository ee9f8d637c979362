import { sql, type ExpressionBuilder } from 'kysely';
import { exclusionKinds } from '../core/period/types.ts';
import type { CourtSettings } from '../core/directory/types.ts';
import { silentDaysOf, silentKinds, silentSince } from '../core/silent/steps.ts';
import type { CourtDate } from '../core/time/types.ts';
import type { Db, Database } from './schema.ts';

/** Courts that count alike: from each of these days on a case without a step since is at the next level. */
export interface SilentCourts {
	readonly courts: readonly string[];
	/** Last days of the last step for 提醒, 警告, 督办. */
	readonly since: readonly [string, string, string];
}

/** Whose cases a list is about. */
export interface SilentScope {
	readonly groups: readonly SilentCourts[];
	readonly handler?: string;
	readonly today: string;
}

/** Cases without a step, by level; those in which an exclusion or a stop runs stand apart, those of an older program are not known yet. */
export interface SilentCounts {
	readonly remind: number;
	readonly warn: number;
	readonly supervise: number;
	readonly frozen: number;
	readonly unknown: number;
}

const listOf = (codes: readonly string[]): string[] => (codes.length ? [...codes] : ['']);

/** An exclusion or stop of the whole case runs on a day. */
export function isFrozen(eb: ExpressionBuilder<Database, 'case_file'>, today: string) {
	return eb.exists(
		eb
			.selectFrom('period_change')
			.select('period_change.id')
			.whereRef('period_change.case_id', '=', 'case_file.id')
			.where('period_change.subject', 'is', null)
			.where('period_change.kind', 'in', [...exclusionKinds])
			.where('period_change.from_day', '<=', today)
			.where((of) => of.or([of('period_change.to_day', 'is', null), of('period_change.to_day', '>=', today)])),
	);
}

const openCases = (db: Db, courts: readonly string[], handler: string | undefined) => {
	const query = db
		.selectFrom('case_file')
		.where('case_file.court_code', 'in', listOf(courts))
		.where('case_file.kind', 'in', [...silentKinds])
		.where('case_file.closed_on', 'is', null);
	return handler ? query.where('case_file.handler_code', '=', handler) : query;
};

/** How many open enforcement cases of a scope lie still, by level. */
export async function countSilentIn(db: Db, scope: SilentScope): Promise<SilentCounts> {
	const sum = { remind: 0, warn: 0, supervise: 0, frozen: 0, unknown: 0 };
	for (const { courts, since } of scope.groups) {
		const silent = openCases(db, courts, scope.handler).where('case_file.last_step_on', '<=', since[0]);
		const row = await silent
			.where((eb) => eb.not(isFrozen(eb, scope.today)))
			.select([
				sql<number>`count(case when case_file.last_step_on > ${since[1]} then 1 end)`.as('remind'),
				sql<number>`count(case when case_file.last_step_on <= ${since[1]} and case_file.last_step_on > ${since[2]} then 1 end)`.as('warn'),
				sql<number>`count(case when case_file.last_step_on <= ${since[2]} then 1 end)`.as('supervise'),
			])
			.executeTakeFirstOrThrow();
		const frozen = await silent
			.where((eb) => isFrozen(eb, scope.today))
			.select(sql<number>`count(*)`.as('count'))
			.executeTakeFirstOrThrow();
		const unknown = await openCases(db, courts, scope.handler)
			.where('case_file.supervised', '=', (eb) => eb.lit(0))
			.where('case_file.filed_on', 'is not', null)
			.select(sql<number>`count(*)`.as('count'))
			.executeTakeFirstOrThrow();
		sum.remind += Number(row.remind);
		sum.warn += Number(row.warn);
		sum.supervise += Number(row.supervise);
		sum.frozen += Number(frozen.count);
		sum.unknown += Number(unknown.count);
	}
	return sum;
}

/** The same for some courts, each by its own settings: for a figure on the wall. */
export async function countSilent(db: Db, courts: readonly string[], today: CourtDate): Promise<SilentCounts> {
	const rows = await db.selectFrom('court').select(['code', 'settings']).where('code', 'in', listOf(courts)).execute();
	const byDays = Map.groupBy(rows, ({ settings }) => JSON.stringify(silentDaysOf(JSON.parse(settings) as CourtSettings)));
	const groups = [...byDays].map(([days, list]) => ({
		courts: list.map(({ code }) => code),
		since: silentSince(JSON.parse(days) as [number, number, number], today),
	}));
	return countSilentIn(db, { groups, today });
}

/** The level that a list is about; absent: all three. */
export type SilentLevel = 'remind' | 'warn' | 'supervise' | 'frozen';

/** Open enforcement cases without a step, the longest first; frozen ones are a list of their own. */
export async function readSilent(
	db: Db,
	scope: SilentScope & { readonly level?: SilentLevel; readonly offset: number; readonly limit: number },
) {
	const { level, today } = scope;
	const query = openCases(
		db,
		scope.groups.flatMap(({ courts }) => courts),
		scope.handler,
	)
		.where((eb) =>
			eb.or(
				scope.groups.map(({ courts, since }) => {
					const [upTo, after] =
						level === 'supervise'
							? [since[2]]
							: level === 'warn'
								? [since[1], since[2]]
								: level === 'remind'
									? [since[0], since[1]]
									: [since[0]];
					return eb.and([
						eb('case_file.court_code', 'in', listOf(courts)),
						eb('case_file.last_step_on', '<=', upTo!),
						...(after ? [eb('case_file.last_step_on', '>', after)] : []),
					]);
				}),
			),
		)
		.where((eb) => (level === 'frozen' ? isFrozen(eb, today) : eb.not(isFrozen(eb, today))));
	const rows = await query
		.select((eb) => [
			'case_file.id',
			'case_file.number_text',
			'case_file.court_code',
			'case_file.handler_code',
			'case_file.unit_code',
			'case_file.filed_on',
			'case_file.last_step_on',
			'case_file.last_step',
			eb
				.selectFrom('case_lock')
				.select('case_lock.id')
				.whereRef('case_lock.case_id', '=', 'case_file.id')
				.where('case_lock.released_at', 'is', null)
				.where('case_lock.state', 'in', ['active', 'review'])
				.as('lock_id'),
		])
		.orderBy('case_file.last_step_on')
		.orderBy('case_file.id')
		.offset(scope.offset)
		.limit(scope.limit)
		.execute();
	return rows.map((row) => ({ ...row, id: Number(row.id) }));
}

/** Courts whose newer cases must be ahead by more than the same number of days: `before` is the last day of a service that counts. */
export interface SelectiveCourts {
	readonly courts: readonly string[];
	readonly before: string;
}

/** Older open cases that newer ones of the same handler and class have overtaken in a service. */
function overtaken(db: Db, group: SelectiveCourts, handler: string | undefined, today: string) {
	const query = db
		.selectFrom('case_service as older')
		.innerJoin('case_service as newer', (join) =>
			join
				.onRef('newer.court_code', '=', 'older.court_code')
				.onRef('newer.service', '=', 'older.service')
				.onRef('newer.handler_code', '=', 'older.handler_code')
				.onRef('newer.case_class', '=', 'older.case_class')
				.onRef('newer.filed_on', '>', 'older.filed_on'),
		)
		.innerJoin('case_file', 'case_file.id', 'older.case_id')
		.where('older.court_code', 'in', listOf(group.courts))
		.where('older.done_on', 'is', null)
		.where('older.closed', '=', 0)
		.where('newer.done_on', '<=', group.before)
		// What the older case could not have had by then it was not passed over in.
		.whereRef('newer.done_on', '>=', 'older.able_on')
		.where((eb) => eb.not(isFrozen(eb as never, today)));
	return handler ? query.where('older.handler_code', '=', handler) : query;
}

/** Whose cases are compared. */
export interface SelectiveScope {
	readonly groups: readonly SelectiveCourts[];
	readonly handler?: string;
	readonly today: string;
	readonly service?: string;
}

/** Older cases with how many newer ones have overtaken them in each service, the most overtaken first. */
export async function readOvertaken(db: Db, scope: SelectiveScope) {
	const list: { caseId: number; service: string; count: number; firstOn: string }[] = [];
	for (const group of scope.groups) {
		let query = overtaken(db, group, scope.handler, scope.today);
		if (scope.service) query = query.where('older.service', '=', scope.service);
		const rows = await query
			.select(({ fn }) => ['older.case_id', 'older.service', fn.countAll<number>().as('count'), fn.min('newer.done_on').as('first_on')])
			.groupBy(['older.case_id', 'older.service'])
			.execute();
		for (const row of rows)
			list.push({ caseId: Number(row.case_id), service: row.service, count: Number(row.count), firstOn: row.first_on ?? '' });
	}
	return list.sort((a, b) => b.count - a.count || (a.firstOn < b.firstOn ? -1 : a.firstOn > b.firstOn ? 1 : a.caseId - b.caseId));
}

/** The cases themselves, for a page of the list. */
export async function readOvertakenCases(db: Db, ids: readonly number[]) {
	if (ids.length === 0) return [];
	const rows = await db
		.selectFrom('case_file')
		.select(['id', 'number_text', 'court_code', 'handler_code', 'filed_on', 'kind'])
		.where('id', 'in', [...ids])
		.execute();
	return rows.map((row) => ({ ...row, id: Number(row.id) }));
}

/** The newer cases that have overtaken one in a service, those served first coming first. */
export async function readOvertakers(
	db: Db,
	scope: SelectiveScope,
	older: { readonly caseId: number; readonly court: string; readonly service: string },
	limit: number,
) {
	const group = scope.groups.find(({ courts }) => courts.includes(older.court));
	if (!group) return [];
	const rows = await overtaken(db, { ...group, courts: [older.court] }, scope.handler, scope.today)
		.innerJoin('case_file as other', 'other.id', 'newer.case_id')
		.where('older.case_id', '=', older.caseId)
		.where('older.service', '=', older.service)
		.select(['other.id', 'other.number_text', 'newer.filed_on', 'newer.done_on', 'older.able_on'])
		.orderBy('newer.done_on')
		.orderBy('other.id')
		.limit(limit)
		.execute();
	return rows.map((row) => ({ ...row, id: Number(row.id) }));
}
