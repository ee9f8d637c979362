import { addDays, daysBetween } from '../../server/core/time/civil.ts';
import type { CourtDate } from '../../server/core/time/types.ts';
import type { TestEvent } from './world.ts';

/** A text as a day. */
export const day = (text: string): CourtDate => text as CourtDate;

/** A case as the tests of figures tell it. */
export interface Story {
	readonly court: string;
	readonly number: string;
	readonly kind: string;
	readonly handler: string;
	readonly filedOn: CourtDate;
	readonly closedOn?: CourtDate;
	readonly mode?: string;
	readonly claimFen: number;
	readonly recoveredFen: number;
	readonly arrivedOn?: CourtDate;
	readonly paidOn?: CourtDate;
}

const modes = ['fully-performed', 'round-ended', 'ended'];

/** Cases of two courts over two years, with a fixed pattern that hits every branch. */
export const stories: readonly Story[] = Array.from({ length: 48 }, (_, n): Story => {
	const court = n % 3 === 0 ? 'xl' : 'dc';
	const filedOn = addDays(day('2025-01-05'), n * 13);
	const closed = n % 4 !== 3;
	const type = n % 5 === 4 ? '执恢' : n % 7 === 6 ? '执保' : '执';
	const designation = court === 'xl' ? '示0205' : '示0204';
	return {
		court,
		number: `（${filedOn.slice(0, 4)}）${designation}${type}${n + 1}号`,
		kind: type === '执' ? 'enforcement-first' : type === '执恢' ? 'enforcement-resumed' : 'preservation',
		handler: n % 2 ? 'li' : 'wang',
		filedOn,
		...(closed ? { closedOn: addDays(filedOn, 20 + (n % 9) * 11), mode: modes[n % 3]! } : {}),
		claimFen: 1_000_00 * (n + 1),
		recoveredFen: closed ? 700_00 * n : 0,
		...(n % 3 ? { arrivedOn: addDays(filedOn, 9) } : {}),
		...(n % 3 === 2 ? { paidOn: addDays(filedOn, 14 + (n % 5) * 3) } : {}),
	};
});

/** The events of a story up to a day. */
export const eventsOf = (story: Story, until: CourtDate): readonly TestEvent[] => {
	const { court, number: caseNumber } = story;
	const at = (type: string, on: CourtDate | undefined, data: Record<string, unknown>): readonly TestEvent[] =>
		on && on <= until ? [{ id: `${caseNumber}-${type}`, court, caseNumber, type, occurredAt: on, data }] : [];
	return [
		...at('case-filed', story.filedOn, { handler: story.handler, unit: 'enf', claimFen: story.claimFen, enterpriseClass: 'micro' }),
		...at('money-arrived', story.arrivedOn, { receiptId: 'r', amountFen: 500_00 }),
		...at('money-paid', story.paidOn, { receiptId: 'r', amountFen: 500_00, paymentId: 'p' }),
		...at('case-closed', story.closedOn, { mode: story.mode, recoveredFen: story.recoveredFen }),
	];
};

/** The day of the tests. */
export const today = day('2026-09-20');
/** Whether a day lies between two others, both held. */
export const inside = (on: CourtDate | undefined, from: CourtDate, to: CourtDate): boolean => on !== undefined && on >= from && on <= to;

/** The figures by hand, from the stories. */
export const byHand = (list: readonly Story[], from: CourtDate, to: CourtDate) => {
	const old = list.filter((story) => story.filedOn < from && !(story.closedOn !== undefined && story.closedOn < from)).length;
	const received = list.filter((story) => inside(story.filedOn, from, to)).length;
	const closed = list.filter((story) => inside(story.closedOn, from, to));
	const claims = closed.filter((story) => story.kind !== 'preservation');
	const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
	const arrived = list.filter((story) => inside(story.arrivedOn, day('2000-01-01'), to)).length * 500_00;
	const paidBefore = list.filter((story) => story.paidOn !== undefined && story.paidOn < from).length * 500_00;
	return {
		close: [closed.length, old + received],
		open: [old + received - closed.length, old + received],
		days: [sum(claims.map((story) => daysBetween(story.filedOn, story.closedOn!))), claims.length],
		recovery: [sum(claims.map((story) => story.recoveredFen)), sum(claims.map((story) => story.claimFen))],
		pay: [list.filter((story) => inside(story.paidOn, from, to)).length * 500_00, arrived - paidBefore],
		long: list.filter((story) => daysBetween(story.filedOn, to) > 366 && !(story.closedOn !== undefined && story.closedOn <= to)).length,
	};
};
