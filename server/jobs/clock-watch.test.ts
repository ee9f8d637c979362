import { describe, expect, it } from 'vitest';
import { createClockWatch } from './clock-watch.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

function watched() {
	let wall = 1_000_000;
	let monotonic = 0;
	const watch = createClockWatch({ wallMs: () => wall, monotonicMs: () => monotonic });
	return {
		watch,
		pass: (ms: number) => {
			wall += ms;
			monotonic += ms;
		},
		jump: (ms: number) => {
			wall += ms;
		},
	};
}

describe('the watch on the host’s clock', () => {
	it('says nothing while time passes, however long, nor of small steps', () => {
		const { watch, pass, jump } = watched();
		pass(30 * day);
		expect(watch.check()).toBeUndefined();
		for (let step = 0; step < 20; step += 1) {
			jump(minute);
			expect(watch.check()).toBeUndefined();
		}
	});

	it('holds after a jump forwards until the clock comes back', () => {
		const { watch, pass, jump } = watched();
		jump(30 * day);
		expect(watch.check()).toEqual({ byMs: 30 * day, holds: true });
		pass(minute);
		expect(watch.check()).toMatchObject({ holds: true });
		jump(-30 * day);
		expect(watch.check()).toBeUndefined();
	});

	it('goes on once somebody has confirmed the time', () => {
		const { watch, jump } = watched();
		jump(30 * day);
		expect(watch.check()).toBeDefined();
		watch.confirm();
		expect(watch.check()).toBeUndefined();
	});

	it('tells of a jump backwards and holds nothing', () => {
		const { watch, jump } = watched();
		jump(-31 * day);
		expect(watch.check()).toEqual({ byMs: -31 * day, holds: false });
		expect(watch.check()).toBeUndefined();
		// Back where it was: no jump. Further ahead: one.
		jump(31 * day);
		expect(watch.check()).toBeUndefined();
		jump(2 * 60 * minute);
		expect(watch.check()).toMatchObject({ holds: true });
	});
});
