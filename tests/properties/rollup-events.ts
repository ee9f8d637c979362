import fc from 'fast-check';
import type { TestEvent } from '../support/world.ts';

const dayOf = (offset: number): string => new Date(Date.UTC(2026, 0, 5 + offset)).toISOString().slice(0, 10);

/** What may happen to a case after its filing; the offset is in days from it. Several contradict each other, as feeds do. */
const steps: readonly ((
	offset: number,
	pick: number,
) => { readonly type: string; readonly data: Record<string, unknown>; readonly at: number })[] = [
	(at, pick) => ({ at, type: 'handler-assigned', data: { handler: pick % 2 ? 'li' : 'wang', unit: `u${pick % 3}` } }),
	(at) => ({ at, type: 'file-received', data: {} }),
	(at) => ({ at, type: 'notice-issued', data: {} }),
	(at) => ({ at, type: 'net-query-launched', data: {} }),
	(at, pick) => ({ at, type: 'net-query-returned', data: { complete: pick % 3 > 0 } }),
	(at, pick) => ({ at, type: 'track-set', data: { track: pick % 2 ? 'simple' : 'complex' } }),
	(at, pick) => ({
		at,
		type: 'case-updated',
		data: { claimFen: pick * 100, enterpriseClass: ['micro', 'green', 'other'][pick % 3], cause: '买卖合同纠纷' },
	}),
	(at, pick) => ({ at, type: 'money-arrived', data: { receiptId: `r${pick % 3}`, amountFen: 100 + pick } }),
	(at, pick) => ({ at, type: 'money-paid', data: { receiptId: `r${pick % 3}`, paymentId: `p${at}`, amountFen: 60 } }),
	(at, pick) => ({ at, type: 'money-deposited', data: { receiptId: `r${pick % 3}`, amountFen: 40 } }),
	(at, pick) => ({ at, type: 'asset-sealed', data: { assetId: `a${pick % 2}`, assetKind: 'immovable', rank: 1, effectiveOn: dayOf(at) } }),
	(at, pick) => ({ at, type: 'exclusion-started', data: { exclusionId: `x${pick % 2}`, ground: '评估', from: dayOf(at) } }),
	(at, pick) => ({ at, type: 'exclusion-ended', data: { exclusionId: `x${pick % 2}`, to: dayOf(at) } }),
	(at, pick) => ({ at, type: 'extension-granted', data: { node: 'enf-close', addDays: 5 + (pick % 30), decidedOn: dayOf(at) } }),
	(at) => ({ at, type: 'hearing-held', data: { hearingId: 'h1' } }),
	(at, pick) => ({ at, type: 'case-closed', data: { mode: pick % 2 ? 'fully-performed' : 'round-ended', recoveredFen: pick * 10 } }),
	(at) => ({ at, type: 'case-reopened', data: { ground: '恢复' } }),
	(at) => ({ at, type: 'case-archived', data: {} }),
];

const step = fc.tuple(fc.nat(steps.length - 1), fc.integer({ min: 0, max: 200 }), fc.nat(50));
const kinds = ['执', '执恢', '执保', '民初'] as const;

const story = fc.record({
	kind: fc.nat(kinds.length - 1),
	filed: fc.integer({ min: 0, max: 60 }),
	steps: fc.array(step, { maxLength: 14 }),
	/** Which of the steps are taken back later. */
	withdrawn: fc.array(fc.nat(13), { maxLength: 2 }),
	moves: fc.boolean(),
});

/** Facts of a few cases: contradicting, corrected, withdrawn, of cases that move to another court; in the order of their telling. */
export const rollupEvents: fc.Arbitrary<readonly TestEvent[]> = fc.array(story, { minLength: 1, maxLength: 5 }).map((stories) =>
	stories.flatMap(({ kind, filed, steps: list, withdrawn, moves }, n) => {
		const caseNumber = `（2026）示0204${kinds[kind]!}${n + 1}号`;
		const events: TestEvent[] = [];
		const add = (id: string, type: string, at: number, data: Record<string, unknown>): void => {
			events.push({ id: `${n}-${id}`, caseNumber, type, occurredAt: dayOf(at), data, seq: events.length });
		};
		add('f', 'case-filed', filed, { handler: n % 2 ? 'li' : 'wang', claimFen: 1000 * n, basis: 'civil', appliedOn: dayOf(filed - 2) });
		list.forEach(([which, offset, pick], index) => {
			const made = steps[which]!(filed + offset, pick);
			add(String(index), made.type, made.at, made.data);
		});
		if (moves) add('m', 'case-transferred', filed + 90, { toCourt: 'xl', ground: '指定' });
		for (const index of new Set(withdrawn))
			if (index < list.length) add(`w${index}`, 'event-withdrawn', filed + 201, { source: 'cms', id: `${n}-${index}`, reason: '误报' });
		return events;
	}),
);
