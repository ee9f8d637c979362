import type { CaseKind } from '../case/case-number.ts';

/** Trial and enforcement are looked at apart: they share no stage. */
export const cycleGroups = ['enforcement', 'trial'] as const;

export type CycleGroup = (typeof cycleGroups)[number];

/** An event that opens, ends or breaks off a stage. */
export interface CycleMark {
	readonly event: string;
	/** Values that fields of the event's data must have. */
	readonly where?: Readonly<Record<string, string | boolean>>;
	/** A day field of the data that counts instead of the event's own day; without a value the event does not count. */
	readonly dayField?: string;
}

/** One stage of a case (微观周期): from one event to another. A measured duration, not a limit. */
export interface CycleStage {
	readonly code: string;
	readonly name: string;
	readonly group: CycleGroup;
	readonly kinds: readonly CaseKind[];
	readonly starts: readonly CycleMark[];
	readonly ends: readonly CycleMark[];
	/** What breaks an open stage off: it comes to nothing and is counted nowhere. A transfer always does. */
	readonly breaks?: readonly CycleMark[];
	/** Data field by which several run side by side (财产, 案款); without it there is one at a time. */
	readonly subject?: string;
	/** A further start moves the start on (the last hearing). */
	readonly fromLast?: true;
	/** Only the first one of a case counts (the first hearing). */
	readonly once?: true;
	/** Ends when all of the money has gone out, in however many payments (`amountFen`). */
	readonly settles?: true;
	/** Goes on after the case is closed. */
	readonly afterClosing?: true;
	/** The whole course of a case: holds the other stages, so that it has no share among them. */
	readonly whole?: true;
	/** The stage within which it runs: its days are days of that one as well. */
	readonly partOf?: string;
	/** Whose time it is: before allocation there is no judge who could be named. */
	readonly charge: 'court' | 'handler';
	/** Node of the rulebook whose limit it is held against. */
	readonly rule?: string;
	/** From when to when, in Chinese. */
	readonly definition: string;
}

const enforced: readonly CaseKind[] = ['enforcement-first', 'enforcement-resumed', 'preservation'];
const claims: readonly CaseKind[] = ['enforcement-first', 'enforcement-resumed'];
const tried: readonly CaseKind[] = ['civil-first', 'civil-second', 'other'];

const filed: CycleMark = { event: 'case-filed' };
const applied: readonly CycleMark[] = [{ event: 'application-received' }, { event: 'case-filed', dayField: 'appliedOn' }];
const closed: CycleMark = { event: 'case-closed' };
const reopened: CycleMark = { event: 'case-reopened' };
const received: CycleMark = { event: 'transfer-received' };

const trial: readonly CycleStage[] = [
	{
		...{ code: 'tri-filing', name: '立案周期', group: 'trial', kinds: tried, charge: 'court', once: true, rule: 'tri-filing' },
		...{ starts: applied, ends: [filed], definition: '收到起诉材料至立案' },
	},
	{
		...{ code: 'tri-allocate', name: '分案周期', group: 'trial', kinds: tried, charge: 'court', once: true },
		...{ starts: [filed, received], ends: [{ event: 'handler-assigned' }], definition: '立案（移送的自接收）至首次确定承办法官' },
	},
	{
		...{ code: 'tri-schedule', name: '排期周期', group: 'trial', kinds: tried, charge: 'handler', once: true },
		...{ starts: [{ event: 'handler-assigned' }], ends: [{ event: 'hearing-scheduled' }], definition: '确定承办法官至首次排定开庭日' },
	},
	{
		...{ code: 'tri-prepare', name: '庭前准备周期', group: 'trial', kinds: tried, charge: 'handler', once: true },
		...{ starts: [filed], ends: [{ event: 'hearing-held' }], definition: '立案至首次开庭，含分案、排期' },
	},
	{
		...{ code: 'tri-judge', name: '裁判周期', group: 'trial', kinds: tried, charge: 'handler', fromLast: true },
		...{ starts: [{ event: 'hearing-held' }], ends: [{ event: 'judgment-made' }], definition: '最后一次开庭至作出裁判' },
	},
	{
		...{ code: 'tri-serve', name: '送达周期', group: 'trial', kinds: tried, charge: 'handler', afterClosing: true },
		...{ starts: [{ event: 'judgment-made' }], ends: [{ event: 'judgment-served', where: { last: true } }] },
		definition: '作出裁判至送达最后一名当事人',
	},
	{
		...{ code: 'tri-archive', name: '归档周期', group: 'trial', kinds: tried, charge: 'handler', afterClosing: true, rule: 'tri-archive' },
		...{ starts: [closed], ends: [{ event: 'case-archived' }], breaks: [reopened], definition: '结案至归档，撤销结案的重新起算' },
	},
	{
		...{ code: 'tri-whole', name: '审理全程', group: 'trial', kinds: tried, charge: 'handler', whole: true },
		...{ starts: [filed, received, reopened], ends: [closed], definition: '立案（移送的自接收，撤销结案的自撤销）至结案' },
	},
];

