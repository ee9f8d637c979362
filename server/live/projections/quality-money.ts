import type { FundFlowPayload, FundOverduePayload, Money } from '../../../src/lib/contract/topics-quality.ts';
import { daysBetween } from '../../core/time/civil.ts';
import { countArrived, readOpenReceipts, readReceiptLines, readUnclaimed, type OpenReceipt } from '../../store/wall-receipts.ts';
import { rememberCourts } from '../court-memory.ts';
import { shortName, type ScopeView } from '../scope.ts';
import { handlerName } from './nodes.ts';
import { countOf } from './quality-formulas.ts';
import { qualityDays, readQualityTotal } from './quality-sums.ts';
import { readTally } from './quality-tally.ts';

interface Receipts {
	readonly arrived: number;
	/** Nodes of payment are nodes of enforcement cases, as all sums of money here are. */
	readonly open: readonly (OpenReceipt & { readonly claimed: boolean })[];
}

const receiptsOf = rememberCourts('running', async ({ source: { db }, ...scope }, courts): Promise<ReadonlyMap<string, Receipts>> => {
	const arrived = await countArrived(db, courts, qualityDays(scope).yearFrom, scope.today);
	const open = await readOpenReceipts(db, courts);
	const unclaimed = await readUnclaimed(db, courts);
	return new Map(
		courts.map((court) => [
			court,
			{
				arrived: arrived.get(court) ?? 0,
				open: open
					.filter((row) => row.court === court)
					.map((row) => ({ ...row, claimed: !unclaimed.has(`${row.caseId}/${row.receiptId}`) })),
			},
		]),
	);
});

const moneyOf = (rows: readonly OpenReceipt[]): Money => ({ count: rows.length, fen: rows.reduce((total, { fen }) => total + fen, 0) });

/** Where the money of the year stands: what was there and came in is what went out, and how, and what is left. */
export async function fundFlow(scope: ScopeView): Promise<FundFlowPayload> {
	const { year, months } = await readQualityTotal(scope);
	const days = qualityDays(scope);
	const receipts = [...(await receiptsOf(scope)).values()];
	const open = receipts.flatMap((each) => each.open);
	const told = (await readTally(scope)).filter(({ day }) => day >= days.yearFrom);
	const toldOf = (type: string): Money => {
		const rows = told.filter((row) => row.key === type);
		return { count: rows.reduce((total, { count }) => total + count, 0), fen: rows.reduce((total, { fen }) => total + fen, 0) };
	};
	const deposited = toldOf('money-deposited');
	return {
		year: days.year,
		openingFen: countOf(year, 'money/opening-fen'),
		arrived: { count: receipts.reduce((total, { arrived }) => total + arrived, 0), fen: countOf(year, 'money/arrived-fen') },
		paid: { count: countOf(year, 'money/payments'), fen: countOf(year, 'money/paid-fen') },
		deposited,
		// The log tells the two apart, the sums what both are together: what is shown adds up at every moment.
		refunded: { count: toldOf('money-refunded').count, fen: countOf(year, 'money/other-out-fen') - deposited.fen },
		unpaid: { count: open.length, fen: countOf(year, 'money/held-fen') },
		// As many as the desk counts for 双清零.
		unidentified: { ...moneyOf(open.filter(({ claimed }) => !claimed)), count: countOf(year, 'money/unclaimed') },
		overdue: { ...moneyOf(open.filter(({ overdue }) => overdue)), count: countOf(year, 'money/late') },
		months: months.map((of, index) => ({
			month: days.months[index]!.slice(0, 7),
			arrivedFen: countOf(of, 'money/arrived-fen'),
			paidFen: countOf(of, 'money/paid-fen'),
		})),
	};
}

const rowsShown = 24;

/** Receipts past their limit, those that arrived first before the others. */
export async function fundOverdue(scope: ScopeView): Promise<FundOverduePayload> {
	const late = [...(await receiptsOf(scope)).values()]
		.flatMap(({ open }) => open)
		.filter(({ overdue }) => overdue)
		.sort((a, b) => (a.arrivedOn < b.arrivedOn ? -1 : a.arrivedOn > b.arrivedOn ? 1 : b.fen - a.fen));
	const shown = late.slice(0, rowsShown);
	const lines = await readReceiptLines(
		scope.source.db,
		shown.map(({ nodeId }) => nodeId),
	);
	const { courts } = scope.source.directory();
	return {
		total: late.length,
		totalFen: moneyOf(late).fen,
		rows: shown.flatMap(({ nodeId, court, fen, arrivedOn }) => {
			const line = lines.get(nodeId);
			if (!line) return [];
			return [
				{
					nodeId,
					caseNumber: line.caseNumber,
					courtName: shortName(courts.get(court)?.name ?? court),
					...handlerName(scope, line.handlerCode),
					unpaidFen: fen,
					arrivedOn,
					days: daysBetween(arrivedOn, scope.today),
					dueOn: line.dueOn,
					overdueDays: daysBetween(line.dueOn, scope.today),
					locked: line.locked,
				},
			];
		}),
	};
}
