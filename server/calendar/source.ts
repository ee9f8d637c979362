import { dateOfDayNumber, dayNumber, weekday } from '../core/time/civil.ts';
import type { CourtDate } from '../core/time/types.ts';
import type { SourceDay } from '../store/calendar.ts';

/** What is wrong with a text, and on which of its lines (from 1). */
export interface SourceProblem {
	readonly line: number;
	readonly message: string;
}

/** A text that was read: the days it states, in order, each once. */
export interface ReadSource {
	readonly ok: true;
	readonly year: number;
	/** The number of the document, where the text gives one. */
	readonly document?: string;
	readonly days: readonly SourceDay[];
}

/** What became of reading a text; one problem is enough for nothing to be taken from it. */
export type SourceReading = ReadSource | { readonly ok: false; readonly problems: readonly SourceProblem[] };

/** What a text is read against. */
export interface ReadingFrame {
	readonly year: number;
	/** Whether a day rests by the calendar in force, so that a weekday may be made up on; without it only weekends and fixed festivals may. */
	readonly rests?: (day: CourtDate) => boolean;
}

/** A day with the line that states it. */
export interface StatedDay extends SourceDay {
	readonly line: number;
}

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];

/** 星期六 */
export const weekdayName = (day: CourtDate): string => `星期${WEEKDAYS[weekday(day) - 1]}`;

/** The weekday of a text (星期六, 周六), 1 to 7, or undefined where it names none. */
export function weekdayIn(text: string): number | undefined {
	const found = /(?:星期|周)([一二三四五六日天])/u.exec(text)?.[1];
	return found === undefined ? undefined : WEEKDAYS.indexOf(found === '天' ? '日' : found) + 1;
}

/** Full-width digits become ordinary ones; nothing else changes, so that places in the text stay where they are. */
export const plainDigits = (text: string): string =>
	text.replace(/[０-９]/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xff10 + 48));

const kindNames = { rest: '放假', work: '上班' } as const;
/** Festivals on fixed days (全国年节及纪念日放假办法第二条); those of the lunar year are known from the calendar in force. */
const fixedFestivals = new Set(['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']);

function mayBeMadeUp(day: CourtDate, frame: ReadingFrame): boolean {
	return weekday(day) > 5 || fixedFestivals.has(day.slice(5)) || (frame.rests?.(day) ?? false);
}

/** Takes each day once; a day stated both ways, and a make-up day that was a working day anyway, are problems. */
export function settleDays(stated: readonly StatedDay[], frame: ReadingFrame): { days: readonly SourceDay[]; problems: SourceProblem[] } {
	const problems: SourceProblem[] = [];
	const known = new Map<CourtDate, StatedDay>();
	for (const item of stated) {
		const { day, kind, line } = item;
		const before = known.get(day);
		if (before && before.kind !== kind)
			problems.push({ line, message: `${day} 既写${kindNames[before.kind]}又写${kindNames[kind]}（另见第 ${before.line} 行）` });
		if (before) continue;
		known.set(day, item);
		if (kind === 'work' && !mayBeMadeUp(day, frame))
			problems.push({ line, message: `${day}（${weekdayName(day)}）本是工作日，不能列为上班日` });
	}
	const days = [...known.values()].map(({ day, kind, name }) => ({ day, kind, name }));
	return { days: days.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0)), problems };
}

/** What a source of a whole year must hold: only days around the year, its New Year's Day and its National Day. */
export function yearProblems(stated: readonly StatedDay[], year: number): SourceProblem[] {
	const [first, last] = [`${year - 1}-12-01`, `${year + 1}-01-31`];
	const outside = stated.filter(({ day }) => day < first || day > last);
	const rests = new Set(stated.filter(({ kind }) => kind === 'rest').map(({ day }) => day as string));
	const missing = [
		['01-01', '元旦'],
		['10-01', '国庆节'],
	].flatMap(([day, name]) => (rests.has(`${year}-${day}`) ? [] : [{ line: 1, message: `通知不完整：没有${name}` }]));
	return [...outside.map(({ day, line }) => ({ line, message: `${day} 不属于 ${year} 年的安排` })), ...missing];
}

/** A reading with its problems in the order of their lines, or else with its days. */
export function readingOf(problems: readonly SourceProblem[], read: Omit<ReadSource, 'ok'>): SourceReading {
	if (problems.length > 0) return { ok: false, problems: [...problems].sort((a, b) => a.line - b.line) };
	return { ok: true, ...read };
}

/** All days from one to another, both held; `to` must not be the earlier one. */
export function daysOf(from: CourtDate, to: CourtDate): readonly CourtDate[] {
	const first = dayNumber(from);
	return Array.from({ length: dayNumber(to) - first + 1 }, (_, index) => dateOfDayNumber(first + index));
}
