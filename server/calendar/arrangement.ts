import { daysBetween, isCourtDate, monthOf, weekday, yearOf } from '../core/time/civil.ts';
import type { CourtDate } from '../core/time/types.ts';
import { daysOf, plainDigits, weekdayIn, weekdayName, type SourceProblem, type StatedDay } from './source.ts';

/** A text without blanks, each character with the line it came from. */
export interface LinedText {
	readonly text: string;
	readonly lines: readonly number[];
}

/** Takes out blanks and line ends, so that a text copied from a page reads as one; digits and brackets become those of print. */
export function linedText(source: string): LinedText {
	let text = '';
	const lines: number[] = [];
	source.split(/\r?\n/u).forEach((line, index) => {
		for (const character of plainDigits(line)) {
			if (/\s/u.test(character)) continue;
			text += character === '(' ? '（' : character === ')' ? '）' : character;
			while (lines.length < text.length) lines.push(index + 1);
		}
	});
	return { text, lines };
}

/** The part of a text from one place to another. */
export function partOf(whole: LinedText, from: number, to: number): LinedText {
	return { text: whole.text.slice(from, to), lines: whole.lines.slice(from, to) };
}

// What an arrangement is made of: ends of sentence and clause, verbs, counts, dates (with the bracket behind them), and dashes between dates.
const TOKEN =
	/(?<end>[。；;])|(?<comma>[，,])|(?<moved>公休日(?:分别)?调至)|(?<rest>放假|补休|公休日|照常公休|法定节?假日)|(?<work>上班)|(?<count>(?:共)?\d+天)|(?:(?<y>\d{4})年)?(?:(?<m>\d{1,2})月)?(?<d>\d{1,2})日(?<bracket>（[^（）]*）)?|(?<dash>至|到|[—–－~～-]+)/gu;

const LONGEST_RANGE = 30;

interface Scan {
	readonly year: number;
	readonly name: string;
	readonly stated: StatedDay[];
	readonly problems: SourceProblem[];
	/** Days read since the last verb. */
	pending: { day: CourtDate; line: number }[];
	/** Days whose rest is moved elsewhere, and how many of them the present clause moves. */
	moved: { day: CourtDate; line: number }[];
	movedHere?: number;
	/** The date read last; a bare day goes on from its month. */
	last?: CourtDate;
	/** The first day of the arrangement, to which a date without a year is nearest. */
	first?: CourtDate;
	/** A dash was read: the next date ends a range. */
	isRange: boolean;
	/** The days of the last 放假, for 共几天. */
	resting?: number;
}

const two = (n: number): string => String(n).padStart(2, '0');

/** The year of a month that stands without one: that of a range's start, else the one nearest to the first day of the arrangement. */
function yearFor(scan: Scan, month: number, day: number): number {
	if (scan.isRange && scan.last) return month < monthOf(scan.last) ? yearOf(scan.last) + 1 : yearOf(scan.last);
	if (!scan.first) return scan.name.includes('元旦') && month === 12 ? scan.year - 1 : scan.year;
	const { first } = scan;
	const candidates = [0, -1, 1].map((shift) => yearOf(first) + shift);
	const distance = (year: number): number => {
		const date = `${year}-${two(month)}-${two(day)}`;
		return isCourtDate(date) ? Math.abs(daysBetween(first, date)) : Number.POSITIVE_INFINITY;
	};
	return candidates.reduce((best, year) => (distance(year) < distance(best) ? year : best));
}

