// Invented from end to end: courts, people, numbers.
import type { OrderBoxView, OrderFormView, OrderKind, OrderPage, OrderRowView } from '../contract/orders.ts';
import { caseNumber, courts } from './fixtures-supervise.ts';

const kindNames: Readonly<Record<OrderKind, string>> = { enforce: '督促执行令', item: '督办事项', president: '院长督办令' };
const orderRow = (kind: OrderKind, part: Partial<OrderRowView>): OrderRowView => ({
	id: `o-${kind}`,
	kind,
	kindName: kindNames[kind],
	number: kind === 'enforce' ? '（2026）示02督令3号' : kind === 'item' ? '（2026）示02督办18号' : '（2026）示0204院督2号',
	title: '申请执行人反映查封房产七个月未启动处置',
	courtName: kind === 'president' ? '东川县人民法院' : '示范市中级人民法院',
	toName: kind === 'president' ? '民事审判第二庭' : '东川县人民法院',
	state: 'received',
	stateName: '已签收',
	dueOn: '2026-12-05',
	movedAt: '2026-11-20T02:10:00.000Z',
	mine: true,
	...part,
});
const enforceOrder = orderRow('enforce', { caseId: 1, caseNumber: caseNumber(261) });

/** The box of orders. */
export const orderBoxView: OrderBoxView = {
	box: 'all',
	rows: [
		enforceOrder,
		orderRow('item', { title: '案款到账三十日未发放的说明', dueOn: '2026-11-13', lateDays: 7, escalatedOn: '2026-11-14' }),
		orderRow('president', { title: '连续三个月结案率末位', state: 'planned', stateName: '已报整改方案', mine: false }),
		{
			...orderRow('enforce', { id: 'o-2', title: '终本案件恢复执行申请未答复', state: 'draft', stateName: '拟稿' }),
			number: undefined,
		} as unknown as OrderRowView,
		orderRow('item', { id: 'o-3', title: '财产线索逾期未核查', state: 'closed', stateName: '已办结', mine: false }),
	],
	waiting: 3,
	mayDraft: [
		{ kind: 'enforce', name: '督促执行令' },
		{ kind: 'item', name: '督办事项' },
	],
};

/** What each kind of paper says. */
const words = {
	enforce: {
		opening: `申请执行人就你院${caseNumber(261)}一案申请执行监督，理由为：申请执行人反映查封房产七个月未启动处置。本院经审查，情况如下：`,
		body: [
			'该案2026年3月18日查封被执行人名下房产一处，首封，至今未启动确定参考价程序，已逾法定期限七个月，无中止、暂缓事由。',
			'你院应当立即启动参考价程序，依法处置查封房产。',
		],
		demand: '责令你院于2026年12月5日前执行，并将执行情况书面报告本院。',
		basis: '《中华人民共和国民事诉讼法》第二百三十七条',
		closing: '逾期未执行且无正当理由的，本院将裁定提级执行或者指令其他人民法院执行。',
	},
	item: {
		opening: '现就案款到账三十日未发放的说明一事予以督办：',
		body: ['截至2026年11月3日，你院有四笔案款到账超过三十日尚未发放。请逐笔说明原因和发放时间。'],
		demand: '请于2026年11月13日前通过平台反馈办理情况。',
		basis: '执行指挥中心督办工作规定',
		closing: '逾期未反馈的，将报你院分管院领导并通报。',
	},
	president: {
		opening: '关于连续三个月结案率末位，现通报情况并提出要求如下：',
		body: ['本庭2026年8月至10月结案率连续三个月居全院末位。', '应当查明原因，逐案制定整改措施，责任到人。'],
		demand: '请于2026年12月5日前报送整改方案，写明整改措施、责任人和时限。',
		basis: '审判质效定期督导制度',
	},
} as const;

