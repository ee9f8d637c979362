// Invented from end to end: courts, people, numbers.
import type { ArchiveRow, DraftRow, PublicationsView, RunRow } from '../contract/publications.ts';

const hash = '9f3ac07e51b24d8891aa0c3f7e6d5b42c18f90aa77d3e1265b0f4c9d8e7a6b15';
const week = '2026年第46周（11月9日至11月15日）';

const row = (part: Partial<ArchiveRow> & Pick<ArchiveRow, 'id' | 'title' | 'number'>): ArchiveRow => ({
	kind: 'weekly',
	kindName: '周通报',
	court: 'sf-m1',
	courtName: '示范市中级人民法院',
	periodFrom: '2026-11-09',
	periodTo: '2026-11-15',
	periodLabel: week,
	version: 1,
	cutOffAt: '2026-11-15T16:00:00.000Z',
	issuedAt: '2026-11-16T02:20:00.000Z',
	hash,
	signed: 14,
	mine: false,
	...part,
});

const days = ['2026-11-19', '2026-11-18', '2026-11-17'].map((day, index) =>
	row({
		id: `daily-sf-m1-${day}`,
		kind: 'daily',
		kindName: '日统计',
		title: `示范市中级人民法院执行工作日统计（2026年11月${Number(day.slice(8))}日）`,
		number: `示02〔2026〕日统计第${323 - index}号`,
		periodFrom: day,
		periodTo: day,
		periodLabel: '',
		issuedAt: `${day}T16:10:00.000Z`,
		signed: 9 - index,
		mine: index > 0,
	}),
);

const archive: readonly ArchiveRow[] = [
	...days,
	row({
		id: 'weekly-sf-m1-2026-11-09-v2',
		title: '关于2026年第46周执行工作情况的通报',
		number: '示范市中法执通〔2026〕46号',
		version: 2,
		issuedAt: '2026-11-17T07:05:00.000Z',
		signed: 3,
	}),
	row({
		id: 'weekly-sf-m1-2026-11-09-v1',
		title: '关于2026年第46周执行工作情况的通报',
		number: '示范市中法执通〔2026〕45号',
		correctedBy: 'weekly-sf-m1-2026-11-09-v2',
		mine: true,
	}),
	row({
		id: 'weekly-sf-b1-2026-11-09-v1',
		court: 'sf-b1',
		courtName: '甲区人民法院',
		title: '关于2026年第46周执行工作情况的通报',
		number: '甲区法执通〔2026〕44号',
		signed: 6,
	}),
	row({
		id: 'monthly-sf-m1-2026-10-01-v1',
		kind: 'monthly',
		kindName: '月分析',
		title: '2026年10月执行工作运行态势分析',
		number: '示范市中法执析〔2026〕10号',
		periodFrom: '2026-10-01',
		periodTo: '2026-10-31',
		periodLabel: '2026年10月',
		issuedAt: '2026-11-03T01:40:00.000Z',
		signed: 21,
		mine: true,
	}),
	row({
		id: 'overdue-bulletin-sf-b4-2026-11-06-v1',
		kind: 'overdue-bulletin',
		kindName: '逾期节点通报',
		court: 'sf-b4',
		courtName: '东川县人民法院',
		title: '东川县人民法院逾期节点通报（2026年第12期）',
		number: '示0204〔2026〕逾期通报第12号',
		periodFrom: '2026-11-06',
		periodTo: '2026-11-06',
		periodLabel: '',
		issuedAt: '2026-11-06T08:10:00.000Z',
		signed: 8,
		mine: true,
	}),
];

const draft = (part: Partial<DraftRow> & Pick<DraftRow, 'id' | 'title'>): DraftRow => ({
	kindName: '周通报',
	courtName: '示范市中级人民法院',
	periodLabel: week,
	version: 1,
	state: 'draft',
	stateName: '拟稿',
	madeAt: '2026-11-16T06:30:00.000Z',
	madeByName: '系统',
	mine: false,
	...part,
});