function takeDate(scan: Scan, found: Readonly<Record<string, string | undefined>>, text: string, line: number): void {
	const day = Number(found.d);
	const month = found.m ? Number(found.m) : scan.last && monthOf(scan.last);
	const { isRange, last } = scan;
	if (month === undefined) {
		scan.problems.push({ line, message: `“${text}”没有写明月份` });
		return;
	}
	const inherited = found.m ? yearFor(scan, month, day) : scan.last ? yearOf(scan.last) : scan.year;
	const date = `${found.y ?? inherited}-${two(month)}-${two(day)}`;
	scan.isRange = false;
	if (!isCourtDate(date)) {
		scan.problems.push({ line, message: `没有这一天：${text}` });
		return;
	}
	const named = weekdayIn(found.bracket ?? '');
	if (named !== undefined && named !== weekday(date))
		scan.problems.push({ line, message: `${date} 是${weekdayName(date)}，通知写作“${text}”` });
	scan.last = date;
	scan.first ??= date;
	if (!isRange || !last) scan.pending.push({ day: date, line });
	else if (date <= last || daysBetween(last, date) > LONGEST_RANGE)
		scan.problems.push({ line, message: `起止日期有误：${last} 至 ${date}` });
	else
		scan.pending.push(
			...daysOf(last, date)
				.slice(1)
				.map((each) => ({ day: each, line })),
		);
}

function take(scan: Scan, kind: StatedDay['kind']): void {
	scan.stated.push(...scan.pending.map((item) => ({ ...item, kind, name: scan.name })));
	scan.pending = [];
}

/** The days after 调至 rest; there are as many of them as of those that are moved. */
function endOfMove(scan: Scan, line: number): void {
	if (scan.movedHere === undefined) return;
	if (scan.movedHere !== scan.pending.length)
		scan.problems.push({ line, message: `公休日调休前后天数不一致：${scan.movedHere} 天调至 ${scan.pending.length} 天` });
	scan.movedHere = undefined;
	take(scan, 'rest');
}

function takeToken(scan: Scan, found: Readonly<Record<string, string | undefined>>, text: string, line: number): void {
	if (found.d) takeDate(scan, found, text, line);
	else if (found.dash) scan.isRange = scan.pending.length > 0;
	else if (found.comma) endOfMove(scan, line);
	else if (found.moved) {
		scan.movedHere = scan.pending.length;
		scan.moved.push(...scan.pending);
		scan.pending = [];
	} else if (found.rest) {
		endOfMove(scan, line);
		if (found.rest === '放假' && scan.pending.length > 0) scan.resting = scan.pending.length;
		take(scan, 'rest');
	} else if (found.work) take(scan, 'work');
	else if (found.count) takeCount(scan, Number.parseInt(found.count.replace('共', ''), 10), line);
	else if (found.end) endSentence(scan, line);
}

function takeCount(scan: Scan, count: number, line: number): void {
	if (scan.resting !== undefined && scan.resting !== count)
		scan.problems.push({ line, message: `写明放假 ${count} 天，所列日期为 ${scan.resting} 天` });
	scan.resting = undefined;
}

function endSentence(scan: Scan, line: number): void {
	endOfMove(scan, line);
	for (const { day, line: at } of scan.pending) scan.problems.push({ line: at, message: `没有写明 ${day} 放假还是上班` });
	scan.pending = [];
	scan.isRange = false;
	scan.resting = undefined;
}

/** Advice to employers (鼓励 … 安排职工在除夕休息) binds nobody: such sentences are left out, character for character. */
function withoutAdvice(text: string): string {
	return text.replace(/[^。；]*鼓励[^。；]*/gu, (sentence) => '　'.repeat(sentence.length));
}

/** Reads the arrangement of one festival (`1月1日至3日放假调休，共3天。1月4日（星期日）上班。`) in the notice of a year. */
export function parseArrangement(
	part: LinedText,
	year: number,
	name: string,
): { readonly stated: readonly StatedDay[]; readonly problems: readonly SourceProblem[] } {
	const scan: Scan = { year, name, stated: [], problems: [], pending: [], moved: [], isRange: false };
	for (const match of withoutAdvice(part.text).matchAll(TOKEN))
		takeToken(scan, match.groups ?? {}, match[0], part.lines[match.index] ?? part.lines.at(-1) ?? 1);
	endSentence(scan, part.lines.at(-1) ?? 1);
	// A rest day that is moved away is worked, unless it lies inside the holiday itself; 上班 need not be said again.
	const resting = new Set(scan.stated.filter(({ kind }) => kind === 'rest').map(({ day }) => day));
	for (const { day, line } of scan.moved) if (!resting.has(day)) scan.stated.push({ day, line, kind: 'work', name });
	return { stated: scan.stated, problems: scan.problems };
}
