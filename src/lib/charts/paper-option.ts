import type { PaperChartView } from '../contract/paper-page.ts';
import { forwardFlows, stagesOf } from './paper-flows.ts';
import {
	at,
	dashes,
	hairline,
	ink,
	liesDown,
	markText,
	marks,
	paperChartHeight,
	patterns,
	rangeOf,
	textWidth,
	type PaperChartLook,
	type PaperChartOption,
} from './paper-look.ts';
import { scaleOf, spread, type Scale } from './paper-scale.ts';

const typeOf = ({ text, font }: PaperChartLook) => ({ fontSize: text, fontFamily: font, color: ink });

/** What no chart of a paper does without: nothing moves, no colour. */
const plain = (look: PaperChartLook) => ({ animation: false, color: [ink], textStyle: typeOf(look) });

/** The dashed line of the target with its words where the line begins. */
function targetLine({ target, unit }: PaperChartView, lying: boolean, look: PaperChartLook) {
	if (!target) return [];
	return [
		{
			name: target.name,
			type: 'line' as const,
			data: [],
			silent: true,
			markLine: {
				silent: true,
				symbol: 'none',
				animation: false,
				lineStyle: { color: ink, width: 1.2, type: [4, 3] },
				label: {
					...typeOf(look),
					position: lying ? ('start' as const) : ('insideStartTop' as const),
					formatter: `${target.name} ${markText(target.value, unit)}`,
					...(lying ? {} : { backgroundColor: '#ffffff', padding: [0, 3] }),
				},
				data: [lying ? { xAxis: target.value } : { yAxis: target.value }],
			},
		},
	];
}

function scaleFor(chart: PaperChartView, fromZero: boolean): Scale {
	const [low, high] = rangeOf(chart);
	return scaleOf(low, high, { fromZero, percent: chart.unit === '%' });
}

const valueAxis = (unit: string, scale: Scale, look: PaperChartLook) => ({
	type: 'value' as const,
	...scale,
	name: unit ? `（${unit}）` : '',
	nameGap: look.text * 0.7,
	nameTextStyle: { ...typeOf(look), align: 'left' as const, padding: [0, 0, 0, -look.text * 0.5] },
	axisLabel: { ...typeOf(look), formatter: (value: number) => markText(value) },
	splitLine: { lineStyle: { color: hairline, width: 0.8 } },
});

const categoryAxis = (names: readonly string[], look: PaperChartLook) => ({
	type: 'category' as const,
	data: [...names],
	axisLabel: { ...typeOf(look), interval: names.length > 16 ? ('auto' as const) : 0 },
	axisTick: { show: false },
	axisLine: { lineStyle: { color: ink, width: 1 }, onZero: true },
});

const legendOf = ({ series }: PaperChartView, look: PaperChartLook) => ({
	data: series.map(({ name }) => name),
	top: 0,
	borderColor: ink,
	itemWidth: look.text * 2.6,
	itemHeight: look.text * 0.8,
	itemGap: look.text * 1.6,
	textStyle: typeOf(look),
	itemStyle: { borderWidth: 1, borderColor: ink },
});

const gridOf = (top: number, right: number, look: PaperChartLook) => ({
	top: look.text * top,
	right,
	bottom: look.text * 0.4,
	left: look.text * 0.4,
	outerBoundsMode: 'same' as const,
	outerBoundsContain: 'axisLabel' as const,
});

const lastOf = (values: readonly (number | null)[]): number => values.findLastIndex((value) => value !== null);

/** By how much the label at the end of each line must move, so that no two lie upon each other, in px. */
function endShifts(chart: PaperChartView, { min, max }: Scale, top: number, look: PaperChartLook): readonly number[] {
	const height = paperChartHeight(chart, look) - look.text * (top + 2.2);
	const places = chart.series.map(({ values }) => height * (1 - ((values[lastOf(values)] ?? min) - min) / (max - min)));
	const moved = spread(places, look.text * 1.15, 0, height);
	return moved.map((place, index) => place - places[index]!);
}

