// Invented from end to end: courts, documents, people. The gallery draws the rule pages from them.
import type { CheckView, LayerView, RuleClockView, RulesPageView, RuleView } from '../contract/rules-page.ts';

const court = 'sf-b4';
const courtName = '东川县人民法院';
const sections = ['一、立案与接收', '五、财产处置', '六、案款', '本院增设'];

const clockOf = (part: Partial<RuleClockView> & Pick<RuleClockView, 'limit' | 'start' | 'basis'>): RuleClockView => ({
	clock: 'limit',
	clockName: part.clock === 'management' ? '内控期限' : '法定期限',
	variants: [],
	warn: '届满前 3、1 日',
	stops: false,
	locks: false,
	lockable: false,
	unconfirmed: false,
	source: 'L',
	sourceName: '法律、司法解释原文',
	layers: [],
	example: [
		{
			label: '起算',
			text: `${part.start}之日2026年11月20日不计入期间，自次日2026年11月21日起算`,
			day: '2026-11-21',
			source: '民事诉讼法第八十五条第二款',
		},
		{ label: '期限', text: `${part.limit}，至2026年12月5日`, day: '2026-12-05' },
		{ label: '顺延', text: '2026年12月5日为星期六，顺延至2026年12月7日', day: '2026-12-07', source: '民事诉讼法第八十五条第三款' },
		{ label: '届满日', text: '2026年12月7日（星期一），当日完成仍为按期，次日零时起超期', day: '2026-12-07' },
	],
	...part,
});

const ruleOf = (part: Partial<RuleView> & Pick<RuleView, 'code' | 'name' | 'section' | 'clocks'>): RuleView => ({
	from: '2018-01-01',
	applies: '案件：首次执行、恢复执行',
	ends: '分案',
	optional: false,
	perCourt: false,
	survivesClosing: false,
	versions: [],
	...part,
});

const own = { courtName, document: '东川法院〔2026〕3号' };
const city = { courtName: '示范市中级人民法院', document: '示中法〔2026〕17号' };

const rules: readonly RuleView[] = [
	ruleOf({
		code: 'enf-allocate',
		name: '分案',
		section: sections[0]!,
		perCourt: true,
		clocks: [
			clockOf({ limit: '7日', start: '立案', basis: '最高人民法院关于人民法院办理执行案件若干期限的规定（法发〔2006〕35号）第二条' }),
			clockOf({
				clock: 'management',
				limit: '3日',
				start: '立案',
				basis: '法院流程管理要求：立案后三日内分案',
				source: 'S0',
				sourceName: '立项材料一',
			}),
		],
	}),
	ruleOf({
		code: 'enf-filing-cross-region-complement-materials',
		name: '跨域立案管辖法院收到协作法院补充移送的立案材料后作出是否受理的决定并反馈',
		section: sections[0]!,
		optional: true,
		applies: '案件：首次执行、恢复执行、财产保全执行；立案方式：跨域；不适用于 涉企：涉小微、涉绿色重点保护',
		ends: '立案、不予受理执行申请、退回协作法院补充材料',
		clocks: [
			clockOf({
				clock: 'management',
				limit: '15分钟',
				start: '收到跨域立案材料（第几次：1）',
				manner: '只计工作时间',
				basis: '法院流程管理要求',
				source: 'S0',
				sourceName: '立项材料一',
			}),
		],
	}),
	ruleOf({
		code: 'enf-auction-start',
		name: '启动拍卖',
		section: sections[1]!,
		subject: 'assetId',
		ends: '启动拍卖（第几次：1）、解除查封、裁定以物抵债、移交财产',
		clocks: [
			clockOf({
				limit: '7日',
				start: '参考价确定',
				locks: true,
				lockable: true,
				stops: true,
				basis: '最高人民法院关于人民法院确定财产处置参考价若干问题的规定（法释〔2018〕15号）第三十条',
				layers: [{ ...own, did: '改期限' }],
			}),
		],
		versions: [{ from: '2018-09-01', limits: '法定期限 10日' }],
	}),
	ruleOf({
		code: 'enf-quick-disposal',
		name: '查封房产处置总时限',
		section: sections[1]!,
		subject: 'assetId',
		clocks: [
			clockOf({
				clock: 'management',
				limit: '90日',
				start: '查封扣押冻结（查封顺位：1；拟处置：是）',
				locks: true,
				lockable: true,
				stops: true,
				unconfirmed: true,
				basis: '地方规定：自查封之日起九十日内处置（其他法院规定，待本院确认）',
				source: 'P,S4',
				sourceName: '公开网页；立项材料五',
			}),
		],
	}),
	ruleOf({
		code: 'fund-pay',
		name: '案款发放',
		section: sections[2]!,
		subject: 'receiptId',
		survivesClosing: true,
		ends: '发放、提存、退还合计达到到账数额',
		clocks: [
			clockOf({
				clock: 'management',
				limit: '20日',
				start: '案款到账',
				locks: true,
				lockable: true,
				basis: '法院案款管理要求：到账后十五日内发放',
				source: 'S1',
				sourceName: '立项材料二',
				layers: [{ ...city, did: '改期限', why: '辖区乡镇法庭案款由县院集中发放，银行对账周期较长' }],
			}),
			clockOf({
				limit: '30日',
				start: '案款到账',
				unconfirmed: true,
				basis: '执行款物管理工作的规定（法发〔2017〕6号）第十条（条文待核）',
				source: 'M',
				sourceName: '凭记忆，未核对原文',
				variants: [{ when: '紧急：是', limit: '48小时', unconfirmed: true }],
			}),
		],
	}),
	ruleOf({
		code: 'dc-village-notice',
		name: '乡镇联络员告知',
		section: sections[3]!,
		from: '2026-03-01',
		clocks: [
			clockOf({
				clock: 'management',
				limit: '5个工作日',
				start: '发出执行通知书',
				lockable: true,
				basis: '东川法院〔2026〕3号第六条',
				source: 'X',
				sourceName: '建议值',
				layers: [{ ...own, did: '增设' }],
			}),
		],
	}),
];

