/** A node of the national list (203001001 to 203001040) as the walls show it. */
export interface NationalNode {
	/** Its number in the national list; two where the rulebook has one node for both. */
	readonly number: string;
	/** Its short name in the national list. */
	readonly name: string;
	readonly stage: string;
	/** The rulebook's node. */
	readonly node: string;
}

type Row = readonly [number: string, name: string, node: string];

const stages: Readonly<Record<string, readonly Row[]>> = {
	立案分案: [
		['001', '立案', 'enf-filing-review'],
		['002', '分案', 'enf-allocate'],
	],
	通知查控: [
		['003', '执行通知', 'enf-notice'],
		['004', '网络查控', 'enf-net-query-first'],
		['005', '传统查控', 'enf-trad-query-start'],
		['006', '完成传统查控', 'enf-trad-query-done'],
		['009', '线索核查', 'enf-clue-verify'],
		['033、034', '进入程序', 'enf-enter'],
	],
	财产控制: [
		['011', '财产控制', 'enf-control-other'],
		['012', '启动查封', 'enf-seal'],
		['013', '启动扣押', 'enf-distrain'],
		['014', '启动冻结', 'enf-freeze'],
		['015', '启动网络冻结', 'enf-net-freeze'],
		['016', '启动扣划', 'enf-transfer-start'],
		['030', '执行制裁', 'enf-sanction'],
	],
	评估拍卖: [
		['017', '启动评估', 'enf-appraise-start'],
		['018', '送达评估', 'enf-appraise-serve'],
		['019', '评估异议', 'enf-appraise-objection'],
		['020', '评估异议审查', 'enf-appraise-objection-review'],
		['021', '启动拍卖', 'enf-auction-start'],
		['022', '拍卖确认', 'enf-auction-confirm'],
		['023', '启动二拍', 'enf-auction-second'],
		['024', '启动三拍', 'enf-auction-third'],
		['025', '以物抵债', 'enf-set-off-in-kind'],
		['026', '启动变卖', 'enf-sale-start'],
		['027', '拍抵移交', 'enf-handover'],
	],
	案款: [
		['028', '办理支付', 'enf-pay-start'],
		['029', '案款发放', 'enf-pay-done'],
	],
	终本恢复: [
		['008', '终本线索', 'enf-zb-clue'],
		['035', '启动终本', 'enf-zb-start'],
		['040', '终本网络查控', 'enf-zb-query'],
		['010', '恢复执行', 'enf-resume'],
	],
	结案归档: [
		['038', '延长期限', 'enf-extend-apply'],
		['036', '足额报结', 'enf-report-close'],
		['031', '结案', 'enf-close'],
		['032', '归档', 'enf-archive'],
	],
};

/** The nodes of the national list that run against a clock, in the order of the procedure. */
export const nationalNodes: readonly NationalNode[] = Object.entries(stages).flatMap(([stage, rows]) =>
	rows.map(([number, name, node]) => ({ number, name, stage, node })),
);

/** Nodes of the national list that no clock runs for: checks before a step, and a count of documents. */
export const unclockedNodes: readonly string[] = ['终本约谈', '网络查控次数', '执行文书'];
