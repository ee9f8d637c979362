import { add, between, dueAfter, inTime, later, type Walk } from './walk.ts';

/** How a case begins: when the notice went out and when it was known whether there is property. */
export interface Intake {
	readonly noticeOn: number;
	readonly readyOn: number;
}

/** `case-filed` with the papers of the case; gives the day of the application back. */
export function fileCase(walk: Walk, more: Readonly<Record<string, unknown>> = {}): number {
	const { filing, profile, random } = walk;
	const applied = Math.max(walk.days.previous(filing.day - random.int(0, 5)), filing.day - 7);
	const { cause, claimFen, parties, channel, enterpriseClass, tags } = profile;
	const data = {
		...{ channel, cause, claimFen, parties },
		...(filing.type === '民初' ? {} : { basis: profile.basis }),
		...(enterpriseClass === undefined ? {} : { enterpriseClass }),
		...(tags.length === 0 ? {} : { tags }),
		...more,
	};
	add(walk, filing.day, 'case-filed', data, { dates: { appliedOn: applied } });
	return applied;
}

/** `handler-assigned` to someone on duty that day. */
export function assignHandler(walk: Walk, day: number): string {
	const person = walk.staff.assign(walk.filing.court, walk.filing.type === '民初', day, walk.random);
	const mode = walk.random.chance(0.9) ? 'random' : 'designated';
	add(walk, day, 'handler-assigned', { handler: person.code, unit: person.unit, mode });
	return person.code;
}

interface Notified {
	readonly assigned: number;
	readonly received: number;
	readonly noticeOn: number;
	readonly handler: string;
}

/** Allocation, hand-over of the file, notice and report order. */
function notify(walk: Walk, applied: number, onsite: boolean): Notified {
	const due = dueAfter(walk, applied, 10);
	const { day } = walk.filing;
	const assigned = inTime(
		walk,
		onsite
			? day
			: later(walk, day, [
					[0, 68],
					[1, 22],
					[2, 6],
					[4, 4],
				]),
		due,
		day,
	);
	const handler = assignHandler(walk, assigned);
	const received = add(
		walk,
		inTime(
			walk,
			later(walk, assigned, [
				[0, onsite ? 95 : 72],
				[1, onsite ? 5 : 28],
			]),
			due,
			assigned,
		),
		'file-received',
	);
	const aimed = later(walk, received, [
		[0, 30],
		[1, 36],
		[2, 22],
		[3, 8],
		[4, 4],
	]);
	const noticeOn = inTime(walk, aimed, due, received);
	add(walk, noticeOn, 'report-order-issued');
	add(walk, noticeOn, 'notice-issued', { documentNo: `${walk.filing.caseNumber}执行通知书` });
	const served = add(walk, between(walk, noticeOn, 2, 7), 'notice-served', { partyId: 'p2' });
	if (walk.random.chance(0.15)) add(walk, between(walk, served, 3, 9), 'property-reported', { partyId: 'p2' });
	return { assigned, received, noticeOn, handler };
}

/** The first days of a first enforcement: filing, allocation, notice, first query, track and branch. */
export function beginFirst(walk: Walk, property: boolean, isShort: boolean): Intake {
	const { filing, random } = walk;
	const applied = fileCase(walk);
	const onsite = walk.profile.channel === 'onsite';
	const launched = later(walk, filing.day, [
		[0, 91],
		[1, 5],
		[2, 2],
		[3, 2],
	]);
	add(walk, launched, 'net-query-launched');
	const { assigned, received, noticeOn, handler } = notify(walk, applied, onsite);
	const reception = onsite
		? later(walk, filing.day, [
				[0, 95],
				[1, 5],
			])
		: later(walk, filing.day, [
				[1, 36],
				[2, 28],
				[3, 31],
				[5, 5],
			]);
	add(walk, Math.max(reception, assigned), 'first-reception-recorded', { by: handler });
	const returned = add(walk, between(walk, launched, 1, 3), 'net-query-returned', { complete: true });
	const track = random.chance(isShort ? 0.9 : 0.07) ? 'simple' : 'complex';
	const split = add(
		walk,
		Math.max(
			later(walk, returned, [
				[0, 46],
				[1, 49],
				[2, 3],
				[4, 2],
			]),
			received,
		),
		'track-set',
		{ track, by: handler },
	);
	const readyOn = later(walk, split, [
		[0, 50],
		[1, 30],
		[3, 20],
	]);
	if (random.chance(0.8)) add(walk, readyOn, 'branch-set', { branch: property ? 'property' : 'no-property' });
	return { noticeOn, readyOn: Math.max(readyOn, noticeOn) };
}

/** The first days of a resumed case: filing after an earlier case, allocation and notice. */
export function beginResumed(walk: Walk, firstCaseNumber: string): Intake {
	const applied = fileCase(walk, { firstCaseNumber });
	const { noticeOn } = notify(walk, applied, false);
	return { noticeOn, readyOn: between(walk, noticeOn, 1, 4) };
}
