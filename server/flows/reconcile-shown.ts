import type { CaseEvent } from '../core/case/case-event.ts';
import { foldEvents, viewCase } from '../core/case/fold.ts';
import { subtreeOf } from '../core/directory/court-tree.ts';
import { contributionsOf, parseDims } from '../core/indicator/contributions.ts';
import { enforced } from '../core/indicator/catalogue/build.ts';
import { yearStartOf } from '../core/indicator/period.ts';
import { compare, type Counted, type Mismatch } from '../core/reconcile/checks.ts';
import type { DailyFigures } from '../core/report/types.ts';
import { addDays } from '../core/time/civil.ts';
import type { CourtDate } from '../core/time/types.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import { readCases, type StoredCase } from '../store/cases.ts';
import {
	countListed,
	readLastDaily,
	readLogs,
	readRecordedAt,
	readTouchedAfter,
	readTouchedSince,
	type LastDaily,
} from '../store/reconcile.ts';
import { readMovedSince } from '../store/register-readers.ts';
import { readLastSeq } from '../store/event-log.ts';
import { sumMeasures } from '../store/wall-figures.ts';
import type { Db } from '../store/schema.ts';
import type { FlowContext } from './context.ts';
import { newCase } from './fold-cases.ts';

/** Enforcement cases of a court and those below it, as one place shows them. */
export interface Totals {
	/** Received this year. */
	readonly received: number;
	/** Open now. */
	readonly open: number;
}

/** What a comparison of what is shown needs from elsewhere. */
export interface ShownParts {
	/** What the wall shows of a court now. */
	wall(court: string): Promise<Totals | undefined>;
	/** Waits before the same is read again for the n-th time (from 1), so that a wall that is on its way can catch up. */
	rest(turn: number): Promise<void>;
}

const tries = 5;
const pageCases = 100;
/** A case that changes between two readings is one more or less at each of the wall, the days since, and what was recorded late. */
const mostPerCase = { 'wall-list': 1, publication: 3 } as const;

/**
 * The wall beside the lists and the last publication. They are read one after another: what does not agree is read again, and of what even
 * then does not, only what the events in between do not explain is a fault.
 */
export async function compareShown(context: FlowContext, parts: ShownParts, court: string): Promise<Counted> {
	for (let turn = 1; ; turn += 1) {
		const found = await compareOnce(context, parts, court);
		if (found.mismatches.length === 0) return found;
		if (turn === tries) return { ...found, mismatches: found.mismatches.filter((each) => !isExplained(each, found.touched)) };
		await parts.rest(turn);
	}
}

const isExplained = ({ check, found, expected }: Mismatch, touched: number): boolean =>
	Math.abs(found - expected) <= touched * (check === 'publication' ? mostPerCase.publication : mostPerCase['wall-list']);

/** A comparison, and how many cases of the courts changed while it read; beyond any number where the day did. */
type Once = Counted & { readonly touched: number };

async function compareOnce(context: FlowContext, parts: ShownParts, court: string): Promise<Once> {
	const { read: db } = context.store;
	const own = context.directory().courts.get(court)!;
	const courts = subtreeOf(context.directory(), court).map((each) => each.code);
	const dayNow = (): CourtDate => dayOfInstant(context.now(), own.zone);
	const [today, seq] = [dayNow(), await readLastSeq(db)];
	const wall = await parts.wall(court);
	if (!wall) return { checks: 0, mismatches: [], touched: 0 };
	const { statYearStart } = own.settings;
	const list = await countListed(db, courts, yearStartOf(today, statYearStart ? { yearStart: statYearStart } : {}), today);
	const published = await comparePublished(context, { court, courts, today }, wall);
	const mismatches = compare('wall-list', [
		{ figure: '本年新收', found: wall.received, expected: list.received },
		{ figure: '未结', found: wall.open, expected: list.open },
	]);
	const touched = (await readTouchedAfter(db, courts, seq)).length;
	return {
		checks: 2 + published.checks,
		mismatches: [...mismatches, ...published.mismatches],
		touched: dayNow() === today ? touched : Number.MAX_SAFE_INTEGER,
	};
}

/** The open cases that a record of a day printed; undefined where it prints none. */
export function printedOpen(figures: DailyFigures): number | undefined {
	const value = figures.figures.find(({ label }) => label === '未结')?.value.replaceAll(',', '');
	return value !== undefined && /^-?\d+$/.test(value) ? Number(value) : undefined;
}

