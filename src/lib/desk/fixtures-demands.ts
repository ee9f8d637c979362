import type { DemandRowView, DemandsView } from '../contract/demands.ts';
import type { DemandsOutcome } from './demand-words.ts';

const text = `# 工作要求的规则：条件成立的，写入通报的“工作要求”。每条写明条件、责任单位、完成时限（统计期末日起的自然日）和文字。
# 条件二选一：fact 为文中数字的代码，达到 atLeast 即成立；missed 为指标代码，未达到目标值即成立。
demands:
  - code: seals-ended
    kinds: [weekly, monthly]
    when: { fact: seals-ended, atLeast: 1 }
    owner: 执行局
    days: 2
    text: 立即核查已届满的查封、冻结{seals-ended}，应当续封的立即续封，应当解除的依法解除，防止财产脱控
  - code: locks
    kinds: [weekly, monthly, meeting-pack, quarterly-problems]
    when: { fact: locks-held, atLeast: 1 }
    owner: 执行局、各承办人
    days: 5
    text: 对锁死在册案件{locks-held}逐案说明超期原因，补齐应办事项，依程序提出解锁申请
  - code: close-rate
    kinds: [weekly, monthly, meeting-pack]
    when: { missed: enf.close_rate }
    owner: 执行局
    days: 30
    text: 提高执行案件结案率，现为{value}，目标为{target}〔，{gap}〕
`;

const rules: readonly DemandRowView[] = [
	{
		code: 'seals-ended',
		kinds: ['周通报', '月分析'],
		when: '已届满的查封、冻结不少于 1',
		owner: '执行局',
		days: 2,
		text: '立即核查已届满的查封、冻结{seals-ended}，应当续封的立即续封，应当解除的依法解除，防止财产脱控',
	},
	{
		code: 'locks',
		kinds: ['周通报', '月分析', '党组周例会材料', '季度问题清单'],
		when: '锁死在册案件不少于 1',
		owner: '执行局、各承办人',
		days: 5,
		text: '对锁死在册案件{locks-held}逐案说明超期原因，补齐应办事项，依程序提出解锁申请',
	},
	{
		code: 'close-rate',
		kinds: ['周通报', '月分析', '党组周例会材料'],
		when: '执行案件结案率未达标',
		owner: '执行局',
		days: 30,
		text: '提高执行案件结案率，现为{value}，目标为{target}〔，{gap}〕',
	},
];

/** The demands of a court of the gallery: its own, those of the court above, or the program's. */
export function demandsView(variant: string): DemandsView {
	const own = variant === 'own' || variant === 'fault' || variant === 'checked';
	const of = own ? 'own' : variant === 'above' ? 'above' : 'program';
	return {
		court: 'sf-01',
		courtName: '示范县人民法院',
		courts: [
			{ code: 'sf-01', name: '示范县人民法院' },
			{ code: 'sf-m1', name: '示范市中级人民法院' },
		],
		of,
		...(own ? { ofName: '示范县人民法院' } : of === 'above' ? { ofName: '示范市中级人民法院' } : {}),
		...(of === 'program' ? {} : { setAt: '2026-11-02T01:20:00.000Z', setByName: '周柏衡' }),
		text,
		rules,
		mayManage: variant !== 'reader',
	};
}

/** What came of a check in the gallery. */
export function demandsOutcome(variant: string): DemandsOutcome | undefined {
	if (variant === 'checked') return { ok: true, rules };
	if (variant !== 'fault') return undefined;
	return {
		ok: false,
		message: '工作要求的规则有误',
		problems: [
			{ line: 9, message: '数字应以 {代码} 引用或者用汉字书写，不得写阿拉伯数字' },
			{ line: 19, message: '指标代码形如 enf.close_rate' },
		],
	};
}
