import { describe, expect, it } from 'vitest';
import type { CourtDate, Instant } from '../time/types.ts';
import { heldAt, openNodes, waitingRequests } from './as-of.ts';
import { lastDueDay, owedDays, type RecordedRun } from './owed.ts';
import type { LockAsStored, NodeAsStored, RequestAsStored } from './types.ts';
import { clockTime, dailyNumber, grouped, inMyriads, longMoment, shortDay } from './wording.ts';

const zone = 'Asia/Shanghai';
const on = (text: string): CourtDate => text as CourtDate;
const at = (text: string): Instant => new Date(text).toISOString() as Instant;
describe('words and numbers', () => {
	it.each([
		['dc', '示0204', '2026-01-01', '示0204〔2026〕日统计第1号'],
		['dc', '示0204', '2026-10-13', '示0204〔2026〕日统计第286号'],
		['dc', '示0204', '2028-12-31', '示0204〔2028〕日统计第366号'],
		['dc', undefined, '2026-02-01', 'dc〔2026〕日统计第32号'],
	])('%s %s on %s is %s', (code, designation, day, number) => {
		expect(dailyNumber({ code, ...(designation ? { designation } : {}) }, on(day))).toBe(number);
	});

	it('tells times by the wall clock of the court', () => {
		expect(clockTime(at('2026-10-13T16:10:00Z'), zone)).toBe('00:10');
		expect(longMoment(at('2026-10-13T16:10:00Z'), zone)).toBe('2026年10月14日 00:10');
		expect(shortDay(on('2026-10-14'), on('2026-10-13'))).toBe('10月14日');
		expect(shortDay(on('2025-12-29'), on('2026-10-13'))).toBe('2025年12月29日');
	});

	it.each([
		[0, '0.00'],
		[4_999, '0.00'],
		[5_000, '0.01'],
		[123_456_789, '123.46'],
		[-123_456_789_00, '−12,345.68'],
	])('%i fen are %s 万元', (fen, text) => {
		expect(inMyriads(fen)).toBe(text);
	});

	it('groups thousands', () => {
		expect([0, 999, 1000, 1_234_567].map((value) => grouped(value))).toEqual(['0', '999', '1,000', '1,234,567']);
	});
});

describe('days owed', () => {
	const done = (period: string): RecordedRun => ({
		period: on(period),
		state: 'done',
		startedAt: at('2026-01-01'),
		endedAt: at('2026-01-01'),
	});
	const debt = (firstDay: string, runs: readonly RecordedRun[] = []) => ({ zone, firstDay: on(firstDay), runs });

	it.each([
		['2026-03-13T00:09:59+08:00', '2026-03-11'],
		['2026-03-13T00:10:00+08:00', '2026-03-12'],
		['2026-03-13T23:59:59+08:00', '2026-03-12'],
		['2026-03-14T00:09:00+08:00', '2026-03-12'],
	])('at %s the last one is %s', (now, day) => {
		expect(lastDueDay(at(now), zone)).toBe(day);
	});

	it('are those not done, oldest first, never before the first day', () => {
		const now = at('2026-03-06T00:10:00+08:00');
		expect(owedDays(debt('2026-03-02', [done('2026-03-03')]), now)).toEqual(['2026-03-02', '2026-03-04', '2026-03-05']);
		expect(owedDays(debt('2026-03-06'), now)).toEqual([]);
	});

	it('reach back thirty days at most, done or not', () => {
		const now = at('2026-06-30T12:00:00+08:00');
		const days = owedDays(debt('2025-01-01'), now);
		expect([days.length, days[0], days.at(-1)]).toEqual([30, '2026-05-31', '2026-06-29']);
		expect(owedDays(debt('2025-01-01', days.map(done)), now)).toEqual([]);
	});

	it('wait a minute after a failure', () => {
		const failed: RecordedRun = {
			period: on('2026-03-05'),
			state: 'failed',
			startedAt: at('2026-03-06T00:10:00+08:00'),
			endedAt: at('2026-03-06T00:10:05+08:00'),
		};
		expect(owedDays(debt('2026-03-05', [failed]), at('2026-03-06T00:11:04+08:00'))).toEqual([]);
		expect(owedDays(debt('2026-03-05', [failed]), at('2026-03-06T00:11:05+08:00'))).toEqual(['2026-03-05']);
	});
});