const drafts: readonly DraftRow[] = [
	draft({
		id: 'd1',
		title: '关于2026年第47周执行工作情况的通报',
		state: 'reviewed',
		stateName: '已审核，待签发',
		editedAt: '2026-11-20T03:12:00.000Z',
		editedByName: '陆明远',
		mine: true,
	}),
	draft({ id: 'd2', kindName: '党组周例会材料', title: '党组周例会材料（2026年第47周）', mine: true }),
	draft({ id: 'd3', kindName: '月初长期未结材料', title: '月初长期未结案件调度材料（2026年10月）', courtName: '甲区人民法院' }),
	draft({ id: 'd4', title: '关于2026年第46周执行工作情况的通报', courtName: '东川县人民法院', version: 2, madeByName: '谢清和' }),
];

const run = (part: Partial<RunRow>): RunRow => ({
	kindName: '周通报',
	courtName: '示范市中级人民法院',
	from: '2026-11-09',
	outcome: 'made',
	outcomeName: '已生成',
	detail: '',
	at: '2026-11-15T22:30:04.000Z',
	tookMs: 840,
	tries: 1,
	...part,
});

const failures: readonly RunRow[] = [
	run({
		courtName: '北原市人民法院',
		outcome: 'failed',
		outcomeName: '失败',
		detail: '周通报（2026年第46周（11月9日至11月15日））未能生成：报送中断，11月12日以后没有收到任何数据',
		at: '2026-11-20T06:15:00.000Z',
		tries: 37,
	}),
];

const making = {
	courts: [
		{ code: 'sf-m1', name: '示范市中级人民法院' },
		{ code: 'sf-b1', name: '甲区人民法院' },
	],
	kinds: [
		{ code: 'weekly', name: '周通报' },
		{ code: 'monthly', name: '月分析' },
		{ code: 'meeting-pack', name: '党组周例会材料' },
		{ code: 'campaign', name: '专项行动通报' },
	],
	lastDay: '2026-11-19',
	campaigns: [
		{ id: 'c-1', name: '秋季涉企案件攻坚专项行动', from: '2026-09-15', to: '2026-12-15', courts: ['sf-m1', 'sf-b1'] },
		{ id: 'c-3', name: '春季攻坚执行专项行动', from: '2026-03-01', to: '2026-05-31', courts: ['sf-m1'] },
	],
};
const courts = [...making.courts, { code: 'sf-b4', name: '东川县人民法院' }, { code: 'sf-b6', name: '北原市人民法院' }];

/** The page of publications: `reader` sees no drafts and no runs, `empty` nothing at all, `none` a search without a hit. */
export function publicationsView(variant: string): PublicationsView {
	const reader = variant === 'reader' || variant === 'empty';
	const rows = variant === 'empty' || variant === 'none' ? [] : archive;
	return {
		asked: variant === 'none' ? { words: '季度', kind: 'weekly', page: 1 } : { page: 1 },
		rows,
		total: rows.length === 0 ? 0 : 1_284,
		pages: rows.length === 0 ? 1 : 26,
		drafts: reader
			? { rows: [], total: 0, mine: 0, page: 1, pages: 1 }
			: {
					rows: drafts,
					total: variant === 'pages' ? 47 : drafts.length,
					mine: 2,
					page: variant === 'pages' ? 2 : 1,
					pages: variant === 'pages' ? 3 : 1,
				},
		runs: reader ? [] : [...failures, run({}), run({ kindName: '党组周例会材料', tookMs: 65_000 }), run({ courtName: '甲区人民法院' })],
		failed: reader ? 0 : failures.length,
		courts: reader ? courts.slice(1, 2) : courts,
		kinds: [{ code: 'daily', name: '日统计' }, { code: 'overdue-bulletin', name: '逾期节点通报' }, ...making.kinds],
		making: reader ? { courts: [], kinds: [], lastDay: making.lastDay, campaigns: [] } : making,
	};
}
