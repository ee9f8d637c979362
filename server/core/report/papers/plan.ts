import { addMonths } from '../../time/civil.ts';
import { joined, words, type Words } from '../cite.ts';
import type { PaperCell } from '../paper.ts';
import type { QuotaRow } from './input.ts';
import { column, wholeOf, type CountSpec, type Scribe } from './scribe.ts';

const definition = '月结案任务按当月结案的各类案件计算，截至统计截止日';

/** The month (YYYY-MM) of the last day of a paper, or so many months after it. */
export const monthAt = ({ input }: Scribe, ahead = 0): string =>
	addMonths(`${input.lists.day.slice(0, 7)}-01` as typeof input.lists.day, ahead).slice(0, 7);

/** 「2026年11月」. */
export const monthName = (month: string): string => `${Number(month.slice(0, 4))}年${Number(month.slice(5))}月`;

interface Quota extends QuotaRow {
	readonly name: string;
}

/** Quotas of a month: of the courts where there are several, else of the court and its units. */
function quotasOf({ base, input }: Scribe, month: string): readonly Quota[] {
	const order = new Map(base.courts.map((court, at) => [court, at]));
	return input.quotas
		.filter((row) => row.month === month && order.has(row.court))
		.filter((row) => base.courts.length === 1 || row.unit === undefined)
		.toSorted((a, b) => order.get(a.court)! - order.get(b.court)! || ((a.unit ?? '') < (b.unit ?? '') ? -1 : 1))
		.map((row) => ({
			...row,
			name: (row.unit ? base.directory.units.get(row.unit)?.name : base.directory.courts.get(row.court)?.name) ?? row.unit ?? row.court,
		}));
}

/** How the month's quota (月结案任务) stands: what is done, and what each still owes. */
export function writeQuota(scribe: Scribe, title: string): void {
	const month = monthAt(scribe);
	const rows = quotasOf(scribe, month);
	scribe.heading(1, title);
	if (rows.length === 0) {
		scribe.para(words`${monthName(month)}未下达月结案任务。`);
		return;
	}
	const own = scribe.base.courts.length === 1 ? rows.find((row) => row.unit === undefined) : undefined;
	if (own) scribe.para(ownWords(scribe, month, own));
	const parts = rows.filter((row) => row !== own);
	const given = givenWords(scribe, month, rows.length);
	if (given) scribe.para(given);
	if (parts.length > 0) scribe.para(lateWords(scribe, month, parts));
	quotaTable(scribe, month, rows);
}

const spec = (row: Quota, part: string, label: string, value: number): CountSpec => ({
	...{ court: row.court, code: 'quota', label: `${row.name}${label}`, value, of: '件', definition, part },
	...(row.unit ? { unit: row.unit } : {}),
});

/** The quota of the court itself. */
function ownWords(scribe: Scribe, month: string, row: Quota): Words {
	const left = row.cases - row.closed;
	const rest = left > 0 ? words`，还需结案${scribe.count(spec(row, 'left', '还需结案', left))}` : ['，已完成'];
	return words`${monthName(month)}全院结案任务${scribe.count(spec(row, 'cases', '月结案任务', row.cases))}，截至统计截止日已结${scribe.count(spec(row, 'closed', '本月已结', row.closed))}${rest}。`;
}

/** Of how many courts the quotas are, where not all have one: the others are neither behind nor done. */
function givenWords(scribe: Scribe, month: string, given: number): Words | undefined {
	const { length: all } = scribe.base.courts;
	if (all === 1 || given === all) return undefined;
	const count = (code: string, label: string, value: number) => scribe.fact({ code, label, value, of: '个', definition });
	return words`${count('quota-courts', '统计范围内的法院', all)}法院中，${count('quota-given', '已下达月结案任务的法院', given)}下达了${monthName(month)}结案任务，以下只计已下达任务的法院。`;
}

/** The courts or departments that still owe cases. */
function lateWords(scribe: Scribe, month: string, rows: readonly Quota[]): Words {
	const late = rows.filter((row) => row.closed < row.cases);
	const kind = scribe.base.courts.length > 1 ? '法院' : '部门';
	const total = scribe.fact({ code: 'quota-late', label: `未完成月结案任务的${kind}`, value: late.length, of: '个', definition });
	const whose = scribe.base.courts.length > rows.length && scribe.base.courts.length > 1 ? `上述${kind}` : `各${kind}`;
	if (late.length === 0) return words`${whose}${monthName(month)}结案任务均已完成。`;
	const list = joined(
		late.map((row) => words`${row.name}${scribe.count(spec(row, 'left', '还需结案', row.cases - row.closed))}`),
		'、',
	);
	return words`${monthName(month)}结案任务尚未完成的${kind}${total}，还需结案：${list}。`;
}

function quotaTable(scribe: Scribe, month: string, rows: readonly Quota[]): void {
	const cell = (row: Quota, part: string, label: string, value: number): PaperCell => scribe.cell(spec(row, part, label, value));
	scribe.table({
		id: 'quota',
		title: `${monthName(month)}结案任务完成情况`,
		columns: [
			column('单位', 36, 'left'),
			column('任务（件）', 16, 'right'),
			column('已结（件）', 16, 'right'),
			column('完成率', 16, 'right'),
			column('尚欠（件）', 16, 'right'),
		],
		rows: rows.map((row) => [
			row.name,
			cell(row, 'cases', '月结案任务', row.cases),
			cell(row, 'closed', '本月已结', row.closed),
			scribe.cell({
				...(row.unit ? { unit: row.unit } : {}),
				court: row.court,
				code: 'quota',
				label: `${row.name}完成率`,
				value: row.cases > 0 ? (row.closed * 100) / row.cases : null,
				of: '%',
				definition,
				part: 'rate',
			}),
			cell(row, 'owed', '尚欠', Math.max(0, row.cases - row.closed)),
		]),
		empty: '未下达月结案任务。',
	});
}

/** Quotas of the month after the period, per unit. */
export function writeNextQuota(scribe: Scribe): void {
	const month = monthAt(scribe, 1);
	const rows = quotasOf(scribe, month);
	if (rows.length === 0) {
		scribe.para(words`${monthName(month)}结案任务尚未下达。`);
		return;
	}
	scribe.table({
		id: 'next-quota',
		title: `${monthName(month)}结案任务`,
		columns: [column('单位', 60, 'left'), column('任务（件）', 40, 'right')],
		rows: rows.map((row) => [
			row.name,
			scribe.cell({
				...(row.unit ? { unit: row.unit } : {}),
				court: row.court,
				code: 'next-quota',
				label: `${row.name}下月结案任务`,
				value: row.cases,
				of: '件',
			}),
		]),
		empty: `${wholeOf(scribe.base)}尚未下达任务。`,
	});
}
