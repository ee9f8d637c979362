import type { CaseEvent } from '../case/case-event.ts';
import { numberOf, textOf } from '../case/case-event.ts';
import type { CaseView } from '../case/case-state.ts';
import { eventType } from '../case/vocabulary.ts';
import type { DueInput, Exclusion, Extension, Grant } from '../deadline/types.ts';
import type { ClockRule, Limit, NodeRule } from '../rulebook/types.ts';
import { addDays } from '../time/civil.ts';
import type { CourtDate } from '../time/types.ts';
import type { WorkCalendar } from '../time/work-calendar.ts';
import { meets, resolvedData } from './match.ts';

/** The limit that holds for this start, and whether it is marked 待核. */
export function limitFor(clock: ClockRule, start: CaseEvent, view: CaseView): { readonly limit: Limit; readonly unconfirmed: boolean } {
	const variant = clock.variants?.find((candidate) =>
		meets(candidate.when, candidate.on === 'event' ? resolvedData(start) : (view as unknown as Record<string, unknown>)),
	);
	return variant ? { limit: variant, unconfirmed: variant.unconfirmed ?? false } : { limit: clock, unconfirmed: clock.unconfirmed };
}

/** Exclusions of a case or of one subject, as intervals with both end days held. */
function exclusionsFor(view: CaseView, subject: string): readonly Exclusion[] {
	const ends = new Map<string, CourtDate>();
	for (const event of view.facts)
		if (event.type === 'exclusion-ended') ends.set(event.data.exclusionId as string, event.data.to as CourtDate);
	return view.facts
		.filter((event) => event.type === 'exclusion-started' && (event.data.subject === undefined || event.data.subject === subject))
		.map(({ data }) => {
			const to = ends.get(data.exclusionId as string);
			const documentNo = textOf(data, 'documentNo');
			const exclusion = { id: data.exclusionId as string, ground: data.ground as string, from: data.from as CourtDate };
			return { ...exclusion, ...(to ? { to } : {}), ...(documentNo ? { documentNo } : {}) };
		});
}

/** The days on which a case was closed by a closing that was later undone: no clock of a closed case runs. */
function closedSpells(view: CaseView): readonly Exclusion[] {
	return view.closings.flatMap(({ from, to }, index) =>
		to ? [{ id: `closing-${index + 1}`, ground: '结案后撤销结案', from: addDays(from, 1), to }] : [],
	);
}

function extensionsFor(view: CaseView, node: string, subject: string): readonly Extension[] {
	return view.facts
		.filter(
			({ type, data }) => type === 'extension-granted' && data.node === node && (data.subject === undefined || data.subject === subject),
		)
		.map(({ data }) => ({
			addDays: numberOf(data, 'addDays'),
			addMonths: numberOf(data, 'addMonths'),
			documentNo: textOf(data, 'documentNo'),
			decidedOn: data.decidedOn as CourtDate,
		}));
}

function grantsFor(view: CaseView, nodeId: string): readonly Grant[] {
	return view.state.locks.flatMap((lock) =>
		lock.causes.flatMap((cause) =>
			cause.nodeId === nodeId && cause.newDueOn && lock.releasedOn
				? [{ lockId: lock.id, dueOn: cause.newDueOn, grantedOn: lock.releasedOn }]
				: [],
		),
	);
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
	readonly nodeId: string;
	readonly binding: boolean;
	readonly calendar: WorkCalendar;
}): DueInput {
	const { view, rule, clock, start, subject, nodeId } = args;
	const stated = clock.start.dayField ? statedDay(view, start, clock.start.dayField) : undefined;
	const expiresOn = textOf(start.data, 'expiresOn');
	const spells = rule.survivesClosing ? [] : closedSpells(view);
	return {
		trigger: (stated ?? start.on) as CourtDate,
		...(stated === undefined && start.at ? { triggerAt: start.at } : {}),
		limit: limitFor(clock, start, view).limit,
		stops: clock.stops || spells.length > 0,
		exclusions: clock.stops ? [...exclusionsFor(view, subject), ...spells] : spells,
		extensions: extensionsFor(view, rule.code, subject),
		grants: args.binding ? grantsFor(view, nodeId) : [],
		...(clock.unit === 'X' && expiresOn ? { statedOn: expiresOn as CourtDate } : {}),
		calendar: args.calendar,
		zone: view.state.zone,
		basis: clock.basis,
		triggerName: eventType(start.type).name,
	};
}
