import { dispose, freezeAndTransfer, sealOnly } from './assets.ts';
import { closeEnforcement, type EnforcementMode } from './closing.ts';
import { clue, message, tradQuery } from './inquiry.ts';
import { beginFirst, beginResumed, setBranch } from './intake.ts';
import { receipt } from './money.ts';
import { add, between, later, nextCode, type Walk } from './walk.ts';
import { groundName } from '../../core/period/grounds.ts';

interface Outcome {
	readonly mode: EnforcementMode;
	/** Part of the claim that is recovered. */
	readonly part: number;
	/** Days from filing to closing that the case aims at. */
	readonly length: number;
	/** Whether property is sold. */
	readonly sale: boolean;
}

/** Below this nobody auctions anything. */
const SALE_FROM_FEN = 6_000_000;

/** A round ends three months after filing at the earliest; now and then the applicant asks for it sooner. */
const EARLY_ROUND_END = 0.3;

/** Cases that seem shorter than this go to the fast teams. */
const SHORT_DAYS = 34;
/** Working days until it is decided whether there is property. */
const atOnce = [
	[0, 45],
	[1, 40],
	[2, 15],
] as const;
/** Cases that take longer than this see a traditional inquiry. */
const QUERY_DAYS = 46;

function modeOf(walk: Walk): EnforcementMode {
	const { claimFen } = walk.profile;
	const size = claimFen < 5_000_000 ? 60 : claimFen < 30_000_000 ? 47 : claimFen < 150_000_000 ? 36 : 26;
	return walk.random.weighted([
		['fully-performed', size],
		['round-ended', 84 - size],
		['ended', 9],
		['withdrawn', 5],
		['rejected', 1],
		['not-enforced', 1],
	]);
}

function drawOutcome(walk: Walk): Outcome {
	const { random } = walk;
	const mode = modeOf(walk);
	const log = (median: number, sigma: number) => random.logNormal(median, sigma, 14, 165);
	const drawn: Readonly<Record<EnforcementMode, () => readonly [part: number, length: number]>> = {
		'fully-performed': () => [1, log(38, 0.55)],
		'round-ended': () => [
			random.chance(0.5) ? 0 : random.int(3, 42) / 100,
			random.chance(EARLY_ROUND_END) ? log(60, 0.3) : random.int(94, 103),
		],
		ended: () => [random.int(15, 80) / 100, log(46, 0.45)],
		withdrawn: () => [0, log(26, 0.4)],
		'not-enforced': () => [0, log(50, 0.3)],
		rejected: () => [0, log(30, 0.3)],
	};
	const [part, length] = drawn[mode]();
	const property = mode === 'fully-performed' || (mode === 'round-ended' && part > 0);
	return { mode, part, length, sale: property && walk.profile.claimFen * part > SALE_FROM_FEN && random.chance(0.3) };
}

/** Money without a sale: transferred from an account, or paid in by the debtor shortly before the end, or straight to the applicant. */
function recover(walk: Walk, from: number, amountFen: number, length: number): void {
	const { random, filing } = walk;
	if (amountFen <= 0) return;
	const until = Math.max(from + 4, filing.day + Math.round(length) - random.int(9, 22));
	const way = random.weighted([
		['transfer', 30],
		['debtor', 44],
		['direct', 26],
	] as const);
	if (way === 'transfer') freezeAndTransfer(walk, Math.max(from, until - random.int(14, 26)), amountFen);
	if (way !== 'debtor') return;
	const instalment = random.chance(0.12) && until - from > 25;
	const early = instalment ? Math.round(amountFen * 0.4) : 0;
	if (instalment) receipt(walk, from + random.int(4, 20), early, true);
	receipt(walk, until, amountFen - early, true);
}

function objection(walk: Walk, on: number): void {
	const objectionId = nextCode(walk, 'o', 'objection-received');
	const received = add(walk, between(walk, on, 0, 2), 'objection-received', { objectionId, matter: 'conduct' });
	const started = add(walk, between(walk, received, 1, 2), 'objection-filed', { objectionId });
	const exclusionId = 'x9';
	add(walk, started, 'exclusion-started', { exclusionId, ground: '执行异议审查' }, { dates: { from: started } });
	const ended = between(walk, started, 12, 24);
	add(walk, ended, 'exclusion-ended', { exclusionId }, { dates: { to: ended - 1 } });
	add(walk, ended, 'objection-ruling-served', { objectionId, matter: 'conduct', result: walk.random.chance(0.8) ? 'rejected' : 'upheld' });
}

