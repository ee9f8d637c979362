import { disposalRows } from './vocabulary-disposal.ts';
import { enforcementRows } from './vocabulary-enforcement.ts';
import { trialRows } from './vocabulary-trial.ts';
import { periodKinds } from '../period/types.ts';
import { ladderRows } from '../ladder/vocabulary.ts';
import { noticeRows } from '../notice/vocabulary.ts';
import { unlockRows } from '../unlock/vocabulary.ts';
import { fieldHolds, fieldSchema, may, need, type Field } from './data-fields.ts';

/** F fact: never held. P protective, harms a party if stopped: never held. S step: held while the case is locked. */
export type EventClass = 'F' | 'P' | 'S';

/** One event type of the contract, §3. */
export interface EventType {
	readonly type: string;
	readonly class: EventClass;
	readonly group: string;
	/** Chinese name, as in tickers and timelines. */
	readonly name: string;
	/** Place in the contract's table; orders date-only events of one day. */
	readonly rank: number;
	readonly data: Readonly<Record<string, Field>>;
}

/** One row of the vocabulary: type, class, Chinese name, data fields. */
export type VocabularyRow = readonly [type: string, cls: EventClass, name: string, data?: Record<string, Field>];

const money = { receiptId: need('code'), amountFen: need('integer') };
const caseData = {
	appliedOn: may('day'),
	channel: may(['onsite', 'online', 'cross-region', 'referral']),
	basis: may(['civil', 'admin', 'criminal-property', 'arbitral', 'notarial']),
	cause: may('text'),
	claimFen: may('integer'),
	procedure: may(['small', 'simple', 'ordinary']),
	handler: may('code'),
	unit: may('code'),
	parties: may('parties'),
	enterpriseClass: may(['bank', 'green', 'micro', 'construction', 'micro-loan', 'other']),
	firstCaseNumber: may('code'),
	tags: may('texts'),
	/** 在押: a person of the case is in custody, so that nothing rolls past rest days (刑事诉讼法第一百零五条). */
	custody: may('boolean'),
};
const seal = { assetId: need('code'), effectiveOn: need('day'), expiresOn: may('day') };
/** Closing modes of enforcement, then of civil cases. */
export const closeModes = [
	...['fully-performed', 'round-ended', 'ended', 'withdrawn', 'not-enforced', 'rejected'],
	...['judged', 'mediated', 'dropped', 'dismissed', 'transferred'],
] as const;