const isEnforced = (kind: string): boolean => (enforced as readonly string[]).includes(kind);

/** By how much the open enforcement cases have grown over days `from`..`to` (both held), as the wall adds them up. */
async function grownBy(db: Db, courts: readonly string[], from: CourtDate, to: CourtDate): Promise<number> {
	const sums = await sumMeasures(db, courts, ['case-received', 'case-closed'], from, to);
	return sums
		.filter(({ kind }) => isEnforced(kind))
		.reduce((open, { measure, value }) => open + (measure === 'case-received' ? value : -value), 0);
}

/**
 * The open cases of the last daily statistics beside the wall's sum as of that day: what it shows now less what came and went since. What was
 * recorded since (late facts, corrections) restates a day and is no fault: its part is worked out case by case, and only what it does not
 * explain is a mismatch.
 */
async function comparePublished(
	context: FlowContext,
	{ court, courts, today }: { readonly court: string; readonly courts: readonly string[]; readonly today: CourtDate },
	wall: Totals,
): Promise<Counted> {
	const { read: db } = context.store;
	const last = await readLastDaily(db, court);
	const printed = last && printedOpen(last.figures);
	if (!last || printed === undefined) return { checks: 0, mismatches: [] };
	const open = wall.open - (await grownBy(db, courts, addDays(last.day, 1), today));
	const restated = await restatedSince(context, courts, last);
	// Where the record does not say how far the log had come, nobody can say on which side that was which carries the very instant of its making.
	const agrees = open - restated.from === printed || open - restated.after === printed;
	const pair = {
		figure: '未结',
		found: printed,
		expected: agrees ? printed : open - restated.from,
		detail: `${last.number}（${last.day}）`,
	};
	return { checks: 1, mismatches: compare('publication', [pair]) };
}

/** By how much what was recorded after a record has changed the open cases of its day, with and without what is of its very instant. */
async function restatedSince(
	context: FlowContext,
	courts: readonly string[],
	{ day, madeAt, figures: { throughSeq } }: LastDaily,
): Promise<{ readonly from: number; readonly after: number }> {
	const { read: db } = context.store;
	const since = (): Promise<readonly string[]>[] => [readTouchedSince(db, courts, madeAt), readMovedSince(db, courts, madeAt)];
	// A case that came from elsewhere may have been touched by nobody here yet.
	const keys =
		throughSeq === undefined ? [...new Set((await Promise.all(since())).flat())] : await readTouchedAfter(db, courts, throughSeq);
	let from = 0;
	let after = 0;
	for (let at = 0; at < keys.length; at += pageCases) {
		const slice = keys.slice(at, at + pageCases);
		const cases = await readCases(db, slice);
		const logs = await readLogs(db, slice);
		for (const [key, stored] of cases) {
			const log = logs.get(key) ?? [];
			const now = openOn(stored, courts, day);
			const known = (events: readonly CaseEvent[]): number => openOn(refolded(context, stored, events), courts, day);
			if (throughSeq !== undefined) {
				const change = now - known(log.filter(({ seq }) => seq <= throughSeq));
				from += change;
				after += change;
				continue;
			}
			const recorded = await readRecordedAt(db, key);
			from += now - known(log.filter(({ seq }) => recorded.get(seq)! < madeAt));
			after += now - known(log.filter(({ seq }) => recorded.get(seq)! <= madeAt));
		}
		await context.yield();
	}
	return { from, after };
}

function refolded(context: FlowContext, { state }: StoredCase, events: readonly CaseEvent[]): StoredCase {
	const empty = newCase(context, state.filingCourt, state.text);
	return { ...empty, state: foldEvents(empty.state, events) };
}

/** Whether a case counts as open at the end of a day at one of the courts, by the measures that the wall adds up. */
function openOn({ state }: StoredCase, courts: readonly string[], day: CourtDate): number {
	const view = viewCase(state);
	if (!view) return 0;
	let open = 0;
	for (const row of contributionsOf(view, [])) {
		if (row.day > day || !courts.includes(row.court)) continue;
		if (!isEnforced(parseDims(row.dims).kind)) continue;
		if (row.measure === 'case-received') open += row.value;
		if (row.measure === 'case-closed') open -= row.value;
	}
	return open;
}
