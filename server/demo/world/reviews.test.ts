import { describe, expect, it } from 'vitest';
import { parseCaseNumber } from '../../core/case/case-number.ts';
import { courtRows } from './courts.ts';
import { allEvents, byCase, START, worldOf } from './demo-world.fixture.ts';
import type { DemoEvent } from './event.ts';

const kinds = { 执异: 'objection', 执复: 'reconsideration', 执监: 'supervision' } as const;
type Kind = (typeof kinds)[keyof typeof kinds];

interface Review {
	readonly kind: Kind;
	readonly court: string;
	readonly events: readonly DemoEvent[];
	readonly filedOn: string;
	readonly closed?: DemoEvent;
}

/** The reviews that a world has at its start. */
function reviewsOf(cases: number, seed = 1): readonly Review[] {
	const past = allEvents(worldOf(cases, seed)).filter(({ occurredAt }) => occurredAt < START);
	return [...byCase(past)].flatMap(([number, events]) => {
		const kind = kinds[(/执[异复监](?=\d)/u.exec(number)?.[0] ?? '') as keyof typeof kinds];
		const filed = events.find(({ type }) => type === 'case-filed');
		const closed = events.find(({ type }) => type === 'case-closed');
		return kind && filed
			? [{ kind, court: filed.court, events, filedOn: filed.occurredAt.slice(0, 10), ...(closed ? { closed } : {}) }]
			: [];
	});
}

const isUnderWall = ({ court }: Review): boolean => court.startsWith('sf-01');
const levelOf = (court: string) => courtRows.find(({ code }) => code === court)?.level;
const of = (reviews: readonly Review[], kind: Kind) => reviews.filter((review) => review.kind === kind);

describe('reviews of enforcement', () => {
	const reviews = reviewsOf(4000);
	const past = allEvents(worldOf(4000)).filter(({ occurredAt }) => occurredAt < START);
	const enforcement = past.filter(({ type, caseNumber }) => type === 'case-filed' && /执(恢)?\d/u.test(caseNumber)).length;

	it('are objections to 3 to 5 % of the enforcement cases, a third of which go up, and few cases of supervision', () => {
		const objections = of(reviews, 'objection').length;
		expect(objections / enforcement).toBeGreaterThan(0.03);
		expect(objections / enforcement).toBeLessThan(0.05);
		const up = of(reviews, 'reconsideration').length / objections;
		expect(up).toBeGreaterThan(0.2);
		expect(up).toBeLessThan(0.42);
		expect(of(reviews, 'supervision').length).toBeGreaterThan(5);
		expect(of(reviews, 'supervision').length).toBeLessThan(30);
	});

	it('go to the court that the law names: objections to the court itself, what follows to the one above', () => {
		for (const { kind, court } of reviews) if (kind !== 'objection') expect(levelOf(court), kind).not.toBe('basic');
		for (const { events, kind } of reviews.filter(({ kind }) => kind === 'reconsideration')) {
			expect(kind).toBe('reconsideration');
			expect(events.some(({ type }) => type === 'reconsideration-received')).toBe(true);
		}
		for (const { events } of reviews) expect(parseCaseNumber(events[0]!.caseNumber)).toBeDefined();
	});

	it('hold nothing of an enforcement: no property, no money, no notice', () => {
		const own = /^(case-(filed|closed|archived)|handler-assigned|(objection|reconsideration)-.+)$/u;
		for (const { events } of reviews) for (const event of events) expect(event.type).toMatch(own);
	});

	it('of objections of third parties, against whose rejection one sues, none goes up', () => {
		for (const { events } of of(reviews, 'objection')) {
			const third = events.some(({ data }) => data['matter'] === 'third-party');
			if (third) expect(events.some(({ type }) => type.startsWith('reconsideration'))).toBe(false);
		}
	});

	it.each([200, 800, 4000])('show something in every line of the wall in a world of %i cases', (cases) => {
		const shown = reviewsOf(cases).filter(isUnderWall);
		for (const kind of Object.values(kinds)) {
			const list = of(shown, kind);
			const hasClosed = list.some(({ closed }) => closed);
			// The smallest world has one reconsideration, and that one waits.
			if (cases > 200) expect(hasClosed, `${kind} closed`).toBe(true);
			expect(
				list.some(({ closed }) => !closed),
				`${kind} open`,
			).toBe(true);
			expect(
				list.some(({ filedOn }) => filedOn >= '2026-01-01'),
				`${kind} this year`,
			).toBe(true);
		}
		const age = (day: string) => (Date.parse(START) - Date.parse(day)) / 86_400_000;
		const late = shown.filter(
			({ kind, filedOn, closed }) => !closed && kind !== 'supervision' && age(filedOn) > (kind === 'objection' ? 18 : 33),
		);
		expect(late.length).toBeGreaterThanOrEqual(1);
		expect(late.length).toBeLessThanOrEqual(4);
	});
});
