import { vocabulary } from '../../core/case/vocabulary.ts';
import { layOver } from '../../core/rulebook/layers.ts';
import type { Rulebook } from '../../core/rulebook/types.ts';
import type { CourtDate } from '../../core/time/types.ts';
import { loadCalendar } from '../../rulebooks/calendar.ts';
import { loadRulebook, parseLayer } from '../../rulebooks/load.ts';
import { buildCases, type World } from './cases.ts';
import { courtRows } from './courts.ts';
import { buildDirectory } from './directory.ts';
import type { DemoEvent } from './event.ts';
import { ruleLayers } from './layers.ts';

/** The day on which the worlds of the tests start. */
export const START = '2026-10-14' as CourtDate;

/** The working calendar of the tests. */
export const calendar = loadCalendar();

/** The directory of the tests. */
export const directory = buildDirectory(1, '2024-10-14' as CourtDate, '2027-01-20' as CourtDate);

/** A world of the tests, with the default start. */
export function worldOf(cases: number, seed = 1): World {
	return buildCases({ seed, directory, calendar, cases });
}

/** Everything a world tells, late cases included. */
export function allEvents(world: World): DemoEvent[] {
	const later = world.lateCases.flatMap(({ laterEvents }) => laterEvents);
	return [...world.history, ...[...world.replay.values()].flat(), ...world.future, ...later];
}

/** The events of each case, in the order of the source. */
export function byCase(events: readonly DemoEvent[]): Map<string, DemoEvent[]> {
	const cases = new Map<string, DemoEvent[]>();
	for (const event of events) {
		const list = cases.get(event.caseNumber);
		if (list) list.push(event);
		else cases.set(event.caseNumber, [event]);
	}
	for (const list of cases.values()) list.sort((a, b) => a.seq - b.seq);
	return cases;
}

const knownEvents = new Set(vocabulary.keys());

/** The nation's rules. */
export const national = loadRulebook({ knownEvents });

const above = (court: string): readonly string[] => {
	const parent = courtRows.find(({ code }) => code === court)?.parent;
	return parent ? [...above(parent), court] : [court];
};

const known = new Map<string, Rulebook>();

/** The rules in force at a court: the nation's with the demo's layers over them; a layer that cannot be read throws. */
export function rulesOf(court: string): Rulebook {
	let rules = known.get(court);
	if (!rules) {
		rules = above(court).reduce((below, code) => {
			const layer = ruleLayers(START).find((each) => each.court === code);
			return layer ? layOver(below, parseLayer({ name: code, text: layer.text }, below, knownEvents)) : below;
		}, national);
		known.set(court, rules);
	}
	return rules;
}
