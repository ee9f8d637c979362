import type { PlaybackMinutes, PlaybackMoment } from '../../src/lib/contract/playback.ts';
import type { FeedState, Frame, TopicName } from '../../src/lib/contract/topics.ts';
import { addDays } from '../core/time/civil.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import { dayOfInstant, instantOfEpochMs, startOfDay } from '../core/time/zone.ts';
import { unpackLines, type PlaybackLine } from '../store/playback-bytes.ts';
import {
	blockMinutes,
	dayOfMinute,
	readBlockChanges,
	readBlocks,
	readMinute,
	readMinuteHeads,
	readNeighbours,
	readSpans,
} from '../store/playback.ts';
import type { Db } from '../store/schema.ts';
import { minuteOf, msOfMinute } from './playback-plan.ts';
import { mayShow, withoutPersons, type Ceiling } from './projector.ts';

/** What recorded walls are read with. */
export interface PlaybackSource {
	readonly db: Db;
	readonly now: () => Instant;
	/** Days for which recordings are kept. */
	readonly days: number;
	readonly zoneOf: (court: string) => string;
}

/** The instant at which a minute begins. */
export const instantOfMinute = (minute: number): Instant => instantOfEpochMs(msOfMinute(minute));

/** The first minute of a court that is still kept: a midnight of the court, so that a day is there whole or not at all. */
export function keptFrom({ now, days, zoneOf }: Omit<PlaybackSource, 'db'>, court: string): number {
	const zone = zoneOf(court);
	return minuteOf(startOfDay(addDays(dayOfInstant(now(), zone), -days), zone));
}

/** The wall of a court as it stood when a minute ended, in frames as a screen of a ceiling would have been sent them. */
export async function momentAt(
	source: PlaybackSource,
	court: string,
	minute: number,
	topics: readonly TopicName[],
	ceiling: Ceiling,
): Promise<PlaybackMoment> {
	const { db } = source;
	const head = { court, at: instantOfMinute(minute) };
	const bare = { ...head, frames: [], missing: [] };
	if (minute < keptFrom(source, court)) return { ...bare, state: 'expired', ...(await nearest(db, court, minute)) };
	const span = (await readSpans(db, court, minute, minute)).at(-1);
	if (!span) {
		const isAhead = minute >= minuteOf(source.now());
		return { ...bare, state: isAhead ? 'ahead' : 'gap', ...(await nearest(db, court, minute)) };
	}
	const asked = topics.filter((topic) => topic !== 'lobby' && mayShow(topic, ceiling));
	const found = await framesAt(db, court, { from: span.from, to: minute }, asked);
	const frames = [...found.values()].map((frame) =>
		ceiling === 'public' ? ({ ...frame, payload: withoutPersons(frame.payload) } as Frame) : frame,
	);
	return { ...head, state: 'recorded', frames, missing: asked.filter((topic) => !found.has(topic)) };
}

async function nearest(db: Db, court: string, minute: number): Promise<Pick<PlaybackMoment, 'before' | 'after'>> {
	const { before, after } = await readNeighbours(db, court, minute);
	return {
		...(before === undefined ? {} : { before: instantOfMinute(before) }),
		...(after === undefined ? {} : { after: instantOfMinute(after) }),
	};
}

/** A topic's line that is being looked for: from the newest minute backwards, until its payload is known. */
type Sought = { line?: PlaybackLine; payload?: string };

/** Takes a line that lies before those seen so far; true when nothing more is needed. */
function take(sought: Sought, line: PlaybackLine): boolean {
	sought.line ??= line;
	if (line.payload !== '') sought.payload ??= line.payload;
	return sought.line.kind === 'E' || sought.payload !== undefined;
}

