import type { DutyPayload } from '../../contract/topics-quality.ts';
import type { TileFixture } from '../../ui/tile.ts';
import { commonStates, fixtureData, longNames } from '../../ui/tile-fixtures.ts';

export const full: DutyPayload = {
	today: '2026-10-14',
	shifts: [
		{
			day: '2026-10-14',
			from: '08:30',
			to: '17:30',
			post: '带班领导',
			handler: '周某某',
			signedInAt: '2026-10-14T00:22:00.000Z',
			running: true,
		},
		{
			day: '2026-10-14',
			from: '08:30',
			to: '17:30',
			post: '值班员',
			handler: '李某某',
			signedInAt: '2026-10-14T00:11:00.000Z',
			running: true,
		},
		{ day: '2026-10-14', from: '17:30', to: '08:30', post: '值班员', handler: '王某某', running: false },
		{ day: '2026-10-15', from: '08:30', to: '17:30', post: '带班领导', handler: '吴某某', running: false },
		{ day: '2026-10-15', from: '08:30', to: '17:30', post: '值班员', handler: '郑某', running: false },
	],
	notes: [
		{
			writtenAt: '2026-10-14T00:40:00.000Z',
			handler: '王某某',
			text: '东川县法院昨夜数据中断四小时，已恢复，逾期节点待上午复核。',
			done: false,
		},
		{ writtenAt: '2026-10-13T09:12:00.000Z', handler: '李某某', text: '高院督办件 2 件，今日下班前反馈。', done: false },
		{ writtenAt: '2026-10-13T08:05:00.000Z', handler: '李某某', text: '甲区法院批量锁死提示已确认。', done: true },
	],
	missing: 3,
};
/** Nobody has signed in yet. */
const unsigned: DutyPayload = { ...full, shifts: full.shifts.map(({ signedInAt: _, ...shift }) => shift) };
/** The roster has turns, but none of them runs now. */
const gap: DutyPayload = { ...full, shifts: full.shifts.map((shift) => ({ ...shift, running: false })).slice(2), notes: [] };
export const none: DutyPayload = { today: '2026-10-14', shifts: [], notes: [], missing: 12 };
/** All is in order: nothing handed over, everybody has a turn. */
export const calm: DutyPayload = { ...full, notes: [], missing: 0 };
export const masked: DutyPayload = {
	...full,
	shifts: full.shifts.map(({ handler: _, ...shift }) => shift),
	notes: full.notes.map(({ handler: _, ...note }) => note),
};
const long: DutyPayload = {
	...full,
	shifts: Array.from({ length: 12 }, (_, at) => ({
		...full.shifts[at % 5]!,
		handler: longNames.handler,
		post: '执行指挥中心接待窗口值班人员',
		running: at < 4,
	})),
	notes: Array.from({ length: 12 }, (_, at) => ({
		...full.notes[0]!,
		writtenAt: `2026-10-13T0${at % 10}:12:00.000Z`,
		text: '上级法院转来的交叉执行案件共十二件，其中三件当事人情绪激动，已与信访部门对接，请继续跟进并在周五前书面反馈办理情况。',
	})),
	missing: 128,
};

export const fixtures: TileFixture<'duty'>[] = [
	...commonStates<'duty'>(full),
	{ state: '未签到', data: fixtureData<'duty'>(unsigned) },
	{ state: '当前无人值班', data: fixtureData<'duty'>(gap) },
	{ state: '未排班', data: fixtureData<'duty'>(none) },
	{ state: '无交接事项（0）', data: fixtureData<'duty'>(calm) },
	{ state: '不显示人员', data: fixtureData<'duty'>(masked) },
	{ state: '超长名称、数量很多', data: fixtureData<'duty'>(long) },
];
