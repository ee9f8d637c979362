/** What a case number says: `（2026）示0204执1187号`. Source: 法〔2015〕137号. */
export interface CaseNumber {
	/** Normalised form used for joins: ASCII brackets, no spaces, no document suffix. */
	readonly key: string;
	/** Form shown to people: full-width brackets. */
	readonly text: string;
	readonly year: number;
	/** The court's designation: one Han character with 0, 2 or 4 digits; checked against the directory by the caller. */
	readonly designation: string;
	/** Type characters: 执, 执恢, 民初 … */
	readonly typeText: string;
	readonly kind: CaseKind;
}

/** Kinds of case that the product tells apart. */
export type CaseKind =
	| 'enforcement-first'
	| 'enforcement-resumed'
	| 'preservation'
	| 'objection'
	| 'reconsideration'
	| 'supervision'
	| 'civil-first'
	| 'civil-second'
	| 'other';

const kinds: Readonly<Record<string, CaseKind>> = {
	执: 'enforcement-first',
	执恢: 'enforcement-resumed',
	执保: 'preservation',
	执异: 'objection',
	执复: 'reconsideration',
	执监: 'supervision',
	民初: 'civil-first',
	民终: 'civil-second',
};

const grammar = /^\((\d{4})\)(最高法|[\u4e00-\u9fff])(\d{0,4})(知?)([\u4e00-\u9fff]{1,4})(\d{1,8})号(?:之[一二三四五六七八九十\d]+)?$/u;

/** Brings a case number to its comparable form: NFKC, no white space, no zero-width characters. */
export function normaliseCaseNumber(text: string): string {
	return text
		.normalize('NFKC')
		.replace(/[\s\u200b-\u200f\u2060\ufeff]/gu, '')
		.replace(/[〔[【]/gu, '(')
		.replace(/[〕\]】]/gu, ')');
}

/** Reads a case number, or gives undefined where it does not follow the grammar (reason `bad-case-number`). */
export function parseCaseNumber(text: string): CaseNumber | undefined {
	if (text.length > 64) return undefined;
	const match = grammar.exec(normaliseCaseNumber(text));
	if (!match) return undefined;
	const [, year, letter, digits, special, typeText, number] = match as unknown as [string, string, string, string, string, string, string];
	const body = `${letter}${digits}${special}${typeText}${number}号`;
	return {
		key: `(${year})${body}`,
		text: `（${year}）${body}`,
		year: Number(year),
		designation: `${letter}${digits}`,
		typeText,
		kind: kinds[typeText] ?? 'other',
	};
}
