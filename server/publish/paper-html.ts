import type { Inline, Paper, PaperBlock, PaperCell } from '../core/report/paper.ts';
import type { PaperTable } from '../core/report/paper-parts.ts';
import { longDay } from '../core/report/wording.ts';
import { paperChartWords } from '../../src/lib/charts/paper-option.ts';
import { escapeXml as safe } from './core-xml.ts';
import { chartSvg } from './paper-chart.ts';
import { paperCss } from './paper-html-style.ts';
import {
	annexNames,
	basisLines,
	basisTitle,
	captions,
	cellText,
	citedFigures,
	correctionOf,
	definitionsOf,
	isDrawable,
	numberedBlocks,
	pageWords,
	printable,
	type Definition,
	type Figures,
} from './paper-words.ts';
import { balancedLines, widthIn } from './title-lines.ts';

interface Kit {
	readonly figures: Figures;
	readonly captions: ReadonlyMap<PaperBlock, string>;
	/** Where the definition of a figure stands, by the figure's id. */
	readonly places: ReadonlyMap<string, number>;
}

type ChartBlock = Extract<PaperBlock, { readonly kind: 'chart' }>;

/** A figure, leading to how it is counted. */
function figureHtml(id: string, { figures, places }: Kit): string {
	const { text, label, from, to } = figures.get(id)!;
	const place = places.get(id);
	const title = safe(`${label}，${from === to ? from : `${from} 至 ${to}`}`);
	return place === undefined
		? `<span title="${title}">${safe(text)}</span>`
		: `<a class="f" href="#k${place}" title="${title}">${safe(text)}</a>`;
}

const inlines = (parts: readonly Inline[], kit: Kit): string =>
	parts.map((part) => (typeof part === 'string' ? safe(part) : figureHtml(part.ref, kit))).join('');

const cellHtml = (cell: PaperCell, kit: Kit): string =>
	cell !== null && typeof cell === 'object' && 'ref' in cell ? figureHtml(cell.ref, kit) : safe(cellText(cell, kit.figures));

const classOf = { left: '', center: ' class="c"', right: ' class="r"' } as const;

function tableHtml(table: PaperTable, kit: Kit): string {
	if (table.rows.length === 0) return `<p class="small empty">${safe(table.empty)}</p>`;
	const { columns } = table;
	const parts = columns.reduce((sum, { width }) => sum + width, 0) || 1;
	const strong = new Set(table.strong ?? []);
	const cols = columns.map(({ width }) => `<col style="width:${((100 * width) / parts).toFixed(2)}%">`).join('');
	const head = columns.map(({ title }) => `<th scope="col">${safe(title)}</th>`).join('');
	const rows = table.rows.map((row, index) => {
		const cells = row.map((cell, place) => `<td${classOf[columns[place]?.align ?? 'left']}>${cellHtml(cell, kit)}</td>`).join('');
		return `<tr${strong.has(index) ? ' class="strong"' : ''}>${cells}</tr>`;
	});
	const dense = columns.length > (table.landscape ? 8 : 7) ? ' class="dense"' : '';
	const note = table.note ? `\n<p class="small">注：${safe(table.note)}</p>` : '';
	return `<div class="table"><table${dense}><colgroup>${cols}</colgroup><thead><tr>${head}</tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table></div>${note}`;
}

function chartHtml(block: ChartBlock, kit: Kit): string {
	const name = `<figcaption class="caption">${safe(kit.captions.get(block) ?? block.title)}</figcaption>`;
	if (!isDrawable(block.chart)) return `<figure>${name}<p class="small empty">本图没有数据。</p></figure>`;
	const { svg } = chartSvg(block.chart, `c${[...kit.captions.keys()].indexOf(block)}`);
	const words = safe(paperChartWords(block.chart));
	const note = block.note ? `<p class="small">注：${safe(block.note)}</p>` : '';
	return `<figure>${svg.replace('<svg ', `<svg role="img" aria-label="${words}" `)}${name}${note}</figure>`;
}

function blockHtml(block: PaperBlock, kit: Kit): string {
	switch (block.kind) {
		case 'heading':
			return `<h${block.level + 1}>${safe(block.text)}</h${block.level + 1}>`;
		case 'para':
			return `<p class="text">${inlines(block.parts, kit)}</p>`;
		case 'slot':
			return [
				...(block.title === '' ? [] : [`<h2>${safe(block.title)}</h2>`]),
				...block.paragraphs.map((parts) => `<p class="text">${inlines(parts, kit)}</p>`),
			].join('\n');
		case 'note':
			return `<p class="small">${safe(block.text)}</p>`;
		case 'table': {
			const inner = `<p class="caption">${safe(kit.captions.get(block) ?? block.title)}</p>\n${tableHtml(block, kit)}`;
			return block.landscape ? `<section class="wide">\n${inner}\n</section>` : inner;
		}
		case 'chart':
			return chartHtml(block, kit);
	}
}

