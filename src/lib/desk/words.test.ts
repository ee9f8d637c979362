import { expect, test } from 'vitest';
import type { ClockView } from '../contract/case-page.ts';
import { columnDay, isDay } from './days.ts';
import { grantOf, readDecision, readMove, readRequest, refusalStatus, verdictOf } from './form-data.ts';
import { caseHref, decisionHref, requestFormHref } from './links.ts';
import { feedWords, leadClock, readsCases, roleWords, sourceWords, stepLeft } from './words.ts';

const zone = 'Asia/Shanghai';
const now = Date.parse('2026-11-20T06:32:00Z');
const clock = (part: Partial<ClockView>): ClockView => ({ clock: 'limit', locks: false, ...part }) as ClockView;

test('the clock that speaks: run out first, then locking, then binding', () => {
	const limit = clock({});
	const inside = clock({ clock: 'management', locks: true });
	expect(leadClock({ clocks: [clock({ clock: 'management' }), limit] })).toBe(limit);
	expect(leadClock({ clocks: [limit, inside] })).toBe(inside);
	const late = clock({ clock: 'management', overdueDays: 3 });
	expect(leadClock({ clocks: [clock({ locks: true }), late] })).toBe(late);
	expect(leadClock({ clocks: [] })).toBeUndefined();
});

test.each([
	[{}, '—', 'dim'],
	[{ workingDaysLeft: -2, stepDueAt: '2026-11-18T16:00:00Z' }, '逾期 2 个工作日', 'overdue'],
	[{ workingDaysLeft: 1, stepDueAt: '2026-11-20T16:00:00Z' }, '今日截止', 'warned'],
	[{ workingDaysLeft: 1, stepDueAt: '2026-11-23T16:00:00Z' }, '剩 1 个工作日', 'warned'],
	[{ workingDaysLeft: 3, stepDueAt: '2026-11-24T16:00:00Z' }, '剩 3 个工作日', 'ink'],
] as const)('what a step has left: %j', (row, words, tone) => {
	expect(stepLeft(row, now, zone)).toMatchObject({ words, tone });
});

test('the end of a step is the day before its midnight', () => {
	expect(stepLeft({ workingDaysLeft: 3, stepDueAt: '2026-11-24T16:00:00Z' }, now, zone).until).toBe('11月24日止');
});

test('words for sources, roles and the feed', () => {
	expect(sourceWords('P,S4')).toBe('公开网页（P）、立项材料（S4）');
	expect(sourceWords('本院文件')).toBe('本院文件');
	expect(roleWords(['handler', 'handler', 'other'])).toBe('承办人、other');
	expect(feedWords({ state: 'dead', cutOff: '2026-11-20T01:00:00Z' }, now, zone)).toEqual({
		words: '数据中断，截至 09:00，锁死已暂停',
		tone: 'dead',
	});
	expect(feedWords({ state: 'none' }, now, zone).words).toBe('尚未收到数据');
});

test('ids with brackets, slashes and Chinese signs go whole into an address', () => {
	expect(decodeURIComponent(decisionHref('（2026）示0204执1号-L1-R1').split('/').at(-1)!)).toBe('（2026）示0204执1号-L1-R1');
	expect(requestFormHref('a/b')).toBe('/desk/locks/a%2Fb/request');
	expect(caseHref(7, '示1/enf-close/-/1')).toBe('/desk/cases/7?node=%E7%A4%BA1%2Fenf-close%2F-%2F1');
});

test('a form is read as it was typed', () => {
	const form = new FormData();
	for (const [name, value] of [
		['step', '1'],
		['verdict', 'approve'],
		['opinion', ' 同意。 '],
		['newDueOn:示1/a/-/1', '2026-12-04'],
		['newDueOn:示1/b/-/1', ''],
	] as const)
		form.append(name, value);
	expect(readDecision(form)).toEqual({
		step: 1,
		verdict: 'approve',
		opinion: '同意。',
		instruction: '',
		newDueOn: { '示1/a/-/1': '2026-12-04' },
		refused: {},
	});
	expect(grantOf(readDecision(form))).toBeUndefined();
	expect(readRequest(new FormData())).toEqual({ reason: '', plan: '', newDueOn: {} });
	expect(verdictOf('auto-forward')).toBeUndefined();
	expect([refusalStatus('step-decided'), refusalStatus('forbidden'), refusalStatus('reason-missing')]).toEqual([409, 403, 400]);
});

test('an approval of some causes names each of them', () => {
	const form = new FormData();
	for (const [name, value] of [
		['grant:示1/a/-/1', 'yes'],
		['newDueOn:示1/a/-/1', '2026-12-04'],
		['grant:示1/b/-/1', 'no'],
		['causeOpinion:示1/b/-/1', ' 尚未补查 '],
	] as const)
		form.append(name, value);
	expect(grantOf(readDecision(form))).toEqual([
		{ nodeId: '示1/a/-/1', granted: true, newDueOn: '2026-12-04' },
		{ nodeId: '示1/b/-/1', granted: false, opinion: '尚未补查' },
	]);
});

test('a move is read with its step', () => {
	const form = new FormData();
	for (const [name, value] of Object.entries({ step: '2', to: 'lin', moveReason: ' 关联案件 ' })) form.append(name, value);
	expect(readMove(form, 'reassign')).toEqual({ move: 'reassign', step: 2, to: 'lin', reason: '关联案件' });
	expect(readMove(new FormData(), 'recuse')).toMatchObject({ step: -1, reason: '' });
});

test('days', () => {
	expect([isDay('2026-02-29'), isDay('2028-02-29'), isDay('x')]).toEqual([false, true, false]);
	expect([columnDay('2026-10-08', '2026-11-20'), columnDay('2027-02-11', '2026-11-20')]).toEqual(['10-08', '2027-02-11']);
});

test.each([
	[['系统管理员'], false],
	[['system-admin', 'audit-admin'], false],
	[['系统管理员', '承办人'], true],
	[['案款管理员'], true],
	[[], false],
])('who sees cases: %j', (roles, sees) => {
	expect(readsCases(roles)).toBe(sees);
});
