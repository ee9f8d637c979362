import { describe, expect, it } from 'vitest';
import { calcBar, indicatorVerdict } from './indicator-bar.ts';

const base = { code: 'x', name: '结案率', unit: '%' as const, value: 86.25, numerator: 27_960, denominator: 32_418, period: '2026' };
const target = { operator: '≥' as const, value: 96, document: '示范' };

describe('bar of an indicator', () => {
	it('puts a percentage and its target on 0…100', () => {
		expect(calcBar({ ...base, target })).toEqual({ fill: 86.25, tick: 96 });
	});
	it('leaves room beyond days', () => {
		expect(calcBar({ ...base, unit: '天', value: 60, target: { ...target, operator: '<', value: 30 } })).toEqual({ fill: 80, tick: 40 });
	});
	it('draws none without a target', () => {
		expect(calcBar(base)).toBeUndefined();
	});
});

describe('verdict', () => {
	it('tells unknown, none, met and missed apart', () => {
		expect(indicatorVerdict({ ...base, value: null, target }).kind).toBe('unknown');
		expect(indicatorVerdict(base).kind).toBe('none');
		expect(indicatorVerdict({ ...base, target, met: true })).toEqual({ kind: 'met', words: '达标' });
		expect(indicatorVerdict({ ...base, target, met: false, gap: '再结 3,162 件' }).words).toBe('再结 3,162 件');
	});
});
