import { addDays } from '../core/time/civil.ts';
import { dayOfInstant, epochMsOf, startOfDay } from '../core/time/zone.ts';
import { packLines, unpackLines, type PlaybackLine } from '../store/playback-bytes.ts';
import {
	blockMinutes,
	dayOfMinute,
	dropPlaybackBefore,
	readBlocks,
	readMinute,
	readMinuteHeads,
	readRecordedCourts,
	readUnpacked,
	replaceMinutes,
	type BlockRow,
} from '../store/playback.ts';
import type { Db } from '../store/schema.ts';
import type { FlowContext } from './context.ts';

const minuteMs = 60_000;
/** An hour is packed when it is over for so many minutes: its last minute has been written by then. */
const restMinutes = 5;

/**
 * Packs the minutes of hours that are over into one block for each topic and day, in which what repeats takes no room. Answers how many
 * times a day of a court was packed.
 */
export async function packPlayback(context: FlowContext): Promise<number> {
	const { read, write } = context.store;
	const openFrom = Math.floor((Math.floor(epochMsOf(context.now()) / minuteMs) - restMinutes) / 60) * 60;
	let packed = 0;
	for (;;) {
		const waiting = await readUnpacked(read, openFrom);
		if (waiting.length === 0) return packed;
		for (const { court, first } of waiting) {
			const day = dayOfMinute(first);
			const minutes = { from: first, before: Math.min(openFrom, (day + 1) * blockMinutes) };
			const held = await blocksOf(read, court, day, minutes);
			await write(({ db }) => replaceMinutes(db, court, held.blocks, held.minutes));
			packed += 1;
			await context.yield();
		}
	}
}

async function blocksOf(
	db: Db,
	court: string,
	day: number,
	{ from, before }: { readonly from: number; readonly before: number },
): Promise<{ readonly blocks: readonly BlockRow[]; readonly minutes: readonly number[] }> {
	const byTopic = new Map<string, Map<number, PlaybackLine>>();
	const heads = await readMinuteHeads(db, court, from, before - 1);
	for (const { minute } of heads) {
		const bytes = await readMinute(db, court, minute);
		for (const line of bytes ? await unpackLines(bytes) : []) {
			const lines = byTopic.get(line.key) ?? new Map<number, PlaybackLine>();
			byTopic.set(line.key, lines.set(minute - day * blockMinutes, line));
		}
	}
	const blocks: BlockRow[] = [];
	for (const [topic, lines] of byTopic) {
		// What was packed before stays: a minute is never overwritten.
		for (const former of await readBlocks(db, court, topic, { from: day, to: day }, 1))
			for (const line of await unpackLines(former.bytes)) lines.set(Number(line.key), line);
		const sorted = [...lines].sort(([a], [b]) => a - b).map(([minute, line]) => ({ ...line, key: String(minute) }));
		const changes = sorted.filter(({ kind }) => kind === 'C').map(({ key }) => Number(key));
		blocks.push({ topic, day, changes, bytes: await packLines(sorted, 'block') });
	}
	return { blocks, minutes: heads.map(({ minute }) => minute) };
}

/** Drops what is older than so many days, by the midnights of each court. */
export async function prunePlayback(context: FlowContext, days: number): Promise<void> {
	const { read, write } = context.store;
	for (const court of await readRecordedCourts(read)) {
		const zone = context.directory().courts.get(court)?.zone ?? 'Asia/Shanghai';
		const first = startOfDay(addDays(dayOfInstant(context.now(), zone), -days), zone);
		await write(({ db }) => dropPlaybackBefore(db, court, epochMsOf(first) / minuteMs));
		await context.yield();
	}
}
