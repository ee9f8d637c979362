import { addMonths } from '../../core/time/civil.ts';
import { groundName } from '../../core/period/grounds.ts';
import { numberOf } from './days.ts';
import { isQuickSale } from './spans.ts';
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
	const sealed = walk.drafts.at(-1)?.day ?? on;
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

/** An asset on its way to a buyer. Where the city's rule holds (ninety days for a sealed house), every step is taken quickly. */
interface Sale {
	readonly assetId: string;
	readonly kind: AssetKind;
	readonly sealedOn: number;
	readonly quick: boolean;
}

const methodNames = { 'net-quote': '网络询价', appraisal: '委托评估', inquired: '定向询价', agreed: '当事人议价' } as const;

/** Orders an appraisal, receives the report, sends it and waits until nobody may object any more; the days are taken out. */
function appraise(walk: Walk, { assetId, quick }: Sale, started: number): number {
	const { random, days } = walk;
	const ordered = add(walk, between(walk, started, 0, quick ? 1 : 2), 'appraisal-ordered', { assetId });
	const exclusionId = nextCode(walk, 'x', 'exclusion-started');
	const documentNo = `${walk.filing.caseNumber}评估委托书`;
	const from = days.plusWorking(ordered, 1);
	add(
		walk,
		from,
		'exclusion-started',
		{ exclusionId, ground: groundName('ded-appraisal'), documentNo, subject: assetId },
		{ dates: { from: ordered + 1 } },
	);
	add(walk, from, 'appraisal-order-received', { assetId });
	const received = add(walk, between(walk, from, 9, 16), 'appraisal-received', { assetId });
	const sent = add(walk, between(walk, received, 1, 1), 'appraisal-sent', { assetId, last: true });
	const served = add(walk, between(walk, sent, 1, 2), 'appraisal-served', { assetId, last: true });
	let settled = dueAfter(walk, served, 5) + 1;
	if (random.chance(0.12)) {
		const objectionId = nextCode(walk, 'o', 'appraisal-objected');
		const objected = add(walk, between(walk, served, 1, 2), 'appraisal-objected', { objectionId, assetId, ground: 'result' });
		const passed = add(walk, between(walk, objected, 1, 1), 'appraisal-objection-passed', { objectionId, assetId });
		settled = Math.max(settled, add(walk, between(walk, passed, 2, 3), 'appraisal-objection-answered', { objectionId, assetId }) + 1);
	}
	const fixed = days.next(settled);
	add(walk, fixed, 'exclusion-ended', { exclusionId }, { dates: { to: fixed - 1 } });
	return fixed;
}

function netQuote(walk: Walk, { assetId }: Sale, started: number): number {
	const quoteId = nextCode(walk, 'q', 'netquote-ordered');
	add(walk, started, 'netquote-ordered', { quoteId, assetId });
	const received = add(walk, inTime(walk, between(walk, started, 1, 2), dueAfter(walk, started, 3), started), 'netquote-received', {
		quoteId,
		assetId,
	});
	return between(walk, received, 1, 3);
}

function fixPrice(walk: Walk, sale: Sale, priceFen: number): number {
	const { random, days } = walk;
	const { assetId, sealedOn, quick } = sale;
	const method = random.weighted([
		['net-quote', 50],
		['appraisal', 34],
		['inquired', 8],
		['agreed', 8],
	] as const);
	const due = dueAfter(walk, sealedOn, 30);
	const aimed = later(walk, sealedOn, [
		[3, 25],
		[quick ? 4 : 6, 30],
		[quick ? 5 : 9, 20],
		[quick ? 6 : 14, 10],
		[quick ? 6 : 22, 15],
	]);
	const started = add(walk, inTime(walk, aimed, due, sealedOn + 1), 'price-started', { assetId, method: methodNames[method] });
	add(walk, started, 'price-method-fixed', { assetId, method });
	const fixed =
		method === 'appraisal'
			? appraise(walk, sale, started)
			: method === 'net-quote'
				? netQuote(walk, sale, started)
				: between(walk, started, 3, quick ? 4 : 6);
	return add(walk, fixed, 'price-fixed', { assetId, priceFen }, { dates: { validUntil: numberOf(addMonths(days.text(fixed), 12)) } });
}

const NOTICE_DAYS: readonly (readonly [first: number, movable: number])[] = [
	[31, 16],
	[16, 8],
];

/** One round: parties told, notice published, bids for a day, deposits back. Gives the day on which the bids ended. */
function auction(walk: Walk, { assetId, kind }: Sale, round: number, on: number): number {
	const { days } = walk;
	const auctionId = `${assetId}-${round}`;
	const noticed = days.next(on + 3);
	const [immovable, movable] = NOTICE_DAYS[round - 1] ?? [16, 8];
	const opens = days.next(noticed + (kind === 'movable' ? movable : immovable));
	add(walk, on, 'auction-started', { assetId, round }, { dates: { opensOn: opens } });
	add(walk, on, 'auction-parties-notified', { assetId });
	add(walk, noticed, 'auction-noticed', { assetId, round }, { dates: { opensOn: opens } });
	add(walk, opens, 'auction-opened', { assetId, round, assetKind: kind, auctionId });
	return opens + 1;
}

