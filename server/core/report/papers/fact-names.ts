/** Names of the numbers that rules of demands usually ask for; a rule may ask for any other number of its paper by its code. */
const names: Readonly<Record<string, string>> = {
	'assess-open': '未提交的经济影响评估',
	'campaign-open': '行动范围内未结案件',
	'changes-repeated': '同一事由再次变更期限的案件',
	'due-7': '七日内到期节点',
	'locks-held': '锁死在册案件',
	'locks-unasked': '未提出解锁申请的锁死案件',
	'long-12': '十二个月以上未结案件',
	'long-6': '六个月以上未结案件',
	'long-9': '九个月以上未结案件',
	'long-unplanned': '未制定一案一策的长期未结案件',
	missed: '未达标指标',
	'money-late-count': '超期未发放案款',
	'money-unclaimed': '待认领案款',
	overdue: '超期节点',
	'overdue-30': '超期三十日以上的节点',
	'quota-late': '未完成月结案任务的法院（部门）',
	rectifications: '未销号整改事项',
	'rectifications-late': '已过期限的整改事项',
	'sealed-idle': '长期未处置的查封不动产',
	'seals-30': '三十日内届满的查封、冻结',
	'seals-ended': '已届满的查封、冻结',
	'unlock-waiting': '待审解锁申请',
};

/** The name of a number of a paper; where it has none, its code in quotes. */
export const factName = (code: string): string => (Object.hasOwn(names, code) ? names[code]! : `“${code}”`);
