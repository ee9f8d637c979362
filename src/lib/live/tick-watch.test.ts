import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { quietMs, TickWatch } from './tick-watch.ts';

describe('a watch over the connection', () => {
	beforeEach(() => vi.useFakeTimers());
	afterEach(() => vi.useRealTimers());

	const watched = () => {
		const lost = vi.fn();
		return { lost, watch: new TickWatch(lost) };
	};

	it('tells when nothing has come for too long', () => {
		const { lost, watch } = watched();
		watch.heard();
		vi.advanceTimersByTime(quietMs - 1);
		expect(lost).not.toHaveBeenCalled();
		vi.advanceTimersByTime(5_001);
		expect(lost).toHaveBeenCalledOnce();
	});

	it('tells at the first tick after a sleep in which monotonic time stood still, once', () => {
		const { lost, watch } = watched();
		const day = Date.parse('2026-10-14T06:00:00Z');
		watch.ticked(day, 1_000);
		watch.ticked(day + 1_000, 2_000);
		expect(lost).not.toHaveBeenCalled();
		watch.ticked(day + 1_000 + 1_800_000, 3_000);
		expect(lost).toHaveBeenCalledOnce();
		watch.ticked(day + 1_000 + 1_801_000, 4_000);
		expect(lost).toHaveBeenCalledOnce();
	});

	it('is not misled by a slow tick, by clocks that drift apart, or by a time of day that is set back', () => {
		const { lost, watch } = watched();
		const at = { day: Date.parse('2026-10-14T06:00:00Z'), local: 0 };
		const tick = (dayMs: number, localMs: number): void => watch.ticked((at.day += dayMs), (at.local += localMs));
		for (let count = 0; count < 100; count += 1) tick(1_200, 1_000);
		tick(60_000, 60_000);
		tick(6_000, 1_000);
		tick(-3_600_000, 1_000);
		expect(lost).not.toHaveBeenCalled();
		tick(6_001, 1_000);
		expect(lost).toHaveBeenCalledOnce();
	});
});