function endAuction(walk: Walk, { assetId }: Sale, round: number, end: number, priceFen: number | undefined): void {
	const auctionId = `${assetId}-${round}`;
	if (priceFen === undefined) return void add(walk, end, 'auction-failed', { assetId, round });
	add(walk, end, 'auction-ended', { auctionId, assetId, round });
	add(walk, end, 'auction-sold', { assetId, round, priceFen });
	add(walk, end, 'auction-deposit-refunded', { auctionId, assetId });
}

function handOver(walk: Walk, { assetId, quick }: Sale, sold: number, receivedFen: number): Disposal {
	const arrived = sold + walk.random.int(3, quick ? 5 : 8);
	const paidOn = add(walk, walk.days.next(arrived), 'auction-price-paid', { assetId });
	const paid = receipt(walk, arrived, receivedFen, false);
	const served = add(walk, between(walk, paidOn, 1, quick ? 2 : 3), 'sale-ruling-served', { assetId });
	const over = add(walk, between(walk, served, 2, quick ? 3 : 5), 'asset-handed-over', { assetId });
	return { endedOn: Math.max(paid, over), receivedFen };
}

/** Takes the days of the second auction out of the asset's periods. */
function deductSecond(walk: Walk, { assetId }: Sale, from: number, to: number): void {
	const exclusionId = nextCode(walk, 'x', 'exclusion-started');
	const documentNo = `${walk.filing.caseNumber}扣除期限审批表`;
	const started = walk.days.next(from);
	add(
		walk,
		started,
		'exclusion-started',
		{ exclusionId, ground: groundName('ded-sale'), documentNo, subject: assetId },
		{ dates: { from } },
	);
	add(walk, walk.days.next(to + 1), 'exclusion-ended', { exclusionId }, { dates: { to } });
}

/** Seals an asset, prices it, and auctions it once or twice; what fails twice goes to the applicant, is released or stays sealed. */
export function dispose(walk: Walk, on: number, estimateFen: number): Disposal {
	const { random, days } = walk;
	const kind = random.weighted<AssetKind>([
		['immovable', 68],
		['movable', 32],
	]);
	const assetId = seal(walk, on, kind, { rank: 1, forSale: true, estimateFen });
	const sealedOn = walk.drafts.at(-1)?.day ?? on;
	const sale: Sale = { assetId, kind, sealedOn, quick: isQuickSale(walk.filing.court, kind, sealedOn, walk.frame) };
	const fixed = fixPrice(walk, sale, estimateFen);
	const aimed = later(walk, fixed, [
		[1, 25],
		[sale.quick ? 2 : 3, 35],
		[sale.quick ? 3 : 5, 15],
		[sale.quick ? 3 : 9, 25],
	]);
	const firstEnd = auction(walk, sale, 1, inTime(walk, aimed, dueAfter(walk, fixed, 10), fixed + 1));
	const soldAt = (round: number, end: number, percent: number) => {
		const priceFen = Math.round((estimateFen * percent) / 100);
		endAuction(walk, sale, round, end, priceFen);
		return handOver(walk, sale, end, priceFen);
	};
	if (random.chance(0.62)) return soldAt(1, firstEnd, random.int(80, 125));
	endAuction(walk, sale, 1, firstEnd, undefined);
	const second = inTime(
		walk,
		later(walk, firstEnd, [
			[4, 30],
			[9, 40],
			[14, 20],
			[18, 10],
		]),
		dueAfter(walk, firstEnd, 30),
		firstEnd + 1,
	);
	const secondEnd = auction(walk, sale, 2, second);
	if (sale.quick || random.chance(0.6)) deductSecond(walk, sale, firstEnd + 1, secondEnd);
	if (random.chance(0.68)) return soldAt(2, secondEnd, random.int(64, 90));
	endAuction(walk, sale, 2, secondEnd, undefined);
	if (random.chance(0.5)) {
		const ruled = add(walk, between(walk, secondEnd, 4, 10), 'set-off-ruled', { assetId });
		return {
			endedOn: add(walk, between(walk, ruled, 4, 10), 'asset-handed-over', { assetId }),
			receivedFen: Math.round(estimateFen * 0.7),
		};
	}
	const left = days.plusWorking(secondEnd, random.int(3, 8));
	return { endedOn: sale.quick ? add(walk, left, 'seal-released', { assetId }) : secondEnd, receivedFen: 0 };
}
