/** A figure and its unit, set in different sizes. */
export interface FigureText {
	readonly figure: string;
	readonly unit: string;
}

/** What stands for an unknown figure. */
export const unknownFigure = '—';

const myriad = 10_000;
const hundredMillion = 100_000_000;

function separated(value: number, digits = 0): string {
	const [whole = '0', fraction] = Math.abs(value).toFixed(digits).split('.');
	const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
	const text = fraction === undefined ? grouped : `${grouped}.${fraction}`;
	return value < 0 && Number(text.replace(/,/g, '')) !== 0 ? `−${text}` : text;
}

/** Digits that keep a scaled figure at three or four significant places. */
function scaledDigits(value: number): number {
	const size = Math.abs(value);
	if (size >= 1000) return 0;
	return size >= 100 ? 1 : 2;
}

/** A count: thousands separators below 100,000, 万 or 亿 above. `null` is unknown. */
export function formatCount(value: number | null): FigureText {
	if (value === null) return { figure: unknownFigure, unit: '' };
	const size = Math.abs(value);
	if (size >= hundredMillion) return { figure: separated(value / hundredMillion, scaledDigits(value / hundredMillion)), unit: '亿' };
	if (size >= 10 * myriad) return { figure: separated(value / myriad, scaledDigits(value / myriad)), unit: '万' };
	return { figure: separated(value), unit: '' };
}

/** An amount in fen as yuan: 元 below 10,000 yuan, 万元 and 亿元 above. */
export function formatFen(fen: number | null): FigureText {
	if (fen === null) return { figure: unknownFigure, unit: '' };
	const yuan = fen / 100;
	const size = Math.abs(yuan);
	if (size >= hundredMillion) return { figure: separated(yuan / hundredMillion, scaledDigits(yuan / hundredMillion)), unit: '亿元' };
	if (size >= myriad) return { figure: separated(yuan / myriad, scaledDigits(yuan / myriad)), unit: '万元' };
	return { figure: separated(yuan, Number.isInteger(yuan) ? 0 : 2), unit: '元' };
}

/** A share (0…1) as a percentage figure without the sign: 0.8625 → 「86.25」. */
export function formatShare(share: number | null, digits = 2): FigureText {
	return share === null ? { figure: unknownFigure, unit: '' } : { figure: separated(share * 100, digits), unit: '%' };
}

/** A plain value with exactly `digits` decimals, so that figures of one kind line up. */
export const formatFixed = (value: number | null, digits = 2): string => (value === null ? unknownFigure : separated(value, digits));

/** A plain value with at most `digits` decimals, trailing zeros dropped. */
export function formatValue(value: number | null, digits = 2): string {
	if (value === null) return unknownFigure;
	return separated(value, digits)
		.replace(/(\.\d*?)0+$/, '$1')
		.replace(/\.$/, '');
}

/** 同比: 「+3.1%」「−8.6%」「持平」; 「—」 when last year has no figure. */
export function formatYearOnYear(value: number, previous: number | null): string {
	if (previous === null || previous === 0) return unknownFigure;
	const change = ((value - previous) / previous) * 100;
	if (Math.abs(change) < 0.05) return '持平';
	return `${change > 0 ? '+' : ''}${separated(change, 1)}%`;
}

/** A signed difference: 「+6」「−6」「持平」. */
export function formatDifference(value: number): string {
	if (value === 0) return '持平';
	return `${value > 0 ? '+' : ''}${separated(value)}`;
}
