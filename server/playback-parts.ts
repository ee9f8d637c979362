import type { PlaybackMinutes, PlaybackMoment } from '../src/lib/contract/playback.ts';
import type { TopicName } from '../src/lib/contract/topics.ts';
import type { Instant } from './core/time/types.ts';
import type { FlowContext } from './flows/context.ts';
import { notePlayback, type NotePlayback } from './flows/open-playback.ts';
import { minuteOf } from './live/playback-plan.ts';
import { minutesBetween, momentAt, recordedDays, type PlaybackSource } from './live/playback-reader.ts';
import type { Devices } from './live/devices.ts';
import type { Hub } from './live/hub.ts';
import { PlaybackRecorder } from './live/playback-recorder.ts';
import { hangingTopics } from './live/playback-screens.ts';
import type { ProgramSource } from './live/program.ts';
import type { Ceiling } from './live/projector.ts';
import type { Store } from './store/open.ts';
import type { Db } from './store/schema.ts';

/** Recorded walls as API and pages read them. */
export interface PlaybackReads {
	moment(court: string, at: Instant, topics: readonly TopicName[], ceiling: Ceiling): Promise<PlaybackMoment>;
	/** Both ends belong to it. */
	minutes(court: string, from: Instant, to: Instant, topics?: readonly TopicName[]): Promise<PlaybackMinutes>;
	days(court: string): ReturnType<typeof recordedDays>;
	readonly note: NotePlayback;
}

/** Builds what recorded walls are read with; recordings are kept for so many days. */
export function playbackReads(context: FlowContext, days: number, realMs: () => number): PlaybackReads {
	const source: PlaybackSource = {
		db: context.store.read,
		now: context.now,
		days,
		zoneOf: (court) => context.directory().courts.get(court)?.zone ?? 'Asia/Shanghai',
	};
	return {
		moment: (court, at, topics, ceiling) => momentAt(source, court, minuteOf(at), topics, ceiling),
		minutes: (court, from, to, topics) => minutesBetween(source, court, minuteOf(from), minuteOf(to), topics),
		days: (court) => recordedDays(source, court),
		note: notePlayback(context, realMs),
	};
}

/** What the recorder is built from; the hub is built with the recorder, and so comes later. */
interface RecorderSetting {
	readonly store: Store;
	readonly devices: Devices;
	readonly hub: () => Hub;
	readonly speed: () => number;
	readonly clockIsHeld: () => boolean;
	readonly onError: (error: unknown) => void;
}

/** Builds the recorder; it does nothing until it is started. */
export function playbackRecorder(
	source: ProgramSource & { readonly db: Db },
	{ store, devices, hub, speed, clockIsHeld, onError }: RecorderSetting,
): PlaybackRecorder {
	const recorder = new PlaybackRecorder({
		...{ store, speed, clockIsHeld, onError },
		directory: source.directory,
		now: source.now,
		monotonicMs: () => performance.now(),
		frame: (topic, court) => hub().projector.frame(topic, court, 'internal'),
		project: (court, topic) => hub().projector.snapshot(court, [topic], 'internal', [topic]),
		hanging: async () => hangingTopics(source, await devices.designs()),
	});
	store.onChange((change) => recorder.changed(change));
	return recorder;
}
