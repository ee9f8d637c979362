import { publicFigures, lobbyProcedures, type PublicFigures, type RawFigures, type RawMonth } from '../core/lobby/figures.ts';
import type { Tally } from '../core/lobby/suppress.ts';
import { feedFreshness } from '../core/directory/feed-state.ts';
import type { Court, Directory } from '../core/directory/types.ts';
import { addDays, addMonths } from '../core/time/civil.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import { readFeeds } from '../store/feeds.ts';
import { readFilled, readHearings, readStock } from '../store/lobby-readers.ts';
import { readPublicFigure, savePublicFigures } from '../store/public-figures.ts';
import type { FlowContext } from './context.ts';
import { refreshPublicHearings } from './public-hearings.ts';

/** Post judges of a court on duty on a day; of the trial lines only, unless the whole court is asked for. */
function judgesOnDuty(directory: Directory, court: string, day: CourtDate, whole: boolean): number {
	return [...directory.persons.values()].filter((person) => {
		if (person.court !== court || !person.postJudge) return false;
		const trial = whole || directory.units.get(person.unit ?? '')?.kind === 'trial';
		return trial && (person.onDuty.length === 0 || person.onDuty.some((duty) => duty.from <= day && (!duty.to || duty.to >= day)));
	}).length;
}

const isTrial = (kind: string): boolean => kind.startsWith('civil-');

type Hearings = Awaited<ReturnType<typeof readHearings>>;

const sumOf = (rows: Hearings, measure: string, procedure?: string): number =>
	rows.filter((row) => row.measure === measure && (!procedure || row.procedure === procedure)).reduce((sum, row) => sum + row.value, 0);
const waitsOf = (rows: Hearings, procedure?: string): Tally => ({
	total: sumOf(rows, 'first-hearing-wait-days', procedure),
	count: sumOf(rows, 'first-hearing-count', procedure),
});
const closedOf = (rows: Hearings, procedure?: string): Tally => ({
	total: sumOf(rows, 'closed-days', procedure),
	count: sumOf(rows, 'case-closed', procedure),
});

async function monthOf(context: FlowContext, court: Court, day: CourtDate): Promise<RawMonth & { readonly rows: Hearings }> {
	const whole = court.settings.lobbyVariant === 'whole';
	const db = context.store.read;
	const stock = await readStock(db, court.code, day);
	const open = [...stock].filter(([kind]) => whole || isTrial(kind)).reduce((sum, [, count]) => sum + count, 0);
	const rows = await readHearings(db, court.code, addDays(day, -89), day);
	const judges = judgesOnDuty(context.directory(), court.code, day, whole);
	return { openCases: stock.size === 0 ? null : open, judges, waits: waitsOf(rows), rows };
}

/** Mediation before filing this year, as the office has filled it in; its days where a measure of them is kept. */
async function mediationOf(context: FlowContext, court: string, today: CourtDate): Promise<RawFigures['mediation']> {
	const measures = ['mediation-ended', 'mediation-succeeded', 'mediation-days'];
	const filled = await readFilled(context.store.read, court, measures, `${today.slice(0, 4)}-01-01` as CourtDate, today);
	const of = (measure: string): number | null => filled.get(measure) ?? null;
	return { ended: of('mediation-ended'), succeeded: of('mediation-succeeded'), days: of('mediation-days') };
}

async function figuresOf(context: FlowContext, court: Court, now: Instant): Promise<PublicFigures> {
	const today = dayOfInstant(now, court.zone);
	const present = await monthOf(context, court, today);
	return publicFigures({
		whole: court.settings.lobbyVariant === 'whole',
		present,
		before: await monthOf(context, court, addMonths(today, -1)),
		byProcedure: lobbyProcedures.map(({ procedure }) => ({
			procedure,
			waits: waitsOf(present.rows, procedure),
			closed: closedOf(present.rows, procedure),
		})),
		closed: closedOf(present.rows),
		mediation: await mediationOf(context, court.code, today),
	});
}

/** Up to when the court's own feeds have told everything; without a declared watermark, when they were last heard; null without a feed. */
async function cutOffOf(
	context: FlowContext,
	court: Court,
	now: Instant,
): Promise<{ readonly asOf: Instant | null; readonly declared: boolean }> {
	const { cutOff, lastSeenAt } = feedFreshness(court, await readFeeds(context.store.read, [court.code]), now);
	const until = cutOff ?? lastSeenAt;
	return { asOf: until === undefined ? null : until < now ? until : now, declared: cutOff !== undefined };
}

/** Whether a stored row says the same to people: the screen tells the cut-off by the minute. */
function isSame(stored: string, { asOf, ...figures }: { readonly asOf: Instant | null }): boolean {
	const { asOf: before, ...rest } = JSON.parse(stored) as { readonly asOf: string | null };
	return before?.slice(0, 16) === asOf?.slice(0, 16) && JSON.stringify(rest) === JSON.stringify(figures);
}

/** What a court's lobby is to be fed with; undefined where that stands there already. */
async function lobbyOf(context: FlowContext, court: Court, now: Instant) {
	// Read before the figures: they hold at least what had come by then.
	const cutOff = await cutOffOf(context, court, now);
	const value = { ...(await figuresOf(context, court, now)), ...cutOff };
	const stored = await readPublicFigure(context.store.read, court.code, 'lobby');
	if (stored && isSame(stored.value, value)) return undefined;
	return { court: court.code, name: 'lobby', value: JSON.stringify(value), asOf: cutOff.asOf ?? '' };
}

/** Brings the public projection of every court up: the only rows that lobby screens are ever fed from. A court whose row stays is not touched. */
export async function refreshPublicFigures(context: FlowContext): Promise<void> {
	const now = context.now();
	const rows: { court: string; name: string; value: string; asOf: string }[] = [];
	for (const court of context.directory().courts.values()) {
		const row = await lobbyOf(context, court, now);
		if (row) rows.push(row);
		await context.yield();
	}
	await refreshPublicHearings(context);
	if (rows.length === 0) return;
	await context.store.write(async (write) => {
		await savePublicFigures(write.db, rows);
		for (const row of rows) write.touchLobby(row.court);
	});
}
