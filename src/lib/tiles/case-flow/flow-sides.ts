import type { CaseFlowPayload } from '../../contract/topics-quality.ts';
import { formatCount } from '../../format/number.ts';
import type { BalancePart } from '../../ui/balance.ts';

type Flow = CaseFlowPayload['total'];

const text = (value: number): string => {
	const { figure, unit } = formatCount(value);
	return figure + unit;
};

/** What there was, and what has become of it: both sides are the accepted cases. */
export function flowSides({
	oldStock,
	received,
	closed,
	open,
}: Flow): readonly { readonly title: string; readonly text: string; readonly parts: readonly BalancePart[] }[] {
	return [
		{
			title: '受理',
			text: `${text(oldStock + received)} 件`,
			parts: [
				{ name: '旧存', value: oldStock, text: text(oldStock), tone: 1, figure: 'flowOld' },
				{ name: '新收', value: received, text: text(received), tone: 2, figure: 'flowReceived' },
			],
		},
		{
			title: '去向',
			text: `未结 ${text(open)} 件`,
			parts: [
				{ name: '已结', value: closed, text: text(closed), tone: 0, figure: 'flowClosed' },
				{ name: '未结', value: open, text: text(open), tone: 3, figure: 'flowOpen' },
			],
		},
	];
}

/** A way of closing with its share of the closed cases. */
export interface ModeShare {
	readonly mode: string;
	readonly name: string;
	readonly count: number;
	/** 0 to 1; null where nothing is closed. */
	readonly share: number | null;
}

/** Ways of closing, most first; those that have no room go together as 其他, so that the shares are always of all. */
export function modeShares(modes: CaseFlowPayload['modes'], most: number): readonly ModeShare[] {
	const total = modes.reduce((sum, { count }) => sum + count, 0);
	const sorted = [...modes].sort((a, b) => b.count - a.count);
	const shown = sorted.length <= most ? sorted : sorted.slice(0, Math.max(0, most - 1));
	const rest = sorted.slice(shown.length).reduce((sum, { count }) => sum + count, 0);
	return [...shown, ...(sorted.length > shown.length ? [{ mode: 'rest', name: '其他', count: rest }] : [])].map((each) => ({
		...each,
		share: total > 0 ? each.count / total : null,
	}));
}
