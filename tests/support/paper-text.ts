import type { CitedFigure, Inline, Paper, PaperBlock, PaperCell } from '../../server/core/report/paper.ts';

// A paper as plain text, to be read and compared: every block in order, tables as rows with bars.

const longDay = (day: string): string => `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;

function cellText(cell: PaperCell, figures: ReadonlyMap<string, CitedFigure>): string {
	if (cell === null) return '';
	if (typeof cell === 'string') return cell;
	if ('ref' in cell) return figures.get(cell.ref)?.text ?? `？${cell.ref}？`;
	if ('day' in cell) return longDay(cell.day);
	if ('caseId' in cell) return cell.caseNumber;
	return `${cell.digits === undefined ? cell.number : cell.number.toFixed(cell.digits)}${cell.suffix ?? ''}`;
}

const said = (parts: readonly Inline[], figures: ReadonlyMap<string, CitedFigure>): string =>
	parts.map((part) => (typeof part === 'string' ? part : (figures.get(part.ref)?.text ?? `？${part.ref}？`))).join('');

function blockText(block: PaperBlock, figures: ReadonlyMap<string, CitedFigure>): string {
	switch (block.kind) {
		case 'heading':
			return `${'#'.repeat(block.level + 1)} ${block.text}`;
		case 'para':
			return said(block.parts, figures);
		case 'slot':
			return [`## ${block.title}（可编辑）`, ...block.paragraphs.map((parts) => said(parts, figures))].join('\n\n');
		case 'chart':
			return `[图：${block.title}] ${block.chart.categories.join('、')}${block.chart.series.map(({ name, values }) => `\n  ${name}：${values.map((value) => value ?? '—').join('、')}`).join('')}${(block.chart.flows ?? []).map(({ from, to, value }) => `\n  ${from}→${to}：${value}`).join('')}`;
		case 'note':
			return `注：${block.text}`;
		case 'table': {
			const rows = block.rows.map(
				(row, at) => `|${block.strong?.includes(at) ? '*' : ''} ${row.map((cell) => cellText(cell, figures)).join(' | ')} |`,
			);
			return [
				`表：${block.title}${block.persons ? '（含人员）' : ''}`,
				`| ${block.columns.map(({ title }) => title).join(' | ')} |`,
				...(rows.length > 0 ? rows : [block.empty]),
				...(block.note ? [`注：${block.note}`] : []),
			].join('\n');
		}
		default:
			return block satisfies never;
	}
}

/** The whole paper as text. */
export function paperText(paper: Paper): string {
	const figures = new Map(paper.figures.map((figure) => [figure.id, figure]));
	const text = (block: PaperBlock): string => blockText(block, figures);
	return [
		`# ${paper.title}`,
		`${paper.addressees}：`,
		...paper.blocks.map(text),
		...(paper.annexes.length > 0 ? ['## 附件', ...paper.annexes.map(text)] : []),
		...paper.notes.map((note) => `注：${note}`),
		`${paper.courtName}　${paper.periodLabel}`,
	].join('\n\n');
}

/** The prose of a paper: sentences of paragraphs and slots, without what is cited. */
export function proseOf(paper: Paper): readonly string[] {
	return paper.blocks.flatMap((block) => {
		const paragraphs = block.kind === 'para' ? [block.parts] : block.kind === 'slot' ? block.paragraphs : [];
		return paragraphs.map((parts) => parts.map((part) => (typeof part === 'string' ? part : '￼')).join(''));
	});
}
