import type { Frame, TopicName } from '../contract/topics.ts';
import type { ConnectionState, LiveSource } from '../live/source.ts';
import { galleryNow } from '../ui/tile-fixtures.ts';

/** What the gallery wants to show. */
export interface GalleryRequest {
	readonly frames: readonly Frame[];
	readonly connection?: ConnectionState;
	readonly stale?: boolean;
	readonly speed?: number;
}

/** A source of invented figures with an invented clock, for looking at scenes without a server. */
export class GallerySource implements LiveSource {
	readonly zone = 'Asia/Shanghai';
	readonly speed: number;
	readonly connection: ConnectionState;
	readonly stale: boolean;
	now = $state(galleryNow);
	readonly #frames: readonly Frame[];

	constructor({ frames, connection = { kind: 'live' }, stale = false, speed = 1 }: GalleryRequest) {
		this.#frames = frames;
		this.connection = connection;
		this.stale = stale;
		this.speed = speed;
	}

	frame<T extends TopicName>(topic: T): Frame<T> | undefined {
		// Frames are kept by topic, so the found one is of this topic.
		return this.#frames.find((frame) => frame.topic === topic) as Frame<T> | undefined;
	}

	refusal(): undefined {
		return undefined;
	}

	/** Lets the invented clock run until the returned function is called. */
	start(): () => void {
		const timer = setInterval(() => (this.now += 1_000 * this.speed), 1_000);
		return () => clearInterval(timer);
	}
}
