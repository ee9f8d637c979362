import { add, between, dueAfter, inTime, isTardy, later, nextCode, type Walk } from './walk.ts';

/** A traditional inquiry, done within its month and sixty days from filing; gives its last day back. */
export function tradQuery(walk: Walk, from: number): number {
	const started = add(walk, between(walk, from, 2, 8), 'trad-query-started');
	const due = Math.min(dueAfter(walk, started, 28), dueAfter(walk, walk.filing.day, 60));
	const aimed = later(walk, started, [
		[8, 30],
		[12, 40],
		[16, 22],
		[23, 8],
	]);
	return add(walk, aimed > due && walk.random.chance(0.5) ? aimed : inTime(walk, aimed, due, started + 1), 'trad-query-done');
}

/** A clue about property and its verification in time; gives the day of the verification back. */
export function clue(walk: Walk, receivedOn: number): number {
	const { random, days } = walk;
	const clueId = nextCode(walk, 'c', 'clue-received');
	const urgent = random.chance(0.15);
	const received = add(walk, days.next(receivedOn), 'clue-received', { clueId, ...(urgent ? { urgent } : {}) });
	const due = dueAfter(walk, received, urgent ? 3 : 7);
	const aimed = later(
		walk,
		received,
		urgent
			? [
					[1, 60],
					[2, 40],
				]
			: [
					[2, 20],
					[3, 25],
					[4, 25],
					[6, 30],
				],
	);
	return add(walk, inTime(walk, aimed, due, received), 'clue-verified', { clueId, found: random.chance(0.35) });
}

/** A party's message and the answer, mostly within three working days. */
export function message(walk: Walk, receivedOn: number): void {
	const messageId = nextCode(walk, 'm', 'message-received');
	add(walk, receivedOn, 'message-received', { messageId }, { free: true });
	const answered = isTardy(walk, 0.04)
		? walk.days.plusWorking(receivedOn + 1, 5)
		: later(walk, receivedOn + 1, [
				[0, 45],
				[1, 55],
			]);
	add(walk, answered, 'message-answered', { messageId }, { free: true });
}
