import { seal, type AssetKind } from './assets.ts';
import { assignHandler, fileCase } from './intake.ts';
import { add, between, later, type Walk } from './walk.ts';

type Procedure = 'small' | 'simple' | 'ordinary';

const waits: Readonly<Record<Procedure, readonly [low: number, high: number]>> = { small: [6, 13], simple: [9, 20], ordinary: [20, 38] };
const writing: Readonly<Record<Procedure, readonly [low: number, high: number]>> = { small: [0, 4], simple: [1, 9], ordinary: [4, 22] };

/** Schedules and holds the hearing, sometimes on a second date; gives the day it was held back. */
function hear(walk: Walk, assigned: number, procedure: Procedure): number {
	const { random } = walk;
	const scheduled = later(walk, assigned, [
		[1, 30],
		[2, 35],
		[4, 25],
		[7, 10],
	]);
	const first = between(walk, scheduled, ...waits[procedure]);
	add(walk, scheduled, 'hearing-scheduled', { hearingId: 'h1' }, { dates: { hearingOn: first } });
	if (!random.chance(0.05)) return add(walk, first, 'hearing-held', { hearingId: 'h1' });
	const adjourned = add(walk, walk.days.previous(first - 1), 'hearing-adjourned', { hearingId: 'h1', ground: '当事人申请延期' });
	const second = between(walk, adjourned, 8, 16);
	add(walk, between(walk, adjourned, 0, 1), 'hearing-scheduled', { hearingId: 'h2' }, { dates: { hearingOn: second } });
	return add(walk, second, 'hearing-held', { hearingId: 'h2' });
}

function drop(walk: Walk, on: number, mode: string): void {
	add(walk, on, 'case-closed', { mode });
	if (walk.random.chance(0.3)) add(walk, between(walk, on, 10, 55), 'case-archived');
}

/** The life of a first-instance civil case (民初). */
export function civilLife(walk: Walk): void {
	const { random } = walk;
	const upper = walk.filing.court.length === 5;
	const procedure = upper
		? 'ordinary'
		: random.weighted<Procedure>([
				['small', 38],
				['simple', 52],
				['ordinary', 10],
			]);
	fileCase(walk, { procedure });
	const assigned = later(walk, walk.filing.day, [
		[0, 55],
		[1, 30],
		[2, 15],
	]);
	assignHandler(walk, assigned);
	if (random.chance(0.24)) {
		const mode = random.weighted([
			['mediated', 45],
			['dropped', 48],
			['transferred', 7],
		]);
		return drop(walk, between(walk, assigned, 4, 26), mode);
	}
	const held = hear(walk, assigned, procedure);
	if (procedure === 'simple' && random.chance(0.03)) add(walk, between(walk, held, 1, 3), 'procedure-converted', { to: 'ordinary' });
	if (random.chance(0.3))
		return drop(
			walk,
			between(walk, held, 1, 6),
			random.weighted([
				['mediated', 62],
				['dropped', 38],
			]),
		);
	const made = add(walk, between(walk, held, Math.max(1, writing[procedure][0]), writing[procedure][1]), 'judgment-made');
	const served = between(walk, made, 1, procedure === 'ordinary' ? 9 : 5);
	if (random.chance(0.25)) add(walk, between(walk, made, 1, 1), 'judgment-served', { partyId: 'p1', last: false });
	add(walk, Math.max(served, walk.days.plusWorking(made, 1)), 'judgment-served', { partyId: 'p2', last: true });
	drop(walk, Math.max(served, walk.days.plusWorking(made, 1)), random.chance(0.05) ? 'dismissed' : 'judged');
}

/** The life of a preservation case (执保): property is sealed for a suit and nothing is sold. */
export function preservationLife(walk: Walk): void {
	const { random, filing } = walk;
	fileCase(walk);
	const assigned = later(walk, filing.day, [
		[0, 80],
		[1, 20],
	]);
	assignHandler(walk, assigned);
	const kind = random.weighted<AssetKind>([
		['deposit', 60],
		['immovable', 24],
		['movable', 12],
		['other-right', 4],
	]);
	seal(walk, walk.days.plusWorking(assigned, 1), kind, { rank: kind === 'deposit' || random.chance(0.75) ? 1 : 2, forSale: false });
	const last = walk.drafts.at(-1)?.day ?? filing.day;
	add(walk, between(walk, last, 1, 4), 'case-closed', { mode: 'ended', recoveredFen: 0 });
}
