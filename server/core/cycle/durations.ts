import { numberOf, textOf, type CaseEvent } from '../case/case-event.ts';
import type { CaseView } from '../case/case-state.ts';
import { daysBetween, isCourtDate } from '../time/civil.ts';
import type { CourtDate } from '../time/types.ts';
import { workingDaysBetween, type WorkCalendar } from '../time/work-calendar.ts';
import { cycleStages, type CycleMark, type CycleStage } from './stages.ts';

/** The calendar of a court: an earlier one may have closed on days of its own. */
export type CalendarOf = (court: string) => WorkCalendar;

/** One run of a case through a stage. Without `to` it still goes on. */
export interface CycleEntry {
	readonly stage: string;
	/** Subject id, or `-` where the stage has none. */
	readonly subject: string;
	/** Which run of the subject it is, from 1: a reopened case is closed and archived again. */
	readonly n: number;
	/** The court that had the case when the stage ended, or has it now. */
	readonly court: string;
	/** Who had the case then; empty text before allocation. */
	readonly unit: string;
	readonly person: string;
	readonly from: CourtDate;
	readonly to?: CourtDate;
	/** Civil days from the first day (not counted) to the last; nothing is deducted. */
	readonly days?: number;
	/** Working days, counted in the same way. */
	readonly workDays?: number;
}

interface Running {
	readonly stage: CycleStage;
	readonly subject: string;
	readonly n: number;
	from: CourtDate;
	/** Money that has not gone out yet, in fen; only where the stage settles. */
	owedFen: number;
}

interface Owner {
	court: string;
	unit: string;
	person: string;
}

function dayOf(mark: CycleMark, event: CaseEvent): CourtDate | undefined {
	if (event.type !== mark.event) return undefined;
	for (const [field, value] of Object.entries(mark.where ?? {})) if (event.data[field] !== value) return undefined;
	if (!mark.dayField) return event.on;
	const day = textOf(event.data, mark.dayField);
	return day !== undefined && isCourtDate(day) ? day : undefined;
}

function firstDay(marks: readonly CycleMark[] | undefined, event: CaseEvent): CourtDate | undefined {
	for (const mark of marks ?? []) {
		const day = dayOf(mark, event);
		if (day) return day;
	}
	return undefined;
}

const touched = new Map<string, readonly CycleStage[]>();

/** The stages that an event can open, end or break off. */
function stagesAt(type: string): readonly CycleStage[] {
	let found = touched.get(type);
	if (!found) {
		const names = (stage: CycleStage): boolean =>
			[...stage.starts, ...stage.ends, ...(stage.breaks ?? [])].some((mark) => mark.event === type);
		found = cycleStages.filter(names);
		touched.set(type, found);
	}
	return found;
}

/** Goes through the facts of a case in their order and keeps what runs. */
class Walk {
	readonly done: CycleEntry[] = [];
	readonly #running = new Map<string, Running>();
	readonly #runs = new Map<string, number>();
	/** What has begun at the present court. */
	readonly #begun = new Set<string>();
	readonly #owner: Owner;
	readonly #kind: string;
	readonly #calendarOf: CalendarOf;

	constructor(view: CaseView, calendarOf: CalendarOf) {
		this.#owner = { court: view.state.filingCourt, unit: '', person: '' };
		this.#kind = view.state.kind;
		this.#calendarOf = calendarOf;
	}