function pointLabel(name: string, value: number, alone: boolean, shift: number, look: PaperChartLook) {
	const label = { show: true, ...typeOf(look), formatter: alone ? markText(value) : `${name} ${markText(value)}` };
	return { ...label, position: alone ? ('top' as const) : ('right' as const), offset: [0, shift] };
}

/** Lines of different dash and mark; the last point of each bears its name and value, a single line the value of every point. */
function trend(chart: PaperChartView, look: PaperChartLook): PaperChartOption {
	const alone = chart.series.length === 1;
	const longest = Math.max(0, ...chart.series.map(({ name }) => textWidth(name, look.text)));
	const scale = scaleFor(chart, false);
	const top = (alone ? 0 : 2) + (chart.unit ? 2.2 : 0.8);
	const shifts = endShifts(chart, scale, top, look);
	const lines = chart.series.map(({ name, values }, index) => {
		const last = lastOf(values);
		const labelled = (place: number): boolean => alone || place === last;
		return {
			name,
			type: 'line' as const,
			symbol: at(marks, index),
			symbolSize: look.text * 0.5,
			showAllSymbol: true,
			connectNulls: false,
			lineStyle: { color: ink, width: index === 0 ? 2 : 1.3, type: at(dashes, index) as 'solid' },
			itemStyle: { color: index === 0 ? ink : '#ffffff', borderColor: ink, borderWidth: 1.2 },
			data: values.map((value, place) => ({
				value: value ?? '-',
				...(value !== null && labelled(place) ? { label: pointLabel(name, value, alone, alone ? 0 : shifts[index]!, look) } : {}),
			})),
		};
	});
	return {
		...plain(look),
		...(alone ? {} : { legend: legendOf(chart, look) }),
		grid: gridOf(top, alone ? look.text * 1.5 : longest + look.text * 4, look),
		xAxis: categoryAxis(chart.categories, look),
		yAxis: valueAxis(chart.unit, scale, look),
		series: [...lines, ...targetLine(chart, false, look)],
	};
}

/** Where a bar bears its value: in a part of a stack, at the inner end of a lying bar (clear of the target's line), else above. */
function barLabel(value: number | null, share: number, kind: 'stacked' | 'lying' | 'standing', dark: boolean, look: PaperChartLook) {
	if (value === null) return { show: false };
	const inside = { color: dark ? '#ffffff' : ink, ...(dark ? {} : { backgroundColor: '#ffffff', padding: [0, 2] }) };
	const text = { ...typeOf(look), formatter: markText(value) };
	// A part too thin for its figure keeps it to itself: the table says it.
	if (kind === 'stacked') return { show: share >= 0.085, ...text, position: 'inside' as const, ...inside };
	if (kind === 'standing') return { show: true, ...text, position: 'top' as const };
	return share > 0.14
		? { show: true, ...text, position: 'insideRight' as const, distance: 2, ...inside }
		: { show: true, ...text, position: 'right' as const };
}

/** Sums of the series by category: how far the stacks reach. */
const sumsOf = ({ categories, series }: PaperChartView): readonly number[] =>
	categories.map((_, place) => series.reduce((sum, { values }) => sum + (values[place] ?? 0), 0));