describe('what was so at the cut-off', () => {
	const day = on('2026-03-12');
	const before = at('2026-03-13T00:00:00+08:00');
	const node = (more: Partial<NodeAsStored>): NodeAsStored => ({
		nodeId: 'k/enf-notice/-/1',
		node: 'enf-notice',
		clock: 'limit',
		caseId: 1,
		caseNumber: '（2026）示0204执1号',
		court: 'dc',
		startedOn: on('2026-03-02'),
		dueOn: on('2026-03-10'),
		void: false,
		frozen: false,
		provisional: false,
		unconfirmed: false,
		awaitsFeed: false,
		...more,
	});
	const lock = (more: Partial<LockAsStored> = {}): LockAsStored => ({
		lockId: 'k-L1',
		caseId: 1,
		caseKey: 'k',
		caseNumber: '（2026）示0204执1号',
		court: 'dc',
		state: 'active',
		lockedAt: at('2026-03-11T08:00:00+08:00'),
		repeat: 0,
		causes: [{ nodeId: 'k/enf-notice/-/1', dueOn: on('2026-03-10') }],
		...more,
	});

	it.each<[string, Partial<NodeAsStored>, boolean]>([
		['open', {}, true],
		['started after the day', { startedOn: on('2026-03-13') }, false],
		['done on the day', { endedOn: on('2026-03-12') }, false],
		['done after the day', { endedOn: on('2026-03-13') }, true],
		['voided by a closing on the day', { void: true, caseClosedOn: on('2026-03-12') }, false],
		['voided by a closing after the day', { void: true, caseClosedOn: on('2026-03-13') }, true],
		['not applicable, case open', { void: true }, false],
		['frozen', { frozen: true }, false],
		['without a due day', { dueOn: undefined }, false],
	])('a node %s', (_, more, open) => {
		expect(openNodes([node(more)], [], { day, before })).toHaveLength(open ? 1 : 0);
	});

	it.each([
		['2026-03-10', 2],
		['2026-03-11', 1],
		['2026-03-12', 0],
		['2026-03-13', 0],
	])('due on %s is overdue by %i days', (dueOn, overdueDays) => {
		expect(openNodes([node({ dueOn: on(dueOn) })], [], { day, before })[0]).toMatchObject({ overdueDays });
	});

	it('a due day that was moved by a release after the cut-off is the old one, before it the new one', () => {
		const moved = node({ dueOn: on('2026-04-01') });
		const released = (releasedAt: string) => [lock({ state: 'released', releasedAt: at(releasedAt) })];
		expect(openNodes([moved, moved], released('2026-03-13T09:00:00+08:00'), { day, before })).toMatchObject([
			{ dueOn: '2026-03-10', overdueDays: 2 },
		]);
		expect(openNodes([moved], released('2026-03-12T09:00:00+08:00'), { day, before })).toMatchObject([
			{ dueOn: '2026-04-01', overdueDays: 0 },
		]);
	});

	it.each<[string, Partial<LockAsStored>, boolean]>([
		['active', {}, true],
		['in review', { state: 'review' }, true],
		['proposed', { state: 'proposed' }, false],
		['set at the cut-off', { lockedAt: before }, false],
		['released before', { state: 'released', releasedAt: at('2026-03-12T09:00:00+08:00') }, false],
		['released after', { state: 'released', releasedAt: at('2026-03-13T09:00:00+08:00') }, true],
	])('a lock %s', (_, more, held) => {
		expect(heldAt(lock(more), before)).toBe(held);
	});

	it('a request waits until it was answered; the nearest deadline comes first', () => {
		const request = (more: Partial<RequestAsStored>): RequestAsStored => ({
			requestId: 'r',
			lockId: 'k-L1',
			state: 'deciding',
			requestedAt: at('2026-03-11T09:00:00+08:00'),
			route: [
				{ kind: 'endorse', court: 'dc' },
				{ kind: 'decide', court: 'zy' },
			],
			step: 1,
			stepDueOn: on('2026-03-17'),
			decisions: [],
			...more,
		});
		const waiting = waitingRequests(
			[
				request({ requestId: 'open' }),
				request({ requestId: 'near', stepDueOn: on('2026-03-13') }),
				request({ requestId: 'later', requestedAt: before }),
				request({ requestId: 'returned', state: 'returned', stepDueOn: undefined }),
				request({
					requestId: 'granted',
					state: 'granted',
					step: 1,
					stepDueOn: undefined,
					decisions: [
						{ step: 0, at: before },
						{ step: 1, at: at('2026-03-14') },
					],
				}),
			],
			[lock()],
			before,
		);
		expect(waiting.map(({ request: { requestId }, step }) => `${requestId} ${step}`)).toEqual(['near 1', 'open 1', 'granted 0']);
	});
});
