import type { CitedFigureView, PaperBlockView, PaperCellView, PaperView } from '../contract/paper-page.ts';

// A paper with every kind of block, for the gallery and for the tests of all its forms. Courts, persons and cases are invented.

/** A cited figure with all that its frozen form holds. */
type TracedFigure = CitedFigureView & {
	readonly value: number | null;
	readonly numerator?: number;
	readonly denominator?: number;
	readonly code: string;
	readonly court: string;
	readonly person?: string;
};

const from = '2026-11-16';
const to = '2026-11-22';

const base = { court: 'dc', from, to } as const;

const figures: readonly TracedFigure[] = [
	{
		...base,
		id: 'enf.close_rate@dc',
		text: '95.99%',
		value: 95.998,
		...{ numerator: 3071, denominator: 3199, parts: '3,071 ÷ 3,199' },
		label: '执行案件结案率',
		code: 'enf.close_rate',
		definition: '本期首次执行、恢复执行、执行异议已结案件数 ÷（旧存＋新收）× 100%（口径待核）',
		drill: '/desk/worklist?court=dc&figure=enf.close_rate&from=2026-11-16&to=2026-11-22',
	},
	{ ...base, id: 'enf.new@dc', text: '128 件', value: 128, label: '新收', code: 'enf.new', definition: '立案日期在本期内的执行案件数。' },
	{
		...base,
		id: 'enf.closed@dc',
		text: '1,141 件',
		value: 1141,
		label: '已结',
		code: 'enf.closed',
		definition: '结案日期在本期内的执行案件数。',
		drill: '/desk/worklist?court=dc&figure=enf.closed',
	},
	{ ...base, id: 'enf.close_rate@dc/yoy', text: '上升 2.31 个百分点', value: 2.31, label: '执行案件结案率同比', code: 'enf.close_rate' },
	{ ...base, id: 'fund.in@dc', text: '1,235.60 万元', value: 1235.6, label: '案款到账', code: 'fund.in', definition: '本期到账案款合计。' },
	{
		...base,
		id: 'enf.asset@dc',
		text: '—',
		value: null,
		label: '涉企案件实际执行到位率',
		code: 'enf.asset_rate',
		...{ numerator: 0, denominator: 0, parts: '0 元 ÷ 0 元（分母为零，不计算）' },
	},
	{
		...base,
		id: 'late@dc/li',
		text: '7 件',
		value: 7,
		label: '超期节点',
		code: 'node.late',
		person: 'p-li',
		drill: '/desk/worklist?person=p-li&late=1',
	},
];

const units = ['执行一团队', '执行二团队', '执行三团队', '执行四团队', '综合保障团队', '速执团队', '涉企执行团队', '终本管理团队'];

const unitRow = (name: string, n: number): readonly PaperCellView[] => [
	name,
	{ number: 1200 + n * 137 },
	{ number: 1041 + n * 111 },
	{ number: 86.25 + n * 1.37, digits: 2, suffix: '%' },
	n === 3 ? null : { number: -0.31 + n * 0.2, digits: 2 },
	n % 2 === 0 ? '达到目标' : '未达到目标',
];

/** Lines of a list long enough to fill several pages. */
export const longRows = (count: number): readonly (readonly PaperCellView[])[] =>
	Array.from({ length: count }, (_, n) => [
		{ number: n + 1 },
		{ caseId: n + 1, caseNumber: `（2026）示0204执${100 + n}号` },
		units[n % units.length]!,
		['李某某', '王某', '赵某某'][n % 3]!,
		n % 5 === 0 ? '发出执行通知书、报告财产令并通过网络执行查控系统发起首次财产查询' : '发起网络查控',
		{ day: `2026-10-${String((n % 28) + 1).padStart(2, '0')}` },
		{ number: n % 40 },
		{ number: n % 4 },
		n % 7 === 0 ? '是' : '否',
		n % 9 === 0 ? '=HYPERLINK("http://x.example","点击")' : '',
	]);

