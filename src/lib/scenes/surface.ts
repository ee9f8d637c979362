import type { ScaleMode } from '../contract/screens.ts';

/** A surface to show scenes on, in CSS px. */
export interface SurfaceSize {
	readonly width: number;
	readonly height: number;
	/** Device pixels in a CSS px. */
	readonly pixelRatio: number;
}

/** How scenes lie on a surface. Lengths are CSS px. */
export interface Surface {
	/** One px of a 1080-line wall: the same across and down, so that text is never squashed. */
	readonly unit: number;
	/** Scenes on show at once. */
	readonly panes: number;
	/** Whether they stand side by side or one above the other. */
	readonly direction: 'across' | 'down';
	/** The part of the surface that is used, in its middle. */
	readonly width: number;
	readonly height: number;
}

/** A scene's own shape, with its head and without. */
const design = { width: 1920, height: 1080, head: 72 } as const;
/** From this many times its own shape on, a surface holds another scene. */
const splitFrom = 1.8;
const mostPanes = 4;
/** A scene that is shown whole may be laid out this much wider or taller than it was drawn; text keeps its shape. */
const widest = 2160;
const tallest = 1200;

/** How many scenes there is room for, and how many of them there are. */
function panesOf({ width, height }: SurfaceSize, most: number): Pick<Surface, 'panes' | 'direction'> & { readonly room: number } {
	const shape = width / height / (design.width / design.height);
	const direction = shape >= 1 ? 'across' : 'down';
	const times = Math.max(shape, 1 / shape);
	// The second pane from 1.8 on, each further one where the panes would else be as wide again: 2.7, 3.6.
	const room = times < splitFrom ? 1 : Math.min(mostPanes, Math.floor(times / (splitFrom / 2)));
	return { panes: Math.max(1, Math.min(room, most)), room, direction };
}

const extentOf = ({ panes, direction }: Pick<Surface, 'panes' | 'direction'>, width: number, height: number) => ({
	width: direction === 'across' ? width * panes : width,
	// One head stands over all panes.
	height: direction === 'down' ? design.head + (height - design.head) * panes : height,
});

/**
 * How scenes lie on a surface, of which at most `most` are there to be shown.
 * `fit`: whole and near its own shape, what is left over stays empty, unless there is room for more scenes than there are: then
 * these have all of it; `fill`: over the whole surface, the cells give way;
 * `none`: a unit is a device pixel, whatever the surface, and the scene gets all the room there is.
 */
export function surfaceOf(size: SurfaceSize, mode: ScaleMode, most: number): Surface {
	const { room, ...panes } = panesOf(size, most);
	const drawn = extentOf(panes, design.width, design.height);
	if (mode === 'none') {
		const unit = 1 / Math.max(0.25, size.pixelRatio);
		return { ...panes, unit, width: Math.max(size.width, drawn.width * unit), height: Math.max(size.height, drawn.height * unit) };
	}
	const unit = Math.min(size.width / drawn.width, size.height / drawn.height);
	if (mode === 'fill' || panes.panes < room) return { ...panes, unit, width: size.width, height: size.height };
	const whole = extentOf(panes, widest, tallest);
	return { ...panes, unit, width: Math.min(size.width, whole.width * unit), height: Math.min(size.height, whole.height * unit) };
}

/** How many times as wide as a scene was drawn a pane of a surface is; below 1 it is taller. */
export function paneShape({
	unit,
	panes,
	direction,
	width,
	height,
}: Pick<Surface, 'unit' | 'panes' | 'direction' | 'width' | 'height'>): number {
	const across = direction === 'across' ? panes : 1;
	const down = direction === 'down' ? panes : 1;
	return (width / across / unit / design.width) * ((design.height - design.head) / ((height / unit - design.head) / down));
}
