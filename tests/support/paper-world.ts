import type { IndicatorTarget } from '../../server/core/indicator/types.ts';
import { putDirectory } from '../../server/flows/put-directory.ts';
import { climbLadders } from '../../server/flows/ladder.ts';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { loadLadders } from '../../server/rulebooks/ladders.ts';
import { saveQuotas } from '../../server/store/quota.ts';
import { saveRectification } from '../../server/store/rectification.ts';
import type { CourtDate, Instant } from '../../server/core/time/types.ts';
import { insertTargetSet } from '../../server/store/target-sets.ts';
import type { TestEvent, World } from './world.ts';

// Two basic courts over a winter: cases received, closed, late and locked, money that was paid and money that was not. Everything is invented.

const document = '示范市执行工作目标（虚构）';
const targets: readonly Omit<IndicatorTarget, 'document'>[] = [
	{ code: 'enf.close_rate', rule: { kind: 'bound', operator: '≥', value: 60 } },
	{ code: 'enf.avg_days', rule: { kind: 'bound', operator: '<', value: 55 } },
	{ code: 'fund.pay_rate', rule: { kind: 'bound', operator: '≥', value: 90 } },
	{ code: 'fund.pay_in_limit_rate', rule: { kind: 'bound', operator: '=', value: 100 } },
];

interface Story {
	readonly court: 'dc' | 'xl';
	readonly n: number;
	readonly year?: number;
	readonly filed: string;
	readonly handler: string;
	readonly unit: string;
	readonly claim?: number;
	readonly enterprise?: string;
	readonly cause?: string;
	/** Steps with their days: what is left out runs late. */
	readonly steps?: Readonly<Record<string, string>>;
	readonly closed?: { readonly on: string; readonly mode: string; readonly recovered?: number };
	readonly money?: readonly { readonly id: string; readonly on: string; readonly fen: number; readonly paid?: string }[];
}

const designations = { dc: '示0204', xl: '示0205' } as const;
export const numberOf = ({ court, n, year = 2026 }: Pick<Story, 'court' | 'n' | 'year'>): string =>
	`（${year}）${designations[court]}执${n}号`;