/** Bars beside or upon each other, told apart by pattern; every bar bears its value. Long names lay the bars down. */
function bars(chart: PaperChartView, look: PaperChartLook): PaperChartOption {
	const lying = liesDown(chart, look);
	const stacked = chart.kind === 'stacked';
	const many = chart.series.length > 1;
	const percent = chart.unit === '%';
	const [low, high] = stacked ? [0, Math.max(0, ...sumsOf(chart), chart.target?.value ?? 0)] : rangeOf(chart);
	const scale = scaleOf(low, high, { fromZero: true, percent });
	const series = chart.series.map(({ name, values }, index) => {
		const { fill, decal, dark = false } = at(patterns, index);
		const kind = stacked ? 'stacked' : lying ? 'lying' : 'standing';
		return {
			name,
			type: 'bar' as const,
			...(stacked ? { stack: 'all' } : {}),
			barMaxWidth: look.text * (stacked ? 3.4 : lying ? 1.2 : 2.6),
			barGap: '12%',
			itemStyle: { color: fill, borderColor: ink, borderWidth: 1, ...(decal ? { decal } : {}) },
			data: values.map((value) => ({
				value: value ?? '-',
				label: barLabel(value, Math.abs(value ?? 0) / (scale.max - scale.min), kind, dark, look),
			})),
		};
	});
	const value = valueAxis(chart.unit, scale, look);
	const category = categoryAxis(chart.categories, look);
	const above = lying ? (chart.target ? 1.8 : 0.4) : chart.unit ? 2.2 : 1.4;
	return {
		...plain(look),
		...(many ? { legend: legendOf(chart, look) } : {}),
		grid: gridOf((many ? 2 : 0.2) + above, look.text * (lying ? 3.4 : 1.2), look),
		xAxis: lying ? { ...value, nameGap: 4, nameTextStyle: { ...typeOf(look), align: 'left' as const } } : category,
		// From below in the order of the lists: the first stands above.
		yAxis: lying ? { ...category, inverse: true } : value,
		series: [...series, ...targetLine(chart, lying, look)],
	} as PaperChartOption;
}

/** Flows between stages as grey bands; every stage bears its name and what passes through it. */
function sankey(chart: PaperChartView, look: PaperChartLook): PaperChartOption {
	const flows = forwardFlows(chart.flows ?? []);
	const stages = stagesOf(flows);
	const sources = new Set(flows.map(({ from }) => from));
	const longest = Math.max(0, ...[...stages.keys()].filter((name) => !sources.has(name)).map((name) => textWidth(name, look.text)));
	return {
		...plain(look),
		series: [
			{
				type: 'sankey',
				silent: true,
				top: look.text,
				bottom: look.text,
				left: look.text * 0.4,
				right: longest + look.text * 5,
				nodeWidth: look.text * 0.9,
				nodeGap: look.text * 1.6,
				layoutIterations: 32,
				draggable: false,
				data: [...stages].map(([name, value]) => ({
					name,
					itemStyle: { color: sources.has(name) ? '#595959' : '#ffffff', borderColor: ink, borderWidth: 1 },
					label: { formatter: `${name} ${markText(value, chart.unit)}` },
				})),
				links: flows.map(({ from, to, value }) => ({ source: from, target: to, value })),
				lineStyle: { color: '#000000', opacity: 0.16, curveness: 0.5 },
				label: { ...typeOf(look), position: 'right' },
			},
		],
	};
}

/** The option of a paper's chart: the same data and the same look give the same picture. */
export function paperChartOption(chart: PaperChartView, look: PaperChartLook): PaperChartOption {
	if (chart.kind === 'sankey') return sankey(chart, look);
	return chart.kind === 'trend' ? trend(chart, look) : bars(chart, look);
}

/** The chart in words, for those who cannot see it. */
export function paperChartWords(chart: PaperChartView): string {
	if (chart.kind === 'sankey') {
		return (chart.flows ?? []).map(({ from, to, value }) => `${from}至${to} ${markText(value, chart.unit)}`).join('；');
	}
	const value = (each: number | null): string => (each === null ? '—' : markText(each, chart.unit));
	const lines = chart.series.map(
		({ name, values }) => `${name}：${values.map((each, n) => `${chart.categories[n] ?? ''} ${value(each)}`).join('，')}`,
	);
	return [...lines, ...(chart.target ? [`${chart.target.name} ${markText(chart.target.value, chart.unit)}`] : [])].join('；');
}
