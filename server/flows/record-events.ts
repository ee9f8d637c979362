import type { ParsedEvent, ParsedRow, RejectReason } from '../core/case/parse-event.ts';
import { parseEvent } from '../core/case/parse-event.ts';
import { isWithin, subtreeOf } from '../core/directory/court-tree.ts';
import type { Instant } from '../core/time/types.ts';
import { readCases, type StoredCase } from '../store/cases.ts';
import { saveUnconfirmed } from '../store/directory.ts';
import { contentHash, readKnownEvents, type NewEvent } from '../store/event-log.ts';
import { readFeeds, saveFeeds } from '../store/feeds.ts';
import type { Write } from '../store/open.ts';
import { readWaitingForCases, resolveQuarantine, saveQuarantine, type QuarantineRow } from '../store/quarantine.ts';
import type { FlowContext } from './context.ts';
import { appendAndFold, newCase, type FoldedCase } from './fold-cases.ts';

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
	readonly completeThrough?: Instant;
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
	let at = 0;
	let size = sliceSizes.get(context) ?? sliceRows;
	do {
		const rows = batch.rows.slice(at, at + size);
		const started = context.monotonicMs();
		try {
			results.push(...(await recordSlice(context, batch, rows, at + rows.length >= batch.rows.length)));
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
	return { results };
}

interface Pending {
	readonly index: number;
	readonly event: ParsedEvent;
	readonly hash: string;
}

async function recordSlice(
	context: FlowContext,
	batch: Batch,
	rows: readonly BatchRow[],
	isLast: boolean,
): Promise<readonly EventResult[]> {
	const now = context.now();
	let createdPeople = false;
	const results = await context.store.write(async (write) => {
		const slice = new Slice(rows);
		const pending = await slice.withoutKnown(write);
		const cases = await loadCases(
			write,
			pending.map((item) => item.event.number.key),
		);
		const accepted = slice.admit(context, cases, pending);
		const waiting = await takeUpWaiting(context, batch, write, cases, accepted, now);
		const events = [...accepted.map((item) => newEvent(item.event)), ...waiting.events];
		createdPeople = await createUnconfirmed(context, write, events);
		const folded = await appendAndFold(context, write, cases, events, now);
		slice.markHeld(accepted, folded);
		await saveQuarantine(write.db, slice.rejected(batch, now));
		await resolveQuarantine(write.db, waiting.ids, now, 'taken-up');
		if (isLast) await recordWatermark(context, batch, write);
		return slice.results;
	});
	if (createdPeople) await context.reloadDirectory();
	return results;
}

async function loadCases(write: Write, keys: readonly string[]): Promise<Map<string, StoredCase>> {
	return readCases(write.db, [...new Set(keys)]);
}

const newEvent = (event: ParsedEvent): NewEvent => ({
	source: event.source,
	id: event.id,
	court: event.court,
	caseKey: event.number.key,
	type: event.type,
	on: event.on,
	...(event.at ? { at: event.at } : {}),
	...(event.sourceSeq !== undefined ? { sourceSeq: event.sourceSeq } : {}),
	data: event.data,
});

/** Content hashes of what is in the log already under the identities of some events. */
async function readRecorded(write: Write, events: readonly ParsedEvent[]): Promise<Map<string, string>> {
	const recorded = new Map<string, string>();
	for (const [source, items] of Map.groupBy(events, (event) => event.source)) {
		const known = await readKnownEvents(write.db, source, [...new Set(items.map((event) => event.id))]);
		for (const [id, hash] of known) recorded.set(`${source}\u0000${id}`, hash);
	}
	return recorded;
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
	admit(context: FlowContext, cases: Map<string, StoredCase>, pending: readonly Pending[]): readonly Pending[] {
		for (const { event } of pending)
			if (event.type === 'case-filed' && !cases.has(event.number.key))
				cases.set(event.number.key, newCase(context, event.court, event.number.text));
		return pending.filter(({ index, event }) => {
			const stored = cases.get(event.number.key);
			if (!stored) {
				this.#reject(index, 'unknown-case', '尚未收到该案的立案事件；收到后自动补录');
				return false;
			}
			const { court, filingCourt } = stored.state;
			if (event.court === court || event.court === filingCourt) return true;
			this.#reject(index, 'court-mismatch', `该案由 ${court} 办理，报送法院为 ${event.court}`);
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

/** Rows that waited in quarantine for a case which this slice files. */
async function takeUpWaiting(
	context: FlowContext,
	batch: Batch,
	write: Write,
	cases: ReadonlyMap<string, StoredCase>,
	accepted: readonly Pending[],
	now: Instant,
): Promise<{ readonly events: readonly NewEvent[]; readonly ids: readonly number[] }> {
	const filed = accepted
		.filter((item) => item.event.type === 'case-filed' && cases.get(item.event.number.key)?.id === undefined)
		.map((item) => item.event.number.key);
	const rows = await readWaitingForCases(write.db, [...new Set(filed)]);
	if (rows.length === 0) return { events: [], ids: [] };
	const taken = new Set(accepted.map((item) => `${item.event.source}\u0000${item.event.id}`));
	const events: NewEvent[] = [];
	const ids: number[] = [];
	// The rows were in the scope of the key that sent them; what they must meet now is everything else.
	const keyCourt = rootOf(context, batch.keyCourt);
	const read = rows.map((row) => ({ row, parsed: parseEvent(JSON.parse(row.raw), { directory: context.directory(), keyCourt, now }) }));
	const recorded = await readRecorded(
		write,
		read.flatMap(({ parsed }) => (parsed.ok ? [parsed.event] : [])),
	);
	for (const { row, parsed } of read) {
		if (!parsed.ok || taken.has(`${parsed.event.source}\u0000${parsed.event.id}`)) continue;
		// The identity was used for another event meanwhile: the row stays in quarantine.
		if (recorded.has(`${parsed.event.source}\u0000${parsed.event.id}`)) continue;
		const stored = cases.get(parsed.event.number.key);
		if (!stored || (parsed.event.court !== stored.state.court && parsed.event.court !== stored.state.filingCourt)) continue;
		taken.add(`${parsed.event.source}\u0000${parsed.event.id}`);
		events.push(newEvent(parsed.event));
		ids.push(row.id);
	}
	return { events, ids };
}

function rootOf(context: FlowContext, court: string): string {
	const directory = context.directory();
	return [...directory.courts.values()].find((candidate) => !candidate.parent && isWithin(directory, court, candidate.code))?.code ?? court;
}

async function createUnconfirmed(context: FlowContext, write: Write, events: readonly NewEvent[]): Promise<boolean> {
	const directory = context.directory();
	const persons = new Map<string, string>();
	const units = new Map<string, string>();
	for (const { data, court } of events) {
		for (const code of [data.handler, data.by]) if (typeof code === 'string' && !directory.persons.has(code)) persons.set(code, court);
		if (typeof data.unit === 'string' && !directory.units.has(data.unit)) units.set(data.unit, court);
	}
	if (persons.size + units.size === 0) return false;
	const rows = (map: Map<string, string>) => [...map].map(([code, court]) => ({ code, court }));
	await saveUnconfirmed(write.db, rows(persons), rows(units));
	return true;
}

/** Notes the sources heard, and the watermark for every court that the source speaks for; in the transaction of the last slice. */
async function recordWatermark(context: FlowContext, batch: Batch, write: Write): Promise<void> {
	const now = context.now();
	const heard = new Map<string, { readonly court: string; readonly source: string }>();
	for (const { parsed } of batch.rows)
		if (parsed.ok) heard.set(`${parsed.event.court}|${parsed.event.source}`, { court: parsed.event.court, source: parsed.event.source });
	if (heard.size === 0 && !batch.completeThrough) return;
	const scope = subtreeOf(context.directory(), batch.keyCourt).map((court) => court.code);
	const feeds = batch.completeThrough ? await readFeeds(write.db, scope) : [];
	const sources = new Set([...heard.values()].map((item) => item.source));
	// A batch without events speaks for the one source that its courts have; with several it must send an event to say which.
	if (batch.rows.length === 0 && new Set(feeds.map((feed) => feed.source)).size === 1) sources.add(feeds[0]!.source);
	for (const feed of feeds) if (sources.has(feed.source)) heard.set(`${feed.court}|${feed.source}`, feed);
	const completeThrough = batch.completeThrough && batch.completeThrough < now ? batch.completeThrough : batch.completeThrough && now;
	await saveFeeds(
		write.db,
		[...heard.values()].map(({ court, source }) => ({ court, source, ...(completeThrough ? { completeThrough } : {}), lastSeenAt: now })),
	);
	if (completeThrough) for (const { court } of heard.values()) write.touch(court);
}
