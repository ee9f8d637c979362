import { CompiledQuery } from 'kysely';
import type { CaseEvent } from '../core/case/case-event.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import { canonicalJson, chainStart, sha256 } from './hash.ts';
import { chunked, padded, statementText, upsert } from './save-rows.ts';
import type { Db } from './schema.ts';

/** An event on its way into the log. */
export interface NewEvent {
	readonly source: string;
	readonly id: string;
	readonly court: string;
	readonly caseKey: string;
	readonly type: string;
	readonly on: CourtDate;
	readonly at?: Instant;
	readonly sourceSeq?: number;
	readonly data: Readonly<Record<string, unknown>>;
}

/** The hash of what an event says; the same content sent again has the same hash. */
export function contentHash(event: NewEvent): string {
	return sha256(canonicalEvent(event));
}

const quoted = JSON.stringify as (value: string | number) => string;

/** `canonicalJson` of what an event says. Its fields are the same for every event, and so need not be sorted for each. */
export function canonicalEvent({ source, id, court, caseKey, type, on, at, sourceSeq, data }: NewEvent): string {
	const first = at === undefined ? '' : `"at":${quoted(at)},`;
	const place = sourceSeq === undefined ? '' : `,"sourceSeq":${quoted(sourceSeq)}`;
	const named = `"caseKey":${quoted(caseKey)},"court":${quoted(court)},"data":${canonicalJson(data)},"id":${quoted(id)},"on":${quoted(on)}`;
	return `{${first}${named},"source":${quoted(source)}${place},"type":${quoted(type)}}`;
}

/** Content hashes of events that are in the log already, by id, for one source. */
export async function readKnownEvents(db: Db, source: string, ids: readonly string[]): Promise<Map<string, string>> {
	if (ids.length === 0) return new Map();
	const asked = padded(ids);
	const text = statementText(db, `known ${asked.length}`, () =>
		db.selectFrom('case_event').select(['id', 'content_hash']).where('source', '=', source).where('id', 'in', asked),
	);
	const { rows } = await db.executeQuery<{ id: string; content_hash: string }>(CompiledQuery.raw(text, [source, ...asked]));
	return new Map(rows.map((row) => [row.id, row.content_hash]));
}

/** Where the chains of courts end. */
type Heads = Map<string, { readonly courtSeq: number; readonly hash: string }>;

/** Where the log and the chains of all courts end, as far as one transaction has come. */
export interface LogEnds {
	seq: number;
	readonly heads: Heads;
}

/** Where the log ends; only who is about to write to it, and is alone in that, may go on from there. */
export async function readEnds(db: Db): Promise<LogEnds> {
	const last = await db.selectFrom('case_event').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst();
	return { seq: Number(last?.seq ?? 0), heads: await readHeads(db) };
}

async function readHeads(db: Db, courts?: readonly string[]): Promise<Heads> {
	const all = db.selectFrom('chain_head').selectAll();
	const rows = await (courts ? all.where('court_code', 'in', courts) : all).execute();
	return new Map(rows.map((row) => [row.court_code, { courtSeq: Number(row.court_seq), hash: row.hash }]));
}

type EventRow = ReturnType<typeof linked>;

/** An event as the next link of the chain of its court. */
function linked(event: NewEvent, heads: Heads, recordedAt: Instant) {
	const head = heads.get(event.court) ?? { courtSeq: 0, hash: chainStart };
	const content = contentHash(event);
	const courtSeq = head.courtSeq + 1;
	const hash = sha256(`${head.hash}|${event.court}|${courtSeq}|${content}|${recordedAt}`);
	heads.set(event.court, { courtSeq, hash });
	return {
		court_code: event.court,
		court_seq: courtSeq,
		source: event.source,
		id: event.id,
		case_key: event.caseKey,
		type: event.type,
		occurred_on: event.on,
		occurred_at: event.at ?? null,
		source_seq: event.sourceSeq ?? null,
		data: JSON.stringify(event.data),
		recorded_at: recordedAt,
		content_hash: content,
		prev_hash: head.hash,
		hash,
	};
}

/**
 * Appends events to the chains of their courts, in order, and gives back each with its place in the log. Where it is known how the log ends, the places
 * are given here, else by the database.
 */
