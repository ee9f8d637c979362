import type { Frame, TopicName } from '../../src/lib/contract/topics.ts';
import { superiorsOf } from '../core/directory/court-tree.ts';
import type { Directory } from '../core/directory/types.ts';
import type { Instant } from '../core/time/types.ts';
import { dayOfInstant, epochMsOf } from '../core/time/zone.ts';
import type { Change, Store } from '../store/open.ts';
import { packLines } from '../store/playback-bytes.ts';
import { beginSpan, extendSpan, insertMinute, readSpansFrom, type MinuteRow, type PlaybackSpan } from '../store/playback.ts';
import { minuteOf, planMinutes, type Plan, type Track } from './playback-plan.ts';
import type { Place } from './subscriptions.ts';

/** What the recorder works with. */
export interface RecorderParts {
	readonly store: Pick<Store, 'read' | 'write'>;
	readonly directory: () => Directory;
	readonly now: () => Instant;
	/** Court seconds in a second. */
	readonly speed: () => number;
	readonly monotonicMs: () => number;
	/** The last frame of a topic, for internal screens. */
	readonly frame: (topic: TopicName, court: string) => Frame | undefined;
	/** Projects a topic that nobody watches; a frame that differs is told with `advanced`. */
	readonly project: (court: string, topic: TopicName) => Promise<unknown>;
	/** Topics of approved screens, by court: recorded also while the screens are off. */
	readonly hanging: () => Promise<ReadonlyMap<string, ReadonlySet<TopicName>>>;
	/** Whether the host's clock cannot be trusted: nothing is recorded then. */
	readonly clockIsHeld: () => boolean;
	readonly onError: (error: unknown) => void;
}

const beatMs = 250;
/** Real time after the end of a minute until it is written: frames of that minute are on their way. */
const graceMs = 1500;
/** The recording is broken where court time and real time part by more than this, or where nothing ran for so long in real time. */
const brokenBy = { courtMs: 5 * 60_000, realMs: 90_000 } as const;
/** Minutes of a topic that wait for a database that does not answer. */
const mostWaiting = 10;
/** Real time for which a topic that has just begun to be watched may still show what was known before. */
const settlesMs = 2000;
/** A screen that is off is looked after at most this often in real time, and without any change this often in court time: deadlines pass. */
const offScreen = { realMs: 15_000, courtMinutes: 30 } as const;

interface Look {
	readonly realMs: number;
	readonly minute: number;
	readonly day: string;
}

/**
 * Records what walls show: the last frame of every minute and topic, of courts that somebody watches and of those with an approved
 * screen. It is told of every frame that goes out and projects nothing itself, except for screens that are off.
 */
export class PlaybackRecorder {
	readonly #parts: RecorderParts;
	readonly #watched = new Map<string, Map<TopicName, number>>();
	readonly #pending = new Map<string, Map<TopicName, Frame[]>>();
	readonly #tracks = new Map<string, Track>();
	readonly #looked = new Map<string, Look>();
	/** When something of a court changed last, in monotonic milliseconds. */
	readonly #changed = new Map<string, number>();
	#hanging: ReadonlyMap<string, ReadonlySet<TopicName>> = new Map();
	/** Minutes that an earlier run has recorded: a clock that was put back does not write over them. */
	#taken: ReadonlyMap<string, readonly PlaybackSpan[]> = new Map();
	#last: { readonly courtMs: number; readonly realMs: number } | undefined;
	#closed = -1;
	#timer: NodeJS.Timeout | undefined;
	#running: Promise<void> | undefined;

	constructor(parts: RecorderParts) {
		this.#parts = parts;
	}

	/** Somebody begins to watch a topic of a court. */
	begins({ scope, topic }: Place): void {
		if (topic === 'lobby') return;
		const topics = this.#watched.get(scope) ?? new Map<TopicName, number>();
		this.#watched.set(scope, topics.set(topic, this.#parts.monotonicMs()));
	}

