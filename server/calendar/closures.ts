import { daysBetween, isCourtDate, yearOf } from '../core/time/civil.ts';
import {
	daysOf,
	plainDigits,
	readingOf,
	settleDays,
	type ReadingFrame,
	type SourceProblem,
	type SourceReading,
	type StatedDay,
} from './source.ts';

const LINE = /^(\S{10})(?:\s*[至到~～]\s*(\S{10}))?\s+(休|班)\s+(\S.*)$/u;
const LONGEST_CLOSURE = 60;

function readLine(text: string, line: number, year: number): { stated: readonly StatedDay[] } | SourceProblem {
	const found = LINE.exec(text);
	if (!found) return { line, message: '应写作“2026-03-12 休 事由”“2026-03-14 班 事由”或“2026-03-12至2026-03-13 休 事由”' };
	const [, from = '', to = from, kind, name = ''] = found;
	for (const day of [from, to]) {
		if (!isCourtDate(day)) return { line, message: `没有这一天：${day}` };
		if (yearOf(day) !== year) return { line, message: `${day} 不在 ${year} 年` };
	}
	if (!isCourtDate(from) || !isCourtDate(to) || to < from || daysBetween(from, to) >= LONGEST_CLOSURE)
		return { line, message: `起止日期有误：${from} 至 ${to}` };
	if (name.length > 60) return { line, message: '事由不得超过 60 字' };
	return { stated: daysOf(from, to).map((day) => ({ day, kind: kind === '休' ? 'rest' : 'work', name, line })) };
}

/** Reads a court's own closures and make-up days of a year, one a line; the single line 无 says that there are none (any more). */
export function parseClosures(text: string, frame: ReadingFrame): SourceReading {
	const stated: StatedDay[] = [];
	const problems: SourceProblem[] = [];
	const lines = plainDigits(text)
		.split(/\r?\n/u)
		.map((content, index) => ({ content: content.trim(), line: index + 1 }))
		.filter(({ content }) => content !== '');
	if (lines.length === 0) return { ok: false, problems: [{ line: 1, message: '没有任何日期；确无安排的，请写“无”' }] };
	if (lines.length === 1 && lines[0]?.content === '无') return { ok: true, year: frame.year, days: [] };
	for (const { content, line } of lines) {
		const read = readLine(content, line, frame.year);
		if ('stated' in read) stated.push(...read.stated);
		else problems.push(read);
	}
	const settled = settleDays(stated, frame);
	return readingOf([...problems, ...settled.problems], { year: frame.year, days: settled.days });
}
