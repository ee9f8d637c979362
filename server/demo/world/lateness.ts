import { eventType } from '../../core/case/vocabulary.ts';
import type { Days } from './days.ts';
import type { Draft } from './event.ts';
import { isLate, lockingSpans, type Span } from './spans.ts';
import type { Filing, Frame } from './filings.ts';

/** A case that stood still from an act on. */
export interface Delayed {
	readonly drafts: readonly Draft[];
	/** The locking clocks that ran out, the first one first. */
	readonly late: readonly Span[];
	/** What comes only after the lock is released. */
	readonly after: ReadonlySet<Draft>;
	/** The day of the first step after the lock. */
	readonly resumesOn: number;
}

const isStep = (draft: Draft) => eventType(draft.type).class === 'S';

function moveBy(draft: Draft, steps: number, days: Days): Draft {
	const day = days.plusWorking(draft.day, steps);
	const shift = day - draft.day;
	if (!draft.dates) return { ...draft, day };
	return { ...draft, day, dates: Object.fromEntries(Object.entries(draft.dates).map(([field, n]) => [field, n + shift])) };
}

/** Moves an act, and all that does not happen of itself, so many working days later that the act falls on `actOn`. */
function standStill(drafts: readonly Draft[], act: Draft, actOn: number, days: Days): { drafts: Draft[]; moved: Set<Draft> } {
	const steps = days.workingBetween(act.day, actOn);
	const place = drafts.indexOf(act);
	const receipt = act.data['receiptId'];
	const moved = new Set<Draft>();
	const result = drafts.map((draft, at) => {
		const follows = draft.day > act.day || (draft.day === act.day && at >= place);
		const bound = !draft.free || (receipt !== undefined && draft.data['receiptId'] === receipt);
		if (!follows || !bound) return draft;
		const later = moveBy(draft, steps, days);
		moved.add(later);
		return later;
	});
	return { drafts: result, moved };
}

/** Delays one act to a day; undefined where that would not give one clean lock (a second lock later, or a step inside the lock). */
export function delayAct(
	filing: Filing,
	planned: readonly Draft[],
	span: Span,
	actOn: number,
	{ days, frame }: { readonly days: Days; readonly frame: Frame },
): Delayed | undefined {
	if (!span.act || actOn <= span.due) return undefined;
	const { drafts, moved } = standStill(planned, span.act, actOn, days);
	const late = lockingSpans(filing, drafts, days, frame).filter((other) => isLate(other) && other.due >= frame.replayFrom);
	const first = late[0];
	if (!first) return { drafts, late, after: new Set(), resumesOn: actOn };
	const afterLock = drafts.filter((draft) => draft.day > first.due);
	const resumesOn = Math.min(...afterLock.filter(isStep).map((draft) => draft.day), Infinity);
	const clean = afterLock.every((draft) => moved.has(draft) || !isStep(draft)) && late.every((other) => other.due < resumesOn - 1);
	if (!clean || resumesOn === Infinity) return undefined;
	return { drafts, late, after: new Set(afterLock.filter((draft) => moved.has(draft))), resumesOn };
}
