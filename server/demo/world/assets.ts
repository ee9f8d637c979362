import { addMonths } from '../../core/time/civil.ts';
import { numberOf } from './days.ts';
import { receipt } from './money.ts';
import { add, between, dueAfter, inTime, later, nextCode, type Walk } from './walk.ts';

/** What is sealed. */
export type AssetKind = 'deposit' | 'movable' | 'immovable' | 'other-right';

const terms: Readonly<Record<AssetKind, readonly (readonly [months: number, weight: number])[]>> = {
	deposit: [
		[12, 80],
		[6, 20],
	],
	movable: [
		[24, 75],
		[12, 25],
	],
	immovable: [
		[36, 82],
		[12, 10],
		[24, 8],
	],
	'other-right': [
		[36, 85],
		[12, 15],
	],
};

/** The last day of a seal that takes effect on a day, at the statutory length or at a shorter one that the ruling states. */
export function sealEnd(walk: Walk, kind: AssetKind, effectiveOn: number): number {
	const months = walk.random.weighted(terms[kind]);
	return numberOf(addMonths(walk.days.text(effectiveOn), months)) - 1;
}

/** Finds and seals an asset; gives its id and the day of the seal back. */
export function seal(walk: Walk, on: number, kind: AssetKind, more: { rank: number; forSale: boolean; estimateFen?: number }): string {
	const assetId = nextCode(walk, 'a', 'asset-sealed');
	const found = walk.days.next(on);
	const { estimateFen, rank, forSale } = more;
	if (estimateFen !== undefined) add(walk, found, 'asset-found', { assetId, assetKind: kind, estimateFen });
	const sealed = later(walk, found, [
		[0, 60],
		[1, 30],
		[2, 10],
	]);
	const dates = { effectiveOn: sealed, expiresOn: sealEnd(walk, kind, sealed) };
	add(walk, sealed, 'asset-sealed', { assetId, assetKind: kind, rank, forSale }, { dates });
	return assetId;
}

/** Freezes a deposit and has it transferred; gives the day on which the money was paid out back. */
export function freezeAndTransfer(walk: Walk, on: number, amountFen: number): number {
	const assetId = seal(walk, on, 'deposit', { rank: 1, forSale: false });
	const sealed = lastDay(walk);
	const transferred = add(walk, between(walk, sealed, 5, 15), 'deposit-transferred', { assetId, amountFen });
	return receipt(walk, between(walk, transferred, 0, 2), amountFen, false);
}

/** A frozen account that holds nothing worth a transfer, or property that is not for sale here (sealed second, of no value, out of reach). */
export function sealOnly(walk: Walk, on: number): void {
	const { random } = walk;
	const kind = random.weighted<AssetKind>([
		['deposit', 62],
		['movable', 18],
		['immovable', 16],
		['other-right', 4],
	]);
	const rank = kind !== 'deposit' && random.chance(0.5) ? 2 : 1;
	seal(walk, on, kind, { rank, forSale: false });
}

/** How a disposal went. */
export interface Disposal {
	readonly endedOn: number;
	readonly receivedFen: number;
}

function fixPrice(walk: Walk, assetId: string, priceFen: number): number {
	const { random, days } = walk;
	const sealed = lastDay(walk);
	const method = random.weighted([
		['网络询价', 50],
		['委托评估', 34],
		['定向询价', 8],
		['当事人议价', 8],
	] as const);
	const due = dueAfter(walk, sealed, 30);
	const aimed = later(walk, sealed, [
		[3, 25],
		[6, 30],
		[9, 20],
		[14, 10],
		[22, 15],
	]);
	const started = add(walk, inTime(walk, aimed, due, sealed + 1), 'price-started', { assetId, method });
	const appraised = method === '委托评估';
	const fixed = appraised ? between(walk, started, 14, 22) : between(walk, started, 3, 6);
	if (appraised) {
		const exclusionId = nextCode(walk, 'x', 'exclusion-started');
		const documentNo = `${walk.filing.caseNumber}评估委托书`;
		add(
			walk,
			between(walk, started, 1, 1),
			'exclusion-started',
			{ exclusionId, ground: '委托评估', documentNo, subject: assetId },
			{ dates: { from: started + 1 } },
		);
		add(walk, fixed, 'exclusion-ended', { exclusionId }, { dates: { to: fixed - 1 } });
	}
	return add(walk, fixed, 'price-fixed', { assetId, priceFen }, { dates: { validUntil: numberOf(addMonths(days.text(fixed), 12)) } });
}

function auction(walk: Walk, assetId: string, round: number, on: number): number {
	const opens = walk.days.next(on + (round === 1 ? 31 : 16));
	add(walk, on, 'auction-started', { assetId, round }, { dates: { opensOn: opens } });
	return opens + 1;
}

function handOver(walk: Walk, assetId: string, sold: number, receivedFen: number): Disposal {
	const arrived = sold + walk.random.int(3, 8);
	const paid = receipt(walk, arrived, receivedFen, false);
	const served = add(walk, between(walk, walk.days.next(arrived), 1, 4), 'sale-ruling-served', { assetId });
	const over = add(walk, between(walk, served, 2, 6), 'asset-handed-over', { assetId });
	return { endedOn: Math.max(paid, over), receivedFen };
}

/** Seals an asset, prices it, and auctions it once or twice; what fails twice goes to the applicant or stays sealed. */
export function dispose(walk: Walk, on: number, estimateFen: number): Disposal {
	const { random } = walk;
	const kind = random.weighted<AssetKind>([
		['immovable', 68],
		['movable', 32],
	]);
	const assetId = seal(walk, on, kind, { rank: 1, forSale: true, estimateFen });
	const fixed = fixPrice(walk, assetId, estimateFen);
	const first = inTime(
		walk,
		later(walk, fixed, [
			[1, 25],
			[3, 35],
			[5, 15],
			[9, 25],
		]),
		dueAfter(walk, fixed, 10),
		fixed + 1,
	);
	const firstEnd = auction(walk, assetId, 1, first);
	const soldAt = (round: number, end: number, percent: number) => {
		const priceFen = Math.round((estimateFen * percent) / 100);
		add(walk, end, 'auction-sold', { assetId, round, priceFen });
		return handOver(walk, assetId, end, priceFen);
	};
	if (random.chance(0.62)) return soldAt(1, firstEnd, random.int(80, 125));
	add(walk, firstEnd, 'auction-failed', { assetId, round: 1 });
	const due = dueAfter(walk, firstEnd, 30);
	const second = inTime(
		walk,
		later(walk, firstEnd, [
			[4, 30],
			[9, 40],
			[14, 20],
			[18, 10],
		]),
		due,
		firstEnd + 1,
	);
	const secondEnd = auction(walk, assetId, 2, second);
	if (random.chance(0.68)) return soldAt(2, secondEnd, random.int(64, 90));
	add(walk, secondEnd, 'auction-failed', { assetId, round: 2 });
	if (!random.chance(0.5)) return { endedOn: secondEnd, receivedFen: 0 };
	const ruled = add(walk, between(walk, secondEnd, 6, 14), 'set-off-ruled', { assetId });
	return { endedOn: add(walk, between(walk, ruled, 4, 10), 'asset-handed-over', { assetId }), receivedFen: Math.round(estimateFen * 0.7) };
}

function lastDay(walk: Walk): number {
	return walk.drafts.at(-1)?.day ?? walk.filing.day;
}
