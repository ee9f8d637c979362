import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryOf } from './catalogue/index.ts';
import { changeFrom, evenness, valueOf } from './figures.ts';
import { meanOf, placesAmong } from './peers.ts';
import { changeText, distanceText, figureText } from './text.ts';
import type { Figure } from './types.ts';

const rate = entryOf('enf.close_rate')!;
const days = entryOf('enf.avg_days')!;
const figure = (code: string, numerator: number, denominator: number): Figure => ({
	code,
	numerator,
	denominator,
	value: valueOf(numerator, denominator, entryOf(code)!.unit),
});
const figures = (code: string) =>
	fc.array(fc.tuple(fc.nat(50), fc.nat(50)), { maxLength: 12 }).map((list) => list.map(([n, d]) => figure(code, n, d)));

describe('peers', () => {
	it('ranks by value with ties, and leaves out those without a denominator', () => {
		const list = [
			figure('enf.close_rate', 1, 2),
			figure('enf.close_rate', 3, 4),
			figure('enf.close_rate', 2, 4),
			figure('enf.close_rate', 0, 0),
		];
		expect(placesAmong(rate, list).map(({ rank }) => rank)).toEqual([2, 1, 2, null]);
		expect(placesAmong(rate, list)[0]).toMatchObject({ of: 3, mean: 60, toMean: -10, toFirst: 25 });
		const times = [figure('enf.avg_days', 60, 2), figure('enf.avg_days', 20, 1)];
		expect(placesAmong(days, times).map(({ rank }) => rank)).toEqual([2, 1]);
	});

	it('the mean is the sum over the sum, whatever way the peers are put together', () => {
		fc.assert(
			fc.property(figures('enf.close_rate'), fc.nat(11), (list, cut) => {
				const joined = [list.slice(0, cut), list.slice(cut)].map((part) =>
					figure(
						'enf.close_rate',
						part.filter(({ value }) => value !== null).reduce((sum, each) => sum + each.numerator, 0),
						part.reduce((sum, each) => sum + (each.denominator ?? 0), 0),
					),
				);
				expect(meanOf(rate, joined)).toBe(meanOf(rate, list));
			}),
		);
	});

	it('a place is one more than the number of better ones; the first is as far from the first as nothing', () => {
		fc.assert(
			fc.property(figures('enf.avg_days'), (list) => {
				const places = placesAmong(days, list);
				for (const [index, place] of places.entries()) {
					const own = list[index]!;
					if (own.value === null) {
						expect(place).toMatchObject({ rank: null, toMean: null, toFirst: null });
						continue;
					}
					// Multiplied out: the same fractions in other terms share a place.
					const better = list.filter(
						(other) => other.value !== null && other.numerator * own.denominator! < own.numerator * other.denominator!,
					);
					expect(place.rank).toBe(1 + better.length);
					if (place.rank === 1) expect(place.toFirst).toBeCloseTo(0, 9);
					else expect(place.toFirst).toBeLessThan(0);
				}
			}),
		);
	});
});

describe('comparison and words', () => {
	it('a last year of nought has no percentage, a time before the data has nothing', () => {
		expect(changeFrom(5, 0, true)).toEqual({ value: 0, difference: 5, relative: null });
		expect(changeFrom(5, 4, false)).toEqual({ value: null, difference: null, relative: null });
		expect(changeFrom(null, 4, true)).toEqual({ value: 4, difference: null, relative: null });
	});

	it('says percentage points for rates, percent for counts, days for times', () => {
		const accepted = entryOf('tri.accept_yoy')!;
		expect(changeText(rate, changeFrom(96.5, 93.64, true))).toBe('上升 2.86 个百分点');
		expect(changeText(accepted, changeFrom(95, 100, true))).toBe('下降 5.00%');
		expect(changeText(accepted, changeFrom(95, 0, true))).toBe('—');
		expect(changeText(days, changeFrom(50, 53.2, true))).toBe('缩短 3.2 天');
		expect(changeText(rate, changeFrom(96.5, 96.501, true))).toBe('持平');
		expect(distanceText('%', -3.2)).toBe('−3.20 个百分点');
	});

	it('never rounds a missed figure onto its target', () => {
		const missed = {
			met: false,
			words: '',
			target: { code: '', document: '', rule: { kind: 'bound', operator: '≥', value: 96 } },
		} as const;
		expect(figureText(rate, { value: 95.998, target: missed })).toBe('95.99%');
		expect(figureText(rate, { value: 95.998 })).toBe('96.00%');
		expect(
			figureText(days, {
				value: 54.98,
				target: { ...missed, target: { ...missed.target, rule: { kind: 'bound', operator: '<', value: 54.9 } } },
			}),
		).toBe('55.0 天');
		expect(figureText(rate, { value: null })).toBe('—');
	});

	it('evenness is full where all months are equal, nothing where all closings fall into one of many', () => {
		expect(evenness([10, 10, 10])).toBe(100);
		expect(evenness([0, 0, 0, 40])).toBeCloseTo(25, 9);
		expect(evenness([40])).toBeNull();
		expect(evenness([0, 0])).toBeNull();
	});
});
