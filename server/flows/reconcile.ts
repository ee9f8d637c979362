import type { CaseEvent } from '../core/case/case-event.ts';
import { foldEvents, viewCase } from '../core/case/fold.ts';
import { subtreeOf } from '../core/directory/court-tree.ts';
import { contributionsOf, parseDims } from '../core/indicator/contributions.ts';
import { enforced } from '../core/indicator/catalogue/build.ts';
import { compare, isTurn, mostMismatches, type Mismatch, type Reconciled } from '../core/reconcile/checks.ts';
import type { DailyFigures } from '../core/report/types.ts';
import { addDays, dayNumber } from '../core/time/civil.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import { readCasePage } from '../store/case-pages.ts';
import { readCases, type StoredCase } from '../store/cases.ts';
import { countListed, inSnapshot, readLastDaily, readLogs, readRecordedAt, readTouchedSince, saveReconciled } from '../store/reconcile.ts';
import type { RollupGap } from '../store/reconcile-rollup.ts';
import { readMovedSince } from '../store/register-readers.ts';
import { sumMeasures } from '../store/wall-figures.ts';
import { isSameJson } from '../store/same-json.ts';
import type { Db } from '../store/schema.ts';
import type { FlowContext } from './context.ts';
import { newCase, refold } from './fold-cases.ts';
import { countAnew } from './rebuild-rollup.ts';

/** Enforcement cases of a court and those below it, as one place shows them. */
export interface Totals {
	/** Received this year. */
	readonly received: number;
	/** Open now. */
	readonly open: number;
}

/** What a recount needs; a worker has no more. */
export type RecountContext = Pick<FlowContext, 'clockOf' | 'calendarOf' | 'directory' | 'yield'> & { readonly db: Db };

/** What a recount looked at and found. */
export interface Counted {
	readonly checks: number;
	readonly mismatches: readonly Mismatch[];
}

const pageCases = 100;

/** Counts the sums of a court from its cases, and folds those cases from the log whose turn it is (all of them without a day). Reads only. */
export function recountCourt(context: RecountContext, court: string, day?: CourtDate): Promise<Counted> {
	return inSnapshot(context.db, async (db) => {
		const gaps = await countAnew({ db, yield: context.yield }, court);
		const folded = await foldTurn({ ...context, db }, court, day);
		const mismatches = [
			...gaps.days.map((gap) => ofGap('recount', gap)),
			...gaps.months.map((gap) => ofGap('months', gap)),
			...gaps.stocks.map((gap) => ofGap('recount', gap)),
			...folded.mismatches,
		];
		return { checks: gaps.compared + folded.checks, mismatches: mismatches.slice(0, mostMismatches) };
	});
}

const ofGap = (check: 'recount' | 'months', { measure, unit, person, day, kept, counted }: RollupGap): Mismatch => ({
	...{ check, figure: measure, found: kept, expected: counted },
	detail: [day, unit, person].filter((part) => part !== '').join(' '),
});

/** Folds cases again from their events and compares them with what is stored. */
async function foldTurn(context: RecountContext, court: string, day: CourtDate | undefined): Promise<Counted> {
	const differing: string[] = [];
	let checks = 0;
	let differences = 0;
	for (let after = 0; ;) {
		const page = await readCasePage(context.db, { courts: [court], after, limit: pageCases });
		if (page.length === 0) break;
		const turn = page.filter(({ id }) => day === undefined || isTurn(id!, dayNumber(day)));
		const logs = await readLogs(
			context.db,
			turn.map(({ state }) => state.key),
		);
		for (const stored of turn) {
			checks += 1;
			if (isAsLogged(context, stored, logs.get(stored.state.key) ?? [])) continue;
			differences += 1;
			if (differing.length < 10) differing.push(stored.state.text);
		}
		after = page.at(-1)!.id!;
		await context.yield();
	}
	const detail = differing.length > 0 ? { detail: differing.join('、') } : {};
	return { checks, mismatches: compare('log', [{ figure: '与事件重放不符的案件', found: differences, expected: 0, ...detail }]) };
}

