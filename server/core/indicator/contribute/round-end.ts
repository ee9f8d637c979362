import type { CaseEvent } from '../../case/case-event.ts';
import type { CourtDate } from '../../time/types.ts';
import type { Contributing } from './types.ts';

type Check = (event: CaseEvent) => boolean;

const happened =
	(...types: readonly string[]): Check =>
	(event) =>
		types.includes(event.type);

const granted =
	(type: string): Check =>
	(event) =>
		event.type === type && event.data.granted === true;

/**
 * What must have been done before a round is ended (全国法院执行办案系统终本核查规则, the items that events tell; the same as the checks
 * `enf-zb-check-…` of the rulebook): each line needs one of its events.
 */
const items: readonly (readonly Check[])[] = [
	[happened('notice-issued')],
	[happened('report-order-issued')],
	[happened('net-query-launched')],
	[happened('trad-query-done', 'property-searched'), granted('reward-decided'), granted('audit-decided')],
	[happened('special-assets-checked')],
	[(event) => event.type === 'zb-property-checked' && event.data.disposable === false],
	[(event) => event.type === 'sanction-decided' && event.data.measure === 'consumption'],
	[happened('zb-ruled')],
];

/** Only a first case has the notice, the report order and the interview of its own. */
const interview: readonly Check[] = [happened('zb-interviewed', 'zb-interview-waived')];

/** Whether a case whose round was ended passes every check (终本合格), by what was done up to the closing. */
export function closesRoundWell({ view, nodes }: Contributing, closedOn: CourtDate): boolean {
	const before = view.facts.filter((event) => event.on <= closedOn);
	const needed = view.state.kind === 'enforcement-first' ? [...items, interview] : items;
	if (!needed.every((checks) => before.some((event) => checks.some((check) => check(event))))) return false;
	// Every clue is verified: a run that the closing left open is void by it.
	return !nodes.some((node) => node.node === 'enf-clue-verify' && (node.endedOn === undefined || node.endedOn > closedOn));
}
