import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyCase } from '../core/case/fold.ts';
import type { ClockRow, NodeRow } from '../core/node/types.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import { factsText, readStored, storedText } from './stored-json.ts';

const day = fc.constantFrom(...(['2026-03-02', '2026-03-12', '2026-04-01'] as CourtDate[]));
const instant = fc.constantFrom(...(['2026-03-12T16:00:00.000Z', '2026-03-13T01:30:00.000Z'] as Instant[]));

const clocks: fc.Arbitrary<ClockRow> = fc.record(
	{
		clock: fc.constantFrom('management', 'limit'),
		binding: fc.boolean(),
		startedOn: day,
		dueOn: day,
		dueAt: instant,
		grossDueOn: day,
		frozen: fc.boolean(),
		provisional: fc.boolean(),
		unconfirmed: fc.boolean(),
		rung: fc.nat(3),
		overdueOn: day,
		missed: fc.array(day, { minLength: 2, maxLength: 3 }),
		nextAt: instant,
		lockAt: instant,
		graceTo: day,
		ledger: fc.array(fc.record({ kind: fc.constant('roll'), from: day, to: day, days: fc.nat(9) }, { noNullPrototype: true }), {
			maxLength: 2,
		}),
	},
	{ requiredKeys: ['clock', 'binding', 'startedOn', 'frozen', 'provisional', 'unconfirmed', 'rung', 'ledger'], noNullPrototype: true },
) as unknown as fc.Arbitrary<ClockRow>;

const nodes: fc.Arbitrary<NodeRow> = fc.record(
	{
		id: fc.constant('(2026)示0204执1号/enf-notice/-/1'),
		node: fc.constant('enf-notice'),
		subject: fc.constant('-'),
		n: fc.integer({ min: 1, max: 3 }),
		startedOn: day,
		endedOn: day,
		endedAt: instant,
		phase: fc.constantFrom('pending', 'overdue', 'void'),
		voidReason: fc.constant('closed'),
		voidedOn: day,
		court: fc.constant('xl'),
		overdueOn: day,
		outstandingFen: fc.nat(1000),
		clocks: fc.array(clocks, { minLength: 1, maxLength: 2 }),
	},
	{ requiredKeys: ['id', 'node', 'subject', 'n', 'startedOn', 'phase', 'clocks'], noNullPrototype: true },
) as unknown as fc.Arbitrary<NodeRow>;

const caseOf = (list: readonly NodeRow[]) => ({
	state: emptyCase({
		key: '(2026)示0204执1号',
		text: '（2026）示0204执1号',
		kind: 'enforcement-first',
		filingCourt: 'dc',
		zone: 'Asia/Shanghai',
	}),
	nodes: list,
	heldSeqs: [3, 5],
	lockPhases: { L1: 'active' as const },
	computedBy: 'stamp',
});

describe('the text of a stored case', () => {
	it('is read back as it was, whatever its nodes have and have not', () => {
		fc.assert(
			fc.property(fc.array(nodes, { maxLength: 3 }), (list) => {
				const stored = caseOf(list);
				expect(readStored(storedText(stored), factsText(stored))).toStrictEqual(stored);
			}),
		);
	});

	it('of an older program, with everything written out, says the same', () => {
		fc.assert(
			fc.property(fc.array(nodes, { maxLength: 3 }), (list) => {
				const { state, nodes: rows, heldSeqs: held, lockPhases: phases, computedBy: by } = caseOf(list);
				const { periods: _periods, notices: _notices, stages: _stages, ...old } = state;
				const text = JSON.stringify({ state: old, nodes: rows, held, phases, by });
				expect(readStored(text, null)).toStrictEqual({ ...caseOf(list), factsInside: true });
			}),
		);
	});

	it('does not write out what most nodes and clocks have alike', () => {
		const clock = {
			clock: 'limit',
			binding: true,
			startedOn: '2026-03-02',
			frozen: false,
			provisional: false,
			unconfirmed: false,
			rung: 0,
		};
		const node = {
			id: '(2026)示0204执1号/b/-/1',
			node: 'b',
			subject: '-',
			n: 1,
			startedOn: '2026-03-02',
			phase: 'pending',
			clocks: [{ ...clock, ledger: [] }],
		};
		const text = storedText(caseOf([node as unknown as NodeRow]));
		expect(text).not.toContain('facts');
		expect(text.match(/startedOn/g)).toHaveLength(1);
		for (const word of ['"id"', 'subject', '"n"', 'binding', 'frozen', 'provisional', 'unconfirmed', 'rung', 'ledger'])
			expect(text).not.toContain(word);
	});
});
