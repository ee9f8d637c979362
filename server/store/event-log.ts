import { CompiledQuery } from 'kysely';
import type { CaseEvent } from '../core/case/case-event.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import { contentHash, linked, linkHash, type Heads, type NewEvent } from './chain.ts';
import { chainStart } from './hash.ts';
import { chunked, padded, statementText, upsert } from './save-rows.ts';
import type { Db } from './schema.ts';

export type { NewEvent };

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

/** The log of a transaction that is written elsewhere: it says here what places its events get, and links them to their chains there. */
export interface AheadLog {
	/** Appends events and gives the place of the first; the others follow. */
	append(events: readonly NewEvent[], recordedAt: Instant): number;
}

/** The last place of the log; 0 where it is empty. Only who is about to write to it, and is alone in that, may go on from there. */
export async function readLastSeq(db: Db): Promise<number> {
	const last = await db.selectFrom('case_event').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst();
	return Number(last?.seq ?? 0);
}

async function readHeads(db: Db, courts: readonly string[]): Promise<Heads> {
	const rows = await db.selectFrom('chain_head').selectAll().where('court_code', 'in', courts).execute();
	return new Map(rows.map((row) => [row.court_code, { courtSeq: Number(row.court_seq), hash: row.hash }]));
}

type EventRow = ReturnType<typeof linked>;

/** Appends events to the chains of their courts, in order, and gives back each with its place in the log. */
export async function appendEvents(
	db: Db,
	events: readonly NewEvent[],
	recordedAt: Instant,
	ahead?: AheadLog,
): Promise<readonly (CaseEvent & { readonly caseKey: string; readonly court: string })[]> {
	if (events.length === 0) return [];
	if (ahead) {
		const first = ahead.append(events, recordedAt);
		return events.map((event, index) => ({ ...event, seq: first + index }));
	}
	const courts = [...new Set(events.map((event) => event.court))];
	const heads = await readHeads(db, courts);
	const rows = events.map((event) => linked(event, JSON.stringify(event.data), heads, recordedAt));
	const places = await insert(db, rows);
	await upsert(
		db,
		'chain_head',
		['court_code'],
		courts.map((court) => ({ court_code: court, court_seq: heads.get(court)!.courtSeq, hash: heads.get(court)!.hash })),
	);
	return events.map((event, index) => ({ ...event, seq: places[index]! }));
}

const valuesOf = (rows: readonly EventRow[]): unknown[] => rows.flatMap((row) => Object.values(row));

async function insert(db: Db, rows: readonly EventRow[]): Promise<readonly number[]> {
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
			if (linkHash(previous, court, expected, content, row.recorded_at) !== row.hash) return { courtSeq: expected, why: '链值不符' };
			previous = row.hash;
			expected += 1;
		}
		if (rows.length < 1000) break;
	}
	const head = await db.selectFrom('chain_head').selectAll().where('court_code', '=', court).executeTakeFirst();
	if (head && (Number(head.court_seq) !== expected - 1 || head.hash !== previous)) return { courtSeq: expected, why: '链尾缺失' };
	return undefined;
}
