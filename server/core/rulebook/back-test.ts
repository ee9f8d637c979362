import type { CaseView } from '../case/case-state.ts';
import { calcNodes, type NodeContext } from '../node/calc-nodes.ts';
import type { NodeRow } from '../node/types.ts';
import { addDays } from '../time/civil.ts';
import type { CourtDate } from '../time/types.ts';
import { ruleInForce } from './in-force.ts';
import type { ClockKind } from './types.ts';

/** A clock that would have run out, or would not have, under other rules. */
export interface BackTestRow {
	readonly caseKey: string;
	readonly caseNumber: string;
	readonly court: string;
	readonly handler?: string;
	readonly node: string;
	readonly clock: ClockKind;
	readonly startedOn: CourtDate;
	readonly endedOn?: CourtDate;
	/** The due day under the rules in force, and under the rules tried. */
	readonly before?: CourtDate;
	readonly after?: CourtDate;
	/** Whether it would have locked the case under the rules tried. */
	readonly locks: boolean;
	/** `more`: late only under the rules tried; `less`: late only under those in force. */
	readonly kind: 'more' | 'less';
}

/** What is tried, and which days count. */
export interface BackTest {
	readonly inForce: NodeContext;
	readonly tried: NodeContext;
	/** Days on which a clock must have run out to count, both held. */
	readonly from: CourtDate;
	readonly to: CourtDate;
}

interface Late {
	readonly id: string;
	readonly row: NodeRow;
	readonly clock: ClockKind;
	readonly dueOn?: CourtDate;
	readonly late: boolean;
	readonly locks: boolean;
}

/** Whether a clock of a node had run out by a day, from facts alone: recorded marks belong to the rules they were made under. */
function lateClocks(
	nodes: readonly NodeRow[],
	{ rulebook, policy }: NodeContext,
	from: CourtDate,
	to: CourtDate,
): ReadonlyMap<string, Late> {
	const found = new Map<string, Late>();
	for (const row of nodes) {
		const version = ruleInForce(rulebook, row.node, row.startedOn);
		// A party's period lapses; nobody is late.
		if (version?.lapses) continue;
		for (const clock of row.clocks) {
			const { dueOn } = clock;
			const stopped = row.endedOn ?? row.voidedOn;
			const overdueOn = dueOn && addDays(dueOn, 1);
			const isLate = !clock.frozen && !!overdueOn && overdueOn >= from && overdueOn <= to && (stopped === undefined || stopped > dueOn);
			const rule = version?.clocks.find((each) => each.kind === clock.clock);
			const locks = isLate && !!rule?.locks && !clock.unconfirmed && !clock.provisional && !!policy.locksFrom && dueOn >= policy.locksFrom;
			found.set(`${row.id}/${clock.clock}`, { id: row.id, row, clock: clock.clock, ...(dueOn ? { dueOn } : {}), late: isLate, locks });
		}
	}
	return found;
}

/** What other rules would have made of one case: clocks that would have run out in the period and did not, and the other way round. */
export function backTestCase(view: CaseView, test: BackTest): readonly BackTestRow[] {
	// Without the marks of the sweep both sides are judged by the same facts.
	const bare: CaseView = { ...view, state: { ...view.state, marks: [], locks: [] } };
	const before = lateClocks(calcNodes(bare, test.inForce), test.inForce, test.from, test.to);
	const after = lateClocks(calcNodes(bare, test.tried), test.tried, test.from, test.to);
	const keys = new Set([...before.keys(), ...after.keys()]);
	return [...keys].flatMap((key) => {
		const was = before.get(key);
		const would = after.get(key);
		const more = (would?.late ?? false) && !was?.late;
		const less = (was?.late ?? false) && !would?.late;
		// A lock that is switched on makes a difference without a due day moving.
		const relock = (would?.locks ?? false) && !was?.locks;
		if (!more && !less && !relock) return [];
		const row = (would ?? was)!.row;
		return [
			{
				caseKey: view.state.key,
				caseNumber: view.state.text,
				court: row.court ?? view.state.court,
				...(view.handler ? { handler: view.handler } : {}),
				node: row.node,
				clock: (would ?? was)!.clock,
				startedOn: row.startedOn,
				...(row.endedOn ? { endedOn: row.endedOn } : {}),
				...(was?.dueOn ? { before: was.dueOn } : {}),
				...(would?.dueOn ? { after: would.dueOn } : {}),
				locks: would?.locks ?? false,
				kind: less ? ('less' as const) : ('more' as const),
			},
		];
	});
}
