import type { Frame, TopicName } from '../contract/topics.ts';
import type { ConnectionState, LiveSource } from '../live/source.ts';
import { keptName, laterFrame, packLobby, unpackLobby, type KeptLobby } from '../tiles/lobby/lobby-keep.ts';

/** A clock that is this far behind what was kept is that of a page from the cache, not of the server. */
const clockToleranceMs = 60_000;

/**
 * A live source that remembers its last frame in the browser: opened again while the server is away, the screen shows what it showed last, with its
 * age. As soon as the server answers, what was kept is of no account any more.
 */
export class KeptLobbySource implements LiveSource {
	readonly #live: LiveSource;
	readonly #court: string;
	#kept = $state.raw<KeptLobby>();
	#answered = $state(false);
	/** Court time that has passed since the page was made, where it came from the cache. */
	#ahead = $state(0);

	constructor(live: LiveSource, court: string) {
		this.#live = live;
		this.#court = court;
	}

	get now(): number {
		return this.#live.now + (this.#answered ? 0 : this.#ahead);
	}
	get speed(): number {
		return this.#live.speed;
	}
	get zone(): string {
		return this.#live.zone;
	}
	get connection(): ConnectionState {
		return this.#live.connection;
	}
	get stale(): boolean {
		return this.#live.stale;
	}

	frame<T extends TopicName>(topic: T): Frame<T> | undefined {
		const own = this.#live.frame(topic);
		if (topic !== 'lobby' || this.#answered || !own) return own;
		return laterFrame(own as Frame<'lobby'>, this.#kept?.frame) as Frame<T>;
	}

	refusal(topic: TopicName): string | undefined {
		return this.#live.refusal(topic);
	}

	/** Reads what was kept, and keeps every frame from now on; call it in the browser, inside an effect root. */
	start(): void {
		try {
			const kept = unpackLobby(localStorage.getItem(keptName(this.#court)), this.#court, Date.now());
			if (kept) {
				const since = (Date.now() - kept.keptAt) * kept.clock.speed;
				const ahead = Date.parse(kept.clock.now) + since - this.#live.now;
				this.#kept = kept;
				this.#ahead = ahead > clockToleranceMs ? ahead : 0;
			}
		} catch {
			// Storage is switched off: the screen lives without it.
		}
		$effect(() => {
			if (this.#live.connection.kind === 'live') this.#answered = true;
		});
		$effect(() => {
			const frame = this.#live.frame('lobby');
			if (frame && this.#answered) this.#keep(frame);
		});
	}

	#keep(frame: Frame<'lobby'>): void {
		const { zone, speed } = this.#live;
		const clock = { now: frame.asOf, speed, zone, businessDay: '' };
		try {
			localStorage.setItem(keptName(this.#court), packLobby({ court: this.#court, frame, clock, keptAt: Date.now() }));
		} catch {
			// Full or switched off.
		}
	}
}
