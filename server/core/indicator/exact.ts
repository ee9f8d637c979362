import type { Unit } from './catalogue/types.ts';

/** Bounds are taken with six decimals; values are compared without dividing, so that one on its bound is not lost to rounding. */
const scale = 1_000_000n;

/** How a numerator becomes a value of a unit: rates in percent, minutes as hours, fen as 万元. */
export function factorOf(unit: Unit): { readonly times: number; readonly over: number } {
	if (unit === '%') return { times: 100, over: 1 };
	if (unit === '小时') return { times: 1, over: 60 };
	if (unit === '万元') return { times: 1, over: 1_000_000 };
	return { times: 1, over: 1 };
}

/** A value as a fraction of whole numbers. */
export interface Fraction {
	readonly numerator: number;
	readonly denominator: number;
	readonly unit: Unit;
}

const whole = (value: number): bigint => BigInt(Math.round(value));

const boundOf = (bound: number): bigint => BigInt(Math.round(bound * Number(scale)));

/** The two sides of value − bound, over the same (positive) denominator. */
function sides({ numerator, denominator, unit }: Fraction, bound: number): readonly [bigint, bigint] {
	const { times, over } = factorOf(unit);
	return [whole(numerator) * BigInt(times) * scale, boundOf(bound) * whole(denominator) * BigInt(over)];
}

/** Whether a value is less than, equal to or greater than a bound: −1, 0, 1. */
export function compareTo(value: Fraction, bound: number): -1 | 0 | 1 {
	const [left, right] = sides(value, bound);
	return left < right ? -1 : left > right ? 1 : 0;
}

function ceilDivide(a: bigint, b: bigint): bigint {
	const quotient = a / b;
	return a % b !== 0n && a > 0n === b > 0n ? quotient + 1n : quotient;
}

/** The least whole number of more of the numerator with which a value reaches a bound (passes it, where strict); undefined: none does. */
export function moreNeeded(value: Fraction, bound: number, strict: boolean, moves: 'numerator' | 'both'): number | undefined {
	const { times, over } = factorOf(value.unit);
	const [left, right] = sides(value, bound);
	const gain = BigInt(times) * scale - (moves === 'both' ? boundOf(bound) * BigInt(over) : 0n);
	const missing = right - left;
	if (missing < 0n || (missing === 0n && !strict)) return 0;
	if (gain <= 0n) return undefined;
	return Number(strict ? missing / gain + 1n : ceilDivide(missing, gain));
}

/** The least whole number of fewer of the numerator with which a value comes down to a bound (below it, where strict). */
export function fewerNeeded(value: Fraction, bound: number, strict: boolean): number | undefined {
	const { times } = factorOf(value.unit);
	const [left, right] = sides(value, bound);
	const excess = left - right;
	if (excess < 0n || (excess === 0n && !strict)) return 0;
	const each = BigInt(times) * scale;
	const fewer = Number(strict ? excess / each + 1n : ceilDivide(excess, each));
	return fewer <= value.numerator ? fewer : undefined;
}
