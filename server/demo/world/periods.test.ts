import { describe, expect, it } from 'vitest';
import { chainFor } from '../../core/period/chains.ts';
import { groundOf } from '../../core/period/grounds.ts';
import { allEvents, byCase, calendar, START, worldOf } from './demo-world.fixture.ts';
import type { PeriodScript } from './periods.ts';

const world = worldOf(4000);
const cases = byCase(allEvents(world));
const chainOf = ({ court, ask }: PeriodScript) => chainFor(court, undefined, groundOf(ask.ground)!.kind, ask.override === true);
const isReturned = ({ steps }: PeriodScript) => steps.at(-1)?.verdict === 'return';
const isGranted = (script: PeriodScript) => !isReturned(script) && script.steps.length === chainOf(script).length;

describe('the requests to change periods', () => {
	it('are of statutory grounds, in open cases, by day and on working days', () => {
		expect(world.periods.length).toBeGreaterThanOrEqual(18);
		const days = world.periods.map(({ filedOn }) => filedOn);
		expect(days).toEqual([...days].sort());
		for (const { caseNumber, filedOn, ask, steps } of world.periods) {
			const ground = groundOf(ask.ground)!;
			expect(ground, ask.ground).toBeDefined();
			expect(ground.track === 'trial').toBe(caseNumber.includes('民初'));
			expect(filedOn >= world.replayFrom && filedOn < START).toBe(true);
			const list = cases.get(caseNumber)!;
			expect(list[0]!.occurredAt.slice(0, 10) < filedOn).toBe(true);
			expect((list.find(({ type }) => type === 'case-closed')?.occurredAt ?? '9999') > START).toBe(true);
			for (const on of [filedOn, ...steps.map((step) => step.on)]) expect(calendar.isWorkingDay(on), on).toBe(true);
			if (ask.addMonths) expect(ask.addMonths).toBeLessThanOrEqual(ground.mostMonths!);
			if (ground.nodes) expect(ground.nodes).toContain(ask.node);
		}
	});

	it('spare cases that lock or go to another court', () => {
		const others = new Set([...world.lateCases, ...world.transferred].map(({ caseNumber }) => caseNumber));
		expect(world.periods.filter(({ caseNumber }) => others.has(caseNumber))).toEqual([]);
	});

	it('extend, deduct and convert; some are granted, some wait at different steps, one or two were returned', () => {
		const kinds = new Set(world.periods.filter(isGranted).map(({ ask }) => groundOf(ask.ground)!.kind));
		expect([...kinds].sort()).toEqual(['conversion', 'deduction', 'extension']);
		const waiting = world.periods.filter((script) => !isGranted(script) && !isReturned(script));
		expect(new Set(waiting.map((script) => chainOf(script)[script.steps.length]?.role)).size).toBeGreaterThanOrEqual(3);
		const returned = world.periods.filter(isReturned).length;
		expect(returned).toBeGreaterThanOrEqual(1);
		expect(returned).toBeLessThanOrEqual(2);
	});

	it('leave two or three for the heads and the president of the court that the demo names', () => {
		const roles = world.periods
			.filter((script) => script.court === 'sf-0101' && !isGranted(script) && !isReturned(script))
			.map((script) => chainOf(script)[script.steps.length]?.role);
		for (const role of ['division-chief', 'president']) {
			const count = roles.filter((each) => each === role).length;
			expect(count, role).toBeGreaterThanOrEqual(1);
			expect(count, role).toBeLessThanOrEqual(3);
		}
	});

	it('repeat a ground once with the president’s approval', () => {
		const repeated = world.periods.filter(({ ask }) => ask.override);
		expect(repeated.some(isGranted)).toBe(true);
		for (const { caseNumber, filedOn, ask } of repeated)
			expect(
				world.periods.some((other) => other.caseNumber === caseNumber && other.filedOn < filedOn && other.ask.ground === ask.ground),
			).toBe(true);
	});

	it('leave open-ended deductions, one of them longer than thirty days, and one that was ended', () => {
		const open = world.periods.filter((script) => isGranted(script) && script.ask.from && !script.ask.to && !script.resumedOn);
		expect(open.length).toBeGreaterThanOrEqual(3);
		expect(open.some(({ ask }) => ask.from! < '2026-09-13')).toBe(true);
		expect(world.periods.some(({ resumedOn }) => resumedOn && resumedOn < START)).toBe(true);
	});

	it('are the same for the same seed, and there are fewer in a small world', () => {
		expect(worldOf(4000).periods).toEqual(world.periods);
		expect(worldOf(100).periods.length).toBeLessThan(world.periods.length);
	});
});
