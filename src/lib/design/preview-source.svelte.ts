import type { ClockTick, Frame, TopicName } from '../contract/topics.ts';
import { connectLive, type LiveClient } from '../live/live-client.svelte.ts';
import type { ConnectionState, LiveSource } from '../live/source.ts';

/** What the preview of a scene begins with. */
export interface PreviewRequest {
	readonly scope: string;
	readonly clock: ClockTick;
	readonly frames: readonly Frame[];
}

/**
 * What a preview draws from: the figures that came with the page, and from the moment it is in the browser the live ones of the
 * tiles on the draft. Where the server does not send a topic, the figures of the page stay, with their cut-off.
 */
export class PreviewSource implements LiveSource {
	readonly zone: string;
	readonly #request: PreviewRequest;
	readonly #start: number;
	#live = $state.raw<LiveClient>();
	#watched = $state.raw<readonly TopicName[]>([]);

	constructor(request: PreviewRequest) {
		this.#request = request;
		this.zone = request.clock.zone;
		this.#start = Date.parse(request.clock.now);
	}

	get now(): number {
		return this.#live?.now ?? this.#start;
	}

	get speed(): number {
		return this.#live?.speed ?? this.#request.clock.speed;
	}

	get connection(): ConnectionState {
		return this.#live?.connection ?? { kind: 'connecting' };
	}

	get stale(): boolean {
		return this.#live?.stale ?? false;
	}

	frame<T extends TopicName>(topic: T): Frame<T> | undefined {
		// Frames are kept by topic, so the found one is of this topic.
		const began = this.#request.frames.find((frame) => frame.topic === topic) as Frame<T> | undefined;
		return this.#live?.frame(topic) ?? began;
	}

	/** A refusal is shown only where there is nothing else to show. */
	refusal(topic: TopicName): string | undefined {
		return this.frame(topic) ? undefined : this.#live?.refusal(topic);
	}

	/** Nothing moves: nobody is heard, or the server sends this person none of the topics. */
	get isStill(): boolean {
		const live = this.#live;
		if (!live || live.connection.kind !== 'live' || live.stale) return true;
		return this.#watched.length > 0 && this.#watched.every((topic) => live.refusal(topic) !== undefined);
	}

	/** Watches the topics of the tiles that are on the draft now. */
	watch(topics: readonly TopicName[]): void {
		if (topics.length === this.#watched.length && topics.every((topic) => this.#watched.includes(topic))) return;
		this.#watched = topics;
		this.#live?.watch(topics, this.#request.scope);
	}

	/** Connects until the returned function is called. An address of its own: a page with a draft is not reloaded for a newer build. */
	start(address: string): () => void {
		const { scope, clock, frames } = this.#request;
		const live = connectLive({ topics: this.#watched, scope, initialFrames: frames, initialClock: clock, address });
		const stop = live.start();
		this.#live = live;
		return () => {
			this.#live = undefined;
			stop();
		};
	}
}
