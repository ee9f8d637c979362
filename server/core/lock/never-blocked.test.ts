import { describe, expect, it } from 'vitest';
import { loadCalendar } from '../../rulebooks/calendar.ts';
import { loadRulebook } from '../../rulebooks/load.ts';
import { emptyCase, foldEvents, viewCase } from '../case/fold.ts';
import type { CaseEvent } from '../case/case-event.ts';
import { eventType, vocabulary } from '../case/vocabulary.ts';
import { calcNodes } from '../node/calc-nodes.ts';
import { defaultPolicy } from '../node/types.ts';
import type { CourtDate, Instant } from '../time/types.ts';

/** What stopping would harm a party, by what it is; every type named here must go through a lock. */
const protective: Readonly<Record<string, readonly string[]>> = {
	'seals, freezes, renewals, releases': [
		...['asset-sealed', 'seal-renewed', 'seal-released', 'control-taken', 'immediate-measure-taken', 'excess-lifted', 'asset-found'],
		...['preservation-requested', 'preservation-ruled', 'preservation-started', 'preservation-secured', 'preservation-security-ordered'],
		...['preservation-lift-requested', 'preservation-lift-ruled', 'seal-renewal-requested', 'excess-ruling-effective'],
	],
	'money in': [
		'money-arrived',
		'money-identified',
		'money-payable',
		'money-arrival-notified',
		'auction-price-paid',
		'set-off-balance-paid',
	],
	'money out': [
		...['payment-submitted', 'payment-approved', 'money-paid', 'money-deposited', 'deposit-approved', 'money-refunded', 'money-informed'],
		...['fee-refunded', 'fee-refund-due', 'auction-deposit-refunded', 'payment-delay-ended'],
	],
	'失信 and 限高 lifted': [
		...['dishonesty-removed', 'dishonesty-removal-due', 'dishonesty-correction-requested', 'dishonesty-correction-decided'],
		...['dishonesty-corrected', 'consumption-lifted', 'claim-satisfied'],
	],
	'a person is let go': [
		'detention-ended',
		'summon-ended',
		'penalty-review-decided',
		'penalty-review-received',
		'penalty-review-requested',
	],
	'hand-over to a buyer': [
		'sale-ruling-served',
		'set-off-ruling-served',
		'asset-handed-over',
		'transfer-notice-sent',
		'transfer-notice-needed',
	],
	'replies to parties': ['message-received', 'message-answered', 'resumption-answered', 'judgment-sent', 'judgment-served'],
	'stops by law': [
		...['exclusion-started', 'exclusion-ended', 'extension-granted', 'deadline-recorded', 'deferral-started', 'auction-suspended'],
		...['auction-suspension-ended', 'bankruptcy-file-received', 'period-lapsed'],
	],
	'what a party does itself': [
		...['objection-received', 'reconsideration-received', 'jurisdiction-objected', 'nonenforcement-requested', 'recusal-requested'],
		...['property-reported', 'clue-received', 'resumption-requested', 'zb-objected', 'appeal-received', 'appraisal-objected'],
	],
};

/**
 * Types whose names sound protective and that a lock holds all the same. `deposit-transferred`: a row of the contract. The others are the
 * court's own next step, and stopping them keeps what a party has: a payment is not put off, nothing is sold, no preservation is undone.
 */
const heldThoughNamedSo = [
	'deposit-transferred',
	'control-declined',
	'deferral-ended',
	'payment-delayed',
	'deposit-noticed',
	'set-off-ruled',
	'entrust-asset-listed',
	'dishonesty-listed',
];
const soundsProtective =
	/查封|扣押|冻结|保全|解除|发放|支付(?!令)|退还|退费|提存|存款|失信|限制消费|拘留|拘传|释放|移交财产|抵债|留言|反馈|暂缓|中止|控制|到账|超标的/;

const types = [...vocabulary.values()].filter((type) => type.group !== 'system');

