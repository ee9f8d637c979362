import type { Paper, PaperBlock } from './paper.ts';
import { figuresOf, refsOf, slotsOf, tablesOf } from './paper-parts.ts';

const twice = (ids: readonly string[]): string | undefined => ids.find((id, index) => ids.indexOf(id) !== index);

const says = (block: PaperBlock): boolean =>
	(block.kind === 'para' && block.parts.some((part) => typeof part !== 'string' || part.trim() !== '')) ||
	(block.kind === 'slot' && block.paragraphs.length > 0) ||
	block.kind === 'table' ||
	block.kind === 'chart';

/**
 * Why a paper must not be put before anybody: nothing in it, a figure cited that is not there, a table that does not fit its head. Undefined where
 * it may. A publication that fails is an error in the run list, never a blank document.
 */
export function faultOfPaper(paper: Paper): string | undefined {
	if (paper.title.trim() === '') return '没有标题';
	if (!paper.blocks.some(says)) return '没有正文';
	const tables = tablesOf(paper);
	if (paper.figures.length === 0 && tables.every((table) => table.rows.length === 0)) return '没有任何数据';
	const unknown = [...refsOf(paper)].find((ref) => !figuresOf(paper).has(ref));
	if (unknown !== undefined) return `引用了不存在的数字「${unknown}」`;
	const nan = paper.figures.find(({ value }) => value !== null && !Number.isFinite(value));
	if (nan) return `数字「${nan.label}」无法计算`;
	const askew = tables.find((table) => table.rows.some((row) => row.length !== table.columns.length));
	if (askew) return `表「${askew.title}」的行与表头不符`;
	const blank = paper.figures.find(({ text }) => text.trim() === '');
	if (blank) return `数字「${blank.label}」是空白`;
	const ids = twice(paper.figures.map(({ id }) => id)) ?? twice(slotsOf(paper).map(({ id }) => id)) ?? twice(tables.map(({ id }) => id));
	return ids === undefined ? undefined : `编号「${ids}」重复`;
}