const groups: Readonly<Record<string, readonly VocabularyRow[]>> = {
	case: [
		['case-filed', 'F', '立案', caseData],
		['case-updated', 'F', '案件信息变更', caseData],
		['handler-assigned', 'F', '分案', { handler: need('code'), unit: may('code'), mode: may(['random', 'designated']) }],
		['file-received', 'F', '收到案卷', {}],
		['first-reception-recorded', 'S', '初次接待', { by: may('code') }],
		['track-set', 'S', '繁简分流', { track: need(['simple', 'complex']), by: may('code') }],
		['procedure-converted', 'F', '程序转换', { to: need(['small', 'simple', 'ordinary']) }],
		[
			'case-transferred',
			'F',
			'案件移送',
			{ toCourt: need('code'), ground: need('text'), mode: may(['jurisdiction', 'raised', 'ordered', 'crossed']) },
		],
		['case-closed', 'S', '结案', { mode: need(closeModes), recoveredFen: may('integer') }],
		['case-reopened', 'F', '撤销结案', { ground: need('text') }],
		['case-archived', 'F', '归档', {}],
	],
	notice: [
		['report-order-issued', 'S', '发出报告财产令', {}],
		['notice-issued', 'S', '发出执行通知书', { documentNo: may('text') }],
		['notice-served', 'F', '送达执行通知书', { partyId: need('code') }],
		['property-reported', 'F', '报告财产', { partyId: need('code') }],
	],
	inquiry: [
		['net-query-launched', 'S', '发起网络查控', {}],
		['net-query-returned', 'F', '网络查控反馈', { complete: need('boolean') }],
		['trad-query-requested', 'F', '申请传统查控', {}],
		['trad-query-started', 'S', '启动传统查控', {}],
		['trad-query-done', 'S', '完成传统查控', {}],
		['clue-received', 'F', '收到财产线索', { clueId: need('code'), urgent: may('boolean') }],
		['clue-verified', 'S', '线索核查完毕', { clueId: need('code'), found: need('boolean') }],
		['branch-set', 'S', '确定有无财产', { branch: need(['property', 'no-property']) }],
	],
	control: [
		['asset-found', 'F', '发现财产', { assetId: need('code'), assetKind: need('code'), estimateFen: may('integer') }],
		[
			'asset-sealed',
			'P',
			'查封扣押冻结',
			{ ...seal, assetKind: need(['deposit', 'movable', 'immovable', 'other-right']), rank: need('integer'), forSale: may('boolean') },
		],
		['seal-renewed', 'P', '续行查封', seal],
		['seal-released', 'P', '解除查封', { assetId: need('code') }],
		['deposit-transferred', 'S', '划拨存款', { assetId: need('code'), amountFen: need('integer') }],
		['consumption-lifted', 'P', '解除限制消费', { partyId: need('code') }],
		['dishonesty-removed', 'P', '删除失信信息', { partyId: need('code') }],
		['detention-ended', 'P', '解除拘留', { partyId: need('code') }],
	],
	disposal: [
		['price-started', 'S', '启动确定参考价', { assetId: need('code'), method: need('text') }],
		['price-fixed', 'F', '参考价确定', { assetId: need('code'), priceFen: need('integer'), validUntil: may('day') }],
		['auction-started', 'S', '启动拍卖', { assetId: need('code'), round: need('integer'), opensOn: need('day') }],
		['auction-failed', 'F', '流拍', { assetId: need('code'), round: need('integer'), mode: may(['online', 'traditional']) }],
		['auction-sold', 'F', '拍卖成交', { assetId: need('code'), round: need('integer'), priceFen: need('integer') }],
		['set-off-ruled', 'S', '裁定以物抵债', { assetId: need('code') }],
		['sale-ruling-served', 'P', '送达成交裁定', { assetId: need('code') }],
		['asset-handed-over', 'P', '移交财产', { assetId: need('code') }],
	],
	money: [
		['money-arrived', 'F', '案款到账', { ...money, medium: may(['transfer', 'cash', 'bill']) }],
		['money-identified', 'F', '案款认领', { receiptId: need('code') }],
		['money-payable', 'F', '具备发放条件', { receiptId: need('code') }],
		['payment-submitted', 'P', '提交支付审批', { receiptId: need('code'), paymentId: need('code') }],
		['money-paid', 'P', '案款发放', { ...money, paymentId: need('code') }],
		['money-deposited', 'P', '案款提存', money],
		['money-refunded', 'P', '案款退还', money],
	],
	clock: [
		[
			'exclusion-started',
			'F',
			'期限扣除开始',
			{ exclusionId: need('code'), ground: need('text'), documentNo: may('text'), subject: may('code'), from: need('day') },
		],
		['exclusion-ended', 'F', '期限扣除结束', { exclusionId: need('code'), to: need('day') }],
		[
			'extension-granted',
			'F',
			'批准延长期限',
			{
				node: need('code'),
				subject: may('code'),
				addDays: may('integer'),
				addMonths: may('integer'),
				documentNo: may('text'),
				decidedOn: need('day'),
			},
		],
		[
			'deadline-recorded',
			'F',
			'源系统记载届满日',
			{ node: need('code'), subject: may('code'), dueOn: need('day'), documentNo: may('text') },
		],
	],
	trial: [
		// Only a hearing that is said to be open (公开开庭) may be shown in a lobby; `startsAt` is HH:MM of the court's wall clock.
		[
			'hearing-scheduled',
			'F',
			'排期开庭',
			{ hearingId: need('code'), hearingOn: need('day'), openHearing: may('boolean'), startsAt: may('text'), room: may('text') },
		],
		['hearing-adjourned', 'F', '延期开庭', { hearingId: need('code'), ground: need('text') }],
		['hearing-held', 'F', '开庭', { hearingId: need('code'), final: may('boolean') }],
		['judgment-made', 'F', '作出裁判', {}],
		['judgment-served', 'F', '送达裁判文书', { partyId: need('code'), last: need('boolean') }],
	],
	other: [
		['message-received', 'F', '当事人留言', { messageId: need('code') }],
		['message-answered', 'P', '答复留言', { messageId: need('code') }],
		['event-withdrawn', 'F', '撤回事件', { source: need('code'), id: need('text'), reason: need('text') }],
	],
	system: [
		['rung-reached', 'F', '预警', { nodeId: need('text'), clock: need('code'), rung: need('integer'), dueOn: need('day') }],
		['node-overdue', 'F', '节点超期', { nodeId: need('text'), clock: need('code'), dueOn: need('day') }],
		[
			'case-locked',
			'F',
			'程序锁死',
			{
				lockId: need('code'),
				nodeIds: need('node-ids'),
				repeat: need('integer'),
				state: need(['active', 'proposed']),
				dueOn: need('days-by-node'),
			},
		],
		['lock-cause-added', 'F', '增加锁死节点', { lockId: need('code'), nodeId: need('text'), dueOn: need('day') }],
		[
			'unlock-requested',
			'F',
			'申请解锁',
			{
				requestId: need('code'),
				lockId: need('code'),
				by: need('code'),
				reason: need('text'),
				plan: need('text'),
				newDueOn: need('days-by-node'),
				route: need('route'),
			},
		],
		[
			'unlock-decided',
			'F',
			'解锁审批',
			{
				requestId: need('code'),
				step: need('integer'),
				verdict: need(['approve', 'refuse', 'return', 'escalate', 'auto-forward']),
				by: need('code'),
				opinion: need('text'),
				instruction: may('text'),
				newDueOn: may('days-by-node'),
			},
		],
		['unlock-withdrawn', 'F', '撤回解锁申请', { requestId: need('code'), by: may('code') }],
		['case-unlocked', 'F', '解锁', { lockId: need('code'), newDueOn: need('days-by-node') }],
		['lock-reviewed', 'F', '锁死复核', { lockId: need('code'), verdict: need(['void', 'kept']), nodeIds: may('node-ids') }],
		[
			'period-requested',
			'F',
			'申请变更期限',
			{
				requestId: need('code'),
				kind: need(periodKinds),
				ground: need('text'),
				groundCode: need('code'),
				by: need('code'),
				reason: need('text'),
				documentNo: need('text'),
				documentName: may('text'),
				chain: need('route'),
				node: may('code'),
				subject: may('code'),
				from: may('day'),
				to: may('day'),
				addDays: may('integer'),
				addMonths: may('integer'),
				convertTo: may(['small', 'simple', 'ordinary']),
				override: may('boolean'),
			},
		],
		[
			'period-decided',
			'F',
			'期限变更审批',
			{
				requestId: need('code'),
				step: need('integer'),
				verdict: need(['approve', 'refuse', 'return']),
				by: need('code'),
				opinion: need('text'),
			},
		],
		['period-withdrawn', 'F', '撤回期限变更申请', { requestId: need('code') }],
		['calendar-changed', 'F', '期限重新计算', { year: may('integer'), source: need('text'), ref: need('text'), moved: need('route') }],
		...unlockRows,
		...noticeRows,
		...ladderRows,
	],
};

