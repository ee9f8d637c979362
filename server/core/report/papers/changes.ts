import { periodKindNames, type PeriodKind } from '../../period/types.ts';
import { words, type Ref } from '../cite.ts';
import { handlerName } from '../lines.ts';
import type { PaperCell } from '../paper.ts';
import { forCourts } from './lines.ts';
import { column, thisOf, type Scribe } from './scribe.ts';

const definition = '统计期内起算的扣除、中止、暂停、暂缓和批准的延长、程序转换';

/** Changes of periods (审限变更): by kind and ground, and the cases whose period was changed again for the same ground. */
export function writeChanges(scribe: Scribe, title: string): void {
	const { base, input } = scribe;
	const changes = input.analysis?.changes ?? [];
	const repeated = input.analysis?.repeated ?? [];
	const total = changes.reduce((sum, row) => sum + row.count, 0);
	scribe.heading(2, title);
	const count = (code: string, label: string, value: number, of: '件' | '次'): Ref =>
		scribe.fact({ code, label, value, of, definition, drill: '/desk/periods' });
	if (total === 0) {
		scribe.para(words`${thisOf(base.period)}没有期限变更。`);
		return;
	}
	const kinds = [...Map.groupBy(changes, (row) => row.kind)].map(([kind, rows]) => {
		const name = periodKindNames[kind as PeriodKind] ?? kind;
		return words`${name}${count(
			`changes-${kind}`,
			`期限${name}`,
			rows.reduce((sum, row) => sum + row.count, 0),
			'次',
		)}`;
	});
	scribe.para(
		words`${thisOf(base.period)}期限变更${count('changes', '期限变更', total, '次')}，其中${kinds.flatMap((part, at) => (at === 0 ? [...part] : ['、', ...part]))}。同一案件以同一事由再次变更的${count('changes-repeated', '同一事由再次变更', repeated.length, '件')}${repeated.length > 0 ? '，应逐案核查事由是否真实' : undefined}。`,
	);
	scribe.table({
		id: 'changes',
		title: '期限变更事由',
		columns: [
			column('变更种类', 24, 'left'),
			column('事由', 40, 'left'),
			column('次数（次）', 18, 'right'),
			column('已定期间合计（天）', 18, 'right'),
		],
		rows: changes.map((row) => [
			periodKindNames[row.kind as PeriodKind] ?? row.kind,
			row.ground,
			scribe.cell({
				code: 'changes',
				label: `${row.ground}变更次数`,
				value: row.count,
				of: '次',
				part: `${row.kind}-${row.ground}`,
				definition,
			}),
			row.days > 0 ? { number: row.days } : '—',
		]),
		empty: '没有期限变更。',
	});
	repeatedTable(scribe);
}

function repeatedTable(scribe: Scribe): void {
	const { base, input } = scribe;
	const repeated = input.analysis?.repeated ?? [];
	if (repeated.length === 0) return;
	const { length: courts } = base.courts;
	scribe.table({
		id: 'changes-repeated',
		title: '同一事由再次变更期限的案件',
		columns: forCourts(courts, [
			column('序号', 6),
			column('案号', 26, 'left'),
			column('承办法院', 20, 'left'),
			column('承办人', 10),
			column('事由', 22, 'left'),
			column('次数', 8, 'right'),
			column('合计天数', 8, 'right'),
		]),
		rows: repeated.map((row, at) =>
			forCourts<PaperCell>(courts, [
				{ number: at + 1 },
				{ caseId: row.caseId, caseNumber: row.caseNumber },
				base.directory.courts.get(row.court)?.name ?? row.court,
				handlerName(base, row.handler) ?? '—',
				row.ground,
				{ number: row.count },
				row.days > 0 ? { number: row.days } : '未定',
			]),
		),
		empty: '没有。',
		persons: true,
	});
}
