import { Worker } from 'node:worker_threads';
import type { Directory } from './core/directory/types.ts';
import type { Paper } from './core/report/paper.ts';
import { buildPaper } from './flows/build-paper.ts';
import type { PaperParts } from './pages/paper-pages.ts';
import { renderForm, type PaperAnswer, type PaperQuestion, type PaperTask } from './paper-work.ts';
import type { DatabasePlace } from './store/open.ts';

/** A thread that is not done by then is taken for hung and begun anew. */
const hungAfterMs = 150_000;

interface Waiting {
	readonly done: (value: unknown) => void;
	readonly failed: (error: Error) => void;
	readonly timer: NodeJS.Timeout;
}

/** One thread for computing and setting papers, kept between them; it starts with the first and again after it was lost. */
class PaperThread {
	readonly #place: DatabasePlace;
	readonly #waiting = new Map<number, Waiting>();
	#worker: Worker | undefined;
	#next = 1;

	constructor(place: DatabasePlace) {
		this.#place = place;
	}

	run(task: PaperTask): Promise<unknown> {
		this.#worker ??= this.#start();
		const id = this.#next;
		this.#next += 1;
		return new Promise((done, failed) => {
			const timer = setTimeout(() => this.#lose(new Error(`文稿计算超过 ${hungAfterMs / 1000} 秒未完成`)), hungAfterMs);
			this.#waiting.set(id, { done, failed, timer });
			this.#worker!.postMessage({ id, task } satisfies PaperQuestion);
		});
	}

	#start(): Worker {
		const worker = new Worker(new URL('./paper-worker.ts', import.meta.url), { workerData: this.#place });
		worker.unref();
		worker.on('message', (answer: PaperAnswer) => this.#answered(answer));
		const lost = (error: Error): void => {
			if (this.#worker === worker) this.#lose(error);
		};
		worker.on('error', lost);
		worker.on('exit', (code) => lost(new Error(`文稿计算线程异常退出（${code}）`)));
		return worker;
	}

	#answered(answer: PaperAnswer): void {
		const waiting = this.#waiting.get(answer.id);
		if (!waiting) return;
		this.#waiting.delete(answer.id);
		clearTimeout(waiting.timer);
		if (answer.ok) waiting.done(answer.value);
		else waiting.failed(Object.assign(new Error(answer.message), answer.code ? { code: answer.code } : {}));
	}

	/** Everybody who waits hears of it; the next task starts another thread. */
	#lose(error: Error): void {
		const worker = this.#worker;
		this.#worker = undefined;
		void worker?.terminate();
		for (const { failed, timer } of this.#waiting.values()) {
			clearTimeout(timer);
			failed(error);
		}
		this.#waiting.clear();
	}

	async close(): Promise<void> {
		const worker = this.#worker;
		this.#lose(new Error('服务正在停止'));
		await worker?.terminate();
	}
}

/** Computing and setting papers, and the end of the thread in which it is done. */
export interface PaperShop extends PaperParts {
	close(): Promise<void>;
}

/**
 * How papers are computed and made into files: in a thread of its own, so that screens and feeds do not wait, or in this one for a store that no other
 * thread can open.
 */
export function paperParts(directory: () => Directory, place: DatabasePlace | undefined): PaperShop {
	const zoneOf = (court: string): string => directory().courts.get(court)?.zone ?? 'Asia/Shanghai';
	if (!place)
		return { build: buildPaper, render: (paper, form) => renderForm(paper, form, zoneOf(paper.court)), close: () => Promise.resolve() };
	const thread = new PaperThread(place);
	return {
		build: async (context, kind, court, period, options = {}) =>
			(await thread.run({ do: 'build', kind, court, period, now: context.now(), ...options })) as Paper,
		render: async (paper, form) =>
			(await thread.run({ do: 'render', paper, form, zone: zoneOf(paper.court) })) as Uint8Array<ArrayBuffer> | undefined,
		close: () => thread.close(),
	};
}
