import { closed, courtOnly, enforced, entriesOf, sum } from './build.ts';
import { documents } from './documents.ts';

/** Plan and evenness (domain catalogue §3.3, codes `plan.`). */
export const planEntries = entriesOf('plan', [
	{
		code: 'plan.quota_done',
		name: '月结案任务完成率',
		unit: '%',
		direction: 'up',
		work: 'close',
		numerator: closed(),
		denominator: [sum('quota')],
		definition:
			'期内已结（各类案件）÷期内各月结案任务之和；任务由审管办按月下达，期间只含一个月的一部分的，按该月全月任务计；有的月份没有下达任务的，不计算',
		source: `${documents.qualityYear}要求均衡结案；外地法院有累计进度下限`,
		by: ['court', 'unit'],
	},
	{
		code: 'plan.evenness',
		name: '结案均衡度',
		unit: '%',
		direction: 'up',
		work: 'points',
		method: 'evenness',
		numerator: closed({ kinds: enforced }),
		definition:
			'统计期内各完整月份执行案件结案数的均衡程度：1－Σ|当月结案数－月均结案数|÷（2×Σ当月结案数），各月相等时为100%；不足两个完整月份的不计算',
		mark: 'memory',
		source: `名称见${documents.qualityYear}，公式未写明`,
		by: courtOnly,
	},
]);
