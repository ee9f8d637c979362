import type { IndicatorEntry, Sum } from '../core/indicator/catalogue/types.ts';
import { coverageWords } from '../core/indicator/coverage.ts';
import { isUnsettled } from '../core/indicator/catalogue/index.ts';
import { hasBefore } from '../core/indicator/period.ts';
import { changeText, isAmount } from '../core/indicator/text.ts';
import type { Figure, FigureBoard, FigureGroup } from '../core/indicator/types.ts';
import type { ListTable } from './worklist-table.ts';

type TableCell = ListTable['rows'][number][number];

const columns = [
	{ title: '对象', width: 24 },
	{ title: '指标', width: 28 },
	{ title: '代码', width: 26 },
	{ title: '起日', width: 14 },
	{ title: '止日', width: 14 },
	{ title: '数值', width: 14 },
	{ title: '单位', width: 8 },
	{ title: '分子', width: 14 },
	{ title: '分母', width: 14 },
	{ title: '金额单位', width: 10 },
	{ title: '同比', width: 20 },
	{ title: '环比', width: 20 },
	{ title: '目标', width: 20 },
	{ title: '达到目标', width: 10 },
	{ title: '差距', width: 24 },
	{ title: '目标文件', width: 30 },
	{ title: '口径', width: 60 },
	{ title: '口径待核', width: 10 },
	{ title: '数据范围', width: 26 },
];

/** Amounts are kept in fen and given in 元, as numbers. */
const inYuan = (sums: readonly Sum[] | undefined, value: number): number => (isAmount(sums) ? value / 100 : value);

/** 环比 of a period; said to be none where it was asked for of a year so far. */
function momText(entry: IndicatorEntry, { mom }: Figure, { period, compare }: FigureBoard['query']): string | undefined {
	if (mom) return changeText(entry, mom);
	return compare?.includes('mom') && !hasBefore(period) ? '累计不作环比' : undefined;
}

function rowOf(name: string, entry: IndicatorEntry, figure: Figure, query: FigureBoard['query']): readonly TableCell[] {
	const { from, to } = query.period;
	const { target } = figure;
	return [
		name,
		entry.name,
		entry.code,
		{ day: from },
		{ day: to },
		figure.value ?? (figure.unfilled ? '未填报' : '—'),
		entry.unit,
		inYuan(entry.numerator, figure.numerator),
		figure.denominator === null ? undefined : inYuan(entry.denominator, figure.denominator),
		isAmount(entry.numerator) || isAmount(entry.denominator) ? '元' : undefined,
		figure.yoy && changeText(entry, figure.yoy),
		momText(entry, figure, query),
		target?.words,
		target ? (target.met === null ? '—' : target.met ? '达到' : '未达到') : undefined,
		target?.gap,
		target?.target.document,
		entry.definition,
		isUnsettled(entry) ? '待核' : '',
		coverageWords(figure.coverage),
	];
}

/** Figures as a table to take along: the total, then each group. `of`: whose figures, in words. */
export function indicatorTable(
	entries: readonly IndicatorEntry[],
	board: FigureBoard,
	groups: readonly FigureGroup[],
	of: string,
): ListTable {
	const all = [{ ...board.total, name: of }, ...groups];
	return {
		name: `${of}质效指标`,
		columns,
		rows: all.flatMap((group) => entries.map((entry, index) => rowOf(group.name, entry, group.figures[index]!, board.query))),
	};
}
