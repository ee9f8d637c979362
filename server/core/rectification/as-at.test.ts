import { describe, expect, it } from 'vitest';
import type { CourtDate, Instant } from '../time/types.ts';
import { openAt } from './as-at.ts';
import type { Rectification, RectificationMove } from './types.ts';

const at = (day: string): Instant => `2026-03-${day}T02:00:00.000Z` as Instant;
const on = (day: string): CourtDate => `2026-03-${day}` as CourtDate;
const step = (move: RectificationMove, day: string, dueOn?: string) => ({
	...{ move, text: move, by: 'mo', role: 'trial-management', court: 'dc', at: at(day) },
	...(dueOn ? { dueOn: on(dueOn) } : {}),
});

/** Opened on the 2nd for the 10th, extended on the 8th to the 20th, closed on the 15th, opened again on the 18th for the 31st. */
const item: Rectification = {
	...{ id: 'zg', court: 'dc', code: 'enf.close_rate', title: '未达标', owner: 'feng', measures: '', state: 'open' },
	...{ foundOn: on('02'), dueOn: on('31'), createdBy: 'mo', createdAt: at('02') },
	steps: [step('opened', '02', '10'), step('extend', '08', '20'), step('close', '15'), step('reopen', '18', '31')],
};

describe('a rectification as it stood', () => {
	it.each([
		['01', undefined],
		['05', '2026-03-10'],
		['12', '2026-03-20'],
		['16', undefined],
		['19', '2026-03-31'],
	])('on the %s is due %s', (day, dueOn) => {
		expect(openAt(item, at(day))?.dueOn).toBe(dueOn);
	});
});
