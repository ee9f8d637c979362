import type { LockFiguresPayload } from '../../contract/topics-monitor.ts';
import type { ChartBuilder } from '../../charts/chart-theme.ts';
import { buildLines } from '../../charts/two-lines.ts';

type Month = LockFiguresPayload['months'][number];

/** 「10月」; the first month and each January carry the year. */
export function monthLabel(month: string, index: number): string {
	const [year, number] = [month.slice(0, 4), Number(month.slice(5))];
	return index === 0 || number === 1 ? `${year}年${number}月` : `${number}月`;
}

/** Locks set and released in each of twelve months. */
export function buildLockMonths(months: readonly Month[]): ChartBuilder {
	const last = months.length - 1;
	const labels = months.map(({ month }, index) => monthLabel(month, index));
	// A January beside the first month would write its year over it.
	const shows = (index: number): boolean =>
		index === 0 || index === last || (index > 2 && index < last - 1 && months[index]!.month.endsWith('-01'));
	return buildLines({ labels, shows }, [
		{ values: months.map(({ set }) => set), colour: 'locked', type: 'solid', symbol: 'rect' },
		{ values: months.map(({ released }) => released), colour: 'met', type: 'dashed', symbol: 'circle' },
	]);
}
