/** A size in px of a 1080-line wall. */
export interface FitSize {
	readonly width: number;
	readonly height: number;
}

const most = 2.2;

/** How much larger a tile's type is than at the size it was drawn for: on a full screen it is read from further away. Never smaller. */
export function fitFactor({ width, height }: FitSize, drawn: FitSize): number {
	if (width <= 0 || height <= 0) return 1;
	return Math.round(Math.min(most, Math.max(1, Math.min(width / drawn.width, height / drawn.height))) * 100) / 100;
}

/** How much smaller the largest figures are where there is less room than the tile was drawn for. Never larger; all other type stays. */
export function shrinkFactor({ width, height }: FitSize, drawn: FitSize): number {
	if (width <= 0 || height <= 0) return 1;
	return Math.round(Math.max(0.5, Math.min(1, width / drawn.width, height / drawn.height)) * 100) / 100;
}
