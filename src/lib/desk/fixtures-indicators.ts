// Invented from end to end. The gallery draws the pages of indicators from them.
import type {
	BreakdownRow,
	IndicatorPageView,
	IndicatorRow,
	IndicatorScopeView,
	IndicatorsView,
	TargetView,
} from '../contract/indicators.ts';

const s1 = '《“质效提升年”活动实施方案》（2023年3月1日）';

export const scope: IndicatorScopeView = {
	court: 'zy',
	courtName: '示范市中级人民法院',
	courts: [
		{ code: 'zy', name: '示范市中级人民法院' },
		{ code: 'dc', name: '东川县人民法院' },
		{ code: 'xl', name: '西陵县人民法院' },
	],
	reach: 'subtree',
	period: { kind: 'ytd', from: '2026-01-01', to: '2026-10-13', label: '2026年1月1日至10月13日' },
	asOf: '2026-10-13T06:30:00.000Z',
	knownFrom: '2024-01-02',
	definitionVersion: '2026-11.1',
	ranking: false,
};

const change = (text: string, better: boolean | null) => ({
	value: 1,
	difference: better === null ? 0 : better ? 1 : -1,
	relative: null,
	text,
	better,
});
const target = (words: string, met: boolean | null, gap?: string, document = s1): TargetView => ({
	words,
	document,
	met,
	...(gap ? { gap } : {}),
});

type Brief = Partial<IndicatorRow> & Pick<IndicatorRow, 'code' | 'name' | 'text' | 'definition'>;

const row = ({ targets = [], ...brief }: Brief): IndicatorRow => ({
	...{ value: 1, unit: '%', group: '执行指标', direction: 'up', unsettled: false, mark: '公式有来源', source: '各地法院执行通报所载口径' },
	...{ numerator: 0, denominator: null, variants: [] },
	...(targets[0] ? { target: targets[0] } : {}),
	...(brief.denominator
		? { parts: `${brief.numerator?.toLocaleString('en-US') ?? ''} ÷ ${brief.denominator.toLocaleString('en-US')}` }
		: {}),
	targets,
	...brief,
});

export const closeRate = row({
	code: 'enf.close_rate',
	name: '执行案件结案率',
	text: '78.63%',
	value: 78.63,
	numerator: 9412,
	denominator: 11970,
	definition: '已结÷（旧存＋新收），首次执行、恢复执行和财产保全案件',
	yoy: change('上升 2.86 个百分点', true),
	mom: change('下降 0.41 个百分点', false),
	targets: [target('≥ 96%', false, '再结 2,080 件达 96%')],
	variants: [{ code: 'without-preservation', name: '不含执保', text: '76.20%' }],
});

export const enforcement: readonly IndicatorRow[] = [
	closeRate,
	row({
		code: 'enf.first_zb_rate',
		name: '首执案件终本率',
		text: '31.07%',
		numerator: 2310,
		denominator: 7435,
		direction: 'down',
		unsettled: true,
		mark: '口径待核：名称有来源，公式凭记忆整理',
		definition: '首次执行案件：以终结本次执行程序方式结案的件数÷受理（旧存＋新收）。另一口径以已结为分母，称终本占结案数比例',
		yoy: change('下降 1.10 个百分点', true),
		mom: change('持平', null),
		variants: [{ code: 'of-closed', name: '终本占结案数比例', text: '39.84%' }],
	}),
	row({
		code: 'enf.recovery_rate_enterprise',
		name: '涉企案件实际执行到位率',
		text: '41.27%',
		numerator: 4_127_000_000,
		denominator: 10_000_000_000,
		parts: '4,127.00 万元 ÷ 10,000.00 万元',
		definition: '已结涉企案件到位金额÷申请执行标的额，首次执行和恢复执行案件，到位金额不封顶',
		yoy: change('上升 3.02 个百分点', true),
		mom: change('上升 0.66 个百分点', true),
		targets: [target('≥ 35%', true), target('市内前 3 名', null)],
	}),
	row({
		code: 'enf.avg_days',
		name: '执行平均用时',
		text: '63.4 天',
		unit: '天',
		numerator: 551_000,
		denominator: 8690,
		direction: 'down',
		definition: '立案至结案的自然日，不扣除停止计算的期间，首次执行和恢复执行案件',
		yoy: change('缩短 4.2 天', true),
		mom: change('延长 0.8 天', false),
		targets: [target('< 55 天', false, '超 8.5 天')],
	}),
	row({
		code: 'enf.locked_cases',
		name: '锁死案件数',
		text: '37 件',
		unit: '件',
		numerator: 37,
		direction: 'down',
		unsettled: true,
		mark: '口径待核：公式为本系统拟定',
		definition: '期末处于锁死状态的案件数（含待审解锁的）',
		yoy: change('—', null),
		mom: change('下降 9.76%', true),
		variants: [
			{ code: 'set', name: '期内新锁死', text: '214 件' },
			{ code: 'released', name: '期内解锁', text: '177 件' },
			{ code: 'days', name: '解锁案件锁死天数（中位数）', text: '6.5 天' },
		],
	}),
	row({
		code: 'enf.petition_close_rate',
		name: '执行信访办结率',
		text: '未填报',
		value: null,
		unfilled: true,
		definition: '期内办结的执行信访件数÷期内收到的执行信访件数，由执行指挥中心填报',
	}),
];

