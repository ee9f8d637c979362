import type { CourtDate } from '../time/types.ts';
import type { NodeRule, Rulebook } from './types.ts';

const versions = new WeakMap<Rulebook, ReadonlyMap<string, readonly NodeRule[]>>();

/** All versions of a node's rule; a rulebook never changes, so that they are sorted out once. */
function versionsOf(rulebook: Rulebook, code: string): readonly NodeRule[] {
	let byCode = versions.get(rulebook);
	if (!byCode) {
		byCode = Map.groupBy(rulebook.nodes, (rule) => rule.code);
		versions.set(rulebook, byCode);
	}
	return byCode.get(code) ?? [];
}

/** The version of a node's rule that judges a trigger day: the latest `from` on or before it. */
export function ruleInForce(rulebook: Rulebook, code: string, day: CourtDate): NodeRule | undefined {
	let found: NodeRule | undefined;
	for (const rule of versionsOf(rulebook, code)) if (rule.from <= day && (!found || rule.from > found.from)) found = rule;
	return found;
}
