import { describe, expect, it } from 'vitest';
import type { Limit } from '../rulebook/types.ts';
import type { CourtDate, Instant } from '../time/types.ts';
import { buildCalendar } from '../time/work-calendar.ts';
import { calcDue, explainDue } from './due.ts';
import type { DueInput, Exclusion, Extension, Grant } from './types.ts';

const on = (text: string): CourtDate => text as CourtDate;
const at = (text: string): Instant => text as Instant;
const nationalDay = ['01', '02', '03', '04', '05', '06', '07'].map((day) => [on(`2026-10-${day}`), '国庆节'] as const);
const calendar = buildCalendar({
	holidays: new Map(nationalDay),
	workdays: new Map([
		[on('2026-09-20'), '国庆节'],
		[on('2026-10-10'), '国庆节'],
	]),
	announcedYears: new Set([2024, 2025, 2026]),
});
const none = { stops: true, exclusions: [], extensions: [], grants: [], calendar, zone: 'Asia/Shanghai' };
const input = (trigger: string, limit: Limit, more: Partial<DueInput> = {}): DueInput => ({
	...none,
	trigger: on(trigger),
	limit,
	...more,
});
const D = (limit: number): Limit => ({ limit, unit: 'D' });
const WD = (limit: number): Limit => ({ limit, unit: 'WD' });
const M = (limit: number, extraDays?: number): Limit => ({ limit, unit: 'M', extraDays });
const out = (from: string, to?: string, id = from): Exclusion => ({
	id,
	ground: '中止执行',
	from: on(from),
	...(to ? { to: on(to) } : {}),
});
const granted = (grantedOn: string, dueOn: string): Grant => ({ lockId: 'l', grantedOn: on(grantedOn), dueOn: on(dueOn) });
const extended = (decidedOn: string, more: Partial<Extension>): Extension => ({ decidedOn: on(decidedOn), ...more });

describe('periods of days, months and years', () => {
	it.each([
		['the first day is not counted', '2026-06-01', D(10), '2026-06-11'],
		['a Saturday rolls to Monday', '2026-06-03', D(10), '2026-06-15'],
		['a holiday run rolls to its end', '2026-09-21', D(10), '2026-10-08'],
		['a make-up Saturday is a last day', '2026-09-30', D(10), '2026-10-10'],
		['a Sunday after it is not', '2026-10-01', D(10), '2026-10-12'],
		['0 D is the same day', '2026-06-05', D(0), '2026-06-05'],
		['0 D on a rest day rolls', '2026-10-02', D(0), '2026-10-08'],
		['a month ends on the last day where no such day is', '2026-01-31', M(1), '2026-03-02'],
		['a leap day', '2023-11-29', M(3), '2024-02-29'],
		['3.5 months roll once', '2026-06-17', M(3, 15), '2026-10-08'],
		['3.5 months go by the month end first', '2025-11-30', M(3, 15), '2026-03-16'],
		['a year from a leap day', '2024-02-29', { limit: 1, unit: 'Y' } as Limit, '2025-02-28'],
	])('%s', (_title, trigger, limit, dueOn) => {
		expect(calcDue(input(trigger, limit)).dueOn).toBe(dueOn);
	});
});

