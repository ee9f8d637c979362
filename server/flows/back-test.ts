import { viewCase } from '../core/case/fold.ts';
import { subtreeOf } from '../core/directory/court-tree.ts';
import { calcNodes, type NodeContext } from '../core/node/calc-nodes.ts';
import { backTestCase, type BackTestRow } from '../core/rulebook/back-test.ts';
import type { CourtDate } from '../core/time/types.ts';
import { readCasePage } from '../store/case-pages.ts';
import { isSameJson } from '../store/same-json.ts';
import type { Db } from '../store/schema.ts';
import type { FlowContext } from './context.ts';

/** What both kinds of work need of the context; a worker has no more. */
export type ReadingContext = Pick<FlowContext, 'clockOf' | 'directory' | 'yield'> & { readonly db: Db };

const pageCases = 200;

/** What a back-test found. Rows beyond `mostRows` are counted, not listed. */
export interface BackTestOutcome {
	readonly cases: number;
	readonly more: number;
	readonly less: number;
	/** Cases that would have been locked and were not late under the rules in force. */
	readonly casesLocked: number;
	readonly rows: readonly BackTestRow[];
}

const mostRows = 1000;

/** Tries other rules on every case of a court and those below it: which clocks would have run out in the period. Nothing is stored. */
export async function backTest(
	context: ReadingContext,
	request: { readonly court: string; readonly from: CourtDate; readonly to: CourtDate; triedOf(court: string): NodeContext },
): Promise<BackTestOutcome> {
	const courts = subtreeOf(context.directory(), request.court).map((court) => court.code);
	const rows: BackTestRow[] = [];
	const locked = new Set<string>();
	let cases = 0;
	let more = 0;
	let less = 0;
	for (let after = 0; ;) {
		const page = await readCasePage(context.db, { courts, after, limit: pageCases });
		if (page.length === 0) break;
		for (const stored of page) {
			const view = viewCase(stored.state);
			if (!view) continue;
			cases += 1;
			const { court } = stored.state;
			const test = { inForce: context.clockOf(court), tried: request.triedOf(court), from: request.from, to: request.to };
			for (const row of backTestCase(view, test)) {
				if (row.kind === 'more') more += 1;
				else less += 1;
				if (row.locks) locked.add(row.caseKey);
				if (rows.length < mostRows) rows.push(row);
			}
		}
		after = page.at(-1)!.id!;
		await context.yield();
	}
	// Those that would have locked stand first, then by case.
	rows.sort((a, b) => Number(b.locks) - Number(a.locks) || (a.caseKey < b.caseKey ? -1 : 1));
	return { cases, more, less, casesLocked: locked.size, rows };
}

/** What a recount found: cases whose stored nodes are not what facts, rules and calendar give today. */
export interface RecomputeOutcome {
	readonly cases: number;
	readonly nodes: number;
	readonly openNodes: number;
	/** Keys of cases whose stored nodes differ, at most a hundred of them. */
	readonly differing: readonly string[];
	readonly differences: number;
}

/** Computes all nodes of all cases again and compares them with what is stored; nothing is changed. */
export async function recomputeAll(context: ReadingContext): Promise<RecomputeOutcome> {
	const differing: string[] = [];
	let cases = 0;
	let nodes = 0;
	let openNodes = 0;
	let differences = 0;
	for (let after = 0; ;) {
		const page = await readCasePage(context.db, { after, limit: pageCases });
		if (page.length === 0) break;
		for (const stored of page) {
			cases += 1;
			const view = viewCase(stored.state);
			const rows = view ? calcNodes(view, context.clockOf(stored.state.court)) : [];
			nodes += rows.length;
			openNodes += rows.filter((row) => !row.endedOn && row.phase !== 'void').length;
			if (isSameJson(rows, stored.nodes)) continue;
			differences += 1;
			if (differing.length < 100) differing.push(stored.state.key);
		}
		after = page.at(-1)!.id!;
		await context.yield();
	}
	return { cases, nodes, openNodes, differing, differences };
}
