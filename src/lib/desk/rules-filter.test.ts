import { describe, expect, test } from 'vitest';
import { bareRulesView, rulesView } from './fixtures-rules.ts';
import { filterRules, lockWords, parseRulesFilter, rulesHref, sectionParts, sourceMarks } from './rules-filter.ts';

const filter = (query: string) => parseRulesFilter(new URLSearchParams(query));
const codes = (query: string) => filterRules(rulesView, filter(query)).sections.flatMap(({ rules }) => rules.map(({ code }) => code));

describe('the filter of the rule page', () => {
	test('is read from the address and written back; what is not understood is left out', () => {
		expect(filter('court=sf-b4&q= 拍卖 &mark=unconfirmed&section=六、案款')).toEqual({
			court: 'sf-b4',
			q: '拍卖',
			section: '六、案款',
			mark: 'unconfirmed',
		});
		expect(filter('mark=everything')).toEqual({ q: '', section: '', mark: '' });
		expect(rulesHref({ court: 'a b', q: '', section: '', mark: 'locking' })).toBe('/desk/rules?court=a+b&mark=locking');
		expect(rulesHref({})).toBe('/desk/rules');
	});

	test('finds by name, code and legal basis; all words must be there', () => {
		expect(codes('q=拍卖')).toEqual(['enf-auction-start']);
		expect(codes('q=ENF-QUICK')).toEqual(['enf-quick-disposal']);
		expect(codes('q=法发〔2006〕35号')).toEqual(['enf-allocate']);
		expect(codes('q=拍卖 法释〔2018〕15号')).toEqual(['enf-auction-start']);
		expect(codes('q=拍卖 分案')).toEqual([]);
	});

	test('narrows by mark: what would lock only once it is confirmed does not lock now', () => {
		expect(codes('mark=unconfirmed')).toEqual(['enf-quick-disposal', 'fund-pay']);
		expect(codes('mark=locking')).toEqual(['enf-auction-start', 'fund-pay']);
		expect(codes('mark=optional')).toEqual(['enf-filing-cross-region-complement-materials']);
		expect(codes('mark=layered')).toEqual(['enf-auction-start', 'fund-pay', 'dc-village-notice']);
	});

	test('a section narrows the list, not the counts beside the sections', () => {
		const shown = filterRules(rulesView, filter('section=六、案款'));
		expect(shown.shown).toBe(1);
		expect(shown.total).toBe(6);
		expect([...shown.counts.values()]).toEqual([2, 2, 1, 1]);
		expect(shown.checks.map(({ code }) => code)).toEqual(['fund-delay-approve']);
		expect(filterRules(bareRulesView, filter('')).checks).toEqual([]);
	});
});

test.each([
	[{ locks: true, lockable: true, unconfirmed: false }, '超期锁定'],
	[{ locks: true, lockable: true, unconfirmed: true }, '确认后超期锁定'],
	[{ locks: false, lockable: true, unconfirmed: false }, '不锁定，本院可打开'],
	[{ locks: false, lockable: false, unconfirmed: true }, '不锁定'],
])('whether a clock locks', (clock, words) => {
	expect(lockWords(clock)).toBe(words);
});

test('source marks stand beside what they mean; a heading is split at its numeral', () => {
	expect(sourceMarks({ source: 'P,S4', sourceName: '公开网页；立项材料五' })).toBe('公开网页（P）；立项材料五（S4）');
	expect(sourceMarks({ source: 'Z', sourceName: 'Z' })).toBe('Z');
	expect(sectionParts('十一、二审、再审')).toEqual({ numeral: '十一', words: '二审、再审' });
	expect(sectionParts('本院增设')).toEqual({ numeral: '', words: '本院增设' });
});
