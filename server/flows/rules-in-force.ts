import { superiorsOf } from '../core/directory/court-tree.ts';
import type { Directory } from '../core/directory/types.ts';
import type { NodeContext } from '../core/node/calc-nodes.ts';
import { defaultPolicy } from '../core/node/types.ts';
import { layOver } from '../core/rulebook/layers.ts';
import type { Rulebook, RuleLayer } from '../core/rulebook/types.ts';
import type { CourtDate } from '../core/time/types.ts';
import { buildCalendar, type CalendarTables, type WorkCalendar } from '../core/time/work-calendar.ts';
import type { CalendarDayRow } from '../store/calendar.ts';

/** What rules and calendars are made of: the nation's files, and what was loaded since. */
export interface RuleParts {
	readonly national: Rulebook;
	readonly layers: readonly RuleLayer[];
	readonly tables: CalendarTables;
	readonly days: readonly CalendarDayRow[];
	/** Years made known by a loaded source. */
	readonly years: ReadonlySet<number>;
}

/** The rules and the calendar that hold at each court. */
export interface RulesInForce {
	/** The nation's rules with every node that some court has added: for names. */
	readonly rulebook: Rulebook;
	/** The nation's rules alone. */
	readonly nationalRules: Rulebook;
	/** The country's calendar. */
	readonly calendar: WorkCalendar;
	rulesOf(court: string): Rulebook;
	calendarOf(court: string): WorkCalendar;
	/** The layers that hold at a court, the widest first. */
	layersOf(court: string): readonly RuleLayer[];
	/** Everything a case of a court is computed with. */
	clockOf(court: string): NodeContext;
	/** The same with another layer in the place of the one its court has: for trying rules before they are loaded. */
	trying(layer: RuleLayer): RulesInForce;
}

/** Whether a day stems from a year's own notice: its last days are arranged by the notice of the next year, around New Year. */
const isOfNotice = (day: CourtDate, year: number): boolean => day.startsWith(`${year}-`) && day < `${year}-12-20`;

function withDays(tables: CalendarTables, days: readonly CalendarDayRow[], years: ReadonlySet<number>): CalendarTables {
	if (days.length === 0 && years.size === 0) return tables;
	const holidays = new Map(tables.holidays);
	const workdays =
		tables.workdays instanceof Map ? new Map(tables.workdays as ReadonlyMap<CourtDate, string>) : new Map<CourtDate, string>();
	// A loaded notice of a year replaces the package's table of that year, day by day.
	for (const year of years)
		for (const map of [holidays, workdays]) for (const day of map.keys()) if (isOfNotice(day, year)) map.delete(day);
	for (const { day, kind, name } of days) {
		holidays.delete(day);
		workdays.delete(day);
		(kind === 'rest' ? holidays : workdays).set(day, name);
	}
	return { holidays, workdays, announcedYears: new Set([...tables.announcedYears, ...years]) };
}

/** Puts rules and calendars together for the courts of a directory; each court's are made when they are first asked for. */
export function rulesInForce(parts: RuleParts, directory: Directory): RulesInForce {
	const country = withDays(
		parts.tables,
		parts.days.filter((row) => row.court === ''),
		parts.years,
	);
	const calendar = buildCalendar(country);
	const byCourt = new Map(parts.layers.map((layer) => [layer.court, layer]));
	const rules = new Map<string, Rulebook>();
	const calendars = new Map<string, WorkCalendar>();
	const chain = (court: string): readonly string[] => [
		...superiorsOf(directory, court)
			.map((each) => each.code)
			.reverse(),
		court,
	];
	const layersOf = (court: string): readonly RuleLayer[] => chain(court).flatMap((code) => byCourt.get(code) ?? []);

	const rulesOf = (court: string): Rulebook => {
		let found = rules.get(court);
		if (!found) {
			found = layersOf(court).reduce(layOver, parts.national);
			rules.set(court, found);
		}
		return found;
	};
	const calendarOf = (court: string): WorkCalendar => {
		let found = calendars.get(court);
		if (!found) {
			const own = parts.days.filter((row) => row.court === court);
			found = own.length === 0 ? calendar : buildCalendar(withDays(country, own, new Set()));
			calendars.set(court, found);
		}
		return found;
	};
	const clockOf = (court: string): NodeContext => {
		const zone = directory.courts.get(court)?.zone;
		const policy = directory.courts.get(court)?.policy ?? defaultPolicy;
		return { rulebook: rulesOf(court), calendar: calendarOf(court), policy, of: clockOf, ...(zone ? { zone } : {}) };
	};
	const known = new Set(parts.national.nodes.map((rule) => rule.code));
	const added = parts.layers.flatMap((layer) => layer.nodes).filter((rule) => !known.has(rule.code));
	return {
		rulebook: { ...parts.national, nodes: [...parts.national.nodes, ...added] },
		nationalRules: parts.national,
		calendar,
		rulesOf,
		calendarOf,
		layersOf,
		clockOf,
		trying: (layer) => rulesInForce({ ...parts, layers: [...parts.layers.filter((each) => each.court !== layer.court), layer] }, directory),
	};
}
