// Invented from end to end: courts, people, numbers.
import type { ClockView, DueLine, NodeView } from '../contract/case-page.ts';

export const caseNumber = '（2026）示0204执1187号';
const key = caseNumber;
const line = (label: string, text: string, source?: string): DueLine => ({ label, text, ...(source ? { source } : {}) });
const firstDay = '民事诉讼法第八十五条第二款';
const restDay = '民事诉讼法第八十五条第三款';

function clockOf(part: Partial<ClockView> & Pick<ClockView, 'startedOn' | 'limitText' | 'basis'>): ClockView {
	return {
		clock: 'limit',
		clockName: part.clock === 'management' ? '内控期限' : '法定期限',
		frozen: false,
		provisional: false,
		unconfirmed: false,
		locks: part.clock !== 'management',
		reminders: 0,
		source: 'L',
		lines: [],
		ledger: [],
		...part,
	};
}

const phaseNames: Record<NodeView['phase'], string> = {
	pending: '待办',
	warning: '预警',
	overdue: '超期',
	met: '按期完成',
	'met-late': '超期完成',
	void: '不适用',
};

function nodeOf(
	code: string,
	name: string,
	phase: NodeView['phase'],
	startedOn: string,
	endedOn: string | undefined,
	clocks: ClockView[],
	subject?: string,
): NodeView {
	return {
		id: `${key}/${code}/${subject ?? '-'}/1`,
		node: code,
		name,
		...(subject ? { subject } : {}),
		n: 1,
		phase,
		phaseName: phaseNames[phase],
		startedOn,
		...(endedOn ? { endedOn } : {}),
		clocks,
		awaitingFeed: false,
		isLockCause: code === 'enf-auction-start',
	};
}

const rule35 = '最高人民法院关于人民法院办理执行案件若干期限的规定（法发〔2006〕35号）';
const priceRule = '最高人民法院关于人民法院确定财产处置参考价若干问题的规定（法释〔2018〕15号）';