async function framesAt(
	db: Db,
	court: string,
	stretch: { readonly from: number; readonly to: number },
	topics: readonly TopicName[],
): Promise<ReadonlyMap<TopicName, Frame>> {
	const sought = new Map<TopicName, Sought>(topics.map((topic) => [topic, {}]));
	const open = new Set(topics);
	for (const head of await readMinuteHeads(db, court, stretch.from, stretch.to)) {
		if (open.size === 0) break;
		if (!head.topics.some((topic) => open.has(topic as TopicName))) continue;
		const bytes = await readMinute(db, court, head.minute);
		// Packed meanwhile: the block has it.
		if (!bytes) continue;
		for (const line of await unpackLines(bytes)) {
			const topic = line.key as TopicName;
			if (open.has(topic) && take(sought.get(topic)!, line)) open.delete(topic);
		}
	}
	for (const topic of open) await seekInBlocks(db, court, topic, stretch, sought.get(topic)!);
	return new Map([...sought].flatMap(([topic, each]) => frameOf(court, topic, each) ?? []));
}

/** Two blocks are enough: a day begins with its payload written out, and only the first may hold nothing so early. */
async function seekInBlocks(
	db: Db,
	court: string,
	topic: TopicName,
	{ from, to }: { readonly from: number; readonly to: number },
	sought: Sought,
): Promise<void> {
	for (const { day, bytes } of await readBlocks(db, court, topic, { from: dayOfMinute(from), to: dayOfMinute(to) }, 2))
		for (const line of (await unpackLines(bytes)).toReversed()) {
			const minute = day * blockMinutes + Number(line.key);
			if (minute > to || minute < from) continue;
			if (take(sought, line)) return;
		}
}

function frameOf(court: string, topic: TopicName, { line, payload }: Sought): readonly [TopicName, Frame][] | undefined {
	if (!line || line.kind === 'E' || payload === undefined) return undefined;
	const { asOf, revision } = line;
	const feed = JSON.parse(line.feed) as FeedState;
	return [[topic, { topic, scope: court, revision, asOf, feed, payload: JSON.parse(payload) as unknown } as Frame]];
}

/** Which minutes of a stretch are recorded, and in which something changed of these topics, or of any. */
export async function minutesBetween(
	{ db }: Pick<PlaybackSource, 'db'>,
	court: string,
	from: number,
	to: number,
	topics?: readonly TopicName[],
): Promise<PlaybackMinutes> {
	const counts = new Map<number, number>();
	const note = (minute: number, by: number): void => {
		if (minute >= from && minute <= to && by > 0) counts.set(minute - from, (counts.get(minute - from) ?? 0) + by);
	};
	const isAsked = (topic: string): boolean => topics === undefined || (topics as readonly string[]).includes(topic);
	for (const { topic, day, changes } of await readBlockChanges(db, court, { from: dayOfMinute(from), to: dayOfMinute(to) }))
		if (isAsked(topic)) for (const minute of changes) note(day * blockMinutes + minute, 1);
	for (const { minute, changes } of await readMinuteHeads(db, court, from, to)) note(minute, changes.filter(isAsked).length);
	const spans = await readSpans(db, court, from, to);
	return {
		from: instantOfMinute(from),
		to: instantOfMinute(to),
		spans: spans.map((span) => [Math.max(span.from, from) - from, Math.min(span.to, to) - from] as const),
		changes: [...counts].sort(([a], [b]) => a - b),
	};
}

/** Recorded minutes of each day that is kept, oldest first; today is the last. */
export async function recordedDays(source: PlaybackSource, court: string): Promise<readonly { day: CourtDate; minutes: number }[]> {
	const zone = source.zoneOf(court);
	const today = dayOfInstant(source.now(), zone);
	const spans = await readSpans(source.db, court, keptFrom(source, court), minuteOf(startOfDay(addDays(today, 1), zone)));
	return Array.from({ length: source.days + 1 }, (_, index) => {
		const day = addDays(today, index - source.days);
		const from = minuteOf(startOfDay(day, zone));
		const to = minuteOf(startOfDay(addDays(day, 1), zone)) - 1;
		const minutes = spans.reduce((sum, span) => sum + Math.max(0, Math.min(span.to, to) - Math.max(span.from, from) + 1), 0);
		return { day, minutes };
	});
}
