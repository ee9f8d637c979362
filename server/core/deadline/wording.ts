import type { Limit } from '../rulebook/types.ts';
import { dateOfDayNumber, dayOf, monthOf, weekday, yearOf } from '../time/civil.ts';
import type { CourtDate } from '../time/types.ts';
import type { WorkCalendar } from '../time/work-calendar.ts';
import type { Extension } from './types.ts';

const WEEKDAYS = ['', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六', '星期日'];

/** A date as it stands in a court document: 2026年10月8日. */
export function longDate(date: CourtDate): string {
	return `${yearOf(date)}年${monthOf(date)}月${dayOf(date)}日`;
}

/** A day number as it stands in a court document. */
export function longDay(n: number): string {
	return longDate(dateOfDayNumber(n));
}

/** The Chinese name of the day of the week. */
export function weekdayName(date: CourtDate): string {
	return WEEKDAYS[weekday(date)] ?? '';
}

/** A limit in Chinese: 10日, 30个工作日, 3个月又15日, 8小时. */
export function limitText(limit: Limit): string {
	if (limit.limit === 0 && !limit.extraDays) return '当日';
	const extra = limit.extraDays === undefined || limit.extraDays === 0 ? '' : `又${limit.extraDays}日`;
	const unit = limit.unit === 'X' ? (limit.lengthUnit ?? 'Y') : limit.unit;
	const words = { D: '日', WD: '个工作日', M: '个月', Y: '年', H: '小时', MIN: '分钟' } as const;
	return `${limit.limit}${words[unit]}${extra}`;
}

/** What an extension adds, in Chinese: 3个月, 10日, 1个月又5日. */
export function extensionText(extension: Extension, inWorkingDays: boolean): string {
	const months = extension.addMonths ? `${extension.addMonths}个月` : '';
	const days = extension.addDays ? `${extension.addDays}${inWorkingDays ? '个工作日' : '日'}` : '';
	return months !== '' && days !== '' ? `${months}又${days}` : months + days;
}

/** Why a day rests, in Chinese: 为国庆节休假, or 为星期六 for an ordinary weekend. */
export function restReason(n: number, calendar: WorkCalendar): string {
	const date = dateOfDayNumber(n);
	const name = calendar.nameOf(date);
	return name === undefined ? `为${weekdayName(date)}` : `为${name}休假`;
}

/** The day of the week of a due day, with the note that it is a make-up working day where it is one. */
export function workdayNote(date: CourtDate, calendar: WorkCalendar): string {
	const makesUp = weekday(date) > 5 && calendar.isWorkingDay(date);
	return makesUp ? `${weekdayName(date)}，${calendar.nameOf(date) ?? ''}调休上班日` : weekdayName(date);
}
