// Invented from end to end: courts, people, numbers.
import type { DeductionView, HiddenOverdueView, SupervisedView } from '../contract/period-lists.ts';
import { changes, periodCase } from './fixtures-periods.ts';

const courts = [
	{ code: 'sf-m1', name: '示范市中级人民法院' },
	{ code: 'sf-b4', name: periodCase.courtName },
];
const supervised = { ...periodCase, since: '2026-07-06', open: [], long: false, daysDeducted: 125, counts: [] };

/** The supervised list. */
export const supervisedView: SupervisedView = {
	rows: [
		{
			...supervised,
			counts: [
				{ kind: 'extension', kindName: '延长', count: 1 },
				{ kind: 'deduction', kindName: '扣除', count: 2 },
			],
			open: [changes[1]!],
			frozenDays: 40,
			long: true,
		},
		{
			...supervised,
			id: 2,
			caseNumber: '（2026）示0204民初88号',
			procedureName: '普通程序',
			counts: [{ kind: 'conversion', kindName: '程序转换', count: 1 }],
			daysDeducted: 0,
		},
	],
	total: 2,
	long: 1,
	longFreezeDays: 30,
	courts,
};

/** The list of 隐性超审限. */
export const hiddenView: HiddenOverdueView = {
	rows: [
		{
			...periodCase,
			nodeId: 'n-1',
			nodeName: '执行结案',
			grossAgeDays: 263,
			netAgeDays: 138,
			grossDueOn: '2026-09-02',
			frozen: true,
			hiddenDays: 79,
			ledger: [
				{ kind: 'exclusion', kindName: '扣除', from: '2026-07-06', to: '2026-09-28', days: 85, documentNo: '（2026）示0204委评41号' },
				{ kind: 'exclusion', kindName: '扣除', from: '2026-10-12', days: 40 },
			],
		},
	],
	total: 1,
	courts,
};

/** Deductions by ground. */
export const deductionView: DeductionView = {
	rows: [
		{
			kind: 'deduction',
			kindName: '扣除',
			groundName: '鉴定、审计、评估、资产清理期间',
			statutory: true,
			count: 46,
			cases: 31,
			days: 2318,
			longest: { caseId: 1, caseNumber: periodCase.caseNumber, days: 214, open: true },
			repeatedCases: 2,
			repeated: [
				{ caseId: 1, caseNumber: periodCase.caseNumber, count: 3, days: 125 },
				{ caseId: 2, caseNumber: '（2026）示0205执1029号', count: 2, days: 61 },
			],
		},
		{
			kind: 'deduction',
			kindName: '扣除',
			groundName: '协调',
			statutory: false,
			count: 4,
			cases: 4,
			days: 96,
			longest: { caseId: 2, caseNumber: '（2026）示0205执1029号', days: 48, open: false },
			repeatedCases: 0,
			repeated: [],
		},
	],
	courts,
};
