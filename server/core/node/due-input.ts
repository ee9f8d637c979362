import type { CaseEvent } from '../case/case-event.ts';
import { numberOf, textOf } from '../case/case-event.ts';
import type { CaseView } from '../case/case-state.ts';
import { eventType } from '../case/vocabulary.ts';
import type { DueInput, Exclusion, Extension, Grant } from '../deadline/types.ts';
import type { ClockRule, Limit, NodeRule, WorkingHours } from '../rulebook/types.ts';
import { addDays } from '../time/civil.ts';
import type { CourtDate } from '../time/types.ts';
import { everyDay, type WorkCalendar } from '../time/work-calendar.ts';
import { defaultWorkingHours } from '../time/working-hours.ts';
import { meets, resolvedData } from './match.ts';

/** The limit that holds for this start, and whether it is marked 待核. */
export function limitFor(clock: ClockRule, start: CaseEvent, view: CaseView): { readonly limit: Limit; readonly unconfirmed: boolean } {
	const variant = clock.variants?.find((candidate) =>
		meets(candidate.when, candidate.on === 'event' ? resolvedData(start) : (view as unknown as Record<string, unknown>)),
	);
	return variant ? { limit: variant, unconfirmed: variant.unconfirmed ?? false } : { limit: clock, unconfirmed: clock.unconfirmed };
}

/** The few facts that move clocks; picked out of all facts once for a view. */
interface Movers {
	readonly exclusions: readonly CaseEvent[];
	readonly ends: ReadonlyMap<string, CourtDate>;
	readonly extensions: readonly CaseEvent[];
}

const movers = new WeakMap<CaseView, Movers>();

function moversOf(view: CaseView): Movers {
	let found = movers.get(view);
	if (!found) {
		const ends = new Map<string, CourtDate>();
		for (const { type, data } of view.facts) if (type === 'exclusion-ended') ends.set(data.exclusionId as string, data.to as CourtDate);
		found = {
			exclusions: view.facts.filter((event) => event.type === 'exclusion-started'),
			ends,
			extensions: view.facts.filter((event) => event.type === 'extension-granted'),
		};
		movers.set(view, found);
	}
	return found;
}

/** Exclusions of a case or of one subject, as intervals with both end days held. */
function exclusionsFor(view: CaseView, subject: string): readonly Exclusion[] {
	const { exclusions, ends } = moversOf(view);
	return exclusions
		.filter(({ data }) => data.subject === undefined || data.subject === subject)
		.map(({ data, source }) => {
			const to = ends.get(data.exclusionId as string);
			const documentNo = textOf(data, 'documentNo');
			const exclusion = { id: data.exclusionId as string, ground: data.ground as string, from: data.from as CourtDate };
			// What the court decided itself counts from its decision on; what a feed reports is a fact whenever it is told.
			const decidedOn = source === 'system' ? textOf(data, 'decidedOn') : undefined;
			return {
				...exclusion,
				...(to ? { to } : {}),
				...(documentNo ? { documentNo } : {}),
				...(decidedOn ? { decidedOn: decidedOn as CourtDate } : {}),
			};
		});
}

/** The days on which a case was closed by a closing that was later undone: no clock of a closed case runs. */
function closedSpells(view: CaseView): readonly Exclusion[] {
	return view.closings.flatMap(({ from, to }, index) =>
		to ? [{ id: `closing-${index + 1}`, ground: '结案后撤销结案', from: addDays(from, 1), to, notRunning: true as const }] : [],
	);
}

function extensionsFor(view: CaseView, node: string, subject: string): readonly Extension[] {
	return moversOf(view)
		.extensions.filter(({ data }) => data.node === node && (data.subject === undefined || data.subject === subject))
		.map(({ data }) => ({
			addDays: numberOf(data, 'addDays'),
			addMonths: numberOf(data, 'addMonths'),
			documentNo: textOf(data, 'documentNo'),
			decidedOn: data.decidedOn as CourtDate,
		}));
}