	take(event: CaseEvent): void {
		// What an earlier court has not finished is finished by nobody: the new court begins anew.
		if (event.type === 'case-transferred') {
			this.#running.clear();
			this.#begun.clear();
		}
		this.#takeOwner(event);
		for (const stage of stagesAt(event.type)) if ((stage.kinds as readonly string[]).includes(this.#kind)) this.#takeStage(stage, event);
		if (event.type === 'case-closed') this.#breakOff((stage) => !stage.afterClosing);
	}

	/** What still runs at the end. */
	open(): readonly CycleEntry[] {
		return [...this.#running.values()].map(({ stage, subject, n, from }) => ({ ...this.#entry(stage), subject, n, from }));
	}

	#takeOwner({ type, data }: CaseEvent): void {
		const owner = this.#owner;
		if (type === 'case-transferred') Object.assign(owner, { court: textOf(data, 'toCourt') ?? owner.court, unit: '', person: '' });
		if (type !== 'handler-assigned' && type !== 'case-filed' && type !== 'case-updated') return;
		owner.person = textOf(data, 'handler') ?? owner.person;
		owner.unit = textOf(data, 'unit') ?? owner.unit;
	}

	#entry(stage: CycleStage): Pick<CycleEntry, 'stage' | 'court' | 'unit' | 'person'> {
		const { court, unit, person } = this.#owner;
		return { stage: stage.code, court, ...(stage.charge === 'court' ? { unit: '', person: '' } : { unit, person }) };
	}

	#takeStage(stage: CycleStage, event: CaseEvent): void {
		const subject = stage.subject ? textOf(event.data, stage.subject) : '-';
		if (!subject) return;
		const key = `${stage.code}/${subject}`;
		const end = firstDay(stage.ends, event);
		const start = firstDay(stage.starts, event);
		// One event may both open and end a stage: 立案 states the day of the application.
		if (start && !(end && this.#running.has(key))) this.#start(stage, subject, key, start, event);
		if (end) this.#end(key, end, event);
		else if (firstDay(stage.breaks, event)) this.#running.delete(key);
	}

	#start(stage: CycleStage, subject: string, key: string, from: CourtDate, event: CaseEvent): void {
		const running = this.#running.get(key);
		if (running) {
			if (stage.fromLast) running.from = from;
			return;
		}
		if (stage.once && this.#begun.has(key)) return;
		const n = (this.#runs.get(key) ?? 0) + 1;
		this.#runs.set(key, n);
		this.#begun.add(key);
		this.#running.set(key, { stage, subject, n, from, owedFen: stage.settles ? numberOf(event.data, 'amountFen') : 0 });
	}

	#end(key: string, to: CourtDate, event: CaseEvent): void {
		const running = this.#running.get(key);
		if (!running) return;
		const { stage, subject, n, from } = running;
		if (stage.settles) {
			running.owedFen -= numberOf(event.data, 'amountFen');
			if (running.owedFen > 0) return;
		}
		this.#running.delete(key);
		// An end before its start is a fault of the feed; a duration cannot be had from it.
		if (to < from) return;
		const days = daysBetween(from, to);
		const workDays = workingDaysBetween(from, to, this.#calendarOf(this.#owner.court));
		this.done.push({ ...this.#entry(stage), subject, n, from, to, days, workDays });
	}

	#breakOff(which: (stage: CycleStage) => boolean): void {
		for (const [key, { stage }] of this.#running) if (which(stage)) this.#running.delete(key);
	}
}

/** Every run of a case through its stages: finished ones with their length, and those that go on. */
export function cycleEntries(view: CaseView, calendarOf: CalendarOf): readonly CycleEntry[] {
	const walk = new Walk(view, calendarOf);
	for (const event of view.facts) walk.take(event);
	return [...walk.done, ...walk.open()];
}

/** What a change of a case changes of its stages: rows to write, and names of those that are gone. */
export interface CycleChange {
	readonly put: readonly CycleEntry[];
	readonly gone: readonly Pick<CycleEntry, 'stage' | 'subject' | 'n'>[];
}

const nameOf = ({ stage, subject, n }: CycleEntry): string => `${stage}/${subject}/${n}`;

/** The difference between two views of a case; undefined where its facts are the same. */
export function cycleChange(before: CaseView | undefined, after: CaseView | undefined, calendarOf: CalendarOf): CycleChange | undefined {
	if (before && after && sameFacts(before.facts, after.facts)) return undefined;
	const old = new Map((before ? cycleEntries(before, calendarOf) : []).map((entry) => [nameOf(entry), entry]));
	const put: CycleEntry[] = [];
	for (const entry of after ? cycleEntries(after, calendarOf) : []) {
		const known = old.get(nameOf(entry));
		if (!known || JSON.stringify(known) !== JSON.stringify(entry)) put.push(entry);
		old.delete(nameOf(entry));
	}
	return { put, gone: [...old.values()] };
}

/** Facts of a case are kept as they are: those that did not change are the same objects. */
const sameFacts = (a: readonly CaseEvent[], b: readonly CaseEvent[]): boolean =>
	a.length === b.length && a.every((event, index) => event === b[index]);