	/** Nobody watches it any more. */
	ends({ scope, topic }: Place): void {
		const topics = this.#watched.get(scope);
		topics?.delete(topic);
		if (topics?.size === 0) this.#watched.delete(scope);
	}

	/** A frame differs from the last one of its topic. */
	advanced(topic: TopicName, scope: string): void {
		if (!this.#watched.get(scope)?.has(topic) && !this.#hanging.get(scope)?.has(topic)) return;
		const frame = this.#parts.frame(topic, scope);
		if (!frame || topic === 'lobby') return;
		const topics = this.#pending.get(scope) ?? new Map<TopicName, Frame[]>();
		this.#pending.set(scope, topics);
		const frames = topics.get(topic) ?? [];
		topics.set(topic, frames);
		// The last frame of a minute takes the place of those before it.
		if (frames.length > 0 && minuteOf(frames.at(-1)!.asOf) === minuteOf(frame.asOf)) frames.pop();
		frames.push(frame);
		if (frames.length <= mostWaiting) return;
		frames.shift();
		// Nobody knows any more what stood there in those minutes: the recording begins anew after them.
		this.#tracks.delete(scope);
	}

	/** Something of courts has changed: screens of theirs that are off are looked after at the next minute. */
	changed({ courts }: Change): void {
		const at = this.#parts.monotonicMs();
		for (const court of courts) {
			this.#changed.set(court, at);
			for (const { code } of superiorsOf(this.#parts.directory(), court)) this.#changed.set(code, at);
		}
	}

	start(): void {
		this.#timer ??= setInterval(() => void this.beat().catch(this.#parts.onError), beatMs);
	}

	/** Ends the recording; what belongs to minutes that are over is written. */
	async stop(): Promise<void> {
		clearInterval(this.#timer);
		this.#timer = undefined;
		await this.#running?.catch(() => undefined);
	}

	/** Writes the minutes that are over. One round at a time. */
	beat(): Promise<void> {
		this.#running ??= this.#beat().finally(() => {
			this.#running = undefined;
		});
		return this.#running;
	}

	async #beat(): Promise<void> {
		const { now, speed, monotonicMs, clockIsHeld } = this.#parts;
		const courtMs = epochMsOf(now());
		if (clockIsHeld()) return this.#break();
		if (this.#isBroken(courtMs)) {
			this.#break();
			this.#taken = await readSpansFrom(this.#parts.store.read, minuteOf(courtMs));
			this.#closed = minuteOf(courtMs) - 1;
		}
		this.#last = { courtMs, realMs: monotonicMs() };
		const closed = minuteOf(courtMs - Math.min(graceMs * speed(), 10 * 60_000)) - 1;
		if (closed <= this.#closed) return;
		this.#hanging = await this.#parts.hanging();
		try {
			await this.#write(closed);
		} finally {
			// What could not be written is written with the next minute.
			this.#closed = closed;
		}
		await this.#lookAfterScreens(minuteOf(courtMs));
	}

	#isBroken(courtMs: number): boolean {
		const last = this.#last;
		if (!last) return true;
		const realMs = this.#parts.monotonicMs() - last.realMs;
		return realMs > brokenBy.realMs || Math.abs(courtMs - last.courtMs - realMs * this.#parts.speed()) > brokenBy.courtMs;
	}

	/** What comes next begins anew, with every topic written out. */
	#break(): void {
		this.#last = undefined;
		this.#tracks.clear();
		this.#pending.clear();
		this.#looked.clear();
	}

	#keptOf(court: string): Set<TopicName> {
		return new Set([...(this.#watched.get(court)?.keys() ?? []), ...(this.#hanging.get(court) ?? [])]);
	}

	/** Frames of topics that are kept up and of which nothing is recorded yet: what stood there when the recording began. */
	#opening(court: string, kept: ReadonlySet<TopicName>): ReadonlyMap<TopicName, readonly Frame[]> {
		const known = this.#tracks.get(court)?.topics;
		const frames = new Map<TopicName, readonly Frame[]>(this.#pending.get(court));
		const settledBefore = this.#parts.monotonicMs() - settlesMs;
		for (const topic of kept) {
			if (known?.has(topic) || frames.has(topic) || !this.#isSettled(court, topic, settledBefore)) continue;
			const frame = this.#parts.frame(topic, court);
			if (frame) frames.set(topic, [frame]);
		}
		return frames;
	}

	#isSettled(court: string, topic: TopicName, before: number): boolean {
		const since = this.#watched.get(court)?.get(topic);
		// Of a screen that is off only what was looked at in this run is true.
		return since === undefined ? this.#looked.has(`${topic}|${court}`) : since <= before;
	}

	async #write(closed: number): Promise<void> {
		const plans: { readonly court: string; readonly plan: Plan; readonly rows: readonly MinuteRow[] }[] = [];
		for (const court of new Set([...this.#watched.keys(), ...this.#hanging.keys(), ...this.#tracks.keys()])) {
			const kept = this.#keptOf(court);
			const isTaken = this.#taken.get(court)?.some(({ from, to }) => from <= closed && closed <= to) ?? false;
			if (kept.size === 0 || isTaken) {
				this.#tracks.delete(court);
				if (kept.size === 0) this.#pending.delete(court);
				continue;
			}
			const plan = planMinutes(this.#tracks.get(court), closed, kept, this.#opening(court, kept));
			plans.push({ court, plan, rows: await rowsOf(plan) });
		}
		if (plans.some(({ plan }) => plan.track !== undefined))
			await this.#parts.store.write(async ({ db }) => {
				for (const { court, plan, rows } of plans) {
					for (const row of rows) await insertMinute(db, court, row);
					const former = this.#tracks.get(court);
					if (plan.track && former) await extendSpan(db, court, former.to, plan.track.to);
					else if (plan.track) await beginSpan(db, court, plan.track);
				}
			});
		for (const { court, plan } of plans) this.#wrote(court, plan.track, closed);
	}

	/** Only what has been committed counts as recorded. */
	#wrote(court: string, track: Track | undefined, closed: number): void {
		if (track) this.#tracks.set(court, track);
		for (const [topic, frames] of this.#pending.get(court) ?? []) {
			const left = frames.filter(({ asOf }) => minuteOf(asOf) > closed);
			if (left.length > 0) this.#pending.get(court)?.set(topic, left);
			else this.#pending.get(court)?.delete(topic);
		}
	}

	/** Projects what hangs on screens that are off, where something of the court has changed, another day has begun, or half an hour is over. */
	async #lookAfterScreens(minute: number): Promise<void> {
		for (const [court, topics] of this.#hanging) {
			for (const topic of topics) {
				const key = `${topic}|${court}`;
				const look = this.#look(court, minute);
				if (this.#watched.get(court)?.has(topic)) this.#looked.delete(key);
				else if (this.#isDue(court, this.#looked.get(key), look)) {
					await this.#parts.project(court, topic).catch(this.#parts.onError);
					this.#looked.set(key, look);
					await new Promise((resolve) => setImmediate(resolve));
				}
			}
		}
	}

	#look(court: string, minute: number): Look {
		const zone = this.#parts.directory().courts.get(court)?.zone ?? 'Asia/Shanghai';
		return { realMs: this.#parts.monotonicMs(), minute, day: dayOfInstant(this.#parts.now(), zone) };
	}

	#isDue(court: string, last: Look | undefined, look: Look): boolean {
		if (!last || look.day !== last.day) return true;
		if (look.realMs - last.realMs < offScreen.realMs) return false;
		return (this.#changed.get(court) ?? -Infinity) > last.realMs || look.minute - last.minute >= offScreen.courtMinutes;
	}
}

async function rowsOf({ minutes }: Plan): Promise<readonly MinuteRow[]> {
	const rows: MinuteRow[] = [];
	for (const { minute, lines } of minutes)
		rows.push({
			minute,
			topics: lines.map(({ key }) => key),
			changes: lines.filter(({ kind }) => kind === 'C').map(({ key }) => key),
			bytes: await packLines(lines, 'minute'),
		});
	return rows;
}
