import type {
	CalendarChange,
	CalendarCheck,
	CalendarDay,
	CalendarFault,
	CalendarLoadInput,
	CalendarYear,
} from '../contract/calendar-page.ts';
import { formatDay, formatDayShort, formatWeekday } from '../format/day.ts';
import { daysBetween } from './days.ts';
import { textOf } from './form-data.ts';

/** Forms in which days are loaded, as the form offers them. */
export const calendarKinds = [
	{ kind: 'notice', name: '国务院通知原文' },
	{ kind: 'holiday-cn', name: 'holiday-cn JSON' },
	{ kind: 'closure', name: '本院休班' },
] as const;

/** The name of a form. */
export function kindName(kind: CalendarLoadInput['kind']): string {
	return calendarKinds.find((known) => known.kind === kind)?.name ?? kind;
}

const firstYear = 2000;
const lastYear = 2100;

/** The year that a text names, within what the calendar can show. */
export function yearOf(text: string | null | undefined): number | undefined {
	if (!text || !/^\d{4}$/.test(text)) return undefined;
	const year = Number(text);
	return year >= firstYear && year <= lastYear ? year : undefined;
}

/** The calendar of a year and a court. */
export function calendarHref({ year, court }: { readonly year?: number; readonly court?: string | undefined }): string {
	const query = new URLSearchParams();
	if (year !== undefined) query.set('year', String(year));
	if (court) query.set('court', court);
	const text = query.toString();
	return `/desk/calendar${text === '' ? '' : `?${text}`}`;
}

/** The deadlines that a source moved. */
export function movedHref(seq: number, cursor?: number): string {
	return `/desk/calendar/sources/${seq}${cursor === undefined ? '' : `?cursor=${cursor}`}`;
}

/** The days of a month in weeks from Monday; places before its first and after its last day are empty. */
export function weeksOf(days: readonly CalendarDay[]): readonly (readonly (CalendarDay | undefined)[])[] {
	const first = days[0];
	if (!first) return [];
	const lead = (new Date(`${first.day}T00:00:00Z`).getUTCDay() + 6) % 7;
	const places = [...Array.from({ length: lead }, () => undefined), ...days];
	return Array.from({ length: Math.ceil(places.length / 7) }, (_, week) =>
		Array.from({ length: 7 }, (_place, index) => places[week * 7 + index]),
	);
}

/** The sign of a day that is not an ordinary one: a court's own arrangement differs by its sign, not only its colour. */
export function dayMark({ kind, own }: Pick<CalendarDay, 'kind' | 'own'>): string {
	if (kind === 'rest') return own ? '院休' : '休';
	if (kind === 'makeup' || (kind === 'work' && own)) return own ? '院班' : '班';
	return '';
}

/** A run of days of one kind and name within a month. */
export interface DayRun {
	readonly from: number;
	readonly to: number;
	readonly mark: string;
	readonly name: string;
	readonly own: boolean;
}

/** The days of a month that are not ordinary ones, as runs: 「1日至3日 休 元旦」. */
export function runsOf(days: readonly CalendarDay[]): readonly DayRun[] {
	const runs: { from: number; to: number; mark: string; name: string; own: boolean }[] = [];
	for (const each of days) {
		const mark = dayMark(each);
		if (mark === '') continue;
		const date = Number(each.day.slice(8));
		const name = each.name ?? '';
		const last = runs.at(-1);
		if (last && last.to === date - 1 && last.mark === mark && last.name === name) last.to = date;
		else runs.push({ from: date, to: date, mark, name, own: each.own });
	}
	return runs;
}

/** 「1日至3日」, or one day. */
export function runDays({ from, to }: Pick<DayRun, 'from' | 'to'>): string {
	return from === to ? `${from}日` : `${from}日至${to}日`;
}

/** Years that the program brought along stand together; a loaded one stands alone. */
export type YearLine =
	{ readonly from: 'package'; readonly first: number; readonly last: number } | Extract<CalendarYear, { readonly from: 'source' }>;

