import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LimitUnit } from '../rulebook/types.ts';
import { addDays, dateOfDayNumber, dayNumber } from '../time/civil.ts';
import type { CourtDate } from '../time/types.ts';
import { buildCalendar } from '../time/work-calendar.ts';
import { calcDue } from './due.ts';
import type { DueInput, Exclusion } from './types.ts';

const runs = { numRuns: 2000 };
const first = dayNumber('2025-11-01' as CourtDate);
const days = fc.integer({ min: first, max: first + 400 }).map(dateOfDayNumber);

const calendars = fc
	.tuple(fc.array(days, { maxLength: 60 }), fc.array(days, { maxLength: 20 }))
	.map(([rest, work]) =>
		buildCalendar({ holidays: new Map(rest.map((day) => [day, '假'])), workdays: new Set(work), announcedYears: new Set([2025, 2026]) }),
	);

const closed = fc.tuple(days, fc.integer({ min: -2, max: 60 })).map(([from, length]) => ({ from, to: addDays(from, length) }));
const open = days.map((from) => ({ from, to: undefined }));
const exclusions = fc
	.array(fc.oneof({ weight: 6, arbitrary: closed }, { weight: 1, arbitrary: open }), { maxLength: 6 })
	.map((spans) => spans.map((span, index): Exclusion => ({ ...span, id: String(index), ground: '中止' })));

function inputs(units: readonly LimitUnit[]): fc.Arbitrary<DueInput> {
	return fc
		.record({ trigger: days, unit: fc.constantFrom(...units), limit: fc.integer({ min: 0, max: 90 }), exclusions, calendar: calendars })
		.map(({ unit, limit, ...rest }) => ({
			...rest,
			limit: { unit, limit: unit === 'M' ? limit % 8 : limit },
			...{ stops: true, extensions: [], grants: [], zone: 'Asia/Shanghai' },
		}));
}

function next(day: CourtDate): CourtDate {
	return Temporal.PlainDate.from(day).add({ days: 1 }).toString() as CourtDate;
}

function civilDays({ trigger, limit }: DueInput): number {
	const start = Temporal.PlainDate.from(trigger);
	const end = start.add(limit.unit === 'M' ? { months: limit.limit } : { days: limit.limit });
	return start.until(end, { largestUnit: 'day' }).days;
}

/** The reading of the rule that a clerk with a wall calendar follows: tick off one day after the other. */
function walk(input: DueInput): CourtDate | undefined {
	const { calendar, limit } = input;
	const isOut = (day: CourtDate): boolean => input.exclusions.some(({ from, to }) => to !== undefined && from <= day && day <= to);
	const counts = (day: CourtDate): boolean => !isOut(day) && (limit.unit !== 'WD' || calendar.isWorkingDay(day));
	let day = input.trigger;
	for (let left = limit.unit === 'WD' ? limit.limit : civilDays(input); left > 0;) {
		day = next(day);
		if (counts(day)) left -= 1;
	}
	if (input.exclusions.some(({ from, to }) => to === undefined && from <= day)) return undefined;
	while (!calendar.isWorkingDay(day)) day = next(day);
	return day;
}

describe('calcDue', () => {
	it('gives the day a clerk finds by ticking off days one by one', () => {
		fc.assert(
			fc.property(inputs(['D', 'M', 'WD']), (input) => {
				const due = calcDue(input);
				expect(due.dueOn).toBe(walk(input));
				expect(due.frozen).toBe(due.dueOn === undefined);
			}),
			{ numRuns: 4000 },
		);
	});

	it('ends on a working day, not before the trigger', () => {
		fc.assert(
			fc.property(inputs(['D', 'M', 'WD']), (input) => {
				const { dueOn } = calcDue(input);
				if (dueOn === undefined) return;
				expect(input.calendar.isWorkingDay(dueOn)).toBe(true);
				expect(dueOn >= input.trigger).toBe(true);
			}),
			runs,
		);
	});

	it('never comes earlier for a later trigger, a longer limit or one more exclusion', () => {
		fc.assert(
			fc.property(inputs(['D', 'WD']), closed, (input, { from, to }) => {
				const { dueOn } = calcDue(input);
				if (dueOn === undefined) return;
				const isNotEarlier = (other: DueInput): boolean => (calcDue(other).dueOn ?? '9999') >= dueOn;
				expect(isNotEarlier({ ...input, trigger: addDays(input.trigger, 1) })).toBe(true);
				expect(isNotEarlier({ ...input, limit: { ...input.limit, limit: input.limit.limit + 1 } })).toBe(true);
				expect(isNotEarlier({ ...input, exclusions: [...input.exclusions, { id: 'x', ground: '中止', from, to }] })).toBe(true);
			}),
			runs,
		);
	});

	it('does not depend on the order of exclusions, nor on one sent twice', () => {
		fc.assert(
			fc.property(inputs(['D', 'M', 'WD']), (input) => {
				const { dueOn } = calcDue(input);
				expect(calcDue({ ...input, exclusions: [...input.exclusions].reverse() }).dueOn).toBe(dueOn);
				expect(calcDue({ ...input, exclusions: [...input.exclusions, ...input.exclusions] }).dueOn).toBe(dueOn);
			}),
			runs,
		);
	});

	it('has a ledger whose days add up to the distance', () => {
		fc.assert(
			fc.property(inputs(['D', 'M']), (input) => {
				const due = calcDue(input);
				if (due.dueOn === undefined) return;
				const moved = due.ledger.reduce((sum, entry) => sum + entry.days, 0);
				expect(dayNumber(due.dueOn) - dayNumber(input.trigger)).toBe(civilDays(input) + moved);
			}),
			runs,
		);
	});
});
