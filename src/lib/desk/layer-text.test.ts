import { expect, test } from 'vitest';
import { backTest } from './fixtures-layer.ts';
import { backTestWords, lastQuarter, layerTemplate, lineRange, lineText, periodFault, periodWords, readLayerForm } from './layer-text.ts';

test.each([
	['2026-11-20', '2026-07-01', '2026-09-30'],
	['2026-04-01', '2026-01-01', '2026-03-31'],
	['2026-09-30', '2026-04-01', '2026-06-30'],
	['2026-01-02', '2025-10-01', '2025-12-31'],
])('the quarter before %s', (today, from, to) => {
	expect(lastQuarter(today)).toEqual({ from, to });
});

test('a period names its year once, two years both', () => {
	expect(periodWords('2026-07-01', '2026-09-30')).toBe('2026年7月1日至9月30日');
	expect(periodWords('2025-12-01', '2026-01-31')).toBe('2025年12月1日至2026年1月31日');
});

test('what a back-test found, in one sentence', () => {
	expect(backTestWords({ ...backTest, casesLocked: 43, more: 1051, less: 0 })).toBe(
		'按此规则，2026年7月1日至9月30日有 43 件案件会被锁定，新增超期 1,051 个节点，不再超期 0 个。',
	);
});

test('a line of a text: where it begins, where it ends, what it says', () => {
	const text = 'a: 1\n  b: 二\n\nlast';
	const at = (line: number): string => {
		const { start, end } = lineRange(text, line);
		return text.slice(start, end);
	};
	expect([1, 2, 3, 4].map(at)).toEqual(['a: 1', '  b: 二', '', 'last']);
	expect(at(99)).toBe('last');
	expect(at(0)).toBe('a: 1');
	expect(lineText(text, 2)).toBe('b: 二');
	expect(lineText(text, 9)).toBe('');
});

test('the form: a browser sends CRLF, line numbers count LF', () => {
	const form = new FormData();
	form.set('text', 'court: a\r\nissued: b\r\n');
	form.set('from', ' 2026-07-01 ');
	const typed = readLayerForm(form);
	expect(typed).toEqual({ text: 'court: a\nissued: b\n', from: '2026-07-01', to: '' });
	expect(periodFault(typed)).toBe('请填写回测的起止日期。');
	expect(periodFault({ ...typed, to: '2026-02-30' })).toBe('请填写回测的起止日期。');
	expect(periodFault({ ...typed, to: '2026-06-30' })).toBe('截止日早于起始日。');
	expect(periodFault({ ...typed, to: '2026-07-01' })).toBeUndefined();
});

test('the text to begin with names its court and switches nothing on', () => {
	const active = layerTemplate('sf-b4', '东川县人民法院', '2026-11-20')
		.split('\n')
		.filter((line) => line !== '' && !line.startsWith('#'));
	expect(active).toEqual(['court: sf-b4', 'issued: 2026-11-20', 'document: 文号待填']);
});
