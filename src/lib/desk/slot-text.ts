import type { InlineView, PaperBlockView, PaperView } from '../contract/paper-page.ts';

const token = /\\([\\{])|\{\{([^{}\\\r\n]+)\}\}/gu;

/** A paragraph of an editor's text: runs of text and figures (`{{id}}`). */
export function runsOf(line: string): readonly InlineView[] {
	const runs: InlineView[] = [];
	let plain = '';
	let at = 0;
	const flush = (): void => {
		if (plain !== '') runs.push(plain);
		plain = '';
	};
	for (const match of line.matchAll(token)) {
		plain += line.slice(at, match.index);
		at = match.index + match[0].length;
		if (match[2] === undefined) plain += match[1] ?? '';
		else {
			flush();
			runs.push({ ref: match[2] });
		}
	}
	plain += line.slice(at);
	flush();
	return runs;
}

/** Paragraphs of an editor's text; empty lines fall away. */
export const paragraphsOf = (text: string): readonly (readonly InlineView[])[] =>
	text
		.split(/\r\n|[\n\r\u2028\u2029]/u)
		.map((line) => line.trim())
		.filter((line) => line !== '')
		.map(runsOf);

/** A run of text as it stands in an editor's text. */
export const escaped = (text: string): string => text.replaceAll(/[\\{]/gu, '\\$&');

/** A figure as it stands in an editor's text. */
export const tokenOf = (id: string): string => `{{${id}}}`;

/** The paper with what stands in the editors at this moment. */
export function withTexts(paper: PaperView, texts: Readonly<Record<string, string>>): PaperView {
	const put = (block: PaperBlockView): PaperBlockView => {
		const text = block.kind === 'slot' ? texts[block.id] : undefined;
		return block.kind === 'slot' && text !== undefined ? { ...block, paragraphs: paragraphsOf(text) } : block;
	};
	return { ...paper, blocks: paper.blocks.map(put), annexes: paper.annexes.map(put) };
}