const checks: readonly CheckView[] = [
	{
		code: 'enf-zb-check-query',
		name: '终本以前三个月内完整网络查控',
		section: sections[1]!,
		from: '2018-01-01',
		applies: '案件：首次执行、恢复执行',
		gates: '结案（方式：终本）',
		requires: '3个月内须有网络查控反馈',
		basis: '全国法院执行办案系统核查规则',
		source: 'C',
		unconfirmed: false,
	},
	{
		code: 'fund-delay-approve',
		name: '延缓发放的批准时间',
		section: sections[2]!,
		from: '2017-05-01',
		applies: '全部案件',
		gates: '批准并登记延缓发放',
		requires: '1个月内须有案款到账',
		basis: '法发〔2017〕6号第十条（条文待核）',
		source: 'M',
		unconfirmed: true,
	},
];

/** The text of a layer with long lines. */
export const layerText = `# 东川县人民法院执行期限管理办法
court: sf-b4
issued: 2026-02-10
document: 东川法院〔2026〕3号
change:
  - { node: enf-auction-start, clock: limit, from: 2026-03-01, limit: 7 }
  - { node: fund-pay, clock: management, from: 2026-03-01, limit: 20, why: 辖区乡镇法庭案款由县院集中发放，银行对账周期较长，经审判委员会讨论决定 }
confirm:
  - { node: enf-quick-disposal, clock: management, from: 2026-03-01 }
`;

const layerOf = (part: Partial<LayerView>): LayerView => ({
	court,
	courtName,
	document: own.document,
	issued: '2026-02-10',
	version: '2026-02-10-4475dc43a1d5',
	loadedAt: '2026-02-12T01:20:00.000Z',
	loadedBy: '沈知序',
	text: layerText,
	inForce: true,
	...part,
});

const layers: readonly LayerView[] = [
	layerOf({ court: 'sf-m1', courtName: city.courtName, document: city.document, version: '2026-01-06-0b1f77c2d9aa', issued: '2026-01-06' }),
	layerOf({ document: '东川法院〔2025〕11号', issued: '2025-05-20', version: '2025-05-20-91c0aa63be20', inForce: false }),
	layerOf({}),
];

/** The rule page of an invented court. */
export const rulesView: RulesPageView = {
	court,
	courtName,
	courts: [
		{ code: 'sf-m1', name: city.courtName },
		{ code: court, name: courtName },
	],
	version: '2026-11-20-4475dc43a1d5+2026-02-10-4475dc43a1d5',
	sections,
	rules,
	checks,
	layers,
	counts: { nodes: rules.length, unconfirmed: 2, locking: 2, optional: 1 },
	mayLoad: true,
};

/** The same court before anything was loaded. */
export const bareRulesView: RulesPageView = { ...rulesView, layers: [], checks: [], mayLoad: false, version: '2026-11-20-4475dc43a1d5' };
