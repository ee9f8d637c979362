import { subscribeSchema } from '../../src/lib/contract/messages.ts';
import type { WallSocket } from './hub-parts.ts';
import type { Place } from './subscriptions.ts';

/** Requests that one connection may make at once: a wall makes one when it connects, and one for each scene that shows more. */
export const asksAtOnce = 60;
/** How soon there is room for another one. */
export const nextAskMs = 100;
/** What may wait for that. */
const mostWaiting = 512;

/**
 * Keeps one connection from asking without end. What comes too fast waits for its turn and is answered together, each topic once: a wall
 * that has reason to ask often gets what it asked for, only a little later. Times are monotonic milliseconds.
 */
export class AskPace {
	readonly #answer: (places: readonly Place[]) => void;
	readonly #waiting = new Map<string, Place>();
	#left = asksAtOnce;
	#countedAt = performance.now();
	#timer: NodeJS.Timeout | undefined;

	constructor(answer: (places: readonly Place[]) => void) {
		this.#answer = answer;
	}

	/** Answers now or soon; false where too much waits already, so that nothing of it will be answered. */
	ask(places: readonly Place[]): boolean {
		if (this.#waiting.size === 0 && this.#take()) {
			this.#answer(places);
			return true;
		}
		if (this.#waiting.size + places.length > mostWaiting) return false;
		for (const place of places) this.#waiting.set(`${place.topic}|${place.scope}`, place);
		this.#timer ??= setTimeout(() => this.#answerWaiting(), nextAskMs);
		return true;
	}

	/** The connection is gone. */
	stop(): void {
		clearTimeout(this.#timer);
		this.#waiting.clear();
	}

	#answerWaiting(): void {
		this.#timer = undefined;
		const places = [...this.#waiting.values()];
		this.#waiting.clear();
		this.#take();
		this.#answer(places);
	}

	#take(): boolean {
		const now = performance.now();
		const more = Math.floor((now - this.#countedAt) / nextAskMs);
		this.#left = Math.min(asksAtOnce, this.#left + more);
		this.#countedAt = this.#left === asksAtOnce ? now : this.#countedAt + more * nextAskMs;
		if (this.#left < 1) return false;
		this.#left -= 1;
		return true;
	}
}

/** What could not be answered is tried again so much later: a wall asks once and then believes that it will be answered. */
const againMs = 1000;

/** Hears what a socket asks for, at its pace. `answers` holds what is being answered. */
export function hearAsked(
	socket: WallSocket,
	answer: (places: readonly Place[]) => Promise<void>,
	{ answers, onError }: { readonly answers: Set<Promise<void>>; readonly onError: (error: unknown) => void },
): void {
	const pace = new AskPace((places) => {
		const answering = answer(places)
			.catch((error: unknown) => {
				onError(error);
				setTimeout(() => socket.connected && pace.ask(places), againMs).unref();
			})
			.finally(() => answers.delete(answering));
		answers.add(answering);
	});
	const refuse = (reason: string): boolean => socket.emit('refused', { topic: '', scope: '', reason });
	socket.on('disconnect', () => pace.stop());
	socket.on('subscribe', (request) => {
		const parsed = subscribeSchema.safeParse(request);
		if (!parsed.success) refuse('订阅请求格式不正确');
		else if (!pace.ask(parsed.data.topics)) refuse('订阅过于频繁，请稍后再试');
	});
}
