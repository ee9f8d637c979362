import { describe, expect, it } from 'vitest';
import { calcBars, flowWords, usualWords } from './flow-bars.ts';

const row = { key: 'x', name: '结案', today: 3, usual: 4, days: [0, 8, 3], state: 'normal' } as const;

describe('bars of a flow', () => {
	it('stay in their box, nothing without a bar', () => {
		const { bars, usualY } = calcBars(row);
		expect(bars.map((bar) => bar.height)).toEqual([0, 30, 11.25]);
		expect(bars[2]!.x + bars[2]!.width).toBeLessThanOrEqual(100);
		expect(usualY).toBe(15);
	});
	it('keep the usual number in sight when the day is far below it', () => {
		expect(calcBars({ days: [0, 1], usual: 20 }).usualY).toBe(0);
		expect(calcBars({ days: [0, 0], usual: 0 })).toMatchObject({ usualY: 30 });
		expect(calcBars({ days: [0, 0], usual: null })).not.toHaveProperty('usualY');
		expect(calcBars({ days: [], usual: null }).bars).toEqual([]);
	});
});

describe('words of a flow', () => {
	it('are loud only where something is not usual', () => {
		expect(flowWords({ ...row, state: 'high' })).toMatchObject({ words: '偏高', mark: 'warned' });
		expect(flowWords({ ...row, state: 'low' })).toMatchObject({ words: '偏低', mark: 'warned' });
		expect(flowWords(row)).toMatchObject({ words: '正常', tone: 'dim' });
		expect(flowWords({ ...row, state: 'unknown' }).words).toBe('无往期');
	});
	it('round a mean', () => {
		expect([null, 0, 2.25, 4, 10.4, 1_204.6].map(usualWords)).toEqual(['—', '0', '2.3', '4', '10', '1,205']);
	});
});
