import { describe, expect, it } from 'vitest';
import type { NodeRow } from '../node/types.ts';
import type { CourtDate, Instant } from '../time/types.ts';
import { disprovedCauses, judgedCauses } from './disproved.ts';
import type { LockCause, LockState } from './types.ts';

const day = (text: string) => text as CourtDate;
const soft = { ends: [{ event: 'notice-issued' }] };
const lockOf = (cause: Partial<LockCause> = {}, more: Partial<LockState> = {}): LockState => ({
	...{ id: 'L1', phase: 'active', lockedAt: '2026-03-14T00:00:00.000Z' as Instant, lockedOn: day('2026-03-14'), repeat: 0 },
	...{ requests: [], upheld: [], seq: 9, causes: [{ nodeId: 'n', dueOn: day('2026-03-10'), ...cause }], ...more },
});
/** The node, never finished, of a case that was closed on a day. */
const closedOn = (on: string): readonly NodeRow[] => [
	{
		...{ id: 'n', node: 'enf-notice', subject: '-', n: 1, startedOn: day('2026-03-02') },
		...{ phase: 'void', voidReason: 'closed', voidedOn: day(on), overdueOn: day('2026-03-11'), clocks: [] },
	},
];
const isDisproved = (lock: LockState, on: string): boolean => disprovedCauses(lock, closedOn(on)).length > 0;

describe('what a closing proves of the miss that it left behind', () => {
	it.each([
		['on the due day: nothing was missed', {}, '2026-03-10', true],
		['within the days of grace', { graceTo: day('2026-03-12') }, '2026-03-12', true],
		['after the due day, before the lock: there was nothing to lock', {}, '2026-03-13', true],
		['after the lock', {}, '2026-03-15', false],
		['after the lock, of a soft cause', { soft }, '2026-03-15', false],
		['on the day of a lock that lets a step through', { soft }, '2026-03-14', false],
		['on the day of a lock that holds every step, so that it came before', {}, '2026-03-14', true],
	])('%s', (_what, cause, on, expected) => {
		expect(isDisproved(lockOf(cause), on)).toBe(expected);
	});

	it('after a partial grant the day of the lock proves nothing either', () => {
		const released = [
			{ nodeId: 'm', dueOn: day('2026-03-09'), newDueOn: day('2026-03-20'), releasedOn: day('2026-03-14'), requestId: 'R1' },
		];
		expect(isDisproved(lockOf({}, { released }), '2026-03-14')).toBe(false);
	});

	it('is upheld with its day, so that an earlier closing is another fact', () => {
		const lock = lockOf({}, { upheld: ['n@2026-03-10/closed/2026-03-13'] });
		expect(judgedCauses(lock, closedOn('2026-03-13'))).toEqual([]);
		expect(judgedCauses(lock, closedOn('2026-03-09'))).toEqual([{ nodeId: 'n', dueOn: '2026-03-10', kind: 'closed', on: '2026-03-09' }]);
		expect(judgedCauses(lockOf({}, { upheld: ['n@2026-03-10'] }), closedOn('2026-03-09'))).toEqual([]);
	});
});
