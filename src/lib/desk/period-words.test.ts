import { describe, expect, it } from 'vitest';
import type { PeriodFormView } from '../contract/periods.ts';
import {
	chineseDays,
	groundGroups,
	groundMisfit,
	isUnchecked,
	movedText,
	periodChoices,
	periodFormHref,
	periodHref,
	periodInput,
	readPeriodForm,
	spanDays,
} from './period-words.ts';

const ground = (code: string, kind: PeriodFormView['grounds'][number]['kind'], name = code): PeriodFormView['grounds'][number] => ({
	code,
	kind,
	kindName: kind,
	name,
	track: 'both',
	basis: '',
	source: 'L',
	needsDocument: true,
	repeated: false,
	chain: [],
});

describe('words of period requests', () => {
	it('encodes what stands in an id', () => {
		expect(periodHref('(2026)示0101执7号-P1')).toBe('/desk/periods/(2026)%E7%A4%BA0101%E6%89%A77%E5%8F%B7-P1');
		expect(periodFormHref(7, { ground: 'pause' })).toBe('/desk/cases/7/periods?ground=pause');
	});

	it('writes days as people do, and leaves what is no day', () => {
		expect(chineseDays('2026-07-06 至 2026-09-28')).toBe('2026年7月6日 至 2026年9月28日');
		expect(chineseDays('文号 2026-13-40')).toBe('文号 2026-13-40');
	});

	it.each([
		['2026-07-06', '2026-07-06', 1],
		['2026-02-28', '2026-03-01', 2],
		['2026-07-06', '2026-07-05', undefined],
		['2026-07-06', '', undefined],
	])('counts both end days from %s to %s', (from, to, days) => expect(spanDays(from, to)).toBe(days));

	it.each([
		['L', false],
		['L,M', true],
		['S0,X', true],
		['', false],
	])('a source %s is unchecked: %s', (source, unchecked) => expect(isUnchecked(source)).toBe(unchecked));

	it('groups grounds in the order of the form', () => {
		const groups = groundGroups([ground('s', 'stop'), ground('e', 'extension'), ground('d', 'deduction'), ground('d2', 'deduction')]);
		expect(groups.map(({ kind, grounds }) => `${kind} ${grounds.length}`)).toEqual(['extension 1', 'deduction 2', 'stop 1']);
	});

	it('sees beforehand what does not fit the case', () => {
		const view = {
			nodes: [{ node: 'tri-close-simple', name: '', frozen: false, overdue: false }],
			case: { id: 1, caseNumber: '', court: '', courtName: '', filedOn: '', procedureName: '简易程序' },
		};
		expect(groundMisfit({ ...ground('a', 'extension'), nodes: ['tri-close-appeal'] }, view)).not.toBe('');
		expect(groundMisfit({ ...ground('a', 'extension'), nodes: ['tri-close-simple'] }, view)).toBe('');
		expect(groundMisfit(ground('a', 'conversion', '小额诉讼程序转为普通程序'), view)).toBe('本案现适用简易程序');
		expect(groundMisfit(ground('a', 'conversion', '简易程序转为普通程序'), view)).toBe('');
	});

	it('sends only what the kind needs', () => {
		const form = new FormData();
		const filled = {
			ground: 'g',
			target: 'enf-close|A1',
			amount: '3',
			unit: 'months',
			from: '2026-07-06',
			documentNo: ' 号 ',
			reason: '因',
		};
		for (const [name, value] of Object.entries(filled)) form.set(name, value);
		form.set('override', 'on');
		const typed = readPeriodForm(form);
		const shared = { ground: 'g', documentNo: '号', reason: '因', override: true };
		expect(periodInput(typed, 'extension')).toEqual({ ...shared, node: 'enf-close', subject: 'A1', addMonths: 3 });
		expect(periodInput(typed, 'deduction')).toEqual({ ...shared, from: '2026-07-06' });
		expect(periodInput(typed, 'conversion')).toEqual(shared);
	});

	it('says what pressing does', () => {
		expect(periodChoices('延长', '院长')[0]!.deed).toBe('同意，送院长');
		expect(periodChoices('延长', undefined)[0]!.deed).toBe('批准延长');
		expect([movedText(92), movedText(-3), movedText(0)]).toEqual(['后移 92 天', '前移 3 天', '不变']);
	});
});
