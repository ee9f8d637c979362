import type { EntriesView } from '../contract/entries.ts';
import type { QuotaLineView, QuotaView } from '../contract/quotas.ts';
import type { TargetsView, TargetView } from '../contract/targets.ts';

export const today = '2026-11-20';
export const courts = [
	{ code: 'dc', name: '东川县人民法院' },
	{ code: 'xl', name: '西陵县人民法院' },
];

export const indicators = [
	{ code: 'enf.close_rate', name: '执行案件结案率', unit: '%' },
	{ code: 'enf.avg_days', name: '执行平均用时', unit: '天' },
	{ code: 'tri.close_rate', name: '诉讼案件结案率', unit: '%' },
	{ code: 'tri.long_pending', name: '长期未结诉讼案件', unit: '件' },
	{ code: 'tri.auto_perform', name: '民事生效裁判自动履行率', unit: '%' },
	{ code: 'enf.recovery_rate', name: '实际执行到位率', unit: '%' },
	{ code: 'fund.double_zero', name: '双清零', unit: '笔' },
];

export const target = (code: string, rule: string, words: string, more: Partial<TargetView> = {}): TargetView => ({
	code,
	name: indicators.find((each) => each.code === code)?.name ?? code,
	rule,
	words,
	...more,
});

const main = '《“质效提升年”活动实施方案》（2026年3月1日）';

/** Two documents of the court, one set aside, and one of the court above. */
export const targetsView = (variant: string): TargetsView => ({
	court: 'dc',
	courtName: '东川县人民法院',
	courts,
	year: 2026,
	years: [2027, 2026, 2025],
	own:
		variant === 'empty'
			? []
			: [
					{
						court: 'dc',
						courtName: '东川县人民法院',
						document: main,
						year: 2026,
						active: true,
						targets: [
							target('enf.close_rate', '≥ 96%', '执行案件结案率达96%以上'),
							target('enf.avg_days', '< 55 天', '执行平均时长小于55天'),
							target('tri.long_pending', '4月30日前清零，3月31日后不再新增', '长期未结诉讼案件4月30前清零且3月31日之后不再新增'),
							target('tri.auto_perform', '≥ 55%', '民事生效裁判自动履行率达55%位居全市前三'),
							target('tri.auto_perform', '全市前 3 名', '民事生效裁判自动履行率达55%位居全市前三'),
							target('enf.recovery_rate', '≥ 35%', '涉企案件实际执行到位率达35%以上', { scope: '涉企案件', filter: { enterprise: 'any' } }),
						],
						history: [
							{ at: '2026-06-02T01:00:00.000Z', byName: '莫某某', what: '改 1 项' },
							{ at: '2026-03-02T02:10:00.000Z', byName: '莫某某', what: '装入 6 项' },
						],
					},
					{
						court: 'dc',
						courtName: '东川县人民法院',
						document: '《执行合同指标优化提升方案》（2026年1月9日）',
						year: 2026,
						active: false,
						targets: [
							target('enf.avg_days', '≤ 70 天', '首次执行平均用时不超过70天', {
								scope: '涉企案件、合同纠纷、首次执行',
								filter: { enterprise: 'any', contractOnly: true, kinds: ['enforcement-first'] },
							}),
							target('enf.recovery_rate', '≥ 30%', '涉企业案件实际执行到位率不低于30%', { scope: '涉企案件' }),
						],
						history: [
							{ at: '2026-03-02T02:12:00.000Z', byName: '莫某某', what: '停用' },
							{ at: '2026-01-09T02:10:00.000Z', byName: '莫某某', what: '装入 2 项' },
						],
					},
				],
	above: [
		{
			court: 'zy',
			courtName: '示范市中级人民法院',
			document: '《全市法院审判执行质效目标》（2026年1月4日）',
			year: 2026,
			active: true,
			targets: [target('tri.close_rate', '≥ 97%', '诉讼案件结案率97%以上'), target('fund.double_zero', '= 0 笔', '执行款清理发放“双清零”')],
			history: [{ at: '2026-01-05T02:10:00.000Z', byName: '成某某', what: '装入 2 项' }],
		},
	],
	examples: [
		{
			id: 's0',
			document: '《执行合同指标优化提升方案》（2023年4月3日）',
			source: '涉企业合同纠纷案件立案、审理、执行平均用时',
			count: 7,
			state: 'none',
		},
		{
			id: 's1',
			document: '《“质效提升年”活动实施方案》（2023年3月1日）',
			source: '目标任务第2至7项、第14项、第33项、第34项',
			count: 41,
			state: variant === 'empty' ? 'none' : 'on',
		},
		{ id: 's2', document: '《2023年优化法治化营商环境工作实施方案》', count: 8, state: 'none' },
	],
	holding: variant === 'empty' ? 2 : 8,
	mayManage: variant !== 'reader',
	indicators,
	ranking: false,
	interval: true,
});

