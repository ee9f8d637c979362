import { describe, expect, it } from 'vitest';
import type { CaseEvent } from '../case/case-event.ts';
import type { CaseView } from '../case/case-state.ts';
import { chainFor, type ChainPreset } from './chains.ts';
import { decidePeriod } from './decide.ts';
import { at, caseOf, contextOf, fact } from './period.fixture.ts';
import type { PeriodKind, PeriodRequest, PeriodVerdict } from './types.ts';

const offices = (preset: ChainPreset | undefined, kind: PeriodKind, override = false): string =>
	chainFor('dc', preset, kind, override)
		.map((step) => step.role)
		.join(' ');

describe('chains by seed', () => {
	const layered = 'division-chief vice-president president';
	it.each<[ChainPreset | undefined, PeriodKind, boolean, string]>([
		['S1', 'extension', false, layered],
		['S1', 'conversion', false, layered],
		['S1', 'deduction', false, 'vice-president'],
		['S1', 'stop', false, 'vice-president'],
		['S1', 'pause', false, 'vice-president'],
		['S1', 'deferral', false, 'vice-president'],
		['S1', 'deduction', true, 'vice-president president'],
		['S1', 'extension', true, layered],
		[undefined, 'extension', false, layered],
		['S0', 'extension', false, 'trial-management'],
		['S0', 'deduction', false, 'trial-management'],
		['S0', 'conversion', true, 'trial-management president'],
		['S2', 'extension', false, 'president'],
		['S2', 'deduction', false, 'president'],
		['S2', 'deduction', true, 'president'],
	])('%s %s override %s: %s', (preset, kind, override, expected) => {
		expect(offices(preset, kind, override)).toBe(expected);
	});

	it('names the leader in charge of trial management for deductions', () => {
		expect(chainFor('dc', 'S1', 'deduction', false)).toEqual([{ court: 'dc', role: 'vice-president', label: '分管审判管理的院领导' }]);
	});
});

const filed = fact('case-filed', '2026-03-02', { handler: 'li' });
const asked = {
	requestId: 'k-P1',
	kind: 'extension',
	ground: '延长执行期限',
	groundCode: 'ext-enforcement',
	node: 'enf-close',
	addMonths: 3,
};
const request = (data: object = {}): CaseEvent => ({
	...fact(
		'period-requested',
		'2026-07-06',
		{ ...asked, by: 'li', reason: '复杂', documentNo: '1号', chain: chainFor('dc', 'S1', 'extension', false), ...data },
		'system',
	),
	at: at('2026-07-06'),
});
const word = (step: number, verdict: PeriodVerdict, by: string): CaseEvent => ({
	...fact('period-decided', '2026-07-06', { requestId: 'k-P1', step, verdict, by, court: 'dc', opinion: '意见' }, 'system'),
	at: at('2026-07-06'),
});
const of = (view: CaseView): PeriodRequest => view.state.periods[0]!;

describe('a request on its way', () => {
	it.each<[string, CaseEvent[], Partial<PeriodRequest>]>([
		['filed', [], { phase: 'pending', step: 0 }],
		['approved once', [word(0, 'approve', 'chief')], { phase: 'pending', step: 1 }],
		['approved to the end', [word(0, 'approve', 'a'), word(1, 'approve', 'b'), word(2, 'approve', 'c')], { phase: 'granted', step: 2 }],
		['refused', [word(0, 'approve', 'a'), word(1, 'refuse', 'b')], { phase: 'refused', step: 1 }],
		['returned', [word(0, 'approve', 'a'), word(1, 'return', 'b')], { phase: 'returned', decidedBefore: 0 }],
		['filed again', [word(0, 'return', 'a'), request({ addMonths: 2 })], { phase: 'pending', step: 0, addMonths: 2, decidedBefore: 1 }],
		['withdrawn', [fact('period-withdrawn', '2026-07-06', { requestId: 'k-P1' }, 'system')], { phase: 'withdrawn' }],
	])('%s', (_what, events, expected) => {
		const { periods } = caseOf([filed, request(), ...events]).state;
		expect(periods).toHaveLength(1);
		expect(periods[0]).toMatchObject(expected);
	});

	const say = (events: CaseEvent[], step: number, verdict: PeriodVerdict, by: string, more: CaseEvent[] = [], opinion = '意见') => {
		const view = caseOf([filed, request(), ...events, ...more]);
		const outcome = decidePeriod(of(view), { step, verdict, opinion }, by, contextOf(view, '2026-07-06'));
		return outcome.ok ? outcome.granted : outcome.code;
	};
	const twice = [word(0, 'approve', 'a'), word(1, 'approve', 'b')];

	it('goes on step by step; only the last approval grants', () => {
		expect(say([], 0, 'approve', 'a')).toBe(false);
		expect(say(twice, 2, 'approve', 'c')).toBe(true);
		expect(say(twice, 2, 'refuse', 'c')).toBe(false);
		expect(say(twice, 2, 'return', 'c')).toBe(false);
	});

	it('nobody decides an own request or takes two steps of one filing', () => {
		expect(say([], 0, 'approve', 'li')).toBe('same-person');
		expect(say(twice, 2, 'approve', 'a')).toBe('same-person');
		// What was said of an earlier filing does not count.
		expect(say([word(0, 'return', 'a'), request()], 0, 'approve', 'a')).toBe(false);
	});

	it('refuses a step that is not the running one, an empty opinion, a request at its end', () => {
		expect(say([], 1, 'approve', 'b')).toBe('step-decided');
		expect(say([], 0, 'approve', 'a', [], ' ')).toBe('opinion-missing');
		expect(say([word(0, 'refuse', 'a')], 0, 'approve', 'b')).toBe('step-decided');
	});

	it.each<[string, CaseEvent, string | boolean]>([
		['closed', fact('case-closed', '2026-07-05', { mode: 'ended' }), 'case-closed'],
		['gone to another court', fact('case-transferred', '2026-07-05', { toCourt: 'xl', ground: '管辖' }), 'case-transferred'],
		[
			'extended by the same ground meanwhile',
			fact('extension-granted', '2026-07-05', { node: 'enf-close', addDays: 5, decidedOn: '2026-07-05', groundCode: 'ext-enforcement' }),
			'ground-repeated',
		],
	])('a case that is %s meanwhile: the last word can refuse, not grant', (_what, event, code) => {
		expect(say(twice, 2, 'approve', 'c', [event])).toBe(code);
		expect(say(twice, 2, 'refuse', 'c', [event])).toBe(false);
	});
});
