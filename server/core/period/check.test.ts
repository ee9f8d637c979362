import { describe, expect, it } from 'vitest';
import type { CaseEvent } from '../case/case-event.ts';
import { checkAsk, type PeriodAsk } from './check.ts';
import { groundOf, grounds, groundsFor } from './grounds.ts';
import { caseOf, civilCase, contextOf, fact } from './period.fixture.ts';

const filed = fact('case-filed', '2026-03-02', { handler: 'li', procedure: 'simple' });
const fixed = fact('price-fixed', '2026-06-28', { assetId: 'a1', priceFen: 1 });
const extend: PeriodAsk = { ground: 'ext-enforcement', node: 'enf-close', addMonths: 3, documentNo: '1号', reason: '案情复杂' };
const deduct: PeriodAsk = { ground: 'ded-appraisal', from: '2026-07-06' as never, documentNo: '2号', reason: '评估' };
const defer: PeriodAsk = { ...deduct, ground: 'defer-security', to: '2027-07-05' as never };
const convert: PeriodAsk = { ground: 'conv-simple-ordinary', documentNo: '3号', reason: '案情复杂' };
const civil = { text: civilCase };

function answer(ask: PeriodAsk, { facts = [], text, today = '2026-07-06' }: { facts?: CaseEvent[]; text?: string; today?: string } = {}) {
	const outcome = checkAsk(ask, contextOf(caseOf([filed, fixed, ...facts], text), today));
	return outcome.ok ? 'ok' : outcome.code;
}

