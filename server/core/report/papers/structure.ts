import { words, type Ref } from '../cite.ts';
import { changeWords } from '../findings.ts';
import type { PaperCell } from '../paper.ts';
import { changeCell, isEnforced, sumOf, type Pick } from './caseload.ts';
import type { MonthLoad, SplitRow } from './input-analysis.ts';
import { changeOf, column, isKnown, thanOf, thisOf, wholeOf, type Scribe } from './scribe.ts';

/** Enterprise classes (双分类) in the order of their document. */
export const enterpriseNames: Readonly<Record<string, string>> = {
	bank: '涉商业银行',
	green: '涉绿色重点保护',
	micro: '涉小微',
	construction: '涉建筑工程',
	'micro-loan': '涉小额贷款',
	other: '涉其他企业',
};

const kindNames: readonly (readonly [kind: string, name: string])[] = [
	['enforcement-first', '首次执行'],
	['enforcement-resumed', '恢复执行'],
	['preservation', '财产保全'],
];

/** Causes shown by name; the rest is 其他. */
const causesShown = 8;

/** Twelve months of received, closed and open, as a chart. */
export function monthChart(scribe: Scribe, months: readonly MonthLoad[]): void {
	const values = (part: 'received' | 'closed' | 'open'): readonly number[] => months.map((month) => month[part]);
	scribe.chart('months', '近十二个月执行案件收案、结案和月末未结', {
		kind: 'trend',
		categories: months.map(({ month }) => `${Number(month.slice(5))}月`),
		series: [
			{ name: '新收', values: values('received') },
			{ name: '已结', values: values('closed') },
			{ name: '月末未结', values: values('open') },
		],
		unit: '件',
	});
}

interface Row {
	readonly name: string;
	readonly key: string;
	readonly now: number;
	readonly then: number | undefined;
}

/** A table of shares: count, share, change to last year. */
function shareTable(scribe: Scribe, id: string, title: string, head: string, rows: readonly Row[], note?: string): void {
	const total = rows.reduce((sum, row) => sum + row.now, 0);
	const compared = rows.some((row) => row.then !== undefined);
	const cells = (row: Row): readonly PaperCell[] => [
		row.name,
		scribe.cell({
			code: `received-${id}`,
			label: `${row.name}新收`,
			value: row.now,
			of: '件',
			part: row.key,
			definition: '立案日期在统计期内的案件',
		}),
		scribe.cell({
			code: `received-${id}`,
			label: `${row.name}占新收`,
			value: total > 0 ? (row.now * 100) / total : null,
			of: '%',
			part: `${row.key}-share`,
		}),
		...(compared
			? [
					changeCell(
						scribe,
						{ code: `received-${id}`, label: `${row.name}新收`, value: row.now, of: '件', part: row.key },
						changeOf(row.now, row.then ?? null),
					),
				]
			: []),
	];
	scribe.table({
		id,
		title,
		columns: [
			column(head, 40, 'left'),
			column('新收（件）', 20, 'right'),
			column('占比', 20, 'right'),
			...(compared ? [column('环比', 20, 'right')] : []),
		],
		rows: rows.map(cells),
		...(note ? { note } : {}),
		empty: `${thisOf(scribe.base.period)}没有新收案件。`,
	});
}

/** Second section of the monthly analysis: what kinds of case came in. */
export function writeStructure(scribe: Scribe, title: string): void {
	const { base, input } = scribe;
	const { sums, analysis } = input;
	const received = (pick: Pick, span: 'span' | 'before'): number =>
		sumOf(sums[span], 'case-received', (row) => isEnforced(row) && pick(row));
	const rowOf = (key: string, name: string, pick: Pick): Row => ({
		...{ key, name, now: received(pick, 'span'), then: isKnown(base, base.before) ? received(pick, 'before') : undefined },
	});
	scribe.heading(1, title);
	const kinds = kindNames.map(([kind, name]) => rowOf(kind, name, (row) => row.kind === kind));
	const enterprise = Object.entries(enterpriseNames).map(([code, name]) => rowOf(code, name, (row) => row.enterpriseClass === code));
	const ofEnterprise = rowOf('enterprise', '涉企案件', (row) => row.enterpriseClass !== '');
	const all = received(() => true, 'span');
	const say = (code: string, label: string, value: number): Ref =>
		scribe.count({ code, label, value, of: '件', definition: '立案日期在统计期内的执行案件' });
	const share = (row: Row): Ref =>
		scribe.count({
			code: 'received-share',
			label: `${row.name}占比`,
			value: all > 0 ? (row.now * 100) / all : null,
			of: '%',
			part: row.key,
		});
	if (all === 0) {
		scribe.para(words`${thisOf(base.period)}没有新收执行案件。`);
		return;
	}
	const change = (row: Row) =>
		changeWords(changeOf(row.now, row.then ?? null), '件', thanOf(base.period), (part, value, of) =>
			scribe.count({ code: 'received-enterprise', label: '涉企新收变化', value, of, part }),
		);
	scribe.para(
		words`${thisOf(base.period)}新收执行案件${say('received', '新收', all)}。按案件类型，${kinds
			.filter((row) => row.now > 0)
			.map((row) => words`${row.name}${say(`received-${row.key}`, row.name, row.now)}（占${share(row)}）`)
			.flatMap((part, at) =>
				at === 0 ? [...part] : ['、', ...part],
			)}；涉企案件${say('received-enterprise', '涉企新收', ofEnterprise.now)}，占${share(ofEnterprise)}，${change(ofEnterprise)}。`,
	);
	if (analysis) {
		const causes = topRows(analysis.causes);
		const first = causes[0];
		if (first && first.count > 0)
			scribe.para(words`按案由，居首的是${first.name}，新收${say('received-cause', `${first.name}新收`, first.count)}。`);
		shareTable(
			scribe,
			'causes',
			'新收执行案件案由',
			'案由（执行依据所涉纠纷）',
			causes.map((row) => asRow(row)),
		);
		shareTable(
			scribe,
			'amounts',
			'新收执行案件申请标的额',
			'申请执行标的额',
			analysis.amounts.map((row) => asRow(row)),
		);
	}
	shareTable(scribe, 'enterprise-received', '新收涉企执行案件双分类', '类别', enterprise);
	if (base.courts.length > 1)
		shareTable(
			scribe,
			'courts-received',
			`${wholeOf(base)}新收执行案件分布`,
			'法院',
			base.courts.map((court) => rowOf(court, base.directory.courts.get(court)?.name ?? court, (row) => row.court === court)),
		);
}

const asRow = (row: SplitRow): Row => ({ key: row.name, name: row.name, now: row.count, then: undefined });

function topRows(rows: readonly SplitRow[]): readonly SplitRow[] {
	const sorted = rows.toSorted((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
	const rest = sorted.slice(causesShown).reduce((sum, row) => sum + row.count, 0);
	return rest > 0 ? [...sorted.slice(0, causesShown), { name: '其他', count: rest }] : sorted;
}
