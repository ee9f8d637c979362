import { calendarChanges, differingDays, workChanges, type DayChange } from '../calendar/changes.ts';
import { readSource, sourceKinds, type SourceKind } from '../calendar/read-source.ts';
import type { ReadSource, SourceProblem } from '../calendar/source.ts';
import { may, type Principal } from '../core/access/may.ts';
import type { Directory } from '../core/directory/types.ts';
import type { NodeContext } from '../core/node/calc-nodes.ts';
import type { CourtDate } from '../core/time/types.ts';
import type { Refusal } from '../core/unlock/decide.ts';
import { appendAudit } from '../store/audit.ts';
import {
	addMoved,
	markProjected,
	readCalendarRows,
	readDaysOfYear,
	readPendingSources,
	readReplacedSource,
	saveCalendarSource,
	type CalendarSourceRow,
} from '../store/calendar.ts';
import { refillCycles } from '../store/cycle-fill.ts';
import { readLastSeq } from '../store/event-log.ts';
import type { Actor, FlowContext } from './context.ts';
import { clocksNow, reproject } from './reproject.ts';

/** The forms that are read: what the doors in let through. */
export { sourceKinds };

/** A text that is to become part of the calendar: the country's, or with `court` one court's own. */
export interface CalendarInput {
	readonly court?: string;
	readonly year: number;
	readonly kind: SourceKind;
	readonly text: string;
	/** The number of the document; absent or blank: the one that the text itself gives. */
	readonly document?: string;
}

/** A refusal; where the text is at fault, with each fault and its line. */
export interface CalendarRefusal extends Refusal {
	readonly problems?: readonly SourceProblem[];
}

/** What a text would change. */
export interface CalendarPreview {
	readonly ok: true;
	readonly year: number;
	readonly document?: string;
	/** How many days the text states. */
	readonly stated: number;
	readonly added: readonly DayChange[];
	readonly removed: readonly DayChange[];
	readonly changed: readonly DayChange[];
	/** Whether the year was unknown until now, so that 暂定 deadlines become firm. */
	readonly announces: boolean;
}

const refuse = (code: string, message: string): CalendarRefusal => ({ ok: false, code, message });

/** Whether a person may load the calendar of a court, or the country's: that is for an administrator of a court without a parent. */
export function mayManageCalendar(principal: Principal, court: string | undefined, directory: Directory): boolean {
	if (court !== undefined) return may(principal, 'calendar.manage', { court }, directory);
	return [...directory.courts.values()].some((root) => !root.parent && may(principal, 'calendar.manage', { court: root.code }, directory));
}

function inputRefusal({ court, kind }: CalendarInput, directory: Directory): CalendarRefusal | undefined {
	if (court !== undefined && !directory.courts.has(court)) return refuse('not-found', '没有这个法院');
	if (kind === 'closure' && court === undefined) return refuse('court-missing', '本院休班安排须指明法院');
	if (kind !== 'closure' && court !== undefined) return refuse('kind-not-allowed', '全国放假安排不能作为一个法院的安排导入');
	return undefined;
}

function read(context: FlowContext, input: CalendarInput): ReadSource | CalendarRefusal {
	const calendar = input.court === undefined ? context.calendar : context.calendarOf(input.court);
	const rests = (day: CourtDate): boolean => !calendar.isWorkingDay(day);
	const reading = readSource(input.kind, input.text, { year: input.year, rests });
	if (reading.ok) return reading;
	const first = reading.problems[0]!;
	return {
		...refuse('bad-calendar', `未导入任何日期：第 ${first.line} 行，${first.message}`),
		problems: reading.problems,
	};
}

async function changesOf(context: FlowContext, input: CalendarInput, source: ReadSource): Promise<readonly DayChange[]> {
	const court = input.court ?? '';
	const replaced = await readDaysOfYear(context.store.read, court, input.year);
	const own = new Set(replaced.map(({ day }) => day));
	const { days } = await readCalendarRows(context.store.read);
	return calendarChanges({
		year: input.year,
		days: source.days,
		inForce: court === '' ? context.calendar : context.calendarOf(court),
		...(court === '' ? {} : { country: context.calendar }),
		replaced,
		kept: days.filter((row) => row.court === court && !own.has(row.day)),
	});
}

/** What a text would change against the calendar in force; stores nothing. */
export async function previewCalendar(context: FlowContext, input: CalendarInput): Promise<CalendarPreview | CalendarRefusal> {
	const refusal = inputRefusal(input, context.directory());
	if (refusal) return refusal;
	const source = read(context, input);
	if (!source.ok) return source;
	const changes = await changesOf(context, input, source);
	const document = input.document?.trim() || source.document;
	return {
		ok: true,
		year: input.year,
		...(document ? { document } : {}),
		stated: source.days.length,
		added: changes.filter(({ before }) => !before),
		removed: changes.filter(({ after }) => !after),
		changed: changes.filter(({ before, after }) => before && after),
		announces: input.court === undefined && !context.calendar.isAnnounced(input.year),
	};
}

