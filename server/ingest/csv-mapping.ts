import { parse as parseCsv } from 'csv-parse';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import { vocabulary } from '../core/case/vocabulary.ts';
import { parseMoment } from '../core/time/zone.ts';
import { readYaml, type RuleText } from '../rulebooks/read-yaml.ts';

/** How one value of an event is made from a row of the file. */
const value = z.union([
	z.strictObject({ value: z.union([z.string(), z.number(), z.boolean()]) }),
	z.strictObject({
		column: z.string().min(1),
		/** Takes the first group of a pattern instead of the whole cell. */
		match: z.string().optional(),
		/** `day` takes the civil date of a moment in the court's zone; `fen` turns yuan into fen. */
		as: z.enum(['text', 'day', 'integer', 'fen']).default('text'),
	}),
]);

const eventRow = z.strictObject({
	type: z.string().refine((type) => vocabulary.has(type), '没有这种事件类型'),
	at: z.strictObject({ column: z.string().min(1) }),
	/** Rows that give this event: every column must hold one of the values. */
	when: z.record(z.string(), z.array(z.string()).min(1)).optional(),
	data: z.record(z.string(), value).default({}),
});

const mappingFile = z.strictObject({
	source: z.string().regex(/^[a-z0-9-]{1,64}$/),
	court: z.string().min(2).max(32),
	delimiter: z.string().length(1).default(','),
	case: z.strictObject({
		key: z.string().min(1),
		/** The case number with `{part}` for each part. */
		number: z.string().min(1),
		parts: z.record(z.string(), value),
	}),
	/** Events made once for each case, from its first row. */
	once: z.array(eventRow).default([]),
	/** Events made from every row; `id` is the column with the source's own id of the row. */
	each: z.strictObject({ id: z.string().min(1), events: z.array(eventRow).min(1) }).optional(),
});

/** How the rows of a file become events. */
export type Mapping = z.infer<typeof mappingFile>;
type ValueRow = z.infer<typeof value>;
type EventRow = z.infer<typeof eventRow>;
type Row = Readonly<Record<string, string>>;

/** Reads a mapping; what is wrong is named with its line, in Chinese. */
export function parseMapping(source: RuleText): Mapping {
	return readYaml(source, mappingFile).value;
}

function cellOf(row: Row, from: ValueRow, zone: string): string | number | boolean | undefined {
	if ('value' in from) return from.value;
	const cell = (row[from.column] ?? '').trim();
	const text = from.match === undefined ? cell : (new RegExp(from.match).exec(cell)?.[1] ?? '');
	if (text === '') return undefined;
	if (from.as === 'integer') return Number(text.replaceAll(',', ''));
	if (from.as === 'fen') return Math.round(Number(text.replaceAll(',', '')) * 100);
	if (from.as === 'day') return parseMoment(text, zone)?.on ?? text;
	return text;
}

function numberOf(row: Row, mapping: Mapping, zone: string): string {
	return mapping.case.number.replace(/\{(\w+)\}/g, (_all, part: string) => {
		const from = mapping.case.parts[part];
		return from ? String(cellOf(row, from, zone) ?? '') : '';
	});
}

function eventOf(
	row: Row,
	rule: EventRow,
	head: { source: string; court: string; id: string; caseNumber: string },
	zone: string,
): object | undefined {
	const fits = Object.entries(rule.when ?? {}).every(([column, wanted]) => wanted.includes((row[column] ?? '').trim()));
	const occurredAt = (row[rule.at.column] ?? '').trim();
	// An empty moment says that it has not happened.
	if (!fits || occurredAt === '') return undefined;
	const data = Object.fromEntries(
		Object.entries(rule.data).flatMap(([field, from]) => {
			const cell = cellOf(row, from, zone);
			return cell === undefined ? [] : [[field, cell]];
		}),
	);
	return { ...head, type: rule.type, occurredAt, data };
}

/** The events of a file, row by row, as they would be sent to `POST /events`; nothing is checked here that the door checks anyway. */
export async function* mappedEvents(file: Readable, mapping: Mapping, zone: string): AsyncGenerator<object> {
	const { source, court } = mapping;
	const seen = new Set<string>();
	const rows = file.pipe(
		parseCsv({ columns: true, bom: true, delimiter: mapping.delimiter, relax_column_count: true, skip_empty_lines: true }),
	);
	for await (const row of rows as AsyncIterable<Row>) {
		const key = row[mapping.case.key] ?? '';
		const caseNumber = numberOf(row, mapping, zone);
		if (!seen.has(key)) {
			seen.add(key);
			for (const rule of mapping.once) {
				const event = eventOf(row, rule, { source, court, caseNumber, id: `${key}/${rule.type}` }, zone);
				if (event) yield event;
			}
		}
		for (const rule of mapping.each?.events ?? []) {
			const event = eventOf(row, rule, { source, court, caseNumber, id: `${row[mapping.each!.id] ?? ''}/${rule.type}` }, zone);
			if (event) yield event;
		}
	}
}
