import { publicFigures, lobbyProcedures, type RawFigures, type RawMonth } from '../core/lobby/figures.ts';
import type { Tally } from '../core/lobby/suppress.ts';
import type { Court, Directory } from '../core/directory/types.ts';
import { addDays, addMonths } from '../core/time/civil.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import { readFilled, readHearings, readStock } from '../store/lobby-readers.ts';
import { savePublicFigures } from '../store/public-figures.ts';
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

async function lobbyOf(context: FlowContext, court: Court, now: Instant): Promise<string> {
	const today = dayOfInstant(now, court.zone);
	const present = await monthOf(context, court, today);
	const figures = publicFigures({
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
	return JSON.stringify({ ...figures, asOf: now });
}

/** Writes the public projection of every court anew: the only rows that lobby screens are ever fed from. */
export async function refreshPublicFigures(context: FlowContext): Promise<void> {
	const now = context.now();
	const rows: { court: string; name: string; value: string; asOf: string }[] = [];
	for (const court of context.directory().courts.values()) {
		rows.push({ court: court.code, name: 'lobby', value: await lobbyOf(context, court, now), asOf: now });
		await context.yield();
	}
	await refreshPublicHearings(context);
	await context.store.write(async (write) => {
		await savePublicFigures(write.db, rows);
		for (const row of rows) write.touch(row.court);
	});
}