const titleHtml = (title: string, most: number): string =>
	`<h1>${balancedLines(title, most)
		.map((line) => `<span>${safe(line)}</span>`)
		.join('')}</h1>`;

function head(paper: Paper): string {
	const words = pageWords(paper);
	const correction = correctionOf(paper);
	return [
		...(words ? [`<p class="words">${safe(words)}</p>`] : []),
		`<p class="organ" style="--n:${Math.max(1, widthIn(paper.courtName))}">${safe(paper.courtName)}</p>`,
		`<p class="number">${safe(paper.number ?? '（未编号）')}</p>`,
		titleHtml(paper.title, 20),
		...(paper.version > 1 ? [`<p class="edition">（更正，第${paper.version}版）</p>`] : []),
		`<p class="to">${safe(paper.addressees.replace(/[：:]$/, ''))}：</p>`,
		...(correction ? [`<p class="text correction">${safe(correction)}</p>`] : []),
	].join('\n');
}

function foot({ courtName, issuedOn }: Paper, names: readonly string[]): string {
	const one = names.length === 1;
	const lines = names.map((name, index) => `<p>${index === 0 ? '附件：' : ''}${one ? '' : `${index + 1}. `}${safe(name)}</p>`);
	const sign = issuedOn ? `\n<div class="sign"><p>${safe(courtName)}</p><p>${longDay(issuedOn)}</p></div>` : '';
	return `<div class="closing"><div class="annexes${one ? ' one' : ''}">${lines.join('')}</div>${sign}</div>`;
}

const titleOf = (block: PaperBlock): string => ('title' in block ? block.title : '附表');

function annexHtml(block: PaperBlock, label: string, kit: Kit): string {
	const wide = block.kind === 'table' && block.landscape === true;
	const inner = block.kind === 'table' ? tableHtml(block, kit) : blockHtml(block, kit);
	return `<section class="annex${wide ? ' wide' : ''}"><p class="label">${label}</p>\n${titleHtml(titleOf(block), wide ? 28 : 20)}\n${inner}</section>`;
}

function basisHtml(paper: Paper, label: string, definitions: readonly Definition[], zone: string): string {
	const rows = definitions.map(
		({ label: name, definition, period }, index) =>
			`<tr id="k${index + 1}"><td>${safe(name)}</td><td>${safe(definition)}</td><td class="c">${safe(period)}</td></tr>`,
	);
	const lines = [...paper.notes, ...basisLines(paper, zone)].map((text, index) => `<p class="small">${index + 1}. ${safe(text)}</p>`);
	const columns = '<colgroup><col style="width:23%"><col style="width:51%"><col style="width:26%"></colgroup>';
	const table = `<div class="table"><table class="dense">${columns}<thead><tr><th scope="col">指标</th><th scope="col">口径</th><th scope="col">期间</th></tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table></div>`;
	const printed = paper.issuedOn ? `${longDay(paper.issuedOn)}印发` : '未印发';
	return [
		`<section class="annex basis"><p class="label">${label}</p>`,
		titleHtml(basisTitle, 20),
		...lines,
		rows.length > 0 ? table : '<p class="small empty">本期未引用指标。</p>',
		`<p class="imprint"><span>${safe(paper.courtName)}</span><span>${printed}</span></p></section>`,
	].join('\n');
}

/** Nothing is loaded from anywhere, nothing runs. */
const policy = "default-src 'none'; style-src 'unsafe-inline'";

/**
 * The paper as one HTML document: no scripts and no outside resources, charts inline, every figure leading to its formula at the end; printed on A4
 * it is laid out like the Word document. The same paper gives the same text. Days are printed in the court's zone.
 */
export function renderPaperHtml(source: Paper, zone = 'Asia/Shanghai'): string {
	const paper = printable(source);
	const blocks = numberedBlocks(paper.blocks);
	const definitions = definitionsOf(paper);
	const kit: Kit = {
		figures: citedFigures(paper),
		captions: new Map([...captions(blocks), ...paper.annexes.map((block) => [block, titleOf(block)] as const)]),
		places: new Map(definitions.flatMap(({ ids }, index) => ids.map((id) => [id, index + 1] as const))),
	};
	const named = annexNames(paper.annexes);
	const names = named.map(({ name }) => name);
	const body = [
		head(paper),
		...blocks.map((block) => blockHtml(block, kit)),
		foot(paper, names),
		...paper.annexes.map((block, index) => annexHtml(block, named[index]!.label, kit)),
		basisHtml(paper, named.at(-1)!.label, definitions, zone),
	].join('\n');
	return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${safe(`${paper.courtName}${paper.title}${paper.number ? `（${paper.number}）` : ''}`)}</title>
<style>${paperCss(pageWords(paper))}</style>
</head>
<body><main>
${body}
</main></body>
</html>
`;
}
