import type { ParsedLayer, Rulebook, RuleLayer } from '../core/rulebook/types.ts';
import type { DemandRule, ParsedDemands } from '../core/report/papers/input.ts';
import type { RouteTable } from '../core/unlock/route.ts';
import { loadDemands, readDemands } from './demands.ts';
import { parseLayer, readLayer } from './load.ts';
import { RuleFileError, type RuleText } from './read-yaml.ts';
import { loadUnlockRoutes } from './unlock-routes.ts';

/** How layers are read, the table of unlock routes and the demands of papers, for the flows: they do not know of files. */
export function layerParts(knownEvents: ReadonlySet<string>): {
	readLayer(row: { readonly court: string; readonly text: string }): RuleLayer;
	parseLayer(source: RuleText, above: Rulebook): ParsedLayer;
	readonly unlockRoutes: RouteTable;
	readonly demandRules: readonly DemandRule[];
	parseDemands(source: RuleText): ParsedDemands;
} {
	return {
		demandRules: loadDemands(),
		parseDemands: (source) => {
			try {
				return { ok: true, rules: readDemands(source) };
			} catch (error) {
				if (error instanceof RuleFileError) return { ok: false, problems: error.problems };
				throw error;
			}
		},
		unlockRoutes: loadUnlockRoutes(),
		readLayer: (row) => readLayer({ name: row.court, text: row.text }, knownEvents),
		parseLayer: (source, above) => {
			try {
				return { ok: true, layer: parseLayer(source, above, knownEvents) };
			} catch (error) {
				if (error instanceof RuleFileError) return { ok: false, problems: error.problems };
				throw error;
			}
		},
	};
}
