import { linedText, parseArrangement, partOf, type LinedText } from './arrangement.ts';
import {
	readingOf,
	settleDays,
	yearProblems,
	type ReadingFrame,
	type SourceProblem,
	type SourceReading,
	type StatedDay,
} from './source.ts';

const TITLE = /国务院办公厅关于(\d{4})年(?:部分)?节假日(?:放假)?安排的通知/u;
const DOCUMENT = /国办发(?:明电)?[〔［[（]\d{4}[〕］\]）]第?\d+号/u;
const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];
const HEADING = /([一二三四五六七八九十]{1,2})、([\u4e00-\u9fff、]{2,20})[：:]/gu;
/** What stands behind the last festival: how offices are to be kept, and the signature. */
const TAIL = /节假日期间|国务院办公厅|（此件/u;

interface Item {
	readonly numeral: string;
	readonly name: string;
	readonly line: number;
	readonly part: LinedText;
}

function itemsOf(whole: LinedText): readonly Item[] {
	const headings = [...whole.text.matchAll(HEADING)].filter(({ index }) => {
		const before = whole.text[index - 1];
		return before === undefined || '。；：:）'.includes(before) || whole.lines[index - 1] !== whole.lines[index];
	});
	return headings.map((heading, at) => {
		const from = heading.index + heading[0].length;
		const next = headings[at + 1]?.index ?? whole.text.length;
		const tail = whole.text.slice(from, next).search(TAIL);
		const to = tail < 0 ? next : from + tail;
		return { numeral: heading[1] ?? '', name: heading[2] ?? '', line: whole.lines[heading.index] ?? 1, part: partOf(whole, from, to) };
	});
}

function titleProblems(found: RegExpExecArray | null, whole: LinedText, year: number): SourceProblem[] {
	if (found === null) return [{ line: 1, message: '没有标题“国务院办公厅关于……年部分节假日安排的通知”' }];
	const line = whole.lines[found.index] ?? 1;
	return Number(found[1]) === year ? [] : [{ line, message: `标题为 ${found[1]} 年，要导入的是 ${year} 年` }];
}

/** A festival that was lost in copying shows in the numbering. */
function numberingProblems(items: readonly Item[]): SourceProblem[] {
	const wrong = items.findIndex(({ numeral }, index) => numeral !== NUMERALS[index]);
	if (wrong < 0) return [];
	return [{ line: items[wrong]!.line, message: `序号不连续：此处应为“${NUMERALS[wrong]}、”，写作“${items[wrong]!.numeral}、”` }];
}

/** Reads the whole text of the State Council's notice on the holidays of a year (国务院办公厅关于……年部分节假日安排的通知). */
export function parseNotice(text: string, frame: ReadingFrame): SourceReading {
	const whole = linedText(text);
	const title = TITLE.exec(whole.text);
	const document = DOCUMENT.exec(whole.text)?.[0];
	const items = itemsOf(whole);
	const stated: StatedDay[] = [];
	const problems: SourceProblem[] = [...titleProblems(title, whole, frame.year), ...numberingProblems(items)];
	if (items.length === 0) problems.push({ line: 1, message: '没有读到节日安排（应写作“一、元旦：……放假”）' });
	for (const { name, part, line } of items) {
		const read = parseArrangement(part, frame.year, name);
		stated.push(...read.stated);
		problems.push(...read.problems);
		if (read.stated.length === 0 && read.problems.length === 0) problems.push({ line, message: `没有写明${name}放假的日期` });
	}
	const { days, problems: unsettled } = settleDays(stated, frame);
	// What cannot be read is told first: that a festival is missing often follows from it.
	const incomplete = items.length === 0 ? [] : yearProblems(stated, frame.year);
	return readingOf([...problems, ...unsettled, ...incomplete], { year: frame.year, ...(document ? { document } : {}), days });
}
