import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseEvent } from '../case/case-event.ts';
import { addDays, dateOfDayNumber, dayNumber } from '../time/civil.ts';
import type { CourtDate } from '../time/types.ts';
import { periodChanges } from './changes.ts';
import { excludedDays, newDaysOf } from './days.ts';
import { grantFacts } from './grant.ts';
import { at, caseOf, civilCase, day, dueOf, fact } from './period.fixture.ts';
import type { PeriodRequest } from './types.ts';

const filed = fact('case-filed', '2026-03-02', { handler: 'li', procedure: 'simple' });
const fixed = fact('price-fixed', '2026-06-28', { assetId: 'a1', priceFen: 1 });

/** The facts of a granted exclusion. */
function granted(n: number, from: string, to?: string, today = '2026-03-05', more: Partial<PeriodRequest> = {}): CaseEvent[] {
	const request = { id: `k-P${n}`, kind: 'deduction', ground: 'ded-appraisal', documentNo: `${n}号`, from, ...(to ? { to } : {}), ...more };
	return grantFacts(request as unknown as PeriodRequest, day(today)).map((decision) => ({
		...decision,
		...{ seq: 1000 + n, source: 'system', on: day(today), at: at(today) },
	}));
}

describe('days taken out', () => {
	it.each<[string, readonly [string, string?][], number]>([
		['both end days are held', [['2026-07-06', '2026-09-28']], 85],
		['one day', [['2026-07-06', '2026-07-06']], 1],
		[
			'overlapping ones count once',
			[
				['2026-07-01', '2026-07-10'],
				['2026-07-05', '2026-07-12'],
			],
			12,
		],
		[
			'one inside the other',
			[
				['2026-07-01', '2026-07-31'],
				['2026-07-05', '2026-07-06'],
			],
			31,
		],
		['an open one runs to the last day', [['2026-12-30']], 2],
		['what starts later does not count', [['2027-01-01']], 0],
		['what lies before the first day does not count', [['2026-06-01', '2026-06-27']], 0],
	])('%s', (_what, spans, expected) => {
		const list = spans.map(([from, to]) => ({ from: day(from), ...(to ? { to: day(to) } : {}) }));
		expect(excludedDays(list, day('2026-06-28'), day('2026-12-31'))).toBe(expected);
	});

	it('the worked case of the contract: 10 D from 2026-06-28, excluded 07-06 to 09-28, past the National Day holidays', () => {
		expect(dueOf(caseOf([filed, fixed]), 'enf-auction-start')).toBe('2026-07-08');
		expect(dueOf(caseOf([filed, fixed, ...granted(1, '2026-07-06', '2026-09-28', '2026-07-06')]), 'enf-auction-start')).toBe('2026-10-08');
		expect(dueOf(caseOf([filed, fixed, ...granted(1, '2026-07-06', undefined, '2026-07-06')]), 'enf-auction-start')).toBe('frozen');
		expect(dueOf(caseOf([filed, fixed, ...granted(1, '2026-07-09', undefined, '2026-07-06')]), 'enf-auction-start')).toBe('2026-07-08');
	});

	it('tells how many days of a request are new', () => {
		const view = caseOf([filed, fixed, ...granted(1, '2026-07-06', '2026-07-15')]);
		const ask = (from: string, to?: string, subject?: string) =>
			newDaysOf(view, { from: day(from), ...(to ? { to: day(to) } : {}), ...(subject ? { subject } : {}) });
		expect(ask('2026-07-10', '2026-07-20')).toEqual({ days: 11, newDays: 5 });
		expect(ask('2026-07-06', '2026-07-15')).toEqual({ days: 10, newDays: 0 });
		expect(ask('2026-07-10', '2026-07-20', 'a1')).toEqual({ days: 11, newDays: 5 });
		expect(ask('2026-07-10')).toBeUndefined();
		// What stops one asset only leaves the other clocks running.
		const one = caseOf([filed, fixed, ...granted(1, '2026-07-06', '2026-07-15', '2026-03-05', { subject: 'a1' })]);
		expect(newDaysOf(one, { from: day('2026-07-06'), to: day('2026-07-15') })).toEqual({ days: 10, newDays: 10 });
	});

	it('an extension and a conversion become facts too', () => {
		const extension = granted(1, '', undefined, '2026-05-05', {
			kind: 'extension',
			ground: 'ext-enforcement',
			node: 'enf-close',
			addMonths: 3,
		});
		expect(dueOf(caseOf([filed]), 'enf-close')).toBe('2026-09-02');
		expect(dueOf(caseOf([filed, ...extension]), 'enf-close')).toBe('2026-12-02');
		const conversion = granted(1, '', undefined, '2026-05-05', {
			kind: 'conversion',
			ground: 'conv-simple-ordinary',
			convertTo: 'ordinary',
		});
		expect(dueOf(caseOf([filed], civilCase), 'tri-close-simple')).toBe('2026-06-02');
		const after = caseOf([filed, ...conversion], civilCase);
		expect(dueOf(after, 'tri-close-simple')).toBeUndefined();
		// The period of the ordinary procedure is counted from the filing (民诉法解释第二百五十八条).
		expect(dueOf(after, 'tri-close-ordinary')).toBe('2026-09-02');
	});
});

