// Invented from end to end: courts, people, numbers.
import type { ProposalsView } from '../contract/papers.ts';

const common = { court: 'dc', foundIn: '东川县法执析〔2026〕10号', dueOn: '2026-12-20', today: '2026-11-20' } as const;

/** What a monthly analysis proposes for the register: one entered, one closed, two that wait. */
export const proposalsView: ProposalsView = {
	rows: [
		{
			...common,
			...{ key: 'dc/u1/enf.close_rate', unit: 'u1', ofName: '速执团队', code: 'enf.close_rate', mayEnter: true, owner: 'p2' },
			title: '执行局速执团队执行案件结案率未达标，现值 88.24%，目标 ≥96%',
			measures: '查明执行案件结案率未达标的原因，逐案制定措施，在整改期限内达到目标。',
		},
		{
			...common,
			...{ key: 'dc/u2/fund.pay_rate', unit: 'u2', ofName: '精执团队', code: 'fund.pay_rate', mayEnter: false, measures: '' },
			title: '执行局精执团队案款发放率未达标，现值 71.05%，目标 ≥90%',
			entered: { ownerName: '韩予安', dueOn: '2026-12-10', closed: false },
		},
		{
			...common,
			...{ key: 'dc/u2/enf.avg_days', unit: 'u2', ofName: '精执团队', code: 'enf.avg_days', mayEnter: false, measures: '' },
			title: '执行局精执团队执行平均用时未达标，现值 61.20 天，目标 <55 天',
			entered: { ownerName: '韩予安', dueOn: '2026-11-10', closed: true },
		},
		{
			...common,
			...{ key: 'dc/u3/enf.recovery_rate', unit: 'u3', ofName: '财产处置团队', code: 'enf.recovery_rate', mayEnter: true },
			title: '执行局财产处置团队实际执行到位率未达标，现值 31.77%，目标 ≥40%',
			measures: '查明实际执行到位率未达标的原因，逐案制定措施，在整改期限内达到目标。',
		},
	],
	owners: {
		dc: [
			{ code: 'p1', name: '韩予安' },
			{ code: 'p2', name: '罗知行' },
			{ code: 'p3', name: '李某某' },
		],
	},
};
