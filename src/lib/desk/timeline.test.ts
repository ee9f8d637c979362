import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ClockView, NodeView } from '../contract/case-page.ts';
import { dayNumber, dayText } from './days.ts';
import { nodeResult } from './node-words.ts';
import { calcMonths, calcSpan, drawNode, fitLabels, labelWidth, pickNodes, positionOf } from './timeline.ts';

const clock = (part: Partial<ClockView> = {}): ClockView => ({
	clock: 'limit',
	clockName: '法定期限',
	startedOn: '2026-06-28',
	dueOn: '2026-10-08',
	frozen: false,
	provisional: false,
	unconfirmed: false,
	locks: true,
	reminders: 2,
	limitText: '10日',
	basis: '',
	source: 'L',
	lines: [],
	ledger: [],
	...part,
});
const node = (part: Partial<NodeView> = {}): NodeView => ({
	id: 'c/enf-auction-start/a-1/1',
	node: 'enf-auction-start',
	name: '启动拍卖',
	n: 1,
	phase: 'overdue',
	phaseName: '超期',
	startedOn: '2026-06-28',
	clocks: [clock({ overdueDays: 43 })],
	awaitingFeed: false,
	isLockCause: true,
	...part,
});
const today = '2026-11-20';

describe('a node drawn', () => {
	test('used up to the end of the due day, overdue from the next to the end of today', () => {
		const span = { first: dayNumber('2026-06-28'), last: dayNumber(today) };
		const { bars, ticks, running } = drawNode(
			node({ clocks: [clock({ overdueDays: 43, ledger: [{ kind: 'exclusion', from: '2026-07-06', to: '2026-09-28', days: 85 }] })] }),
			span,
			today,
		);
		const at = (day: string): number => positionOf(dayNumber(day), span);
		expect(bars.map(({ kind }) => kind)).toEqual(['used', 'excluded', 'overdue']);
		const [used, excluded, overdue] = bars;
		expect(used?.left).toBe(0);
		expect(used!.width).toBeCloseTo(at('2026-10-09'), 2);
		expect([excluded?.left, excluded!.left + excluded!.width].map((value) => Math.round(value! * 100))).toEqual(
			[at('2026-07-06'), at('2026-09-29')].map((value) => Math.round(value * 100)),
		);
		expect(overdue!.left).toBeCloseTo(at('2026-10-09'), 2);
		expect(overdue!.left + overdue!.width).toBeCloseTo(100, 2);
		expect(ticks).toEqual([{ clock: 'limit', day: '2026-10-08', at: at('2026-10-09'), provisional: false }]);
		expect(running).toBe(true);
	});

	test('a node done the day it began still has a bar', () => {
		const done = node({ phase: 'met', startedOn: '2026-03-02', endedOn: '2026-03-02', clocks: [clock({ dueOn: '2026-03-02' })] });
		const { bars, running } = drawNode(done, calcSpan([done, node()], '2026-03-02', today), today);
		expect(bars).toHaveLength(1);
		expect(bars[0]!.width).toBeGreaterThan(0);
		expect(running).toBe(false);
	});

	test('an exclusion without an end runs to today and there is no tick', () => {
		const { dueOn: _due, ...rest } = clock({ frozen: true, ledger: [{ kind: 'exclusion', from: '2026-09-01', days: 0 }] });
		const { bars, ticks } = drawNode(node({ phase: 'pending', clocks: [rest] }), calcSpan([node()], '2026-06-28', today), today);
		expect(ticks).toEqual([]);
		expect(bars.map(({ kind }) => kind)).toEqual(['used', 'excluded']);
		expect(bars[1]!.left + bars[1]!.width).toBeCloseTo(bars[0]!.left + bars[0]!.width, 2);
	});

	test('the planned span runs from the start to the end of the due day', () => {
		const span = { first: dayNumber('2026-06-28'), last: dayNumber(today) };
		const { plan } = drawNode(node(), span, today);
		expect(plan?.left).toBe(0);
		expect(plan!.width).toBeCloseTo(positionOf(dayNumber('2026-10-09'), span), 2);
	});

	test('every stretch taken out of any clock is drawn once, one that still runs as such', () => {
		const ledger = [
			{ kind: 'exclusion' as const, from: '2026-07-06', to: '2026-07-20', days: 15 },
			{ kind: 'exclusion' as const, from: '2026-11-02', days: 0, documentNo: '执异63号' },
		];
		const both = node({ clocks: [clock({ ledger }), clock({ clock: 'management', dueOn: '2026-09-01', locks: false, ledger })] });
		const drawn = drawNode(both, calcSpan([both], '2026-06-28', today), today).bars.filter(({ kind }) => kind === 'excluded');
		expect(drawn.map(({ open }) => open ?? false)).toEqual([false, true]);
		expect(drawn.map(({ words }) => words)).toEqual([
			'扣除：2026年7月6日至2026年7月20日，15 天',
			'扣除：2026年11月2日起，停止计算，执异63号',
		]);
	});

	test('a due day that was moved is a step from the old one to the new one', () => {
		const moved = node({
			phase: 'pending',
			clocks: [
				clock({
					dueOn: '2026-11-08',
					ledger: [{ kind: 'extension', from: '2026-10-08', to: '2026-11-08', days: 31, documentNo: '延9号' }],
				}),
			],
		});
		const span = calcSpan([moved], '2026-06-28', today);
		const { steps } = drawNode(moved, span, today);
		expect(steps).toMatchObject([{ sign: '延', words: '法定期限延长：2026年10月8日改为2026年11月8日，延9号' }]);
		expect(steps[0]!.left).toBe(positionOf(dayNumber('2026-10-09'), span));
	});

	test('done late before a new day was given: the late part stays red', () => {
		const late = node({ phase: 'met-late', endedOn: '2026-10-12', clocks: [clock({ dueOn: '2026-12-04', overdueDays: 4 })] });
		const span = calcSpan([late], '2026-06-28', today);
		const overdue = drawNode(late, span, today).bars.find(({ kind }) => kind === 'overdue');
		expect(overdue?.left).toBe(positionOf(dayNumber('2026-10-09'), span));
	});

	test('a seal three years ahead is said in words, not drawn', () => {
		const seal = node({ phase: 'pending', clocks: [clock({ dueOn: '2029-03-30' })] });
		const span = calcSpan([seal, node()], '2026-03-02', today);
		expect(span.last).toBeLessThan(dayNumber('2027-03-01'));
		const row = drawNode(seal, span, today);
		expect(row).toMatchObject({ beyond: '2029-03-30', ticks: [] });
	});

	test('nothing leaves the plot', () => {
		const day = fc.integer({ min: dayNumber('2024-01-01'), max: dayNumber('2028-12-31') }).map(dayText);
		fc.assert(
			fc.property(day, day, fc.option(day, { nil: undefined }), day, day, (startedOn, dueOn, endedOn, from, to) => {
				const drawn = node({
					startedOn,
					...(endedOn === undefined || endedOn < startedOn ? {} : { endedOn }),
					clocks: [clock({ dueOn, ledger: [{ kind: 'exclusion', from, to, days: 1 }] })],
				});
				const span = calcSpan([drawn], startedOn, today);
				for (const { left, width } of drawNode(drawn, span, today).bars) {
					expect(left).toBeGreaterThanOrEqual(0);
					expect(width).toBeGreaterThan(0);
					expect(left + width).toBeLessThanOrEqual(100.001);
				}
			}),
		);
	});
});

