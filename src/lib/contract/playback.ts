import type { Account, PageResult, WallCourt } from './pages.ts';
import type { Scene } from './scenes.ts';
import type { Frame, TopicName } from './topics.ts';

/**
 * What is known of a minute. `recorded`: the wall as it stood when the minute ended; `gap`: nothing was recorded then (the server was
 * down, or nobody watched and no screen hung); `ahead`: it is not over yet; `expired`: longer ago than recordings are kept.
 */
export type PlaybackState = 'recorded' | 'gap' | 'ahead' | 'expired';

/** A recorded wall at one minute. Instants are court time as UTC text. */
export interface PlaybackMoment {
	readonly court: string;
	/** First instant of the minute. */
	readonly at: string;
	readonly state: PlaybackState;
	/** The last frame of each topic at or before the minute, each with its own `asOf`. Empty unless `recorded`. */
	readonly frames: readonly Frame[];
	/** Topics that were asked for and are not recorded of this minute, though others are. */
	readonly missing: readonly TopicName[];
	/** Nearest recorded minutes before and after one that is not recorded. */
	readonly before?: string;
	readonly after?: string;
}

/** Minutes of a stretch of time, as offsets from its first minute. */
export interface PlaybackMinutes {
	readonly from: string;
	/** The last minute, included. */
	readonly to: string;
	/** Recorded without a break: first and last minute, both included. */
	readonly spans: readonly (readonly [first: number, last: number])[];
	/** Minutes in which something changed, and of how many topics. */
	readonly changes: readonly (readonly [minute: number, topics: number])[];
}

/** A day of the scrub bar. */
export interface PlaybackDay {
	readonly day: string;
	/** Recorded minutes. */
	readonly minutes: number;
}

/** Everything the page of a recorded wall needs for its first paint. */
export interface PlaybackView {
	readonly court: WallCourt;
	readonly courts: readonly { readonly code: string; readonly name: string }[];
	readonly scene: Scene;
	/** `recorded`: all of it is recorded at the moment. */
	readonly scenes: readonly { readonly id: string; readonly name: string; readonly recorded: boolean }[];
	readonly zone: string;
	/** Court time when the page was made. */
	readonly now: string;
	readonly moment: PlaybackMoment;
	/** The court's day of the moment, from midnight to midnight. */
	readonly day: string;
	readonly minutes: PlaybackMinutes;
	/** Days that can be asked for, oldest first. */
	readonly days: readonly PlaybackDay[];
	/** Persons are left out (参观模式). */
	readonly visitors: boolean;
	/** What of the address could not be read, in words. */
	readonly fault?: string;
}

/** What the page's address asks for. */
export interface PlaybackAsk {
	readonly court?: string;
	/** An instant; or else a day and a time of the court. */
	readonly at?: string;
	readonly date?: string;
	readonly time?: string;
	readonly scene?: string;
	readonly visitors?: boolean;
}

/** Recorded walls, as their page opens them. */
export interface PlaybackPages {
	playback(account: Account, address: string, ask: PlaybackAsk): Promise<PageResult<PlaybackView>>;
}
