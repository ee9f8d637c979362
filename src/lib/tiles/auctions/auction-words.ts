import { formatYearOnYear, unknownFigure } from '../../format/number.ts';

/** 「同比 +3.1%」; where the time before is not known, or had nothing, that is said instead of a percentage. */
export function changeWords(kind: '同比' | '环比', value: number, previous: number | null): string {
	if (previous === null) return `${kind} —`;
	if (previous === 0) return value === 0 ? `${kind} 持平` : `${kind} 上期为 0`;
	const change = formatYearOnYear(value, previous);
	return `${kind} ${change === unknownFigure ? '—' : change}`;
}
