import { fonts, sizes } from './type-sizes.ts';

/** Styles of table cells: a paper has thousands of cells, so that their look stands here once. */
const aligns = ['left', 'center', 'right'] as const;
type CellAlign = (typeof aligns)[number];
const cellSizes = { plain: sizes.fifth, small: sizes.smallFifth } as const;

/** Size of type in tables: plain, or small where there are many columns. */
export type CellSize = keyof typeof cellSizes;
/** What a row is: the head, a row among others, one set apart. */
export type RowRank = 'head' | 'row' | 'strong';

/** The name of a cell's style. */
export const cellStyleId = (rank: RowRank, size: CellSize, align: CellAlign): string =>
	`Cell${rank === 'head' ? 'Head' : rank === 'strong' ? 'Strong' : ''}${size === 'small' ? 'Small' : ''}${align[0]!.toUpperCase()}${align.slice(1)}`;

const fontsXml = (face: keyof typeof fonts): string =>
	`<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="${fonts[face]}"/>`;

function cellStyleXml(rank: RowRank, size: CellSize, align: CellAlign): string {
	const id = cellStyleId(rank, size, align);
	const half = cellSizes[size];
	const bold = rank === 'strong' ? '<w:b/>' : '';
	return `<w:style w:type="paragraph" w:customStyle="1" w:styleId="${id}"><w:name w:val="${id}"/><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:line="${half * 12}" w:lineRule="atLeast"/><w:jc w:val="${align}"/></w:pPr><w:rPr>${fontsXml(rank === 'row' ? 'fang' : 'hei')}${bold}<w:snapToGrid w:val="0"/><w:sz w:val="${half}"/><w:szCs w:val="${half}"/></w:rPr></w:style>`;
}

const ranks: readonly RowRank[] = ['head', 'row', 'strong'];
const cellStyles = ranks.flatMap((rank) =>
	(['plain', 'small'] as const).flatMap((size) => aligns.map((align) => cellStyleXml(rank, size, align))),
);

/** The style of a paragraph that does not stand on the grid: pictures, captions, the red head. */
export const offGrid = 'OffGrid';

/** The styles of a paper. The text is 三号 from the ground up, as the grid of 28 characters is measured against it; no gap between Chinese and digits, as numbers of cases are read as one. */
export const paperStylesXml =
	'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">' +
	`<w:docDefaults><w:rPrDefault><w:rPr>${fontsXml('fang')}<w:sz w:val="${sizes.third}"/><w:szCs w:val="${sizes.third}"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>` +
	'<w:pPrDefault><w:pPr><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/></w:pPr></w:pPrDefault></w:docDefaults>' +
	`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:rPr><w:sz w:val="${sizes.third}"/><w:szCs w:val="${sizes.third}"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:customStyle="1" w:styleId="${offGrid}"><w:name w:val="${offGrid}"/><w:pPr><w:snapToGrid w:val="0"/></w:pPr><w:rPr><w:snapToGrid w:val="0"/></w:rPr></w:style>` +
	cellStyles.join('') +
	'</w:styles>';
