import type { OpenFont } from './paper-font-outline.ts';

/** What ECharts writes for five signs in texts. */
const signs: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };

const attribute = (all: string, name: string): string | undefined => new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(all)?.[1];

/** Where a line begins for its anchor, as a part of its width. */
const anchors: Readonly<Record<string, number>> = { start: 0, middle: 0.5, end: 1 };

/** Attributes that only words have. */
const ofWords = /\s*(?:dominant-baseline|text-anchor|style|xml:space|x|y)="[^"]*"/g;

/** A text element as a path; as it was where it is not of the kind that ECharts writes. */
function outlined(element: string, attributes: string, content: string, font: OpenFont): string {
	const style = attribute(attributes, 'style') ?? '';
	const size = /(?:^|;)font-size:([\d.]+)px/.exec(style)?.[1];
	const part = anchors[attribute(attributes, 'text-anchor') ?? 'start'];
	if (!size || part === undefined || attribute(attributes, 'dominant-baseline') !== 'central') return element;
	const weight = /(?:^|;)font-weight:(\w+)/.exec(style)?.[1];
	const text = content.replace(/&(?:amp|lt|gt|quot|#39);/g, (sign) => signs[sign]!).replace(/[\t\n\r]/g, ' ');
	const line = font.line(text, Number(size), weight === 'bold' ? 700 : Number(weight) || undefined);
	const x = Number(attribute(attributes, 'x') ?? 0) - part * line.width;
	const y = Number(attribute(attributes, 'y') ?? 0) + line.middle;
	return `<g${attributes.replace(ofWords, '')}><path transform="translate(${x} ${y})" d="${line.d}"/></g>`;
}

/**
 * The picture with all its words as outlines, so that it is drawn without a font: the one that draws pictures reads the whole font file again for
 * every text.
 */
export const outlineWords = (svg: string, font: OpenFont): string =>
	svg.replace(/<text((?:\s[^>]*)?)>([^<]*)<\/text>/g, (element: string, attributes: string, content: string) =>
		outlined(element, attributes, content, font),
	);
