import type { Frame, TopicName } from '../../src/lib/contract/topics.ts';
import type { PlaybackLine } from '../store/playback-bytes.ts';
import { dayOfMinute } from '../store/playback.ts';

/** What of a topic was recorded last. */
export interface RecordedTopic {
	/** JSON of the payload. */
	readonly payload: string;
	/** Day on which the payload was last written out. */
	readonly day: number;
}

/** A court that is being recorded. Minutes count from 1970. */
export interface Track {
	/** First minute of the span, and the last that was written. */
	readonly from: number;
	readonly to: number;
	readonly topics: ReadonlyMap<TopicName, RecordedTopic>;
}

/** Lines of one minute. */
export interface PlannedMinute {
	readonly minute: number;
	readonly lines: readonly PlaybackLine[];
}

/** What is to be written of a court, and the track after that; no track where there is nothing to begin with. */
export interface Plan {
	readonly minutes: readonly PlannedMinute[];
	readonly track: Track | undefined;
}

const minuteMs = 60_000;
/** The minute of an instant. */
export const minuteOf = (instant: string | number): number =>
	Math.floor((typeof instant === 'number' ? instant : Date.parse(instant)) / minuteMs);
/** The first millisecond of a minute. */
export const msOfMinute = (minute: number): number => minute * minuteMs;

const endOf = (topic: TopicName): PlaybackLine => ({ key: topic, kind: 'E', asOf: '', revision: 0, feed: '', payload: '' });

function lineOf(
	frame: Frame,
	minute: number,
	before: RecordedTopic | undefined,
): { readonly line: PlaybackLine; readonly after: RecordedTopic } {
	const payload = JSON.stringify(frame.payload);
	const day = dayOfMinute(minute);
	const same = before?.payload === payload;
	const kind = !same ? 'C' : before.day === day ? 'S' : 'F';
	const head = { key: frame.topic, asOf: frame.asOf, revision: frame.revision, feed: JSON.stringify(frame.feed) };
	return { line: { ...head, kind, payload: kind === 'S' ? '' : payload }, after: { payload, day } };
}

/**
 * What is written of a court when the minutes up to `closed` are over. `frames`: the last frames of each topic by the minute in which they
 * went out, oldest first; a topic whose only frame is from before the recording is written with its first minute. `kept`: topics that
 * are kept up. Of several frames of one minute the last counts: it is what stood on the wall when the minute ended.
 */
export function planMinutes(
	track: Track | undefined,
	closed: number,
	kept: ReadonlySet<TopicName>,
	frames: ReadonlyMap<TopicName, readonly Frame[]>,
): Plan {
	const first = track ? track.to + 1 : closed;
	const slots = new Map<number, Map<TopicName, Frame>>();
	for (const topic of kept)
		for (const frame of frames.get(topic) ?? []) {
			const minute = Math.max(first, minuteOf(frame.asOf));
			if (minute > closed) continue;
			const slot = slots.get(minute) ?? new Map<TopicName, Frame>();
			slots.set(minute, slot.set(topic, frame));
		}
	if (!track && slots.size === 0) return { minutes: [], track: undefined };
	const topics = new Map(track?.topics);
	const minutes = [...slots.keys()]
		.sort((a, b) => a - b)
		.map((minute): PlannedMinute => {
			const lines = [...slots.get(minute)!].map(([topic, frame]) => {
				const { line, after } = lineOf(frame, minute, topics.get(topic));
				topics.set(topic, after);
				return line;
			});
			return { minute, lines };
		});
	const gone = [...topics.keys()].filter((topic) => !kept.has(topic));
	for (const topic of gone) topics.delete(topic);
	const ended = gone.map(endOf);
	return {
		minutes: ended.length === 0 ? minutes : withLines(minutes, closed, ended),
		track: { from: track?.from ?? closed, to: closed, topics },
	};
}

function withLines(minutes: readonly PlannedMinute[], minute: number, lines: readonly PlaybackLine[]): readonly PlannedMinute[] {
	const last = minutes.at(-1);
	if (last?.minute !== minute) return [...minutes, { minute, lines }];
	return [...minutes.slice(0, -1), { minute, lines: [...last.lines, ...lines] }];
}
