import { seal, type AssetKind } from './assets.ts';
import { archive } from './closing.ts';
import { assignHandler, fileCase } from './intake.ts';
import { add, between, dueAfter, inTime, isReported, isTardy, lastDayOf, later, type Walk } from './walk.ts';

type Procedure = 'small' | 'simple' | 'ordinary';

/** How a procedure runs where it runs well: days from filing to the hearing, and days for the judgment to be served after it. */
interface Pace {
	readonly hearing: readonly [low: number, high: number];
	readonly hearWithin: number;
	readonly serveWithin: number;
}

const paces: Readonly<Record<Procedure, Pace>> = {
	small: { hearing: [5, 9], hearWithin: 10, serveWithin: 1 },
	simple: { hearing: [6, 10], hearWithin: 10, serveWithin: 3 },
	ordinary: { hearing: [13, 20], hearWithin: 20, serveWithin: 5 },
};

/** Months in which a case of each procedure must be closed. */
export const trialMonths: Readonly<Record<Procedure, number>> = { small: 2, simple: 3, ordinary: 6 };

/** Sends the complaint to the defendant within five days of filing; he may answer it before the hearing. */
function serveComplaint(walk: Walk, assigned: number, answers: boolean): void {
	const { random, filing } = walk;
	if (!isReported(walk, filing.day)) return;
	const due = dueAfter(walk, filing.day, 5);
	const sent = isTardy(walk, 0.03)
		? walk.days.plusWorking(due, random.int(1, 3))
		: inTime(walk, between(walk, assigned, 0, 2), due, assigned);
	add(walk, sent, 'complaint-sent', { partyId: 'p2', last: true });
	const served = add(walk, between(walk, sent, 1, 2), 'complaint-served', { partyId: 'p2' });
	if (!answers || !random.chance(0.3)) return;
	const received = add(walk, between(walk, served, 1, 3), 'answer-received', { partyId: 'p2' });
	add(walk, between(walk, received, 1, 2), 'answer-served', { partyId: 'p2' });
}

const hours = ['09:00', '09:30', '10:20', '14:30', '15:10', '16:00'] as const;
const rooms = ['第一法庭', '第二法庭', '第三法庭', '第五法庭', '速裁法庭'] as const;

/** When and where an open hearing is: by the days, so that nothing else of the invented world moves. */
const courtroom = (scheduled: number, on: number) => ({
	openHearing: true,
	startsAt: hours[(on + scheduled) % hours.length]!,
	room: rooms[(on * 3 + scheduled) % rooms.length]!,
});

function hold(walk: Walk, hearingId: string, scheduled: number, on: number, final: boolean): number {
	add(walk, scheduled, 'hearing-scheduled', { hearingId, ...courtroom(scheduled, on) }, { dates: { hearingOn: on } });
	return add(walk, on, 'hearing-held', { hearingId, ...(final ? {} : { final }) });
}

/** The day of the first hearing: mostly within ten or twenty days of filing, as the court system asks. */
function firstHearing(walk: Walk, scheduled: number, { hearing, hearWithin }: Pace): number {
	const { random, filing, days } = walk;
	const due = dueAfter(walk, filing.day, hearWithin);
	const floor = days.plusWorking(scheduled, 2);
	if (isTardy(walk, 0.04)) return days.next(Math.max(floor, due + Math.round(random.logNormal(9, 0.7, 2, 40))));
	return inTime(walk, days.next(filing.day + random.int(...hearing)), due, floor);
}

/** Schedules and holds the hearing, sometimes on a second date or twice; gives the day of the last one back. */
function hear(walk: Walk, assigned: number, procedure: Procedure, again: boolean): number {
	const { random, days } = walk;
	const scheduled = later(walk, assigned, [
		[0, 25],
		[1, 50],
		[2, 25],
	]);
	const first = firstHearing(walk, scheduled, paces[procedure]);
	const second = (from: number): number => hold(walk, 'h2', between(walk, from, 0, 1), between(walk, from, 8, 15), true);
	if (again) return second(hold(walk, 'h1', scheduled, first, false));
	if (!random.chance(0.03)) return hold(walk, 'h1', scheduled, first, true);
	add(walk, scheduled, 'hearing-scheduled', { hearingId: 'h1', ...courtroom(scheduled, first) }, { dates: { hearingOn: first } });
	return second(add(walk, days.previous(first - 1), 'hearing-adjourned', { hearingId: 'h1', ground: '当事人申请延期' }));
}

function drop(walk: Walk, on: number, mode: string): void {
	add(walk, on, 'case-closed', { mode });
	archive(walk, on);
}

