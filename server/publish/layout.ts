import { AlignmentType, Footer, Header, LineRuleType, PageNumber, PageOrientation, Paragraph, TextRun, type ISectionOptions } from 'docx';

/** Sizes of type in half points, by their Chinese names (二号 22 pt, 三号 16 pt, 四号 14 pt, 小四 12 pt, 五号 10.5 pt, 小五 9 pt). */
export const sizes = { second: 44, third: 32, fourth: 28, smallFourth: 24, fifth: 21, smallFifth: 18 } as const;

/** The fonts that GB/T 9704 asks for; the font table of the document names what may stand in for each. */
export const fonts = { song: '方正小标宋简体', hei: '黑体', fang: '仿宋_GB2312', plain: '宋体' } as const;

type Face = keyof typeof fonts;

/** A run of text in one of the four faces; Latin letters and digits in Times New Roman. */
export function run(text: string, face: Face, size: number, options: { readonly bold?: boolean } = {}): TextRun {
	const latin = 'Times New Roman';
	return new TextRun({
		text,
		size,
		color: '000000',
		...options,
		font: { ascii: latin, hAnsi: latin, cs: latin, eastAsia: fonts[face], hint: 'eastAsia' },
	});
}

/** Twentieths of a point in a millimetre. */
export const mm = (length: number): number => Math.round((length * 1440) / 25.4);

/** 28.95 pt, 22 lines a page (GB/T 9704-2012 §5.2.3 gives no point value; 225 mm ÷ 22). */
const bodyLine = { line: 579, lineRule: LineRuleType.EXACT } as const;
const twoCharacters = 640;

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
	options: { readonly right?: number; readonly before?: number; readonly after?: number } = {},
): Paragraph {
	const { right, before = 0, after = 0 } = options;
	return new Paragraph({
		children: [run(text, face, size)],
		alignment: right === undefined ? AlignmentType.CENTER : AlignmentType.RIGHT,
		...(right === undefined ? {} : { indent: { right } }),
		keepNext: right === undefined,
		spacing: { before, after, line: size === sizes.second ? 680 : 579, lineRule: LineRuleType.EXACT },
	});
}

/** Page numbers 「— 1 —」 in 四号宋体, at the right on odd pages and at the left on even ones, one character in. */
function pageNumber(side: 'left' | 'right'): Footer {
	const children = [
		new TextRun({
			children: ['— ', PageNumber.CURRENT, ' —'],
			size: sizes.fourth,
			font: { ascii: fonts.plain, hAnsi: fonts.plain, eastAsia: fonts.plain },
		}),
	];
	return new Footer({
		children: [
			new Paragraph({
				children,
				alignment: side === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT,
				indent: side === 'right' ? { right: 280 } : { left: 280 },
			}),
		],
	});
}

const draftHeader = () => new Header({ children: [new Paragraph({ children: [run('未定稿', 'hei', sizes.third)] })] });

/** Margins of a portrait page, and of a landscape page turned with its head to the binding side. Footers stand 7 mm below the type area. */
const margins = {
	portrait: { top: mm(37), right: mm(26), bottom: mm(35), left: mm(28), header: mm(20), footer: mm(35 - 7 - 5) },
	landscape: { top: mm(28), right: mm(37), bottom: mm(26), left: mm(35), header: mm(15), footer: mm(26 - 7 - 5) },
} as const;

/** A run of pages of one orientation, with page numbers and, on drafts, the word 未定稿 on every page. */
export function pages(orientation: keyof typeof margins, draft: boolean, children: ISectionOptions['children']): ISectionOptions {
	const header = draft ? { headers: { default: draftHeader(), even: draftHeader() } } : {};
	return {
		properties: {
			page: {
				size: {
					width: mm(210),
					height: mm(297),
					orientation: orientation === 'landscape' ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
				},
				margin: margins[orientation],
			},
		},
		footers: { default: pageNumber('right'), even: pageNumber('left') },
		...header,
		children,
	};
}
