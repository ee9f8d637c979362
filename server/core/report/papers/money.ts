import { daysBetween } from '../../time/civil.ts';
import { words, type Words } from '../cite.ts';
import { handlerName } from '../lines.ts';
import type { PaperCell } from '../paper.ts';
import { isEnforced, otherRows, sumOf, countedWords, type SpanRow } from './caseload.ts';
import type { OpenPayment } from './input.ts';
import { changeWords, figureIn } from '../findings.ts';
import { forCourts } from './lines.ts';
import { mostShown } from './nodes.ts';
import { column, thanOf, thisOf, type Scribe } from './scribe.ts';

/** Ages of money that is not paid out, in days since it arrived: the next one begins after the last day of the one before. */
const ages: readonly { readonly name: string; readonly from: number; readonly to: number }[] = [
	{ name: '15日以内', from: 0, to: 15 },
	{ name: '16日至30日', from: 16, to: 30 },
	{ name: '31日至60日', from: 31, to: 60 },
	{ name: '61日至90日', from: 61, to: 90 },
	{ name: '91日以上', from: 91, to: Number.MAX_SAFE_INTEGER },
];

const definition = '截止时点已到账而尚未全部发放、提存或退还的案款，账龄自到账之日起计算';

interface Aged extends OpenPayment {
	readonly age: number;
	readonly late: number;
}

function aged(scribe: Scribe): readonly Aged[] {
	const { day, payments } = scribe.input.lists;
	return payments
		.map((payment) => ({
			...payment,
			age: Math.max(0, daysBetween(payment.arrivedOn, day)),
			late: payment.dueOn && !payment.frozen ? Math.max(0, daysBetween(payment.dueOn, day)) : 0,
		}))
		.sort((a, b) => b.late - a.late || b.age - a.age || (a.nodeId < b.nodeId ? -1 : 1));
}

const fenOf = (list: readonly Aged[]): number => list.reduce((sum, payment) => sum + payment.fen, 0);

/** Sixth section: what arrived and was paid, what is not paid by age, and the two zeros (双清零). */
export function writeMoney(scribe: Scribe, title: string): void {
	const { base } = scribe;
	const all = aged(scribe);
	const late = all.filter((payment) => payment.late > 0);
	const [, arrived, paid] = otherRows(scribe) as [SpanRow, SpanRow, SpanRow];
	const than = thanOf(base.period);
	scribe.heading(1, title);
	scribe.para(
		words`${thisOf(base.period)}案款到账${countedWords(scribe, arrived, 'span', than)}；发放${countedWords(scribe, paid, 'span', than)}。${rates(scribe)}`,
	);
	scribe.para(doubleZero(scribe, all, late));
	if (all.length > 0) ageTable(scribe, all);
	lateTable(scribe, late);
}

/** The two rates of the year with what has changed; their targets stand among the indicators. */
function rates(scribe: Scribe): Words {
	const { year } = scribe.input.boards;
	return ['fund.pay_rate', 'fund.pay_in_limit_rate'].flatMap((code): Words => {
		const figure = figureIn(year.total, code);
		const info = scribe.info(code);
		if (!info || !figure || figure.value === null) return [];
		// In the first period of a year there is nothing to compare with: the year before counted by itself.
		const known = (figure.mom?.difference ?? null) !== null;
		const change = known
			? changeWords(figure.mom, info.unit, thanOf(scribe.base.period), scribe.partsOf(year, year.total, code))
			: undefined;
		return words`本年累计${info.name}${scribe.value(year, year.total, code)}${change ? words`，${change}` : undefined}。`;
	});
}

/** Two zeros (双清零): nothing overdue that is unpaid, nothing that nobody has claimed. */
function doubleZero(scribe: Scribe, all: readonly Aged[], late: readonly Aged[]): Words {
	const drill = `/desk?${new URLSearchParams({ view: 'overdue', court: scribe.base.court.code, node: 'enf-pay-done' }).toString()}`;
	const lateCount = scribe.fact({
		code: 'money-late-count',
		label: '超期未发放案款',
		value: late.length,
		of: '笔',
		definition: `${definition}，已过发放期限`,
		drill,
	});
	const lateSum = scribe.count({
		code: 'money-late-fen',
		label: '超期未发放案款金额',
		value: fenOf(late),
		of: 'fen',
		definition: `${definition}，已过发放期限`,
	});
	const open = scribe.count({ code: 'money-open-count', label: '未发放案款', value: all.length, of: '笔', definition });
	const sum = scribe.count({ code: 'money-open-fen', label: '未发放案款金额', value: fenOf(all), of: 'fen', definition });
	const stock = unclaimed(scribe);
	const paying = late.length === 0 ? words`没有超期未发放的案款` : words`其中超期未发放${lateCount}、${lateSum}`;
	const clearing =
		stock <= 0
			? words`，没有待认领案款`
			: words`，待认领案款${scribe.fact({ code: 'money-unclaimed', label: '待认领案款', value: stock, of: '笔', definition: '截止时点已到账而尚未登记认领的案款' })}`;
	const zero = `“双清零”目标${late.length === 0 && stock <= 0 ? '已实现' : '未实现'}`;
	return words`期末未发放案款${open}、${sum}，${paying}${clearing}；${zero}。`;
}