const longTable = (count: number): PaperBlockView => ({
	kind: 'table',
	id: 'late-nodes',
	title: '超期节点清单',
	columns: [
		{ title: '序号', align: 'right', width: 5 },
		{ title: '案号', align: 'left', width: 20 },
		{ title: '承办部门', align: 'left', width: 13 },
		{ title: '承办人', align: 'center', width: 8 },
		{ title: '节点', align: 'left', width: 22 },
		{ title: '应完成日', align: 'center', width: 11 },
		{ title: '超期天数', align: 'right', width: 6 },
		{ title: '提醒次数', align: 'right', width: 6 },
		{ title: '是否锁死', align: 'center', width: 6 },
		{ title: '备注', align: 'left', width: 10 },
	],
	rows: longRows(count),
	note: '按超期天数由长到短排列。',
	empty: '本期没有超期节点。',
	landscape: true,
	persons: true,
});

const months = ['12月', '1月', '2月', '3月', '4月', '5月', '6月', '7月', '8月', '9月', '10月', '11月'];

const charts: readonly PaperBlockView[] = [
	{
		kind: 'chart',
		id: 'close-trend',
		title: '近十二个月执行案件结案率',
		chart: {
			kind: 'trend',
			categories: months,
			series: [
				{ name: '本院', values: [88.2, 61.4, 65.9, 70.2, 74.8, 78.1, 81.5, 84.4, 88.9, 91.3, 93.8, 95.99] },
				{ name: '全市平均', values: [86.1, 58.8, 63.2, 69.7, 73.5, 77.9, 80.2, 83.3, 86.4, 89.9, 92.4, 94.6] },
				{ name: '上年同期', values: [null, 57.1, 60.8, 66.3, 72.2, 75.4, 79.9, 81.7, 85.1, 88.6, 91.2, 93.68] },
			],
			unit: '%',
			target: { name: '目标', value: 96 },
		},
		note: '结案率自年初累计。',
	},
	{
		kind: 'chart',
		id: 'unit-bars',
		title: '各部门结案率对比',
		chart: {
			kind: 'bars',
			categories: units,
			series: [
				{ name: '本期', values: units.map((_, n) => 86.25 + n * 1.37) },
				{ name: '去年同期', values: units.map((_, n) => (n === 4 ? null : 84.1 + n * 1.1)) },
			],
			unit: '%',
			target: { name: '目标', value: 96 },
		},
	},
	{
		kind: 'chart',
		id: 'funds-age',
		title: '未发还案款的账龄',
		chart: {
			kind: 'stacked',
			categories: ['8月', '9月', '10月', '11月'],
			series: [
				{ name: '15日以内', values: [320, 280, 310, 290] },
				{ name: '16—30日', values: [120, 140, 90, 100] },
				{ name: '31—60日', values: [60, 45, 52, 40] },
				{ name: '60日以上', values: [12, 9, 4, 2] },
			],
			unit: '笔',
		},
	},
	{
		kind: 'chart',
		id: 'stages',
		title: '节点流向',
		chart: {
			kind: 'sankey',
			categories: [],
			series: [],
			unit: '件',
			flows: [
				{ from: '立案', to: '查控', value: 1199 },
				{ from: '查控', to: '处置', value: 420 },
				{ from: '查控', to: '执行完毕', value: 510 },
				{ from: '查控', to: '终本', value: 269 },
				{ from: '处置', to: '执行完毕', value: 300 },
				{ from: '处置', to: '终本', value: 120 },
				{ from: '终本', to: '查控', value: 31 },
			],
		},
	},
];

