import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dateOfDayNumber, dayNumber } from './civil.ts';
import type { CourtDate, Instant } from './types.ts';
import { dayOfInstant, epochMsOf, instantOfEpochMs, nextFullHour, parseMoment, plusMinutes, startOfDay } from './zone.ts';

const SHANGHAI = 'Asia/Shanghai';
const at = (text: string): Instant => text as Instant;
const on = (text: string): CourtDate => text as CourtDate;

describe('dayOfInstant', () => {
	it.each([
		['2026-11-20T15:59:59.999Z', SHANGHAI, '2026-11-20'],
		['2026-11-20T16:00:00.000Z', SHANGHAI, '2026-11-21'],
		['1988-07-01T14:59:59.999Z', SHANGHAI, '1988-07-01'],
		['1988-07-01T15:00:00.000Z', SHANGHAI, '1988-07-02'],
		['1988-12-01T15:00:00.000Z', SHANGHAI, '1988-12-01'],
		['1900-06-01T15:54:16.999Z', SHANGHAI, '1900-06-01'],
		['1900-06-01T15:54:17.000Z', SHANGHAI, '1900-06-02'],
		['2026-11-20T17:59:59.999Z', 'Asia/Urumqi', '2026-11-20'],
		['2026-03-08T04:59:59.999Z', 'America/New_York', '2026-03-07'],
		['2026-03-09T04:00:00.000Z', 'America/New_York', '2026-03-09'],
		['1969-12-31T23:59:59.999Z', 'UTC', '1969-12-31'],
	])('%s in %s is %s', (instant, zone, day) => {
		expect(dayOfInstant(at(instant), zone)).toBe(day);
	});

	it('agrees with Intl in many zones, over 130 years', () => {
		const zones = [
			SHANGHAI,
			'Asia/Urumqi',
			'UTC',
			'America/New_York',
			'Asia/Kolkata',
			'Pacific/Apia',
			'Europe/London',
			'Australia/Lord_Howe',
		];
		const options = { calendar: 'iso8601', year: 'numeric', month: '2-digit', day: '2-digit' } as const;
		const formats = new Map(zones.map((zone) => [zone, new Intl.DateTimeFormat('en-CA', { ...options, timeZone: zone })]));
		const moments = fc.integer({ min: Date.UTC(1910, 0, 1), max: Date.UTC(2040, 0, 1) });
		fc.assert(
			fc.property(moments, fc.constantFrom(...zones), (ms, zone) => {
				const parts = formats.get(zone)?.formatToParts(ms) ?? [];
				const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? '';
				expect(dayOfInstant(instantOfEpochMs(ms), zone)).toBe(`${part('year')}-${part('month')}-${part('day')}`);
			}),
			{ numRuns: 3000 },
		);
	});

	it('throws for a zone that does not exist', () => {
		expect(() => dayOfInstant(at('2026-11-20T15:59:59.999Z'), 'Asia/Nowhere')).toThrow(RangeError);
	});
});

