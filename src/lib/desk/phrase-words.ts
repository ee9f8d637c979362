import type { PhraseUse, PhraseView } from '../contract/unlock-desk.ts';

/** Sentences of the house for the fields that have no verdict; those of opinions stand with their verdicts. */
export const housePhrases: Readonly<Partial<Record<PhraseUse, readonly string[]>>> = {
	reason: ['因执行异议审查期间不能启动，异议已于〔日期〕裁定驳回。', '因评估（鉴定）机构延误，已于〔日期〕催告。'],
	plan: ['〔日期〕前完成〔事项〕，〔日期〕前完成〔事项〕，新期限届满前办结。', '每周五向庭长报告进度，新期限届满前三日向执行局长报告。'],
	instruction: ['每周五报进度', '抄送本院执行局长', '逾期约谈承办人'],
};

/** The phrases of a field: the person's own first, in his order, then those of the house that he has not kept himself. */
export function phrasesFor(use: PhraseUse, own: readonly PhraseView[], house: readonly string[]): readonly PhraseView[] {
	const mine = own.filter((phrase) => phrase.use === use);
	return [...mine, ...house.filter((text) => !mine.some((phrase) => phrase.text === text)).map((text) => ({ use, text }))];
}

/** A text with the place of the cursor in it. */
export interface Typed {
	readonly text: string;
	readonly start: number;
	readonly end: number;
}

/** Puts a phrase where the cursor is, over what is marked; a text that is nothing but another phrase gives way to it. */
export function insertPhrase(
	{ text, start, end }: Typed,
	phrase: string,
	known: readonly string[],
): { readonly text: string; readonly caret: number } {
	if (text.trim() === '' || (start === end && known.includes(text.trim()))) return { text: phrase, caret: phrase.length };
	const before = text.slice(0, start);
	const gap = /[^\s，。；：！？、（「]$/.test(before) ? (/^[\s\S]*[。；！？]/.test(phrase) ? '。' : '；') : '';
	const after = text.slice(end);
	return { text: `${before}${gap}${phrase}${after}`, caret: before.length + gap.length + phrase.length };
}

/** Size of a file in words: 「312 KB」, 「4.2 MB」. */
export function sizeWords(bytes: number): string {
	if (bytes < 1024 * 1024) return `${Math.max(1, Math.round(bytes / 1024))} KB`;
	return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