describe('month labels', () => {
	test('no two touch, whatever the span and the width', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 19_000, max: 21_000 }),
				fc.integer({ min: 1, max: 1_800 }),
				fc.integer({ min: 120, max: 1_200 }),
				(first, days, plotPx) => {
					const ticks = calcMonths({ first, last: first + days }, plotPx, plotPx);
					const boxes = ticks
						.filter(({ shown }) => shown === 'always')
						.map(({ at, label }) => ({ left: (at / 100) * plotPx, right: (at / 100) * plotPx + labelWidth(label) }));
					for (let index = 1; index < boxes.length; index += 1) expect(boxes[index]!.left).toBeGreaterThanOrEqual(boxes[index - 1]!.right);
					for (const box of boxes) expect(box.right).toBeLessThanOrEqual(plotPx + 8);
				},
			),
		);
	});

	test('the first label says the year, and so does January', () => {
		const labels = calcMonths({ first: dayNumber('2025-11-20'), last: dayNumber('2026-03-10') }, 600, 600).map(({ label }) => label);
		expect(labels).toEqual(['2025年11月', '12月', '2026年1月', '2月', '3月']);
	});

	test('a month with only its last days on the plot leaves the year to the next', () => {
		const labels = calcMonths({ first: dayNumber('2026-07-31'), last: dayNumber('2026-10-20') }, 600, 600).map(({ label }) => label);
		expect(labels).toEqual(['2026年8月', '9月', '10月']);
	});

	test('a case of a few weeks has a line each week', () => {
		const labels = calcMonths({ first: dayNumber('2026-10-02'), last: dayNumber('2026-10-18') }, 600, 600).map(({ label }) => label);
		expect(labels).toEqual(['2026年10月2日', '10月9日', '10月16日']);
	});

	test('a long case has labels at even steps', () => {
		const ticks = calcMonths({ first: dayNumber('2025-01-05'), last: dayNumber('2026-12-31') }, 360, 360);
		expect(ticks.filter(({ shown }) => shown === 'always').map(({ label }) => label)).toEqual([
			'2025年1月',
			'7月',
			'10月',
			'2026年1月',
			'7月',
			'10月',
		]);
	});

	test('years win over months', () => {
		expect(
			fitLabels(
				[
					{ at: 40, label: '12月' },
					{ at: 45, label: '2026年1月' },
				],
				200,
			),
		).toEqual([false, true]);
	});
});