/** Known years as lines, newest first. */
export function yearLines(years: readonly CalendarYear[]): readonly YearLine[] {
	const lines: YearLine[] = [];
	for (const year of [...years].sort((a, b) => b.year - a.year)) {
		const last = lines.at(-1);
		if (year.from === 'source') lines.push(year);
		else if (last?.from === 'package' && last.first === year.year + 1) lines[lines.length - 1] = { ...last, first: year.year };
		else lines.push({ from: 'package', first: year.year, last: year.year });
	}
	return lines;
}

/** What the load form holds, as typed. */
export interface CalendarTyped {
	readonly year: string;
	readonly kind: CalendarLoadInput['kind'];
	readonly court: string;
	readonly document: string;
	readonly text: string;
}

/** Reads the load form. */
export function readCalendarForm(form: FormData): CalendarTyped {
	const text = form.get('text');
	return {
		year: textOf(form, 'year'),
		kind: calendarKinds.find(({ kind }) => kind === textOf(form, 'kind'))?.kind ?? 'notice',
		court: textOf(form, 'court'),
		document: textOf(form, 'document'),
		// Lines are counted from the first one: nothing before it is taken away.
		text: typeof text === 'string' ? text.replaceAll('\r\n', '\n') : '',
	};
}

const longestText = 200_000;

/** What is sent of what was typed, or what is missing in it. */
export function calendarInput(typed: CalendarTyped): CalendarLoadInput | CalendarFault {
	const refuse = (message: string): CalendarFault => ({ ok: false, code: 'incomplete', message, problems: [] });
	const year = yearOf(typed.year);
	if (year === undefined) return refuse('请填写四位年份。');
	if (typed.text.trim() === '') return refuse('请粘贴放假安排的文本。');
	if (typed.text.length > longestText) return refuse('文本过长，不得超过 20 万字。');
	if (typed.kind === 'closure' && typed.court === '') return refuse('请选择休班安排所属的法院。');
	return {
		year,
		kind: typed.kind,
		text: typed.text,
		...(typed.kind === 'closure' ? { court: typed.court } : {}),
		...(typed.document ? { document: typed.document.slice(0, 200) } : {}),
	};
}

/** What came of pressing a button of the load form. */
export interface CalendarOutcome {
	/** `ask`: the next press loads. */
	readonly step: 'check' | 'ask' | 'refused';
	readonly check: CalendarCheck;
}

const kindWords = { rest: '放假', work: '上班' } as const;

/** What a change makes of a day: 「休息日 → 上班」. */
export function changeText({ before, after }: CalendarChange): string {
	const words = (side: CalendarChange['before']): string => (side ? `${kindWords[side.kind]}（${side.name}）` : '平常日');
	return `${words(before)} → ${words(after)}`;
}

/** Days on end that change alike, as one line. */
export interface ChangeRun extends CalendarChange {
	/** The last day, the first one being `day`. */
	readonly last: string;
}

/** Changes of the calendar with days on end that change alike put together. */
export function changeRuns(changes: readonly CalendarChange[]): readonly ChangeRun[] {
	const runs: ChangeRun[] = [];
	for (const change of changes) {
		const run = runs.at(-1);
		const joins = run && daysBetween(run.last, change.day) === 1 && changeText(run) === changeText(change);
		if (joins) runs[runs.length - 1] = { ...run, last: change.day };
		else runs.push({ ...change, last: change.day });
	}
	return runs;
}

/** 「2027年2月5日至2月11日」 with the number of days, or one day with its weekday. */
export function changeDays({ day, last }: ChangeRun): string {
	if (day === last) return `${formatDay(day)} ${formatWeekday(day)}`;
	return `${formatDay(day)}至${formatDayShort(last, day.slice(0, 4))}（${daysBetween(day, last) + 1} 日）`;
}
