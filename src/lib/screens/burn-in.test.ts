import { describe, expect, it } from 'vitest';
import { shiftAt, shiftEveryMs, shiftPath, untilShiftMs } from './burn-in.ts';

describe('shift against burn-in', () => {
	it('stands still for minutes and then moves by one small step in one direction', () => {
		for (let index = 0; index < shiftPath.length * 2; index += 1) {
			const here = shiftAt(index * shiftEveryMs);
			expect(shiftAt((index + 1) * shiftEveryMs - 1)).toEqual(here);
			const next = shiftAt((index + 1) * shiftEveryMs);
			expect(Math.abs(next.x - here.x) + Math.abs(next.y - here.y)).toBe(2);
		}
	});

	it('comes to every place within 4 px, as often left as right', () => {
		expect(new Set(shiftPath.map(({ x, y }) => `${x} ${y}`)).size).toBe(25);
		for (const { x, y } of shiftPath) expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(4);
		const sum = (axis: 'x' | 'y'): number => shiftPath.reduce((total, place) => total + place[axis], 0);
		expect(sum('x')).toBe(0);
		expect(sum('y')).toBe(0);
	});

	it('begins again, and knows instants before 1970', () => {
		expect(shiftAt(shiftPath.length * shiftEveryMs)).toEqual(shiftAt(0));
		expect(shiftPath).toContainEqual(shiftAt(-1));
	});

	it('tells when the next step is due', () => {
		expect(untilShiftMs(0)).toBe(shiftEveryMs);
		expect(untilShiftMs(shiftEveryMs - 1)).toBe(1);
	});
});
