import { describe, expect, it } from 'vitest';
import { forwardFlows, stagesOf } from '../../src/lib/charts/paper-flows.ts';
import { markText } from '../../src/lib/charts/paper-look.ts';
import { paperChartWords } from '../../src/lib/charts/paper-option.ts';
import { scaleOf, spread } from '../../src/lib/charts/paper-scale.ts';
import type { PaperChart } from '../core/report/paper.ts';
import { chartPng, chartSvg } from './paper-chart.ts';
import { outlineWords } from './paper-chart-words.ts';
import { outlineFont } from './paper-font-outline.ts';
import { chineseFont } from './paper-font.ts';
import { textOf } from './unzip.fixture.ts';

const bars = (categories: readonly string[], values: readonly (number | null)[]): PaperChart => ({
	kind: 'bars',
	categories,
	series: [
		{ name: '本期', values },
		{ name: '上期', values },
	],
	unit: '件',
	target: { name: '目标', value: 9 },
});

const lines: PaperChart = {
	kind: 'trend',
	categories: ['9月', '10月', '11月'],
	series: [
		{ name: '本院', values: [80, 81, 81.5] },
		{ name: '全市', values: [79, null, 81.4] },
		{ name: '全省', values: [null, null, null] },
	],
	unit: '%',
};

describe('charts of papers', () => {
	it('are the same again, with ids of their own', () => {
		const first = chartSvg(bars(['一', '二'], [3, 4]), 'c1');
		expect(chartSvg(structuredClone(bars(['一', '二'], [3, 4])), 'c1')).toEqual(first);
		expect(chartSvg(bars(['一', '二'], [3, 4]), 'c2').svg.replaceAll('c2-', 'c1-')).toBe(first.svg);
		expect(first.svg).not.toMatch(/zr\d|class=|<style|:hover|ecmeta|pointer/);
	});

	it('tell series apart without colour: by pattern, by dash and mark', () => {
		const { svg } = chartSvg(bars(['一', '二'], [3, 4]));
		expect(svg).toMatch(/<pattern /);
		expect(svg).toMatch(/fill="url\(#chart-p0\)"/);
		const dashes = [...chartSvg(lines).svg.matchAll(/stroke-dasharray="([^"]+)"/g)].map(([, dash]) => dash);
		expect(new Set(dashes).size).toBeGreaterThanOrEqual(2);
	});

	it('write every value at its mark, the target and the unit', () => {
		const text = textOf(chartSvg(bars(['执行一团队', '执行二团队的办案组'], [1234, null])).svg);
		for (const words of ['执行二团队的办案组', '1,234', '目标 9件', '（件）', '本期', '上期']) expect(text).toContain(words);
		const ends = textOf(chartSvg(lines).svg);
		for (const words of ['本院 81.5', '全市 81.4']) expect(ends).toContain(words);
	});

	it.each([
		['no series', { kind: 'stacked', categories: ['一'], series: [], unit: '' }],
		['nothing but gaps', { kind: 'trend', categories: ['一'], series: [{ name: '甲', values: [null] }], unit: '%' }],
		['zero', { kind: 'bars', categories: ['一'], series: [{ name: '甲', values: [0] }], unit: '件' }],
		['below zero', { kind: 'bars', categories: ['一', '二'], series: [{ name: '甲', values: [-3, 2] }], unit: '件' }],
		['no flows', { kind: 'sankey', categories: [], series: [], unit: '件' }],
	] as const)('can be drawn of %s', (_, chart) => {
		expect(chartSvg(chart as PaperChart).svg).toMatch(/^<svg[\s\S]*<\/svg>$/);
	});

	it('escape names', () => {
		const { svg } = chartSvg(bars(['<b>&"', '二'], [1, 2]));
		expect(svg).not.toContain('<b>');
		expect(textOf(svg)).toContain('<b>&"');
	});

	it.skipIf(!chineseFont())('become pictures of about 300 dots an inch, with the words drawn', async () => {
		const picture = (await chartPng(bars(['一', '二'], [3, 4])))!;
		const png = Buffer.from(picture.png);
		expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
		expect(png.readUInt32BE(16)).toBe(1840);
		expect(png.readUInt32BE(20) / 1840).toBeCloseTo(picture.height / picture.width, 2);
		const other = (await chartPng(bars(['一', '三'], [3, 4])))!;
		expect(Buffer.from(other.png).equals(png)).toBe(false);
	});

	it.skipIf(!chineseFont())('are drawn of outlines alone: no text is left that would read the font once more', async () => {
		const font = (await outlineFont(chineseFont()!))!;
		const flows = [
			{ from: '查控', to: '处置', value: 5 },
			{ from: '处置', to: '终本', value: 2 },
		];
		const all: readonly PaperChart[] = [
			bars(['一', '<b>&"'], [3, 4]),
			bars(['东川县人民法院执行局一团队', '东川县人民法院执行局二团队'], [1234, 56]),
			{ ...bars(['一', '二'], [3, 4]), kind: 'stacked' },
			lines,
			{ kind: 'sankey', categories: [], series: [], unit: '件', flows },
		];
		for (const chart of all) {
			const { svg } = chartSvg(chart);
			const texts = svg.match(/<text/g)!.length;
			expect(texts).toBeGreaterThan(2);
			const words = outlineWords(svg, font);
			expect(words).not.toMatch(/<text|dominant-baseline|text-anchor|font-size/);
			expect(words.match(/<path transform="[^"]+" d="M/g)).toHaveLength(texts);
		}
	});

	it('are said in words', () => {
		expect(paperChartWords(lines)).toBe(
			'本院：9月 80%，10月 81%，11月 81.5%；全市：9月 79%，10月 —，11月 81.4%；全省：9月 —，10月 —，11月 —',
		);
	});
});