const blocks: readonly PaperBlockView[] = [
	{
		kind: 'para',
		parts: ['现将2026年第47周（11月16日至11月22日）执行工作情况通报如下。'],
	},
	{ kind: 'heading', level: 1, text: '本周总体情况' },
	{
		kind: 'para',
		parts: [
			'本周新收执行案件',
			{ ref: 'enf.new@dc' },
			'，已结',
			{ ref: 'enf.closed@dc' },
			'，执行案件结案率',
			{ ref: 'enf.close_rate@dc' },
			'，同比',
			{ ref: 'enf.close_rate@dc/yoy' },
			'，未达到96%的目标；案款到账',
			{ ref: 'fund.in@dc' },
			'，涉企案件实际执行到位率',
			{ ref: 'enf.asset@dc' },
			'。',
		],
	},
	{ kind: 'heading', level: 2, text: '各部门情况' },
	{ kind: 'heading', level: 3, text: '结案情况' },
	{
		kind: 'table',
		id: 'units',
		title: '各部门收结案情况',
		columns: [
			{ title: '部门', align: 'left', width: 26 },
			{ title: '受理（件）', align: 'right', width: 15 },
			{ title: '已结（件）', align: 'right', width: 15 },
			{ title: '结案率', align: 'right', width: 15 },
			{ title: '同比（百分点）', align: 'right', width: 17 },
			{ title: '是否达标', align: 'center', width: 16 },
		],
		rows: [
			...units.map(unitRow),
			['全院', { number: 13_436 }, { ref: 'enf.closed@dc' }, { ref: 'enf.close_rate@dc' }, { ref: 'enf.close_rate@dc/yoy' }, '未达到目标'],
		],
		strong: [8],
		note: '受理为旧存与新收之和。',
		empty: '本期没有部门数据。',
	},
	...charts,
	{
		kind: 'table',
		id: 'seals',
		title: '七日内到期的查封',
		columns: [{ title: '案号', align: 'left', width: 1 }],
		rows: [],
		empty: '七日内没有到期的查封。',
	},
	{
		kind: 'slot',
		id: 'problems',
		title: '存在的问题',
		paragraphs: [
			['李某某承办的案件有', { ref: 'late@dc/li' }, '节点超期，列全院第一。'],
			['一是个别部门对新收案件未在十日内发起网络查控 <b>& "引号"</b>，超期提醒后仍未办理。'],
		],
	},
	{
		kind: 'slot',
		id: 'demands',
		title: '下周工作要求',
		paragraphs: [['一要紧盯结案率，执行一团队于11月27日前结清超期案件。'], ['二要清理案款，三要严守节点期限。']],
		edited: true,
	},
	{ kind: 'note', text: '以上数据由执行指挥中心汇总。' },
];

const draft: PaperView = {
	kind: 'weekly',
	kindName: '周通报',
	court: 'dc',
	courtName: '东川县人民法院',
	periodLabel: '2026年第47周',
	title: '关于2026年第47周执行工作情况的通报',
	addressees: '本院各部门',
	blocks,
	annexes: [longTable(70)],
	figures,
	notes: ['数据来源：执行办案系统、案款系统。', '标注口径待核的指标，定义尚未经上级法院确认。'],
	cutOffAt: '2026-11-22T16:00:00.000Z',
	madeAt: '2026-11-22T22:10:00.000Z',
	rulebookVersion: '2026.3',
	definitionVersion: '5',
	version: 1,
};

const issued: PaperView = { ...draft, number: '东川法执通〔2026〕47号', issuedOn: '2026-11-23' };

const corrected: PaperView = {
	...issued,
	number: '东川法执通〔2026〕52号',
	issuedOn: '2026-11-25',
	version: 2,
	corrects: { number: '东川法执通〔2026〕47号', reason: '11月20日迟到的3件结案登记已计入，结案率相应更正' },
};

/** The paper as a draft, as it was corrected, without lists, or (otherwise) as it was issued. */
export function paperView(variant: string): PaperView {
	if (variant === 'draft') return draft;
	if (variant === 'corrected') return corrected;
	if (variant === 'empty') return { ...issued, annexes: [longTable(0)] };
	return issued;
}
