import { paperSchedules } from '../../server/core/report/owed-papers.ts';
import type { CitedFigure, Paper, PaperKind } from '../../server/core/report/paper.ts';
import type { Period } from '../../server/core/indicator/types.ts';
import type { BuildPaper } from '../../server/flows/paper-make.ts';
import type { RenderPaper } from '../../server/flows/paper-issue.ts';

/** What a test wants the next paper to say. */
export interface PaperFacts {
	accepted: number;
	closed: number;
	/** Overdue nodes, by case and handler. */
	late: readonly { readonly caseNumber: string; readonly handler: string; readonly days: number }[];
	/** Thrown instead of a paper. */
	failure?: Error;
	/** Nothing in it. */
	blank?: boolean;
}

const names: Readonly<Record<string, string>> = {
	gy: '示范省高级人民法院',
	zy: '示范市中级人民法院',
	dc: '东川县人民法院',
	xl: '西陵县人民法院',
};

/** A small whole paper: two cited figures, a part to write, a table of persons. */
export function paperOf(kind: PaperKind, court: string, period: Period, facts: PaperFacts, now: string): Paper {
	const cited = (id: string, label: string, value: number, text: string): CitedFigure => ({
		id,
		label,
		value,
		text,
		code: id.split('@')[0]!,
		court,
		from: period.from,
		to: period.to,
		definition: `${label}：按立案、结案事件计数。`,
		drill: `/desk?court=${court}`,
	});
	const rate = facts.accepted === 0 ? null : (facts.closed / facts.accepted) * 100;
	const figures = [
		cited('accepted@all', '受理', facts.accepted, `${facts.accepted} 件`),
		cited('closed@all', '已结', facts.closed, `${facts.closed} 件`),
		{ ...cited('rate@all', '结案率', rate ?? 0, rate === null ? '—' : `${rate.toFixed(2)}%`), value: rate },
	];
	return {
		kind,
		court,
		courtName: names[court] ?? court,
		from: period.from,
		to: period.to,
		periodLabel: period.label,
		title: `关于${period.label}执行工作情况的通报`,
		addressees: '本院各部门',
		blocks: facts.blank
			? []
			: [
					{ kind: 'heading', level: 1, text: '一、总体情况' },
					{
						kind: 'para',
						parts: ['受理案件', { ref: 'accepted@all' }, '，已结', { ref: 'closed@all' }, '，结案率', { ref: 'rate@all' }, '。'],
					},
					{
						kind: 'table',
						id: 'late',
						title: '超期节点',
						columns: [
							{ title: '案号', align: 'left', width: 4 },
							{ title: '承办人', align: 'left', width: 2 },
							{ title: '超期天数', align: 'right', width: 1 },
						],
						rows: facts.late.map(({ caseNumber, handler, days }, index) => [
							{ caseId: index + 1, caseNumber },
							handler,
							{ number: days, suffix: ' 天' },
						]),
						empty: '没有超期节点。',
						persons: true,
					},
					{ kind: 'heading', level: 1, text: '二、存在的问题' },
					{ kind: 'slot', id: 'problems', title: '存在的问题', paragraphs: [['结案率为', { ref: 'rate@all' }, '，未达到目标。']] },
					{ kind: 'slot', id: 'demands', title: '工作要求', paragraphs: [['请李某某于2026年3月20日前办结超期节点。']] },
				],
		annexes: [],
		figures: facts.blank ? [] : figures,
		notes: ['数据来源：执行指挥系统。'],
		cutOffAt: `${period.to}T16:00:00.000Z` as Paper['cutOffAt'],
		madeAt: now as Paper['madeAt'],
		rulebookVersion: 'test-1',
		definitionVersion: 'test-1',
		version: 1,
	};
}

/** Builds papers from facts that the test sets, on the clock of the world. */
export function buildFrom(facts: PaperFacts): BuildPaper {
	return async (context, kind, court, period) => {
		await context.yield();
		if (facts.failure) throw facts.failure;
		return paperOf(kind, court, period, facts, context.now());
	};
}

/** Renders the words of a paper as bytes: the same paper, the same bytes. No PDF, as where there is no Chromium. */
export const renderWords: RenderPaper = (paper, form) =>
	Promise.resolve(form === 'pdf' ? undefined : new TextEncoder().encode(`${form}\n${JSON.stringify(paper)}`));

/** What the weeks of the tests say unless a test says otherwise. */
export const usualFacts = (): PaperFacts => ({
	accepted: 40,
	closed: 30,
	late: [{ caseNumber: '（2026）示0204执1号', handler: '李某某', days: 8 }],
});

/** Kinds in the order of their hours. */
export const kindsByHour = (Object.keys(paperSchedules) as PaperKind[]).sort(
	(a, b) => paperSchedules[a].minutes - paperSchedules[b].minutes,
);
