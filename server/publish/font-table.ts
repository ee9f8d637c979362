/** Fonts of the document with the free and the vendors' fonts that may stand in for them: the asked-for ones are commercial and not shipped. */
const faces: readonly (readonly [name: string, alternatives: string, family: string])[] = [
	['方正小标宋简体', 'FZXiaoBiaoSong-B05S,华文中宋,STZhongsong,思源宋体 CN,Source Han Serif SC,Noto Serif CJK SC', 'roman'],
	['黑体', 'SimHei,思源黑体 CN,Source Han Sans SC,Noto Sans CJK SC', 'swiss'],
	['仿宋_GB2312', '仿宋,FangSong,华文仿宋,STFangsong,方正仿宋_GBK,Noto Serif CJK SC', 'modern'],
	['楷体_GB2312', '楷体,KaiTi,华文楷体,STKaiti,方正楷体_GBK,Noto Serif CJK SC', 'script'],
	['宋体', 'SimSun,思源宋体 CN,Source Han Serif SC,Noto Serif CJK SC', 'roman'],
];

/** `word/fontTable.xml`: Word looks for the alternatives in this order where a font is missing. */
export function fontTableXml(): string {
	const rows = faces.map(
		([name, alternatives, family]) =>
			`<w:font w:name="${name}"><w:altName w:val="${alternatives}"/><w:charset w:val="86"/><w:family w:val="${family}"/><w:pitch w:val="variable"/></w:font>`,
	);
	const latin = '<w:font w:name="Times New Roman"><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>';
	return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${rows.join('')}${latin}</w:fonts>`;
}

/** Styles of list cells: a list has thousands of them, so that their look stands here once and not in every cell. */
const cellStyles = [
	{ id: 'LineHead', face: '黑体', align: 'center' },
	{ id: 'LineLeft', face: '仿宋_GB2312', align: 'left' },
	{ id: 'LineCentre', face: '仿宋_GB2312', align: 'center' },
] as const;

/** The name of a list cell's style. */
export type CellStyle = (typeof cellStyles)[number]['id'];

const cellStyleXml = ({ id, face, align }: (typeof cellStyles)[number]): string =>
	`<w:style w:type="paragraph" w:customStyle="1" w:styleId="${id}"><w:name w:val="${id}"/><w:pPr><w:jc w:val="${align}"/></w:pPr><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="${face}"/><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr></w:style>`;

/** The styles of the document: no gap between Chinese and Latin or digits anywhere, as case and document numbers are read as one. */
export const stylesXml =
	'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/></w:pPr></w:pPrDefault></w:docDefaults>' +
	cellStyles.map(cellStyleXml).join('') +
	'</w:styles>';
