import { sql } from 'kysely';
import { parseDims } from '../core/indicator/contributions.ts';
import type { MonthLoad } from '../core/report/papers/input-analysis.ts';
import type { LateFeed, OpenPayment, SpanSum, StageSpell, UnlockCounts } from '../core/report/papers/input.ts';
import { addDays, addMonths } from '../core/time/civil.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import { readBalances, receiptKey } from './paper-balances.ts';
import { isOpenNode } from './open-nodes.ts';
import type { Db } from './schema.ts';

const listOf = (codes: readonly string[]): string[] => (codes.length > 0 ? [...codes] : ['']);

/** Measures that papers say in numbers of their own, besides the indicators. */
const paperMeasures: readonly string[] = [
	...['case-received', 'case-closed', 'closed-days', 'closed-claim-fen', 'closed-recovered-fen', 'money-arrived-fen', 'money-paid-fen'],
	...['money-unclaimed', 'node-overdue', 'lock-set', 'lock-released', 'auction-listed', 'auction-ended', 'auction-sold'],
];

/** What a stock carried over is made of. */
const stockMeasures: readonly string[] = ['case-received', 'case-closed', 'money-unclaimed'];

/** Before anything the product knows of. */
const firstDay = '1990-01-01' as CourtDate;

/** Whole months within days `from` to `to` (YYYY-MM), where there is one. */
function wholeMonths(from: CourtDate, to: CourtDate): { readonly first: string; readonly last: string } | undefined {
	const first = from.endsWith('-01') ? from : addMonths(`${from.slice(0, 7)}-01` as CourtDate, 1);
	const past = addDays(to, 1);
	const last = addDays(`${past.slice(0, 7)}-01` as CourtDate, -1);
	return first <= last ? { first: first.slice(0, 7), last: last.slice(0, 7) } : undefined;
}

/** Sums of measures over days `from` to `to` (both held), by court and split: whole months from the monthly sums, the days at the edges from the daily ones. */
async function readSpan(
	db: Db,
	courts: readonly string[],
	measures: readonly string[],
	from: CourtDate,
	to: CourtDate,
): Promise<readonly SpanSum[]> {
	const months = wholeMonths(from, to);
	const days = db
		.selectFrom('measure_rollup')
		.select(['measure', 'court_code', 'dims', sql<number>`sum(value)`.as('value')])
		.where('measure', 'in', measures)
		.where('court_code', 'in', listOf(courts))
		.where((eb) => {
			const within = (first: string, last: string) => eb.and([eb('day', '>=', first), eb('day', '<=', last)]);
			if (!months) return within(from, to);
			const before = addDays(`${months.first}-01` as CourtDate, -1);
			const after = addMonths(`${months.last}-01` as CourtDate, 1);
			return eb.or([within(from, before), within(after, to)]);
		})
		.groupBy(['measure', 'court_code', 'dims']);
	const rows = await days.execute();
	const whole = months
		? await db
				.selectFrom('measure_month')
				.select(['measure', 'court_code', 'dims', sql<number>`sum(value)`.as('value')])
				.where('measure', 'in', measures)
				.where('court_code', 'in', listOf(courts))
				.where('month', '>=', months.first)
				.where('month', '<=', months.last)
				.groupBy(['measure', 'court_code', 'dims'])
				.execute()
		: [];
	return [...rows, ...whole].map((row) => {
		const { kind, course, enterpriseClass, mode } = parseDims(row.dims);
		return { measure: row.measure, court: row.court_code, kind, course, enterpriseClass, mode, value: Number(row.value) };
	});
}

/** Sums of the measures of papers over a span. */
export const readSpanSums = (db: Db, courts: readonly string[], from: CourtDate, to: CourtDate): Promise<readonly SpanSum[]> =>
	readSpan(db, courts, paperMeasures, from, to);

/** Sums of what makes a stock, over all days before a first day. */
export const readOpeningSums = (db: Db, courts: readonly string[], before: CourtDate): Promise<readonly SpanSum[]> =>
	readSpan(db, courts, stockMeasures, firstDay, addDays(before, -1));

