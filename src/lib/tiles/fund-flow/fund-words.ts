import type { FundFlowPayload, Money } from '../../contract/topics-quality.ts';
import { formatCount, formatFen } from '../../format/number.ts';
import type { BalancePart } from '../../ui/balance.ts';

/** An amount with its unit. */
export function amount(fen: number): string {
	const { figure, unit } = formatFen(fen);
	return `${figure} ${unit}`;
}

const pieces = ({ count }: Money): string => {
	const { figure, unit } = formatCount(count);
	return `${figure}${unit} 笔`;
};

type Side = { readonly title: string; readonly text: string; readonly parts: readonly BalancePart[] };

/** Where the money came from and where it is: two sides of the same sum. What is past its limit is part of what is unpaid. */
export function fundSides(flow: FundFlowPayload): readonly [Side, Side] {
	const { openingFen, arrived, paid, deposited, refunded, unpaid, overdue } = flow;
	const payable = openingFen + arrived.fen;
	const late = Math.min(overdue.fen, unpaid.fen);
	const inTime = unpaid.fen - late;
	return [
		{
			title: '可发案款',
			text: amount(payable),
			parts: [
				{ name: '年初未发放', value: openingFen, text: amount(openingFen), tone: 1, figure: 'fundOpening' },
				{ name: '本年到账', value: arrived.fen, text: amount(arrived.fen), tone: 2, note: pieces(arrived), figure: 'fundArrived' },
			],
		},
		{
			title: '去向',
			text: `未发放 ${amount(unpaid.fen)}`,
			parts: [
				{ name: '已发放', value: paid.fen, text: amount(paid.fen), tone: 0, note: pieces(paid), figure: 'fundPaid' },
				{ name: '提存', value: deposited.fen, text: amount(deposited.fen), tone: 1, figure: 'fundDeposited' },
				{ name: '退还', value: refunded.fen, text: amount(refunded.fen), tone: 2, figure: 'fundRefunded' },
				{ name: '期限内未发', value: inTime, text: amount(inTime), tone: 3, figure: 'fundUnpaid' },
				...(late > 0 ? [{ name: '逾期未发', value: late, text: amount(late), tone: 'overdue' as const, figure: 'fundLate' }] : []),
			],
		},
	];
}

/** One of the two zeros. */
export interface ZeroWords {
	readonly name: string;
	readonly money: Money;
	readonly figure: string;
}

/** The two zeros (双清零): money that nobody has claimed, and money past its limit. */
export const zeros = ({ unidentified, overdue }: FundFlowPayload): readonly ZeroWords[] => [
	{ name: '不明款', money: unidentified, figure: 'fundUnidentified' },
	{ name: '逾期未发', money: overdue, figure: 'fundOverdue' },
];
