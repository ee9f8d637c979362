import { expect, it } from 'vitest';
import { fitFactor, shrinkFactor } from './fit-size.ts';

const drawn = { width: 900, height: 400 };

it('grows with the smaller side, never beyond what is read well, and never shrinks the type', () => {
	expect(fitFactor({ width: 1800, height: 600 }, drawn)).toBe(1.5);
	expect(fitFactor({ width: 9000, height: 9000 }, drawn)).toBe(2.2);
	expect(fitFactor({ width: 450, height: 200 }, drawn)).toBe(1);
	expect(fitFactor({ width: 0, height: 0 }, drawn)).toBe(1);
});

it('shrinks only the largest figures, and not to nothing', () => {
	expect(shrinkFactor({ width: 900, height: 300 }, drawn)).toBe(0.75);
	expect(shrinkFactor({ width: 90, height: 30 }, drawn)).toBe(0.5);
	expect(shrinkFactor({ width: 1800, height: 800 }, drawn)).toBe(1);
});
