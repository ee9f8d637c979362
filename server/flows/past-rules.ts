import type { Directory } from '../core/directory/types.ts';
import type { RuleLayer } from '../core/rulebook/types.ts';
import { readCalendarSources, type CalendarDayRow, type CalendarSourceRow } from '../store/calendar.ts';
import { readLayers } from '../store/rule-layers.ts';
import type { Db } from '../store/schema.ts';
import type { ContextParts } from './make-context.ts';
import { rulesInForce, type RuleParts, type RulesInForce } from './rules-in-force.ts';

/** How far back is looked: more changes of rules and calendars than a court sees while any of its cases is looked at again. */
const mostStates = 200;

type Step = { readonly at: string; readonly layer: RuleLayer } | { readonly at: string; readonly source: CalendarSourceRow };

/** What was loaded, in the order of loading. Each list is in its own order, whatever the clock did meanwhile. */
function inOrder(layers: readonly Step[], sources: readonly Step[]): readonly Step[] {
	const steps: Step[] = [];
	let at = 0;
	for (const layer of layers) {
		while (at < sources.length && sources[at]!.at <= layer.at) steps.push(sources[at++]!);
		steps.push(layer);
	}
	return [...steps, ...sources.slice(at)];
}

/** Days in force after a further source: in the place of those that came with the same year before. */
function withSource(
	days: readonly CalendarDayRow[],
	source: CalendarSourceRow,
	yearOf: ReadonlyMap<number, number>,
): readonly CalendarDayRow[] {
	const stated = new Set(source.days.map(({ day }) => day));
	const stays = (row: CalendarDayRow): boolean =>
		row.court !== source.court || (yearOf.get(row.sourceSeq) !== source.year && !stated.has(row.day));
	return [...days.filter(stays), ...source.days.map((day) => ({ ...day, court: source.court, sourceSeq: source.seq }))];
}

/**
 * Rules and calendars of all courts as they stood after each thing that was loaded, the latest first: what a case was computed by that nothing
 * has touched since. Policies and the program itself are today's.
 */
export async function readRulesSoFar(
	db: Db,
	parts: Pick<ContextParts, 'rulebook' | 'tables' | 'readLayer'>,
	directory: Directory,
): Promise<readonly RulesInForce['clockOf'][]> {
	const layers = (await readLayers(db)).map((row) => ({ at: row.loadedAt, layer: parts.readLayer(row) }));
	const rows = await readCalendarSources(db, { limit: mostStates });
	const sources = rows.toReversed().map((source) => ({ at: source.loadedAt, source }));
	const yearOf = new Map(rows.map(({ seq, year }) => [seq, year]));
	let state: RuleParts = { national: parts.rulebook, layers: [], tables: parts.tables, days: [], years: new Set() };
	const states = [state];
	for (const step of inOrder(layers, sources)) {
		if ('layer' in step) state = { ...state, layers: [...state.layers.filter(({ court }) => court !== step.layer.court), step.layer] };
		else {
			const { source } = step;
			const years = source.court === '' ? new Set([...state.years, source.year]) : state.years;
			state = { ...state, years, days: withSource(state.days, source, yearOf) };
		}
		states.push(state);
	}
	return states
		.slice(-mostStates)
		.reverse()
		.map((each) => rulesInForce(each, directory).clockOf);
}