/** What was granted to this run, and to a run at a court before as far as it was granted after the receipt: the lock had come along. */
function grantsFor(view: CaseView, nodeIds: readonly string[], startedOn: CourtDate): readonly Grant[] {
	return view.state.locks.flatMap((lock) =>
		[...(lock.released ?? []), ...lock.causes.map((cause) => ({ ...cause, releasedOn: lock.releasedOn }))].flatMap((cause) => {
			const { nodeId, newDueOn, releasedOn } = cause;
			const isOf = nodeIds.includes(nodeId) && newDueOn && releasedOn && (nodeId === nodeIds[0] || releasedOn >= startedOn);
			return isOf ? [{ lockId: lock.id, dueOn: newDueOn, grantedOn: releasedOn }] : [];
		}),
	);
}

/** The due day that a source system recorded last for a node. */
function recordedFor(view: CaseView, node: string, subject: string, startedOn: CourtDate): DueInput['recorded'] {
	const event = view.facts.findLast(
		({ type, on, data }) =>
			type === 'deadline-recorded' && on >= startedOn && data.node === node && (data.subject === undefined || data.subject === subject),
	);
	if (!event) return undefined;
	const documentNo = textOf(event.data, 'documentNo');
	return { dueOn: event.data.dueOn as CourtDate, ...(documentNo ? { documentNo } : {}) };
}

/** The calendar of a clock's day rule: where every day counts alike, nothing rests. */
export function dayCalendar(clock: Pick<ClockRule, 'days'>, calendar: WorkCalendar): WorkCalendar {
	return clock.days === 'none' ? everyDay : calendar;
}

/** Nothing rolls for a person in custody (刑事诉讼法第一百零五条), nor where the rule says so. */
function rollsFor(clock: ClockRule, view: CaseView): boolean {
	return clock.rolls !== false && !(clock.days === 'criminal' && view.custody);
}

/** A day the start event states; for a filing, as last corrected by `case-updated`. */
function statedDay(view: CaseView, start: CaseEvent, field: string): string | undefined {
	const corrected = start.type === 'case-filed' && field === 'appliedOn' ? view.appliedOn : undefined;
	return corrected ?? textOf(start.data, field);
}

/** Everything the due day of one clock is computed from. */
export function dueInput(args: {
	readonly view: CaseView;
	readonly rule: NodeRule;
	readonly clock: ClockRule;
	readonly start: CaseEvent;
	readonly subject: string;
	/** The node and its runs at courts before: what was granted to those goes on. */
	readonly nodeIds: readonly string[];
	readonly binding: boolean;
	readonly calendar: WorkCalendar;
	readonly zone: string;
	readonly workingHours?: WorkingHours;
}): DueInput {
	const { view, rule, clock, start, subject, nodeIds } = args;
	const stated = clock.start.dayField ? statedDay(view, start, clock.start.dayField) : undefined;
	const expiresOn = clock.unit === 'X' ? textOf(start.data, clock.statedField ?? 'expiresOn') : undefined;
	const { limit } = limitFor(clock, start, view);
	const recorded = clock.takesRecorded ? recordedFor(view, rule.code, subject, start.on) : undefined;
	const rolls = rollsFor(clock, view);
	const inHours = clock.hours === 'working' && (limit.unit === 'H' || limit.unit === 'MIN');
	const spells = rule.survivesClosing ? [] : closedSpells(view);
	return {
		trigger: (stated ?? start.on) as CourtDate,
		...(stated === undefined && start.at ? { triggerAt: start.at } : {}),
		limit,
		stops: clock.stops || spells.length > 0,
		exclusions: clock.stops ? [...exclusionsFor(view, subject), ...spells] : spells,
		extensions: extensionsFor(view, rule.code, subject),
		grants: args.binding ? grantsFor(view, nodeIds, start.on) : [],
		...(expiresOn ? { statedOn: expiresOn as CourtDate } : {}),
		...(recorded ? { recorded } : {}),
		...(rolls ? {} : { rolls }),
		...(clock.back ? { back: true } : {}),
		...(inHours ? { workingHours: args.workingHours ?? defaultWorkingHours } : {}),
		calendar: dayCalendar(clock, args.calendar),
		zone: args.zone,
		basis: clock.basis,
		triggerName: eventType(start.type).name,
	};
}