describe('exclusions', () => {
	it.each([
		['worked case of the contract', '2026-06-28', D(10), [out('2026-07-06', '2026-09-28')], '2026-10-08'],
		['both end days are held', '2026-06-01', D(10), [out('2026-06-05', '2026-06-05')], '2026-06-12'],
		['one on the due day still counts', '2026-06-01', D(10), [out('2026-06-11', '2026-06-11')], '2026-06-12'],
		['one after the due day does not', '2026-06-01', D(10), [out('2026-06-12', '2026-06-20')], '2026-06-11'],
		[
			'one reached only through another',
			'2026-06-01',
			D(10),
			[out('2026-06-12', '2026-06-14'), out('2026-06-10', '2026-06-10')],
			'2026-06-15',
		],
		['overlaps count once', '2026-06-01', D(10), [out('2026-06-02', '2026-06-04'), out('2026-06-03', '2026-06-05')], '2026-06-15'],
		[
			'one inside another counts once',
			'2026-06-01',
			D(10),
			[out('2026-06-02', '2026-06-05'), out('2026-06-03', '2026-06-04')],
			'2026-06-15',
		],
		['days up to the trigger do not count', '2026-06-01', D(10), [out('2026-05-01', '2026-06-02')], '2026-06-12'],
		['one that ended before does nothing', '2026-06-01', D(10), [out('2026-05-01', '2026-06-01')], '2026-06-11'],
		['one that ends before it starts does nothing', '2026-06-01', D(10), [out('2026-06-05', '2026-06-03')], '2026-06-11'],
		['a rest day rolled through does not meet the next one', '2026-06-03', D(10), [out('2026-06-15', '2026-06-20')], '2026-06-15'],
		['months', '2026-01-05', M(6), [out('2026-07-05', '2026-07-05')], '2026-07-06'],
		['0 D has no days to take out', '2026-06-05', D(0), [out('2026-06-01', '2026-06-30')], '2026-06-05'],
	])('%s', (_title, trigger, limit, exclusions, dueOn) => {
		expect(calcDue(input(trigger, limit, { exclusions })).dueOn).toBe(dueOn);
	});

	it('do not touch a clock that does not stop', () => {
		const due = calcDue(input('2026-06-01', D(10), { exclusions: [out('2026-06-05')], stops: false }));
		expect(due).toMatchObject({ dueOn: '2026-06-11', frozen: false, ledger: [] });
	});

	it.each([
		['starts before the trigger', D(10), [out('2026-05-01')], true],
		['starts on the due day', D(10), [out('2026-06-11')], true],
		['starts after the due day', D(10), [out('2026-06-12')], false],
		['is met only because of an earlier one', D(10), [out('2026-06-13'), out('2026-06-05', '2026-06-06')], true],
		['working days: starts on the due day', WD(8), [out('2026-06-11')], true],
		['working days: starts after it', WD(8), [out('2026-06-12')], false],
		['starts after the unrolled due day', D(12), [out('2026-06-14')], false],
	])('freeze while running: %s', (_title, limit, exclusions, frozen) => {
		const due = calcDue(input('2026-06-01', limit, { exclusions }));
		expect(due.frozen).toBe(frozen);
		expect(due.dueOn === undefined).toBe(frozen);
	});

	it('that run to the end of time freeze instead of failing', () => {
		expect(calcDue(input('2026-06-01', D(10), { exclusions: [out('2026-06-05', '9999-12-31')] }))).toMatchObject({ frozen: true });
		expect(calcDue(input('2026-06-01', WD(10), { exclusions: [out('2026-06-05', '9999-12-31')] }))).toMatchObject({ frozen: true });
		expect(explainDue(input('9999-12-20', M(6))).frozen).toBe(true);
	});
});

describe('working days', () => {
	it.each([
		['weekends do not count', '2026-06-05', WD(5), [], '2026-06-12'],
		['holidays do not count, make-up days do', '2026-09-30', WD(3), [], '2026-10-10'],
		['a trigger on a rest day', '2026-06-06', WD(1), [], '2026-06-08'],
		['0 WD on a rest day', '2026-06-06', WD(0), [], '2026-06-08'],
		['excluded working days are skipped', '2026-06-01', WD(3), [out('2026-06-03', '2026-06-04')], '2026-06-08'],
		['an excluded weekend changes nothing', '2026-06-05', WD(1), [out('2026-06-06', '2026-06-07')], '2026-06-08'],
		['the last day is never an excluded one', '2026-06-01', WD(3), [out('2026-06-04', '2026-06-04')], '2026-06-05'],
	])('%s', (_title, trigger, limit, exclusions, dueOn) => {
		expect(calcDue(input(trigger, limit, { exclusions })).dueOn).toBe(dueOn);
	});

	it('that are added are working days too', () => {
		const extensions = [extended('2026-06-02', { addDays: 5 })];
		expect(calcDue(input('2026-06-01', WD(4), { extensions })).dueOn).toBe('2026-06-12');
	});

	it('with months added end on a working day after the excluded ones', () => {
		const extensions = [extended('2026-06-02', { addMonths: 1 })];
		expect(calcDue(input('2026-06-01', WD(4), { extensions })).dueOn).toBe('2026-07-06');
		expect(calcDue(input('2026-06-01', WD(4), { extensions, exclusions: [out('2026-06-08', '2026-06-09')] })).dueOn).toBe('2026-07-07');
	});
});

