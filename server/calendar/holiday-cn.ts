import { z } from 'zod';
import type { CourtDate } from '../core/time/types.ts';
import {
	readingOf,
	settleDays,
	yearProblems,
	type ReadingFrame,
	type SourceProblem,
	type SourceReading,
	type StatedDay,
} from './source.ts';

const yearFile = z.object({
	year: z.number().int(),
	papers: z.array(z.string()).default([]),
	days: z.array(z.object({ name: z.string().min(1).max(60), date: z.iso.date(), isOffDay: z.boolean() })),
});

const refused = (line: number, message: string): SourceReading => ({ ok: false, problems: [{ line, message }] });

const lineAt = (text: string, place: number): number => text.slice(0, place).split('\n').length;

/** The line of each day of the list: that of its date. */
function linesOfDays(text: string): readonly number[] {
	return [...text.matchAll(/"date"\s*:/gu)].map(({ index }) => lineAt(text, index));
}

function shapeProblems(text: string, error: z.ZodError): SourceProblem[] {
	const lines = linesOfDays(text);
	return error.issues.map(({ path }) => {
		const line = path[0] === 'days' && typeof path[1] === 'number' ? (lines[path[1]] ?? 1) : 1;
		return { line, message: `字段“${path.join('.') || '（整个文件）'}”缺失或格式不符` };
	});
}

function parseJson(text: string): { readonly value: unknown } | { readonly line: number } {
	try {
		return { value: JSON.parse(text) };
	} catch (error) {
		const place = /position (\d+)/u.exec(error instanceof Error ? error.message : '')?.[1];
		return { line: place === undefined ? 1 : lineAt(text, Number(place)) };
	}
}

/** Reads a year file of NateScarlet/holiday-cn; a file without days is a year that is not announced yet, and refused. */
export function parseHolidayCn(text: string, frame: ReadingFrame): SourceReading {
	const json = parseJson(text);
	if (!('value' in json)) return refused(json.line, '不是有效的 JSON');
	const file = yearFile.safeParse(json.value);
	if (!file.success) return { ok: false, problems: shapeProblems(text, file.error) };
	const { year, papers, days } = file.data;
	if (year !== frame.year) return refused(1, `文件为 ${year} 年，要导入的是 ${frame.year} 年`);
	if (days.length === 0) return refused(1, `${year} 年尚未公布放假安排：文件中没有任何日期`);
	const lines = linesOfDays(text);
	const stated = days.map(({ name, date, isOffDay }, index): StatedDay => {
		return { day: date as CourtDate, kind: isOffDay ? 'rest' : 'work', name, line: lines[index] ?? 1 };
	});
	const settled = settleDays(stated, frame);
	return readingOf([...settled.problems, ...yearProblems(stated, year)], {
		year,
		...(papers.length > 0 ? { document: papers.join(' ') } : {}),
		days: settled.days,
	});
}