/** Receipts that nobody has claimed at the end of the period. */
function unclaimed({ input }: Scribe): number {
	const rows = [...input.sums.opening, ...input.sums.year];
	return sumOf(rows, 'money-unclaimed', isEnforced);
}

function ageTable(scribe: Scribe, all: readonly Aged[]): void {
	const rows = ages.map(({ name, from, to }) => {
		const list = all.filter(({ age }) => age >= from && age <= to);
		const spec = (code: string, label: string) => ({ code, label: `${name}${label}`, part: String(from), definition });
		const late = list.filter((payment) => payment.late > 0);
		return [
			name,
			scribe.cell({ ...spec('money-age', '未发放案款'), value: list.length, of: '笔' }),
			scribe.cell({ ...spec('money-age-fen', '未发放案款金额'), value: fenOf(list), of: 'fen' }),
			scribe.cell({ ...spec('money-age-late', '超期未发放案款'), value: late.length, of: '笔' }),
			scribe.cell({ ...spec('money-age-late-fen', '超期未发放案款金额'), value: fenOf(late), of: 'fen' }),
		];
	});
	const total = (code: string, label: string, value: number, of: '笔' | 'fen'): PaperCell =>
		scribe.cell({ code, label, value, of, part: 'sum', definition });
	const late = all.filter((payment) => payment.late > 0);
	scribe.table({
		id: 'money-ages',
		title: '未发放案款账龄',
		columns: [
			column('账龄', 20, 'left'),
			column('未发放（笔）', 18, 'right'),
			column('金额（万元）', 22, 'right'),
			column('其中超期（笔）', 18, 'right'),
			column('超期金额（万元）', 22, 'right'),
		],
		rows: [
			...rows,
			[
				'合计',
				total('money-age', '未发放案款', all.length, '笔'),
				total('money-age-fen', '未发放案款金额', fenOf(all), 'fen'),
				total('money-age-late', '超期未发放案款', late.length, '笔'),
				total('money-age-late-fen', '超期未发放案款金额', fenOf(late), 'fen'),
			],
		],
		strong: [ages.length],
		note: '账龄自到账之日起计算；经批准延缓发放和依法停止计算的，不计超期。',
		empty: '没有未发放的案款。',
	});
}

function lateTable(scribe: Scribe, late: readonly Aged[]): void {
	const { base } = scribe;
	const { length: courts } = base.courts;
	const columns = forCourts(courts, [
		column('序号', 5),
		column('案号', 22, 'left'),
		column('承办法院', 17, 'left'),
		column('部门', 15, 'left'),
		column('承办人', 9),
		column('到账日期', 13),
		column('应发放日', 13),
		column('未发放（万元）', 12, 'right'),
		column('超期天数', 8, 'right'),
	]);
	const rows = late.map((payment, at) =>
		forCourts<PaperCell>(courts, [
			{ number: at + 1 },
			{ caseId: payment.caseId, caseNumber: payment.caseNumber },
			base.directory.courts.get(payment.court)?.name ?? payment.court,
			payment.unit ? (base.directory.units.get(payment.unit)?.name ?? payment.unit) : '—',
			handlerName(base, payment.handler) ?? '—',
			{ day: payment.arrivedOn },
			payment.dueOn ? { day: payment.dueOn } : '—',
			{ number: payment.fen / 1_000_000, digits: 2 },
			{ number: payment.late },
		]),
	);
	if (rows.length === 0) return;
	const more = rows.length > mostShown;
	const spec = { columns, empty: '期末没有超期未发放的案款。', persons: true as const };
	scribe.table({
		...spec,
		id: 'money-late',
		title: more ? `超期未发放案款（超期最长的前${mostShown}笔）` : '超期未发放案款',
		rows: rows.slice(0, mostShown),
		...(more ? { note: '全部清单见附件。' } : {}),
	});
	if (more) scribe.annex({ ...spec, id: 'money-late-all', title: '超期未发放案款清单', rows });
}
