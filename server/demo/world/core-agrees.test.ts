import { describe, expect, it } from 'vitest';
import { parseCaseNumber } from '../../core/case/case-number.ts';
import { emptyCase, foldEvents, viewCase } from '../../core/case/fold.ts';
import { calcNodes } from '../../core/node/calc-nodes.ts';
import { defaultPolicy } from '../../core/node/types.ts';
import { ruleInForce } from '../../core/rulebook/in-force.ts';
import { parseMoment } from '../../core/time/zone.ts';
import { allEvents, byCase, calendar, rulesOf, worldOf } from './demo-world.fixture.ts';
import type { DemoEvent } from './event.ts';

const ZONE = 'Asia/Shanghai';
/** After this day due days may fall into a year without announced holidays, which never lock. */
const LAST_DUE = '2026-12-25';
const context = (court: string) => ({ rulebook: rulesOf(court), calendar, policy: defaultPolicy, of: context });

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
	return view ? calcNodes(view, context(view.state.court)).map((node) => ({ ...node, court: node.court ?? view.state.court })) : [];
}

/** Locking nodes of a case that run out: not done by the due day, and neither closed nor transferred before. */
function missed(caseNumber: string, events: readonly DemoEvent[], window: readonly [first: string, last: string]): string[] {
	return nodesOf(caseNumber, events).flatMap((node) => {
		const row = node.clocks.find(({ binding }) => binding);
		const rule = ruleInForce(rulesOf(node.court), node.node, node.startedOn)?.clocks.find(({ kind }) => kind === row?.clock);
		if (!rule?.locks || rule.unconfirmed || row?.unconfirmed || !row?.dueOn || row.frozen) return [];
		const inWindow = row.dueOn >= window[0] && row.dueOn <= window[1];
		return inWindow && (node.endedOn ?? node.voidedOn ?? '9999') > row.dueOn ? [`${node.node} ${row.dueOn}`] : [];
	});
}

describe.each([
	[3, 2000],
	[20261014, 4000],
])('the rules of the product (seed %i, %i cases)', (seed, cases) => {
	it('find exactly the planned cases late, at the planned node and day', () => {
		const world = worldOf(cases, seed);
		const window = [world.replayFrom, LAST_DUE] as const;
		const found = [...byCase(allEvents(world))].flatMap(([number, events]) =>
			missed(number, events, window).map((miss) => `${number} ${miss}`),
		);
		const planned = world.lateCases.map(({ caseNumber, node, dueAround }) => `${caseNumber} ${node} ${dueAround}`);
		expect(planned.filter((line) => !found.includes(line))).toEqual([]);
		const plannedCases = new Set(world.lateCases.map(({ caseNumber }) => caseNumber));
		expect(found.filter((line) => !plannedCases.has(line.split(' ')[0] ?? ''))).toEqual([]);
	});
});