const disposed: readonly CycleMark[] = [
	{ event: 'auction-sold' },
	{ event: 'sale-ended', where: { sold: true } },
	{ event: 'set-off-ruled' },
	{ event: 'deposit-transferred' },
];
const released: readonly CycleMark[] = [{ event: 'seal-released' }];

const enforcement: readonly CycleStage[] = [
	{
		...{
			code: 'enf-filing',
			name: '立案周期',
			group: 'enforcement',
			kinds: claims,
			charge: 'court',
			once: true,
			rule: 'enf-filing-review',
		},
		...{ starts: applied, ends: [filed], definition: '收到执行申请至立案' },
	},
	{
		...{ code: 'enf-allocate', name: '分案周期', group: 'enforcement', kinds: enforced, charge: 'court', once: true, rule: 'enf-allocate' },
		...{ starts: [filed, received], ends: [{ event: 'handler-assigned' }], definition: '立案（移送的自接收）至首次确定承办人' },
	},
	{
		...{ code: 'enf-accept', name: '接案周期', group: 'enforcement', kinds: enforced, charge: 'handler', once: true },
		...{ starts: [{ event: 'handler-assigned' }], ends: [{ event: 'file-received' }, { event: 'case-accepted' }] },
		definition: '分案至承办人收到案卷或在系统中接收案件，以先者为准',
	},
	{
		...{ code: 'enf-notice', name: '通知周期', group: 'enforcement', kinds: claims, charge: 'handler', once: true, rule: 'enf-notice' },
		...{ starts: [{ event: 'file-received' }, { event: 'case-accepted' }], ends: [{ event: 'notice-issued' }] },
		definition: '接案至发出执行通知书',
	},
	{
		...{ code: 'enf-inquiry', name: '查控周期', group: 'enforcement', kinds: claims, charge: 'handler', once: true },
		...{ starts: [{ event: 'net-query-launched' }], ends: [{ event: 'net-query-returned', where: { complete: true } }] },
		definition: '首次发起网络查控至反馈完毕',
	},
	{
		...{ code: 'enf-dispose', name: '处置周期', group: 'enforcement', kinds: claims, charge: 'handler', subject: 'assetId' },
		...{ starts: [{ event: 'asset-sealed' }], ends: disposed, breaks: released },
		definition: '查封、扣押、冻结至变价、以物抵债或划拨，逐项财产计；解除查封的不计',
	},
	{
		...{
			code: 'enf-price',
			name: '定价',
			group: 'enforcement',
			kinds: claims,
			charge: 'handler',
			subject: 'assetId',
			partOf: 'enf-dispose',
		},
		...{ starts: [{ event: 'price-started' }], ends: [{ event: 'price-fixed' }], breaks: released },
		definition: '启动确定参考价至参考价确定，逐项财产计',
	},
	{
		...{
			code: 'enf-auction',
			name: '拍卖',
			group: 'enforcement',
			kinds: claims,
			charge: 'handler',
			subject: 'assetId',
			partOf: 'enf-dispose',
		},
		...{ starts: [{ event: 'auction-started' }], ends: disposed, breaks: released },
		definition: '首次启动拍卖至成交、变卖或以物抵债，含流拍后再次拍卖，逐项财产计',
	},
	{
		...{ code: 'enf-pay', name: '发放周期', group: 'enforcement', kinds: claims, charge: 'handler', subject: 'receiptId', settles: true },
		...{ starts: [{ event: 'money-arrived' }], afterClosing: true, rule: 'enf-pay-done' },
		ends: [{ event: 'money-paid' }, { event: 'money-deposited' }, { event: 'money-refunded' }],
		definition: '案款到账至全部发放、提存或退还，逐笔到账计',
	},
	{
		...{
			code: 'enf-archive',
			name: '归档周期',
			group: 'enforcement',
			kinds: enforced,
			charge: 'handler',
			afterClosing: true,
			rule: 'enf-archive',
		},
		...{ starts: [closed], ends: [{ event: 'case-archived' }], breaks: [reopened], definition: '结案至归档，撤销结案的重新起算' },
	},
	{
		...{ code: 'enf-whole', name: '执行全程', group: 'enforcement', kinds: claims, charge: 'handler', whole: true, rule: 'enf-close' },
		...{
			starts: [filed, received, reopened],
			ends: [closed],
			definition: '立案（移送的自接收，撤销结案的自撤销）至结案，不扣除停止计算的期间',
		},
	},
];

/** Every stage, in the order of a case's course. */
export const cycleStages: readonly CycleStage[] = [...enforcement, ...trial];

const byCode = new Map(cycleStages.map((stage) => [stage.code, stage]));

/** A stage by its code. */
export const stageOf = (code: string): CycleStage | undefined => byCode.get(code);
