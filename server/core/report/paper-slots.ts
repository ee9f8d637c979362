import type { Inline, Paper, PaperBlock, PaperSlot } from './paper.ts';
import { figuresOf, slotsOf } from './paper-parts.ts';

/** What persons wrote, by slot: paragraphs of text and references. */
export type WrittenSlots = Readonly<Record<string, readonly (readonly Inline[])[]>>;

/** Signs that a slot may hold; a bulletin's part is a page at most. */
export const mostSlotSigns = 4000;

const token = /\\([\\{])|\{\{([^{}\\\r\n]+)\}\}/gu;

/** Reads a paragraph as it stands in the editor: `{{id}}` is a figure, `\{` and `\\` are the signs themselves. */
function parseParagraph(text: string): readonly Inline[] {
	const parts: Inline[] = [];
	let plain = '';
	let at = 0;
	for (const match of text.matchAll(token)) {
		plain += text.slice(at, match.index);
		at = match.index + match[0].length;
		if (match[2] === undefined) plain += match[1];
		else {
			if (plain !== '') parts.push(plain);
			plain = '';
			parts.push({ ref: match[2] });
		}
	}
	plain += text.slice(at);
	if (plain !== '') parts.push(plain);
	return parts;
}

/** Reads the text of an editor: one paragraph a line, empty lines fall away, figures as `{{id}}`. */
export function parseSlot(text: string): readonly (readonly Inline[])[] {
	return text
		.split(/\r\n|[\n\r\u2028\u2029]/u)
		.map((line) => line.trim())
		.filter((line) => line !== '')
		.map(parseParagraph);
}

const printPart = (part: Inline): string => (typeof part === 'string' ? part.replaceAll(/[\\{]/gu, '\\$&') : `{{${part.ref}}}`);

/** The text of an editor for what a slot holds; `parseSlot` reads it back. */
export const printSlot = (paragraphs: readonly (readonly Inline[])[]): string =>
	paragraphs.map((parts) => parts.map(printPart).join('')).join('\n');

/** Why a text cannot stand in a slot of a paper; undefined where it can. */
export function faultOfSlot(paper: Paper, id: string, paragraphs: readonly (readonly Inline[])[]): string | undefined {
	const slot = slotsOf(paper).find((candidate) => candidate.id === id);
	if (!slot) return '文稿中没有这一部分';
	if (paragraphs.length === 0) return `「${slot.title}」不能为空；没有内容的请写明“无”`;
	if (printSlot(paragraphs).length > mostSlotSigns) return `「${slot.title}」最多 ${mostSlotSigns} 字`;
	const figures = figuresOf(paper);
	for (const part of paragraphs.flat())
		if (typeof part !== 'string' && !figures.has(part.ref)) return `「${slot.title}」引用了本文稿没有的数字「${part.ref}」`;
	return undefined;
}

const same = (a: PaperSlot['paragraphs'], b: PaperSlot['paragraphs']): boolean => printSlot(a) === printSlot(b);

/** A paper with what persons wrote in the place of what was computed. Slots written back as computed count as not edited. */
export function applySlots(paper: Paper, written: WrittenSlots): Paper {
	const apply = (block: PaperBlock): PaperBlock => {
		const mine = block.kind === 'slot' && Object.hasOwn(written, block.id) ? written[block.id] : undefined;
		return block.kind !== 'slot' || !mine || same(mine, block.paragraphs) ? block : { ...block, paragraphs: mine, edited: true };
	};
	return { ...paper, blocks: paper.blocks.map(apply), annexes: paper.annexes.map(apply) };
}
