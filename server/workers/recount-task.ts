import { Worker } from 'node:worker_threads';
import type { Counted } from '../core/reconcile/checks.ts';
import type { DatabasePlace } from '../store/open.ts';

/** Counts one court's sums anew, on a database that the worker opens for reading itself. */
export interface RecountTask {
	readonly place: DatabasePlace;
	readonly court: string;
	/** Folds those cases from the log whose turn this day is; absent: all of them. */
	readonly day?: string;
}

/** Runs the count in a worker thread; the signal ends it early. */
export function runRecount(task: RecountTask, signal?: AbortSignal): Promise<Counted> {
	return new Promise((resolve, reject) => {
		const worker = new Worker(new URL('./recount-worker.ts', import.meta.url), { workerData: task });
		const stop = (): void => void worker.terminate();
		signal?.addEventListener('abort', stop, { once: true });
		worker.once('message', resolve);
		worker.once('error', reject);
		worker.once('exit', (code) => {
			signal?.removeEventListener('abort', stop);
			reject(new Error(`recount worker ended with ${code} before it answered`));
		});
	});
}