describe('what a lock never stops', () => {
	it.each(Object.entries(protective))('%s', (_what, names) => {
		expect(names.filter((name) => eventType(name).class === 'S')).toEqual([]);
	});

	it('of everything that sounds like it, only what is named here is held', () => {
		const held = types.filter((type) => type.class === 'S' && soundsProtective.test(type.name)).map((type) => type.type);
		expect(held.sort()).toEqual([...heldThoughNamedSo].sort());
	});

	it('every protective type (P) is named in the table', () => {
		const named = new Set(Object.values(protective).flat());
		expect(types.filter((type) => type.class === 'P' && !named.has(type.type)).map((type) => type.type)).toEqual([]);
	});

	it('decisions of persons and of the clock are never held', () => {
		const system = [...vocabulary.values()].filter((type) => type.group === 'system');
		expect(system.filter((type) => type.class === 'S')).toEqual([]);
	});

	it('holds by class through the fold itself: each type once inside a lock', () => {
		const at = '2026-03-14T02:00:00.000Z' as Instant;
		const event = (seq: number, type: string, data: Record<string, unknown> = {}, day = '2026-03-14'): CaseEvent => ({
			...{ seq, source: 'cms', id: `e${seq}`, type, on: day as CourtDate, data },
		});
		const lock = { lockId: 'k-L1', nodeIds: ['k/x/-/1'], repeat: 0, state: 'active', dueOn: { 'k/x/-/1': '2026-03-12' } };
		const state = foldEvents(
			emptyCase({ key: 'k', text: '（2026）示0204执1号', kind: 'enforcement-first', filingCourt: 'dc', zone: 'Asia/Shanghai' }),
			[
				event(1, 'case-filed', {}, '2026-03-02'),
				{ ...event(2, 'case-locked', lock, '2026-03-13'), source: 'system', at: '2026-03-13T00:00:00.000Z' as Instant },
			],
		);
		for (const type of types) {
			if (['case-filed', 'case-transferred', 'event-withdrawn'].includes(type.type)) continue;
			const after = foldEvents(state, [{ ...event(3, type.type), at }]);
			expect([type.type, viewCase(after)!.held.length]).toEqual([type.type, type.class === 'S' ? 1 : 0]);
		}
	});
});

describe('the rulebook of the nation', () => {
	const rulebook = loadRulebook({ knownEvents: new Set(vocabulary.keys()) });

	it('locks no trial node, and none that a court could switch on', () => {
		const trial = rulebook.nodes.filter((rule) => rule.code.startsWith('tri-'));
		expect(trial.length).toBeGreaterThan(30);
		const locking = trial.flatMap((rule) => rule.clocks.filter((clock) => clock.locks).map((clock) => `${rule.code} ${clock.kind}`));
		expect(locking).toEqual([]);
	});

	it('locks no trial case by a node of enforcement that its events start', () => {
		const of = (kind: string, text: string) => {
			const fact = (seq: number, type: string, data: Record<string, unknown>): CaseEvent => ({
				...{ seq, source: 'cms', id: `e${seq}`, type, on: '2026-03-02' as CourtDate, data },
			});
			const nodeId = 'k/enf-clue-verify/c1/1';
			const ranOut = { nodeId, clock: 'limit', dueOn: '2026-03-09' };
			const state = foldEvents(emptyCase({ key: 'k', text, kind, filingCourt: 'dc', zone: 'Asia/Shanghai' }), [
				fact(1, 'case-filed', {}),
				fact(2, 'clue-received', { clueId: 'c1' }),
				{ ...fact(3, 'node-overdue', ranOut), source: 'system', at: '2026-03-09T16:00:00.000Z' as Instant },
			]);
			const policy = { ...defaultPolicy, locksFrom: '2026-01-01' as CourtDate };
			const nodes = calcNodes(viewCase(state)!, { rulebook, calendar: loadCalendar(), policy });
			return nodes.find((node) => node.id === nodeId)!.clocks.some((clock) => clock.lockAt !== undefined);
		};
		expect(of('enforcement-first', '（2026）示0204执1号')).toBe(true);
		expect(of('civil-first', '（2026）示0204民初1号')).toBe(false);
	});

	it('never locks for a seal that runs out: its alarm is red, its renewal is free', () => {
		const seals = rulebook.nodes.filter((rule) => rule.code.startsWith('seal-expiry'));
		expect(seals.length).toBeGreaterThan(0);
		expect(seals.flatMap((rule) => rule.clocks).some((clock) => clock.locks)).toBe(false);
		expect(seals.every((rule) => rule.alarmAtLast)).toBe(true);
	});
});