describe('extensions and grants', () => {
	it('adds months, then days, decision by decision, before excluded days, and rolls once', () => {
		const extensions = [extended('2026-02-10', { addDays: 3 }), extended('2026-02-01', { addMonths: 1, addDays: 2 })];
		expect(calcDue(input('2026-01-31', M(1), { extensions })).dueOn).toBe('2026-04-02');
		const exclusions = [out('2026-03-20', '2026-03-21')];
		expect(calcDue(input('2026-01-31', M(1), { extensions, exclusions })).dueOn).toBe('2026-04-06');
	});

	it.each([
		['before the due day', '2026-06-10', undefined],
		['on the due day', '2026-06-11', undefined],
		['after the due day', '2026-06-12', '2026-06-11'],
	])('an extension decided %s', (_title, decidedOn, missedOn) => {
		const due = calcDue(input('2026-06-01', D(10), { extensions: [extended(decidedOn, { addDays: 20 })] }));
		expect(due).toMatchObject({ dueOn: '2026-07-01' });
		expect(due.missedOn).toBe(missedOn);
	});

	it('keeps the earliest due day that was missed', () => {
		const extensions = [extended('2026-06-12', { addDays: 5 }), extended('2026-06-30', { addDays: 30 })];
		expect(calcDue(input('2026-06-01', D(10), { extensions })).missedOn).toBe('2026-06-11');
		const second = [extended('2026-06-05', { addDays: 5 }), extended('2026-06-30', { addDays: 30 })];
		expect(calcDue(input('2026-06-01', D(10), { extensions: second })).missedOn).toBe('2026-06-16');
	});

	it('was not missed while it was frozen', () => {
		const more = { exclusions: [out('2026-06-10')], extensions: [extended('2026-06-20', { addDays: 5 })] };
		expect(calcDue(input('2026-06-01', D(10), more))).toMatchObject({ frozen: true });
		expect(calcDue(input('2026-06-01', D(10), more)).missedOn).toBeUndefined();
	});

	it('takes the day of the latest grant as it was given, rest day or not', () => {
		const grants = [granted('2026-07-01', '2026-07-25'), granted('2026-06-15', '2026-06-30')];
		expect(calcDue(input('2026-06-01', D(10), { grants }))).toMatchObject({
			dueOn: '2026-07-25',
			missedOn: '2026-06-11',
			provisional: false,
		});
	});

	it('ignores for a grant what was over or decided when it was given', () => {
		const grants = [granted('2026-06-15', '2026-06-27')];
		const ended = { grants, exclusions: [out('2026-06-03', '2026-06-15')], extensions: [extended('2026-06-14', { addDays: 9 })] };
		expect(calcDue(input('2026-06-01', D(10), ended)).dueOn).toBe('2026-06-27');
		expect(calcDue(input('2026-06-01', D(10), { grants, extensions: [extended('2026-06-15', { addDays: 9 })] })).dueOn).toBe('2026-06-27');
	});

	it('goes on with a stop that still runs after the grant, from the day after it', () => {
		const grants = [granted('2026-06-15', '2026-06-26')];
		// No end: no due day, no lock (contract §1.4), whatever day was given.
		expect(calcDue(input('2026-06-01', D(10), { grants, exclusions: [out('2026-06-12')] }))).toMatchObject({ frozen: true });
		expect(calcDue(input('2026-06-01', D(10), { grants, exclusions: [out('2026-06-15')] }))).toMatchObject({ frozen: true });
		// Three days after the decision are taken out: 06-26 + 3 = 06-29, a Monday.
		expect(calcDue(input('2026-06-01', D(10), { grants, exclusions: [out('2026-06-10', '2026-06-18')] })).dueOn).toBe('2026-06-29');
	});

	it('lets what happened after a grant move the granted day', () => {
		const grants = [granted('2026-06-15', '2026-06-26')];
		expect(calcDue(input('2026-06-01', D(10), { grants, exclusions: [out('2026-06-20')] })).frozen).toBe(true);
		expect(calcDue(input('2026-06-01', D(10), { grants, exclusions: [out('2026-06-20', '2026-06-20')] })).dueOn).toBe('2026-06-29');
		expect(calcDue(input('2026-06-01', D(10), { grants, extensions: [extended('2026-06-20', { addDays: 7 })] })).dueOn).toBe('2026-07-03');
	});
});

