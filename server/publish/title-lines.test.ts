import { describe, expect, it } from 'vitest';
import { balancedLines, widthIn } from './title-lines.ts';

describe('lines of a title', () => {
	it('stay one where it fits', () => {
		expect(balancedLines('关于2026年第47周执行工作情况的通报', 20)).toEqual(['关于2026年第47周执行工作情况的通报']);
	});

	it.each([
		'示范市中级人民法院关于2026年11月全市法院执行工作情况的分析报告',
		'东川县人民法院关于2026年第三季度各部门执行案件长期未结问题清单的通报',
		'关于“百日攻坚（2026）”专项行动第2期涉企案件清理情况的通报',
	])('are about as long as each other and part no word: %s', (title) => {
		const lines = balancedLines(title, 20);
		expect(lines.join('')).toBe(title);
		expect(lines).toHaveLength(Math.ceil(widthIn(title) / 20));
		const widths = lines.map(widthIn);
		expect(Math.max(...widths)).toBeLessThanOrEqual(20);
		expect(Math.max(...widths) - Math.min(...widths)).toBeLessThanOrEqual(8);
		for (const line of lines) {
			expect(line).not.toMatch(/^[的）”、，]|[（“]$/);
			expect(line).not.toMatch(/人民$|执$|工$|情$|\d{1,3}$/);
		}
	});

	it('never fail, whatever the title', () => {
		for (const title of ['', '一', '2'.repeat(90), '法'.repeat(61), '（'.repeat(30)]) expect(balancedLines(title, 20).join('')).toBe(title);
	});
});
