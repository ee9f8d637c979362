import type { BulletinForm, WorklistTools } from '../contract/lists.ts';
import { worklistView } from './fixtures-lists.ts';

/** Invented: kept views of a person. */
export const worklistTools: WorklistTools = {
	saved: [
		{ id: 'v1', name: '东川锁死', query: '?view=locked&court=sf-c1' },
		{ id: 'v2', name: '本院七日内', query: '?view=week&scope=court' },
	],
	mayIssue: true,
};

/** Invented: a bulletin before it is issued. */
export function bulletinForm(empty: boolean): BulletinForm {
	const rows = worklistView({ view: 'overdue' }).rows.filter((row) => row.overdueDays);
	const lines = empty
		? []
		: rows.map(({ caseNumber, courtName, handlerName, nodeName, dueOn, overdueDays, lock }) => ({
				caseNumber,
				courtName,
				...(handlerName ? { handlerName } : {}),
				nodeName,
				...(dueOn ? { dueOn } : {}),
				...(overdueDays ? { overdueDays } : {}),
				locked: lock !== undefined,
			}));
	return {
		court: 'sf-m1',
		courts: [{ code: 'sf-m1', name: '示范市中级人民法院' }],
		nodeNames: [...new Set(rows.map((row) => row.nodeName))],
		handlerNames: [...new Set(rows.flatMap((row) => row.handlerName ?? []))],
		nodes: lines.length,
		cases: new Set(lines.map((line) => line.caseNumber)).size,
		persons: new Set(lines.map((line) => line.handlerName)).size,
		lines,
		firstDay: '2026-11-20',
		lastDay: '2026-12-20',
	};
}
