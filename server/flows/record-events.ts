import type { ParsedEvent, ParsedRow, RejectReason } from '../core/case/parse-event.ts';
import type { Instant } from '../core/time/types.ts';
import { readCases, type StoredCase } from '../store/cases.ts';
import { contentHash } from '../store/chain.ts';
import type { Write } from '../store/open.ts';
import { resolveQuarantine, saveQuarantine, type QuarantineRow } from '../store/quarantine.ts';
import { createUnconfirmed, newEvent, readRecorded, sendersOf, transfersOf } from './batch-events.ts';
import type { FlowContext } from './context.ts';
import { appendAndFold, newCase, type FoldedCase } from './fold-cases.ts';
import { recordWatermark } from './record-watermark.ts';
import { readWaiting } from './take-up-waiting.ts';

/** What became of one event of a batch. */
export interface EventResult {
	readonly id?: string;
	readonly status: 'accepted' | 'duplicate' | 'rejected' | 'locked';
	readonly reason?: RejectReason;
	readonly detail?: string;
	/** The lock that holds a step. */
	readonly lockId?: string;
}

/** One row of a batch: what was sent, and what it was read as. */
export interface BatchRow {
	readonly raw: string;
	readonly parsed: ParsedRow;
}

/** A batch of one sender. */
export interface Batch {
	readonly rows: readonly BatchRow[];
	/** Up to when the sender has sent everything. */
	readonly completeThrough?: Instant;
	/** The source whose watermark that is; without it, every source that the batch carries. */
	readonly source?: string;
	readonly keyId: string;
	readonly keyCourt: string;
}

/** What was recorded; `failed` when a slice could not be stored: everything before it is, and sending all of it again is harmless. */
export interface BatchOutcome {
	readonly results: readonly EventResult[];
	readonly failed?: Error;
}

const sliceRows = 200;
const sliceMs = 35;
/** The slice size that last kept within its time, carried over from batch to batch. */
const sliceSizes = new WeakMap<FlowContext, number>();

/** Records a batch in slices, each in a transaction of its own: durable before it is answered, and never holding the loop for long. */
export async function recordEvents(context: FlowContext, batch: Batch): Promise<BatchOutcome> {
	const results: EventResult[] = [];
	const transfers = transfersOf(batch.rows.flatMap(({ parsed }) => (parsed.ok ? [parsed.event] : [])));
	const rest: Rest = { caseKeys: [], after: 0 };
	let at = 0;
	let size = sliceSizes.get(context) ?? sliceRows;
	do {
		const rows = batch.rows.slice(at, at + size);
		const started = context.monotonicMs();
		try {
			results.push(...(await recordSlice(context, batch, { rows, transfers, rest, isLast: at + rows.length >= batch.rows.length })));
		} catch (error) {
			return { results, failed: error as Error };
		}
		at += rows.length;
		// Slices shrink when they take too long, so that screens keep their heartbeat.
		const took = context.monotonicMs() - started;
		size = took > sliceMs ? Math.max(10, Math.floor((size * sliceMs) / took)) : Math.min(sliceRows, Math.ceil(size * 1.2));
		sliceSizes.set(context, size);
		await context.yield();
	} while (at < batch.rows.length);
	try {
		for (; rest.caseKeys.length > 0; await context.yield()) await recordRest(context, batch, rest);
	} catch (error) {
		return { results, failed: error as Error };
	}
	return { results };
}

/** Cases for which more rows wait than one slice takes up, and the last row looked at. */
interface Rest {
	caseKeys: readonly string[];
	after: number;
}

interface Pending {
	readonly index: number;
	readonly event: ParsedEvent;
	readonly hash: string;
}

async function recordSlice(
	context: FlowContext,
	batch: Batch,
	part: {
		readonly rows: readonly BatchRow[];
		readonly transfers: ReadonlyMap<string, readonly ParsedEvent[]>;
		readonly rest: Rest;
		readonly isLast: boolean;
	},
): Promise<readonly EventResult[]> {
	const { rows, transfers, rest, isLast } = part;
	const now = context.now();
	let createdPeople = false;
	const results = await context.store.write(async (write) => {
		const slice = new Slice(rows);
		const pending = await slice.withoutKnown(write);
		const cases = await loadCases(
			write,
			pending.map((item) => item.event.number.key),
		);
		const accepted = slice.admit(context, cases, pending, transfers);
		const caseKeys = [...new Set(accepted.map((item) => item.event.number.key))];
		const from = { keyCourt: batch.keyCourt, caseKeys, after: 0 };
		const waiting = await readWaiting(
			context,
			write,
			from,
			cases,
			accepted.map((item) => item.event),
		);
		const events = [...accepted.map((item) => newEvent(item.event)), ...waiting.events];
		createdPeople = await createUnconfirmed(context, write, events);
		const folded = await appendAndFold(context, write, cases, events, now);
		slice.markHeld(accepted, folded);
		await saveQuarantine(write.db, slice.rejected(batch, now));
		await resolveQuarantine(write.db, waiting.ids, now, 'taken-up');
		const more = waiting.next === undefined ? rest.caseKeys : [...new Set([...rest.caseKeys, ...caseKeys])];
		// What waits counts as sent: the watermark comes after all of it.
		if (isLast && more.length === 0) await recordWatermark(context, batch, write);
		return { of: slice.results, more };
	});
	rest.caseKeys = results.more;
	if (createdPeople) await context.reloadDirectory();
	return results.of;
}

