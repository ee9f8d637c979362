import { figureIn, leastCases } from '../findings.ts';
import type { PaperCell } from '../paper.ts';
import { heldCodes, targetText } from './kpis.ts';
import { column, dayAfter, type Scribe } from './scribe.ts';

/** Civil days after the end of the period that are proposed for putting a shortfall right. */
const daysToRectify = 30;

/** Shortfalls of groups that nobody has entered as 整改 yet, with the day proposed: the office enters them or does not. */
export function writeProposals(scribe: Scribe, codes: readonly string[]): void {
	const { groups } = scribe.input.boards;
	const { rectifications } = scribe.base;
	const entered = (court: string, unit: string | undefined, code: string): boolean =>
		rectifications.some((item) => item.court === court && item.code === code && (item.unit === undefined || item.unit === unit));
	const found = groups.groups.flatMap((group) =>
		heldCodes(scribe, groups, codes).flatMap((code) => {
			const figure = figureIn(group, code);
			const few = figure?.denominator !== null && (figure?.denominator ?? 0) < leastCases;
			return group.key !== '' && figure?.target?.met === false && !few && !entered(group.court, group.unit, code)
				? [{ group, figure, code }]
				: [];
		}),
	);
	if (found.length === 0) return;
	scribe.table({
		id: 'proposals',
		title: '建议登记的整改事项',
		columns: [
			column('序号', 6),
			column('单位', 26, 'left'),
			column('整改事项', 26, 'left'),
			column('目标值', 12),
			column('现值', 12, 'right'),
			column('建议期限', 18),
		],
		rows: found.map(({ group, figure, code }, at): readonly PaperCell[] => [
			{ number: at + 1 },
			group.name,
			`${scribe.info(code)!.name}未达标`,
			targetText(figure),
			scribe.valueCell(groups, group, code),
			{ day: dayAfter(scribe.base, daysToRectify) },
		]),
		note: '尚未登记整改的未达标指标；分母不足五件的不列。登记与否、责任人和期限由审管办确定。',
		empty: '没有建议登记的整改事项。',
	});
}
