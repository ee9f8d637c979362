import { filledMeasures, type Measure } from './measures.ts';

/** Chinese names of what cases add to, as alarms and lists of differences speak of them; amounts are in fen. */
const names: Readonly<Record<Measure, string>> = {
	'case-received': '新收件数',
	'case-closed': '结案件数',
	'closed-days': '结案用时（天）',
	'closed-stopped-days': '结案扣除天数',
	'closed-in-limit': '期限内结案件数',
	'closed-claim-fen': '结案申请执行标的额（分）',
	'closed-recovered-fen': '结案实际到位金额（分）',
	'ended-recovered': '终结执行且有到位的件数',
	'closed-property': '有财产可供执行结案件数',
	'closed-property-in-limit': '有财产可供执行期限内结案件数',
	'zb-qualified': '终本合格件数',
	'track-in-limit': '速执、精执时限内结案件数',
	'over-limit': '超审限、执限未结件数变动',
	'filing-count': '立案审查件数',
	'filing-days': '立案审查用时（天）',
	'money-arrived-fen': '案款到账金额（分）',
	'money-paid-fen': '案款发放金额（分）',
	'money-other-out-fen': '案款其他支出金额（分）',
	'money-due-count': '应发放案款笔数',
	'money-paid-in-15-count': '十五日内发放案款笔数',
	'money-payments': '案款发放笔数',
	'money-payment-days': '案款发放用时（天）',
	'money-unclaimed': '待认领案款笔数变动',
	'money-late': '超期未发放案款笔数变动',
	'fee-refund-due': '应退诉讼费件数',
	'fee-refund-in-time': '按期退费件数',
	'node-started': '启动节点数',
	'node-overdue': '超期节点数',
	'node-overdue-ended': '超期节点办结数',
	'lock-set': '锁死件数',
	'lock-released': '解锁件数',
	'lock-days': '锁死天数',
	'unlock-decided': '解锁申请审结件数',
	'unlock-decided-minutes': '解锁审批用时（分钟）',
	'first-hearing-count': '首次开庭件数',
	'first-hearing-wait-days': '首次开庭等候天数',
	'hearing-held': '开庭次数',
	pronounced: '宣判件数',
	'pronounced-in-court': '当庭宣判件数',
	appealed: '上诉件数',
	'appeal-move-due': '应移送上诉案卷件数',
	'appeal-move-in-time': '按期移送上诉案卷件数',
	'document-effective': '生效裁判件数',
	preserved: '保全件数',
	'query-launched': '发起查控件数',
	'auction-listed': '上拍次数',
	'auction-ended': '竞价结束次数',
	'auction-sold': '拍卖成交次数',
	'message-due': '应答复留言件数',
	'message-in-time': '按期答复留言件数',
	'refusal-moved': '移送拒执犯罪件数',
	'credit-repair-due': '应办信用修复件数',
	'credit-repaired': '信用修复件数',
};

/** Stocks by names of their own: what stands, not what changed. */
const stockNames: Readonly<Record<string, string>> = {
	'case-open': '未结件数',
	'money-held-fen': '未发放案款金额（分）',
	'lock-open': '锁死件数',
	'node-late': '超期未办结节点数',
};

const all = new Map<string, string>([
	...Object.entries(names),
	...Object.entries(stockNames),
	...filledMeasures.map(({ code, name }) => [code, name] as const),
]);

/** The name of a measure; anything else as it is. */
export const measureName = (measure: string): string => all.get(measure) ?? measure;
