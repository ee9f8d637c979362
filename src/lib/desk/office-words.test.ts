import { describe, expect, it } from 'vitest';
import { readCampaign, readQuota, readTargetRows } from './office-form.ts';
import { addressOf, deedOf, monthAway, monthText, officeDone, percentText } from './office-words.ts';

function formOf(...fields: readonly (readonly [string, string])[]): FormData {
	const form = new FormData();
	for (const [name, value] of fields) form.append(name, value);
	return form;
}

describe('words and addresses of the office', () => {
	it('never show a quota as reached before it is', () => {
		expect(percentText(99.99)).toBe('99.9%');
		expect(percentText(100)).toBe('100.0%');
		expect(percentText(null)).toBe('—');
	});

	it('walk over the end of the year', () => {
		expect(monthAway('2026-12', 1)).toBe('2027-01');
		expect(monthAway('2026-01', -1)).toBe('2025-12');
		expect(monthText('2026-03')).toBe('2026年3月');
	});

	it('keep what the page shows when a deed is refused', () => {
		expect(deedOf('/desk/targets', 'save', { court: 'dc', year: 2026, edit: undefined })).toBe('/desk/targets?/save&court=dc&year=2026');
		expect(deedOf('/desk/quota', 'set')).toBe('/desk/quota?/set');
		expect(addressOf('/desk/quota', { court: '' })).toBe('/desk/quota');
		expect(officeDone('toString')).toBeUndefined();
		expect(officeDone('close')).toBe('已销号。');
	});
});

describe('forms of the office', () => {
	it('drop targets that were cleared and keep the selection of the others', () => {
		const form = formOf(
			...(['enf.close_rate', '', 'enf.avg_days', 'tri.close_rate'] as const).map((code) => ['code', code] as const),
			...(['≥ 96', '≥ 1', '', '≥ 97'] as const).map((rule) => ['rule', rule] as const),
			...(['原文', '', '', ''] as const).map((words) => ['words', words] as const),
			...(['{"enterprise":"any"}', '', '', 'nonsense'] as const).map((filter) => ['filter', filter] as const),
		);
		expect(readTargetRows(form)).toEqual([
			{ code: 'enf.close_rate', rule: '≥ 96', words: '原文', filter: { enterprise: 'any' } },
			{ code: 'tri.close_rate', rule: '≥ 97', words: '' },
		]);
	});

	it('tell cases by month from shares of a goal', () => {
		const months = [
			['court', 'dc'],
			['year', '2026'],
			['month-3', '18'],
			['month-4', ''],
		] as const;
		expect(readQuota(formOf(...months, ['way', 'cases'], ['goal', '1200']))).toMatchObject({
			year: 2026,
			goal: '',
			months: { 3: '18', 4: '' },
		});
		expect(readQuota(formOf(...months, ['way', 'shares'], ['goal', '1200']))).toMatchObject({ goal: '1200' });
		// A goal that was left empty is refused further on, not taken for cases by month.
		expect(readQuota(formOf(...months, ['way', 'shares'], ['goal', '']))).toMatchObject({ goal: '0' });
	});

	it('read the kinds and targets of a campaign', () => {
		const form = formOf(
			['kind', 'civil-first'],
			['kind', 'preservation'],
			['enterprise', 'any'],
			['code', 'enf.close_rate'],
			['rule', '≥ 96'],
			['code', ''],
			['rule', ''],
		);
		expect(readCampaign(form)).toMatchObject({
			kinds: ['civil-first', 'preservation'],
			enterprise: 'any',
			targets: [{ code: 'enf.close_rate', rule: '≥ 96' }],
		});
	});
});
