import { describe, expect, it } from 'vitest';
import { formatIndicator, formatTarget, verdictOf } from './indicator.ts';

const target = { operator: '≥' as const, value: 96, document: '示范' };

describe('indicators in words', () => {
	it('never rounds a miss onto its target', () => {
		expect(formatIndicator({ value: 95.998, target, met: false })).toBe('95.99');
		expect(formatIndicator({ value: 96.004, target, met: true })).toBe('96.00');
		expect(formatIndicator({ value: 55.001, target: { ...target, operator: '<', value: 55 }, met: false })).toBe('55.01');
		expect(formatIndicator({ value: 55, target: { ...target, operator: '<', value: 55 }, met: false })).toBe('55.00');
		expect(formatIndicator({ value: 95.998, met: true })).toBe('96.00');
		expect(formatIndicator({ value: null, target, met: false })).toBe('—');
	});
	it('gives every rate as many digits as the next, and pieces as they are', () => {
		expect([12.5, 12.43, 100, 0, 1234.5].map((value) => formatIndicator({ value }))).toEqual([
			'12.50',
			'12.43',
			'100.00',
			'0.00',
			'1,234.50',
		]);
		expect(formatIndicator({ value: 12, unit: '件' })).toBe('12');
	});
	it('tells unknown, without target, met and missed apart', () => {
		expect(verdictOf({ value: null, target })).toEqual({ kind: 'unknown', words: '本期无数据' });
		expect(verdictOf({ value: 3 }).kind).toBe('none');
		expect(verdictOf({ value: 97, target, met: true }).words).toBe('达标');
		expect(verdictOf({ value: 90, target, met: false, gap: '再结 7 件' }).words).toBe('再结 7 件');
		expect(formatTarget({ target, unit: '%' })).toBe('≥ 96 %');
	});
});
