import { describe, expect, it } from 'vitest';
import { fitFindings, widthOf } from './bulletin-lines.ts';

const short = '有目标值的10项指标中，达标3项。';
const long = '本周新收执行案件3件，较上周减少6件；结案18件，较上周增加5件；期末未结68件，较上周减少15件。';

describe('findings of a bulletin in the room there is', () => {
	it('counts digits as half a sign', () => {
		expect(widthOf('结案18件')).toBeCloseTo(4.04, 5);
	});

	it('gives each the lines that it needs, three at most', () => {
		expect(fitFindings([long, short], 40, 10).map(({ lines }) => lines)).toEqual([2, 1]);
		expect(fitFindings([long.repeat(5)], 40, 10)).toEqual([{ text: long.repeat(5), lines: 3 }]);
	});

	it('leaves out whole findings, never the end of one', () => {
		expect(fitFindings([long, long, short], 40, 3)).toEqual([{ text: long, lines: 2 }]);
		expect(fitFindings([long], 40, 1)).toEqual([]);
	});
});
