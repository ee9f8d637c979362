// Invented from end to end. The gallery draws the heat map and a case that went to another court from them.
import type { CasePageView, CheckRowView, EventView, NodeView } from '../contract/case-page.ts';
import type { HeatCellView, HeatMapView } from '../contract/heat-map.ts';
import { dayNumber, dayText } from './days.ts';
import { casePage } from './fixtures.ts';

const first = dayNumber('2026-12-14');
const weekdays = ['日', '一', '二', '三', '四', '五', '六'];
const names = [
	'李见川',
	'钱仲谋',
	'赵以宁',
	'欧阳书珩',
	'司马若蘅',
	'阿卜杜热西提·买买提江',
	'郑怀远',
	'周柏衡',
	'沈知序',
	'顾南乔',
	'林疏桐',
	'温如故',
];

const days: readonly Omit<HeatMapView['days'][number], 'total'>[] = Array.from({ length: 30 }, (_, index) => {
	const day = dayText(first + index);
	const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
	const isRest = weekday === 0 || weekday === 6;
	const isMakeUp = day === '2026-12-26';
	const isNewYear = day === '2027-01-01';
	return {
		day,
		weekday: weekdays[weekday]!,
		...(isMakeUp ? { mark: '班' as const } : isRest || isNewYear ? { mark: '休' as const } : {}),
		...(isNewYear ? { name: '元旦' } : {}),
		unknown: day >= '2027-01-01',
	};
});

const countAt = (row: number, column: number): number => {
	if (days[column]!.mark === '休') return row === 2 && column === 6 ? 1 : 0;
	const wave = ((row * 7 + column * 5) % 11) - 4 - Math.floor(row / 3);
	return Math.max(0, wave + (column === 17 ? 6 : 0));
};

const rows = names
	.map((handlerName, row) => {
		const counts = days.map((_, column) => countAt(row, column));
		return {
			handler: row === 11 ? '' : `p-${row}`,
			handlerName: row === 11 ? '未定承办人' : handlerName,
			courtName: row % 2 === 0 ? '东川县人民法院' : '示范市高新技术产业开发区人民法院',
			unitName: '执行一团队',
			total: counts.reduce((sum, count) => sum + count, 0),
			counts,
			locking: counts.map((count, column) => (count > 1 && (row + column) % 3 === 0 ? 1 : 0)),
		};
	})
	.sort((a, b) => b.total - a.total);

/** A full map over the turn of the year. */
export const heatView: HeatMapView = {
	court: 'sf-m1',
	courtName: '示范市中级人民法院',
	courts: [
		{ code: 'sf-m1', name: '示范市中级人民法院' },
		{ code: 'sf-b4', name: '东川县人民法院' },
	],
	asOf: '2026-12-14T00:30:00.000Z',
	days: days.map((day, column) => ({ ...day, total: rows.reduce((sum, row) => sum + row.counts[column]!, 0) })),
	rows,
	most: Math.max(...rows.flatMap(({ counts }) => counts)),
	more: 7,
};

/** A map with nothing on it. */
export const emptyHeatView: HeatMapView = {
	...heatView,
	days: heatView.days.map((day) => ({ ...day, total: 0 })),
	rows: [],
	most: 0,
	more: 0,
};

/** The nodes behind a cell. */
export const heatCell: HeatCellView = {
	total: 214,
	rows: Array.from({ length: 14 }, (_, index) => ({
		nodeId: `n-${index}`,
		caseId: 1187 + index,
		caseNumber: `（2026）示0204执${1187 + index * 13}号`,
		nodeName: index % 4 === 3 ? '跨域立案管辖法院收到协作法院补充移送的立案材料后作出是否受理的决定' : '启动拍卖',
		clockName: '法定期限',
		dueOn: dayText(first + 3 + index),
		locks: index % 3 === 0,
		provisional: index > 10,
		unconfirmed: index % 5 === 4,
		...(index === 7 ? {} : { handlerName: names[index % names.length]! }),
	})),
};