const spans = fc
	.array(fc.tuple(fc.integer({ min: 0, max: 220 }), fc.integer({ min: 0, max: 60 })), { minLength: 1, maxLength: 6 })
	.map((list) =>
		list.map(([offset, length]) => ({ from: addDays(day('2026-03-02'), offset), to: addDays(day('2026-03-02'), offset + length) })),
	);

describe('whatever is granted, in whatever order', () => {
	it('takes every day out once', () => {
		fc.assert(
			fc.property(spans, fc.integer({ min: 0, max: 300 }), (list, ahead) => {
				const [after, upTo] = [day('2026-03-02'), addDays(day('2026-03-02'), ahead)];
				let counted = 0;
				for (let n = dayNumber(after) + 1; n <= dayNumber(upTo); n += 1) {
					const on: CourtDate = dateOfDayNumber(n);
					if (list.some(({ from, to }) => from <= on && on <= to)) counted += 1;
				}
				expect(excludedDays(list, after, upTo)).toBe(counted);
			}),
			{ numRuns: 1000 },
		);
	});

	it('gives the same due day and the same changes for any order of the requests, and never more than their union', () => {
		fc.assert(
			fc.property(
				spans.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray([...list.keys()], { minLength: list.length }))),
				([list, order]) => {
					const facts = (index: number): CaseEvent[] => granted(index + 1, list[index]!.from, list[index]!.to);
					const one = caseOf([filed, ...[...list.keys()].flatMap(facts)]);
					const other = caseOf([filed, ...order.flatMap(facts)]);
					expect(dueOf(other, 'enf-close')).toBe(dueOf(one, 'enf-close'));
					const changes = (view: typeof one) => [...periodChanges('k', view.facts)].sort((a, b) => (a.id < b.id ? -1 : 1));
					expect(changes(other)).toEqual(changes(one));
					const base = day('2026-09-02');
					const due = dueOf(one, 'enf-close') as CourtDate;
					const union = excludedDays(list, day('2026-03-02'), addDays(base, 1000));
					// Rest days at the end: at most the National Day week and the weekends beside it.
					expect(dayNumber(due) - dayNumber(base)).toBeLessThanOrEqual(union + 9);
				},
			),
			{ numRuns: 500 },
		);
	});
});

describe('the changes in force', () => {
	const report = (id: string, data: object): CaseEvent => ({
		...fact('exclusion-started', '2026-04-01', { from: '2026-04-01', ...data }),
		id,
	});
	it('are those of grants and of feeds, with the ground where it is known', () => {
		const view = caseOf([
			filed,
			...granted(1, '2026-07-06', '2026-09-28'),
			report('f1', { exclusionId: 'x1', ground: '案外人异议审查' }),
			report('f2', { exclusionId: 'x2', ground: '担保暂缓执行' }),
			fact('exclusion-ended', '2026-04-30', { exclusionId: 'x2', to: '2026-04-30' }),
			{ ...fact('extension-granted', '2026-05-01', { node: 'enf-close', addDays: 9, decidedOn: '2026-05-01' }), id: 'f3' },
		]);
		expect(periodChanges('k', view.facts)).toMatchObject([
			{ id: 'k/exclusion/k-P1', kind: 'deduction', ground: 'ded-appraisal', days: 85, requestId: 'k-P1', decidedOn: '2026-03-05' },
			{ id: 'k/exclusion/x1', kind: 'deduction', ground: '案外人异议审查', days: 0 },
			{ id: 'k/exclusion/x2', kind: 'deferral', ground: 'defer-security', days: 30, to: '2026-04-30' },
			{ id: 'k/cms/f3', kind: 'extension', ground: '', from: '2026-05-01', days: 0 },
		]);
	});

	it('a feed takes back what it reported, never what the court decided', () => {
		const taken = (source: string, id: string) => fact('event-withdrawn', '2026-07-07', { source, id, reason: '误报' });
		const view = caseOf([
			filed,
			...granted(1, '2026-07-06'),
			report('f1', { exclusionId: 'x1', ground: '和解' }),
			taken('cms', 'f1'),
			taken('system', 'k-P1/granted'),
		]);
		expect(periodChanges('k', view.facts).map((change) => change.id)).toEqual(['k/exclusion/k-P1']);
	});
});
