import { describe, expect, it } from 'vitest';
import { correctClock, courtNow, sampleOf, untilNextTick } from './clock.ts';
import { judgeFrame, mayAskAgain } from './revision.ts';

const tick = (now: string, speed = 1) => ({ now, speed, businessDay: '2026-10-14', zone: 'Asia/Shanghai' });
const at = (text: string): number => Date.parse(text);

describe('court clock', () => {
	it('runs at the speed of the court', () => {
		const sample = sampleOf(tick('2026-10-14T06:00:00.000Z', 60), 1_000);
		expect(courtNow(sample, 2_000)).toBe(at('2026-10-14T06:01:00.000Z'));
		expect(courtNow(sample, 500)).toBe(at('2026-10-14T06:00:00.000Z'));
	});

	it('keeps its reckoning when a tick was only slow on its way', () => {
		const first = correctClock(undefined, tick('2026-10-14T06:00:00.000Z'), 0);
		const second = correctClock(first, tick('2026-10-14T06:00:09.600Z'), 10_000);
		expect(courtNow(second, 10_000)).toBe(at('2026-10-14T06:00:10.000Z'));
	});

	it('goes forward to a tick that came faster', () => {
		const first = correctClock(undefined, tick('2026-10-14T06:00:00.000Z'), 400);
		const second = correctClock(first, tick('2026-10-14T06:00:10.000Z'), 10_000);
		expect(courtNow(second, 10_000)).toBe(at('2026-10-14T06:00:10.000Z'));
	});

	it('follows a clock that was set back and a changed speed', () => {
		const first = correctClock(undefined, tick('2026-10-14T06:00:00.000Z'), 0);
		expect(courtNow(correctClock(first, tick('2026-10-14T05:00:00.000Z'), 10), 10)).toBe(at('2026-10-14T05:00:00.000Z'));
		expect(correctClock(first, tick('2026-10-14T06:00:00.000Z', 600), 10).speed).toBe(600);
	});

	it('ticks on the court second at speed 1, once a second above', () => {
		expect(untilNextTick(sampleOf(tick('2026-10-14T06:00:00.250Z'), 0), 0)).toBe(750);
		expect(untilNextTick(sampleOf(tick('2026-10-14T06:00:00.250Z', 60), 0), 0)).toBe(1_000);
	});
});

describe('revisions', () => {
	it('applies the next one, ignores an old one, sees a gap', () => {
		expect(judgeFrame(undefined, 7, false)).toBe('apply');
		expect(judgeFrame(7, 8, false)).toBe('apply');
		expect(judgeFrame(7, 7, false)).toBe('ignore');
		expect(judgeFrame(7, 6, false)).toBe('ignore');
		expect(judgeFrame(7, 9, false)).toBe('gap');
	});

	it('takes the first frame of a new connection, also from a server that counts anew', () => {
		expect(judgeFrame(7, 1, true)).toBe('apply');
	});

	it('asks again at most every two seconds', () => {
		expect(mayAskAgain(undefined, 0)).toBe(true);
		expect(mayAskAgain(0, 1_999)).toBe(false);
		expect(mayAskAgain(0, 2_000)).toBe(true);
	});
});
