import { addMonths } from '../../core/time/civil.ts';
import type { CourtDate } from '../../core/time/types.ts';
import { courtRows } from './courts.ts';
import { numberOf, type Days } from './days.ts';
import { rulesFrom } from './layers.ts';
import type { CaseName } from './event.ts';
import { randomFor, type Random } from './random.ts';

/** The kinds of case the world knows, by the type characters of their numbers. */
export type CaseType = '执' | '执恢' | '执保' | '民初';

/** A case that came in: where, when, of what kind, under which number. */
export interface Filing extends CaseName {
	readonly type: CaseType;
	readonly day: number;
}

/** The days that frame the world, as day numbers. */
export interface Frame {
	/** First day on which a case may be filed. */
	readonly first: number;
	/** The day on which the demo starts. */
	readonly start: number;
	/** First day of the replay, 90 days before the start. */
	readonly replayFrom: number;
	/** The day from which the layers of the demo's courts hold. */
	readonly rulesFrom: number;
	/** Last day of which anything is told. */
	readonly end: number;
}

const REPLAY_DAYS = 90;
const FUTURE_WORKING_DAYS = 65;

/** The frame of a world that starts on a day and looks back some months. */
export function frameOf(startOn: CourtDate, months: number, days: Days): Frame {
	const start = numberOf(startOn);
	return {
		first: numberOf(addMonths(startOn, -months)),
		start,
		replayFrom: start - REPLAY_DAYS,
		rulesFrom: numberOf(rulesFrom(startOn)),
		end: days.plusWorking(start, FUTURE_WORKING_DAYS),
	};
}

const MONTH_WEIGHTS = [0.92, 0.74, 1.12, 1.04, 1, 1.12, 1.06, 1, 0.87, 0.8, 1.1, 1];
const YEARLY_GROWTH = 1.045;

function dayWeight(n: number, frame: Frame, days: Days): number {
	const month = Number(days.text(n).slice(5, 7));
	const afterRest = days.isWorking(n - 1) ? 1 : 1.25;
	return (MONTH_WEIGHTS[month - 1] ?? 1) * afterRest * YEARLY_GROWTH ** ((n - frame.first) / 365);
}

/** Draws `cases` filing days before the start, and as many a day after it. */
function filingDays(cases: number, frame: Frame, days: Days, random: Random): number[] {
	const working: [number, number][] = [];
	for (let n = frame.first; n <= frame.end; n += 1) if (days.isWorking(n)) working.push([n, dayWeight(n, frame, days)]);
	const before = working.filter(([n]) => n < frame.start);
	const total = before.reduce((sum, [, weight]) => sum + weight, 0);
	const drawn = spread(before, cases, random);
	const after = working.filter(([n]) => n >= frame.start);
	const expected = (cases * after.reduce((sum, [, weight]) => sum + weight, 0)) / total;
	return [...drawn, ...spread(after, Math.round(expected), random)];
}

/** Draws `count` of the days by weight, in the order of time, evenly enough that one year can be compared with the next. */
function spread(rows: readonly (readonly [number, number])[], count: number, random: Random): number[] {
	const total = rows.reduce((sum, [, weight]) => sum + weight, 0);
	const points = Array.from({ length: count }, (_, at) => ((at + random.next()) / count) * total);
	const result: number[] = [];
	let row = 0;
	let reached = rows[0]?.[1] ?? 0;
	for (const point of points) {
		while (point > reached && row < rows.length - 1) {
			row += 1;
			reached += rows[row]?.[1] ?? 0;
		}
		result.push(rows[row]?.[0] ?? 0);
	}
	return result;
}

const courtShares = courtRows.map((court) => [court, court.share] as const);
const typeShares: readonly (readonly [CaseType, number])[] = [
	['执', 61.5],
	['执恢', 5.5],
	['执保', 3],
	['民初', 30],
];

/** The kinds in turn, each at its share: the golden ratio spreads them evenly without a pattern one could see. */
function typeAt(place: number): CaseType {
	let left = ((place * 0.618033988749895) % 1) * 100;
	for (const [type, share] of typeShares) {
		left -= share;
		if (left < 0) return type;
	}
	return '民初';
}

/** All cases filed in the frame, in the order of filing, numbered per court, year and kind. */
export function planFilings(seed: number, cases: number, frame: Frame, days: Days): Filing[] {
	const random = randomFor(seed, 'filings');
	const counters = new Map<string, number>();
	const earliestResumed = frame.first + 150;
	return filingDays(cases, frame, days, random).map((day, at) => {
		const court = random.weighted(courtShares);
		const drawn = typeAt(at);
		const type = drawn === '执恢' && day < earliestResumed ? '执' : drawn;
		const series = `${days.text(day).slice(0, 4)}/${court.designation}/${type}`;
		const number = (counters.get(series) ?? 0) + 1;
		counters.set(series, number);
		const [year] = series.split('/');
		const body = `${court.designation}${type}${number}号`;
		return { court: court.code, caseNumber: `（${year}）${body}`, caseKey: `(${year})${body}`, type, day };
	});
}
