import { words, type FigureUnit, type Ref, type Words } from '../cite.ts';
import type { PaperCell } from '../paper.ts';
import { isEnforced, sumOf, type Pick } from './caseload.ts';
import { indicatorWords } from './kpis.ts';
import { column, thisOf, type Scribe } from './scribe.ts';
import { enterpriseNames } from './structure.ts';

const isOf =
	(code: string | undefined): Pick =>
	(row) =>
		isEnforced(row) && (code === undefined ? row.enterpriseClass !== '' : row.enterpriseClass === code);

const isClaim: Pick = (row) => row.kind === 'enforcement-first' || row.kind === 'enforcement-resumed';

/** Indicators of enterprise cases, in order. */
export const enterpriseCodes: readonly string[] = [
	...['enf.recovery_rate_enterprise', 'enf.first_avg_days_enterprise', 'biz.contract_total_days', 'biz.cost_ratio'],
	...['tri.avg_days_enterprise', 'tri.avg_filing_days', 'tri.settle_rate_enterprise', 'enf.credit_repair', 'svc.fee_refund'],
];

/** Eighth section of the monthly analysis: enterprise cases by class, their times, what was recovered, impact assessments. */
export function writeEnterprise(scribe: Scribe, title: string): void {
	const { base, input } = scribe;
	const { year, span } = input.sums;
	scribe.heading(1, title);
	const count = (code: string, label: string, value: number, whole = false): Ref =>
		scribe.count({
			code,
			label,
			value,
			of: '件',
			...(whole ? { span: base.year } : {}),
			definition: '标注涉企类别的首次执行、恢复执行和财产保全案件',
		});
	const received = sumOf(span, 'case-received', isOf(undefined));
	const closed = sumOf(span, 'case-closed', isOf(undefined));
	scribe.para(
		words`${thisOf(base.period)}新收涉企执行案件${count('enterprise-received', '涉企新收', received)}，结案${count('enterprise-closed', '涉企已结', closed)}；本年累计新收${count('enterprise-received', '涉企新收', sumOf(year, 'case-received', isOf(undefined)), true)}，结案${count('enterprise-closed', '涉企已结', sumOf(year, 'case-closed', isOf(undefined)), true)}。`,
	);
	const sentences = enterpriseCodes
		.map((code) => indicatorWords(scribe, input.boards.year, input.boards.year.total, code, true))
		.filter((part) => part.length > 0);
	for (const part of sentences) scribe.para(words`本年累计${part}。`);
	classTable(scribe);
	const assessments = assessmentWords(scribe);
	if (assessments) scribe.para(assessments);
}

function classTable(scribe: Scribe): void {
	const { base, input } = scribe;
	const { year } = input.sums;
	const rows: readonly (readonly [string | undefined, string])[] = [...Object.entries(enterpriseNames), [undefined, '合计']];
	const cell = (code: string | undefined, name: string, part: string, label: string, value: number | null, of: FigureUnit): PaperCell =>
		value === null
			? '—'
			: scribe.cell({
					code: 'enterprise',
					label: `${name}${label}`,
					value,
					of,
					span: base.year,
					part: `${code ?? 'sum'}-${part}`,
					definition: '标注该类别的首次执行、恢复执行和财产保全案件，用时和到位不含财产保全',
				});
	scribe.table({
		id: 'enterprise-classes',
		title: '涉企执行案件双分类办理情况（本年累计）',
		columns: [
			column('类别', 26, 'left'),
			column('新收（件）', 13, 'right'),
			column('已结（件）', 13, 'right'),
			column('平均用时（天）', 15, 'right'),
			column('到位金额（万元）', 18, 'right'),
			column('到位率', 15, 'right'),
		],
		rows: rows.map(([code, name]) => {
			const claims: Pick = (row) => isOf(code)(row) && isClaim(row);
			const closed = sumOf(year, 'case-closed', claims);
			const claim = sumOf(year, 'closed-claim-fen', claims);
			const recovered = sumOf(year, 'closed-recovered-fen', claims);
			return [
				name,
				cell(code, name, 'received', '新收', sumOf(year, 'case-received', isOf(code)), '件'),
				cell(code, name, 'closed', '已结', sumOf(year, 'case-closed', isOf(code)), '件'),
				cell(code, name, 'days', '平均用时', closed > 0 ? sumOf(year, 'closed-days', claims) / closed : null, '天'),
				cell(code, name, 'recovered', '到位金额', recovered, 'fen'),
				cell(code, name, 'rate', '到位率', claim > 0 ? (recovered * 100) / claim : null, '%'),
			];
		}),
		strong: [rows.length - 1],
		empty: '没有涉企案件。',
	});
}

/** Whether an assessment was made where one was due. */
function assessmentWords(scribe: Scribe): Words | undefined {
	const found = scribe.input.analysis?.assessments;
	if (!found || found.due === 0) return undefined;
	const count = (code: string, label: string, value: number): Ref =>
		scribe.fact({ code, label, value, of: '项', definition: '统计期内启动的涉企案件经济影响评估节点' });
	return words`${thisOf(scribe.base.period)}应作经济影响评估${count('assess-due', '应作评估', found.due)}，已提交${count('assess-done', '已提交评估', found.done)}，其中超期提交${count('assess-late', '超期提交评估', found.late)}，尚未提交${count('assess-open', '尚未提交评估', found.open)}。`;
}