const trial: readonly IndicatorRow[] = [
	row({
		code: 'tri.long_pending',
		name: '长期未结案件数',
		text: '12 件',
		unit: '件',
		group: '审判指标',
		numerator: 12,
		direction: 'down',
		definition: '期末自立案之日起超过十二个月未结的案件数，各类案件；超过六个月、九个月的另列',
		targets: [target('4月30日前清零，3月31日后不再新增', false, '再结 12 件清零')],
		yoy: change('下降 40.00%', true),
		mom: change('上升 9.09%', false),
	}),
	row({
		code: 'tri.settle_rate',
		name: '民事调撤率',
		text: '—',
		value: null,
		group: '审判指标',
		definition: '民事一审案件：以调解、撤诉方式结案的件数÷已结',
		targets: [target('≥ 52%', null)],
	}),
];

export const indicatorsView: IndicatorsView = {
	...scope,
	groups: [
		{ code: 'enforcement', name: '执行指标', rows: enforcement },
		{ code: 'trial', name: '审判指标', rows: trial },
	],
};

const part = (
	key: string,
	name: string,
	text: string,
	[numerator, denominator, rank]: readonly number[],
	toMean: string,
	met: boolean,
	gap?: string,
): BreakdownRow => ({
	...{
		key,
		name,
		text,
		court: key,
		value: 1,
		numerator: numerator!,
		denominator: denominator!,
		rank: null,
		toMean,
		parts: `${numerator} ÷ ${denominator}`,
	},
	toFirst: rank === 1 ? '—' : '+4.10 个百分点',
	yoy: change(met ? '上升 1.20 个百分点' : '下降 3.33 个百分点', met),
	mom: change('持平', null),
	target: target('≥ 96%', met, gap),
	targets: [target('≥ 96%', met, gap)],
});

const months = ['2025-11', '2025-12', ...Array.from({ length: 10 }, (_, index) => `2026-${String(index + 1).padStart(2, '0')}`)];
const monthly = [61.2, 92.4, 18.4, 27.5, 33.1, 38.6, 41.2, 44.9, null, 49.1, 52.6, 47.3];

export const indicatorView: IndicatorPageView = {
	...scope,
	row: closeRate,
	by: 'court',
	bys: ['court', 'unit', 'person'],
	breakdown: [
		part('zy', '示范市中级人民法院', '96.40%', [1205, 1250, 1], '+17.77 个百分点', true),
		part('dc', '东川县人民法院', '79.92%', [4355, 5449, 2], '+1.29 个百分点', false, '再结 877 件达 96%'),
		part('xl', '西陵县人民法院', '73.08%', [3852, 5271, 3], '−5.55 个百分点', false, '再结 1,209 件达 96%'),
	],
	mean: '78.63%',
	trend: months.map((month, index) => ({
		month,
		value: monthly[index] ?? null,
		text: monthly[index] ? `${monthly[index]?.toFixed(2) ?? ''}%` : '—',
	})),
	bound: { words: '≥ 96%', value: 96 },
	forecast: {
		monthEnd: '80.02%',
		yearEnd: '83.91%',
		method:
			'按目前进度推算：统计年度至今的日均数（新收、已结、到账、发放等）保持不变，期初存量不变，推算至月末、年末；仅供调度参考，不是统计结果',
	},
	frozen: [
		{
			publicationId: 'p2',
			title: '示02法执通〔2026〕41号',
			from: '2026-01-01',
			to: '2026-10-11',
			text: '78.12%',
			restated: '78.19%',
			same: false,
		},
		{
			publicationId: 'p1',
			title: '示02法执通〔2026〕40号',
			from: '2026-01-01',
			to: '2026-10-04',
			text: '77.40%',
			restated: '77.40%',
			same: true,
		},
	],
	cases: {
		side: 'numerator',
		items: [
			{
				caseId: 1,
				caseNumber: '（2026）示0204执1187号',
				courtName: '东川县人民法院',
				handlerName: '李某某',
				filedOn: '2026-03-04',
				closedOn: '2026-06-11',
				value: '1',
			},
			{
				caseId: 2,
				caseNumber: '（2026）示0205执恢33号',
				courtName: '西陵县人民法院',
				filedOn: '2026-02-01',
				closedOn: '2026-04-20',
				value: '1',
			},
		],
		nextCursor: 2,
	},
};

export const rankedView: IndicatorPageView = {
	...indicatorView,
	ranking: true,
	breakdown: indicatorView.breakdown.map((row, index) => ({ ...row, rank: index + 1 })),
};

/** A list of which the first cases that were looked through do not count. */
export const stretchView: IndicatorPageView = { ...indicatorView, cases: { side: 'denominator', items: [], nextCursor: 5000 } };

/** Without anything to break down, no forecast, nothing issued, and no list. */
export const bareView: IndicatorPageView = {
	...scope,
	row: enforcement[5]!,
	by: 'court',
	bys: ['court'],
	breakdown: [],
	mean: '—',
	trend: months.map((month) => ({ month, value: null, text: '—' })),
	frozen: [],
	cases: { side: 'numerator', items: [], problem: '该数据由办公室填报，没有对应的案件清单' },
};
