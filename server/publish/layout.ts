import { AlignmentType, Footer, Header, LineRuleType, PageNumber, PageOrientation, Paragraph, TextRun, type ISectionOptions } from 'docx';
import { turnedNumber } from './turned-number.ts';
import { fonts, mm, sizes } from './type-sizes.ts';

export { fonts, mm, sizes };

export type Face = keyof typeof fonts;

/** A run of text in one of the four faces; Latin letters and digits in Times New Roman. */
export function run(
	text: string,
	face: Face,
	size: number,
	options: { readonly color?: string; readonly characterSpacing?: number } = {},
): TextRun {
	const latin = 'Times New Roman';
	return new TextRun({
		text,
		size,
		color: '000000',
		...options,
		font: { ascii: latin, hAnsi: latin, cs: latin, eastAsia: fonts[face], hint: 'eastAsia' },
	});
}

/** 28.95 pt, 22 lines a page (GB/T 9704-2012 §5.2.3 gives no point value; 225 mm ÷ 22). */
export const bodyLine = { line: 579, lineRule: LineRuleType.EXACT } as const;
export const twoCharacters = 640;

/** Brings 三号 from 16 pt to 28 characters on 156 mm: 15.75 pt each (GB/T 9704-2012 §5.2.3). */
export const onGrid = { characterSpacing: -5 } as const;

/** A body paragraph: 三号仿宋, first line two characters in. */
export function body(text: string): Paragraph {
	return new Paragraph({ children: [run(text, 'fang', sizes.third)], spacing: bodyLine, indent: { firstLine: twoCharacters } });
}

/** A heading of the first level: 「一、」 in 黑体. */
export function heading(text: string, options: { readonly before?: number; readonly after?: number } = {}): Paragraph {
	return new Paragraph({
		children: [run(text, 'hei', sizes.third)],
		spacing: { ...bodyLine, ...options },
		indent: { firstLine: twoCharacters },
		keepNext: true,
	});
}

/** A small paragraph for notes. */
export function note(text: string): Paragraph {
	const spacing = { line: 320, lineRule: LineRuleType.EXACT };
	return new Paragraph({ children: [run(text, 'fang', sizes.fifth)], spacing, indent: { firstLine: 420 } });
}

/** A line of its own, centred or at the right. */
export function line(
	text: string,
	face: Face,
	size: number,
	options: { readonly right?: number; readonly before?: number; readonly after?: number; readonly keep?: boolean } = {},
): Paragraph {
	const { right, before = 0, after = 0 } = options;
	return new Paragraph({
		children: [run(text, face, size)],
		alignment: right === undefined ? AlignmentType.CENTER : AlignmentType.RIGHT,
		...(right === undefined ? {} : { indent: { right } }),
		keepNext: options.keep ?? right === undefined,
		spacing: { before, after, line: size === sizes.second ? 680 : 579, lineRule: LineRuleType.EXACT },
	});
}

/** The number itself: 「— 1 —」 in 四号宋体. */
const numberRun = (): TextRun =>
	new TextRun({
		children: ['— ', PageNumber.CURRENT, ' —'],
		size: sizes.fourth,
		font: { ascii: fonts.plain, hAnsi: fonts.plain, eastAsia: fonts.plain },
	});

/** Page numbers at the right on odd pages and at the left on even ones, one character in. */
function pageNumber(side: 'left' | 'right'): Footer {
	return new Footer({
		children: [
			new Paragraph({
				children: [numberRun()],
				alignment: side === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT,
				indent: side === 'right' ? { right: 280 } : { left: 280 },
			}),
		],
	});
}

const wordsHeader = (words: string) => new Header({ children: [new Paragraph({ children: [run(words, 'hei', sizes.third)] })] });

/** Margins of a portrait page, and of a landscape page turned with its head to the binding side. Footers stand 7 mm below the type area. */
const margins = {
	portrait: { top: mm(37), right: mm(26), bottom: mm(35), left: mm(28), header: mm(20), footer: mm(35 - 7 - 5) },
	landscape: { top: mm(28), right: mm(37), bottom: mm(26), left: mm(35), header: mm(15), footer: mm(26 - 7 - 5) },
} as const;

/** What a run of pages is like beside its orientation. */
export interface PageLook {
	/** Said at the head of every page: 「未定稿」. */
	readonly words?: string | undefined;
	readonly grid?: NonNullable<ISectionOptions['properties']>['grid'];
}

/** A run of pages of one orientation, with page numbers and, where there are any, words at the head of every page. On turned pages the number keeps the place it has on the others. */
export function pages(orientation: keyof typeof margins, look: PageLook, children: ISectionOptions['children']): ISectionOptions {
	const { words, grid } = look;
	const turned = orientation === 'landscape';
	return {
		properties: {
			...(grid ? { grid } : {}),
			page: {
				size: {
					width: mm(210),
					height: mm(297),
					orientation: turned ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
				},
				margin: margins[orientation],
			},
		},
		footers: {
			default: turned ? turnedNumber('right', numberRun()) : pageNumber('right'),
			even: turned ? turnedNumber('left', numberRun()) : pageNumber('left'),
		},
		...(words === undefined ? {} : { headers: { default: wordsHeader(words), even: wordsHeader(words) } }),
		children,
	};
}
