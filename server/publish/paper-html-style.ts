/** Font stacks: what the standard asks for first, open fonts last; none is shipped. */
const faces = {
	song: "'方正小标宋简体','FZXiaoBiaoSong-B05S','华文中宋',STZhongsong,'Source Han Serif SC','Noto Serif CJK SC',SimSun,serif",
	hei: "SimHei,'黑体','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif",
	kai: "'楷体_GB2312',KaiTi,'楷体',STKaiti,'Noto Serif CJK SC',serif",
	fang: "'仿宋_GB2312',FangSong,'仿宋',STFangsong,'Source Han Serif SC','Noto Serif CJK SC',serif",
	plain: "SimSun,'宋体','Source Han Serif SC','Noto Serif CJK SC',serif",
} as const;

const latin = "'Times New Roman','Liberation Serif',Tinos";
const font = (face: keyof typeof faces): string => `${latin},${faces[face]}`;

/** A text inside of quotation marks in CSS. */
const quoted = (text: string): string => `"${text.replaceAll(/["\\\n<>]/g, ' ')}"`;

/** 页码: 四号, a dash on both sides, one character in; at the right on odd pages, at the left on even ones. */
const number = `content: "— " counter(page) " —"; font: 14pt ${faces.plain}; vertical-align: top; padding-top: 7mm;`;

/** Pages: A4, margins of GB/T 9704-2012; words at the head of every page of a draft or a correction. Turned pages keep the number where it is on the others. */
function pageRules(words: string | undefined): string {
	const head = words
		? `@top-left { content: ${quoted(words)}; font: 16pt ${faces.hei}; vertical-align: bottom; padding-bottom: 6mm; }`
		: '';
	return `
@page { size: A4; margin: 37mm 26mm 35mm 28mm; ${head} }
@page :right { @bottom-right { ${number} text-align: right; padding-right: 14pt; } }
@page :left { @bottom-left { ${number} text-align: left; padding-left: 14pt; } }
@page wide { size: A4 landscape; margin: 28mm 37mm 26mm 35mm; @bottom-left { content: none; } @bottom-right { content: none; } ${head} }
@page wide:right { @left-bottom { content: "— " counter(page) " —"; font: 14pt ${faces.plain}; writing-mode: vertical-rl; text-align: right; vertical-align: top; padding-right: 7mm; padding-bottom: 14pt; } }
@page wide:left { @left-top { content: "— " counter(page) " —"; font: 14pt ${faces.plain}; writing-mode: vertical-rl; text-align: left; vertical-align: top; padding-right: 7mm; padding-top: 14pt; } }`;
}

/** The style sheet of a paper as a page of its own: on screen white sheets, in print the layout of the standard, black but for the red head. */
export function paperCss(words: string | undefined): string {
	return `${pageRules(words)}
:root { color: #000; background: #e9ebee; font: 16pt/28.95pt ${font('fang')}; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
* { box-sizing: border-box; }
body { margin: 0; }
main { width: 210mm; max-width: 100%; margin: 24px auto; padding: 20mm 26mm 20mm 28mm; background: #fff; }
p, h1, h2, h3, h4, figure, table { margin: 0; padding: 0; }
.words { font: 16pt ${font('hei')}; }
.organ { margin-top: 12mm; font-size: min(58pt, 415pt / var(--n)); color: #f00; font-family: ${font('song')}; line-height: 1.2; text-align: center; }
.number { margin-top: 58pt; padding-bottom: 4mm; text-align: center; border-bottom: 1.5pt solid #f00; }
h1 { margin-top: 58pt; font: 22pt/34pt ${font('song')}; text-align: center; }
h1 span { display: block; }
.edition { font-family: ${font('kai')}; text-align: center; }
.to { margin-top: 28.95pt; }
.text { text-indent: 2em; letter-spacing: -0.25pt; overflow-wrap: anywhere; orphans: 2; widows: 2; }
.correction { font-family: ${font('kai')}; }
h2, h3, h4 { font-size: 16pt; font-weight: 400; line-height: 28.95pt; text-indent: 2em; break-after: avoid; }
h2 { font-family: ${font('hei')}; } h3 { font-family: ${font('kai')}; }
.caption { margin: 10pt 0 3pt; font: 12pt/20pt ${font('hei')}; text-align: center; break-after: avoid; }
figure .caption { margin: 2pt 0 0; }
figure { margin: 8pt 0 10pt; break-inside: avoid; }
figure svg { display: block; width: 100%; height: auto; }
.small { break-before: avoid; margin: 3pt 0 8pt; font-size: 10.5pt; line-height: 16pt; }
.empty { text-align: center; }
.table { margin-bottom: 10pt; overflow-x: auto; } .table + .small { margin-top: -6pt; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; border: 1pt solid #000; font-size: 10.5pt; line-height: 13.5pt; }
table.dense { font-size: 9pt; line-height: 11.5pt; }
th, td { padding: 2pt 3pt; border: 0.5pt solid #000; text-align: left; overflow-wrap: anywhere; }
th { font-family: ${font('hei')}; font-weight: 400; text-align: center; }
td.c { text-align: center; } td.r { text-align: right; }
tr.strong td { font-family: ${font('hei')}; font-weight: 700; background: #f2f2f2; }
thead { display: table-header-group; break-after: avoid; } tr { break-inside: avoid; }
a.f { color: inherit; text-decoration: none; border-bottom: 0.5pt dotted #777; }
tr:target td { background: #f2f2f2; }
.closing { break-inside: avoid; break-before: avoid; }
.annexes { margin-top: 28.95pt; } .annexes p { padding-left: 6em; text-indent: -1em; } .annexes p:first-child { text-indent: -4em; } .annexes.one p { padding-left: 5em; text-indent: -3em; }
.sign { display: grid; justify-items: center; width: max-content; margin: 57.9pt 4em 0 auto; }
.annex { break-before: page; margin-top: 24mm; }
.annex > .label { font-family: ${font('hei')}; } .annex h1 { margin-top: 28.95pt; margin-bottom: 10pt; }
.imprint { display: flex; justify-content: space-between; margin-top: 24pt; padding: 3pt 14pt; border: solid #000; border-width: 0.35mm 0; font-size: 14pt; line-height: 24pt; break-inside: avoid; }
.wide { page: wide; }
@media screen and (max-width: 700px) { main { margin: 0; padding: 20px 16px; } .organ { font-size: min(58pt, 86vw / var(--n)); } table { min-width: 560px; } }
@media print {
	:root { background: none; }
	main { width: auto; margin: 0; padding: 0; }
	.words { display: none; }
	.organ { margin-top: 35mm; }
	.annex { margin-top: 0; }
	/* The imprint stands at the foot of the last page. */
	.basis { display: flex; flex-direction: column; min-height: 224mm; }
	.basis .imprint { margin-top: auto; }
	a.f { border-bottom: none; }
	.table { overflow: visible; }
}
`;
}
