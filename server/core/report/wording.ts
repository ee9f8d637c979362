import type { Court } from '../directory/types.ts';
import type { WallFigure } from '../indicator/year.ts';
import { dayNumber, dayOf, monthOf, yearOf } from '../time/civil.ts';
import type { CourtDate, Instant } from '../time/types.ts';
import { dayOfInstant, epochMsOf, startOfDay } from '../time/zone.ts';

/** 「2026年10月13日」. */
export const longDay = (day: CourtDate): string => `${yearOf(day)}年${monthOf(day)}月${dayOf(day)}日`;

/** 「10月13日」, with the year where it is not the report's. */
export const shortDay = (day: CourtDate, reportDay: CourtDate): string =>
	yearOf(day) === yearOf(reportDay) ? `${monthOf(day)}月${dayOf(day)}日` : longDay(day);

/** 「14:30」 on the wall clock of a zone. */
export function clockTime(at: Instant, zone: string): string {
	const minutes = Math.floor((epochMsOf(at) - epochMsOf(startOfDay(dayOfInstant(at, zone), zone))) / 60_000);
	return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** 「2026年10月14日 00:10」. */
export const longMoment = (at: Instant, zone: string): string => `${longDay(dayOfInstant(at, zone))} ${clockTime(at, zone)}`;

/** A number with thousands separators. */
export function grouped(value: number, digits = 0): string {
	const [whole = '0', fraction] = Math.abs(value).toFixed(digits).split('.');
	const text = whole.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction ? `.${fraction}` : '');
	return value < 0 && /[1-9]/.test(text) ? `−${text}` : text;
}

/** An amount in fen as 万元 with two decimals. */
export const inMyriads = (fen: number): string => grouped(fen / 1_000_000, 2);

/**
 * An indicator's value with two decimals. Where it misses its target, it is never rounded onto it: 95.998 % against ≥ 96 % reads 95.99 %.
 */
export function indicatorValue({
	value,
	unit,
	target,
	met,
}: Pick<WallFigure, 'value' | 'unit' | 'met'> & Partial<Pick<WallFigure, 'target'>>): string {
	if (value === null) return '—';
	let hundredths = Math.round(value * 100);
	if (target && met === false) {
		const bound = target.value * 100;
		if (target.operator === '≥' || target.operator === '=') hundredths = hundredths >= bound ? bound - 1 : hundredths;
		if (target.operator === '≤') hundredths = hundredths <= bound ? bound + 1 : hundredths;
	}
	return `${grouped(hundredths / 100, 2)} ${unit}`;
}

/** The number of a daily record: designation, year and day of the year, so that a missing number is a missing day. 「示0204〔2026〕日统计第286号」. */
export function dailyNumber(court: Pick<Court, 'code' | 'designation'>, day: CourtDate): string {
	const first = `${String(yearOf(day)).padStart(4, '0')}-01-01` as CourtDate;
	return `${court.designation ?? court.code}〔${yearOf(day)}〕日统计第${dayNumber(day) - dayNumber(first) + 1}号`;
}
