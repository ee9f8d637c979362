import { isUnderCity } from './layers.ts';
import { add, between, dueAfter, inTime, isReported, isTardy, later, type Walk } from './walk.ts';

/** How a case begins: when the notice went out and when it was known whether there is property. */
export interface Intake {
	readonly noticeOn: number;
	readonly readyOn: number;
}

/** The day of the application: suits brought on the spot or online are taken within one working day. */
function appliedOn(walk: Walk): number {
	const { filing, profile, random, days } = walk;
	const isQuick = filing.type === '民初' && ['onsite', 'online'].includes(profile.channel);
	if (!isQuick || isTardy(walk, 0.05)) return days.previous(filing.day - random.int(isQuick ? 4 : 0, 5));
	return random.chance(0.6) ? days.previous(filing.day - 1) : filing.day;
}

/** `case-filed` with the papers of the case; gives the day of the application back. */
export function fileCase(walk: Walk, more: Readonly<Record<string, unknown>> = {}): number {
	const { filing, profile } = walk;
	const applied = Math.max(appliedOn(walk), filing.day - 7);
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

/** `branch-set`: whether there is property. */
export function setBranch(walk: Walk, day: number, property: boolean): void {
	if (walk.drafts.some(({ type }) => type === 'branch-set')) return;
	add(walk, day, 'branch-set', { branch: property ? 'property' : 'no-property' });
}

interface Notified {
	readonly assigned: number;
	readonly received: number;
	readonly noticeOn: number;
	readonly handler: string;
}

/** Allocation, hand-over of the file, notice and report order. */
function notify(walk: Walk, applied: number, onsite: boolean): Notified {
	const { day, court } = walk.filing;
	const noticeDue = dueAfter(walk, applied, 10);
	const due = isTardy(walk, 0.03) ? noticeDue : Math.min(noticeDue, dueAfter(walk, day, 3));
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
				[0, onsite ? 97 : 75],
				[1, onsite ? 3 : 25],
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
	const noticeOn = inTime(walk, aimed, noticeDue, received);
	if (isUnderCity(court) && isReported(walk, day)) takeUp(walk, { assigned, received, handler, noticeOn });
	add(walk, noticeOn, 'report-order-issued');
	add(walk, noticeOn, 'notice-issued', { documentNo: `${walk.filing.caseNumber}执行通知书` });
	const served = add(walk, between(walk, noticeOn, 2, 7), 'notice-served', { partyId: 'p2' });
	if (walk.random.chance(0.15)) add(walk, between(walk, served, 3, 9), 'property-reported', { partyId: 'p2' });
	return { assigned, received, noticeOn, handler };
}

/** What the courts of the city report besides: the handler takes the case in the system, and the applicant is told to name property. */
function takeUp(walk: Walk, { assigned, received, handler, noticeOn }: Notified): void {
	const accepted = isTardy(walk, 0.04) ? between(walk, assigned, 2, 4) : between(walk, assigned, 0, 1);
	add(walk, accepted, 'case-accepted', { by: handler });
	if (walk.filing.type !== '执') return;
	const due = dueAfter(walk, received, 3);
	add(walk, isTardy(walk, 0.04) ? between(walk, due, 1, 3) : inTime(walk, noticeOn, due, received), 'clue-duty-notified');
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
				[0, 97],
				[1, 3],
			])
		: later(walk, filing.day, [
				[1, 36],
				[2, 28],
				[3, 33],
				[5, 3],
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
	if (random.chance(0.8)) setBranch(walk, readyOn, property);
	return { noticeOn, readyOn: Math.max(readyOn, noticeOn) };
}

/** The first days of a resumed case: filing after an earlier case, allocation and notice. */
export function beginResumed(walk: Walk, firstCaseNumber: string): Intake {
	const applied = fileCase(walk, { firstCaseNumber });
	const { noticeOn } = notify(walk, applied, false);
	return { noticeOn, readyOn: between(walk, noticeOn, 1, 4) };
}
