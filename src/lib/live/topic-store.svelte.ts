import type { Frame, TopicName } from '../contract/topics.ts';
import { judgeFrame, mayAskAgain } from './revision.ts';

/** The last frame of one topic, replaced whole. */
export class TopicStore {
	readonly topic: TopicName;
	frame = $state.raw<Frame | undefined>();
	refusal = $state.raw<string | undefined>();
	#awaitingSnapshot = false;
	#lastAskedMs: number | undefined;

	constructor(topic: TopicName, frame: Frame | undefined) {
		this.topic = topic;
		this.frame = frame;
	}

	/** A subscription has been sent: whatever comes first is the snapshot. */
	expectSnapshot(nowMs: number): void {
		this.#awaitingSnapshot = true;
		this.#lastAskedMs = nowMs;
	}

	/** Takes an arriving frame; true when the client has to ask again. */
	take(frame: Frame, nowMs: number): boolean {
		const verdict = judgeFrame(this.frame?.revision, frame.revision, this.#awaitingSnapshot);
		if (verdict === 'ignore') return false;
		this.#awaitingSnapshot = false;
		this.refusal = undefined;
		this.frame = frame;
		return verdict === 'gap' && mayAskAgain(this.#lastAskedMs, nowMs);
	}
}
