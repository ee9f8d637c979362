import type { CitableFigure } from '../contract/papers.ts';
import { escaped, runsOf, tokenOf } from './slot-text.ts';

/** Keeps the caret where it can be seen behind a figure; never part of the text. */
const rest = '\u200B';

type Figures = ReadonlyMap<string, CitableFigure>;

/** A figure as it stands in the editor: one piece that is deleted as a whole. */
export function chipOf(document: Document, id: string, figures: Figures): HTMLElement {
	const figure = figures.get(id);
	const chip = document.createElement('span');
	chip.dataset['ref'] = id;
	chip.contentEditable = 'false';
	chip.className = figure ? 'chip-ref' : 'chip-ref unknown';
	chip.textContent = figure?.text ?? `未知数字 ${id}`;
	chip.title = figure ? `${figure.of}　${figure.label}` : '本文稿没有这个数字，请删除';
	return chip;
}

/** Fills an editor with a text. */
export function fill(box: HTMLElement, text: string, figures: Figures): void {
	const { ownerDocument } = box;
	box.replaceChildren();
	text.split('\n').forEach((line, index) => {
		if (index > 0) box.append(ownerDocument.createElement('br'));
		for (const run of runsOf(line)) box.append(typeof run === 'string' ? run : chipOf(ownerDocument, run.ref, figures));
	});
	// A line that ends with a figure has no place for the caret without it.
	box.append(rest);
}

/** The text of an editor, whatever the browser made of its lines. */
export function textOf(box: Node): string {
	let text = '';
	const newLine = (): void => {
		if (text !== '' && !text.endsWith('\n')) text += '\n';
	};
	const walk = (node: Node): void => {
		for (const child of node.childNodes) {
			if (child.nodeType === 3) text += escaped((child.textContent ?? '').replaceAll(rest, '').replaceAll('\u00A0', ' '));
			else if (child instanceof HTMLElement && child.dataset['ref'] !== undefined) text += tokenOf(child.dataset['ref']);
			else if (child.nodeName === 'BR') text += '\n';
			else if (child.nodeName === 'DIV' || child.nodeName === 'P') {
				newLine();
				walk(child);
			} else walk(child);
		}
	};
	walk(box);
	return text;
}

/** The place in the editor where something is put in: the selection where it lies within, else the end. */
function placeIn(box: HTMLElement, kept: Range | undefined): Range {
	if (kept && box.contains(kept.commonAncestorContainer)) return kept;
	const end = box.ownerDocument.createRange();
	end.selectNodeContents(box);
	end.collapse(false);
	return end;
}

/** Puts nodes in at the caret and leaves the caret behind them. */
export function putIn(box: HTMLElement, kept: Range | undefined, nodes: readonly (Node | string)[]): void {
	const range = placeIn(box, kept);
	range.deleteContents();
	const tail = box.ownerDocument.createTextNode(rest);
	const fragment = box.ownerDocument.createDocumentFragment();
	fragment.append(...nodes, tail);
	range.insertNode(fragment);
	range.setStart(tail, rest.length);
	range.collapse(true);
	const selection = box.ownerDocument.getSelection();
	selection?.removeAllRanges();
	selection?.addRange(range);
}