/** Every early step of a case, done in time. */
function prompt(filed: string): Readonly<Record<string, string>> {
	const after = (days: number): string => new Date(Date.parse(`${filed}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
	return {
		'handler-assigned': after(1),
		'file-received': after(2),
		'case-accepted': after(2),
		'first-reception-recorded': after(3),
		'track-set': after(3),
		'net-query-launched': after(2),
		'notice-issued': after(4),
		'report-order-issued': after(4),
	};
}

function eventsOf(story: Story): readonly TestEvent[] {
	const about = { court: story.court, caseNumber: numberOf(story) };
	const list: TestEvent[] = [
		{
			...about,
			type: 'case-filed',
			occurredAt: story.filed,
			data: {
				...{ handler: story.handler, unit: story.unit, claimFen: story.claim ?? 1_000_000, cause: story.cause ?? '民间借贷纠纷' },
				...(story.enterprise ? { enterpriseClass: story.enterprise } : {}),
			},
		},
	];
	const more: Readonly<Record<string, Record<string, unknown>>> = {
		'handler-assigned': { handler: story.handler, unit: story.unit },
		'track-set': { track: 'simple' },
	};
	for (const [type, occurredAt] of Object.entries(story.steps ?? prompt(story.filed)))
		list.push({ ...about, type, occurredAt, data: more[type] ?? {} });
	for (const { id, on, fen, paid } of story.money ?? []) {
		list.push({ ...about, type: 'money-arrived', occurredAt: on, data: { receiptId: id, amountFen: fen } });
		list.push({ ...about, type: 'money-identified', occurredAt: on, data: { receiptId: id } });
		if (paid) list.push({ ...about, type: 'money-paid', occurredAt: paid, data: { receiptId: id, paymentId: `${id}-p`, amountFen: fen } });
	}
	if (story.closed) {
		const { on, mode, recovered = 0 } = story.closed;
		if (on < '2026-03-01') list.push({ ...about, type: 'case-archived', occurredAt: on, data: {} });
		list.push({ ...about, type: 'case-closed', occurredAt: on, data: { mode, recoveredFen: recovered } });
	}
	return list.sort((a, b) => (a.occurredAt < b.occurredAt ? -1 : a.occurredAt > b.occurredAt ? 1 : 0));
}

const fine = { handler: 'li', unit: 'dc-fine' } as const;
const fast = { handler: 'wang', unit: 'dc-fast' } as const;
const one = { handler: 'xu', unit: 'xl-one' } as const;
const done = (on: string, recovered: number) => ({ on, mode: 'fully-performed', recovered });

export const stories: readonly Story[] = [
	// Last year: what 同比 is held against.
	{ court: 'dc', n: 1, year: 2025, filed: '2025-01-06', ...fine, closed: done('2025-02-10', 400_000) },
	{ court: 'dc', n: 2, year: 2025, filed: '2025-01-08', ...fast, closed: done('2025-03-03', 700_000) },
	{ court: 'dc', n: 3, year: 2025, filed: '2025-02-11', ...fast, closed: { on: '2025-06-20', mode: 'round-ended' } },
	{ court: 'xl', n: 1, year: 2025, filed: '2025-01-15', ...one, closed: done('2025-02-20', 300_000) },
	// An old case that was Instant finished.
	{ court: 'dc', n: 40, year: 2025, filed: '2025-05-20', ...fine },
	// This year.
	{ court: 'dc', n: 11, filed: '2026-01-05', ...fine, closed: done('2026-02-02', 900_000), enterprise: 'micro', cause: '买卖合同纠纷' },
	{ court: 'xl', n: 14, filed: '2026-01-09', ...one, closed: done('2026-02-06', 500_000), enterprise: 'micro', cause: '买卖合同纠纷' },
	{ court: 'dc', n: 12, filed: '2026-01-06', ...fast, closed: done('2026-01-28', 1_000_000) },
	{ court: 'dc', n: 13, filed: '2026-01-08', ...fast, closed: { on: '2026-03-11', mode: 'round-ended' } },
	{
		...{ court: 'dc', n: 14, filed: '2026-01-12', ...fine, claim: 50_000_000, enterprise: 'bank', cause: '金融借款合同纠纷' },
		money: [{ id: 'r1', on: '2026-02-03', fen: 20_000_000, paid: '2026-02-10' }],
	},
	{ court: 'dc', n: 15, filed: '2026-02-09', ...fast, money: [{ id: 'r2', on: '2026-02-12', fen: 3_600_000 }] },
	{ court: 'dc', n: 16, filed: '2026-03-02', ...fine, steps: { 'net-query-launched': '2026-03-03' } },
	{ court: 'dc', n: 17, filed: '2026-03-09', ...fast },
	{ court: 'dc', n: 18, filed: '2026-03-10', ...fast, enterprise: 'micro', cause: '买卖合同纠纷' },
	{ court: 'xl', n: 11, filed: '2026-01-07', ...one, closed: done('2026-03-10', 800_000) },
	{ court: 'xl', n: 12, filed: '2026-02-25', ...one, steps: { 'handler-assigned': '2026-02-26', 'net-query-launched': '2026-02-27' } },
	{ court: 'xl', n: 13, filed: '2026-03-11', ...one },
];

/** Fills a world, swept day by day up to Monday 16 March 2026, 06:30. */
export async function fillPapers(world: World): Promise<void> {
	await putDirectory(world.context, {
		units: [
			{ code: 'dc-fine', court: 'dc', name: '执行局精执团队', kind: 'enforcement' },
			{ code: 'dc-fast', court: 'dc', name: '执行局速执团队', kind: 'enforcement' },
			{ code: 'xl-one', court: 'xl', name: '执行一团队', kind: 'enforcement' },
		],
		persons: [
			{ code: 'li', name: '李某某', court: 'dc', unit: 'dc-fine', postJudge: true },
			{ code: 'wang', name: '王某某', court: 'dc', unit: 'dc-fast', postJudge: true },
			{ code: 'feng', name: '冯某某', court: 'dc', unit: 'dc-fine', postJudge: true },
			{ code: 'xu', name: '徐某某', court: 'xl', unit: 'xl-one', postJudge: true },
		],
	});
	const now = { by: 'mo', at: '2026-01-05T01:00:00.000Z' } as const;
	await world.store.write(async ({ db }) => {
		await insertTargetSet(db, {
			...{ court: 'zy', year: 2026, document, active: true, by: now.by, at: now.at as Instant },
			targets: targets.map((target) => ({ ...target, document })),
		});
		const quota = (court: string, unit: string, cases: number) => ({ court, unit, month: '2026-03', cases, document, ...now });
		await saveQuotas(db, [quota('dc', '', 4), quota('dc', 'dc-fine', 2), quota('dc', 'dc-fast', 2), quota('xl', '', 1)]);
		await saveRectification(db, {
			...{ id: 'zg-1', court: 'dc', unit: 'dc-fine', code: 'enf.close_rate', title: '执行案件结案率未达标', owner: 'feng', measures: '' },
			...{
				foundOn: '2026-02-09' as CourtDate,
				dueOn: '2026-03-10' as CourtDate,
				state: 'open' as const,
				createdBy: 'mo',
				createdAt: now.at as Instant,
			},
			steps: [
				{
					move: 'opened',
					text: '执行案件结案率未达标',
					by: 'mo',
					role: 'trial-management',
					court: 'dc',
					at: '2026-02-09T02:00:00.000Z' as Instant,
				},
				{
					move: 'progress',
					text: '已逐案明确结案时间',
					by: 'feng',
					role: 'division-chief',
					court: 'dc',
					at: '2026-03-02T02:00:00.000Z' as Instant,
				},
			],
		});
	});
	const events = stories.flatMap(eventsOf).sort((a, b) => (a.occurredAt < b.occurredAt ? -1 : a.occurredAt > b.occurredAt ? 1 : 0));
	world.at('2026-03-01T23:00:00+08:00');
	await world.send(events.filter((event) => event.occurredAt <= '2026-03-01'));
	for (let day = 2; day <= 15; day += 1) {
		const on = `2026-03-${String(day).padStart(2, '0')}`;
		world.at(`${on}T07:30:00+08:00`);
		await world.send([], `${on}T07:00:00+08:00`);
		await sweepDeadlines(world.context);
		await climbLadders(world.context, loadLadders());
		world.at(`${on}T18:00:00+08:00`);
		await world.send(events.filter((event) => event.occurredAt === on));
	}
	world.at('2026-03-16T06:30:00+08:00');
	await world.send([], '2026-03-16T00:00:00+08:00');
	await sweepDeadlines(world.context);
}
