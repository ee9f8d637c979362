import type { CaseEvent } from '../../case/case-event.ts';
import { daysBetween } from '../../time/civil.ts';
import type { Measure } from '../measures.ts';
import type { Add, Contributing } from './types.ts';

/** Measures that count events, each on its own day. */
const counted: Readonly<Record<string, readonly Measure[]>> = {
	'hearing-held': ['hearing-held'],
	'auction-started': ['auction-listed'],
	'auction-failed': ['auction-ended'],
	'auction-sold': ['auction-ended', 'auction-sold'],
	'dishonesty-removal-due': ['credit-repair-due'],
	'dishonesty-removed': ['credit-repaired'],
};

/** Counts of what happened in a case, beside filing, closing, money, nodes and locks. */
export function addFacts({ view }: Pick<Contributing, 'view'>, add: Add): void {
	const first = new Map<string, CaseEvent>();
	for (const event of view.facts) {
		if (!first.has(event.type)) first.set(event.type, event);
		for (const measure of counted[event.type] ?? []) add(measure, event.on, 1);
		if (event.type === 'sanction-decided' && event.data.measure === 'criminal') add('refusal-moved', event.on, 1);
	}
	const once = (type: string, measure: Measure): void => {
		const event = first.get(type);
		if (event) add(measure, event.on, 1);
	};
	once('appeal-received', 'appealed');
	once('document-effective', 'document-effective');
	once('judgment-pronounced', 'pronounced');
	const pronounced = first.get('judgment-pronounced');
	if (pronounced?.data.inCourt === true) add('pronounced-in-court', pronounced.on, 1);
	const hearing = first.get('hearing-held');
	if (hearing) {
		add('first-hearing-count', hearing.on, 1);
		add('first-hearing-wait-days', hearing.on, daysBetween(view.filedOn, hearing.on));
	}
	// Shares of the cases filed: counted on the day of filing, so that none is above 100 %.
	if (first.has('net-query-launched')) add('query-launched', view.filedOn, 1);
	if (view.facts.some((event) => event.type === 'preservation-ruled' && event.data.granted === true)) add('preserved', view.filedOn, 1);
}
