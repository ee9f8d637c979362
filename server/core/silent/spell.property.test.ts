import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { viewCase } from '../case/fold.ts';
import { emptyCase, foldEvents } from '../case/fold.ts';
import type { CaseEvent } from '../case/case-event.ts';
import { addDays, daysBetween } from '../time/civil.ts';
import type { CourtDate } from '../time/types.ts';
import { isFrozen, silenceOn, spellEnd, spellOf } from './spell.ts';
import { defaultSilentDays, silentSince } from './steps.ts';

const start = '2026-01-05' as CourtDate;
const dayOf = (n: number): CourtDate => addDays(start, n);

/** A case filed on the first day, with steps, facts and stops on others. */
function caseOf(events: readonly { readonly type: string; readonly on: number; readonly data?: object }[], kind = 'enforcement-first') {
	const all = [{ type: 'case-filed', on: 0, data: { handler: 'li', basis: 'civil' } }, ...events];
	const list = all.map(({ type, on, data }, index): CaseEvent => ({
		...{ seq: index + 1, source: 'cms', id: `e${index}`, type, on: dayOf(on) },
		data: { ...data },
	}));
	const state = emptyCase({ key: '(2026)示0204执1号', text: '（2026）示0204执1号', kind, filingCourt: 'dc', zone: 'Asia/Shanghai' });
	return viewCase(foldEvents(state, list))!;
}

const steps = fc.array(
	fc.record({ type: fc.constantFrom('net-query-launched', 'message-received', 'message-answered'), on: fc.integer({ min: 0, max: 120 }) }),
	{ maxLength: 6 },
);
const withData = (list: readonly { type: string; on: number }[]) =>
	list.map((each, index) => ({ ...each, data: { messageId: `m${index}` } }));

describe('spells of silence', () => {
	it('the level of a day is that of the list, whatever was done before', () => {
		fc.assert(
			fc.property(steps, fc.integer({ min: 0, max: 250 }), (events, n) => {
				const today = dayOf(n);
				const known = withData(events).filter(({ on }) => on <= n);
				const view = caseOf(known);
				const place = silenceOn(view, defaultSilentDays, today);
				const last = Math.max(0, ...known.filter(({ type }) => type !== 'message-received').map(({ on }) => on));
				const since = silentSince(defaultSilentDays, today);
				const level = since.filter((day) => dayOf(last) <= day).length;
				expect(place).toEqual(level === 0 ? undefined : { since: dayOf(last), level });
			}),
		);
	});

	it('a spell lasts until the next step, and never comes to an end by a fact', () => {
		fc.assert(
			fc.property(steps, fc.integer({ min: 0, max: 60 }), (events, gap) => {
				const before = caseOf(withData(events));
				const { on } = spellOf(before)!;
				expect(spellEnd(before, on)).toBeUndefined();
				const later = daysBetween(start, on) + gap + 1;
				const more = (type: string) => caseOf([...withData(events), { type, on: later, data: { messageId: 'm9' } }]);
				expect(spellEnd(more('message-received'), on)).toBeUndefined();
				expect(spellEnd(more('net-query-launched'), on)).toEqual({ by: 'met', on: dayOf(later) });
			}),
		);
	});

	it('while the whole case is stopped nothing is told, also on both end days; a stop of one asset changes nothing', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 200 }), (from, length, n) => {
				const stop = { exclusionId: 'x1', ground: '中止执行', from: dayOf(from) };
				const events = (subject?: string) => [
					{ type: 'exclusion-started', on: from, data: { ...stop, ...(subject ? { subject } : {}) } },
					{ type: 'exclusion-ended', on: from + length, data: { exclusionId: 'x1', to: dayOf(from + length) } },
				];
				const whole = caseOf(events());
				const frozen = n >= from && n <= from + length;
				expect(isFrozen(whole.state, dayOf(n))).toBe(frozen);
				expect(silenceOn(whole, defaultSilentDays, dayOf(n)) !== undefined).toBe(!frozen && n >= 15);
				expect(silenceOn(caseOf(events('a1')), defaultSilentDays, dayOf(n)) !== undefined).toBe(n >= 15);
			}),
		);
	});

	it.each([
		['a trial case has no spell', [], 'civil-first', undefined],
		['a closed one neither', [{ type: 'case-closed', on: 20, data: { mode: 'ended' } }], 'enforcement-first', undefined],
		[
			'a reopened one begins anew',
			[
				{ type: 'case-closed', on: 20, data: { mode: 'ended' } },
				{ type: 'case-reopened', on: 40, data: { ground: '误报' } },
			],
			'enforcement-first',
			dayOf(40),
		],
		[
			'so does one that was transferred',
			[{ type: 'case-transferred', on: 30, data: { toCourt: 'xl', ground: '管辖' } }],
			'preservation',
			dayOf(30),
		],
	])('%s', (_what, events, kind, since) => {
		const view = caseOf(events, kind);
		expect(spellOf(view)?.on).toBe(since);
		expect(spellEnd(view, start)).toMatchObject({ by: since === undefined ? 'void' : 'moved' });
	});
});
