import Sqlite from 'better-sqlite3';
import { parentPort, workerData } from 'node:worker_threads';

/** Carries the write-ahead log over into the database file whenever it is asked to, on a connection and in a thread of its own. */
const database = new Sqlite(workerData as string);
database.pragma('synchronous = FULL');
database.pragma('busy_timeout = 200');
// This thread alone decides when.
database.pragma('wal_autocheckpoint = 0');

parentPort!.on('message', (message: 'checkpoint' | 'close') => {
	if (message === 'close') {
		database.close();
		parentPort!.close();
		return;
	}
	// Passive: takes what it can while readers read and the writer writes, and waits for nobody.
	database.pragma('wal_checkpoint(PASSIVE)');
	parentPort!.postMessage('done');
});
