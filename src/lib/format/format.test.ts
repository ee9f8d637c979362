import { describe, expect, it } from 'vitest';
import { dayOf, formatCourtDate, formatDay, formatDayShort, formatMoment, formatTime } from './day.ts';
import { formatAge, formatDuration } from './duration.ts';
import { maskName } from './name.ts';
import { formatCount, formatDifference, formatFen, formatShare, formatValue, formatYearOnYear } from './number.ts';

const zone = 'Asia/Shanghai';
const hour = 3_600_000;

describe('court days', () => {
	it('writes the date in the zone of the court, not of the machine', () => {
		expect(formatCourtDate('2026-11-20T01:30:00.000Z', zone)).toBe('2026年11月20日 星期五');
		expect(formatCourtDate('2026-11-19T16:00:00.000Z', zone)).toBe('2026年11月20日 星期五');
		expect(dayOf('2026-10-13T15:59:59.000Z', zone)).toBe('2026-10-13');
		expect(formatTime('2026-11-19T16:00:05.000Z', zone, true)).toBe('00:00:05');
	});

	it('drops the year only where it is this year', () => {
		expect(formatDay('2026-01-05')).toBe('2026年1月5日');
		expect(formatDayShort('2026-01-05', '2026')).toBe('1月5日');
		expect(formatDayShort('2027-01-05', '2026')).toBe('2027年1月5日');
	});

	it('adds the day to a cut-off that is not of today', () => {
		const now = Date.parse('2026-10-14T06:32:00Z');
		expect(formatMoment('2026-10-14T06:30:00Z', now, zone)).toBe('14:30');
		expect(formatMoment('2026-10-13T06:30:00Z', now, zone)).toBe('10月13日 14:30');
	});
});

describe('durations', () => {
	it('counts whole days and hours', () => {
		expect(formatDuration((42 * 24 + 14) * hour + 59 * 60_000)).toBe('42天14时');
		expect(formatDuration(9 * hour)).toBe('9时');
		expect(formatDuration(59_999)).toBe('0分');
		expect(formatDuration(-1)).toBe('0分');
	});

	it('tells an age in the largest unit', () => {
		expect([30_000, 60_000, 3 * hour, 49 * hour].map(formatAge)).toEqual(['不到 1 分钟', '1 分钟', '3 小时', '2 天']);
	});
});

describe('figures', () => {
	it('separates thousands below 100,000 and goes to 万 and 亿 above', () => {
		expect(formatCount(32_418)).toEqual({ figure: '32,418', unit: '' });
		expect(formatCount(0)).toEqual({ figure: '0', unit: '' });
		expect(formatCount(100_000)).toEqual({ figure: '10.00', unit: '万' });
		expect(formatCount(1_234_567)).toEqual({ figure: '123.5', unit: '万' });
		expect(formatCount(null).figure).toBe('—');
	});

	it('turns fen into yuan', () => {
		expect(formatFen(38_600_00)).toEqual({ figure: '3.86', unit: '万元' });
		expect(formatFen(999_999)).toEqual({ figure: '9,999.99', unit: '元' });
		expect(formatFen(123_456_789_00)).toEqual({ figure: '1.23', unit: '亿元' });
		expect(formatFen(50_000)).toEqual({ figure: '500', unit: '元' });
	});

	it('writes shares, values and differences with a true minus', () => {
		expect(formatShare(0.8625)).toEqual({ figure: '86.25', unit: '%' });
		expect(formatValue(58.3)).toBe('58.3');
		expect(formatValue(97)).toBe('97');
		expect(formatValue(100)).toBe('100');
		expect(formatYearOnYear(28_312, 29_553)).toBe('−4.2%');
		expect(formatYearOnYear(10, null)).toBe('—');
		expect(formatYearOnYear(10, 10)).toBe('持平');
		expect(formatDifference(-6)).toBe('−6');
		expect(formatDifference(6)).toBe('+6');
	});
});

describe('masked names', () => {
	it('keeps the surname only', () => {
		expect(['李晓明', '王刚', '欧阳修文', '李某某', '赵'].map(maskName)).toEqual(['李某某', '王某', '欧阳某某', '李某某', '赵某']);
	});
});
