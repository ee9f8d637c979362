import type { CaseState, CaseView } from '../case/case-state.ts';
import { periodChanges } from '../period/changes.ts';
import { exclusionKinds } from '../period/types.ts';
import { daysBetween } from '../time/civil.ts';
import type { CourtDate } from '../time/types.ts';
import { isBeginning, lastStep, silentKinds, silentLevel, type LastStep, type SilentDays } from './steps.ts';

/** Whether silence counts in cases of a kind. */
export const isSilentKind = (kind: string): boolean => (silentKinds as readonly string[]).includes(kind);

/** The step since which an open case lies still; undefined where silence does not count: closed, tried, or not filed (any more). */
export function spellOf(view: CaseView | undefined): LastStep | undefined {
	if (!view || view.closedOn !== undefined || !isSilentKind(view.state.kind)) return undefined;
	return lastStep(view.facts);
}

/** Exclusions and stops of the whole case. */
const stopsOf = (state: CaseState) =>
	periodChanges(state.key, state.facts).filter(({ kind, subject }) => subject === undefined && exclusionKinds.includes(kind));

/** Whether an exclusion or a stop of the whole case runs on a day: such a case stands apart in the list, and nobody is told of it. */
export function isFrozen(state: CaseState, today: CourtDate): boolean {
	return stopsOf(state).some(({ from, to }) => from <= today && (to === undefined || to >= today));
}

/** The last day of a stop that has begun by the last of the facts and outlasts all others: until then the case is frozen whatever the day. Until somebody ends
 *  it: `open`. Undefined where no stop is known to run; one that is to begin later is found by `isFrozen` alone. */
export function frozenUntil(state: CaseState): CourtDate | 'open' | undefined {
	const stops = stopsOf(state);
	if (stops.length === 0) return undefined;
	const known = state.facts.reduce((last, { on }) => (on > last ? on : last), state.facts[0]!.on);
	const begun = stops.filter(({ from }) => from <= known);
	if (begun.some(({ to }) => to === undefined)) return 'open';
	return begun.reduce<CourtDate | undefined>((last, { to }) => (last === undefined || to! > last ? to : last), undefined);
}

/** Where a case stands in the list of silent cases on a day; undefined while it is not on it. */
export function silenceOn(
	view: CaseView,
	days: SilentDays,
	today: CourtDate,
): { readonly since: CourtDate; readonly level: 1 | 2 | 3 } | undefined {
	const spell = spellOf(view);
	const level = spell && silentLevel(daysBetween(spell.on, today), days);
	return spell && level && !isFrozen(view.state, today) ? { since: spell.on, level } : undefined;
}

/** How a spell that began with a step has ended: by a step of the court, or because the case is counted from another day; undefined while it lasts. */
export function spellEnd(
	view: CaseView | undefined,
	since: CourtDate,
): { readonly by: 'met' | 'moved' | 'void'; readonly on?: CourtDate } | undefined {
	const spell = spellOf(view);
	if (!spell) return { by: 'void', ...(view?.closedOn ? { on: view.closedOn } : {}) };
	if (spell.on === since) return undefined;
	return spell.on > since && !isBeginning(spell.type) ? { by: 'met', on: spell.on } : { by: 'moved' };
}
