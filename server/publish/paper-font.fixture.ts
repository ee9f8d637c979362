/** A font of upright boxes, made for a test: as wide as asked, 700 high, on an em of 1000. */
export interface BoxFont {
	readonly family: string;
	/** 100 to 900. */
	readonly weight?: number;
	/** Width of the box of each character; its advance is 100 more. */
	readonly boxes: Readonly<Record<string, number>>;
	/** Width of the box for what the font lacks; 0: it is left empty. */
	readonly unknown: number;
}

const u16 = (...values: readonly number[]): Buffer => Buffer.concat(values.map((value) => Buffer.from([(value >> 8) & 255, value & 255])));
const u32 = (...values: readonly number[]): Buffer => Buffer.concat(values.map((value) => u16(value >>> 16, value & 0xffff)));

/** One contour of four points; nothing where it has no width. */
function outline(width: number): Buffer {
	if (!width) return Buffer.alloc(0);
	const points = [1, 1, 1, 1];
	const right = [0, width, 0, -width];
	const up = [0, 0, 700, 0];
	return Buffer.concat([u16(1, 0, 0, width, 700, 3, 0), Buffer.from(points), u16(...right), u16(...up)]);
}

function nameTable(family: string): Buffer {
	const texts = [1, 2, 6].map((id) => ({ id, text: Buffer.from(id === 2 ? 'Regular' : family, 'utf16le').swap16() }));
	let at = 0;
	const records = texts.map(({ id, text }) => {
		const record = u16(3, 1, 0x409, id, text.length, at);
		at += text.length;
		return record;
	});
	return Buffer.concat([u16(0, texts.length, 6 + 12 * texts.length), ...records, ...texts.map(({ text }) => text)]);
}

function characterMap(characters: readonly string[]): Buffer {
	const sorted = characters.map((each, index) => [each.codePointAt(0)!, index + 1] as const).toSorted(([a], [b]) => a - b);
	const groups = sorted.map(([code, glyph]) => u32(code, code, glyph));
	return Buffer.concat([u16(0, 1, 3, 10), u32(12), u16(12, 0), u32(16 + 12 * groups.length, 0, groups.length), ...groups]);
}

function tablesOf({ family, weight = 400, boxes, unknown }: BoxFont): ReadonlyMap<string, Buffer> {
	const widths = [unknown, ...Object.values(boxes)];
	const outlines = widths.map(outline);
	const starts = outlines.reduce<number[]>((all, each) => [...all, all.at(-1)! + each.length], [0]);
	return new Map([
		['OS/2', Buffer.concat([u16(4, 500, weight, 5), Buffer.alloc(88)])],
		['cmap', characterMap(Object.keys(boxes))],
		['glyf', Buffer.concat(outlines)],
		['head', Buffer.concat([u32(0x10000, 0, 0, 0x5f0f3cf5), u16(0, 1000), Buffer.alloc(16), u16(0, 0, 1000, 700, 0, 8, 2, 1, 0)])],
		['hhea', Buffer.concat([u32(0x10000), u16(900, -200, 0, 1100), Buffer.alloc(22), u16(widths.length)])],
		['hmtx', Buffer.concat(widths.map((width) => u16((width || 400) + 100, 0)))],
		['loca', u32(...starts)],
		['maxp', Buffer.concat([u32(0x10000), u16(widths.length, 4, 1), Buffer.alloc(22)])],
		['name', nameTable(family)],
	]);
}

/** The font as it lies at a place in a file. */
function placed(font: BoxFont, from: number): Buffer {
	const tables = [...tablesOf(font)];
	let at = from + 12 + 16 * tables.length;
	const directory = tables.map(([tag, data]) => {
		const entry = Buffer.concat([Buffer.from(tag, 'latin1'), u32(0, at, data.length)]);
		at += Math.ceil(data.length / 4) * 4;
		return entry;
	});
	const padded = tables.flatMap(([, data]) => [data, Buffer.alloc((4 - (data.length % 4)) % 4)]);
	return Buffer.concat([u32(0x10000), u16(tables.length, 0, 0, 0), ...directory, ...padded]);
}

/** A TrueType file of one font, or a collection of several. */
export function fontFile(...fonts: readonly BoxFont[]): Buffer {
	if (fonts.length === 1) return placed(fonts[0]!, 0);
	const head = 12 + 4 * fonts.length;
	const starts: number[] = [];
	const parts: Buffer[] = [];
	let at = head;
	for (const font of fonts) {
		starts.push(at);
		const part = placed(font, at);
		parts.push(part);
		at += part.length;
	}
	return Buffer.concat([Buffer.from('ttcf'), u32(0x10000, fonts.length, ...starts), ...parts]);
}
