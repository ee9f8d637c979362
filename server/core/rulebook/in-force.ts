import type { CourtDate } from '../time/types.ts';
import type { NodeRule, Rulebook } from './types.ts';

/** The version of a node's rule that judges a trigger day: the latest `from` on or before it. */
export function ruleInForce(rulebook: Rulebook, code: string, day: CourtDate): NodeRule | undefined {
	let found: NodeRule | undefined;
	for (const rule of rulebook.nodes) if (rule.code === code && rule.from <= day && (!found || rule.from > found.from)) found = rule;
	return found;
}
