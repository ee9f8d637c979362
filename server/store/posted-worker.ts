import type Sqlite from 'better-sqlite3';
import { parentPort, workerData } from 'node:worker_threads';
import type { CourtDate, Instant } from '../core/time/types.ts';
import { linked, type Heads, type NewEvent } from './chain.ts';
import { connect } from './connect.ts';
import type { Posted, PostedAnswer, PostedEvents } from './posted.ts';
import { keepingStatements } from './statements.ts';

/** Runs the statements that are posted to it, one after the other, on a writing connection and in a thread of its own. */
const database = connect(workerData as string, false);
const kept = keepingStatements(database);
/** Whether a transaction was begun that nobody has ended: an error may have ended it by itself. */
let begun = false;
/** What went wrong first in it: nothing more of it is run, least of all by itself, outside of it. */
let wrong: PostedAnswer['wrong'];
/** Where the chains end, once events were appended in it, and the courts of those events. */
let heads: Heads | undefined;
const moved = new Set<string>();

function run({ text, values }: Pick<Posted, 'text' | 'values'>): PostedAnswer['rows'] {
	const statement = kept.prepare(text);
	if (statement.reader) return statement.all(values);
	statement.run(values);
	return [];
}

function readHeads(): Heads {
	const rows = run({ text: 'select court_code, court_seq, hash from chain_head', values: [] });
	const known = rows as { readonly court_code: string; readonly court_seq: number; readonly hash: string }[];
	return new Map(known.map((row) => [row.court_code, { courtSeq: row.court_seq, hash: row.hash }]));
}

let insertion: Sqlite.Statement<unknown[]> | undefined;

function insertLink(row: object): void {
	const columns = Object.keys(row);
	insertion ??= database.prepare(`insert into case_event (${columns.join()}) values (${columns.map(() => '?').join()})`);
	insertion.run(Object.values(row));
}

/** No place is ever taken twice: were one taken already, that is an error. */
function append({ first, recordedAt, fields }: PostedEvents): void {
	// By themselves they would stand in the log although nothing else of their transaction does.
	if (!begun) throw new Error('事件只能在事务内写入');
	heads ??= readHeads();
	let seq = first;
	for (let at = 0; at < fields.length; at += 9) {
		const [source, id, court, caseKey, type, on, moment, sourceSeq, data] = fields.slice(at, at + 9) as [
			...[string, string, string, string, string, CourtDate, Instant | undefined, number | undefined, string],
		];
		const said = { source, id, court, caseKey, type, on, data: JSON.parse(data) as NewEvent['data'] };
		const event = { ...said, ...(moment === undefined ? {} : { at: moment }), ...(sourceSeq === undefined ? {} : { sourceSeq }) };
		insertLink({ seq, ...linked(event, data, heads, recordedAt) });
		moved.add(court);
		seq += 1;
	}
}

/** The chains end anew where the transaction does. */
function saveHeads(): void {
	const text =
		'insert into chain_head (court_code, court_seq, hash) values (?, ?, ?) on conflict (court_code) do update set court_seq = excluded.court_seq, hash = excluded.hash';
	for (const court of moved) run({ text, values: [court, heads!.get(court)!.courtSeq, heads!.get(court)!.hash] });
}

function forgetHeads(): void {
	heads = undefined;
	moved.clear();
}

function answer(posted: Posted | PostedEvents): Omit<PostedAnswer, 'asks'> {
	const text = 'text' in posted ? posted.text : undefined;
	if (text === 'rollback') {
		begun = false;
		wrong = undefined;
		forgetHeads();
		if (!database.inTransaction) return { rows: [] };
	}
	if (wrong) return { rows: [], wrong };
	try {
		if (!('text' in posted)) {
			append(posted);
			return { rows: [] };
		}
		if (text === 'commit') saveHeads();
		const rows = run(posted);
		begun = text === 'begin' || (begun && text !== 'commit');
		if (!begun) forgetHeads();
		return { rows };
	} catch (error) {
		const told = { message: (error as Error).message, code: (error as { code?: string }).code ?? '' };
		if (begun) wrong = told;
		return { rows: [], wrong: told };
	}
}

parentPort!.on('message', (posted: Posted | PostedEvents | 'close') => {
	if (posted === 'close') {
		database.close();
		parentPort!.close();
		return;
	}
	const answered = answer(posted);
	if ('asks' in posted) parentPort!.postMessage({ asks: posted.asks!, ...answered } satisfies PostedAnswer);
});
