import type { Directory } from '../core/directory/types.ts';
import type { Rulebook, RuleLayer } from '../core/rulebook/types.ts';
import type { Instant } from '../core/time/types.ts';
import type { CalendarTables } from '../core/time/work-calendar.ts';
import { readCalendarRows } from '../store/calendar.ts';
import { readDirectory } from '../store/directory.ts';
import type { Store } from '../store/open.ts';
import { readLayers, type LayerRow } from '../store/rule-layers.ts';
import type { Db } from '../store/schema.ts';
import type { FlowContext } from './context.ts';
import { readRulesSoFar } from './past-rules.ts';
import { rulesInForce, type RuleParts, type RulesInForce } from './rules-in-force.ts';

/** What the composition root hands in. */
export interface ContextParts {
	readonly store: Store;
	/** The nation's rules, from the files of the program. */
	readonly rulebook: Rulebook;
	/** The day tables that the program brings along. */
	readonly tables: CalendarTables;
	/** Reads the text of a layer that was checked when it was loaded. */
	readonly readLayer: (row: LayerRow) => RuleLayer;
	readonly parseLayer: FlowContext['parseLayer'];
	readonly unlockRoutes: FlowContext['unlockRoutes'];
	readonly demandRules: FlowContext['demandRules'];
	readonly parseDemands: FlowContext['parseDemands'];
	readonly now: () => Instant;
	readonly yield: () => Promise<void>;
	readonly monotonicMs: () => number;
}

/** Reads what was loaded in the place of, or on top of, the program's own rules and calendar. */
export async function readRuleParts(db: Db, parts: Pick<ContextParts, 'rulebook' | 'tables' | 'readLayer'>): Promise<RuleParts> {
	const rows = await readLayers(db);
	const latest = new Map(rows.map((row) => [row.court, row]));
	const { days, years } = await readCalendarRows(db);
	const layers = [...latest.values()].map(parts.readLayer);
	return { national: parts.rulebook, layers, tables: parts.tables, days, years: new Set(years.keys()) };
}

/** Puts together what flows work with; directory, rules and calendar are kept in memory and read again after each change. */
export async function makeContext(parts: ContextParts): Promise<FlowContext> {
	let directory: Directory = await readDirectory(parts.store.read);
	let ruleParts = await readRuleParts(parts.store.read, parts);
	let rules: RulesInForce = rulesInForce(ruleParts, directory);
	return {
		store: parts.store,
		parseLayer: parts.parseLayer,
		unlockRoutes: parts.unlockRoutes,
		demandRules: parts.demandRules,
		parseDemands: parts.parseDemands,
		now: parts.now,
		yield: parts.yield,
		monotonicMs: parts.monotonicMs,
		get rulebook() {
			return rules.rulebook;
		},
		get nationalRules() {
			return rules.nationalRules;
		},
		get calendar() {
			return rules.calendar;
		},
		rulesOf: (court) => rules.rulesOf(court),
		calendarOf: (court) => rules.calendarOf(court),
		layersOf: (court) => rules.layersOf(court),
		clockOf: (court) => rules.clockOf(court),
		trying: (layer) => rules.trying(layer),
		rulesSoFar: (db) => readRulesSoFar(db, parts, directory),
		directory: () => directory,
		reloadDirectory: async () => {
			directory = await readDirectory(parts.store.read);
			rules = rulesInForce(ruleParts, directory);
		},
		reloadRules: async () => {
			ruleParts = await readRuleParts(parts.store.read, parts);
			rules = rulesInForce(ruleParts, directory);
		},
	};
}
