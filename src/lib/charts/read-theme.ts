import type { ChartColour, ChartTheme } from './chart-theme.ts';

const colours: readonly ChartColour[] = ['ink', 'dim', 'faint', 'line', 'ground', 'overdue', 'met', 'locked', 'warned'];

/** Reads unit and colours where the chart stands; the probe's font size is 100 units, so that no minimum font size interferes. */
export function readTheme(probe: HTMLElement): ChartTheme {
	const style = getComputedStyle(probe);
	const colour = Object.fromEntries(colours.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
	return { unit: parseFloat(style.fontSize) / 100, font: style.fontFamily, colour: colour as Record<ChartColour, string> };
}
