import { viewCase } from '../core/case/fold.ts';
import { contributionsOf, type Contribution } from '../core/indicator/contributions.ts';
import { readCasePage } from '../store/case-pages.ts';
import type { StoredCase } from '../store/cases.ts';
import { entryContributions } from '../store/entry.ts';
import { inSnapshot, readForeignCases } from '../store/reconcile.ts';
import { addGaps, compareRollup, type RollupGaps } from '../store/reconcile-rollup.ts';
import type { Db } from '../store/schema.ts';
import type { FlowContext } from './context.ts';

const pageCases = 200;

/** What counting needs: a database to read, and a way to let other work go on. */
export interface Counting {
	readonly db: Db;
	yield(): Promise<void>;
}

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

/** Counts the sums of a court anew from its stored cases and compares; reads only, and must run within one snapshot. */
export const countAnew = (counting: Counting, court: string): Promise<RollupGaps> =>
	compareRollup(counting.db, court, pagesOf(counting, court));

/** What a rebuild found and put right. */
export interface Rebuilt {
	readonly courts: number;
	readonly days: number;
	readonly months: number;
}

/**
 * Builds the rollup of some courts anew, by adding what it lacks: counted in a snapshot beside the writer, saved in one short transaction.
 * Events that arrive meanwhile add their own differences, before or after.
 */
export async function rebuildRollup(context: FlowContext, courts: readonly string[], reader: Db = context.store.read): Promise<Rebuilt> {
	const gaps = await inSnapshot(reader, async (db) => {
		const list: RollupGaps[] = [];
		for (const court of courts) list.push(await countAnew({ db, yield: context.yield }, court));
		return list;
	});
	await context.store.write(async (write) => {
		for (const [index, gap] of gaps.entries()) {
			if (gap.days.length + gap.months.length === 0) continue;
			await addGaps(write.db, gap);
			write.touch(courts[index]!);
		}
	});
	const sum = (of: (gap: RollupGaps) => number): number => gaps.reduce((total, gap) => total + of(gap), 0);
	return { courts: courts.length, days: sum((gap) => gap.days.length), months: sum((gap) => gap.months.length) };
}
