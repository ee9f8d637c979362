import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame, TopicName } from '../../src/lib/contract/topics.ts';
import type { Directory } from '../../server/core/directory/types.ts';
import type { Instant } from '../../server/core/time/types.ts';
import { PlaybackRecorder } from '../../server/live/playback-recorder.ts';
import { openSqlite } from '../../server/store/open.ts';

/** How many courts are recorded side by side. */
export const recordedCourts = 20;

/** Writes minutes of frames that were recorded before, as those of twenty courts, through the real recorder. Answers ms of each minute. */
export async function measureRecording(minutes: readonly (readonly Frame[])[]): Promise<readonly number[]> {
	const folder = mkdtempSync(join(tmpdir(), 'playback-record-'));
	const store = await openSqlite(join(folder, 'wall.db'));
	try {
		const topics = [...new Set(minutes.flat().map(({ topic }) => topic))];
		const courts = Array.from({ length: recordedCourts }, (_, index) => `c${index}`);
		const last = new Map<TopicName, Frame>();
		let ms = Date.parse('2026-10-14T02:00:00Z');
		const recorder = new PlaybackRecorder({
			store,
			directory: () => ({ courts: new Map() }) as unknown as Directory,
			now: () => new Date(ms).toISOString() as Instant,
			speed: () => 1,
			monotonicMs: () => ms,
			frame: (topic, court) => {
				const frame = last.get(topic);
				return frame && { ...frame, scope: court };
			},
			project: () => Promise.resolve(),
			hanging: () => Promise.resolve(new Map()),
			clockIsHeld: () => false,
			onError: (error) => {
				throw error;
			},
		});
		for (const scope of courts) for (const topic of topics) recorder.begins({ scope, topic });
		await recorder.beat();
		const took: number[] = [];
		for (const frames of minutes) {
			for (const frame of frames) {
				last.set(frame.topic, { ...frame, asOf: new Date(ms).toISOString() });
				for (const court of courts) recorder.advanced(frame.topic, court);
			}
			ms += 60_000;
			ms = Math.floor(ms / 60_000) * 60_000 + 2000;
			const began = performance.now();
			await recorder.beat();
			took.push(performance.now() - began);
		}
		return took;
	} finally {
		await store.close();
		rmSync(folder, { recursive: true, force: true });
	}
}