export const nodes: readonly NodeView[] = [
	nodeOf('enf-allocate', '分案', 'met', '2026-03-02', '2026-03-03', [
		clockOf({
			clock: 'management',
			startedOn: '2026-03-02',
			dueOn: '2026-03-05',
			limitText: '3日',
			basis: '法院流程管理要求：立案后三日内分案',
			source: 'S0',
		}),
		clockOf({ startedOn: '2026-03-02', dueOn: '2026-03-09', limitText: '7日', basis: `${rule35}第二条`, source: 'P', locks: false }),
	]),
	nodeOf('enf-notice', '发出执行通知书', 'met', '2026-03-02', '2026-03-04', [
		clockOf({
			clock: 'management',
			startedOn: '2026-03-03',
			dueOn: '2026-03-06',
			limitText: '3日',
			basis: `${rule35}第四条`,
			source: 'P,C',
		}),
		clockOf({ startedOn: '2026-02-28', dueOn: '2026-03-10', limitText: '10日', basis: '民事诉讼法解释第四百八十条' }),
	]),
	nodeOf('enf-net-query-first', '首次网络查控', 'met', '2026-03-02', '2026-03-02', [
		clockOf({ startedOn: '2026-03-02', dueOn: '2026-03-12', limitText: '10日', basis: '全国法院执行办案系统核查规则', source: 'C' }),
	]),
	nodeOf('enf-trad-query-done', '完成传统查控', 'met-late', '2026-03-04', '2026-04-09', [
		clockOf({
			clock: 'management',
			startedOn: '2026-03-04',
			dueOn: '2026-04-07',
			limitText: '1个月',
			basis: `${rule35}第六条`,
			source: 'P',
			overdueDays: 2,
			reminders: 3,
			locks: false,
		}),
		clockOf({
			startedOn: '2026-03-02',
			dueOn: '2026-05-06',
			limitText: '60日',
			basis: '地方规定：自立案之日起六十日内完成财产调查（待本院确认）',
			source: 'P',
			unconfirmed: true,
			locks: false,
		}),
	]),
	nodeOf(
		'enf-price-start',
		'启动确定参考价',
		'met',
		'2026-04-20',
		'2026-05-13',
		[clockOf({ startedOn: '2026-04-20', dueOn: '2026-05-20', limitText: '30日', basis: `${priceRule}第一条` })],
		'A1',
	),
	nodeOf(
		'enf-auction-start',
		'启动拍卖',
		'overdue',
		'2026-06-28',
		undefined,
		[
			clockOf({
				startedOn: '2026-06-28',
				dueOn: '2026-10-08',
				limitText: '10日',
				basis: `${priceRule}第三十条`,
				overdueDays: 43,
				reminders: 5,
				ledger: [
					{ kind: 'exclusion', from: '2026-07-06', to: '2026-09-28', days: 85, documentNo: '（2026）示0204执异41号' },
					{ kind: 'roll', from: '2026-10-01', to: '2026-10-08', days: 7 },
				],
				lines: [
					line('起算', '参考价确定之日2026年6月28日不计入期间，自次日2026年6月29日起算', firstDay),
					line('期限', '10日，至2026年7月8日', `${priceRule}第三十条`),
					line('扣除', '执行异议审查（文号：（2026）示0204执异41号），2026年7月6日至2026年9月28日共85日，至2026年10月1日'),
					line('顺延', '2026年10月1日为国庆节休假，顺延至2026年10月8日', restDay),
					line('届满日', '2026年10月8日（星期四），当日完成仍为按期，次日零时起超期'),
				],
			}),
		],
		'A1',
	),
	nodeOf(
		'enf-quick-disposal',
		'查封房产处置总时限',
		'overdue',
		'2026-04-20',
		undefined,
		[
			clockOf({
				clock: 'management',
				startedOn: '2026-04-20',
				dueOn: '2026-10-12',
				limitText: '90日',
				basis: '地方规定：自查封之日起九十日内处置（待本院确认）',
				source: 'P,S4',
				unconfirmed: true,
				locks: false,
				overdueDays: 39,
				reminders: 3,
				ledger: [{ kind: 'exclusion', from: '2026-07-06', to: '2026-09-28', days: 85 }],
				lines: [
					line('起算', '查封之日2026年4月20日不计入期间，自次日2026年4月21日起算', firstDay),
					line('期限', '90日，至2026年7月19日'),
					line('扣除', '2026年7月6日至2026年9月28日共85日，至2026年10月12日'),
				],
			}),
		],
		'A1',
	),
	nodeOf(
		'enf-pay-done',
		'案款发放',
		'warning',
		'2026-11-09',
		undefined,
		[
			clockOf({
				clock: 'management',
				startedOn: '2026-11-09',
				dueOn: '2026-11-24',
				limitText: '15日',
				basis: '法院案款管理要求：到账后十五日内发放',
				source: 'S1',
				locks: true,
				reminders: 1,
				lines: [
					line('起算', '案款到账之日2026年11月9日不计入期间，自次日2026年11月10日起算', firstDay),
					line('期限', '15日，至2026年11月24日'),
				],
			}),
			clockOf({
				startedOn: '2026-11-09',
				dueOn: '2026-12-09',
				limitText: '30日',
				basis: '最高人民法院关于执行款物管理工作的规定（法发〔2017〕6号）第十条',
				source: 'M',
				unconfirmed: true,
				locks: false,
			}),
		],
		'R3',
	),
	nodeOf(
		'seal-expiry-immovable',
		'不动产查封到期',
		'pending',
		'2026-04-20',
		undefined,
		[
			clockOf({
				startedOn: '2026-04-20',
				dueOn: '2029-04-19',
				limitText: '3年',
				basis: '民事诉讼法解释第四百八十五条',
				locks: false,
				lines: [line('期限', '文书载明到期日为2029年4月19日，不顺延、不扣除、不另行推算')],
			}),
		],
		'A1',
	),
	nodeOf('enf-close', '执行结案', 'pending', '2026-03-02', undefined, [
		clockOf({
			startedOn: '2026-03-02',
			dueOn: '2026-11-26',
			limitText: '6个月',
			basis: `${rule35}第一条`,
			source: 'P,L',
			reminders: 4,
			ledger: [{ kind: 'exclusion', from: '2026-07-06', to: '2026-09-28', days: 85 }],
			lines: [
				line('起算', '立案之日2026年3月2日不计入期间，自次日2026年3月3日起算', firstDay),
				line('期限', '6个月，至2026年9月2日', `${rule35}第一条`),
				line('扣除', '执行异议审查，2026年7月6日至2026年9月28日共85日，至2026年11月26日'),
			],
		}),
	]),
];