export async function appendEvents(
	db: Db,
	events: readonly NewEvent[],
	recordedAt: Instant,
	ends?: LogEnds,
): Promise<readonly (CaseEvent & { readonly caseKey: string; readonly court: string })[]> {
	if (events.length === 0) return [];
	const courts = [...new Set(events.map((event) => event.court))];
	const heads = ends?.heads ?? (await readHeads(db, courts));
	const rows = events.map((event) => linked(event, heads, recordedAt));
	const places = await (ends ? insertAt(db, rows, ends) : insertAnywhere(db, rows));
	await upsert(
		db,
		'chain_head',
		['court_code'],
		courts.map((court) => ({ court_code: court, court_seq: heads.get(court)!.courtSeq, hash: heads.get(court)!.hash })),
	);
	return events.map((event, index) => ({ ...event, seq: places[index]! }));
}

/** No place is ever taken twice: were one taken already, nothing is written. */
async function insertAt(db: Db, rows: readonly EventRow[], ends: LogEnds): Promise<readonly number[]> {
	const numbered = rows.map((row) => ({ seq: (ends.seq += 1), ...row }));
	for (const chunk of chunked(numbered)) {
		const text = statementText(db, `case_event at ${chunk.length}`, () => db.insertInto('case_event').values(chunk));
		await db.executeQuery(CompiledQuery.raw(text, valuesOf(chunk)));
	}
	return numbered.map(({ seq }) => seq);
}

const valuesOf = (rows: readonly EventRow[]): unknown[] => rows.flatMap((row) => Object.values(row));

async function insertAnywhere(db: Db, rows: readonly EventRow[]): Promise<readonly number[]> {
	const places = new Map<string, number>();
	for (const chunk of chunked(rows)) {
		const text = statementText(db, `case_event ${chunk.length}`, () =>
			db.insertInto('case_event').values(chunk).returning(['seq', 'court_code', 'court_seq']),
		);
		const { rows: inserted } = await db.executeQuery<Inserted>(CompiledQuery.raw(text, valuesOf(chunk)));
		for (const row of inserted) places.set(`${row.court_code} ${row.court_seq}`, Number(row.seq));
	}
	return rows.map((row) => places.get(`${row.court_code} ${row.court_seq}`)!);
}

interface Inserted {
	readonly seq: number;
	readonly court_code: string;
	readonly court_seq: number;
}

/** One row of the log as the fold sees it. */
export function eventOfRow(row: {
	readonly seq: number;
	readonly source: string;
	readonly id: string;
	readonly type: string;
	readonly occurred_on: string;
	readonly occurred_at: string | null;
	readonly source_seq: number | null;
	readonly data: string;
}): CaseEvent {
	return {
		seq: Number(row.seq),
		source: row.source,
		id: row.id,
		type: row.type,
		on: row.occurred_on as CourtDate,
		...(row.occurred_at ? { at: row.occurred_at as Instant } : {}),
		...(row.source_seq !== null ? { sourceSeq: Number(row.source_seq) } : {}),
		data: JSON.parse(row.data) as Record<string, unknown>,
	};
}

/** The first broken link of a court's chain, or undefined where the chain is whole. */
export async function verifyChain(db: Db, court: string): Promise<{ readonly courtSeq: number; readonly why: string } | undefined> {
	let previous = chainStart;
	let expected = 1;
	for (;;) {
		const rows = await db
			.selectFrom('case_event')
			.selectAll()
			.where('court_code', '=', court)
			.where('court_seq', '>=', expected)
			.orderBy('court_seq')
			.limit(1000)
			.execute();
		for (const row of rows) {
			const event = { ...eventOfRow(row), caseKey: row.case_key, court: row.court_code };
			const content = contentHash(event);
			if (Number(row.court_seq) !== expected) return { courtSeq: expected, why: '缺号' };
			if (content !== row.content_hash) return { courtSeq: expected, why: '内容与摘要不符' };
			if (row.prev_hash !== previous) return { courtSeq: expected, why: '前链不符' };
			if (sha256(`${previous}|${court}|${expected}|${content}|${row.recorded_at}`) !== row.hash)
				return { courtSeq: expected, why: '链值不符' };
			previous = row.hash;
			expected += 1;
		}
		if (rows.length < 1000) break;
	}
	const head = await db.selectFrom('chain_head').selectAll().where('court_code', '=', court).executeTakeFirst();
	if (head && (Number(head.court_seq) !== expected - 1 || head.hash !== previous)) return { courtSeq: expected, why: '链尾缺失' };
	return undefined;
}
