import type { ParsedLayer, Rulebook, RuleLayer } from '../core/rulebook/types.ts';
import { parseLayer, readLayer } from './load.ts';
import { RuleFileError, type RuleText } from './read-yaml.ts';

/** How layers are read, for the flows: they do not know of files. */
export function layerParts(knownEvents: ReadonlySet<string>): {
	readLayer(row: { readonly court: string; readonly text: string }): RuleLayer;
	parseLayer(source: RuleText, above: Rulebook): ParsedLayer;
} {
	return {
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
