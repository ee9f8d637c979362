import { Worker } from 'node:worker_threads';
import type { BackTestOutcome, RecomputeOutcome } from '../flows/back-test.ts';
import type { DatabasePlace } from '../store/open.ts';

/** What the worker is asked to do, on a database that it opens for reading itself. */
export type RulesTask =
	| { readonly kind: 'recompute'; readonly place: DatabasePlace }
	| {
			readonly kind: 'back-test';
			readonly place: DatabasePlace;
			readonly court: string;
			readonly from: string;
			readonly to: string;
			/** The text of the layer that is tried; it was checked before. */
			readonly layer: string;
	  };

/** Runs a task in a worker thread; the signal ends it early. */
export function runRulesTask(task: RulesTask & { readonly kind: 'recompute' }, signal?: AbortSignal): Promise<RecomputeOutcome>;
export function runRulesTask(task: RulesTask & { readonly kind: 'back-test' }, signal?: AbortSignal): Promise<BackTestOutcome>;
export function runRulesTask(task: RulesTask, signal?: AbortSignal): Promise<unknown> {
	return new Promise((resolve, reject) => {
		const worker = new Worker(new URL('./rules-worker.ts', import.meta.url), { workerData: task });
		const stop = (): void => void worker.terminate();
		signal?.addEventListener('abort', stop, { once: true });
		worker.once('message', resolve);
		worker.once('error', reject);
		worker.once('exit', (code) => {
			signal?.removeEventListener('abort', stop);
			reject(new Error(`rules worker ended with ${code} before it answered`));
		});
	});
}