describe('stated days', () => {
	const X = (limit: number, lengthUnit: 'D' | 'M' | 'Y'): Limit => ({ limit, unit: 'X', lengthUnit });

	it('are taken as they are', () => {
		const more = { statedOn: on('2027-10-02'), exclusions: [out('2026-06-01')], extensions: [extended('2026-07-01', { addDays: 9 })] };
		expect(calcDue(input('2026-06-01', X(1, 'Y'), more))).toMatchObject({
			dueOn: '2027-10-02',
			frozen: false,
			provisional: false,
			assumed: false,
		});
	});

	it.each([
		['2026-03-02', X(1, 'Y'), '2027-03-01'],
		['2024-02-29', X(1, 'Y'), '2025-02-27'],
		['2026-01-01', X(3, 'Y'), '2028-12-31'],
		['2026-06-01', X(15, 'D'), '2026-06-15'],
		['2026-06-01', X(3, 'M'), '2026-08-31'],
		['9999-06-01', X(3, 'Y'), '9999-12-31'],
	])('that are missing are start + period - 1 day: %s', (trigger, limit, dueOn) => {
		expect(calcDue(input(trigger, limit))).toMatchObject({ dueOn, assumed: true, provisional: false });
	});
});

describe('hours and minutes', () => {
	const H = (limit: number): Limit => ({ limit, unit: 'H' });
	const MIN = (limit: number): Limit => ({ limit, unit: 'MIN' });

	it.each([
		['hours start with the next full hour', H(24), '2026-11-20T02:20:00.000Z', '2026-11-21T03:00:00.000Z', '2026-11-21'],
		['a full hour itself is not counted', H(24), '2026-11-20T02:00:00.000Z', '2026-11-21T03:00:00.000Z', '2026-11-21'],
		['minutes start at once', MIN(15), '2026-11-20T02:20:30.500Z', '2026-11-20T02:35:30.500Z', '2026-11-20'],
		['midnight belongs to the day before', MIN(15), '2026-11-20T15:45:00.000Z', '2026-11-20T16:00:00.000Z', '2026-11-20'],
		['minutes over midnight', MIN(15), '2026-11-20T15:50:00.000Z', '2026-11-20T16:05:00.000Z', '2026-11-21'],
	])('%s', (_title, limit, triggerAt, dueAt, dueOn) => {
		expect(calcDue(input('2026-11-20', limit, { triggerAt: at(triggerAt) }))).toMatchObject({ dueAt, dueOn });
	});

	it('count from the end of the day where no time is known', () => {
		expect(calcDue(input('2026-11-20', H(24))).dueAt).toBe('2026-11-21T16:00:00.000Z');
		expect(calcDue(input('2026-11-20', MIN(15))).dueAt).toBe('2026-11-20T16:15:00.000Z');
	});

	it('move with extensions and grants', () => {
		const triggerAt = at('2026-11-20T02:20:00.000Z');
		expect(calcDue(input('2026-11-20', H(8), { triggerAt, extensions: [extended('2026-11-20', { addDays: 1 })] })).dueAt).toBe(
			'2026-11-21T11:00:00.000Z',
		);
		expect(calcDue(input('2026-11-20', H(8), { triggerAt, grants: [granted('2026-11-20', '2026-11-25')] })).dueAt).toBe(
			'2026-11-25T16:00:00.000Z',
		);
	});
});

describe('years without a notice', () => {
	it.each([
		['a last day inside', '2026-12-28', D(10), true],
		['a last day before', '2026-12-01', D(30), false],
		['working days counted inside', '2026-12-28', WD(5), true],
		['working days that end before', '2026-12-21', WD(5), false],
		['months into it', '2026-08-05', M(6), true],
		['a period that starts and ends after', '2027-03-01', D(10), true],
	])('%s is provisional: %s', (_title, trigger, limit, provisional) => {
		expect(calcDue(input(trigger, limit)).provisional).toBe(provisional);
	});

	it('is provisional when only the roll reaches it', () => {
		const resting = buildCalendar({
			holidays: new Map([[on('2026-12-31'), '元旦']]),
			workdays: new Set(),
			announcedYears: new Set([2026]),
		});
		expect(calcDue({ ...input('2026-12-21', D(10)), calendar: resting })).toMatchObject({ dueOn: '2027-01-01', provisional: true });
	});

	it('asks for working days about every day counted, for civil days about the last one only', () => {
		const late = buildCalendar({ holidays: new Map(), workdays: new Set(), announcedYears: new Set([2027]) });
		expect(calcDue({ ...input('2026-12-31', WD(3)), calendar: late }).provisional).toBe(false);
		expect(calcDue({ ...input('2026-12-30', WD(3)), calendar: late }).provisional).toBe(true);
		expect(calcDue({ ...input('2026-12-30', D(3)), calendar: late }).provisional).toBe(false);
	});
});
