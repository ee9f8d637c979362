import type { CampaignsView, CampaignView } from '../contract/campaigns.ts';
import type { RectificationRow, RectificationShown, RectificationsView } from '../contract/rectifications.ts';
import { courts, indicators, target, today } from './fixtures-office.ts';

const row = {
	id: 'c-1',
	court: 'zy',
	courtName: '示范市中级人民法院',
	name: '秋季涉企案件攻坚专项行动',
	from: '2026-09-15',
	to: '2026-12-15',
	phase: 'running',
	days: 26,
	scope: '涉企案件、首次执行、恢复执行',
	targets: 3,
	document: '示范市中法执发〔2026〕31号',
} as const;

const filters = {
	kinds: [
		{ code: 'enforcement-first', name: '首次执行' },
		{ code: 'enforcement-resumed', name: '恢复执行' },
		{ code: 'civil-first', name: '民事一审' },
	],
	enterprise: [
		{ code: 'micro', name: '小微企业' },
		{ code: 'bank', name: '商业银行' },
	],
};

/** Campaigns in every phase. */
export const campaignsView = (variant: string): CampaignsView => {
	const { document: _document, scope: _scope, days: _days, ...plain } = row;
	return {
		courts,
		rows:
			variant === 'empty'
				? []
				: [
						row,
						{ ...plain, id: 'c-2', name: '年终案款清理', from: '2026-12-01', to: '2026-12-31', phase: 'planned', days: 11, targets: 1 },
						{
							...plain,
							id: 'c-3',
							name: '春季攻坚执行专项行动',
							from: '2026-03-01',
							to: '2026-05-31',
							phase: 'ended',
							targets: 2,
							court: 'dc',
							courtName: '东川县人民法院',
						},
						{
							...plain,
							id: 'c-4',
							name: '夏季清案专项行动',
							from: '2026-07-01',
							to: '2026-08-31',
							phase: 'ended',
							cancelled: true,
							targets: 1,
						},
					],
		mayManage: courts.slice(0, 1),
		today,
		indicators,
		filters,
	};
};

/** A running campaign of a city. */
export const campaignView = (variant: string): CampaignView => ({
	row,
	filter: { enterprise: 'any', kinds: ['enforcement-first', 'enforcement-resumed'] },
	figures: [
		{
			...target('enf.close_rate', '≥ 96%', ''),
			unit: '%',
			value: '92.31%',
			...(variant === 'unranked' ? { coverage: '3 家法院中 2 家有数据' } : {}),
			basis: '312 ÷ 338 件',
			met: false,
			gap: '再结 13 件达 96%',
			courts: [
				{ code: 'dc', name: '东川县人民法院', value: '96.40%', met: true },
				{ code: 'xl', name: '西陵县人民法院', value: '88.20%', met: false, gap: '再结 12 件达 96%' },
				{ code: 'zy', name: '示范市中级人民法院', value: '—', met: null },
			],
		},
		...(variant === 'unranked'
			? [
					{
						...target('enf.recovery_rate', '全市前 3 名', ''),
						...{ unit: '%', value: '41.07%', basis: '2,314.0 ÷ 5,634.0 万元', met: null, courts: [] },
						note: '排名目标，本院未开启排名，不评价',
					},
				]
			: []),
		{ ...target('enf.recovery_rate', '≥ 35%', ''), unit: '%', value: '41.07%', basis: '2,314.0 ÷ 5,634.0 万元', met: true, courts: [] },
		{ ...target('fund.double_zero', '12月15日前清零，11月30日后不再新增', ''), unit: '笔', value: '4 笔', met: null, courts: [] },
	],
	cases: Array.from({ length: variant === 'closed' ? 3 : 6 }, (_, index) => ({
		id: 1180 + index,
		caseNumber: `（2026）示0204执${1180 + index * 7}号`,
		courtName: index % 3 === 1 ? '西陵县人民法院' : '东川县人民法院',
		handlerName: ['李某某', '王某某', '周某某'][index % 3]!,
		filedOn: `2026-0${4 + (index % 4)}-1${index}`,
		...(variant === 'closed' ? { closedOn: '2026-11-12' } : {}),
		days: 212 - index * 23,
		locked: index === 0 && variant !== 'closed',
		overdue: index < 2 && variant !== 'closed' ? 2 - index : 0,
	})),
	counts: { all: 338, open: 26, closed: 312 },
	shown: variant === 'closed' ? 'closed' : 'open',
	nextCursor: '2026-08-01_12',
	asOf: today,
	mayManage: true,
	today,
	indicators,
	filters,
});

