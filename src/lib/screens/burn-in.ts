/** By how much a picture is shifted, in CSS px. */
export interface PictureShift {
	readonly x: number;
	readonly y: number;
}

const stepsEachWay = 5;
const stepPx = 2;
/** How long the picture stays at one place. */
export const shiftEveryMs = 3 * 60_000;

function path(): readonly PictureShift[] {
	const middle = (stepsEachWay - 1) / 2;
	const there = Array.from({ length: stepsEachWay ** 2 }, (_, index) => {
		const row = Math.floor(index / stepsEachWay);
		const column = index % stepsEachWay;
		// Every other row runs backwards: from one place to the next is never more than one step.
		const x = row % 2 === 0 ? column : stepsEachWay - 1 - column;
		return { x: (x - middle) * stepPx, y: (row - middle) * stepPx };
	});
	return [...there, ...there.slice(1, -1).reverse()];
}

/** The places that a picture takes one after the other, and then from the start. */
export const shiftPath = path();

/** Where the picture stands at an instant of real time; every pixel's edge moves, and nobody sees it move. */
export function shiftAt(realMs: number): PictureShift {
	const index = Math.floor(realMs / shiftEveryMs) % shiftPath.length;
	return shiftPath[index < 0 ? index + shiftPath.length : index] ?? { x: 0, y: 0 };
}

/** Real ms until the picture takes its next place. */
export const untilShiftMs = (realMs: number): number => shiftEveryMs - (realMs % shiftEveryMs);
