import { expect, it } from 'vitest';
import { feesFaults, guideFaults, settingsFaults } from './check.ts';
import { feeOf } from './fees.ts';
import { shippedFees, shippedGuide, shippedSettings } from './shipped.ts';

/** Claims and fees in yuan, each worked out by hand from article 13 of the regulation. */
it.each([
	[0, 50],
	[1, 50],
	[10_000, 50],
	[10_001, 50.03],
	[20_000, 300],
	[100_000, 2_300],
	[150_000, 3_300],
	[200_000, 4_300],
	[500_000, 8_800],
	[1_000_000, 13_800],
	[1_500_000, 18_300],
	[2_000_000, 22_800],
	[5_000_000, 46_800],
	[10_000_000, 81_800],
	[20_000_000, 141_800],
	[30_000_000, 191_800],
])('a claim of %s yuan costs %s yuan', (claim, fee) => {
	const sum = feeOf(shippedFees.brackets, claim * 100);
	expect(sum.feeFen / 100).toBe(fee);
	expect(sum.steps.reduce((all, { feeFen }) => all + feeFen, 0)).toBe(sum.feeFen);
	expect(sum.steps.reduce((all, { partFen }) => all + partFen, 0)).toBe(claim * 100);
});

it('never falls as the claim grows', () => {
	let before = 0;
	for (let claim = 0; claim < 25_000_000; claim += 37_700) {
		const { feeFen } = feeOf(shippedFees.brackets, claim * 100);
		expect(feeFen).toBeGreaterThanOrEqual(before);
		before = feeFen;
	}
});

it('shows the steps of the sum', () => {
	expect(feeOf(shippedFees.brackets, 10_000_000).steps).toEqual([
		{ over: 0, upTo: 10_000, partFen: 1_000_000, feeFen: 5_000 },
		{ over: 10_000, upTo: 100_000, partFen: 9_000_000, rate: 250, feeFen: 225_000 },
	]);
});

it('what comes with the program passes its own checks, and says that it is not confirmed', () => {
	expect([settingsFaults(shippedSettings), guideFaults(shippedGuide), feesFaults(shippedFees)]).toEqual([[], [], []]);
	expect([shippedGuide.pending, shippedFees.pending]).toEqual([true, true]);
});

it.each([
	['no brackets', { brackets: [] }, '财产案件应有'],
	['a last bracket that ends', { brackets: [{ upTo: 10, flat: 5 }] }, '第 1 段：最后一段不写上限'],
	[
		'ends that fall',
		{
			brackets: [
				{ upTo: 10, flat: 5 },
				{ upTo: 5, rate: 1 },
				{ upTo: null, rate: 1 },
			],
		},
		'第 2 段：上限应当逐段增大',
	],
	[
		'an end in the middle',
		{
			brackets: [
				{ upTo: null, flat: 5 },
				{ upTo: null, rate: 1 },
			],
		},
		'第 1 段：上限应为整数元',
	],
	['flat and rate', { brackets: [{ upTo: null, flat: 5, rate: 5 }] }, '第 1 段：应写明'],
	['no number', { brackets: [{ upTo: null, rate: Number.NaN }] }, '第 1 段：比例应在'],
	['half a yuan', { brackets: [{ upTo: null, flat: 0.5 }] }, '第 1 段：每件金额应为整数元'],
	['a nameless fee', { fixed: [{ name: '', fee: '50 元', pending: false }] }, '其他费用第 1 项'],
	['a claim that is none', { examples: [Number.NaN] }, '举例'],
	['no source', { source: ' ' }, '请写明依据'],
])('refuses fees with %s', (_what, wrong, said) => {
	expect(feesFaults({ ...shippedFees, ...wrong }).join('；')).toContain(said);
});
