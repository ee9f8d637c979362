// 「数字应引用，不得手填」: one rule for the server, which asks for a check before the review, and for the editor, which warns while a person writes.

/** A run of a paragraph: text, or a figure of the paper. */
type Run = string | { readonly ref: string };

/**
 * What may stand in digits without being a figure of the paper. A statistical figure is always a reference; a date, an ordinal, a deadline, the
 * number of a case, a document or an article is not one.
 */
const allowed: readonly RegExp[] = [
	// Numbers of cases and documents: （2026）示0204执1号, 〔2026〕12号.
	/[（(〔[]\s*\d{4}\s*[）)〕\]][\p{Script=Han}\d]{0,16}?\d+号(?:之[\d一二三四五六七八九十]+)?/gu,
	// Days, months and years: 2026年11月20日, 11月20日至25日, 2026年上半年, 2026-11-20.
	/(?:19|20)\d{2}年(?:第?\d{1,2}(?:月|季度|周))?(?:\d{1,2}日)?/gu,
	/\d{1,2}月\d{1,2}日(?:[至、—-]\d{1,2}日)*/gu,
	/(?<![\d.])(?:[1-9]|1[0-2])月(?=份|底|初|中|上旬|中旬|下旬|末|以前|以来|[前后、，。；至]|$)/gu,
	/(?:19|20)\d{2}-\d{2}-\d{2}/gu,
	/\d{1,2}(?:时\d{1,2}分|时(?=许|前|后|以前|之前|起|整)|[:：]\d{2})/gu,
	// Ordinals: 第3项, 附件2, 表1, and the numbers at the head of a paragraph.
	/(?:第|附件|附表|表|图)\s*\d+/gu,
	/^[（(]?\d{1,2}(?:[)）]|[.．、](?!\d))/gu,
	// Deadlines and spells that are set, not counted: 15日内, 3个工作日以内, 7日前, 六个月以上 is words anyway.
	/\d+\s*(?:个)?(?:工作日|自然日|日|天|个月|月|小时)(?:以内|之内|内|以前|之前|前)/gu,
];

const digits = /\d+(?:\.\d+|[,，]\d{3}(?!\d))*\s*[%‰]?|百分之[零〇一二三四五六七八九十百点两]+/gu;

const half = (text: string): string => text.replaceAll(/[０-９．％]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));

/** Numbers of a run of text that are neither references nor dates, ordinals, deadlines or numbers of cases: each with the sign after it. */
function numbersIn(text: string): readonly { readonly text: string; readonly key: string }[] {
	let rest = half(text);
	// Blanked, not cut out: what stood around a date must not grow together.
	for (const pattern of allowed) rest = rest.replaceAll(pattern, (found) => '\u0000'.repeat(found.length));
	return [...rest.matchAll(digits)].map((match) => {
		const after = rest.slice(match.index + match[0].length).trimStart()[0] ?? '';
		return { text: match[0].trim(), key: `${match[0].trim()}${after}` };
	});
}

const inText = (paragraphs: readonly (readonly Run[])[]): readonly { readonly text: string; readonly key: string }[] =>
	paragraphs.flatMap((parts) =>
		parts.flatMap((part, index) => (typeof part === 'string' ? numbersIn(index === 0 ? part : ` ${part}`) : [])),
	);

/** Numbers that a person typed into paragraphs, as they stand there. What stood so in the computed paragraphs is not typed. */
export function typedIn(written: readonly (readonly Run[])[], computed: readonly (readonly Run[])[]): readonly string[] {
	const known = new Set(inText(computed).map(({ key }) => key));
	return inText(written)
		.filter(({ key }) => !known.has(key))
		.map(({ text }) => text);
}
