import type { FlowWarningsPayload } from '../../contract/topics-monitor.ts';

/** A flow of the day. */
export type FlowRow = FlowWarningsPayload['rows'][number];

/** Bars of the last days in a box of 100 × 30: each in its own place, and the line of what is usual. */
export interface FlowBars {
	readonly bars: readonly { readonly x: number; readonly width: number; readonly y: number; readonly height: number }[];
	/** Height of the line of the usual number from the top; absent where nothing is usual. */
	readonly usualY?: number;
}

const boxHeight = 30;
const gapShare = 0.28;

/** Draws days as bars; a day with nothing has no bar. The usual number always lies in the box. */
export function calcBars({ days, usual }: Pick<FlowRow, 'days' | 'usual'>): FlowBars {
	const top = Math.max(1, usual ?? 0, ...days);
	const step = 100 / Math.max(1, days.length);
	const width = step * (1 - gapShare);
	const bars = days.map((value, index) => {
		const height = Math.max(0, value / top) * boxHeight;
		return { x: index * step, width, y: boxHeight - height, height };
	});
	return { bars, ...(usual === null ? {} : { usualY: boxHeight - (usual / top) * boxHeight }) };
}

/** What a flow says of itself: word, mark and tone. A number that is usual says nothing loud. */
export function flowWords(row: FlowRow): { readonly words: string; readonly tone: 'dim' | 'warned'; readonly mark: 'warned' | undefined } {
	if (row.state === 'high') return { words: '偏高', tone: 'warned', mark: 'warned' };
	if (row.state === 'low') return { words: '偏低', tone: 'warned', mark: 'warned' };
	return row.state === 'unknown' ? { words: '无往期', tone: 'dim', mark: undefined } : { words: '正常', tone: 'dim', mark: undefined };
}

/** A mean as people say it: whole from ten on, below with one decimal. */
export function usualWords(usual: number | null): string {
	if (usual === null) return '—';
	return usual >= 10 ? Math.round(usual).toLocaleString('en-US') : usual.toFixed(1).replace(/\.0$/, '');
}
