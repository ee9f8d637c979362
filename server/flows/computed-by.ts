import type { NodeContext } from '../core/node/calc-nodes.ts';
import type { Rulebook } from '../core/rulebook/types.ts';
import { tablesOf, type WorkCalendar } from '../core/time/work-calendar.ts';
import { sha256 } from '../store/hash.ts';
import { programPrint } from '../store/program-print.ts';

const ofRules = new WeakMap<Rulebook, string>();
const ofCalendars = new WeakMap<WorkCalendar, string>();

/** What an object stands for, worked out once. */
function remembered<T extends object>(known: WeakMap<T, string>, thing: T, text: () => string): string {
	let print = known.get(thing);
	if (print === undefined) known.set(thing, (print = sha256(text())));
	return print;
}

const stamps = new Map<string, string>();
const mostStamps = 1000;

/**
 * By what nodes are computed: a print of rules, calendar, policy, zone and program. Nodes with the same stamp and the same facts are the same. Undefined
 * where one of them has no print, so that everything is computed again.
 */
export function computedBy({ rulebook, calendar, policy, zone }: NodeContext): string | undefined {
	const tables = tablesOf(calendar);
	if (programPrint === undefined || !tables) return undefined;
	const parts = [
		programPrint,
		remembered(ofRules, rulebook, () => JSON.stringify(rulebook)),
		remembered(ofCalendars, calendar, () =>
			JSON.stringify([[...tables.holidays.keys()], [...tables.workdays.keys()], [...tables.announcedYears]]),
		),
		JSON.stringify(policy),
		zone ?? '',
	].join('\n');
	let stamp = stamps.get(parts);
	if (stamp === undefined) {
		if (stamps.size >= mostStamps) stamps.clear();
		stamps.set(parts, (stamp = sha256(parts).slice(0, 32)));
	}
	return stamp;
}
