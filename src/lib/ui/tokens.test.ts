import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');

/** The colours that a selector of the token file sets, by name without the dashes. */
function coloursOf(selector: string): Record<string, string> {
	const colours: Record<string, string> = {};
	for (const [, head = '', body = ''] of css.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
		if (head.trim() !== selector) continue;
		for (const [, name = '', value = ''] of body.matchAll(/--([a-z-]+):\s*(#[0-9a-f]{6});/g)) colours[name] = value;
	}
	return colours;
}

function luminance(colour: string): number {
	const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((from) => {
		const part = Number.parseInt(colour.slice(from, from + 2), 16) / 255;
		return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast of two colours as WCAG 2 reckons it, 1 to 21. */
function contrast(a: string, b: string): number {
	const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
	return (light + 0.05) / (dark + 0.05);
}

const texts = ['ink', 'dim', 'faint', 'figure', 'met', 'warned', 'overdue', 'locked', 'frozen', 'intermediate', 'gold'] as const;

const light = coloursOf(':root');
const themes: readonly (readonly [name: string, colours: Record<string, string>])[] = [
	['desk and lobby', light],
	['dark wall', coloursOf('.theme-wall')],
	['light wall', coloursOf('.theme-wall-light')],
	['dark wall, stale', { ...coloursOf('.theme-wall'), ...coloursOf('.theme-wall .is-stale') }],
	['dark wall, stale, inside', { ...coloursOf('.theme-wall'), ...coloursOf('.theme-wall .is-stale .body') }],
	['light wall, stale', { ...coloursOf('.theme-wall-light'), ...coloursOf('.theme-wall-light .is-stale') }],
	['light wall, stale, inside', { ...coloursOf('.theme-wall-light'), ...coloursOf('.theme-wall-light .is-stale .body') }],
];

describe('the ratio of contrast', () => {
	it('is that of WCAG', () => {
		expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
		expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
	});
});

describe.each(themes)('colours of the %s', (_name, colours) => {
	it.each(texts)('%s reaches AA on the ground and on what is raised', (text) => {
		for (const ground of ['ground', 'raised']) {
			expect(colours[text], text).toBeDefined();
			expect(contrast(colours[text]!, colours[ground]!), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
		}
	});
});

describe('the light wall', () => {
	const dark = coloursOf('.theme-wall');
	const own = coloursOf('.theme-wall-light');

	it('sets every colour that the dark one sets, live and stale', () => {
		expect(Object.keys(own).sort()).toEqual(Object.keys(dark).sort());
		for (const part of ['.is-stale', '.is-stale .body'])
			expect(Object.keys(coloursOf(`.theme-wall-light ${part}`)).sort()).toEqual(Object.keys(coloursOf(`.theme-wall ${part}`)).sort());
	});

	it('wears the state colours of the lobby', () => {
		for (const state of ['met', 'warned', 'overdue', 'locked', 'frozen']) expect(own[state], state).toBe(light[state]);
	});

	it('dims what is stale: no state colour stands out as it does live', () => {
		const stale = coloursOf('.theme-wall-light .is-stale');
		for (const [name, colour] of Object.entries(stale))
			expect(contrast(colour, own.ground!), name).toBeLessThan(contrast(own[name]!, own.ground!) + 0.01);
	});
});
