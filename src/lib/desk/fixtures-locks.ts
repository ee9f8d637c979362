// Invented from end to end: courts, people, numbers.
import type { HandLockView, LockFilter, LockRegisterRow, LockRegisterView } from '../contract/lock-register.ts';

const courts = [
	{ code: 'sf-i1', name: '示范市中级人民法院' },
	{ code: 'sf-b1', name: '甲区人民法院' },
	{ code: 'sf-b3', name: '丙区人民法院' },
	{ code: 'sf-b4', name: '东川县人民法院' },
	{ code: 'sf-b7', name: '西陵县人民法院' },
];

type Short = [
	n: number,
	court: string,
	handler: string,
	node: string,
	subject: string,
	lockedOn: string,
	releasedOn: string,
	part: Partial<LockRegisterRow>,
];
const waiting = (phaseName: string, turnName?: string) => ({ request: { id: 'R1', phaseName, ...(turnName ? { turnName } : {}) } });
const ended = (outcome: NonNullable<LockRegisterRow['outcome']>, outcomeName: string, newDueOn?: string[]): Partial<LockRegisterRow> => ({
	...{ state: 'released', stateName: '已解锁', outcome, outcomeName },
	...(newDueOn ? { newDueOn } : {}),
});
const short: Short[] = [
	[1187, '东川县人民法院', '李见川', '启动拍卖', 'A1', '2026-11-18', '', waiting('审批中', '示范市中级人民法院解锁审批人')],
	[1542, '西陵县人民法院', '周晚舟', '发出执行通知书', '', '2026-11-16', '', { soft: true }],
	[302, '甲区人民法院', '赵以宁', '启动确定参考价', 'A3', '2026-11-09', '', { repeat: 1, ...waiting('不予解锁') }],
	[560, '丙区人民法院', '孙允文', '财产线索核查', 'C2', '2026-11-05', '', { state: 'review', stateName: '补录待核' }],
	[2260, '东川县人民法院', '钱仲谋', '案款发放', 'K7', '2026-10-30', '2026-11-06', ended('granted', '同意解锁', ['2026-11-20'])],
	[
		871,
		'西陵县人民法院',
		'吴青禾',
		'发出执行通知书',
		'',
		'2026-10-28',
		'2026-10-29',
		{ soft: true, ...ended('met', '节点办结，自动解锁') },
	],
	[1029, '甲区人民法院', '郑书远', '启动网络查控', '', '2026-10-21', '2026-10-22', ended('voided', '复核撤销')],
	[
		95,
		'丙区人民法院',
		'冯既白',
		'执行结案',
		'',
		'2026-10-15',
		'2026-11-02',
		{ byHand: { byName: '严值班', reason: '长期未结，多次催办' }, ...ended('granted', '同意解锁', ['2026-12-02']) },
	],
	[
		1310,
		'东川县人民法院',
		'李见川',
		'第二次拍卖',
		'A1',
		'2026-10-12',
		'2026-10-19',
		{ repeat: 2, ...ended('granted', '同意解锁', ['2026-11-15']) },
	],
];

const dayMs = 86_400_000;
const rows: readonly LockRegisterRow[] = short.map(([n, courtName, handlerName, nodeName, subject, lockedOn, releasedOn, part], index) => ({
	id: `L${index}`,
	caseId: index + 1,
	caseNumber: `（2026）示020${(index % 4) + 1}执${n}号`,
	courtName,
	handlerName,
	...{ state: 'active', stateName: '已锁死', soft: false, repeat: 0, deciderName: '示范市中级人民法院' },
	causes: [
		{ nodeId: `c/${index}`, nodeName, ...(subject ? { subject } : {}), dueOn: lockedOn },
		...(index === 0 ? [{ nodeId: 'c/x', nodeName: '财产线索核查', subject: 'C1', dueOn: lockedOn }] : []),
	],
	lockedOn,
	...(releasedOn ? { releasedOn } : {}),
	days: Math.round((Date.parse(releasedOn || '2026-11-20') - Date.parse(lockedOn)) / dayMs),
	...part,
}));

const definitions = [
	{ name: '范围', text: '期间内锁死的案件次数；待确认、未确认即排除以及复核撤销的不计入。' },
	{ name: '锁死天数', text: '锁死之日至解锁之日的自然日；中位数居中，九成数为九成锁死不超过的天数。尚未解锁的不计入，另列已锁天数。' },
];

/** The register as in the gallery; `empty` for a court without locks. */
export function lockRegisterView(filter: LockFilter, empty = false): LockRegisterView {
	const shown = empty ? [] : rows.filter((row) => !filter.state || (filter.state === 'released') === (row.state === 'released'));
	return {
		filter,
		period: { from: filter.from ?? '2026-01-01', to: filter.to ?? '2026-11-20' },
		rows: shown,
		total: empty ? 0 : 1284,
		...(empty ? {} : { nextCursor: '2026-10-12~L8' }),
		statistics: empty
			? {
					...{ locks: 0, standing: 0, voided: 0, released: { count: 0 }, waiting: { count: 0 }, turnRound: [], older: 0, definitions },
					repeats: { total: 0, byNode: [], byHandler: [], byCourt: [] },
				}
			: {
					...{ locks: 1247, standing: 86, voided: 37, older: 4, definitions },
					released: { count: 1161, median: 6.5, p90: 19 },
					waiting: { count: 86, median: 5, p90: 22 },
					turnRound: [
						{ court: 'sf-i1', courtName: '示范市中级人民法院', decided: 1043, medianDays: 3, steps: 1388, late: 41 },
						{ court: 'sf-b1', courtName: '甲区人民法院', decided: 22, medianDays: 1, steps: 310, late: 5 },
						{ court: 'sf-b4', courtName: '东川县人民法院', decided: 0, steps: 282, late: 0 },
					],
					repeats: {
						total: 63,
						byNode: [
							{ key: 'a', name: '启动拍卖', locks: 212, repeats: 27 },
							{ key: 'b', name: '发出执行通知书', locks: 405, repeats: 14 },
						],
						byHandler: [
							{ key: 'c', name: '李见川', locks: 19, repeats: 4 },
							{ key: 'd', name: '赵以宁', locks: 12, repeats: 3 },
						],
						byCourt: [{ key: 'e', name: '东川县人民法院', locks: 301, repeats: 21 }],
					},
				},
		courts,
		nodes: [
			{ code: 'enf-notice', name: '发出执行通知书' },
			{ code: 'enf-auction-start', name: '启动拍卖' },
		],
		ownOnly: false,
		today: '2026-11-20',
	};
}

/** The form of the lock by hand, in the states a duty officer meets. */
export function handLockForm(variant: string): HandLockView {
	const nodes = [
		{ nodeId: 'n1', nodeName: '发出执行通知书', dueOn: '2025-12-12', overdueDays: 343, soft: false },
		{ nodeId: 'n2', nodeName: '启动确定参考价', subject: 'A1', dueOn: '2025-12-30', overdueDays: 325, soft: true },
	];
	return {
		...{ caseId: 1, caseNumber: '（2025）示0204执1187号', courtName: '东川县人民法院', handlerName: '李见川' },
		...(variant === 'off' ? {} : { locksFrom: '2026-01-01' }),
		...(variant === 'joined' ? { lockedOn: '2026-11-02' } : {}),
		nodes: variant === 'none' ? [] : nodes,
		mayLock: variant !== 'other',
	};
}
