import { sql } from 'kysely';
import type {
	AssessmentCounts,
	CampaignCase,
	PeriodChangeRow,
	RepeatedChange,
	SplitRow,
	StageFlow,
} from '../core/report/papers/input-analysis.ts';
import type { CaseFilter } from '../core/indicator/types.ts';
import { groundName } from '../core/period/grounds.ts';
import type { CourtDate } from '../core/time/types.ts';
import { isOpenNode } from './open-nodes.ts';
import type { Db } from './schema.ts';

/** Days of a period at some courts. */
export interface PeriodScope {
	readonly courts: readonly string[];
	readonly from: CourtDate;
	readonly to: CourtDate;
}

const listOf = (codes: readonly string[]): string[] => (codes.length > 0 ? [...codes] : ['']);

/** Bound values in one statement, well below what either engine takes. */
const mostKeys = 500;

/** Classes of the claimed amount, in 万元: from (held) up to (not held). */
const amountClasses: readonly (readonly [name: string, from: number, to: number])[] = [
	['不满10万元', 0, 10],
	['10万元以上不满50万元', 10, 50],
	['50万元以上不满100万元', 50, 100],
	['100万元以上不满500万元', 100, 500],
	['500万元以上', 500, Number.POSITIVE_INFINITY],
];
const fenPerMyriad = 1_000_000;

/** Enforcement cases filed in a period by cause and by claimed amount; gives way to other work between its queries. */
export async function readReceivedSplits(
	db: Db,
	{ courts, from, to }: PeriodScope,
	kinds: readonly string[],
	giveWay: () => Promise<void>,
): Promise<{ readonly causes: readonly SplitRow[]; readonly amounts: readonly SplitRow[] }> {
	const cases = await db
		.selectFrom('case_file')
		.select(['case_key', 'claim_fen'])
		.where('court_code', 'in', listOf(courts))
		.where('kind', 'in', kinds)
		.where('filed_on', '>=', from)
		.where('filed_on', '<=', to)
		.execute();
	await giveWay();
	const causes = new Map<string, string>();
	for (let at = 0; at < cases.length; at += mostKeys) {
		const events = await db
			.selectFrom('case_event')
			.select(['case_key', 'data', 'seq'])
			.where(
				'case_key',
				'in',
				cases.slice(at, at + mostKeys).map((row) => row.case_key),
			)
			.where('type', 'in', ['case-filed', 'case-updated'])
			.orderBy('seq')
			.execute();
		for (const event of events) {
			const { cause } = JSON.parse(event.data) as { readonly cause?: unknown };
			if (typeof cause === 'string' && cause !== '') causes.set(event.case_key, cause);
		}
		await giveWay();
	}
	const counts = new Map<string, number>();
	for (const { case_key: key } of cases) {
		const cause = causes.get(key) ?? '未填报案由';
		counts.set(cause, (counts.get(cause) ?? 0) + 1);
	}
	const amounts = amountClasses.map(([name, least, most]) => ({
		name,
		count: cases.filter(({ claim_fen: fen }) => Number(fen) > 0 && Number(fen) / fenPerMyriad >= least && Number(fen) / fenPerMyriad < most)
			.length,
	}));
	const none = cases.filter(({ claim_fen: fen }) => Number(fen) <= 0).length;
	return {
		causes: [...counts].map(([name, count]) => ({ name, count })),
		amounts: none > 0 ? [...amounts, { name: '无金额或未填报', count: none }] : amounts,
	};
}

const flowStages: readonly (readonly [stage: string, name: string])[] = [
	['enf-notice', '通知'],
	['enf-inquiry', '查控'],
	['enf-dispose', '处置'],
	['enf-pay', '发放'],
];
const endNames: Readonly<Record<string, string>> = { 'fully-performed': '执行完毕', 'round-ended': '终本', ended: '终结执行' };

/** Through which stages the cases closed in a period have gone, and how they ended. */
export async function readStageFlows(db: Db, { courts, from, to }: PeriodScope, kinds: readonly string[]): Promise<readonly StageFlow[]> {
	const cases = await db
		.selectFrom('case_file')
		.select(['id', 'close_mode'])
		.where('court_code', 'in', listOf(courts))
		.where('kind', 'in', kinds)
		.where('closed_on', '>=', from)
		.where('closed_on', '<=', to)
		.execute();
	const passed = await db
		.selectFrom('cycle_duration')
		.innerJoin('case_file', 'case_file.id', 'cycle_duration.case_id')
		.select(['cycle_duration.case_id', 'cycle_duration.stage'])
		.distinct()
		.where('case_file.court_code', 'in', listOf(courts))
		.where('case_file.closed_on', '>=', from)
		.where('case_file.closed_on', '<=', to)
		.where(
			'cycle_duration.stage',
			'in',
			flowStages.map(([stage]) => stage),
		)
		.execute();
	const stages = Map.groupBy(passed, (row) => Number(row.case_id));
	const flows = new Map<string, number>();
	for (const { id, close_mode: mode } of cases) {
		const seen = new Set((stages.get(Number(id)) ?? []).map(({ stage }) => stage));
		const way = ['立案', ...flowStages.flatMap(([stage, name]) => (seen.has(stage) ? [name] : [])), endNames[mode ?? ''] ?? '其他方式结案'];
		way.slice(1).forEach((name, at) => {
			const key = `${way[at]} ${name}`;
			flows.set(key, (flows.get(key) ?? 0) + 1);
		});
	}
	const order = ['立案', ...flowStages.map(([, name]) => name), ...Object.values(endNames), '其他方式结案'];
	return [...flows]
		.map(([key, value]) => {
			const [start = '', end = ''] = key.split(' ');
			return { from: start, to: end, value };
		})
		.sort((a, b) => order.indexOf(a.from) - order.indexOf(b.from) || order.indexOf(a.to) - order.indexOf(b.to));
}