function isAsLogged(context: RecountContext, stored: StoredCase, events: readonly CaseEvent[]): boolean {
	const { after } = refold(context, newCase(context, stored.state.filingCourt, stored.state.text), events);
	return isSameJson(after.state, stored.state) && isSameJson(after.nodes, stored.nodes);
}

/** Where a reconciliation gets what others show. */
export interface ReconcileParts {
	/** What the wall shows of a court now. */
	wall(court: string): Promise<Totals | undefined>;
	/** Counts anew, beside other work: in a worker where there is one. */
	recount(court: string, day: CourtDate | undefined): Promise<Counted>;
}

/**
 * Compares what is shown of a court: the wall with the lists, the wall with the last publication, and the sums with a recount. What does not
 * agree is kept and shown as an alarm until a later run agrees. Without a day every case is folded from the log.
 */
export async function reconcileCourt(context: FlowContext, parts: ReconcileParts, court: string, day?: CourtDate): Promise<Reconciled> {
	const shown = await compareShown(context, parts, court);
	const counted = await parts.recount(court, day);
	const result: Reconciled = {
		court,
		at: context.now(),
		checks: shown.checks + counted.checks,
		mismatches: [...shown.mismatches, ...counted.mismatches].slice(0, mostMismatches),
	};
	await context.store.write(async (write) => {
		await saveReconciled(write.db, result);
		write.touch(court);
	});
	return result;
}

const tries = 3;

/** The wall beside the lists and the last publication. Events that arrive between two readings are no fault: it is read again. */
async function compareShown(context: FlowContext, parts: ReconcileParts, court: string): Promise<Counted> {
	let found: Counted = { checks: 0, mismatches: [] };
	for (let turn = 0; turn < tries; turn += 1) {
		const wall = await parts.wall(court);
		if (!wall) return found;
		const courts = subtreeOf(context.directory(), court).map((each) => each.code);
		const today = dayOfInstant(context.now(), context.directory().courts.get(court)!.zone);
		const list = await countListed(context.store.read, courts, `${today.slice(0, 4)}-01-01` as CourtDate, today);
		const published = await comparePublished(context, { court, courts, today }, wall);
		const mismatches = compare('wall-list', [
			{ figure: '本年新收', found: wall.received, expected: list.received },
			{ figure: '未结', found: wall.open, expected: list.open },
		]);
		found = { checks: 2 + published.checks, mismatches: [...mismatches, ...published.mismatches] };
		if (found.mismatches.length === 0) return found;
		await context.yield();
	}
	return found;
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
	const restated = await restatedSince(context, courts, last.day, last.madeAt);
	// Of what carries the very instant of the making nobody can say on which side it was.
	const agrees = open - restated.from === printed || open - restated.after === printed;
	const pair = {
		figure: '未结',
		found: printed,
		expected: agrees ? printed : open - restated.from,
		detail: `${last.number}（${last.day}）`,
	};
	return { checks: 1, mismatches: compare('publication', [pair]) };
}

/** By how much what was recorded from (or only after) an instant has changed the open cases of a day. */
async function restatedSince(
	context: FlowContext,
	courts: readonly string[],
	day: CourtDate,
	since: Instant,
): Promise<{ readonly from: number; readonly after: number }> {
	const { read: db } = context.store;
	// A case that came from elsewhere may have been touched by nobody here yet.
	const keys = [...new Set([...(await readTouchedSince(db, courts, since)), ...(await readMovedSince(db, courts, since))])];
	let from = 0;
	let after = 0;
	for (let at = 0; at < keys.length; at += pageCases) {
		const slice = keys.slice(at, at + pageCases);
		const cases = await readCases(db, slice);
		const logs = await readLogs(db, slice);
		for (const [key, stored] of cases) {
			const log = logs.get(key) ?? [];
			const recorded = await readRecordedAt(db, key);
			const now = openOn(stored, courts, day);
			const known = (which: (recordedAt: Instant) => boolean): number =>
				openOn(
					refolded(
						context,
						stored,
						log.filter(({ seq }) => which(recorded.get(seq)!)),
					),
					courts,
					day,
				);
			from += now - known((recordedAt) => recordedAt < since);
			after += now - known((recordedAt) => recordedAt <= since);
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
