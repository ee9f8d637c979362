import { describe, expect, it } from 'vitest';
import { parseCaseNumber } from '../../core/case/case-number.ts';
import { emptyCase, foldEvents, viewCase } from '../../core/case/fold.ts';
import { vocabulary } from '../../core/case/vocabulary.ts';
import { calcNodes } from '../../core/node/calc-nodes.ts';
import { defaultPolicy } from '../../core/node/types.ts';
import { parseMoment } from '../../core/time/zone.ts';
import { loadRulebook } from '../../rulebooks/load.ts';
import { allEvents, byCase, calendar, worldOf } from './demo-world.fixture.ts';
import type { DemoEvent } from './event.ts';

const ZONE = 'Asia/Shanghai';
/** After this day due days may fall into a year without announced holidays, which never lock. */
const LAST_DUE = '2026-12-25';
const world = worldOf(2000, 3);
const rulebook = loadRulebook({ knownEvents: new Set(vocabulary.keys()) });
const locking = new Set(
	rulebook.nodes.filter(({ clocks }) => clocks.some(({ locks, unconfirmed }) => locks && !unconfirmed)).map(({ code }) => code),
);

function nodesOf(caseNumber: string, events: readonly DemoEvent[]) {
	const number = parseCaseNumber(caseNumber);
	if (!number) throw new Error(caseNumber);
	const facts = events.map(({ source, id, type, occurredAt, seq, data }, at) => {
		const moment = parseMoment(occurredAt, ZONE);
		if (!moment) throw new Error(occurredAt);
		return { seq: at, source, id, type, on: moment.on, ...(moment.at ? { at: moment.at } : {}), sourceSeq: seq, data };
	});
	const view = viewCase(
		foldEvents(
			emptyCase({ key: number.key, text: number.text, kind: number.kind, filingCourt: events[0]?.court ?? '', zone: ZONE }),
			facts,
		),
	);
	return view ? calcNodes(view, { rulebook, calendar, policy: defaultPolicy }) : [];
}

function missed(caseNumber: string, events: readonly DemoEvent[]): string[] {
	return nodesOf(caseNumber, events).flatMap((node) => {
		const clock = node.clocks.find(({ binding }) => binding);
		if (!locking.has(node.node) || !clock?.dueOn || clock.frozen || node.phase === 'void') return [];
		const inWindow = clock.dueOn >= world.replayFrom && clock.dueOn <= LAST_DUE;
		return inWindow && (node.endedOn ?? '9999') > clock.dueOn ? [`${node.node} ${clock.dueOn}`] : [];
	});
}

describe('the rules of the product', () => {
	it('find exactly the planned cases late, at the planned node and day', () => {
		const found = [...byCase(allEvents(world))].flatMap(([number, events]) => missed(number, events).map((miss) => `${number} ${miss}`));
		const planned = world.lateCases.map(({ caseNumber, node, dueAround }) => `${caseNumber} ${node} ${dueAround}`);
		expect(planned.filter((line) => !found.includes(line))).toEqual([]);
		const plannedCases = new Set(world.lateCases.map(({ caseNumber }) => caseNumber));
		expect(found.filter((line) => !plannedCases.has(line.split(' ')[0] ?? ''))).toEqual([]);
	});
});
