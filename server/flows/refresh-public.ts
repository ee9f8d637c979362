import { lobbyDefinitions, meanOrNull } from '../core/indicator/lobby.ts';
import type { Court, Directory } from '../core/directory/types.ts';
import { addDays, addMonths } from '../core/time/civil.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import { readHearings, readStock } from '../store/lobby-readers.ts';
import { savePublicFigures } from '../store/public-figures.ts';
import type { FlowContext } from './context.ts';

/** Post judges of a court on duty on a day; of the trial lines only, unless the whole court is asked for. */
function judgesOnDuty(directory: Directory, court: string, day: CourtDate, whole: boolean): number {
	return [...directory.persons.values()].filter((person) => {
		if (person.court !== court || !person.postJudge) return false;
		const trial = whole || directory.units.get(person.unit ?? '')?.kind === 'trial';
		return trial && (person.onDuty.length === 0 || person.onDuty.some((duty) => duty.from <= day && (!duty.to || duty.to >= day)));
	}).length;
}

const isTrial = (kind: string): boolean => kind.startsWith('civil-');
const procedures = [
	{ procedure: 'small', name: '小额诉讼', limit: '2个月' },
	{ procedure: 'simple', name: '简易程序', limit: '3个月' },
	{ procedure: 'ordinary', name: '普通程序', limit: '6个月' },
] as const;

interface DayFigures {
	readonly openCases: number;
	readonly judges: number;
	readonly hearings: Awaited<ReturnType<typeof readHearings>>;
}

async function figuresOf(context: FlowContext, court: Court, day: CourtDate): Promise<DayFigures> {
	const whole = court.settings.lobbyVariant === 'whole';
	const db = context.store.read;
	const stock = await readStock(db, court.code, day);
	const openCases = [...stock].filter(([kind]) => whole || isTrial(kind)).reduce((sum, [, count]) => sum + count, 0);
	const judges = judgesOnDuty(context.directory(), court.code, day, whole);
	return { openCases, judges, hearings: await readHearings(db, court.code, addDays(day, -89), day) };
}

const sumOf = (hearings: DayFigures['hearings'], measure: string, procedure?: string): number =>
	hearings.filter((row) => row.measure === measure && (!procedure || row.procedure === procedure)).reduce((sum, row) => sum + row.value, 0);

const waitOf = (figures: DayFigures, procedure?: string): number | null =>
	meanOrNull(sumOf(figures.hearings, 'first-hearing-wait-days', procedure), sumOf(figures.hearings, 'first-hearing-count', procedure));

async function lobbyOf(context: FlowContext, court: Court, now: Instant): Promise<string> {
	const today = dayOfInstant(now, court.zone);
	const present = await figuresOf(context, court, today);
	const before = await figuresOf(context, court, addMonths(today, -1));
	const whole = court.settings.lobbyVariant === 'whole';
	return JSON.stringify({
		courtName: court.name,
		openPerJudge: {
			value: meanOrNull(present.openCases, present.judges),
			openCases: present.openCases,
			judges: present.judges,
			previous: meanOrNull(before.openCases, before.judges),
			definition: whole ? lobbyDefinitions.openPerJudgeWhole : lobbyDefinitions.openPerJudge,
		},
		waitCycle: {
			value: waitOf(present),
			hearings: sumOf(present.hearings, 'first-hearing-count'),
			previous: waitOf(before),
			definition: lobbyDefinitions.waitCycle,
		},
		byProcedure: procedures.map(({ procedure, name, limit }) => ({
			procedure,
			name,
			waitDays: waitOf(present, procedure),
			closeDays: meanOrNull(sumOf(present.hearings, 'closed-days', procedure), sumOf(present.hearings, 'case-closed', procedure)),
			limit,
		})),
		asOf: now,
	});
}

/** Writes the public projection of every court anew: the only rows that lobby screens are ever fed from. */
export async function refreshPublicFigures(context: FlowContext): Promise<void> {
	const now = context.now();
	const rows: { court: string; name: string; value: string; asOf: string }[] = [];
	for (const court of context.directory().courts.values()) {
		rows.push({ court: court.code, name: 'lobby', value: await lobbyOf(context, court, now), asOf: now });
		await context.yield();
	}
	await context.store.write(async (write) => {
		await savePublicFigures(write.db, rows);
		for (const row of rows) write.touch(row.court);
	});
}