/** Takes up a further page of what waited for the batch's cases, in a transaction of its own. */
async function recordRest(context: FlowContext, batch: Batch, rest: Rest): Promise<void> {
	const now = context.now();
	let createdPeople = false;
	const next = await context.store.write(async (write) => {
		const cases = await loadCases(write, rest.caseKeys);
		const waiting = await readWaiting(context, write, { keyCourt: batch.keyCourt, ...rest }, cases);
		createdPeople = await createUnconfirmed(context, write, waiting.events);
		await appendAndFold(context, write, cases, waiting.events, now);
		await resolveQuarantine(write.db, waiting.ids, now, 'taken-up');
		if (waiting.next === undefined) await recordWatermark(context, batch, write);
		return waiting.next;
	});
	rest.after = next ?? 0;
	if (next === undefined) rest.caseKeys = [];
	if (createdPeople) await context.reloadDirectory();
}

async function loadCases(write: Write, keys: readonly string[]): Promise<Map<string, StoredCase>> {
	return readCases(write.db, [...new Set(keys)]);
}

/** The rows of one slice and what becomes of each, in the order sent. */
class Slice {
	readonly results: EventResult[];
	readonly #rows: readonly BatchRow[];

	constructor(rows: readonly BatchRow[]) {
		this.#rows = rows;
		this.results = rows.map(({ parsed }) =>
			parsed.ok
				? { id: parsed.event.id, status: 'accepted' }
				: { ...(parsed.id ? { id: parsed.id } : {}), status: 'rejected', reason: parsed.reason, detail: parsed.detail },
		);
	}

	#reject(index: number, reason: RejectReason, detail: string): void {
		this.results[index] = { ...this.results[index]!, status: 'rejected', reason, detail };
	}

	/** Compares with the log and within the slice: the same content again is a duplicate, other content a conflict. */
	async withoutKnown(write: Write): Promise<readonly Pending[]> {
		const parsed = this.#rows.flatMap((row, index) =>
			row.parsed.ok ? [{ index, event: row.parsed.event, hash: contentHash(newEvent(row.parsed.event)) }] : [],
		);
		const seen = await readRecorded(
			write,
			parsed.map((item) => item.event),
		);
		return parsed.filter(({ index, event, hash }) => {
			const key = `${event.source}\u0000${event.id}`;
			const earlier = seen.get(key);
			if (earlier === undefined) seen.set(key, hash);
			else if (earlier === hash) this.results[index] = { id: event.id, status: 'duplicate' };
			else this.#reject(index, 'identity-conflict', '同一 source 与 id 已有内容不同的事件；更正请先发 event-withdrawn，再以新 id 报送');
			return earlier === undefined;
		});
	}

	/** Lets in what belongs to a known case; a case filed anywhere in the slice is known, whatever comes before it in the batch. */
	admit(
		context: FlowContext,
		cases: Map<string, StoredCase>,
		pending: readonly Pending[],
		transfers: ReadonlyMap<string, readonly ParsedEvent[]>,
	): readonly Pending[] {
		for (const { event } of pending)
			if (event.type === 'case-filed' && !cases.has(event.number.key))
				cases.set(event.number.key, newCase(context, event.court, event.number.text));
		return pending.filter(({ index, event }) => {
			const stored = cases.get(event.number.key);
			if (!stored) {
				this.#reject(index, 'unknown-case', '尚未收到该案的立案事件；收到后自动补录');
				return false;
			}
			if (sendersOf(stored, transfers.get(event.number.key)).has(event.court)) return true;
			this.#reject(index, 'court-mismatch', `该案由 ${stored.state.court} 办理，报送法院为 ${event.court}`);
			return false;
		});
	}

	markHeld(accepted: readonly Pending[], folded: ReadonlyMap<string, FoldedCase>): void {
		for (const { index, event } of accepted) {
			const view = folded.get(event.number.key)?.view;
			const isHeld = view?.held.some((held) => held.source === event.source && held.id === event.id);
			const lock = view?.state.locks.find((candidate) => candidate.phase === 'active' || candidate.phase === 'review');
			if (isHeld && lock)
				this.results[index] = { id: event.id, status: 'locked', lockId: lock.id, detail: '案件程序已锁死：事件已留存，解锁后按原日期补记' };
		}
	}

	rejected(batch: Batch, now: Instant): readonly QuarantineRow[] {
		return this.results.flatMap((result, index) => {
			if (result.status !== 'rejected') return [];
			const { raw, parsed } = this.#rows[index]!;
			const known = parsed.ok
				? { source: parsed.event.source, eventId: parsed.event.id, court: parsed.event.court, caseKey: parsed.event.number.key }
				: { source: parsed.source, eventId: parsed.id, court: parsed.court, caseKey: parsed.caseKey };
			return [{ receivedAt: now, keyId: batch.keyId, ...known, raw, reason: result.reason!, detail: result.detail ?? '' }];
		});
	}
}