/**
 * Loads a text into the calendar: keeps it as a source, puts its days in force, and computes every open deadline again. When this answers,
 * all of that is done; broken off after the loading, the job runner does the rest. A refusal has stored nothing.
 */
export async function loadCalendar(
	context: FlowContext,
	principal: Principal,
	actor: Actor,
	input: CalendarInput,
): Promise<{ readonly ok: true; readonly seq: number } | CalendarRefusal> {
	const directory = context.directory();
	if (!mayManageCalendar(principal, input.court, directory))
		return refuse('forbidden', '日历由系统管理员维护，全国日历限最上级法院的系统管理员');
	const refusal = inputRefusal(input, directory);
	if (refusal) return refusal;
	const source = read(context, input);
	if (!source.ok) return source;
	const document = input.document?.trim() || source.document;
	if (!document) return refuse('document-missing', '请填写文件名称或文号');
	const changes = await changesOf(context, input, source);
	const announces = input.court === undefined && !context.calendar.isAnnounced(input.year);
	const replaced = await readDaysOfYear(context.store.read, input.court ?? '', input.year);
	const elsewhere = [...replaced, ...source.days].filter(({ day }) => !day.startsWith(`${input.year}-`)).map(({ day }) => day);
	const changed = [...workChanges(changes), ...elsewhere, ...(announces ? yearDays(input.year) : [])];
	const before = clocksNow(context);
	const seq = await context.store.write(async (write) => {
		const now = context.now();
		const court = input.court ?? '';
		const { year, kind, text } = input;
		const made = await saveCalendarSource(write.db, {
			court,
			year,
			kind,
			document,
			text,
			days: source.days,
			loadedAt: now,
			loadedBy: actor.id,
		});
		await appendAudit(write.db, {
			at: now,
			actor: actor.id,
			role: actor.role,
			court: actor.court,
			address: actor.address,
			action: 'calendar.manage',
			object: `calendar/${court || 'country'}/${year}/${made}`,
			before: replaced,
			after: source.days,
			result: 'ok',
			requestId: actor.requestId,
		});
		// A later run of the program does without, and looks at more cases.
		projectingOf(context).loadedHere.set(made, { before, since: await readLastSeq(write.db), changed });
		// Screens that show 暂定 or the calendar itself read again.
		for (const code of input.court === undefined ? directory.courts.keys() : [input.court]) write.touch(code);
		return made;
	});
	await context.reloadRules();
	// Loading all rules takes a while, and is done again below.
	await context.yield();
	await projectPending(context);
	return { ok: true, seq };
}

/** What is known of a source only while the program that loaded it runs. */
interface LoadedHere {
	readonly before: (court: string) => NodeContext;
	readonly since: number;
	readonly changed: readonly CourtDate[];
}

interface Projecting {
	readonly loadedHere: Map<number, LoadedHere>;
	last: Promise<unknown>;
}

const projecting = new WeakMap<FlowContext, Projecting>();

function projectingOf(context: FlowContext): Projecting {
	let found = projecting.get(context);
	if (!found) {
		found = { loadedHere: new Map(), last: Promise.resolve() };
		projecting.set(context, found);
	}
	return found;
}

/** Projects every source that was loaded and not projected to the end, here or elsewhere, now or before a restart; one run at a time. */
export async function projectPending(context: FlowContext): Promise<void> {
	const state = projectingOf(context);
	const turn = state.last.then(() => projectAll(context, state));
	state.last = turn.catch(() => undefined);
	return turn;
}

async function projectAll(context: FlowContext, { loadedHere }: Projecting): Promise<void> {
	const pending = await readPendingSources(context.store.read);
	if (pending.length === 0) return;
	// Another process may have loaded it.
	await context.reloadRules();
	await context.yield();
	for (const source of pending) {
		const known = loadedHere.get(source.seq);
		await reproject(context, {
			...(source.court === '' ? {} : { courts: [source.court] }),
			reason: { kind: 'calendar', ref: String(source.seq), source: source.document, year: source.year },
			changed: known?.changed ?? (await changedDays(context, source)),
			...(known ? { before: known.before, since: known.since } : {}),
			onSlice: (write, moved) => addMoved(write.db, source.seq, moved),
		});
		await context.store.write(async ({ db }) => {
			await markProjected(db, source.seq, context.now());
			// Lengths in working days as well, in the background.
			await refillCycles(db);
		});
		loadedHere.delete(source.seq);
	}
}

/** Days that a source may have changed: where it differs from the one it replaced, or else its whole year, which it made known. */
async function changedDays(context: FlowContext, source: CalendarSourceRow): Promise<readonly CourtDate[]> {
	const replaced = await readReplacedSource(context.store.read, source);
	const differing = differingDays(source.days, replaced?.days ?? []);
	if (replaced || source.court !== '') return differing;
	return [...differing, ...yearDays(source.year)];
}

/** Days close enough together to make one interval of a whole year. */
function yearDays(year: number): readonly CourtDate[] {
	const months = Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`);
	return [...months.flatMap((month) => ['01', '10', '20'].map((day) => `${month}-${day}` as CourtDate)), `${year}-12-31` as CourtDate];
}
