// Invented from end to end. The gallery draws the scorecard from them.
import type { IndicatorRow, ScoreRow, ScorecardView } from '../contract/indicators.ts';
import { closeRate, enforcement, scope } from './fixtures-indicators.ts';

const score = (from: IndicatorRow, verdict: ScoreRow['verdict'], why: string, mean: string, toMean: string): ScoreRow => ({
	...{ code: from.code, name: from.name, group: from.group, text: from.text, unsettled: from.unsettled, mean, toMean, why, verdict },
	better: verdict === null ? null : verdict === 'strong',
	rank: null,
	of: 6,
	...(from.target ? { target: from.target } : {}),
	...(from.yoy ? { yoy: from.yoy } : {}),
});

export const scorecardView: ScorecardView = {
	...scope,
	court: 'dc',
	courtName: '东川县人民法院',
	by: 'unit',
	subject: { key: 'enf', name: '执行局一庭', court: 'dc' },
	subjects: [
		{ key: 'enf', name: '执行局一庭' },
		{ key: 'enf2', name: '执行局二庭' },
	],
	peers: '与本院各部门相比',
	rows: [
		score(closeRate, 'weak', '未达到目标，再结 2,080 件达 96%，劣于同类均值 1.90 个百分点', '80.53%', '−1.90 个百分点'),
		score(enforcement[1]!, 'strong', '没有目标，优于同类均值 5.21 个百分点', '36.28%', '−5.21 个百分点'),
		score(enforcement[2]!, 'strong', '达到目标，优于同类均值 6.10 个百分点', '35.17%', '+6.10 个百分点'),
		score(enforcement[3]!, 'weak', '未达到目标，超 8.5 天，劣于同类均值 7.7 天', '55.7 天', '+7.7 天'),
		score(enforcement[5]!, null, '未填报', '—', '—'),
	],
};
