import type { PlaybackMinutes, PlaybackMoment, PlaybackView } from '../contract/playback.ts';
import { PlaybackReads, type Ask } from './playback-reads.ts';
import { dayMinutes, dayStartMs, minuteMs, minuteOfDay, minuteText, nextChange, type PlaybackSpeed } from './scrub.ts';

/** Moves a recorded wall through time: one minute after the other, by hand or by itself. */
export class PlaybackPlayer {
	readonly #reads: PlaybackReads;
	#view: PlaybackView;
	#turn = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** The recorded wall on show. */
	moment = $state.raw<PlaybackMoment>()!;
	/** Where the handle stands: ahead of `moment` while that is on its way. */
	at = $state('');
	/** The day of `at`: what is recorded, and what changed. */
	minutes = $state.raw<PlaybackMinutes>()!;
	playing = $state<PlaybackSpeed>();
	/** Why the picture did not follow, in words. */
	fault = $state<string>();

	constructor(view: PlaybackView, ask?: Ask) {
		this.#reads = new PlaybackReads(ask);
		this.#view = view;
		this.adopt(view);
	}

	/** Takes up what a page load brought. */
	adopt(view: PlaybackView): void {
		this.stop();
		this.#turn += 1;
		this.#view = view;
		this.moment = view.moment;
		this.at = view.moment.at;
		this.minutes = view.minutes;
		this.fault = undefined;
	}

	/** Minute of the day, 0 to 1439. */
	get minute(): number {
		return minuteOfDay(this.at, this.#view.zone);
	}

	/** Shows another minute; of several that are asked for while one is on its way, the last counts. */
	async go(atMs: number): Promise<void> {
		const at = minuteText(atMs);
		const turn = (this.#turn += 1);
		this.at = at;
		try {
			const [moment, minutes] = await Promise.all([this.#reads.moment(this.#view, at), this.#reads.minutes(this.#view, at, this.minutes)]);
			if (turn !== this.#turn) return;
			this.moment = moment;
			this.minutes = minutes;
			this.fault = undefined;
		} catch (error) {
			if (turn !== this.#turn) return;
			this.stop();
			this.at = this.moment.at;
			this.fault = `读取回放失败，画面停留在原处：${error instanceof Error ? error.message : String(error)}`;
		}
	}

	step(minutes: number): Promise<void> {
		return this.go(Date.parse(this.at) + minutes * minuteMs);
	}

	/** A minute of the day on show. */
	toMinute(minute: number): Promise<void> {
		return this.go(dayStartMs(this.at, this.#view.zone) + Math.max(0, Math.min(dayMinutes - 1, minute)) * minuteMs);
	}

	/** The next change of the day, or the one before. */
	toChange(direction: 1 | -1): Promise<void> {
		const minute = nextChange(this.minutes, this.minute, direction);
		return minute === undefined ? Promise.resolve() : this.toMinute(minute);
	}

	hasChange(direction: 1 | -1): boolean {
		return nextChange(this.minutes, this.minute, direction) !== undefined;
	}

	play(speed: PlaybackSpeed): void {
		this.stop();
		this.playing = speed;
		this.#next();
	}

	stop(): void {
		clearTimeout(this.#timer);
		this.playing = undefined;
	}

	#next(): void {
		const speed = this.playing;
		if (speed === undefined) return;
		this.#timer = setTimeout(() => {
			void this.step(1).then(() => {
				// Before the present and before a gap it stops: what comes is not there.
				if (this.moment.state === 'recorded') this.#next();
				else this.stop();
			});
		}, minuteMs / speed);
	}
}
