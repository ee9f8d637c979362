import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instant } from '../core/time/types.ts';
import { canonicalEvent, type NewEvent } from './chain.ts';
import { canonicalJson } from './hash.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 12 });

const events: fc.Arbitrary<NewEvent> = fc.record(
	{
		source: text,
		id: text,
		court: text,
		caseKey: text,
		type: text,
		on: fc.constant('2026-03-02'),
		at: fc.constant('2026-03-02T01:00:00.000Z' as Instant),
		sourceSeq: fc.nat(),
		data: fc.dictionary(text, fc.jsonValue({ maxDepth: 2 })),
	},
	{ requiredKeys: ['source', 'id', 'court', 'caseKey', 'type', 'on', 'data'], noNullPrototype: true },
) as fc.Arbitrary<NewEvent>;

describe('the canonical text of an event', () => {
	it('is the canonical JSON of its fields: what was hashed before keeps its hash', () => {
		fc.assert(
			fc.property(events, (event) => {
				expect(canonicalEvent(event)).toBe(canonicalJson(event));
			}),
		);
	});
});
