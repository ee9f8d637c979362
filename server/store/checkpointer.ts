import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';

/** Whenever the write-ahead log has grown by so much, it is carried over into the file beside the writing. */
export const carriedEveryBytes = 4 * 2 ** 20;
/** Whenever it has grown by so much all the same, the next transaction waits: only a pause lets the log start again from its beginning. */
const pausedEveryBytes = 48 * 2 ** 20;

/**
 * Keeps the write-ahead log of the embedded database short without holding the event loop: a checkpoint moves pages and waits for the disk, which
 * the writing connection would do inside a commit.
 */
export class Checkpointer {
	readonly #log: string;
	readonly #file: string;
	readonly #fallBack: () => void;
	#worker: Worker | undefined;
	#running: Promise<void> | undefined;
	#carryAt = carriedEveryBytes;
	#pauseAt = pausedEveryBytes;
	#failed = false;
	#closed = false;

	/** `fallBack` is called when the thread cannot do it: the writing connection then has to. */
	constructor(file: string, fallBack: () => void) {
		this.#file = file;
		this.#log = `${file}-wal`;
		this.#fallBack = fallBack;
	}

	/** To be called after each commit. */
	note(): void {
		if (this.#failed || this.#closed || this.#running) return;
		const bytes = this.#bytes();
		if (bytes <= this.#carryAt) {
			// The log began anew.
			this.#carryAt = Math.max(carriedEveryBytes, Math.min(this.#carryAt, bytes + carriedEveryBytes));
			return;
		}
		this.#carryAt = bytes + carriedEveryBytes;
		void this.#run();
	}

	/** To be awaited before a transaction begins. */
	async pause(): Promise<void> {
		if (this.#failed || this.#closed) return;
		const bytes = this.#bytes();
		if (bytes < this.#pauseAt) {
			this.#pauseAt = Math.max(pausedEveryBytes, Math.min(this.#pauseAt, bytes + pausedEveryBytes));
			return;
		}
		// A long reader may keep the log from beginning anew: then the next pause is due after as much again.
		this.#pauseAt = bytes + pausedEveryBytes;
		// The one that runs began before the last commit: only one that begins now can reach the end.
		await this.#running;
		await this.#run();
	}

	async close(): Promise<void> {
		this.#closed = true;
		await this.#running;
		const worker = this.#worker;
		if (!worker) return;
		worker.ref();
		const ended = new Promise((resolve) => worker.once('exit', resolve));
		worker.postMessage('close');
		await ended;
	}

	#bytes(): number {
		return statSync(this.#log, { throwIfNoEntry: false })?.size ?? 0;
	}

	#run(): Promise<void> {
		this.#running ??= this.#carry().finally(() => (this.#running = undefined));
		return this.#running;
	}

	async #carry(): Promise<void> {
		const worker = (this.#worker ??= this.#start());
		await new Promise<void>((resolve) => {
			const done = (): void => {
				worker.off('message', done).off('exit', done);
				// A program that has nothing else to do ends; the log is complete on disk without a checkpoint.
				worker.unref();
				resolve();
			};
			worker.ref();
			worker.on('message', done).on('exit', done);
			worker.postMessage('checkpoint');
		});
	}

	#start(): Worker {
		const worker = new Worker(new URL('./checkpoint-worker.ts', import.meta.url), { workerData: this.#file });
		worker.once('error', () => undefined);
		worker.once('exit', () => {
			this.#worker = undefined;
			if (this.#closed) return;
			this.#failed = true;
			this.#fallBack();
		});
		return worker;
	}
}
