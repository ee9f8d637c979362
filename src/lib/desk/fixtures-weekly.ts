// Invented from end to end: courts, people, numbers.
import type { PersonWeekView, SupervisorsView, UnitWeekView, WeeklyView } from '../contract/notices.ts';
import { courts } from './fixtures-notices.ts';
import { caseNumber, nodes } from './fixtures-nodes.ts';
import { today } from './fixtures.ts';

const node = nodes[5]!;

/** The page of supervisors; `full`: nothing left unwatched, seen by somebody who may only read. */
export function supervisorsView(full: boolean): SupervisorsView {
	return {
		court: 'sf-b4',
		courtName: '东川县人民法院',
		courts: courts.slice(1),
		posts: [
			{ id: 1, personName: '顾青禾', kindName: '部门', watches: '执行局精执团队', from: '2026-07-16', state: 'held', setByName: '郑怀远' },
			{
				id: 2,
				personName: '陆行简',
				kindName: '节点',
				watches: '启动拍卖',
				from: '2026-09-01',
				to: '2026-12-31',
				state: 'held',
				setByName: '郑怀远',
			},
			{ id: 4, personName: '沈既白', kindName: '部门', watches: '执行局速执团队', from: '2026-12-01', state: 'ahead', setByName: '秦守正' },
			{
				...{ id: 3, personName: '沈既白', kindName: '部门', watches: '执行局精执团队', from: '2026-03-01', to: '2026-07-15' },
				...{ state: 'over', setByName: '郑怀远', endedByName: '郑怀远' },
			},
		],
		gaps: full
			? []
			: [
					{ unit: 'u-2', name: '执行局速执团队', open: 412 },
					{ unit: 'u-3', name: '执行局财产处置团队', open: 96 },
				],
		team: ['周柏衡'],
		mayManage: !full,
		persons: [
			{ code: 'p-1', name: '顾青禾', unitName: '执行局精执团队' },
			{ code: 'p-2', name: '陆行简', unitName: '执行局财产处置团队' },
			{ code: 'p-3', name: '沈既白' },
		],
		units: [
			{ code: 'u-1', name: '执行局精执团队', open: 268 },
			{ code: 'u-2', name: '执行局速执团队', open: 412 },
			{ code: 'u-3', name: '执行局财产处置团队', open: 96 },
		],
		nodes: [
			{ code: 'enf-notice', name: '发出执行通知书' },
			{ code: 'enf-auction-start', name: '启动拍卖' },
		],
		today,
	};
}

const figures = {
	...{ received: 64, silent: 5, unlock: 0, signed: 61, signedInTime: 57, answered: 40 },
	...{ metInTime: 31, metLate: 4, stillOpen: 22, silences: 2 },
};
const persons: readonly PersonWeekView[] = [
	{ person: 'p-1', name: '顾青禾', role: '执行局精执团队', ...figures },
	{
		person: 'p-2',
		name: '陆行简',
		role: '启动拍卖',
		...figures,
		received: 18,
		silent: 0,
		signed: 18,
		signedInTime: 18,
		answered: 11,
		metInTime: 9,
		metLate: 0,
		stillOpen: 7,
		silences: 0,
	},
	{
		person: 'p-4',
		name: '周柏衡',
		role: '执行监管团队',
		...figures,
		received: 0,
		silent: 0,
		signed: 0,
		signedInTime: 0,
		answered: 0,
		metInTime: 0,
		metLate: 0,
		stillOpen: 0,
		silences: 0,
	},
];
const unit: UnitWeekView = { unit: 'u-1', name: '执行局精执团队', ...figures, byLevel: [38, 15, 9, 2], again: 4, maySign: true };

/** The weekly sheet; `signed`: every unit has signed; `running`: the week is not over. */
export function weeklyView(variant: string): WeeklyView {
	const running = variant === 'running';
	const review = {
		byName: '冯知行',
		at: '2026-11-16T01:30:00.000Z',
		note: '已逐件核查，逾期四件均为评估机构更换所致，已约谈承办人。',
		hash: '9f2c41d0b7aa55e1',
	};
	const empty = variant === 'empty';
	return {
		court: 'sf-b4',
		courtName: '东川县人民法院',
		courts: courts.slice(1),
		from: running ? '2026-11-16' : '2026-11-09',
		to: running ? '2026-11-22' : '2026-11-15',
		running,
		weeks: ['2026-11-16', '2026-11-09', '2026-11-02', '2026-10-26', '2026-10-19'],
		supervisors: empty ? [] : persons,
		chiefs: empty
			? []
			: [
					{
						person: 'c-1',
						name: '郑怀远',
						role: '执行局长',
						...figures,
						received: 21,
						silent: 3,
						unlock: 2,
						signed: 20,
						signedInTime: 16,
						answered: 12,
						metInTime: 6,
						metLate: 2,
						stillOpen: 11,
					},
					{
						person: 'c-2',
						name: '冯知行',
						role: '庭长',
						...figures,
						received: 17,
						silent: 2,
						signed: 17,
						signedInTime: 17,
						answered: 9,
						metInTime: 8,
						metLate: 0,
						stillOpen: 6,
					},
				],
		units: empty
			? []
			: [
					{ ...unit, maySign: !running && variant !== 'signed', ...(variant === 'signed' ? { review } : {}) },
					{
						...unit,
						unit: 'u-2',
						name: '执行局速执团队',
						received: 22,
						signed: 22,
						signedInTime: 21,
						answered: 12,
						metInTime: 14,
						metLate: 0,
						stillOpen: 6,
						silences: 0,
						byLevel: [17, 5, 0, 0],
						again: 0,
						maySign: false,
						...(running ? {} : { review }),
					},
				],
		unsigned:
			empty || variant === 'signed' ? [] : [{ unit: 'u-1', name: '执行局精执团队', weeks: ['2026-11-09', '2026-10-26'], maySign: true }],
		overdue: empty
			? []
			: [
					{
						...{ nodeId: node.id, caseId: 1187, caseNumber, handlerName: '李见川' },
						nodeName: '启动拍卖',
						subject: 'A1',
						dueOn: '2026-10-08',
						overdueDays: 43,
					},
					{
						nodeId: 'z',
						caseId: 1190,
						caseNumber: '（2025）示0204执3312号',
						handlerName: '王有常',
						nodeName: '执行结案',
						dueOn: '2026-10-30',
						overdueDays: 21,
					},
				],
		...(variant === 'person' ? { person: 'p-1' } : {}),
		today,
	};
}
