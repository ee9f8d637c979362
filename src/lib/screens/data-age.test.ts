import { describe, expect, it } from 'vitest';
import type { Frame, TopicName } from '../contract/topics.ts';
import type { ConnectionState } from '../live/source.ts';
import { dataAgeOf } from './data-age.ts';

const now = Date.parse('2026-11-20T06:00:00.000Z');
const asOf = (secondsAgo: number): string => new Date(now - secondsAgo * 1_000).toISOString();

function source(
	frames: Partial<Record<TopicName, number>>,
	connection: ConnectionState,
	more: { speed?: number; refused?: TopicName } = {},
) {
	return {
		now,
		speed: more.speed ?? 1,
		connection,
		frame: <T extends TopicName>(topic: T) =>
			frames[topic] === undefined ? undefined : ({ topic, asOf: asOf(frames[topic]) } as unknown as Frame<T>),
		refusal: (topic: TopicName) => (topic === more.refused ? '无权查看' : undefined),
	};
}
const live: ConnectionState = { kind: 'live' };

describe('age of what a screen shows', () => {
	it('is nothing while the server is heard, however long the figures stood still', () => {
		expect(dataAgeOf(source({ locks: 7_200, actions: 3 }, live), ['locks', 'actions'])).toBe(0);
	});

	it('counts from the loss of the connection', () => {
		const lost: ConnectionState = { kind: 'reconnecting', since: now - 95_000 };
		expect(dataAgeOf(source({ locks: 7_200, actions: 40 }, lost), ['locks', 'actions'])).toBe(95);
	});

	it('is that of the frames before the first connection, and of a refused topic', () => {
		expect(dataAgeOf(source({ locks: 30, actions: 10 }, { kind: 'connecting' }), ['locks', 'actions'])).toBe(30);
		expect(dataAgeOf(source({ locks: 30, actions: 10 }, live, { refused: 'locks' }), ['locks', 'actions'])).toBe(30);
	});

	it('is real time where the court’s clock runs fast', () => {
		const lost: ConnectionState = { kind: 'reconnecting', since: now - 600_000 };
		expect(dataAgeOf(source({ locks: 0 }, lost, { speed: 60 }), ['locks'])).toBe(0);
		expect(dataAgeOf(source({ locks: 700 }, lost, { speed: 60 }), ['locks'])).toBe(10);
	});

	it('counts from the moment at which the picture was frozen', () => {
		const freeze = { kind: 'freeze', at: asOf(300), by: '值班员', since: asOf(300) } as const;
		expect(dataAgeOf(source({ locks: 3 }, live), ['locks'], freeze)).toBe(300);
	});

	it('is unknown where nothing is shown yet', () => {
		expect(dataAgeOf(source({}, live), ['locks'])).toBeUndefined();
	});
});