/** Received and closed by month of some kinds of case, with what was open at each month's end. */
export async function readMonthLoads(
	db: Db,
	courts: readonly string[],
	kinds: readonly string[],
	months: { readonly first: string; readonly last: string },
): Promise<readonly MonthLoad[]> {
	const rows = await db
		.selectFrom('measure_month')
		.select(['measure', 'month', 'dims', sql<number>`sum(value)`.as('value')])
		.where('measure', 'in', ['case-received', 'case-closed'])
		.where('court_code', 'in', listOf(courts))
		.where('month', '<=', months.last)
		.groupBy(['measure', 'month', 'dims'])
		.execute();
	const loads = new Map<string, { received: number; closed: number }>();
	let open = 0;
	for (const row of rows) {
		if (!kinds.includes(parseDims(row.dims).kind)) continue;
		const value = Number(row.value);
		const received = row.measure === 'case-received';
		if (row.month < months.first) {
			open += received ? value : -value;
			continue;
		}
		const load = loads.get(row.month) ?? { received: 0, closed: 0 };
		loads.set(row.month, received ? { ...load, received: load.received + value } : { ...load, closed: load.closed + value });
	}
	const list: MonthLoad[] = [];
	for (let month = months.first; month <= months.last; month = addMonths(`${month}-01` as CourtDate, 1).slice(0, 7)) {
		const { received, closed } = loads.get(month) ?? { received: 0, closed: 0 };
		open += received - closed;
		list.push({ month, received, closed, open });
	}
	return list;
}

/** Closings of every kind of case between two days, by court and unit: what quotas are counted by. */
export async function readUnitClosings(
	db: Db,
	courts: readonly string[],
	from: CourtDate,
	to: CourtDate,
): Promise<readonly { readonly court: string; readonly unit: string; readonly closed: number }[]> {
	const rows = await db
		.selectFrom('measure_rollup')
		.select(['court_code', 'unit_code', sql<number>`sum(value)`.as('value')])
		.where('measure', '=', 'case-closed')
		.where('court_code', 'in', listOf(courts))
		.where('day', '>=', from)
		.where('day', '<=', to)
		.groupBy(['court_code', 'unit_code'])
		.execute();
	return rows.map((row) => ({ court: row.court_code, unit: row.unit_code, closed: Number(row.value) }));
}

const payments = (db: Db, courts: readonly string[], day: CourtDate) =>
	db
		.selectFrom('node_instance')
		.innerJoin('case_file', 'case_file.id', 'node_instance.case_id')
		.leftJoin('node_clock', (join) => join.onRef('node_clock.node_id', '=', 'node_instance.id').on('node_clock.binding', '=', 1))
		.select([
			...(['node_instance.id', 'node_instance.case_id', 'node_instance.court_code', 'node_instance.started_on'] as const),
			...(['node_instance.outstanding_fen', 'node_instance.handler_code', 'case_file.number_text', 'case_file.unit_code'] as const),
			...(['node_instance.subject', 'case_file.case_key'] as const),
			...(['node_clock.due_on', 'node_clock.frozen'] as const),
		])
		.where('node_instance.node', '=', sql.lit('enf-pay-done'))
		.where('node_instance.court_code', 'in', listOf(courts))
		.where('node_instance.started_on', '<=', day);

/**
 * Payments that were due out at the end of a day: arrived by it, and not paid, deposited or refunded in full by it, with what was left of each then. Open
 * nodes and those ended since are read apart, each by its own index.
 */
export async function readOpenPayments(db: Db, courts: readonly string[], day: CourtDate): Promise<readonly OpenPayment[]> {
	const open = await payments(db, courts, day).where(isOpenNode('node_instance')).execute();
	const ended = await payments(db, courts, day)
		.where('node_instance.ended_on', '>', day)
		.where('node_instance.phase', '<>', 'void')
		.execute();
	const seen = new Map([...open, ...ended].map((row) => [row.id, row]));
	const balances = await readBalances(
		db,
		[...seen.values()].map((row) => row.case_key),
		day,
	);
	return [...seen.values()].map((row) => ({
		nodeId: row.id,
		caseId: Number(row.case_id),
		caseNumber: row.number_text,
		court: row.court_code,
		...(row.unit_code ? { unit: row.unit_code } : {}),
		...(row.handler_code ? { handler: row.handler_code } : {}),
		arrivedOn: row.started_on as CourtDate,
		...(row.due_on ? { dueOn: row.due_on as CourtDate } : {}),
		fen: balances.get(receiptKey(row.case_key, row.subject)) ?? Number(row.outstanding_fen ?? 0),
		frozen: row.frozen === 1,
	}));
}

