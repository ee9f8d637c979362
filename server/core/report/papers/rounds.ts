import { joined, words, type Ref } from '../cite.ts';
import { figureIn } from '../findings.ts';
import type { PaperCell } from '../paper.ts';
import { isEnforced, sumOf, type Pick } from './caseload.ts';
import { indicatorWords } from './kpis.ts';
import { column, thisOf, type Scribe } from './scribe.ts';

const modeNames: readonly (readonly [mode: string, name: string])[] = [
	['fully-performed', '执行完毕'],
	['round-ended', '终结本次执行程序'],
	['ended', '终结执行'],
	['withdrawn', '撤销或者撤回'],
	['not-enforced', '不予执行'],
	['rejected', '驳回申请'],
	['transferred', '移送、销案及其他'],
];

/** Fifth section of the monthly analysis: what is sealed, what lies still, what was sold. */
export function writeDisposal(scribe: Scribe, title: string): void {
	const { base, input } = scribe;
	const sealed = input.analysis?.sealed;
	const { year } = input.boards;
	scribe.heading(1, title);
	if (sealed) {
		const count = (code: string, label: string, value: number, danger?: number): Ref =>
			scribe.fact({
				code,
				label,
				value,
				of: '项',
				definition: '制作时在查封中的不动产',
				drill: `/desk/sealed?court=${encodeURIComponent(base.court.code)}${danger === undefined ? '' : `&danger=${danger}`}`,
			});
		const parts = [
			sealed.expired > 0 ? words`查封已届满而未续封或解除${count('sealed-expired', '查封已届满', sealed.expired, 0)}` : [],
			sealed.soon > 0 ? words`三十日内届满${count('sealed-soon', '查封临近届满', sealed.soon, 1)}` : [],
			sealed.stuck > 0 ? words`所在案件锁死或者处置节点超期${count('sealed-stuck', '处置受阻', sealed.stuck, 2)}` : [],
			sealed.idle > 0 ? words`半年以上未推进处置${count('sealed-idle', '长期未处置', sealed.idle, 3)}` : [],
		].filter((part) => part.length > 0);
		scribe.para(
			sealed.total === 0
				? ['制作时没有在查封中的不动产。']
				: words`制作时在查封中的不动产${count('sealed', '查封不动产', sealed.total)}${parts.length > 0 ? words`，其中${joined(parts, '、')}` : '，均在正常处置中'}。`,
		);
	}
	const sentences = ['enf.auction_success_rate', 'enf.query_launch_rate', 'enf.preservation_rate']
		.map((code) => indicatorWords(scribe, year, year.total, code, true))
		.filter((part) => part.length > 0);
	for (const part of sentences) scribe.para(words`本年累计${part}。`);
	const lots = (measure: string): number => sumOf(input.sums.span, measure, () => true);
	const ended = lots('auction-ended');
	if (ended > 0 || lots('auction-listed') > 0) {
		const count = (code: string, label: string): Ref =>
			scribe.count({ code, label, value: lots(code), of: '次', definition: '统计期内的网络司法拍卖，按次统计' });
		scribe.para(
			words`${thisOf(base.period)}网络拍卖上拍${count('auction-listed', '上拍')}，结束竞价${count('auction-ended', '结束竞价')}，成交${count('auction-sold', '成交')}。`,
		);
	}
}

/** Seventh section of the monthly analysis: how cases were closed, 终本 and what was taken up again. */
export function writeRounds(scribe: Scribe, title: string): void {
	const { base, input } = scribe;
	const { year: board } = input.boards;
	scribe.heading(1, title);
	const count = (code: string, label: string, value: number): Ref =>
		scribe.count({ code, label, value, of: '件', definition: '统计期内结案或者立案的执行案件' });
	const of = (kind: string, measure: string): number => sumOf(input.sums.span, measure, (row) => row.kind === kind);
	const ended = sumOf(input.sums.span, 'case-closed', (row) => isEnforced(row) && row.mode === 'round-ended');
	const done = sumOf(input.sums.span, 'case-closed', (row) => isEnforced(row) && row.mode === 'fully-performed');
	scribe.para(
		words`${thisOf(base.period)}以终结本次执行程序方式结案${count('zb-closed', '终本结案', ended)}，执行完毕${count('done-closed', '执行完毕', done)}；恢复执行立案${count('resumed-received', '恢复执行新收', of('enforcement-resumed', 'case-received'))}，恢复执行结案${count('resumed-closed', '恢复执行已结', of('enforcement-resumed', 'case-closed'))}。`,
	);
	const sentences = ['enf.first_zb_rate', 'enf.zb_qualified_rate', 'enf.complete_rate', 'enf.resume_complete_rate', 'enf.resume_avg_days']
		.filter((code) => figureIn(board.total, code))
		.map((code) => indicatorWords(scribe, board, board.total, code, true))
		.filter((part) => part.length > 0);
	for (const part of sentences) scribe.para(words`本年累计${part}。`);
	modeTable(scribe);
}

function modeTable(scribe: Scribe): void {
	const { base, input } = scribe;
	const closed = (span: 'span' | 'year', pick: Pick): number =>
		sumOf(input.sums[span], 'case-closed', (row) => isEnforced(row) && pick(row));
	const all = { span: closed('span', () => true), year: closed('year', () => true) };
	const known = new Set(modeNames.map(([mode]) => mode));
	const cells = (mode: string, name: string, pick: Pick): readonly PaperCell[] =>
		(['span', 'year'] as const).flatMap((span): PaperCell[] => {
			const value = closed(span, pick);
			const spec = {
				code: 'closed-mode',
				label: name,
				value,
				of: '件' as const,
				part: mode,
				definition: '统计期内结案的执行案件，按结案方式统计',
			};
			const days = span === 'year' ? { span: base.year } : {};
			return [
				scribe.cell({ ...spec, ...days }),
				scribe.cell({
					...spec,
					...days,
					label: `${name}占比`,
					value: all[span] > 0 ? (value * 100) / all[span] : null,
					of: '%',
					part: `${mode}-share`,
				}),
			];
		});
	const rows = modeNames
		.map(([mode, name]) => ({
			mode,
			name,
			pick: (row: Parameters<Pick>[0]) => row.mode === mode || (mode === 'transferred' && !known.has(row.mode)),
		}))
		.filter(({ pick }) => closed('year', pick) !== 0);
	scribe.table({
		id: 'modes',
		title: '执行案件结案方式',
		columns: [
			column('结案方式', 32, 'left'),
			column(`${thisOf(base.period)}（件）`, 17, 'right'),
			column('占比', 17, 'right'),
			column('本年累计（件）', 17, 'right'),
			column('占比', 17, 'right'),
		],
		rows: [...rows.map(({ mode, name, pick }) => [name, ...cells(mode, name, pick)]), ['合计', ...cells('sum', '合计', () => true)]],
		strong: [rows.length],
		empty: '没有结案案件。',
	});
}
