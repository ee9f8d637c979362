import { readFile } from 'node:fs/promises';
import type * as HarfBuzz from 'harfbuzzjs';
import type { FontFile } from './paper-font.ts';

/** A line of words as the path of an SVG: it begins at x 0 on the base line, y grows downwards, in px. */
export interface OutlinedLine {
	readonly d: string;
	/** How far the line reaches, in px. */
	readonly width: number;
	/** How far below the middle of its type (half of ascent and descent) the base line lies, in px. */
	readonly middle: number;
}

/** A font that stands open: it turns words into outlines. */
export interface OpenFont {
	/** `size` in px, `weight` as in CSS; the nearest weight that the font has is taken. A character it lacks is a box. */
	line(text: string, size: number, weight?: number): OutlinedLine;
}

/** A face of a font file. A collection (.ttc) has several. */
interface Face {
	readonly font: HarfBuzz.Font;
	readonly families: ReadonlySet<string>;
	readonly weight: number;
	readonly unitsPerEm: number;
	readonly middle: number;
	/** Outlines by glyph, in font units; at most as many as charts have characters. */
	readonly glyphs: Map<number, readonly HarfBuzz.SvgPathCommand[]>;
}

/** Places of the OpenType tables that are read here. */
const familyNames: ReadonlySet<number> = new Set([1, 16]);
const weightClassAt = 4;
const facesAt = 8;

/** More than any collection has; a broken file may name any number. */
const mostFaces = 64;

const regular = 400;

/** How many faces the file has; none where it is not a font of the kinds TrueType, OpenType and their collections. */
function facesIn(file: Buffer): number {
	if (file.length < 12) return 0;
	const kind = file.toString('latin1', 0, 4);
	if (kind === 'ttcf') return Math.min(file.readUInt32BE(facesAt), mostFaces);
	return kind === '\0\u0001\0\0' || kind === 'OTTO' || kind === 'true' ? 1 : 0;
}

/** The face, if it has characters and outlines. */
function faceOf(hb: typeof HarfBuzz, blob: HarfBuzz.Blob, index: number): Face | undefined {
	const face = new hb.Face(blob, index);
	const has = (table: string): boolean => (face.referenceTable(table)?.length ?? 0) > 0;
	if (!has('cmap') || !['glyf', 'CFF ', 'CFF2'].some(has)) return undefined;
	const font = new hb.Font(face);
	const { ascender, descender } = font.hExtents();
	const names = face.listNames().filter(({ nameId }) => familyNames.has(nameId));
	const os2 = face.referenceTable('OS/2');
	return {
		font,
		families: new Set(names.map(({ nameId, language }) => face.getName(nameId, language))),
		weight: os2 && os2.length >= 6 ? Buffer.from(os2).readUInt16BE(weightClassAt) : regular,
		unitsPerEm: face.upem,
		middle: (ascender + descender) / 2,
		glyphs: new Map(),
	};
}

/** The face of a family (of any, where the file has none of that name) that is nearest to a weight, then all others for what it lacks. */
function inOrder(faces: readonly Face[], family: string, weight: number): readonly Face[] {
	const named = faces.filter(({ families }) => families.has(family));
	const [first] = (named.length ? named : faces).toSorted((a, b) => Math.abs(a.weight - weight) - Math.abs(b.weight - weight));
	return [first!, ...faces.filter((face) => face !== first)];
}

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** The text in parts that one face can write; what none can is left to the first. */
function partsOf(text: string, faces: readonly Face[]): readonly { readonly face: Face; readonly text: string }[] {
	const parts: { face: Face; text: string }[] = [];
	for (const { segment } of graphemes.segment(text)) {
		const writes = ({ font }: Face): boolean => [...segment].every((each) => font.nominalGlyph(each.codePointAt(0)!) !== undefined);
		const face = faces.find(writes) ?? faces[0]!;
		const last = parts.at(-1);
		if (last?.face === face) last.text += segment;
		else parts.push({ face, text: segment });
	}
	return parts;
}

