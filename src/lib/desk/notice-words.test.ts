import { describe, expect, it } from 'vitest';
import {
	dueWords,
	noticeDone,
	noticesHref,
	parseNotices,
	shareWords,
	weekWords,
	idleWords,
	noticeDay,
	noticeHref,
} from './notice-words.ts';

describe('the address of the notice box', () => {
	it.each([
		['', { box: 'mine', state: 'open' }],
		['?box=court&state=all&level=3&court=dc', { box: 'court', state: 'all', level: 3, court: 'dc' }],
		[
			'?level=2&cursor=2026-07-01%7E2%7E%282026%29%E7%A4%BA%2Fx',
			{ box: 'mine', state: 'open', level: 2, cursor: '2026-07-01~2~(2026)示/x' },
		],
		['?box=explained&court=dc', { box: 'explained', court: 'dc' }],
	])('reads and writes %s', (query, asked) => {
		expect(parseNotices(new URLSearchParams(query))).toEqual(asked);
		expect(noticesHref(asked as never)).toBe(`/desk/notices${query}`);
	});

	it('leaves out what it does not understand', () => {
		expect(parseNotices(new URLSearchParams('?box=all&state=gone&level=9&court=%20'))).toEqual({ box: 'mine', state: 'open' });
	});
});

describe('words of notices', () => {
	it('say how far a due day is', () => {
		expect([-3, 0, 2, 9].map((days) => dueWords(days).words)).toEqual(['超期 3 天', '今日到期', '剩 2 天', '剩 9 天']);
	});
	it('name a week within a month, across months, across years', () => {
		expect(weekWords('2026-11-16', '2026-11-22', '2026')).toBe('11月16日至22日');
		expect(weekWords('2026-11-30', '2026-12-06', '2026')).toBe('11月30日至12月6日');
		expect(weekWords('2026-12-28', '2027-01-03', '2026')).toBe('12月28日至2027年1月3日');
	});
	it('share nothing as a dash', () => {
		expect([shareWords(0, 0), shareWords(2, 3)]).toEqual(['—', '67%']);
	});
	it('say what was done, and nothing for what nobody did', () => {
		expect(noticeDone('signed-3')).toBe('已签收 3 件。');
		expect(noticeDone('signed-0')).toBe('所选通知此前均已签收。');
		expect([noticeDone(null), noticeDone('x'), noticeDone('signed-x')]).toEqual([undefined, undefined, undefined]);
	});
});

describe('what a notice is about', () => {
	it.each([
		['node', '/desk/cases/7?node=k%2Fenf-notice%2F-%2F1'],
		['silent', '/desk/cases/7'],
		['unlock', '/desk/unlock/k-L1-R1'],
	] as const)('%s leads to %s', (topic, href) => {
		expect(noticeHref({ topic, caseId: 7, nodeId: 'k/enf-notice/-/1', requestId: 'k-L1-R1' })).toBe(href);
	});

	it('a step that nobody may open leads to the case; days without a step are as grave as their level', () => {
		expect(noticeHref({ topic: 'unlock', caseId: 7, nodeId: 'k' })).toBe('/desk/cases/7');
		expect(idleWords(-31, 2)).toEqual({ words: '31 天未办理', tone: 'warned' });
		expect(idleWords(-60, 3).tone).toBe('overdue');
		expect(noticeDay('silent', '9月20日')).toBe('自 9月20日 起未再办理');
	});
});