describe('flows', () => {
	it('never run in a circle: what returns ends in a stage of its own', () => {
		const flows = forwardFlows([
			{ from: '查控', to: '处置', value: 5 },
			{ from: '处置', to: '终本', value: 4 },
			{ from: '终本', to: '查控', value: 2 },
			{ from: '处置', to: '处置', value: 9 },
			{ from: '查控', to: '终本', value: 0 },
		]);
		expect(flows.map(({ from, to }) => `${from}→${to}`)).toEqual(['查控→处置', '处置→终本', '终本→查控（返回）']);
		expect(Object.fromEntries(stagesOf(flows))).toEqual({ 查控: 5, 处置: 5, 终本: 4, '查控（返回）': 2 });
	});
});

describe('axes', () => {
	it.each([
		[57.1, 96, false, true, { min: 50, max: 100, interval: 10 }],
		[0, 95.84, true, true, { min: 0, max: 100, interval: 20 }],
		[0, 512, true, false, { min: 0, max: 600, interval: 200 }],
		[0, 0, true, false, { min: 0, max: 1, interval: 0.2 }],
		[-3, 2, true, false, { min: -3, max: 3, interval: 1 }],
	])('hold %d to %d', (low, high, fromZero, percent, scale) => {
		expect(scaleOf(low, high, { fromZero, percent })).toEqual(scale);
	});

	it('hold all values for any range, on round steps', () => {
		for (let n = 1; n < 400; n += 1) {
			const [low, high] = [Math.sin(n) * 10 ** (n % 7), Math.sin(n) * 10 ** (n % 7) + 10 ** (n % 5) * 0.37];
			const { min, max, interval } = scaleOf(low, high, { fromZero: n % 2 === 0, percent: false });
			expect(min).toBeLessThanOrEqual(low + 1e-9);
			expect(max).toBeGreaterThanOrEqual(high - 1e-9);
			expect((max - min) / interval).toBeCloseTo(Math.round((max - min) / interval), 6);
		}
	});

	it('set labels apart in their order', () => {
		expect(spread([10, 11, 50], 15, 0, 100)).toEqual([10, 25, 50]);
		const crowded = spread([99, 98, 97], 15, 0, 100);
		expect(crowded[2]! < crowded[1]! && crowded[1]! < crowded[0]!).toBe(true);
		expect(Math.max(...crowded)).toBeLessThanOrEqual(100);
	});

	it('write numbers as papers do', () => {
		expect([markText(1234567.891), markText(-0.001), markText(-12.3, '%'), markText(0)]).toEqual(['1,234,567.89', '0', '−12.3%', '0']);
	});
});