describe('startOfDay', () => {
	it.each([
		['2026-11-21', SHANGHAI, '2026-11-20T16:00:00.000Z'],
		['1988-07-02', SHANGHAI, '1988-07-01T15:00:00.000Z'],
		['1900-06-02', SHANGHAI, '1900-06-01T15:54:17.000Z'],
		['2026-03-08', 'America/New_York', '2026-03-08T05:00:00.000Z'],
		['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
	])('%s in %s starts at %s', (day, zone, instant) => {
		expect(startOfDay(on(day), zone)).toBe(instant);
	});

	it('is the first millisecond of its day', () => {
		const days = fc.integer({ min: dayNumber(on('1890-01-01')), max: dayNumber(on('2040-01-01')) }).map(dateOfDayNumber);
		fc.assert(
			fc.property(days, fc.constantFrom(SHANGHAI, 'America/New_York', 'America/Sao_Paulo', 'Europe/London'), (day, zone) => {
				const start = startOfDay(day, zone);
				expect(dayOfInstant(start, zone)).toBe(day);
				expect(dayOfInstant(instantOfEpochMs(epochMsOf(start) - 1), zone)).toBe(addDays(day, -1));
			}),
			{ numRuns: 3000 },
		);
	});

	it('keeps its answers when its memory overflows', () => {
		const first = startOfDay(on('1960-01-01'), SHANGHAI);
		for (let n = 0; n < 45_000; n += 1) startOfDay(dateOfDayNumber(n - 20_000), SHANGHAI);
		expect(startOfDay(on('1960-01-01'), SHANGHAI)).toBe(first);
	});
});

describe('instants', () => {
	it('turn into milliseconds and back as the platform does', () => {
		fc.assert(
			fc.property(fc.integer({ min: Date.UTC(1, 0, 1) - 1.9e13, max: Date.UTC(9999, 11, 31) }), (ms) => {
				if (ms < -62_135_596_800_000) return;
				const text = instantOfEpochMs(ms);
				expect(text).toBe(new Date(ms).toISOString());
				expect(epochMsOf(text)).toBe(ms);
			}),
			{ numRuns: 2000 },
		);
	});

	it('move by minutes across midnight and year ends', () => {
		expect(plusMinutes(at('2026-12-31T23:50:00.000Z'), 15)).toBe('2027-01-01T00:05:00.000Z');
		expect(plusMinutes(at('2027-01-01T00:05:00.000Z'), -15)).toBe('2026-12-31T23:50:00.000Z');
	});

	it.each([
		['2026-11-20T02:20:00.000Z', SHANGHAI, '2026-11-20T03:00:00.000Z'],
		['2026-11-20T02:00:00.000Z', SHANGHAI, '2026-11-20T03:00:00.000Z'],
		['2026-11-20T02:20:00.000Z', 'Asia/Kolkata', '2026-11-20T02:30:00.000Z'],
	])('the hour after %s in %s starts at %s', (instant, zone, next) => {
		expect(nextFullHour(at(instant), zone)).toBe(next);
	});
});

describe('parseMoment', () => {
	it.each([
		['2026-11-20', { on: '2026-11-20' }],
		['2026-11-20T09:30:00+08:00', { on: '2026-11-20', at: '2026-11-20T01:30:00.000Z' }],
		['2026-11-20T23:30:00Z', { on: '2026-11-21', at: '2026-11-20T23:30:00.000Z' }],
		['2026-11-20T09:30+08:00', { on: '2026-11-20', at: '2026-11-20T01:30:00.000Z' }],
		['2026-11-20 09:30:00.123456+0800', { on: '2026-11-20', at: '2026-11-20T01:30:00.123Z' }],
		['2026-11-20t23:59:59.9-05', { on: '2026-11-21', at: '2026-11-21T04:59:59.900Z' }],
		['1988-07-01T23:30:00+09:00', { on: '1988-07-01', at: '1988-07-01T14:30:00.000Z' }],
	])('reads %s', (text, moment) => {
		expect(parseMoment(text, SHANGHAI)).toEqual(moment);
	});

	it.each([
		...['2026-11-20T09:30:00', '2026-11-20 09:30', '2026-02-30', '2026-02-30T10:00:00Z', '2026-11-20T24:00:00Z', '2026-11-20T10:60:00Z'],
		...[
			'2026-11-20T10:00:60Z',
			'2026-11-20T10:00:00+24:00',
			'2026-11-20T10Z',
			'1763600000',
			'',
			'yesterday',
			' 2026-11-20',
			'2026-11-20T10:00:00Z[UTC]',
		],
		...['0000-12-31T23:00:00Z', '0001-01-01T00:00:00+08:00', '9999-12-31T23:00:00Z', '+012026-11-20T10:00:00Z', '2026-11-20T10:00:00Z\n'],
	])('refuses %j', (text) => {
		expect(parseMoment(text, SHANGHAI)).toBeUndefined();
	});
});
