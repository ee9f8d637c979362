import type { Frame, TopicName } from '../contract/topics.ts';
import { judgeFrame, mayAskAgain } from './revision.ts';

/** The last frame of one topic, replaced whole. */
export class TopicStore {
	readonly topic: TopicName;
	frame = $state.raw<Frame | undefined>();
	refusal = $state.raw<string | undefined>();
	#isNewConnection = false;
	#lastAskedMs: number | undefined;

	constructor(topic: TopicName, frame: Frame | undefined) {
		this.topic = topic;
		this.frame = frame;
	}

	/** Whether nothing has come yet over this connection. */
	get isAwaited(): boolean {
		return this.#isNewConnection;
	}

	/** Over a new connection whatever comes first is taken. */
	expectSnapshot(nowMs: number): void {
		this.#isNewConnection = true;
		this.#lastAskedMs = nowMs;
	}

	/** Takes an arriving frame; true when the client has to ask again. */
	take(frame: Frame, nowMs: number): boolean {
		const verdict = judgeFrame(this.frame?.revision, frame.revision, this.#isNewConnection);
		if (verdict === 'ignore') return false;
		this.#isNewConnection = false;
		this.refusal = undefined;
		this.frame = frame;
		if (verdict !== 'gap' || !mayAskAgain(this.#lastAskedMs, nowMs)) return false;
		this.#lastAskedMs = nowMs;
		return true;
	}

	/** The server no longer sends it, and says why. */
	refuse(reason: string): void {
		this.#isNewConnection = false;
		this.refusal = reason;
	}

	/** While the connection stood, silence meant that nothing had changed: the frame held until the last word of the server. */
	heldUntil(asOf: string): void {
		if (this.frame && Date.parse(asOf) > Date.parse(this.frame.asOf)) this.frame = { ...this.frame, asOf };
	}

	/** The new connection has nothing for it: what is left of the former one must not pass for present. */
	dropIfAwaited(): void {
		if (this.#isNewConnection) this.frame = undefined;
	}
}