const item: RectificationRow = {
	id: 'r-1',
	court: 'dc',
	courtName: '东川县人民法院',
	unitName: '精执团队',
	code: 'enf.close_rate',
	indicatorName: '执行案件结案率',
	title: '九月执行案件结案率低于目标 6.20 个百分点',
	foundIn: '东川县法执通〔2026〕39号',
	foundOn: '2026-10-02',
	ownerName: '冯某某',
	dueOn: '2026-11-15',
	measures: '逐案列出结案计划，每周五报告进展；评估拍卖环节停滞的案件由执行局长逐案过问。',
	state: 'open',
	late: 5,
	age: 49,
	steps: [
		{
			move: 'opened',
			name: '立项',
			text: '逐案列出结案计划',
			byName: '莫某某',
			roleName: '审管办',
			at: '2026-10-02T02:00:00.000Z',
			account: false,
		},
		{
			move: 'progress',
			name: '报告进展',
			text: '已结 14 件，余 9 件，其中 4 件待评估报告',
			byName: '冯某某',
			roleName: '庭长',
			at: '2026-10-23T02:00:00.000Z',
			account: false,
		},
		{
			move: 'extend',
			name: '延期',
			text: '4 件待评估报告',
			byName: '莫某某',
			roleName: '审管办',
			at: '2026-10-29T02:00:00.000Z',
			dueOn: '2026-11-15',
			account: false,
		},
		{
			move: 'urge',
			name: '督促',
			text: '本周内结清可以结案的 5 件',
			byName: '赵某某',
			roleName: '分管院领导',
			at: '2026-11-09T02:00:00.000Z',
			account: true,
		},
		{
			move: 'talk',
			name: '约谈',
			text: '约谈部门负责人，明确时限',
			byName: '秦某某',
			roleName: '院长',
			at: '2026-11-18T02:00:00.000Z',
			account: true,
		},
	],
	may: ['progress', 'extend', 'close', 'urge', 'talk', 'circulate'],
};

/** Two open ones and a closed one. */
export const rectificationsView = (shown: RectificationShown, variant: string): RectificationsView => {
	const second: RectificationRow = {
		...item,
		id: 'r-2',
		title: '电子送达率连续两月低于目标',
		indicatorName: '电子送达率',
		unitName: '民事审判庭',
		foundOn: '2026-11-06',
		dueOn: '2026-12-10',
		late: 0,
		age: 14,
		measures: '送达前先征得电子送达同意，未征得的逐件说明。',
		steps: item.steps.slice(0, 1),
		may: [],
	};
	const { late: _late, ...kept } = item;
	const closed: RectificationRow = {
		...kept,
		late: 0,
		state: 'closed',
		closedOn: '2026-11-19',
		closedByName: '莫某某',
		closing: '十一月结案率 96.40%，达到目标。',
		may: ['reopen'],
	};
	return {
		courts,
		shown,
		counts: variant === 'empty' ? { open: 0, late: 0, mine: 0, closed: 0 } : { open: 2, late: 1, mine: 0, closed: 41 },
		ages: [
			{ name: '30 日以内', count: variant === 'empty' ? 0 : 1, late: 0 },
			{ name: '31 至 60 日', count: variant === 'empty' ? 0 : 1, late: variant === 'empty' ? 0 : 1 },
			{ name: '61 至 90 日', count: 0, late: 0 },
			{ name: '90 日以上', count: 0, late: 0 },
		],
		...(shown === 'closed' ? { cursor: '2026-11-20_r-8', nextCursor: '2026-11-19_r-1' } : {}),
		rows: variant === 'empty' || shown === 'mine' ? [] : shown === 'closed' ? [closed] : shown === 'late' ? [item] : [item, second],
		today,
		mayOpen:
			variant === 'reader'
				? []
				: [{ ...courts[0]!, units: [{ code: 'dc-fine', name: '精执团队' }], persons: [{ code: 'feng', name: '冯某某' }] }],
		indicators,
	};
};