/** Every event type by name, in the order of the contract's table. */
export const vocabulary: ReadonlyMap<string, EventType> = new Map(
	[...Object.entries(groups), ...Object.entries(enforcementRows), ...Object.entries(disposalRows), ...Object.entries(trialRows)]
		.flatMap(([group, rows]) => rows.map((row) => ({ group, row })))
		.map(({ group, row: [type, cls, name, data] }, rank) => [type, { type, class: cls, group, name, rank, data: data ?? {} }]),
);

/** The type of an event, which must be known. */
export function eventType(type: string): EventType {
	const found = vocabulary.get(type);
	if (!found) throw new Error(`unknown event type ${type}`);
	return found;
}

/** The first field of the data that is missing or of the wrong type, or undefined where all is well. Unknown keys are kept, not refused. */
export function badField(type: EventType, data: Readonly<Record<string, unknown>>): string | undefined {
	for (const [name, field] of Object.entries(type.data)) {
		const value = data[name];
		if (value === undefined || value === null) {
			if (!field.optional) return name;
		} else if (!fieldHolds(field.kind, value)) return name;
	}
	return undefined;
}

/** The vocabulary as JSON Schema, one schema of `data` per type. */
export function vocabularySchema(): readonly object[] {
	return [...vocabulary.values()]
		.filter((type) => type.group !== 'system')
		.map((type) => ({
			type: type.type,
			class: type.class,
			group: type.group,
			name: type.name,
			data: {
				type: 'object',
				required: Object.entries(type.data).flatMap(([name, field]) => (field.optional ? [] : [name])),
				properties: Object.fromEntries(Object.entries(type.data).map(([name, field]) => [name, fieldSchema(field.kind)])),
				additionalProperties: true,
			},
		}));
}