const line = (key: string, name: string, quota: number | null, closed: number, perDay?: number): QuotaLineView => ({
	key,
	name,
	quota,
	closed,
	owed: quota === null ? null : Math.max(0, quota - closed),
	percent: quota === null ? null : (closed / quota) * 100,
	...(perDay === undefined ? {} : { perDay }),
});

/** The month of a court with seven working days to go. */
export const quotaView = (variant: string): QuotaView => {
	const [quotas, closings] = [
		[96, 90, 150, 150, 160, 160, 150, 150, 150, 140, 140, 130],
		[101, 88, 143, 152, 171, 149, 150, 139, 155, 131, 96],
	];
	let [quotaSoFar, closedSoFar] = [0, 0];
	return {
		court: 'dc',
		courtName: '东川县人民法院',
		courts,
		month: '2026-11',
		today,
		workingDaysLeft: 7,
		phase: 'running',
		total: variant === 'empty' ? line('', '东川县人民法院', null, 96) : line('', '东川县人民法院', 140, 96, 7),
		units:
			variant === 'empty'
				? []
				: [
						line('dc-fine', '精执团队', 46, 24, 4),
						line('dc-civil', '民事审判庭', 52, 38, 2),
						line('dc-fast', '速执团队', 34, 34),
						line('dc-first', '人民法庭', null, 3),
					],
		below:
			variant === 'city'
				? [line('dc', '东川县人民法院', 140, 96, 7), line('xl', '西陵县人民法院', 80, 82), line('by', '北原市人民法院', null, 41)]
				: [],
		...(variant === 'city'
			? { belowTotal: { ...line('', '下级法院合计', 220, 178, 7), owed: 44, coverage: '3 家法院中 2 家有数据' } }
			: {}),
		months: quotas.map((quota, index) => {
			const closed = closings[index];
			quotaSoFar += quota;
			closedSoFar += closed ?? 0;
			const set = variant === 'empty' ? null : quota;
			return {
				month: `2026-${String(index + 1).padStart(2, '0')}`,
				quota: set,
				closed: closed ?? null,
				quotaSoFar: set === null ? null : quotaSoFar,
				closedSoFar: closed === undefined ? null : closedSoFar,
				gap: set === null || closed === undefined ? null : closedSoFar - quotaSoFar,
			};
		}),
		choices: [
			{ key: '', name: '全院', months: variant === 'empty' ? quotas.map(() => null) : quotas },
			{ key: 'dc-fine', name: '精执团队', months: quotas.map((_, index) => (index === 10 ? 46 : null)) },
		],
		...(variant === 'empty' ? {} : { document: '院党组2026年第41次会议' }),
		mayManage: variant !== 'reader',
	};
};

/** A month with a correction and what is still missing. */
export const entriesView = (variant: string): EntriesView => ({
	court: 'dc',
	courtName: '东川县人民法院',
	courts,
	month: '2026-10',
	today,
	rows:
		variant === 'empty'
			? []
			: [
					{
						measure: 'service-items-electronic',
						name: '电子送达次数',
						text: '1,284 次',
						day: '2026-10-31',
						source: '集中送达平台十月报表',
						byName: '莫某某',
						at: '2026-11-03T02:00:00.000Z',
						before: ['1,248 次（2026年11月3日更正前）'],
					},
					{
						measure: 'petition-received',
						name: '执行信访件数',
						text: '6 件',
						unitName: '精执团队',
						day: '2026-10-31',
						source: '信访系统',
						byName: '莫某某',
						at: '2026-11-02T02:00:00.000Z',
						before: [],
						...(variant === 'doubled' ? { conflict: '与同日“全院”重复计算，请将多余的更正为 0' } : {}),
					},
					{
						measure: 'cost-fen',
						name: '解决商业纠纷支出费用',
						text: '182,340.50 元',
						day: '2026-10-31',
						source: '抽样 40 件',
						byName: '莫某某',
						at: '2026-11-02T02:00:00.000Z',
						before: [],
					},
				],
	measures: [
		{ code: 'petition-received', name: '执行信访件数', unit: '件', filled: variant !== 'empty' },
		{ code: 'service-items-electronic', name: '电子送达次数', unit: '次', filled: variant !== 'empty' },
		{ code: 'cost-fen', name: '解决商业纠纷支出费用', unit: '元', filled: variant !== 'empty' },
		{ code: 'fee-paid-online', name: '网上缴费次数', unit: '次', filled: false },
		{ code: 'hearing-live', name: '直播庭审次数', unit: '次', filled: false },
		{ code: 'efile-ok', name: '电子卷宗合格份数', unit: '份', filled: false },
		{ code: 'auto-performed', name: '自动履行件数', unit: '件', filled: false },
	],
	units: [
		{ code: 'dc-fine', name: '精执团队' },
		{ code: 'dc-fast', name: '速执团队' },
	],
	mayManage: variant !== 'reader',
});
