import type { Frame, TopicName } from '../contract/topics.ts';
import type { ConnectionState, LiveSource } from '../live/source.ts';

interface Held {
	readonly now: number;
	readonly stale: boolean;
	/** What was known of each topic; a topic that was not asked for is absent. */
	readonly frames: Readonly<Partial<Record<TopicName, Frame | undefined>>>;
}

/**
 * A source that can stand still for a meeting: figures and countdowns stay as they were at that moment, while the source behind
 * goes on receiving. Letting go shows the present at once.
 */
export class HeldSource implements LiveSource {
	readonly #behind: () => LiveSource;
	#held = $state.raw<Held>();

	/** `behind` is asked at every reading, so that the source behind may be replaced. */
	constructor(behind: () => LiveSource) {
		this.#behind = behind;
	}

	get now(): number {
		return this.#held?.now ?? this.#behind().now;
	}

	get speed(): number {
		return this.#behind().speed;
	}

	get zone(): string {
		return this.#behind().zone;
	}

	get connection(): ConnectionState {
		return this.#behind().connection;
	}

	get stale(): boolean {
		return this.#held?.stale ?? this.#behind().stale;
	}

	/** The moment shown, in court time; absent where the present is shown. */
	get heldAt(): number | undefined {
		return this.#held?.now;
	}

	/** How many topics have moved on since. */
	get updates(): number {
		const held = this.#held;
		if (!held) return 0;
		return (Object.keys(held.frames) as TopicName[]).filter((topic) => this.#behind().frame(topic) !== held.frames[topic]).length;
	}

	frame<T extends TopicName>(topic: T): Frame<T> | undefined {
		const held = this.#held;
		// Frames are kept by topic, so the held one is of this topic.
		return held ? (held.frames[topic] as Frame<T> | undefined) : this.#behind().frame(topic);
	}

	refusal(topic: TopicName): string | undefined {
		return this.#behind().refusal(topic);
	}

	/** Stands still with what is known of these topics. */
	hold(topics: readonly TopicName[]): void {
		const source = this.#behind();
		const frames = Object.fromEntries(topics.map((topic) => [topic, source.frame(topic)]));
		// Our clock may lag behind by a tick: no figure may be younger than the moment it is said to be of.
		const now = Math.max(source.now, ...topics.map((topic) => Date.parse(source.frame(topic)?.asOf ?? '') || 0));
		this.#held ??= { now, stale: source.stale, frames };
	}

	/** The present again. */
	release(): void {
		this.#held = undefined;
	}
}
