import { parseEvent, type ParseContext } from '../core/case/parse-event.ts';
import { parseMoment } from '../core/time/zone.ts';
import type { Instant } from '../core/time/types.ts';
import type { BatchRow } from '../flows/record-events.ts';

/** A batch as read from a request body, or why it could not be read at all. */
export type ReadBatch =
	| { readonly ok: true; readonly rows: readonly BatchRow[]; readonly completeThrough?: Instant; readonly source?: string }
	| { readonly ok: false; readonly code: 'malformed' | 'too-many' | 'bad-watermark' | 'bad-source'; readonly message: string };

/** What a batch is read with. `pause` gives way to other work: a large batch must not hold the loop. */
export interface ReadContext extends ParseContext {
	pause(): Promise<void>;
}

/** What a batch says about itself, as sent. */
export interface BatchHead {
	readonly completeThrough?: unknown;
	/** The source whose watermark `completeThrough` is. */
	readonly source?: unknown;
}

/** Most events in one batch. */
export const mostEvents = 10_000;
const rowsAtOnce = 500;

function readWatermark(text: unknown): Instant | undefined | 'bad' {
	if (text === undefined || text === null || text === '') return undefined;
	const moment = typeof text === 'string' ? parseMoment(text, 'UTC') : undefined;
	return moment?.at ?? 'bad';
}

async function readRows<T>(
	items: readonly T[],
	read: (item: T) => { readonly raw: string; readonly value: unknown },
	head: BatchHead,
	context: ReadContext,
): Promise<ReadBatch> {
	if (items.length > mostEvents) return { ok: false, code: 'too-many', message: `一批最多 ${mostEvents} 个事件` };
	const completeThrough = readWatermark(head.completeThrough);
	if (completeThrough === 'bad') return { ok: false, code: 'bad-watermark', message: 'completeThrough 应为带时区的时刻' };
	const source = head.source ?? undefined;
	if (source !== undefined && (typeof source !== 'string' || !/^[a-z0-9-]{1,64}$/.test(source) || source === 'system'))
		return { ok: false, code: 'bad-source', message: 'source 应为 1 至 64 个小写字母、数字或连字符，且不得为 system' };
	const rows: BatchRow[] = [];
	for (const item of items) {
		const { raw, value } = read(item);
		rows.push({ raw, parsed: parseEvent(value, context) });
		if (rows.length % rowsAtOnce === 0) await context.pause();
	}
	return { ok: true, rows, ...(completeThrough ? { completeThrough } : {}), ...(source ? { source } : {}) };
}

/** Reads a JSON body `{events, completeThrough?, source?}`. */
export async function parseJsonBatch(text: string, context: ReadContext): Promise<ReadBatch> {
	let body: unknown;
	try {
		body = JSON.parse(text);
	} catch {
		return { ok: false, code: 'malformed', message: '请求正文不是有效的 JSON' };
	}
	const { events, ...head } = (body ?? {}) as BatchHead & { events?: unknown };
	if (!Array.isArray(events)) return { ok: false, code: 'malformed', message: '请求正文应为 {"events": [...]}' };
	return readRows(events, (value: unknown) => ({ raw: JSON.stringify(value), value }), head, context);
}

/** Reads NDJSON: a line an event; a line that is no JSON is one rejected row, not a refused batch. */
export async function parseNdjsonBatch(text: string, head: BatchHead, context: ReadContext): Promise<ReadBatch> {
	const lines = text.split('\n').filter((line) => line.trim() !== '');
	const read = (raw: string): { readonly raw: string; readonly value: unknown } => {
		try {
			return { raw, value: JSON.parse(raw) as unknown };
		} catch {
			return { raw, value: undefined };
		}
	};
	return readRows(lines, read, head, context);
}
