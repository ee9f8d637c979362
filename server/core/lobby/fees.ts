import type { FeeBracket } from './types.ts';

/** One step of a fee worked out by brackets; amounts in fen. */
export interface FeeStep {
	/** Lower end of the bracket in yuan, not included, and its upper end. */
	readonly over: number;
	readonly upTo: number | null;
	/** The part of the claim that lies in the bracket. */
	readonly partFen: number;
	/** Hundredths of a percent; absent where the bracket has a flat fee. */
	readonly rate?: number;
	readonly feeFen: number;
}

/** A fee with its steps. */
export interface FeeSum {
	readonly claimFen: number;
	readonly feeFen: number;
	readonly steps: readonly FeeStep[];
}

/** The fee of a property case by brackets, added up bracket by bracket (分段累计). A claim of nothing still costs the flat fee. */
export function feeOf(brackets: readonly FeeBracket[], claimFen: number): FeeSum {
	const steps: FeeStep[] = [];
	let over = 0;
	for (const { upTo, flat, rate = 0 } of brackets) {
		const partFen = Math.min(claimFen, upTo === null ? Infinity : upTo * 100) - over * 100;
		if (steps.length > 0 && partFen <= 0) break;
		const feeFen = flat === undefined ? Math.round((Math.max(0, partFen) * rate) / 10_000) : flat * 100;
		steps.push({ over, upTo, partFen: Math.max(0, partFen), ...(flat === undefined ? { rate } : {}), feeFen });
		if (upTo === null) break;
		over = upTo;
	}
	return { claimFen, feeFen: steps.reduce((sum, step) => sum + step.feeFen, 0), steps };
}
