import { Resvg } from '@resvg/resvg-js';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outlineWords } from './paper-chart-words.ts';
import { openFont, outlineFont } from './paper-font-outline.ts';
import { fontFile, type BoxFont } from './paper-font.fixture.ts';

const plain: BoxFont = { family: 'Boxes', boxes: { 甲: 900, 乙: 500, '1': 400, ' ': 0, '&': 300 }, unknown: 0 };
const bold: BoxFont = { ...plain, weight: 700, boxes: { 甲: 950, 乙: 550 } };
const other: BoxFont = { family: 'Others', boxes: { 甲: 100, 丙: 700 }, unknown: 800 };

/** Corners of the boxes of a line, in px, box by box. */
const boxes = (d: string): readonly string[] =>
	d
		.split('Z')
		.filter(Boolean)
		.map((each) => [...new Set(each.slice(1).split('L'))].join(', '));

describe('words as outlines', () => {
	it('have the places that the font gives them, in px, y downwards', async () => {
		const font = (await openFont(fontFile(plain), 'Boxes'))!;
		const line = font.line('甲1', 10);
		expect(boxes(line.d)).toEqual(['0 0, 9 0, 9 -7, 0 -7', '10 0, 14 0, 14 -7, 10 -7']);
		expect(line).toMatchObject({ width: 15, middle: 3.5 });
		expect(font.line('', 10)).toEqual({ d: '', width: 0, middle: 3.5 });
	});

	it('take the face of the named family and, in it, the nearest weight', async () => {
		const file = fontFile(other, bold, plain);
		const width = async (family: string, weight?: number) => (await openFont(file, family))!.line('甲', 10, weight).width;
		expect(await width('Boxes')).toBe(10);
		expect(await width('Boxes', 300)).toBe(10);
		expect(await width('Boxes', 600)).toBe(10.5);
		expect(await width('Others', 700)).toBe(2);
		// No face of that name: any of the file is better than none.
		expect(await width('', 700)).toBe(10.5);
	});

	it('take from another face of the file what the first lacks', async () => {
		const font = (await openFont(fontFile(plain, other), 'Boxes'))!;
		expect(font.line('甲丙乙', 10).width).toBe(10 + 8 + 6);
	});

	it('show a box where no face has a character, even if the font would leave a blank', async () => {
		const alone = (await openFont(fontFile(plain), 'Boxes'))!;
		expect(boxes(alone.line('丁', 10).d)).toEqual(['0.5 0, 4.5 0, 4.5 -7.5, 0.5 -7.5', '0.9 -0.4, 0.9 -7.1, 4.1 -7.1, 4.1 -0.4']);
		expect(alone.line(' ', 10).d).toBe('');
		const drawn = (await openFont(fontFile(other), 'Others'))!;
		expect(boxes(drawn.line('丁', 10).d)).toEqual(['0 0, 8 0, 8 -7, 0 -7']);
	});

	it('need a font that can be read', async () => {
		const whole = fontFile(plain, other);
		expect(await openFont(Buffer.alloc(0), 'Boxes')).toBeUndefined();
		expect(await openFont(Buffer.from('wOF2 is not read here'), 'Boxes')).toBeUndefined();
		expect(await openFont(whole.subarray(0, 120), 'Boxes')).toBeUndefined();
		const endless = Buffer.from(whole.subarray(0, 20));
		endless.writeUInt32BE(0xffffffff, 8);
		expect(await openFont(endless, 'Boxes')).toBeUndefined();
		expect(await outlineFont({ file: join(tmpdir(), 'no-such-font.ttc'), family: 'Boxes' })).toBeUndefined();
	});
});

describe('texts of a picture', () => {
	let folder = '';
	let file = '';
	beforeAll(() => {
		folder = mkdtempSync(join(tmpdir(), 'font-'));
		file = join(folder, 'boxes.ttc');
		writeFileSync(file, fontFile(plain, other));
	});
	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	const text = (attributes: string, content: string): string =>
		`<text dominant-baseline="central" style="font-size:17px;font-family:Boxes;" ${attributes}>${content}</text>`;
	const page = (...texts: readonly string[]): string =>
		`<svg width="300" height="200" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200">${texts.join('\n')}</svg>`;
	const dots = (svg: string, fontFiles: readonly string[]): Buffer =>
		new Resvg(svg, { background: '#ffffff', font: { loadSystemFonts: false, fontFiles: [...fontFiles] } }).render().pixels;

	it('stand dot for dot where the drawing itself would set them', async () => {
		const svg = page(
			text('text-anchor="start" transform="translate(20.5 20)" fill="#000000"', '甲乙1丙'),
			text('text-anchor="end" transform="translate(280 60.25)" fill="#595959" xml:space="preserve"', '甲 &amp; 乙'),
			text(
				'text-anchor="middle" y="8.5" x="3" transform="translate(150 90)" fill="#ffffff" stroke="#000000" stroke-width="3" paint-order="stroke"',
				'乙甲',
			),
			text('text-anchor="middle" transform="matrix(0,-1,1,0,40,140)" fill="#000000"', '甲11'),
		);
		const words = outlineWords(svg, (await outlineFont({ file, family: 'Boxes' }))!);
		expect(words).not.toContain('<text');
		const [as, like] = [dots(words, []), dots(svg, [file])];
		expect(like.some((value) => value < 100)).toBe(true);
		expect(as.filter((value, at) => Math.abs(value - like[at]!) > 16).length).toBe(0);
	});

	it('are left alone where they are of another kind', async () => {
		const font = (await outlineFont({ file, family: 'Boxes' }))!;
		for (const each of [
			'<text>甲</text>',
			'<text style="font:12px Boxes">甲</text>',
			text('text-anchor="inherit"', '甲'),
			'<path d="M0 0"/>',
		])
			expect(outlineWords(page(each), font)).toBe(page(each));
	});
});
