import { describe, expect, it } from 'vitest';
import { publicFigures, type RawFigures } from './figures.ts';
import { shownBefore, shownColumn, shownCount, shownMean, shownPerHead, shownShare, type Tally } from './suppress.ts';

const tally = (count: number, each = 10): Tally => ({ total: count * each, count });

describe('small counts are not told', () => {
	it.each([
		[null, null],
		[0, 0],
		[1, 'few'],
		[4, 'few'],
		[5, 5],
		[2312, 2312],
	])('a count of %s is told as %s', (count, told) => expect(shownCount(count)).toBe(told));

	it.each([
		[0, null],
		[1, 'few'],
		[4, 'few'],
		[5, 10],
	])('a mean over %s cases is told as %s', (count, told) => expect(shownMean(tally(count))).toBe(told));

	it.each([
		[100, 4, 'few'],
		[100, 5, 20],
		[4, 10, 'few'],
		[0, 10, 0],
		[100, 0, null],
		[null, 10, null],
	])('%s cases by %s judges are told as %s', (cases, judges, told) => expect(shownPerHead(cases, judges)).toBe(told));

	it.each([
		['nothing known', null, null, { whole: null, part: null, percent: null }],
		['nothing ended', 0, 0, { whole: 0, part: 0, percent: null }],
		['few ended', 2, 4, { whole: 'few', part: 'few', percent: 'few' }],
		['few succeeded', 4, 40, { whole: 40, part: 'few', percent: 'kept' }],
		['none succeeded: all failed', 0, 40, { whole: 40, part: 'few', percent: 'kept' }],
		['few failed', 37, 40, { whole: 40, part: 'kept', percent: 'kept' }],
		['all succeeded', 40, 40, { whole: 40, part: 'kept', percent: 'kept' }],
		['enough of both', 30, 40, { whole: 40, part: 30, percent: 75 }],
		['never rounded up', 1994, 2000, { whole: 2000, part: 1994, percent: 99.7 }],
	] as const)('a share: %s', (_what, part, whole, told) => expect(shownShare(part, whole)).toEqual(told));

	it('a change is told only between two figures that are told', () => {
		expect([shownBefore(5, 9), shownBefore('few', 9), shownBefore(5, 'few'), shownBefore(5, null), shownBefore(5, 'kept')]).toEqual([
			9,
			null,
			null,
			null,
			null,
		]);
	});

	it.each([
		['all rows are large', [20, 20, 20], 60, [10, 10, 10]],
		['one row is few: the smallest other is kept back with it', [2, 30, 9], 41, ['few', 10, 'kept']],
		['two few rows that are five together hide each other', [2, 3, 30], 35, ['few', 'few', 10]],
		['two few rows that are under five together', [1, 2, 30], 33, ['few', 'few', 'kept']],
		['an empty row hides nothing', [0, 3, 30], 33, [null, 'few', 'kept']],
		['a rest without a row hides a few', [2, 30, 9], 46, ['few', 10, 10]],
		['a rest of a few is itself worked out', [20, 30, 9], 61, [10, 10, 'kept']],
		['nothing to hide', [0, 0, 30], 30, [null, null, 10]],
	] as const)('a column with its whole: %s', (_what, counts, whole, told) => {
		expect(
			shownColumn(
				counts.map((count) => tally(count)),
				tally(whole),
			),
		).toEqual(told);
	});

	it('whatever the rows are, what is kept back together is nothing or at least five, and never a row under five is told', () => {
		let seed = 7;
		const random = (most: number): number => {
			seed = (seed * 48_271) % 2_147_483_647;
			return seed % most;
		};
		for (let round = 0; round < 5000; round += 1) {
			const rows = Array.from({ length: 3 }, () => tally(random(9), 1 + random(90)));
			const rest = random(7);
			const whole = { total: 0, count: rows.reduce((sum, { count }) => sum + count, rest) };
			const shown = shownColumn(rows, whole);
			const hidden = whole.count - rows.reduce((sum, { count }, at) => sum + (typeof shown[at] === 'number' ? count : 0), 0);
			const noneTold = shown.every((value) => typeof value !== 'number');
			expect(hidden === 0 || hidden >= 5 || noneTold, JSON.stringify([rows, rest, shown])).toBe(true);
			rows.forEach(({ count }, at) => count < 5 && expect(shown[at]).not.toBeTypeOf('number'));
		}
	});
});

describe('the figures of a lobby', () => {
	const month = { openCases: 340, judges: 34, waits: tally(60) };
	const raw: RawFigures = {
		whole: false,
		present: month,
		before: { ...month, openCases: 374 },
		byProcedure: [
			{ procedure: 'small', waits: tally(3), closed: tally(3, 20) },
			{ procedure: 'simple', waits: tally(20), closed: tally(20, 40) },
			{ procedure: 'ordinary', waits: tally(37), closed: tally(30, 90) },
		],
		closed: tally(50, 60),
		mediation: { ended: 100, succeeded: 60, days: 1100 },
	};

	it('are told with what they rest on, and the change', () => {
		const figures = publicFigures(raw);
		expect(figures.openPerJudge).toMatchObject({ value: 10, openCases: 340, judges: 34, previous: 11 });
		expect(figures.waitCycle).toMatchObject({ value: 10, hearings: 60, previous: 10 });
		expect(figures.byProcedure.map(({ procedure, waitDays, closeDays }) => [procedure, waitDays, closeDays])).toEqual([
			['small', 'few', 'few'],
			['simple', 'kept', 40],
			['ordinary', 10, 90],
			['mediation', null, 11],
		]);
		expect(figures.mediation).toMatchObject({ percent: 60, days: 11, savedDays: 49 });
	});

	it('no number under five that counts cases or people is in them, whatever a small court sends', () => {
		for (const count of [1, 2, 3, 4]) {
			const small = { openCases: count, judges: count, waits: tally(count) };
			const figures = publicFigures({
				...raw,
				present: small,
				before: small,
				byProcedure: raw.byProcedure.map(({ procedure }) => ({ procedure, waits: tally(count, 33), closed: tally(count, 33) })),
				closed: tally(count, 33),
				mediation: { ended: count, succeeded: 0, days: count * 33 },
			});
			expect(JSON.stringify(figures)).not.toMatch(/:\s*\d/);
		}
	});

	it('mediation is left out and unknown where nobody has filled it in; its days alone too', () => {
		const none = publicFigures({ ...raw, mediation: { ended: null, succeeded: null, days: null } });
		expect(none.byProcedure.map(({ procedure }) => procedure)).toEqual(['small', 'simple', 'ordinary']);
		expect(none.mediation).toMatchObject({ ended: null, percent: null, days: null, savedDays: null });
		expect(publicFigures({ ...raw, mediation: { ended: 100, succeeded: 60, days: null } }).mediation).toMatchObject({
			percent: 60,
			savedDays: null,
		});
	});
});
