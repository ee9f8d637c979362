import { words, type Ref, type Words } from '../cite.ts';
import { changeWords, leastCases } from '../findings.ts';
import type { PaperCell } from '../paper.ts';
import type { StageTime } from './input-analysis.ts';
import { changeOf, column, thanOf, thisOf, type Scribe } from './scribe.ts';

const definition = '统计期内完成的该环节，自起点次日起计算的自然日，不扣除停止计算的期间';

const drillOf = ({ base }: Scribe, stage: string): string =>
	`/desk/cycles?${new URLSearchParams({ court: base.court.code, from: base.period.from, to: base.period.to, stage }).toString()}`;

/** Fourth section of the monthly analysis: median and P90 of every stage, where the time goes, and the ways of the closed cases. */
export function writeTimes(scribe: Scribe, title: string): void {
	const { base, input } = scribe;
	const times = input.analysis?.times ?? [];
	scribe.heading(1, title);
	scribe.heading(2, '各环节用时');
	const told = times.filter((time) => time.count >= leastCases);
	if (told.every((time) => time.whole)) {
		scribe.para(words`${thisOf(base.period)}各环节完成均不足五件次，不作用时分析。`);
	} else {
		const slow = told
			.filter((time) => !time.whole)
			.toSorted((a, b) => b.medianDays - a.medianDays || (a.code < b.code ? -1 : 1))
			.slice(0, 3);
		scribe.para(
			words`中位用时最长的环节依次为：${slow.map((time) => slowWords(scribe, time)).flatMap((part, at) => (at === 0 ? [...part] : ['；', ...part]))}。`,
		);
		const grown = told.filter(({ before, medianDays }) => before && before.count >= leastCases && medianDays > before.medianDays);
		if (grown.length > 0)
			scribe.para(
				words`中位用时较${thanOf(base.period)}延长的环节有：${grown.map((time) => words`${time.name}${cite(scribe, time, 'longer', '中位用时延长', time.medianDays - time.before!.medianDays)}`).flatMap((part, at) => (at === 0 ? [...part] : ['、', ...part]))}。`,
			);
	}
	timeTable(scribe, times);
	flowChart(scribe);
}

/** A median lies on a day or halfway between two. */
const halves = (days: number): string => String(Math.round(days * 2) / 2);

function cite(scribe: Scribe, time: StageTime, part: string, label: string, value: number): Ref {
	return scribe.count({
		code: `cycle.${time.code}`,
		label: `${time.name}${label}`,
		value,
		of: '天',
		text: `${halves(value)}天`,
		part,
		definition,
		drill: drillOf(scribe, time.code),
	});
}

function slowWords(scribe: Scribe, time: StageTime): Words {
	const { before } = time;
	const change =
		before && before.count >= leastCases
			? changeWords(changeOf(time.medianDays, before.medianDays), '天', thanOf(scribe.base.period), (part, value) =>
					cite(scribe, time, part, '中位用时变化', value ?? 0),
				)
			: undefined;
	return words`${time.name}，中位${cite(scribe, time, 'median', '中位用时', time.medianDays)}，百分之九十的案件在${cite(scribe, time, 'p90', '第九十百分位用时', time.p90Days)}以内${change ? words`，中位用时${change}` : undefined}`;
}

function timeTable(scribe: Scribe, times: readonly StageTime[]): void {
	const cell = (time: StageTime, part: string, label: string, value: number | null, of: '天' | '件' = '天'): PaperCell =>
		value === null
			? '—'
			: scribe.cell({
					code: `cycle.${time.code}`,
					label: `${time.name}${label}`,
					value,
					of,
					...(of === '天' ? { text: halves(value) } : {}),
					part,
					definition,
					drill: drillOf(scribe, time.code),
				});
	const than = thanOf(scribe.base.period);
	scribe.table({
		id: 'times',
		title: '各环节用时',
		columns: [
			column('环节', 30, 'left'),
			column('完成（件次）', 14, 'right'),
			column('中位（天）', 14, 'right'),
			column('第九十百分位（天）', 16, 'right'),
			column(`${than}中位（天）`, 14, 'right'),
			column(`${than}第九十百分位（天）`, 16, 'right'),
		],
		rows: times
			.filter((time) => time.count > 0)
			.map((time) => [
				time.name,
				cell(time, 'count', '完成件次', time.count, '件'),
				cell(time, 'median', '中位用时', time.medianDays),
				cell(time, 'p90', '第九十百分位用时', time.p90Days),
				cell(time, 'median-before', '上期中位用时', time.before && time.before.count > 0 ? time.before.medianDays : null),
				cell(time, 'p90-before', '上期第九十百分位用时', time.before && time.before.count > 0 ? time.before.p90Days : null),
			]),
		note: '用时为自然日，不扣除停止计算的期间；一件案件有多项财产、多笔案款的，逐项计算。',
		empty: `${thisOf(scribe.base.period)}没有完成的环节。`,
	});
}

function flowChart(scribe: Scribe): void {
	const flows = scribe.input.analysis?.flows ?? [];
	if (flows.length === 0) return;
	const names = [...new Set(flows.flatMap(({ from, to }) => [from, to]))];
	scribe.chart(
		'flows',
		`${thisOf(scribe.base.period)}结案案件所经阶段`,
		{ kind: 'sankey', categories: names, series: [], unit: '件', flows },
		'按结案案件实际进入过的阶段统计，线条宽度表示案件数。',
	);
}
