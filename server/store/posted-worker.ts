import { parentPort, workerData } from 'node:worker_threads';
import { connect } from './connect.ts';
import type { Posted, PostedAnswer } from './posted.ts';
import { keepingStatements } from './statements.ts';

/** Runs the statements that are posted to it, one after the other, on a writing connection and in a thread of its own. */
const database = connect(workerData as string, false);
const kept = keepingStatements(database);
/** What went wrong first in the transaction that runs: nothing more of it is run. */
let wrong: PostedAnswer['wrong'];

function run({ text, values }: Posted): PostedAnswer['rows'] {
	const statement = kept.prepare(text);
	if (statement.reader) return statement.all(values);
	statement.run(values);
	return [];
}

function answer(posted: Posted): Omit<PostedAnswer, 'asks'> {
	const isRollback = posted.text === 'rollback';
	if (isRollback) wrong = undefined;
	if (wrong) return { rows: [], wrong };
	try {
		// An error may have ended the transaction by itself.
		return { rows: isRollback && !database.inTransaction ? [] : run(posted) };
	} catch (error) {
		wrong = { message: (error as Error).message, code: (error as { code?: string }).code ?? '' };
		return { rows: [], wrong };
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
