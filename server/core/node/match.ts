import type { CaseEvent, EventData } from '../case/case-event.ts';
import type { CaseView } from '../case/case-state.ts';
import type { Filter, NodeRule, Trigger } from '../rulebook/types.ts';

/** Whether a value is among those a filter allows. */
function allows(allowed: readonly (string | number | boolean)[], value: unknown): boolean {
	return allowed.includes(value as string | number | boolean);
}

/** The same for a field that may hold a list: any of its values will do. */
function holdsAny(allowed: readonly (string | number | boolean)[], value: unknown): boolean {
	return Array.isArray(value) ? value.some((item) => allows(allowed, item)) : allows(allowed, value);
}

/** Whether data meets every condition of a filter. */
export function meets(filter: Filter | undefined, data: EventData): boolean {
	return !filter || Object.entries(filter).every(([field, allowed]) => holdsAny(allowed, data[field]));
}

/** The data of an event with defaults filled in: an asset is for sale unless it is a deposit or a waiting seal (contract §4). */
export function resolvedData(event: CaseEvent): EventData {
	// A hearing closes the debate unless the source says that it goes on.
	if (event.type === 'hearing-held' && event.data.final === undefined) return { ...event.data, final: true };
	if (event.type !== 'asset-sealed' || event.data.forSale !== undefined) return event.data;
	return { ...event.data, forSale: event.data.assetKind !== 'deposit' && event.data.rank === 1 };
}

/** Whether an event is the trigger. */
export function triggers(trigger: Trigger, event: CaseEvent): boolean {
	return event.type === trigger.event && meets(trigger.where, resolvedData(event));
}

/** Whether a rule applies to a case: `now`; `once` (it did, a later step took it out: the node is void); `never`. */
export function applies(rule: Pick<NodeRule, 'when' | 'unless'>, view: CaseView): 'now' | 'once' | 'never' {
	let answer: 'now' | 'once' = 'now';
	for (const [field, taken] of Object.entries(rule.unless ?? {})) if (fieldFits(field, taken, view) === 'now') return 'never';
	for (const [field, allowed] of Object.entries(rule.when)) {
		const fit = fieldFits(field, allowed, view);
		if (fit === 'never') return 'never';
		if (fit === 'once') answer = 'once';
	}
	return answer;
}

function fieldFits(field: string, allowed: Filter[string], view: CaseView): 'now' | 'once' | 'never' {
	if (field === 'kind') return allows(allowed, view.state.kind) ? 'now' : 'never';
	if (field === 'track') return fitsHistory(allowed, view.track, view.tracks);
	if (field === 'procedure') return fitsHistory(allowed, view.procedure, view.procedures);
	return holdsAny(allowed, (view as unknown as EventData)[field]) ? 'now' : 'never';
}

function fitsHistory(allowed: Filter[string], present: string | undefined, all: readonly string[]): 'now' | 'once' | 'never' {
	if (allows(allowed, present)) return 'now';
	return all.some((value) => allows(allowed, value)) ? 'once' : 'never';
}
