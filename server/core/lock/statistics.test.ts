import { describe, expect, it } from 'vitest';
import { loadCalendar } from '../../rulebooks/calendar.ts';
import type { CourtDate } from '../time/types.ts';
import { lockStatistics, locksDecidedBy, locksLateAt, spreadOf, type LockFact, type RequestFact } from './statistics.ts';

const calendar = loadCalendar();
const calendarOf = () => calendar;
const day = (text: string) => text as CourtDate;
const lock = (id: string, part: Partial<LockFact> = {}): LockFact => ({
	...{ id, court: 'dc', handler: 'li', nodes: ['enf-notice'], state: 'active', repeat: 0, lockedOn: day('2026-03-02') },
	...part,
});
const released = (id: string, days: number, part: Partial<LockFact> = {}): LockFact =>
	lock(id, { state: 'released', outcome: 'granted', releasedOn: day(`2026-03-${String(2 + days).padStart(2, '0')}`), ...part });
const route = [
	{ kind: 'endorse', court: 'dc', role: 'enforcement-chief', days: 1 },
	{ kind: 'decide', court: 'zy', role: 'unlock-approver', days: 3 },
] as const;
const figures = (locks: readonly LockFact[], requests: readonly RequestFact[] = []) =>
	lockStatistics(locks, requests, day('2026-03-31'), calendarOf);

describe('middle and upper end', () => {
	it.each([
		[[], undefined, undefined],
		[[4], 4, 4],
		[[1, 3], 2, 3],
		[[5, 1, 2], 2, 5],
		[[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 5.5, 9],
		[[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 6, 10],
		[[0, 0, 0, 40], 0, 40],
	])('%j', (values, median, p90) => {
		expect(spreadOf(values)).toEqual({ count: values.length, ...(median === undefined ? {} : { median, p90 }) });
	});
});

describe('figures of the lock register', () => {
	it('counts locks that held: no proposals, nothing set aside, nothing disproved', () => {
		const all = [
			lock('a'),
			lock('b', { state: 'review', lockedOn: day('2026-03-21') }),
			released('c', 4),
			released('d', 9, { outcome: 'met' }),
			lock('e', { state: 'proposed' }),
			lock('f', { state: 'released', outcome: 'set-aside', releasedOn: day('2026-03-03') }),
			released('g', 20, { outcome: 'voided' }),
		];
		expect(figures(all)).toMatchObject({
			...{ locks: 4, standing: 2, voided: 1 },
			released: { count: 2, median: 6.5, p90: 9 },
			waiting: { count: 2, median: 19.5, p90: 29 },
		});
	});

	it('counts working days of each court from filing to decision, and late steps each from the one before', () => {
		// Filed Friday 03-06. Endorsed Monday 03-09 (in its one day), decided Friday 03-13 (the fourth working day of three).
		const late: RequestFact = {
			...{ lockId: 'a', state: 'granted', filedOn: day('2026-03-06'), route },
			decisions: [
				{ step: 0, verdict: 'approve', court: 'dc', on: day('2026-03-09') },
				{ step: 1, verdict: 'approve', court: 'zy', on: day('2026-03-13') },
			],
		};
		// Endorsed a day late, then decided on the last day; refused.
		const refused: RequestFact = {
			...{ lockId: 'b', state: 'refused', filedOn: day('2026-03-09'), route },
			decisions: [
				{ step: 0, verdict: 'approve', court: 'dc', on: day('2026-03-11') },
				{ step: 1, verdict: 'refuse', court: 'zy', on: day('2026-03-16') },
			],
		};
		const open: RequestFact = { lockId: 'c', state: 'deciding', filedOn: day('2026-03-09'), route, decisions: late.decisions.slice(0, 1) };
		const { turnRound } = figures([lock('a'), lock('b'), lock('c')], [late, refused, open]);
		expect(turnRound.find(({ court }) => court === 'zy')).toEqual({ court: 'zy', decided: 2, medianDays: 5, steps: 2, late: 1 });
		expect(turnRound.find(({ court }) => court === 'dc')).toEqual({ court: 'dc', decided: 0, steps: 3, late: 1 });
		expect(locksDecidedBy([late, refused, open], 'zy')).toEqual(['a', 'b']);
		expect(locksLateAt([late, refused, open], 'zy', calendarOf)).toEqual(['a']);
		expect(locksLateAt([late, refused, open], 'dc', calendarOf)).toEqual(['b']);
	});

	it('a refusal of the own chief is the last word of the own court; silence that went up is late', () => {
		const own: RequestFact = {
			...{ lockId: 'a', state: 'refused', filedOn: day('2026-03-09'), route },
			decisions: [{ step: 0, verdict: 'refuse', court: 'dc', on: day('2026-03-09') }],
		};
		const silent: RequestFact = {
			...{ lockId: 'a', state: 'deciding', filedOn: day('2026-03-09'), route: [{ ...route[1], kind: 'forward', days: 1 }, route[1]] },
			decisions: [{ step: 0, verdict: 'auto-forward', court: 'zy', on: day('2026-03-10') }],
		};
		const { turnRound } = figures([lock('a')], [own, silent]);
		expect(turnRound).toContainEqual({ court: 'dc', decided: 1, medianDays: 0, steps: 1, late: 0 });
		expect(turnRound).toContainEqual({ court: 'zy', decided: 0, steps: 1, late: 1 });
	});

	it('names repeats by node, handler and court, most first, without those of disproved locks', () => {
		const all = [
			lock('a', { repeat: 1, nodes: ['enf-notice', 'enf-close'] }),
			lock('b', { repeat: 2, nodes: ['enf-notice'], court: 'xl', handler: 'wang' }),
			lock('c'),
			released('d', 3, { repeat: 1, outcome: 'voided' }),
		];
		expect(figures(all).repeats).toEqual({
			total: 2,
			byNode: [
				{ key: 'enf-notice', locks: 3, repeats: 2 },
				{ key: 'enf-close', locks: 1, repeats: 1 },
			],
			byHandler: [
				{ key: 'li', locks: 2, repeats: 1 },
				{ key: 'wang', locks: 1, repeats: 1 },
			],
			byCourt: [
				{ key: 'dc', locks: 2, repeats: 1 },
				{ key: 'xl', locks: 1, repeats: 1 },
			],
		});
	});

	it('leaves requests of disproved locks out', () => {
		const request: RequestFact = {
			...{ lockId: 'x', state: 'granted', filedOn: day('2026-03-09'), route },
			decisions: [{ step: 1, verdict: 'approve', court: 'zy', on: day('2026-03-10') }],
		};
		expect(figures([lock('x', { state: 'released', outcome: 'voided' })], [request]).turnRound).toEqual([]);
	});
});
