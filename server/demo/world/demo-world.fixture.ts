import type { CourtDate } from '../../core/time/types.ts';
import { loadCalendar } from '../../rulebooks/calendar.ts';
import { buildCases, type World } from './cases.ts';
import { buildDirectory } from './directory.ts';
import type { DemoEvent } from './event.ts';

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
