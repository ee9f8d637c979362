import type { NodeRow } from '../../node/types.ts';
import { excludedDays, exclusionsOf } from '../../period/days.ts';
import { daysBetween } from '../../time/civil.ts';
import type { CourtDate } from '../../time/types.ts';
import { closesRoundWell } from './round-end.ts';
import type { Add, Contributing } from './types.ts';

/** Whether a node ran past its limit and was not given more time since: it is late, or was finished late. */
const isLate = ({ phase }: NodeRow): boolean => phase === 'overdue' || phase === 'met-late';

const closingNodes = /^(?:enf-close|tri-close-.+|tri-admin-.+|tri-crim-.+)$/;

/** Filing, closing, and how long it took. A closing that is undone counts as open again from the day of the reopening: stock = received − closed on every day. */
export function addCaseload(given: Contributing, add: Add): void {
	const { view } = given;
	add('case-received', view.filedOn, 1);
	for (const { from, to, mode } of view.closings) {
		add('case-closed', from, 1, mode);
		if (to) add('case-closed', to, -1, mode);
	}
	addFiling(given, add);
	addOverLimit(given, add);
	if (view.closedOn) addClosing(given, view.closedOn, add);
}

function addFiling({ view }: Contributing, add: Add): void {
	if (view.appliedOn && view.appliedOn <= view.filedOn) {
		add('filing-count', view.filedOn, 1);
		add('filing-days', view.filedOn, daysBetween(view.appliedOn, view.filedOn));
	}
}

/** Open beyond the limit for closing: from the day after it until the closing. A limit that was moved on afterwards takes the case back. */
function addOverLimit({ view, nodes }: Contributing, add: Add): void {
	const late = nodes.findLast((node) => closingNodes.test(node.node) && isLate(node));
	if (!late?.overdueOn) return;
	add('over-limit', late.overdueOn, 1);
	if (view.closedOn) add('over-limit', view.closedOn < late.overdueOn ? late.overdueOn : view.closedOn, -1);
}

/** Every closing node that still counts was finished in time, and there is one. */
function isInLimit({ nodes }: Contributing): boolean {
	const closing = nodes.filter((node) => closingNodes.test(node.node) && node.phase !== 'void');
	const enforcement = closing.findLast((node) => node.node === 'enf-close');
	if (enforcement) return enforcement.phase === 'met';
	return closing.length > 0 && closing.every((node) => node.phase === 'met');
}

function addClosing(given: Contributing, closedOn: CourtDate, add: Add): void {
	const { view } = given;
	const mode = view.closeMode ?? '';
	const stopped = exclusionsOf(view).filter((exclusion) => exclusion.subject === undefined);
	const inLimit = isInLimit(given);
	add('closed-days', closedOn, daysBetween(view.filedOn, closedOn), mode);
	add('closed-stopped-days', closedOn, excludedDays(stopped, view.filedOn, closedOn), mode);
	add('closed-claim-fen', closedOn, view.claimFen, mode);
	add('closed-recovered-fen', closedOn, view.recoveredFen, mode);
	if (inLimit) add('closed-in-limit', closedOn, 1, mode);
	if (mode === 'ended' && view.recoveredFen > 0) add('ended-recovered', closedOn, 1, mode);
	if (hasProperty(given)) {
		add('closed-property', closedOn, 1, mode);
		if (inLimit) add('closed-property-in-limit', closedOn, 1, mode);
	}
	if (mode === 'round-ended' && closesRoundWell(given, closedOn)) add('zb-qualified', closedOn, 1, mode);
	addTrack(given, closedOn, mode, add);
}

const hasProperty = ({ view }: Contributing): boolean =>
	view.facts.findLast((event) => event.type === 'branch-set')?.data.branch === 'property';

function addTrack({ nodes }: Contributing, closedOn: CourtDate, mode: string, add: Add): void {
	const node = nodes.findLast((each) => (each.node === 'enf-close-simple' || each.node === 'enf-close-complex') && each.phase !== 'void');
	if (node?.phase === 'met') add('track-in-limit', closedOn, 1, mode);
}