/** One order of each kind. */
export function orderPageView(kind: OrderKind): OrderPage {
	const titles = { enforce: '督 促 执 行 令', item: '执行督办事项通知', president: '院 长 督 办 令' };
	const order = kind === 'enforce' ? enforceOrder : orderBoxView.rows.find((row) => row.kind === kind)!;
	return {
		order,
		...(kind === 'enforce' ? { nodeId: 'k/enf-price-start/A1/1', nodeName: '启动确定参考价' } : {}),
		waitsFor: `${order.toName}执行局长`,
		moves:
			kind === 'president'
				? []
				: kind === 'enforce'
					? [
							{ move: 'find-executed', name: '认定已执行', text: '认定理由', dueOn: false, grave: false },
							{ move: 'find-not-executed', name: '认定未执行', text: '认定理由', dueOn: false, grave: false },
						]
					: [{ move: 'answer', name: '反馈', text: '反馈内容', dueOn: false, grave: false }],
		steps: [
			{
				move: 'draft',
				name: '拟稿',
				byName: '周柏衡',
				roleName: '解锁审批人',
				courtName: order.courtName,
				at: '2026-11-17T01:20:00.000Z',
				text: '',
			},
			{
				move: 'sign',
				name: '签发',
				byName: '何立言',
				roleName: '分管院领导',
				courtName: order.courtName,
				at: '2026-11-18T03:00:00.000Z',
				text: '',
			},
			{
				move: 'send',
				name: '发出并告知申请执行人',
				byName: '周柏衡',
				roleName: '解锁审批人',
				courtName: order.courtName,
				at: '2026-11-18T08:40:00.000Z',
				text: '11月18日电话告知申请执行人，并寄送副本。',
			},
			...(kind === 'item'
				? [
						{
							move: 'escalate',
							name: '逾期未反馈，升级',
							byName: '系统',
							roleName: '',
							courtName: order.toName,
							at: '2026-11-13T16:00:10.000Z',
							text: '限 2026-11-13 前反馈，逾期未反馈，报分管院领导',
						},
					]
				: []),
			{
				move: 'receive',
				name: '签收',
				byName: '郑怀远',
				roleName: '执行局长',
				courtName: order.toName,
				at: '2026-11-19T01:05:00.000Z',
				text: '',
			},
		],
		paper: {
			heading: order.courtName,
			title: titles[kind],
			number: order.number ?? '（拟稿，未编号）',
			addressee: order.toName,
			...words[kind],
			...(kind === 'president' ? { signer: '秦岳' } : {}),
			signature: kind === 'item' ? `${order.courtName}执行指挥中心` : order.courtName,
			date: '2026年11月18日',
			...(kind === 'enforce' ? { copyTo: '申请执行人' } : {}),
		},
	};
}

/** The form for a new order about a case. */
export const orderFormView: OrderFormView = {
	kinds: [
		{
			kind: 'enforce',
			name: '督促执行令',
			what: '上级法院责令执行法院在一定期限内执行，告知申请执行人；逾期仍不执行的，可以裁定提级执行或者指令其他法院执行。',
			courts: [{ ...courts[0]!, to: courts.slice(1) }],
		},
		{
			kind: 'item',
			name: '督办事项',
			what: '上级法院执行指挥中心向下级法院下发，限期反馈；逾期未反馈的，报执行局长的上级并标注。',
			courts: [{ ...courts[0]!, to: courts.slice(1) }],
		},
		{
			kind: 'president',
			name: '院长督办令',
			what: '院长向本院部门签发，限期报整改方案，检查验收后办结。',
			courts: [{ ...courts[0]!, to: [{ code: 'u1', name: '执行一团队' }] }],
		},
	],
	case: {
		id: 1,
		caseNumber: caseNumber(261),
		court: 'sf-b4',
		courtName: '东川县人民法院',
		nodes: [
			{ id: 'n1', name: '启动确定参考价', overdue: true },
			{ id: 'n2', name: '执行结案', overdue: false },
		],
	},
	today: '2026-11-20',
};