const [sample] = casePage.nodes;
const nodeAt = (index: number): NodeView => {
	const startedOn = dayText(dayNumber('2026-03-02') + index * 5);
	const dueOn = dayText(dayNumber(startedOn) + 20);
	const phase = index % 9 === 8 ? ('met-late' as const) : index % 11 === 10 ? ('void' as const) : ('met' as const);
	return {
		...sample!,
		id: `moved/${index}`,
		name: `节点 ${index + 1}`,
		phase,
		phaseName: { 'met-late': '超期完成', void: '不适用', met: '按期完成' }[phase],
		startedOn,
		...(phase === 'void'
			? { voidText: '案件移送，由接收法院重新计算', courtName: '北原市人民法院' }
			: { endedOn: dayText(dayNumber(startedOn) + (phase === 'met' ? 12 : 26)) }),
		clocks: sample!.clocks.map((clock) => ({ ...clock, startedOn, dueOn, overdueDays: phase === 'met-late' ? 6 : 0, ledger: [] })),
	};
};

const movedNodes: readonly NodeView[] = casePage.nodes.map((node) =>
	node.node !== 'enf-close'
		? node
		: {
				...node,
				clocks: node.clocks.map((clock) => ({
					...clock,
					dueOn: '2027-02-26',
					grossDueOn: '2026-09-02',
					layers: ['示范市中级人民法院 示中法〔2026〕17号 改期限（辖区交通不便）'],
					ledger: [
						...clock.ledger,
						{ kind: 'exclusion' as const, from: '2026-11-02', days: 0, documentNo: '（2026）示0204执异63号' },
						{ kind: 'extension' as const, from: '2026-11-26', to: '2027-02-26', days: 92, documentNo: '示0204执延9号' },
					],
				})),
			},
);

const eventOf = (seq: number, on: string, type: string, name: string, text: string): EventView => ({
	seq,
	type,
	name,
	on,
	source: 'zxban-01',
	held: false,
	withdrawn: false,
	text,
});

const checkOf = (state: CheckRowView['state'], stateName: string, name: string, part: Partial<CheckRowView> = {}): CheckRowView => ({
	code: name,
	name,
	state,
	stateName,
	gates: '结案',
	text: '事先须有终本约谈或无需终本约谈，已有0次',
	unconfirmed: false,
	basis: '全国法院执行办案系统终本核查规则第八项',
	...part,
});

/** A case of fifty nodes that went to another court, with stops, extensions, gates. */
export const movedCase: CasePageView = {
	...casePage,
	nodes: [...Array.from({ length: 40 }, (_, index) => nodeAt(index)), ...movedNodes],
	transfers: [
		{
			fromName: '北原市人民法院',
			toName: '东川县人民法院',
			on: '2026-04-08',
			receivedOn: '2026-04-14',
			ground: '被执行人主要财产所在地在东川县',
			modeName: '指令执行',
		},
		{
			fromName: '东川县人民法院',
			toName: '示范市中级人民法院',
			on: '2026-11-18',
			ground: '标的额较大、辖区社会关注',
			modeName: '提级执行',
		},
	],
	checks: [
		checkOf('breached', '未满足即办理', '经济影响评估（执行阶段，启动处置以前）', {
			gates: '启动确定参考价',
			doneOn: '2026-05-13',
			subject: 'A1',
			text: '事先须有提交经济影响评估表，已有0次',
		}),
		checkOf('missing', '尚缺', '终本约谈'),
		checkOf('open', '可以办理', '延缓发放的批准时间', { unconfirmed: true, gates: '批准并登记延缓发放' }),
		checkOf('passed', '办理时符合', '拍卖公告前通知当事人', { gates: '发布拍卖公告', doneOn: '2026-11-02' }),
	],
	events: [
		eventOf(1, '2026-04-08', 'case-transferred', '案件移送', '事由：被执行人主要财产所在地在东川县'),
		eventOf(2, '2026-07-06', 'exclusion-started', '期限扣除开始', '执行异议审查（2026）示0204执异41号'),
		eventOf(3, '2026-09-28', 'exclusion-ended', '期限扣除结束', ''),
		eventOf(4, '2026-10-09', 'case-locked', '程序锁死', '启动拍卖（A1）'),
		eventOf(5, '2026-10-12', 'lock-reviewed', '锁死复核', '意见：维持锁死'),
		eventOf(6, '2026-11-02', 'exclusion-started', '期限扣除开始', '案外人异议（2026）示0204执异63号'),
		eventOf(7, '2026-11-16', 'extension-granted', '批准延长期限', '文号 示0204执延9号'),
		eventOf(8, '2026-11-18', 'case-transferred', '案件移送', '事由：标的额较大、辖区社会关注'),
		eventOf(9, '2026-11-19', 'unlock-requested', '申请解锁', ''),
	],
};
