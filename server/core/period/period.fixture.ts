import type { CaseEvent } from '../case/case-event.ts';
import type { CaseView } from '../case/case-state.ts';
import { emptyCase, foldEvents, viewCase } from '../case/fold.ts';
import { parseCaseNumber } from '../case/case-number.ts';
import { calcNodes, type NodeContext } from '../node/calc-nodes.ts';
import { defaultPolicy, type NodeRow } from '../node/types.ts';
import type { ClockRule, NodeRule } from '../rulebook/types.ts';
import type { CourtDate, Instant } from '../time/types.ts';
import { buildCalendar } from '../time/work-calendar.ts';
import type { CheckContext } from './check.ts';

export const day = (text: string): CourtDate => text as CourtDate;

function rule(code: string, kind: string, clock: Pick<ClockRule, 'limit' | 'unit' | 'locks'>, more: Partial<NodeRule> = {}): NodeRule {
	const start = { event: more.subject ? 'price-fixed' : 'case-filed' };
	return {
		code,
		name: code,
		from: day('2000-01-01'),
		when: { kind: [kind] },
		clocks: [{ kind: 'limit', start, stops: true, warn: [3, 1], unconfirmed: false, basis: '', source: 'L', ...clock }],
		ends: [{ event: more.subject ? 'auction-started' : 'case-closed' }],
		survivesClosing: false,
		...more,
	};
}

/** The National Day week of 2026, as announced: 1 to 7 October. */
const holidays = new Map(['01', '02', '03', '04', '05', '06', '07'].map((date) => [day(`2026-10-${date}`), '国庆节']));

export const nodeContext: NodeContext = {
	rulebook: {
		version: 'test',
		nodes: [
			rule('enf-close', 'enforcement-first', { limit: 6, unit: 'M', locks: true }),
			rule('enf-auction-start', 'enforcement-first', { limit: 10, unit: 'D', locks: true }, { subject: 'assetId' }),
			rule('enf-allocate', 'enforcement-first', { limit: 7, unit: 'D', locks: false }, { ends: [{ event: 'handler-assigned' }] }),
			rule('tri-close-simple', 'civil-first', { limit: 3, unit: 'M', locks: false }, { when: { procedure: ['simple'] } }),
			rule('tri-close-ordinary', 'civil-first', { limit: 6, unit: 'M', locks: false }, { when: { procedure: ['ordinary'] } }),
		],
	},
	calendar: buildCalendar({ holidays, workdays: new Set(), announcedYears: new Set([2026, 2027]) }),
	policy: { ...defaultPolicy, locksFrom: day('2026-01-01') },
};

let seq = 0;

/** A fact of a feed, or of the system where its source says so. */
export function fact(type: string, on: string, data: Record<string, unknown> = {}, source = 'cms'): CaseEvent {
	seq += 1;
	return { seq, source, id: `e${seq}`, type, on: day(on), data };
}

/** The view of a case after its facts. */
export function caseOf(facts: readonly CaseEvent[], text = '（2026）示0204执1号'): CaseView {
	const number = parseCaseNumber(text)!;
	const empty = emptyCase({ key: number.key, text, kind: number.kind, filingCourt: 'dc', zone: 'Asia/Shanghai' });
	return viewCase(foldEvents(empty, facts))!;
}

export const civilCase = '（2026）示0204民初1号';

/** What a request of a case is checked against on a day. */
export function contextOf(view: CaseView, today: string): CheckContext & { readonly nodes: readonly NodeRow[] } {
	return { view, nodes: calcNodes(view, nodeContext), rulebook: nodeContext.rulebook, today: day(today) };
}

/** The due day of a node, `frozen`, or undefined where there is none. */
export function dueOf(view: CaseView, node: string): CourtDate | 'frozen' | undefined {
	const clock = calcNodes(view, nodeContext).find((row) => row.node === node && row.phase !== 'void')?.clocks[0];
	return clock?.frozen ? 'frozen' : clock?.dueOn;
}

export const at = (text: string): Instant => `${text}T01:00:00.000Z` as Instant;