test('room for three: the cause, what is overdue, what is open; in the order of the case', () => {
	const nodes = [
		node({ id: '1', phase: 'met', isLockCause: false, endedOn: '2026-07-01' }),
		node({ id: '2', isLockCause: true }),
		node({ id: '3', phase: 'void', isLockCause: false }),
		node({ id: '4', phase: 'pending', isLockCause: false }),
		node({ id: '5', phase: 'met', isLockCause: false, endedOn: '2026-07-01' }),
	];
	expect(pickNodes(nodes, 3).map(({ id }) => id)).toEqual(['2', '4', '5']);
});

test.each([
	[node(), '超期 43 天'],
	[
		node({ clocks: [clock({ clock: 'management', dueOn: '2026-11-17', overdueDays: 3 }), clock({ dueOn: '2026-12-01' })] }),
		'内控超期 3 天',
	],
	[node({ phase: 'warning', clocks: [clock({ dueOn: today })] }), '今日到期'],
	// Unlocked with a new day: late once, not late now.
	[
		node({
			clocks: [
				clock({ dueOn: '2026-12-04', overdueDays: 43, ledger: [{ kind: 'grant', from: '2026-10-08', to: '2026-12-04', days: 57 }] }),
			],
		}),
		'剩 14 天',
	],
	[node({ phase: 'pending', clocks: [clock({ dueOn: '2026-11-30' })] }), '剩 10 天'],
	[node({ phase: 'met', endedOn: '2026-06-28' }), '当日办结'],
	[node({ phase: 'met', endedOn: '2026-06-20' }), '起算前已办结'],
	[node({ phase: 'met-late', endedOn: '2026-10-12' }), '迟 4 天办结'],
	[node({ phase: 'void' }), '不适用'],
])('how a node stands', (given, words) => {
	expect(nodeResult(given, today).words).toBe(words);
});