function sideEvents(walk: Walk, from: number, length: number): void {
	const { random, filing } = walk;
	const room = filing.day + Math.round(length) - from;
	if (room > 20 && random.chance(0.16)) clue(walk, from + random.int(2, room - 12));
	if (random.chance(0.06)) message(walk, from + random.int(1, Math.max(2, room - 4)));
	if (room > 30 && random.chance(0.03)) objection(walk, from + random.int(2, 10));
	if (room > 12 && random.chance(0.3)) sealOnly(walk, from + random.int(1, 8));
}

function saleAndRest(walk: Walk, from: number, wanted: number): number {
	const estimate = Math.round((wanted * walk.random.int(45, 80)) / 100);
	const { receivedFen, endedOn } = dispose(walk, from + walk.random.int(2, 14), estimate);
	const rest = wanted - receivedFen;
	if (rest <= 0 || !walk.random.chance(0.5)) return receivedFen;
	receipt(walk, walk.days.next(endedOn), rest, false);
	return wanted;
}

/** A case that stood still for months (settlement, deferral, a stay), some of them to this day; `aged` ones came back to life weeks before the start. */
function longLife(walk: Walk, aged: boolean): void {
	const { random, filing, frame, profile } = walk;
	const { readyOn } = beginFirst(walk, true, false);
	const queried = tradQuery(walk, readyOn);
	setBranch(walk, later(walk, queried, atOnce), true);
	const started = between(walk, queried, 3, 20);
	const exclusionId = 'x1';
	const ground = random.weighted([
		['ded-settlement', 55],
		['stop-applicant-defers', 20],
		['stop-other', 15],
		['defer-upper', 10],
	] as const);
	const data = { exclusionId, ground: groundName(ground), documentNo: `${filing.caseNumber}裁定书` };
	add(walk, started, 'exclusion-started', data, { dates: { from: started } });
	if (!aged && random.chance(0.15)) return;
	const ended = walk.days.next(aged ? frame.start - random.int(26, 44) : started + random.int(90, 280));
	add(walk, ended, 'exclusion-ended', { exclusionId }, { dates: { to: ended - 1 } });
	const verified = clue(walk, ended + (aged ? random.int(9, 12) : random.int(4, 15)));
	const recovered = Math.round(
		profile.claimFen *
			random.weighted([
				[0, 25],
				[0.3, 35],
				[1, 40],
			]),
	);
	if (recovered > 0) receipt(walk, verified + random.int(3, 15), recovered, false);
	closeEnforcement(walk, verified + random.int(25, 60), recovered === profile.claimFen ? 'fully-performed' : 'round-ended', recovered);
}

/** The life of a first enforcement (执). */
export function enforcementLife(walk: Walk, special: 'long' | 'aged' | undefined): void {
	if (special !== undefined) return longLife(walk, special === 'aged');
	const outcome = drawOutcome(walk);
	const { claimFen } = walk.profile;
	const { readyOn } = beginFirst(walk, outcome.part > 0, outcome.length < SHORT_DAYS && !outcome.sale);
	if (outcome.sale || outcome.length > QUERY_DAYS || walk.random.chance(0.2))
		setBranch(walk, later(walk, tradQuery(walk, readyOn), atOnce), outcome.part > 0);
	sideEvents(walk, readyOn, outcome.length);
	const wanted = Math.round(claimFen * outcome.part);
	const recovered = outcome.sale ? saleAndRest(walk, readyOn, wanted) : wanted;
	if (!outcome.sale && outcome.mode !== 'ended') recover(walk, readyOn, wanted, outcome.length);
	const mode = outcome.sale && recovered < claimFen ? 'round-ended' : outcome.mode;
	closeEnforcement(walk, walk.filing.day + Math.round(outcome.length), mode, recovered);
}

/** The life of a resumed case (执恢): property turned up in a case whose round had ended. */
export function resumedLife(walk: Walk, firstCaseNumber: string): void {
	const { random, profile, filing } = walk;
	const { readyOn } = beginResumed(walk, firstCaseNumber);
	const length = random.logNormal(36, 0.45, 15, 150);
	const full = random.chance(0.48);
	const recovered = Math.round(profile.claimFen * (full ? 1 : random.int(0, 50) / 100));
	if (random.chance(0.3)) clue(walk, readyOn + random.int(1, 10));
	recover(walk, readyOn, recovered, length);
	closeEnforcement(walk, filing.day + Math.round(length), full ? 'fully-performed' : 'round-ended', recovered);
}