const periodChanges = (db: Db) =>
	db
		.selectFrom('period_change')
		.innerJoin('case_file', 'case_file.id', 'period_change.case_id')
		.select([
			...(['period_change.case_id', 'period_change.court_code', 'period_change.kind', 'period_change.ground'] as const),
			...(['period_change.days', 'period_change.from_day', 'case_file.number_text'] as const),
			...(['case_file.unit_code', 'case_file.handler_code'] as const),
		])
		.orderBy('period_change.case_id')
		.orderBy('period_change.from_day')
		.orderBy('period_change.id');

/** Changes of periods that began in a period, by kind and ground, and cases that had the same ground again in it. */
export async function readPeriodChanges(
	db: Db,
	{ courts, from, to }: PeriodScope,
): Promise<{ readonly changes: readonly PeriodChangeRow[]; readonly repeated: readonly RepeatedChange[] }> {
	const now = await periodChanges(db)
		.where('period_change.court_code', 'in', listOf(courts))
		.where('period_change.from_day', '>=', from)
		.where('period_change.from_day', '<=', to)
		.execute();
	const cases = [...new Set(now.map((row) => Number(row.case_id)))];
	const rows: typeof now = [];
	for (let at = 0; at < cases.length; at += mostKeys)
		rows.push(
			...(await periodChanges(db)
				.where('period_change.case_id', 'in', cases.slice(at, at + mostKeys))
				.where('period_change.from_day', '<=', to)
				.execute()),
		);
	const changes = [...Map.groupBy(now, (row) => `${row.kind} ${row.ground}`).values()]
		.map((list) => ({
			kind: list[0]!.kind,
			ground: groundName(list[0]!.ground),
			count: list.length,
			days: list.reduce((sum, row) => sum + Number(row.days), 0),
		}))
		.sort((a, b) => b.count - a.count || (a.kind + a.ground < b.kind + b.ground ? -1 : 1));
	const repeated = [...Map.groupBy(rows, (row) => `${row.case_id} ${row.ground}`).values()]
		.filter((list) => list.length > 1 && list.at(-1)!.from_day >= from)
		.map((list): RepeatedChange => {
			const last = list.at(-1)!;
			return {
				caseId: Number(last.case_id),
				caseNumber: last.number_text,
				court: last.court_code,
				...(last.unit_code ? { unit: last.unit_code } : {}),
				...(last.handler_code ? { handler: last.handler_code } : {}),
				ground: groundName(last.ground),
				count: list.length,
				days: list.reduce((sum, row) => sum + Number(row.days), 0),
			};
		})
		.sort((a, b) => b.count - a.count || (a.caseNumber < b.caseNumber ? -1 : 1));
	return { changes, repeated };
}

/** Nodes of impact assessments that started in a period: done by its end, done late, still open. */
export async function readAssessments(db: Db, { courts, from, to }: PeriodScope): Promise<AssessmentCounts> {
	const started = db
		.selectFrom('node_instance')
		.select(['id', 'ended_on', 'overdue_on'])
		.where('court_code', 'in', listOf(courts))
		// By the words of the index of these nodes.
		.where('node', '>=', sql.lit('enf-econ-assess'))
		.where('node', '<', sql.lit('enf-econ-assest'))
		.where('started_on', '>=', from)
		.where('started_on', '<=', to);
	// What began in the period is open now or ended since its first day: each has an index of its own.
	const open = await started.where(isOpenNode('node_instance')).execute();
	const ended = await started.where('ended_on', '>=', from).where('phase', '<>', 'void').execute();
	const rows = [...new Map([...open, ...ended].map((row) => [row.id, row])).values()];
	const done = rows.filter((row) => row.ended_on !== null && row.ended_on <= to);
	return {
		due: rows.length,
		done: done.length,
		late: done.filter((row) => row.overdue_on !== null && row.overdue_on <= row.ended_on!).length,
		open: rows.length - done.length,
	};
}

/** Cases of a campaign's scope that were open at the end of a day, the oldest first. */
export async function readCampaignCases(
	db: Db,
	courts: readonly string[],
	filter: CaseFilter,
	day: CourtDate,
): Promise<readonly CampaignCase[]> {
	let query = db
		.selectFrom('case_file')
		.select(['id', 'number_text', 'court_code', 'unit_code', 'handler_code', 'filed_on'])
		.where('court_code', 'in', listOf(courts))
		.where('filed_on', '<=', day)
		.where((eb) => eb.or([eb('closed_on', 'is', null), eb('closed_on', '>', day)]));
	if (filter.kinds) query = query.where('kind', 'in', listOf(filter.kinds));
	if (filter.courses)
		query = query.where((eb) => eb.or([eb('track', 'in', listOf(filter.courses!)), eb('procedure', 'in', listOf(filter.courses!))]));
	if (filter.enterprise === 'any') query = query.where('enterprise_class', 'is not', null);
	else if (filter.enterprise) query = query.where('enterprise_class', 'in', listOf(filter.enterprise));
	const rows = await query.orderBy('filed_on').orderBy('id').execute();
	return rows.map((row) => ({
		caseId: Number(row.id),
		caseNumber: row.number_text,
		court: row.court_code,
		...(row.unit_code ? { unit: row.unit_code } : {}),
		...(row.handler_code ? { handler: row.handler_code } : {}),
		filedOn: row.filed_on as CourtDate,
	}));
}
