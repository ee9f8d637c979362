import { describe, expect, it } from 'vitest';
import type { ActionsPayload, Frame, TopicName } from '../contract/topics.ts';
import type { LiveSource } from '../live/source.ts';
import { full } from '../tiles/actions/fixtures.ts';
import { HeldSource } from './held-source.svelte.ts';

/** A source whose frames are set by hand. */
class Behind implements LiveSource {
	now = Date.parse('2026-10-14T06:32:00Z');
	readonly speed = 1;
	readonly zone = 'Asia/Shanghai';
	connection: LiveSource['connection'] = { kind: 'live' };
	stale = false;
	readonly frames = new Map<TopicName, Frame>();

	frame<T extends TopicName>(topic: T): Frame<T> | undefined {
		return this.frames.get(topic) as Frame<T> | undefined;
	}

	refusal(): undefined {
		return undefined;
	}

	tell(locked: number, revision: number): void {
		const payload: ActionsPayload = { ...full, locked };
		this.frames.set('actions', {
			topic: 'actions',
			scope: 'zy',
			revision,
			asOf: new Date(this.now).toISOString(),
			feed: { state: 'live' },
			payload,
		});
	}
}

function meeting() {
	const behind = new Behind();
	behind.tell(16, 1);
	return { behind, held: new HeldSource(() => behind) };
}

describe('a picture held for a meeting', () => {
	it('is the source itself while it is not held', () => {
		const { behind, held } = meeting();
		behind.tell(17, 2);
		behind.now += 60_000;
		expect(held.frame('actions')?.payload.locked).toBe(17);
		expect([held.now, held.heldAt, held.updates]).toEqual([behind.now, undefined, 0]);
	});

	it('keeps figures and clock while data goes on coming, and counts what has moved on', () => {
		const { behind, held } = meeting();
		const at = behind.now;
		held.hold(['actions', 'requests']);
		behind.now += 3_600_000;
		for (const revision of [2, 3, 4]) behind.tell(16 + revision, revision);
		expect(held.frame('actions')?.payload.locked).toBe(16);
		expect([held.now, held.heldAt]).toEqual([at, at]);
		expect(held.updates).toBe(1);
	});

	it('goes grey neither while it is held nor because it was held', () => {
		const { behind, held } = meeting();
		held.hold(['actions']);
		behind.stale = true;
		behind.connection = { kind: 'reconnecting', since: behind.now };
		expect(held.stale).toBe(false);
		// That the server is gone is told all the same.
		expect(held.connection.kind).toBe('reconnecting');
		held.release();
		expect(held.stale).toBe(true);
	});

	it('shows no figure that was not there at that moment', () => {
		const { behind, held } = meeting();
		behind.frames.clear();
		held.hold(['actions']);
		behind.tell(99, 1);
		expect(held.frame('actions')).toBeUndefined();
		expect(held.updates).toBe(1);
	});

	it('is of no moment before its own figures', () => {
		const { behind, held } = meeting();
		behind.now += 5_000;
		behind.tell(17, 2);
		behind.now -= 5_000;
		held.hold(['actions', 'requests']);
		expect(held.heldAt).toBe(behind.now + 5_000);
	});

	it('let go it shows the present at once; held twice it stays with the first moment', () => {
		const { behind, held } = meeting();
		held.hold(['actions']);
		behind.now += 1_000;
		behind.tell(20, 2);
		held.hold(['actions']);
		expect(held.frame('actions')?.payload.locked).toBe(16);
		held.release();
		expect(held.frame('actions')?.payload.locked).toBe(20);
		expect(held.heldAt).toBeUndefined();
	});
});
