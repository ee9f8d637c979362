import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change, Figure, FigureGroup, TargetRule, TargetState } from '../indicator/types.ts';
import type { CourtDate } from '../time/types.ts';
import { citeBook, plainWords, saidValue, words, type FigureUnit, type Words } from './cite.ts';
import { changeWords, honestText, peerWords, placeOf, placeWords, targetWords, worstOf, type CitePart, type Than } from './findings.ts';

const from = '2026-01-01' as CourtDate;
const to = '2026-03-15' as CourtDate;

/** Says what a finding comes to, with its figures as printed. */
function said(finding: (cite: CitePart) => Words): string {
	const book = citeBook();
	const about = { label: '指标', code: 'x', court: 'dc', from, to };
	const cite: CitePart = (part, value, of, text) =>
		text === undefined ? book.say({ ...about, id: part, value, of }) : book.text({ ...about, id: part, value, text });
	return plainWords(finding(cite), book.figures);
}

const change = (now: number, then: number | null): Change => ({
	value: then,
	difference: then === null ? null : now - then,
	relative: then === null || then === 0 ? null : ((now - then) * 100) / then,
});

describe('changes in words', () => {
	const rows: readonly (readonly [now: number, then: number | null, unit: FigureUnit, than: Than, text: string])[] = [
		[96.25, 93.94, '%', '同比', '同比上升2.31个百分点'],
		[93.94, 96.25, '%', '同比', '同比下降2.31个百分点'],
		[96.25, 95.4, '%', '上周', '较上周上升0.85个百分点'],
		[96.2521, 96.2519, '%', '上月', '与上月持平'],
		[96.25, 96.25, '%', '同比', '与上年同期持平'],
		[96.25, null, '%', '同比', '上年同期无数据'],
		[96.25, null, '%', '上季度', '上季度无数据'],
		[52.1, 55.3, '天', '同比', '同比缩短3.20天'],
		[55.3, 52.1, '天', '上月', '较上月延长3.20天'],
		[120, 100, '件', '同比', '同比上升20.00%'],
		[80, 100, '件', '同比', '同比下降20.00%'],
		[80, 100, '件', '上周', '较上周减少20件'],
		[1234, 0, '件', '上周', '较上周增加1,234件'],
		[5, 0, '件', '同比', '上年同期为0件'],
		[0, 0, '件', '同比', '与上年同期持平'],
		[25_000_000_000, 10_000_000_000, 'fen', '上月', '较上月增加1.50亿元'],
		[3_000_000, 1_000_000, 'fen', '上月', '较上月增加2.00万元'],
	];
	it.each(rows)('%d after %s (%s, %s): %s', (now, then, unit, than, text) => {
		expect(said((cite) => changeWords(change(now, then), unit, than, cite))).toBe(text);
	});
});

describe('targets in words', () => {
	const state = (rule: TargetRule, met: boolean | null, gap?: string): TargetState => ({
		target: { code: 'x', rule, document: '文件' },
		met,
		words: '',
		...(gap ? { gap } : {}),
	});
	const bound = (operator: '≥' | '>' | '≤' | '<' | '=', value: number): TargetRule => ({ kind: 'bound', operator, value });
	const rows: readonly (readonly [TargetState, FigureUnit, string])[] = [
		[state(bound('≥', 96), true), '%', '达到96%以上的目标要求'],
		[state(bound('≥', 96), false, '再结 7 件达 96%'), '%', '未达到96%以上的目标要求，再结7件达96%'],
		[state(bound('<', 55), false, '超 1.2 天'), '天', '未达到低于55天的目标要求，超1.2天'],
		[state(bound('≤', 70), true), '天', '达到不超过70天的目标要求'],
		[state(bound('<', 14.91), true), '%', '达到低于14.91%的目标要求'],
		[state(bound('=', 100), false), '%', '未达到100%的目标要求'],
		[state({ kind: 'interval', min: 35, max: 60 }, true), '%', '处于35%至60%的合理区间'],
		[state({ kind: 'interval', min: 35, max: 60 }, false), '%', '不在35%至60%的合理区间'],
		[state({ kind: 'rank', atMost: 3, among: 'city' }, true), '%', '达到全市前3名的目标要求'],
		[state({ kind: 'relative', operator: '≤', percent: -5 }, false), '件', '未达到同比下降5%以上的目标要求'],
		[state({ kind: 'relative', operator: '≥', percent: 0 }, true), '%', '达到同比不下降的目标要求'],
		[state({ kind: 'dated', value: 0, by: '04-30' }, true), '件', '达到4月30日前清零的目标'],
		[state(bound('≥', 96), null), '%', ''],
	];
	it.each(rows)('%j in %s: %s', (given, unit, text) => {
		expect(said((cite) => targetWords(given, unit, cite))).toBe(text);
	});
});

