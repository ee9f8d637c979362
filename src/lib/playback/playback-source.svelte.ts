import type { PlaybackMoment } from '../contract/playback.ts';
import type { Frame, TopicName } from '../contract/topics.ts';
import type { ConnectionState, LiveSource } from '../live/source.ts';

/** What stands in the place of a topic that nobody kept up at that minute. */
export const notRecorded = '此项在该时刻未记录';

/** A source of recorded frames: its clock stands at the moment, and nothing of it is live. */
export class PlaybackSource implements LiveSource {
	readonly speed = 1;
	readonly stale = false;
	readonly connection: ConnectionState = { kind: 'recorded' };
	readonly #moment: () => PlaybackMoment;
	readonly #zone: () => string;

	/** Both are asked at every reading, so that the moment may be moved. */
	constructor(moment: () => PlaybackMoment, zone: () => string) {
		this.#moment = moment;
		this.#zone = zone;
	}

	get zone(): string {
		return this.#zone();
	}

	/** The minute, or later in it the last figure: no figure may be younger than the moment it is said to be of. */
	get now(): number {
		const { at, frames } = this.#moment();
		return Math.max(Date.parse(at), ...frames.map(({ asOf }) => Date.parse(asOf)));
	}

	frame<T extends TopicName>(topic: T): Frame<T> | undefined {
		// Frames are kept by topic, so the found one is of this topic.
		return this.#moment().frames.find((frame) => frame.topic === topic) as Frame<T> | undefined;
	}

	refusal(topic: TopicName): string | undefined {
		return this.#moment().missing.includes(topic) ? notRecorded : undefined;
	}
}
