import type { IndicatorValue } from '../contract/topics-figures.ts';
import { formatFixed, formatValue } from './number.ts';

type Valued = Pick<IndicatorValue, 'value' | 'target' | 'met'>;
type Shown = Valued & Partial<Pick<IndicatorValue, 'unit'>>;

const scale = 100;

/**
 * A value as shown: rates and days always with two decimals, pieces as they are. One that misses its target is never rounded onto it:
 * 95.998 against ≥ 96 reads 95.99.
 */
export function formatIndicator({ value, target, met, unit }: Shown): string {
	const words = unit === '件' ? formatValue : formatFixed;
	if (value === null || !target || met !== false) return words(value);
	const bound = target.value * scale;
	let shown = Math.round(value * scale);
	if (value < target.value && shown >= bound) shown = Math.ceil(bound) - 1;
	if (value > target.value && shown <= bound) shown = Math.floor(bound) + 1;
	return words(shown / scale);
}

/** 「≥ 96 %」「< 55 天」. */
export const formatTarget = ({ target, unit }: Pick<IndicatorValue, 'target' | 'unit'>): string =>
	target ? `${target.operator} ${formatValue(target.value)} ${unit}` : '';

/** What an indicator says of itself. */
export interface IndicatorVerdict {
	readonly kind: 'unknown' | 'none' | 'met' | 'missed';
	readonly words: string;
}

/** No denominator, no target, met, or how far away in the unit of work. */
export function verdictOf(row: Valued & Pick<IndicatorValue, 'gap'>): IndicatorVerdict {
	if (row.value === null) return { kind: 'unknown', words: '本期无数据' };
	if (!row.target || row.met === undefined) return { kind: 'none', words: '未设目标' };
	return row.met ? { kind: 'met', words: '达标' } : { kind: 'missed', words: row.gap ?? '未达标' };
}
