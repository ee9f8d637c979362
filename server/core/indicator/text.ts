import type { Formula, IndicatorEntry, Mark, Sum, Unit } from './catalogue/types.ts';
import { grouped } from './targets.ts';
import type { Change, Figure, TargetState } from './types.ts';

/** Decimals that a unit is printed with; what is stored is the numerator and the denominator. */
export const digitsOf = (unit: Unit): number =>
	unit === '%' || unit === '万元' ? 2 : unit === '天' || unit === '小时' ? 1 : unit === '件/人' || unit === '次/件' ? 2 : 0;

const withUnit = (text: string, unit: Unit): string => (unit === '%' ? `${text}%` : `${text} ${unit}`);

const signed = (value: number, digits: number): string => (value < 0 ? `−${grouped(-value, digits)}` : grouped(value, digits));

/** A value with its unit, 「—」 where there is none. */
export const valueText = (value: number | null, unit: Unit): string =>
	value === null ? '—' : withUnit(signed(value, digitsOf(unit)), unit);

/** Whether a part of a formula is an amount: what is summed is fen. */
export const isAmount = (sums: readonly Sum[] | undefined): boolean => sums?.some(({ of }) => of.endsWith('-fen')) ?? false;

const fenPerYuan = 100;
const fenPerMyriad = 1_000_000;

/** What one case or all of them add to a part of a figure, as printed: amounts in 万元, below one of them in 元. */
export function partText(sums: readonly Sum[] | undefined, value: number): string {
	if (!isAmount(sums)) return signed(value, 0);
	if (value === 0) return '0 元';
	return Math.abs(value) < fenPerMyriad ? `${signed(value / fenPerYuan, 2)} 元` : `${signed(value / fenPerMyriad, 2)} 万元`;
}

/** What a figure was divided from, as printed: 「9,412 ÷ 11,970」「41.27 万元 ÷ 100.00 万元」. */
export const partsText = ({ numerator, denominator }: Formula, top: number, bottom: number): string =>
	`${partText(numerator, top)} ÷ ${partText(denominator, bottom)}`;

/** A figure as printed. One that misses its bound is never rounded onto it: 95.998 % against ≥ 96 % reads 95.99 %. */
export function figureText(entry: IndicatorEntry, { value, target }: Pick<Figure, 'value' | 'target'>): string {
	const rule = target?.target.rule;
	if (value === null || target?.met !== false || rule?.kind !== 'bound') return valueText(value, entry.unit);
	const scale = 10 ** digitsOf(entry.unit);
	const bound = rule.value * scale;
	let shown = Math.round(value * scale);
	if (value < rule.value && shown >= bound) shown = Math.ceil(bound) - 1;
	if (value > rule.value && shown <= bound) shown = Math.floor(bound) + 1;
	return valueText(shown / scale, entry.unit);
}

/** Whether a change is for the better; null where neither way is, or nothing changed. */
export function isBetter(entry: IndicatorEntry, difference: number | null): boolean | null {
	if (difference === null || difference === 0 || entry.direction === 'none') return null;
	return difference > 0 === (entry.direction === 'up');
}

/** 「上升 2.86 个百分点」 for rates, 「下降 5.00%」 for counts and amounts, 「缩短 3.2 天」 for times. */
export function changeText(entry: IndicatorEntry, { difference, relative }: Change): string {
	if (difference === null) return '—';
	const size = Math.abs(difference);
	const digits = digitsOf(entry.unit);
	if (entry.unit === '%')
		return Number(size.toFixed(digits)) === 0 ? '持平' : `${difference > 0 ? '上升' : '下降'} ${grouped(size, digits)} 个百分点`;
	if (entry.unit === '天' || entry.unit === '小时')
		return Number(size.toFixed(digits)) === 0 ? '持平' : `${difference > 0 ? '延长' : '缩短'} ${grouped(size, digits)} ${entry.unit}`;
	if (relative === null) return difference === 0 ? '持平' : '—';
	return Number(Math.abs(relative).toFixed(2)) === 0 ? '持平' : `${relative > 0 ? '上升' : '下降'} ${grouped(Math.abs(relative), 2)}%`;
}

/** A distance in the indicator's unit, with its sign: 「+3.20 个百分点」. */
export function distanceText(unit: Unit, distance: number | null): string {
	if (distance === null) return '—';
	const digits = digitsOf(unit) || 1;
	const text = grouped(Math.abs(distance), digits);
	if (Number(Math.abs(distance).toFixed(digits)) === 0) return '持平';
	return `${distance > 0 ? '+' : '−'}${text}${unit === '%' ? ' 个百分点' : ` ${unit}`}`;
}

/** What is not settled of a definition. */
export const markWords: Readonly<Record<Mark, string>> = {
	source: '公式有来源',
	memory: '口径待核：名称有来源，公式凭记忆整理',
	proposal: '口径待核：公式为本系统拟定',
};

/** A target as printed with its document. */
export const targetWords = ({ target, words }: TargetState): string => `${words}（${target.document}）`;