/** Stages of the ladders that cases were on at some time from one day to another. A case that is closed or gone has left, whether it was seen to or not. */
export async function readStageSpells(db: Db, courts: readonly string[], from: CourtDate, to: CourtDate): Promise<readonly StageSpell[]> {
	const rows = await db
		.selectFrom('case_stage')
		.innerJoin('case_file', 'case_file.id', 'case_stage.case_id')
		.selectAll('case_stage')
		.select([
			'case_file.number_text',
			'case_file.kind',
			'case_file.unit_code',
			'case_file.handler_code',
			'case_file.filed_on',
			'case_file.closed_on',
		])
		.where('case_stage.court_code', 'in', listOf(courts))
		.where('case_stage.entered_on', '<=', to)
		.where((eb) => eb.or([eb('case_stage.left_on', 'is', null), eb('case_stage.left_on', '>=', from)]))
		.execute();
	return rows.flatMap((row): StageSpell[] => {
		const leftOn = row.left_on ?? (row.owes_exit === 1 ? (row.closed_on ?? row.entered_on) : null);
		if (leftOn !== null && leftOn < from) return [];
		return [
			{
				...{ id: row.id, ladder: row.ladder, stage: row.stage, name: row.name, months: row.months, caseId: Number(row.case_id) },
				...{
					caseNumber: row.number_text,
					caseKind: row.kind,
					court: row.court_code,
					filedOn: (row.filed_on ?? row.entered_on) as CourtDate,
				},
				...(row.unit_code ? { unit: row.unit_code } : {}),
				...(row.handler_code ? { handler: row.handler_code } : {}),
				enteredOn: row.entered_on as CourtDate,
				...(leftOn ? { leftOn: leftOn as CourtDate, leftWhy: row.left_why ?? 'closed' } : {}),
				...(row.plan && row.planned_on && row.planned_on <= to ? { plan: row.plan } : {}),
				received: row.received_at !== null,
				...(row.next_review_on ? { nextReviewOn: row.next_review_on as CourtDate } : {}),
			},
		];
	});
}

/** Requests to unlock that were filed, granted, refused and sent back between two instants. */
export async function countUnlocks(db: Db, courts: readonly string[], from: Instant, until: Instant): Promise<UnlockCounts> {
	const filed = await db
		.selectFrom('unlock_request')
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.where('court_code', 'in', listOf(courts))
		.where('requested_at', '>=', from)
		.where('requested_at', '<', until)
		.executeTakeFirstOrThrow();
	const rows = await db
		.selectFrom('unlock_decision')
		.innerJoin('unlock_request', 'unlock_request.id', 'unlock_decision.request_id')
		.select(['unlock_decision.request_id', 'unlock_decision.verdict', 'unlock_decision.step', 'unlock_request.route'])
		.where('unlock_request.court_code', 'in', listOf(courts))
		.where('unlock_decision.decided_at', '>=', from)
		.where('unlock_decision.decided_at', '<', until)
		.execute();
	// Only a step that decides grants: an endorsement or a forward on the way is none.
	const decides = (row: (typeof rows)[number]): boolean =>
		(JSON.parse(row.route) as readonly { readonly kind: string }[])[row.step]?.kind === 'decide';
	const count = (fits: (row: (typeof rows)[number]) => boolean): number => new Set(rows.filter(fits).map((row) => row.request_id)).size;
	return {
		filed: Number(filed.count),
		granted: count((row) => row.verdict === 'approve' && decides(row)),
		refused: count((row) => row.verdict === 'refuse'),
		returned: count((row) => row.verdict === 'return'),
	};
}

/** Courts whose feeds are not complete up to an instant, and the earliest of all watermarks. */
export async function readFeedStates(
	db: Db,
	courts: readonly string[],
	until: Instant,
): Promise<{ readonly completeThrough?: Instant; readonly late: readonly LateFeed[]; readonly lastSeenAt?: Instant }> {
	const rows = await db.selectFrom('feed').selectAll().where('court_code', 'in', listOf(courts)).orderBy('court_code').execute();
	const marks = rows.flatMap((row) => (row.complete_through ? [row.complete_through] : [])).sort();
	const late = new Map<string, LateFeed>();
	for (const row of rows) {
		// Where no source says how far it is, nothing is said of any; where some do, one that does not is not complete.
		const through = row.complete_through ?? undefined;
		if (marks.length === 0 || (through !== undefined && through >= until)) continue;
		const known = late.get(row.court_code);
		if (known && (through === undefined || (known.completeThrough !== undefined && known.completeThrough <= through))) continue;
		late.set(row.court_code, { court: row.court_code, ...(through === undefined ? {} : { completeThrough: through as Instant }) });
	}
	const seen = rows
		.map((row) => row.last_seen_at)
		.sort()
		.at(-1);
	return {
		...(marks[0] ? { completeThrough: marks[0] as Instant } : {}),
		late: courts.flatMap((court) => late.get(court) ?? []),
		...(seen ? { lastSeenAt: seen as Instant } : {}),
	};
}