describe('peers', () => {
	it('stands above, below or on the mean', () => {
		expect(said((cite) => peerWords(95, 95.8, '全市', '%', cite))).toBe('低于全市平均0.80个百分点');
		expect(said((cite) => peerWords(60, 55.5, '全市', '天', cite))).toBe('高于全市平均4.50天');
		expect(said((cite) => peerWords(95, 95.001, '全市', '%', cite))).toBe('与全市平均持平');
		expect(said((cite) => peerWords(95, null, '全市', '%', cite))).toBe('');
	});

	const group = (key: string, value: number | null, denominator = 20, met?: boolean): FigureGroup => ({
		key,
		name: `${key}院`,
		court: key,
		figures: [
			{
				...{ code: 'r', value, numerator: 0, denominator },
				...(met === undefined
					? {}
					: {
							target: {
								target: { code: 'r', rule: { kind: 'bound', operator: '≥', value: 90 }, document: '' },
								met,
								words: '≥ 90%',
							} as const,
						}),
			},
		],
	});

	it('shares a place among equals, and gives none to who has no value', () => {
		const groups = [group('a', 90), group('b', 80), group('c', 90), group('d', null)];
		const place = (key: string) => said((cite) => placeWords(placeOf(groups, key, 'r', 'up'), '全市', cite));
		expect(place('a')).toBe('位居全市并列第1位');
		expect(place('b')).toBe('位居全市第3位');
		expect(place('d')).toBe('');
		expect(placeOf(groups, 'b', 'r', 'down')).toEqual({ place: 1, of: 3, ties: 0 });
	});

	it('names the worst that miss their target, equal ones together, and nobody for a few cases', () => {
		const groups = [
			group('a', 70, 20, false),
			group('b', 60, 4, false),
			group('c', 75, 20, false),
			group('d', 75, 20, false),
			group('e', 95, 20, true),
		];
		const keys = (most: number) => worstOf(groups, undefined, 'r', { direction: 'up', most }).map(({ group: { key } }) => key);
		expect(keys(1)).toEqual(['a']);
		expect(keys(2)).toEqual(['a', 'c', 'd']);
	});

	it('does not name who has no target among those who miss one', () => {
		const groups = [group('a', 40), group('b', 85, 20, false)];
		const total: Figure = { code: 'r', value: 80, numerator: 0, denominator: 40 };
		expect(worstOf(groups, total, 'r', { direction: 'up' }).map(({ group: { key } }) => key)).toEqual(['b']);
	});

	it('holds those without a target against the whole', () => {
		const groups = [group('a', 70), group('b', 92)];
		const total: Figure = { code: 'r', value: 80, numerator: 0, denominator: 40 };
		expect(worstOf(groups, total, 'r', { direction: 'up' }).map(({ group: { key } }) => key)).toEqual(['a']);
		expect(worstOf(groups, total, 'r', { direction: 'down' }).map(({ group: { key } }) => key)).toEqual(['b']);
	});
});

describe('values as printed', () => {
	it('never rounds a value onto or over a bound that it misses or keeps', () => {
		fc.assert(
			fc.property(
				fc.constantFrom<'≥' | '>' | '≤' | '<' | '='>('≥', '>', '≤', '<', '='),
				fc.integer({ min: 1, max: 9999 }),
				fc.integer({ min: -900, max: 900 }),
				(operator, hundredths, thousandths) => {
					const bound = hundredths / 100;
					const value = bound + thousandths / 100_000;
					const met = { '≥': value >= bound, '>': value > bound, '≤': value <= bound, '<': value < bound, '=': value === bound }[operator];
					const target: TargetState = {
						target: { code: 'x', rule: { kind: 'bound', operator, value: bound }, document: '' },
						met,
						words: '',
					};
					const figure: Figure = { code: 'x', value, numerator: 1, denominator: 1, target };
					const shown = Number((honestText(figure, '%') ?? saidValue(value, '%')).replaceAll(/[%,]/gu, ''));
					const holds = { '≥': shown >= bound, '>': shown > bound, '≤': shown <= bound, '<': shown < bound, '=': shown === bound }[
						operator
					];
					expect(holds).toBe(met);
					expect(Math.abs(shown - value)).toBeLessThanOrEqual(0.0151);
				},
			),
		);
	});

	it('cites a figure once under an id, and refuses two readings of it', () => {
		const book = citeBook();
		const about = { id: 'n', label: '新收', code: 'n', court: 'dc', from, to, of: '件' as const };
		expect(book.say({ ...about, value: 1234 })).toEqual({ ref: 'n' });
		expect(book.say({ ...about, value: 1234 })).toEqual({ ref: 'n' });
		expect(book.cell({ ...about, value: 1234 })).toEqual({ ref: 'n~' });
		expect(book.figures.map(({ text, value }) => [text, value])).toEqual([
			['1,234件', 1234],
			['1,234', 1234],
		]);
		expect(() => book.say({ ...about, value: 1235 })).toThrow('reads');
	});

	it('puts words together with the figures left as references', () => {
		expect(words`新收${{ ref: 'a' }}，${['较上周', { ref: 'b' }]}${undefined}。`).toEqual([
			'新收',
			{ ref: 'a' },
			'，较上周',
			{ ref: 'b' },
			'。',
		]);
	});
});
