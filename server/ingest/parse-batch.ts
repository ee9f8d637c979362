import { parseEvent, type ParseContext } from '../core/case/parse-event.ts';
import { parseMoment } from '../core/time/zone.ts';
import type { Instant } from '../core/time/types.ts';
import type { BatchRow } from '../flows/record-events.ts';

/** A batch as read from a request body, or why it could not be read at all. */
export type ReadBatch =
	| { readonly ok: true; readonly rows: readonly BatchRow[]; readonly completeThrough?: Instant }
	| { readonly ok: false; readonly code: 'malformed' | 'too-many' | 'bad-watermark'; readonly message: string };

/** Most events in one batch. */
export const mostEvents = 10_000;

function readWatermark(text: unknown): Instant | undefined | 'bad' {
	if (text === undefined || text === null || text === '') return undefined;
	const moment = typeof text === 'string' ? parseMoment(text, 'UTC') : undefined;
	return moment?.at ?? 'bad';
}

function finish(
	values: readonly { readonly raw: string; readonly value: unknown }[],
	watermark: unknown,
	context: ParseContext,
): ReadBatch {
	if (values.length > mostEvents) return { ok: false, code: 'too-many', message: `一批最多 ${mostEvents} 个事件` };
	const completeThrough = readWatermark(watermark);
	if (completeThrough === 'bad') return { ok: false, code: 'bad-watermark', message: 'completeThrough 应为带时区的时刻' };
	const rows = values.map(({ raw, value }) => ({ raw, parsed: parseEvent(value, context) }));
	return { ok: true, rows, ...(completeThrough ? { completeThrough } : {}) };
}

/** Reads a JSON body `{events, completeThrough?}`. */
export function parseJsonBatch(text: string, context: ParseContext): ReadBatch {
	let body: unknown;
	try {
		body = JSON.parse(text);
	} catch {
		return { ok: false, code: 'malformed', message: '请求正文不是有效的 JSON' };
	}
	const { events, completeThrough } = (body ?? {}) as { events?: unknown; completeThrough?: unknown };
	if (!Array.isArray(events)) return { ok: false, code: 'malformed', message: '请求正文应为 {"events": [...]}' };
	return finish(
		events.map((value) => ({ raw: JSON.stringify(value), value: value as unknown })),
		completeThrough,
		context,
	);
}

/** Reads NDJSON: a line an event; a line that is no JSON is one rejected row, not a refused batch. */
export function parseNdjsonBatch(text: string, completeThrough: string | undefined, context: ParseContext): ReadBatch {
	const lines = text.split('\n').filter((line) => line.trim() !== '');
	const values = lines.map((raw) => {
		try {
			return { raw, value: JSON.parse(raw) as unknown };
		} catch {
			return { raw, value: undefined };
		}
	});
	return finish(values, completeThrough, context);
}
