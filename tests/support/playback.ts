import type { Frame, TopicName } from '../../src/lib/contract/topics.ts';
import { minuteOf, msOfMinute } from '../../server/live/playback-plan.ts';
import type { PlaybackSource } from '../../server/live/playback-reader.ts';
import { PlaybackRecorder } from '../../server/live/playback-recorder.ts';
import { Projector } from '../../server/live/projector.ts';
import { sourceOf } from '../../server/views/view-context.ts';
import { openWorld, type engines, type World } from './world.ts';

/** A world whose walls are recorded: real store and projections, court time and real time moved by the test. */
export interface Wall {
	readonly world: World;
	readonly projector: Projector;
	readonly source: PlaybackSource;
	recorder(): PlaybackRecorder;
	/** How often each topic of a court was projected because its screen is off. */
	readonly projected: string[];
	/** Topics of screens that hang, by court. */
	readonly hanging: Map<string, ReadonlySet<TopicName>>;
	held: boolean;
	/** The recorder's writes are refused, as by a database that gives no answer. */
	refuses: boolean;
	/** Somebody watches from now on. */
	watch(court: string, topics: readonly TopicName[]): Promise<void>;
	leave(court: string, topics: readonly TopicName[]): void;
	/** Money arrives at dc now; topics that are watched at `zy` are projected, as a pass would. */
	change(label: string, topics: readonly TopicName[]): Promise<void>;
	/** Lets court time and real time run together, with a beat in every minute, until the minutes before `to` are written. */
	run(to: string): Promise<void>;
	/** Moves court time alone: the clock is set. */
	jump(to: string): Promise<void>;
	/** Nothing runs for a while; then the process begins anew. */
	restart(at: string): Promise<void>;
	close(): Promise<void>;
}

/** After so long a minute that is over is written. */
const graceMs = 2000;
const instantMs = (moment: string): number => Date.parse(moment.length === 16 ? `${moment}:00+08:00` : moment);
/** The minute of a moment, written as `2026-03-13T08:05` in court time. */
export const minuteAt = (moment: string): number => minuteOf(instantMs(moment));

/** Opens a wall at a moment of court time. */
export async function openWall(engine: (typeof engines)[number], start: string): Promise<Wall> {
	const world = await openWorld(engine, `${start}:00+08:00`);
	const { context, store } = world;
	const live = Object.assign(sourceOf(context), { ladderStages: [] });
	let monoMs = 1_000_000;
	let running: PlaybackRecorder;
	const projector = new Projector(live, (topic, scope) => running.advanced(topic, scope));
	const courtMs = (): number => Date.parse(context.now());
	const toCourt = (ms: number): void => world.at(new Date(ms).toISOString());
	const newRecorder = (): PlaybackRecorder =>
		new PlaybackRecorder({
			store: { read: store.read, write: (work) => (wall.refuses ? Promise.reject(new Error('busy')) : store.write(work)) },
			directory: context.directory,
			now: context.now,
			speed: () => 1,
			monotonicMs: () => monoMs,
			frame: (topic, court) => projector.frame(topic, court, 'internal'),
			project: async (court, topic) => {
				wall.projected.push(`${court} ${topic}`);
				await projector.project(court, [topic]);
			},
			hanging: () => Promise.resolve(wall.hanging),
			clockIsHeld: () => wall.held,
			onError: (error) => {
				throw error;
			},
		});
	running = newRecorder();
	store.onChange((change) => running.changed(change));
	const wall: Wall = {
		world,
		projector,
		source: { db: store.read, now: context.now, days: 90, zoneOf: () => 'Asia/Shanghai' },
		recorder: () => running,
		projected: [],
		hanging: new Map(),
		held: false,
		refuses: false,
		watch: async (court, topics) => {
			for (const topic of topics) running.begins({ scope: court, topic });
			await projector.project(court, topics);
		},
		leave: (court, topics) => {
			for (const topic of topics) running.ends({ scope: court, topic });
		},
		change: async (label, topics) => {
			await world.send([{ type: 'money-arrived', occurredAt: '2026-03-12', data: { receiptId: label, amountFen: 100 } }]);
			projector.changed('zy');
			await projector.project('zy', topics);
		},
		run: async (to) => {
			const until = instantMs(to) + graceMs;
			for (let next = courtMs(); next < until;) {
				next = Math.min(until, msOfMinute(minuteOf(next) + 1) + graceMs);
				monoMs += next - courtMs();
				toCourt(next);
				await running.beat().catch((error: unknown) => {
					if (!wall.refuses) throw error;
				});
			}
		},
		jump: async (to) => {
			toCourt(instantMs(to));
			await running.beat();
		},
		restart: async (at) => {
			await running.stop();
			monoMs += instantMs(at) - courtMs();
			toCourt(instantMs(at));
			running = newRecorder();
			await running.beat();
		},
		close: () => world.close(),
	};
	await running.beat();
	return wall;
}

/** The payload of a topic among frames. */
export const payloadOf = (frames: readonly Frame[], topic: TopicName): unknown => frames.find((frame) => frame.topic === topic)?.payload;
