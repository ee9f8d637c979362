import type { CourtDate, Instant } from '../time/types.ts';
import type { CitedFigure, Paper, PaperCell } from './paper.ts';

// A small paper. Courts, persons and cases are invented.

const from = '2026-03-02' as CourtDate;
const to = '2026-03-08' as CourtDate;

/** What a test wants the paper to say. */
export interface Said {
	readonly closed?: number;
	readonly problems?: string;
	readonly demand?: string;
	readonly rows?: readonly (readonly PaperCell[])[];
}

const cited = (id: string, label: string, value: number, text: string): CitedFigure => ({
	id,
	label,
	value,
	text,
	code: id.split('@')[0]!,
	court: 'dc',
	person: 'li',
	from,
	to,
	drill: '/desk',
});

/** A row of the list: case, node, handler, days. */
export const late = (caseNumber: string, node: string, handler: string, days: number): readonly PaperCell[] => [
	{ caseId: 1, caseNumber },
	node,
	handler,
	{ number: days, suffix: ' 天' },
];

/** A weekly bulletin with figures, a list of persons, and two parts to write. */
export function buildUsual({ closed = 30, problems, demand, rows }: Said = {}): Paper {
	return {
		kind: 'weekly',
		court: 'dc',
		courtName: '东川县人民法院',
		from,
		to,
		periodLabel: '2026年第10周（3月2日至3月8日）',
		title: '关于2026年第10周执行工作情况的通报',
		addressees: '本院各部门',
		blocks: [
			{ kind: 'heading', level: 1, text: '一、总体情况' },
			{ kind: 'para', parts: ['已结', { ref: 'closed@all' }, '，结案率', { ref: 'rate@all' }, '。'] },
			{ kind: 'para', parts: ['欧阳某某、李某某各有超期节点，均已提醒。'] },
			{
				kind: 'table',
				id: 'late',
				title: '超期节点',
				columns: ['案号', '节点', '承办人', '超期天数'].map((title) => ({ title, align: 'left', width: 1 })),
				rows: rows ?? [late('（2026）示0204执1号', '发出执行通知书', '李某某', 8)],
				empty: '没有超期节点。',
				persons: true,
			},
			{
				kind: 'table',
				id: 'units',
				title: '各团队情况',
				columns: ['团队', '已结'].map((title) => ({ title, align: 'left', width: 1 })),
				rows: [
					['执行一团队', { ref: 'closed@all' }],
					['执行二团队（李某某）', { number: 3 }],
				],
				empty: '没有团队。',
			},
			{
				kind: 'slot',
				id: 'problems',
				title: '存在的问题',
				paragraphs: [[problems ?? '结案率为', { ref: 'rate@all' }, '，未达到目标。']],
			},
			{ kind: 'slot', id: 'demands', title: '工作要求', paragraphs: [[demand ?? '请各团队按期办结。']] },
		],
		annexes: [],
		figures: [
			cited('closed@all', '李某某已结', closed, `${closed} 件`),
			cited('rate@all', '结案率', (closed / 40) * 100, `${((closed / 40) * 100).toFixed(2)}%`),
		],
		notes: ['数据来源：执行指挥系统。'],
		cutOffAt: '2026-03-08T16:00:00.000Z' as Instant,
		madeAt: '2026-03-08T22:30:00.000Z' as Instant,
		rulebookVersion: 'test-1',
		definitionVersion: 'test-1',
		version: 1,
	};
}
