// Invented from end to end: courts, people, numbers.
import type { AccountabilityView } from '../contract/accountability.ts';

/** Who answers for an indicator in the gallery: one item late with its record, one open, one closed. */
export const accountabilityView: AccountabilityView = {
	items: [
		{
			...{ id: 'z1', court: 'dc', ofName: '东川县人民法院', ownerName: '谢清和', dueOn: '2026-11-05', late: 15 },
			title: '执行案件结案率未达标，现值 88.24%，目标 ≥96%',
			foundIn: '东川县法执析〔2026〕10号',
			steps: [
				{ name: '督促', text: '限三日内报送逐案结案计划。', byName: '沈立言', at: '2026-11-06T02:10:00.000Z' },
				{ name: '约谈', text: '院长约谈执行局长，要求每周报告进展。', byName: '秦望舒', at: '2026-11-16T06:30:00.000Z' },
			],
		},
		{
			...{ id: 'z2', court: 'xl', ofName: '执行一团队', ownerName: '徐某某', dueOn: '2026-12-20', late: 0, steps: [] },
			title: '执行一团队执行案件结案率未达标，现值 91.02%，目标 ≥96%',
		},
		{
			...{
				id: 'z3',
				court: 'dc',
				ofName: '速执团队',
				ownerName: '韩予安',
				dueOn: '2026-09-30',
				closedOn: '2026-09-28',
				late: 0,
				steps: [],
			},
			title: '速执团队执行案件结案率未达标，现值 93.10%，目标 ≥96%',
			foundIn: '东川县法执析〔2026〕8号',
		},
	],
	more: 0,
	chiefs: [
		{ name: '谢清和', role: '执行局长', received: 214, signed: 209, signedInTime: 198, metInTime: 143, metLate: 38, stillOpen: 21 },
		{ name: '韩予安', role: '庭长', received: 96, signed: 96, signedInTime: 91, metInTime: 70, metLate: 12, stillOpen: 9 },
		{ name: '沈立言', role: '分管院领导', received: 31, signed: 26, signedInTime: 20, metInTime: 12, metLate: 9, stillOpen: 8 },
	],
};
