import type { Instant } from '../time/types.ts';
import type { Rectification } from './types.ts';

/** A rectification as it stood at an instant, with the day that was set by then; undefined where it was not opened yet, or closed. */
export function openAt(item: Rectification, until: Instant): Rectification | undefined {
	const steps = item.steps.filter((step) => step.at < until);
	if (steps.length === 0) return undefined;
	if (steps.findLast(({ move }) => move === 'close' || move === 'reopen')?.move === 'close') return undefined;
	const dueOn = steps.findLast((step) => step.dueOn !== undefined)?.dueOn;
	return { ...item, state: 'open', steps, ...(dueOn === undefined ? {} : { dueOn }) };
}
