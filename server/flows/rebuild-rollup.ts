import type { CaseEvent } from '../core/case/case-event.ts';
import { parseCaseNumber } from '../core/case/case-number.ts';
import { viewCase } from '../core/case/fold.ts';
import { courtByDesignation } from '../core/directory/court-tree.ts';
import { contributionsOf, type Contribution } from '../core/indicator/contributions.ts';
import { readCasePage } from '../store/case-pages.ts';
import type { StoredCase } from '../store/cases.ts';
import { entryContributions } from '../store/entry.ts';
import { inSnapshot, readForeignCases, readLoggedKeys, readLogs } from '../store/reconcile.ts';
import { addGaps, compareRollup, type RollupGaps } from '../store/reconcile-rollup.ts';
import { fillTotals } from '../store/rollup.ts';
import type { Db } from '../store/schema.ts';
import type { FlowContext } from './context.ts';
import { newCase, refold } from './fold-cases.ts';

const pageCases = 200;

/** What counting needs: a database to read, and a way to let other work go on. */
export interface Counting {
	readonly db: Db;
	yield(): Promise<void>;
}

/** What folding the log needs besides. */
export type LogContext = Counting & Pick<FlowContext, 'clockOf' | 'calendarOf' | 'directory'>;

function contributionsOfAll(cases: readonly StoredCase[]): readonly Contribution[] {
	return cases.flatMap(({ state, nodes }) => {
		const view = viewCase(state);
		return view ? contributionsOf(view, nodes) : [];
	});
}

/** Everything that adds to the sums of a court: its cases, what other courts' cases left with it, and what was filled in. */
async function* pagesOf({ db, yield: giveWay }: Counting, court: string): AsyncGenerator<readonly Contribution[]> {
	for (let after = 0; ;) {
		const page = await readCasePage(db, { courts: [court], after, limit: pageCases });
		if (page.length === 0) break;
		yield contributionsOfAll(page);
		after = page.at(-1)!.id!;
		await giveWay();
	}
	yield contributionsOfAll(await readForeignCases(db, court));
	yield await entryContributions(db, [court]);
}

/** The same from the log alone, without trusting what is stored of the cases. */
async function* pagesOfLog(context: LogContext, court: string): AsyncGenerator<readonly Contribution[]> {
	const keys = await readLoggedKeys(context.db, court);
	for (let at = 0; at < keys.length; at += pageCases) {
		const logs = await readLogs(context.db, keys.slice(at, at + pageCases));
		yield [...logs].flatMap(([key, events]) => contributionsOfLog(context, key, events));
		await context.yield();
	}
	yield await entryContributions(context.db, [court]);
}

function contributionsOfLog(context: LogContext, key: string, events: readonly CaseEvent[]): readonly Contribution[] {
	const number = parseCaseNumber(key);
	const court = number && courtByDesignation(context.directory(), number.designation)?.code;
	if (!number || !court) return [];
	return refold(context, newCase(context, court, number.text), events).rollup;
}

/** Counts the sums of a court anew from its stored cases and compares; reads only, and must run within one snapshot. */
export const countAnew = (counting: Counting, court: string): Promise<RollupGaps> =>
	compareRollup(counting.db, court, pagesOf(counting, court));

/** The same from the log: every case is folded from its first event. */
export const countFromLog = (context: LogContext, court: string): Promise<RollupGaps> =>
	compareRollup(context.db, court, pagesOfLog(context, court));

/** What a rebuild found and put right. */
export interface Rebuilt {
	readonly courts: number;
	readonly days: number;
	readonly months: number;
	readonly stocks: number;
}

/**
 * Builds the rollup of some courts anew, court by court, by adding what it lacks: counted in a snapshot beside the writer, saved in one
 * transaction. Events that arrive meanwhile add their own differences, before or after.
 */
export async function rebuildRollup(
	context: FlowContext,
	courts: readonly string[],
	{ reader = context.store.read, fromLog = false }: { readonly reader?: Db; readonly fromLog?: boolean } = {},
): Promise<Rebuilt> {
	let days = 0;
	let months = 0;
	let stocks = 0;
	for (const court of courts) {
		const gaps = await inSnapshot(reader, (db) =>
			fromLog ? countFromLog({ ...context, db }, court) : countAnew({ db, yield: context.yield }, court),
		);
		if (gaps.days.length + gaps.months.length + gaps.stocks.length === 0) continue;
		await context.store.write(async (write) => {
			await addGaps(write.db, gaps);
			await fillTotals(write.db, [court]);
			write.touch(court);
		});
		days += gaps.days.length;
		months += gaps.months.length;
		stocks += gaps.stocks.length;
	}
	return { courts: courts.length, days, months, stocks };
}