describe('what may be asked for', () => {
	it.each<[string, PeriodAsk, Parameters<typeof answer>[1], string]>([
		['an extension of the period for closing', extend, {}, 'ok'],
		['an extension of a limit that locks', { ...extend, node: 'enf-auction-start', subject: 'a1' }, {}, 'ok'],
		['the same without its subject', { ...extend, node: 'enf-auction-start' }, {}, 'ok'],
		['another subject', { ...extend, node: 'enf-auction-start', subject: 'a2' }, {}, 'node-not-open'],
		['a limit that does not lock', { ...extend, node: 'enf-allocate' }, {}, 'node-not-open'],
		[
			'a node that is done',
			{ ...extend, node: 'enf-auction-start' },
			{ facts: [fact('auction-started', '2026-07-01', { assetId: 'a1' })] },
			'node-not-open',
		],
		['no node', { ...extend, node: undefined } as never, {}, 'node-missing'],
		['no length', { ...extend, addMonths: 0 }, {}, 'length-missing'],
		['a length that is no number of days', { ...extend, addMonths: 0, addDays: 1.5 }, {}, 'length-missing'],
		['three months and a day', { ...extend, addDays: 1 }, {}, 'extension-too-long'],
		['ninety-one days from 2 September are less than three months', { ...extend, addMonths: 0, addDays: 91 }, {}, 'ok'],
		['ninety-two days are more', { ...extend, addMonths: 0, addDays: 92 }, {}, 'extension-too-long'],
		['a length beyond all dates', { ...extend, addMonths: Number.MAX_SAFE_INTEGER }, {}, 'extension-too-long'],
		['days beyond all dates', { ...extend, addMonths: 0, addDays: Number.MAX_SAFE_INTEGER }, {}, 'extension-too-long'],
		['one month more in simple procedure', { ...extend, ground: 'ext-simple', node: 'tri-close-simple', addMonths: 1 }, civil, 'ok'],
		[
			'two months more in simple procedure',
			{ ...extend, ground: 'ext-simple', node: 'tri-close-simple', addMonths: 2 },
			civil,
			'extension-too-long',
		],
		[
			'the ground of another procedure',
			{ ...extend, ground: 'ext-ordinary', node: 'tri-close-simple', addMonths: 1 },
			civil,
			'node-not-for-ground',
		],
		['a ground that there is not', { ...extend, ground: '工作繁忙' }, {}, 'ground-unknown'],
		['a ground of trial in enforcement', { ...deduct, ground: 'ded-trial-appraisal' }, {}, 'ground-not-for-case'],
		['an open-ended deduction', deduct, {}, 'ok'],
		['暂停 in enforcement', { ...deduct, ground: 'pause' }, {}, 'ok'],
		['暂停 in a trial', { ...deduct, ground: 'pause' }, civil, 'ok'],
		['one day, both ends held', { ...deduct, to: deduct.from }, {}, 'ok'],
		['no start', { ...deduct, from: undefined } as never, {}, 'from-missing'],
		['a day that does not exist', { ...deduct, from: '2026-02-30' as never }, {}, 'bad-day'],
		['an end that is no day', { ...deduct, to: 'soon' as never }, {}, 'bad-day'],
		['an end before the start', { ...deduct, to: '2026-07-05' as never }, {}, 'to-before-from'],
		['the day of the filing', { ...deduct, from: '2026-03-02' as never }, {}, 'ok'],
		['the day before the filing', { ...deduct, from: '2026-03-01' as never }, {}, 'from-before-filing'],
		['thirty days ahead', { ...deduct, from: '2026-08-05' as never }, {}, 'ok'],
		['thirty-one days ahead', { ...deduct, from: '2026-08-06' as never }, {}, 'from-too-far'],
		['one subject', { ...deduct, subject: 'a1' }, {}, 'ok'],
		['a subject that the case has not', { ...deduct, subject: 'a9' }, {}, 'subject-unknown'],
		['a year on security, to the day before', defer, {}, 'ok'],
		['a year and a day', { ...defer, to: '2027-07-06' as never }, {}, 'exclusion-too-long'],
		['a deferral without an end', { ...defer, to: undefined } as never, {}, 'to-missing'],
		['three months by the upper court', { ...defer, ground: 'defer-upper', to: '2026-10-05' as never }, {}, 'ok'],
		['a day longer', { ...defer, ground: 'defer-upper', to: '2026-10-06' as never }, {}, 'exclusion-too-long'],
		['a conversion', convert, civil, 'ok'],
		['a conversion from another procedure', { ...convert, ground: 'conv-small-simple' }, civil, 'procedure-mismatch'],
		['no document', { ...deduct, documentNo: ' ' }, {}, 'document-missing'],
		['no reason', { ...deduct, reason: ' ' }, {}, 'reason-missing'],
		['a closed case', deduct, { facts: [fact('case-closed', '2026-07-01', { mode: 'ended' })] }, 'case-closed'],
	])('%s: %o', (_what, ask, of, code) => {
		expect(answer(ask, of)).toBe(code);
	});

	const given = fact('exclusion-started', '2026-04-01', { exclusionId: 'x', ground: groundOf('ded-appraisal')!.name, from: '2026-04-01' });
	it.each<[string, CaseEvent[], Partial<PeriodAsk>, string]>([
		['named by a feed as the catalogue does', [given], {}, 'ground-repeated'],
		['with the president asked', [given], { override: true }, 'ok'],
		[
			'by its code',
			[fact('exclusion-started', '2026-04-01', { exclusionId: 'x', ground: '评估', groundCode: 'ded-appraisal', from: '2026-04-01' })],
			{},
			'ground-repeated',
		],
		[
			'in words of a feed that are no ground',
			[fact('exclusion-started', '2026-04-01', { exclusionId: 'x', ground: '评估', from: '2026-04-01' })],
			{},
			'ok',
		],
		['and taken back since', [given, fact('event-withdrawn', '2026-04-02', { source: 'cms', id: given.id, reason: '误报' })], {}, 'ok'],
		['another ground', [given], { ground: 'ded-sale' }, 'ok'],
	])('the same ground again, %s', (_what, facts, more, code) => {
		expect(answer({ ...deduct, ...more }, { facts })).toBe(code);
	});
});

describe('the catalogue of grounds', () => {
	it('names each ground once and says on what law it stands', () => {
		expect(new Set(grounds.map((ground) => ground.code)).size).toBe(grounds.length);
		expect(new Set(grounds.map((ground) => ground.name)).size).toBe(grounds.length);
		expect(grounds.every((ground) => ground.basis !== '' && /^(L|M|X|P|S\d)(,(L|M|X|P|S\d))*$/.test(ground.source))).toBe(true);
		expect(grounds.every((ground) => (ground.kind === 'conversion') === (ground.convert !== undefined))).toBe(true);
		// Nothing is extended without end.
		expect(grounds.filter((ground) => ground.kind === 'extension' && !ground.mostMonths && !ground.mostDays)).toEqual([]);
	});

	it('keeps enforcement and trial apart', () => {
		const enforcement = groundsFor('enforcement-first').map((ground) => ground.code);
		const trial = groundsFor('civil-first').map((ground) => ground.code);
		expect(enforcement.filter((code) => trial.includes(code))).toEqual(['pause']);
	});
});