/** Writes the judgment and serves it on the last party, mostly within one, three or five days of the hearing. */
function judge(walk: Walk, held: number, { serveWithin }: Pace): void {
	const { random, days } = walk;
	const due = dueAfter(walk, held, serveWithin);
	const late = isTardy(walk, 0.05);
	const aimed = between(walk, held, 0, serveWithin === 5 ? 3 : serveWithin === 3 ? 1 : 0);
	const made = add(walk, late ? between(walk, due, 0, 4) : inTime(walk, aimed, due - 1, held), 'judgment-made');
	const floor = days.plusWorking(made, 1);
	if (random.chance(0.25)) add(walk, floor, 'judgment-served', { partyId: 'p1', last: false });
	const served = late ? between(walk, made, 1, 3) : inTime(walk, between(walk, made, 1, 2), due, floor);
	const last = lastDayOf(walk);
	add(walk, served, 'judgment-served', { partyId: 'p2', last: true });
	drop(walk, last < served ? served : days.plusWorking(last, 1), random.chance(0.05) ? 'dismissed' : 'judged');
}

function dropEarly(walk: Walk, assigned: number, procedure: Procedure): void {
	const { days, random, filing } = walk;
	serveComplaint(walk, assigned, false);
	const mode = random.weighted([
		['mediated', 45],
		['dropped', 48],
		['transferred', 7],
	]);
	const due = isTardy(walk, 0.03) ? undefined : dueAfter(walk, filing.day, paces[procedure].hearWithin);
	drop(walk, inTime(walk, between(walk, assigned, 3, due === undefined ? 16 : 7), due, days.plusWorking(lastDayOf(walk), 1)), mode);
}

/** A case that is still open when the demo starts: heard once in time, then it waits for an expert, a party or the second hearing. */
function slowLife(walk: Walk, assigned: number, procedure: Procedure): void {
	const { frame, days, random } = walk;
	serveComplaint(walk, assigned, true);
	const scheduled = days.plusWorking(assigned, 1);
	const first = inTime(
		walk,
		days.next(walk.filing.day + random.int(...paces[procedure].hearing)),
		dueAfter(walk, walk.filing.day, paces[procedure].hearWithin),
		days.plusWorking(scheduled, 2),
	);
	hold(walk, 'h1', scheduled, first, false);
	const next = days.plusWorking(frame.start, random.int(14, 30));
	judge(walk, hold(walk, 'h2', days.plusWorking(frame.start, random.int(2, 9)), next, true), paces[procedure]);
}

/** The life of a first-instance civil case (民初); a `slow` one is open when the demo starts. */
export function civilLife(walk: Walk, slow = false): void {
	const { random } = walk;
	const upper = walk.filing.court.length === 5;
	const procedure = upper
		? 'ordinary'
		: random.weighted<Procedure>([
				['small', slow ? 15 : 38],
				['simple', 52],
				['ordinary', slow ? 33 : 10],
			]);
	fileCase(walk, { procedure });
	const assigned = later(walk, walk.filing.day, [
		[0, 55],
		[1, 30],
		[2, 15],
	]);
	assignHandler(walk, assigned);
	if (slow) return slowLife(walk, assigned, procedure);
	if (random.chance(0.24)) return dropEarly(walk, assigned, procedure);
	serveComplaint(walk, assigned, procedure !== 'small');
	const converts = procedure === 'simple' && random.chance(0.03);
	const held = hear(walk, assigned, procedure, converts || random.chance(procedure === 'ordinary' ? 0.25 : 0.03));
	if (converts) add(walk, between(walk, held, 0, 0), 'procedure-converted', { to: 'ordinary' });
	const pace = paces[converts ? 'ordinary' : procedure];
	if (!random.chance(0.3)) return judge(walk, held, pace);
	const mode = random.weighted([
		['mediated', 62],
		['dropped', 38],
	]);
	const end = inTime(walk, between(walk, held, 1, 4), dueAfter(walk, held, pace.serveWithin), walk.days.plusWorking(held, 1));
	drop(walk, Math.max(end, walk.days.plusWorking(lastDayOf(walk), 1)), mode);
}

/** The life of a preservation case (执保): property is sealed for a suit and nothing is sold. */
export function preservationLife(walk: Walk): void {
	const { random, filing, days } = walk;
	fileCase(walk);
	const assigned = later(walk, filing.day, [
		[0, 80],
		[1, 20],
	]);
	assignHandler(walk, assigned);
	add(walk, inTime(walk, between(walk, assigned, 0, 1), dueAfter(walk, filing.day, 3), assigned), 'file-received');
	const kind = random.weighted<AssetKind>([
		['deposit', 60],
		['immovable', 24],
		['movable', 12],
		['other-right', 4],
	]);
	seal(walk, days.plusWorking(assigned, 1), kind, { rank: kind === 'deposit' || random.chance(0.75) ? 1 : 2, forSale: false });
	const closed = add(walk, between(walk, lastDayOf(walk), 1, 4), 'case-closed', { mode: 'ended', recoveredFen: 0 });
	archive(walk, closed);
}