/** A crossed box for fonts that leave the glyph of an unknown character empty, as a blank would hide that something is missing. */
function box(unitsPerEm: number, advance: number): readonly HarfBuzz.SvgPathCommand[] {
	const [left, right, top] = [advance * 0.1, advance * 0.9, unitsPerEm * 0.75];
	const line = unitsPerEm * 0.04;
	const corners = (inset: number, order: readonly number[]): HarfBuzz.SvgPathCommand[] => {
		const [l, r, b, t] = [left + inset, right - inset, inset, top - inset];
		const points = [[l, b], [r, b], [r, t], [l, t]]; // prettier-ignore
		return [...order.map((each, n) => ({ type: n ? 'L' : 'M', values: points[each]! })), { type: 'Z', values: [] }];
	};
	return [...corners(0, [0, 1, 2, 3]), ...corners(line, [0, 3, 2, 1])];
}

function outlineOf({ font, glyphs, unitsPerEm }: Face, glyph: number, advance: number): readonly HarfBuzz.SvgPathCommand[] {
	const known = glyphs.get(glyph);
	if (known) return known;
	const drawn = font.glyphToJson(glyph);
	const outline = glyph === 0 && drawn.length === 0 ? box(unitsPerEm, advance) : drawn;
	glyphs.set(glyph, outline);
	return outline;
}

/** A thousandth of a px is far below a dot of print. */
const short = (px: number): number => Math.round(px * 1000) / 1000;

/** Words of one face as path commands that begin at `from`; where they end. */
function write(hb: typeof HarfBuzz, face: Face, text: string, scale: number, from: number): { readonly d: string; readonly end: number } {
	const buffer = new hb.Buffer();
	buffer.addText(text);
	// Charts are written from left to right; the forms of characters are those of China.
	buffer.setDirection(hb.Direction.LTR);
	buffer.setLanguage('zh-Hans');
	buffer.guessSegmentProperties();
	hb.shape(face.font, buffer);
	let [d, x] = ['', from];
	for (const { codepoint: glyph, xAdvance = 0, xOffset = 0, yOffset = 0 } of buffer.getGlyphInfosAndPositions()) {
		for (const { type, values } of outlineOf(face, glyph, xAdvance))
			d += type + values.map((value, n) => short(n % 2 ? -(value + yOffset) * scale : x + (value + xOffset) * scale)).join(' ');
		x += xAdvance * scale;
	}
	return { d, end: x };
}

/** Opens a font from its bytes; nothing where it cannot be read. `family` chooses among the faces of a collection. */
export async function openFont(bytes: Buffer, family: string): Promise<OpenFont | undefined> {
	const count = facesIn(bytes);
	if (!count) return undefined;
	const hb = await import('harfbuzzjs');
	const blob = new hb.Blob(bytes);
	const faces = Array.from({ length: count }, (_, index) => faceOf(hb, blob, index)).filter((face) => face !== undefined);
	if (!faces.length) return undefined;
	return {
		line(text, size, weight = regular) {
			const ordered = inOrder(faces, family, weight);
			let [d, width] = ['', 0];
			for (const { face, text: part } of partsOf(text, ordered)) {
				const written = write(hb, face, part, size / face.unitsPerEm, width);
				d += written.d;
				width = written.end;
			}
			return { d, width, middle: (ordered[0]!.middle * size) / ordered[0]!.unitsPerEm };
		},
	};
}

/** Fonts that stand open, as a Chinese one has some 20 MB to read. */
const opened = new Map<string, Promise<OpenFont | undefined>>();

async function open({ file, family }: FontFile): Promise<OpenFont | undefined> {
	const bytes = await readFile(file).catch(() => undefined);
	return bytes && openFont(bytes, family);
}

/** The font of a file, read once in the life of the thread; nothing where it cannot be read, which is tried again the next time. */
export async function outlineFont(font: FontFile): Promise<OpenFont | undefined> {
	const key = `${font.file}#${font.family}`;
	const opening = opened.get(key) ?? open(font);
	opened.set(key, opening);
	try {
		const found = await opening;
		if (!found) opened.delete(key);
		return found;
	} catch (error) {
		opened.delete(key);
		throw error;
	}
}
