/** Additive measures that cases add to (contract §8). Amounts in fen, times in civil days, turn-round times in minutes. */
export const caseMeasures = [
	'case-received',
	'case-closed',
	'closed-days',
	/** Days of these that an exclusion took out. */
	'closed-stopped-days',
	'closed-in-limit',
	'closed-claim-fen',
	'closed-recovered-fen',
	/** Ended (终结执行) with money recovered: a real result beside performance in full. */
	'ended-recovered',
	/** Cases with property to execute (有财产可供执行), and those of them closed inside the limit. */
	'closed-property',
	'closed-property-in-limit',
	/** 终本 closings that passed every check. */
	'zb-qualified',
	/** Closings within the time of their track (速执, 精执). */
	'track-in-limit',
	/** Open beyond the time limit for closing: +1 on the day after it, −1 when closed. */
	'over-limit',
	'filing-count',
	'filing-days',
	'money-arrived-fen',
	'money-paid-fen',
	'money-other-out-fen',
	'money-due-count',
	'money-paid-in-15-count',
	'money-payments',
	'money-payment-days',
	/** Receipts that nobody has claimed, and receipts unpaid past their limit: +1 and −1 as stocks. */
	'money-unclaimed',
	'money-late',
	'fee-refund-due',
	'fee-refund-in-time',
	'node-started',
	'node-overdue',
	'node-overdue-ended',
	'lock-set',
	'lock-released',
	'lock-days',
	'unlock-decided',
	'unlock-decided-minutes',
	'first-hearing-count',
	'first-hearing-wait-days',
	'hearing-held',
	'pronounced',
	'pronounced-in-court',
	'appealed',
	'appeal-move-due',
	'appeal-move-in-time',
	'document-effective',
	'preserved',
	'query-launched',
	'auction-listed',
	'auction-ended',
	'auction-sold',
	'message-due',
	'message-in-time',
	'refusal-moved',
	'credit-repair-due',
	'credit-repaired',
] as const;

/** A measure that cases add to. */
export type Measure = (typeof caseMeasures)[number];

/** What an office fills in or another system sends, because no event of a case tells it. */
export interface FilledMeasureInfo {
	readonly code: string;
	readonly name: string;
	/** Unit of one: 件, 次, 人, 笔, 分 (amounts). */
	readonly unit: '件' | '次' | '人' | '笔' | '份' | '项' | '天' | '分';
}

const filled = <C extends string>(code: C, name: string, unit: FilledMeasureInfo['unit']) => ({ code, name, unit });

/** Measures that are filled in (`measure_entry`), by court, unit, person and day. */
export const filledMeasures = [
	filled('petition-received', '执行信访件数', '件'),
	filled('petition-closed', '执行信访办结件数', '件'),
	filled('petition-upper', '进京到省新增执行信访件数', '件'),
	filled('off-system-receipts', '脱离系统案款笔数', '笔'),
	filled('app-reception', '接待当事人人次', '人'),
	filled('app-registered', '阳光执行注册人数', '人'),
	filled('bundle-count', '关联打包组数', '项'),
	filled('bundle-cases', '关联打包案件数', '件'),
	filled('bundle-set-off-fen', '关联打包抵销金额', '分'),
	filled('bundle-net-paid-fen', '关联打包实际支付金额', '分'),
	filled('prefiling-arrived', '到院一审民事纠纷件数', '件'),
	filled('prefiling-diverted', '诉前分流调解件数', '件'),
	filled('mediation-ended', '诉前调解结束件数', '件'),
	filled('mediation-succeeded', '诉前调解成功件数', '件'),
	filled('retrial-complaints', '申诉和申请再审件数', '件'),
	filled('retrial-entered', '进入中级法院再审件数', '件'),
	filled('appeal-reversed', '二审改判件数', '件'),
	filled('appeal-remanded', '二审发回重审件数', '件'),
	filled('judgment-changed', '一审裁判变更件数', '件'),
	filled('second-days', '二审案件审理天数', '天'),
	filled('second-closed', '二审结案件数', '件'),
	filled('auto-due', '有给付内容的生效民事裁判件数', '件'),
	filled('auto-performed', '自动履行件数', '件'),
	filled('cost-fen', '解决商业纠纷支出费用', '分'),
	filled('cost-claim-fen', '商业纠纷标的额', '分'),
	filled('fee-paid', '缴费次数', '次'),
	filled('fee-paid-online', '网上缴费次数', '次'),
	filled('service-items', '送达次数', '次'),
	filled('service-items-electronic', '电子送达次数', '次'),
	filled('service-cases', '有送达的案件数', '件'),
	filled('service-cases-electronic', '有电子送达的案件数', '件'),
	filled('hearing-all', '庭审次数', '次'),
	filled('hearing-tech', '科技法庭庭审次数', '次'),
	filled('hearing-live', '直播庭审次数', '次'),
	filled('efile-checked', '检查电子卷宗份数', '份'),
	filled('efile-ok', '电子卷宗合格份数', '份'),
	filled('online-services', '可以在线办理的事项次数', '次'),
	filled('online-services-used', '在线办理的事项次数', '次'),
] as const satisfies readonly FilledMeasureInfo[];

/** A measure that is filled in. */
export type FilledMeasure = (typeof filledMeasures)[number]['code'];

/** The kind under which filled-in values stand in the rollup: they are of no case. */
export const filledKind = 'filled';

/** The split of every filled-in value. */
export const filledDims = `${filledKind}||||`;

/** Whether a measure is filled in. */
export function isFilled(measure: string): measure is FilledMeasure {
	return filledMeasures.some(({ code }) => code === measure);
}

/** What stands open at a moment: the sum of changes from the beginning on. */
export type Stock = 'case-open' | 'money-held-fen' | 'over-limit' | 'money-unclaimed' | 'money-late' | 'lock-open' | 'node-late';

/** Which stock a measure changes, and which way. */
export const stockOf: Readonly<Partial<Record<Measure, readonly [stock: Stock, sign: 1 | -1]>>> = {
	'case-received': ['case-open', 1],
	'case-closed': ['case-open', -1],
	'money-arrived-fen': ['money-held-fen', 1],
	'money-paid-fen': ['money-held-fen', -1],
	'money-other-out-fen': ['money-held-fen', -1],
	'over-limit': ['over-limit', 1],
	'money-unclaimed': ['money-unclaimed', 1],
	'money-late': ['money-late', 1],
	'lock-set': ['lock-open', 1],
	'lock-released': ['lock-open', -1],
	'node-overdue': ['node-late', 1],
	'node-overdue-ended': ['node-late', -1],
};

/** Measures that may lie in the future: limits still to come. Every other one tells what has happened. */
export const futureMeasures: readonly Measure[] = [
	'money-due-count',
	'money-paid-in-15-count',
	'fee-refund-due',
	'fee-refund-in-time',
	'message-due',
	'message-in-time',
	'appeal-move-due',
	'appeal-move-in-time',
];
