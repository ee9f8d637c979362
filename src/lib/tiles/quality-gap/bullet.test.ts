import { describe, expect, it } from 'vitest';
import { full } from './fixtures.ts';
import { calcBullet, shortfallOf, worstFirst } from './bullet.ts';

const target = (operator: '≥' | '<' | '=', value: number) => ({ operator, value, document: '示范' });

describe('bullets', () => {
	it('show what is missing between value and target, from either side', () => {
		expect(calcBullet({ unit: '%', value: 86, target: target('≥', 96), met: false })).toEqual({
			fill: 86,
			tick: 96,
			missing: { from: 86, to: 96 },
		});
		const days = calcBullet({ unit: '天', value: 60, target: target('<', 50), met: false })!;
		expect(days.missing).toEqual({ from: days.tick, to: days.fill });
		expect(days.fill).toBeCloseTo(100 / 1.2, 9);
		expect(calcBullet({ unit: '%', value: 97, target: target('≥', 96), met: true })!.missing).toBeUndefined();
	});
	it('have no bar without a target, an empty one without a value, and do not divide by nought', () => {
		expect(calcBullet({ unit: '%', value: 97 })).toBeUndefined();
		expect(calcBullet({ unit: '%', value: null, target: target('≥', 96) })).toEqual({ fill: 0, tick: 96 });
		expect(calcBullet({ unit: '件', value: 0, target: target('=', 0), met: true })).toEqual({ fill: 0, tick: 0 });
	});
	it('a rate above 100 % stays on the scale', () => {
		expect(calcBullet({ unit: '%', value: 120, target: target('≥', 35), met: true })!.fill).toBeCloseTo(100 / 1.2, 9);
	});
});

describe('order', () => {
	it('puts the furthest from its target first, across units, and the met ones last', () => {
		const rows = worstFirst(full.rows);
		const falls = rows.map(shortfallOf);
		expect(falls).toEqual([...falls].sort((a, b) => b - a));
		expect(rows.map(({ met }) => met)).toEqual([false, false, false, true, true, true]);
		expect(worstFirst([{ ...full.rows[1]! }, { ...full.rows[0]!, value: null, met: undefined }])[0]!.value).toBeNull();
	});
	it('keeps the order of the catalogue among equals', () => {
		const met = full.rows.filter((row) => row.met).map(({ code }) => code);
		expect(
			worstFirst(full.rows)
				.slice(3)
				.map(({ code }) => code),
		).toEqual(met);
	});
});
