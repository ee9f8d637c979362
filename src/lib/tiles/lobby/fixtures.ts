import type { LobbyPayload } from '../../contract/topics.ts';

export const full: LobbyPayload = {
	courtName: '示范市甲区人民法院',
	openPerJudge: {
		value: 68,
		openCases: 2_312,
		judges: 34,
		previous: 73,
		definition: '每位在岗的审判员额法官平均正在办理、尚未审结的案件数。',
	},
	waitCycle: { value: 23, hearings: 418, previous: 23, definition: '近 90 日内首次开庭的案件，从立案到开庭平均等候的天数。' },
	byProcedure: [
		{ procedure: 'small', name: '小额诉讼', waitDays: 9, closeDays: 24, limit: '2 个月' },
		{ procedure: 'simple', name: '简易程序', waitDays: 14, closeDays: 37, limit: '3 个月' },
		{ procedure: 'ordinary', name: '普通程序', waitDays: 31, closeDays: 96, limit: '6 个月' },
	],
	asOf: '2026-10-14T06:00:00Z',
};

export const missing: LobbyPayload = {
	...full,
	openPerJudge: { ...full.openPerJudge, value: null, judges: 0, previous: null },
	waitCycle: { ...full.waitCycle, value: null, hearings: 0, previous: null },
	byProcedure: full.byProcedure.map((row, index) => ({ ...row, waitDays: index === 0 ? row.waitDays : null, closeDays: null })),
};
