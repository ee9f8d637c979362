import { BarChart, LineChart, SankeyChart } from 'echarts/charts';
import { GridComponent, LegendComponent, MarkLineComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { renderAsync } from '@resvg/resvg-js';
import { paperChartHeight, type PaperChartLook } from '../../src/lib/charts/paper-look.ts';
import { paperChartOption } from '../../src/lib/charts/paper-option.ts';
import type { PaperChart } from '../core/report/paper.ts';
import { outlineWords } from './paper-chart-words.ts';
import { outlineFont, type OpenFont } from './paper-font-outline.ts';
import { chineseFont, type FontFile } from './paper-font.ts';

use([BarChart, LineChart, SankeyChart, GridComponent, LegendComponent, MarkLineComponent, SVGRenderer]);

/** Open fonts last, as those before may be missing. */
const fonts = "SimHei,'Microsoft YaHei','Source Han Sans SC','Noto Sans CJK SC','WenQuanYi Zen Hei',sans-serif";

/** As wide as the type area, 156 mm; the type is 五号 at that width. */
const look: PaperChartLook = { width: 780, text: 17, font: fonts };

/** Ids that are the same in every process and differ between the charts of a page; nothing that reacts to a pointer. */
function still(svg: string, id: string): string {
	return svg
		.replace(/<style[\s\S]*?<\/style>/g, '')
		.replace(/ (?:class|pointer-events|ecmeta_\w+)="[^"]*"/g, '')
		.replace(/zr\d+-/g, `${id}-`)
		.replace(/\n+/g, '\n')
		.trim();
}

/** A chart of a paper: its picture as SVG and its size in px. */
export interface ChartPicture {
	readonly svg: string;
	readonly width: number;
	readonly height: number;
}

/** The chart as SVG, readable in black and white. `id` begins the ids inside, so that several stand on one page. */
export function chartSvg(chart: PaperChart, id = 'chart'): ChartPicture {
	const height = paperChartHeight(chart, look);
	const drawn = init(null, null, { renderer: 'svg', ssr: true, width: look.width, height });
	try {
		drawn.setOption(paperChartOption(chart, look));
		return { svg: still(drawn.renderToSVGString(), id), width: look.width, height };
	} finally {
		drawn.dispose();
	}
}

/** Printed at about 300 dots an inch over 156 mm. */
const printWidth = 1840;

/** Pictures drawn last, as the forms of a paper and its later checks want the same ones; the oldest goes first. */
const drawnLast = new Map<string, Uint8Array>();
const mostKept = 32;

/** The fonts that the drawing is given: none, but for words that are not outlines. */
const fontsFor = (svg: string, { file, family }: FontFile) =>
	svg.includes('<text') ? { fontFiles: [file], defaultFontFamily: family, sansSerifFamily: family } : {};

async function drawn(svg: string, font: FontFile, open: OpenFont): Promise<Uint8Array> {
	const key = `${font.file}#${font.family}\n${svg}`;
	const known = drawnLast.get(key);
	if (known) return known;
	const words = outlineWords(svg, open);
	const image = await renderAsync(words, {
		background: '#ffffff',
		fitTo: { mode: 'width', value: printWidth },
		font: { loadSystemFonts: false, ...fontsFor(words, font) },
	});
	const png = new Uint8Array(image.asPng());
	drawnLast.set(key, png);
	if (drawnLast.size > mostKept) drawnLast.delete(drawnLast.keys().next().value!);
	return png;
}

/** The chart as PNG, drawn beside the event loop; nothing where the machine has no Chinese font that can be read, as its words would be blanks. */
export async function chartPng(chart: PaperChart): Promise<(ChartPicture & { readonly png: Uint8Array }) | undefined> {
	const font = chineseFont();
	const open = font && (await outlineFont(font));
	if (!open) return undefined;
	const picture = chartSvg(chart);
	return { ...picture, png: await drawn(picture.svg, font, open) };
}
