import { describe, expect, it } from 'vitest';
import { changesPath, dayStartMs, deedOfKey, isRecorded, minuteOfDay, momentWords, nextChange, recordedWords } from './scrub.ts';

const zone = 'Asia/Shanghai';
const minutes = {
	spans: [
		[480, 540],
		[600, 1439],
	],
	changes: [
		[480, 4],
		[501, 1],
		[700, 2],
	],
} as const;

describe('the scrub bar', () => {
	it('steps by minute and hour, plays, and goes to the ends of the day', () => {
		const deed = (key: string, shiftKey = false) => deedOfKey({ key, shiftKey });
		expect([deed('ArrowLeft'), deed('ArrowRight', true), deed(' '), deed('Home'), deed('End'), deed('a')]).toEqual([
			{ by: -1 },
			{ by: 60 },
			'toggle',
			'first',
			'last',
			undefined,
		]);
	});

	it('counts minutes by the court’s own day, also before eight in the morning', () => {
		expect(minuteOfDay('2026-10-13T16:05:00.000Z', zone)).toBe(5);
		expect(new Date(dayStartMs('2026-10-13T16:05:00.000Z', zone)).toISOString()).toBe('2026-10-13T16:00:00.000Z');
		expect(momentWords('2026-10-13T16:05:00.000Z', zone)).toBe('2026年10月14日 00:05');
	});

	it('knows what is recorded and where something changed', () => {
		expect([479, 480, 540, 541, 600].map((minute) => isRecorded(minutes, minute))).toEqual([false, true, true, false, true]);
		expect([nextChange(minutes, 480, 1), nextChange(minutes, 501, -1), nextChange(minutes, 700, 1)]).toEqual([501, 480, undefined]);
		expect(changesPath(minutes)).toBe('M480.5 100V8M501.5 100V71M700.5 100V50');
		expect([0, 59, 601, 1440].map(recordedWords)).toEqual(['未记录', '记录 59 分钟', '记录 10 小时 1 分', '全天有记录']);
	});
});
