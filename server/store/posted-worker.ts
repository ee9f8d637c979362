import { parentPort, workerData } from 'node:worker_threads';
import { connect } from './connect.ts';
import type { Posted, PostedAnswer } from './posted.ts';
import { keepingStatements } from './statements.ts';

/** Runs the statements that are posted to it, one after the other, on a writing connection and in a thread of its own. */
const database = connect(workerData as string, false);
const kept = keepingStatements(database);
/** Whether a transaction was begun that nobody has ended: an error may have ended it by itself. */
let begun = false;
/** What went wrong first in it: nothing more of it is run, least of all by itself, outside of it. */
let wrong: PostedAnswer['wrong'];

function run({ text, values }: Posted): PostedAnswer['rows'] {
	const statement = kept.prepare(text);
	if (statement.reader) return statement.all(values);
	statement.run(values);
	return [];
}

function answer(posted: Posted): Omit<PostedAnswer, 'asks'> {
	const { text } = posted;
	if (text === 'rollback') {
		begun = false;
		wrong = undefined;
		if (!database.inTransaction) return { rows: [] };
	}
	if (wrong) return { rows: [], wrong };
	try {
		const rows = run(posted);
		begun = text === 'begin' || (begun && text !== 'commit');
		return { rows };
	} catch (error) {
		const told = { message: (error as Error).message, code: (error as { code?: string }).code ?? '' };
		if (begun) wrong = told;
		return { rows: [], wrong: told };
	}
}

parentPort!.on('message', (posted: Posted | 'close') => {
	if (posted === 'close') {
		database.close();
		parentPort!.close();
		return;
	}
	const answered = answer(posted);
	if (posted.asks !== undefined) parentPort!.postMessage({ asks: posted.asks, ...answered } satisfies PostedAnswer);
});
