import type { FundOverduePayload } from '../../contract/topics-quality.ts';
import { formatCount } from '../../format/number.ts';

/** 「到账早的在前　第 1–5 笔，共 11 笔」; only the order where all are shown. */
export function rangeWords({ total, rows }: Pick<FundOverduePayload, 'total' | 'rows'>, page: number, size: number): string {
	if (total === 0) return '';
	const from = page * size + 1;
	const to = Math.min(rows.length, from + size - 1);
	const order = '到账早的在前';
	return total <= size
		? order
		: `${order}\u3000第 ${from < to ? `${from}–${to}` : from} 笔，共 ${formatCount(total).figure}${formatCount(total).unit} 笔`;
}
