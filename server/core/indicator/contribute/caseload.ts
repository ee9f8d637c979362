import type { NodeRow } from '../../node/types.ts';
import { excludedDays, exclusionsOf } from '../../period/days.ts';
import { daysBetween } from '../../time/civil.ts';
import type { CourtDate } from '../../time/types.ts';
import { closesRoundWell } from './round-end.ts';
import type { Add, Contributing } from './types.ts';

/** Whether a node ran past its limit and was not given more time since: it is late, or was finished late. */
const isLate = ({ phase }: NodeRow): boolean => phase === 'overdue' || phase === 'met-late';

/** Nodes of the limit for closing a case. */
export const closingNodes = /^(?:enf-close|tri-close-.+|tri-admin-.+|tri-crim-.+)$/;

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
	for (const closing of view.closings) {
		addClosing(given, closing, closing.from, add);
		// What a closing that was undone added goes with it, as the closing itself does: no share of the closed ones passes 100 %.
		if (closing.to) addClosing(given, closing, closing.to, (measure, day, value, mode) => add(measure, day, -value, mode));
	}
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
	const { overdueOn } = late;
	add('over-limit', overdueOn, 1);
	for (const { from, to } of view.closings) {
		if (to && to <= overdueOn) continue;
		add('over-limit', from < overdueOn ? overdueOn : from, -1);
		if (to) add('over-limit', to, 1);
	}
}

type Closing = Contributing['view']['closings'][number];

/** Whether a node was finished in time by a closing; of one that was undone, its node says no more than whether it was late by then. */
const isMetBy = (node: NodeRow, { from, to }: Closing): boolean =>
	to ? node.overdueOn === undefined || node.overdueOn > from : node.phase === 'met';

/** Every closing node that still counts was finished in time, and there is one. */
function isInLimit({ nodes }: Contributing, closing: Closing): boolean {
	const counting = nodes.filter((node) => closingNodes.test(node.node) && node.phase !== 'void');
	const enforcement = counting.findLast((node) => node.node === 'enf-close');
	if (enforcement) return isMetBy(enforcement, closing);
	return counting.length > 0 && counting.every((node) => isMetBy(node, closing));
}

/** What a closing adds on a day: its own, or with its sign turned the one on which it was undone. */
function addClosing(given: Contributing, closing: Closing, day: CourtDate, add: Add): void {
	const { view } = given;
	const { from: closedOn, mode, recoveredFen } = closing;
	const stopped = exclusionsOf(view).filter((exclusion) => exclusion.subject === undefined);
	const inLimit = isInLimit(given, closing);
	add('closed-days', day, daysBetween(view.filedOn, closedOn), mode);
	add('closed-stopped-days', day, excludedDays(stopped, view.filedOn, closedOn), mode);
	add('closed-claim-fen', day, view.claimFen, mode);
	add('closed-recovered-fen', day, recoveredFen, mode);
	if (inLimit) add('closed-in-limit', day, 1, mode);
	if (mode === 'ended' && recoveredFen > 0) add('ended-recovered', day, 1, mode);
	if (hasProperty(given)) {
		add('closed-property', day, 1, mode);
		if (inLimit) add('closed-property-in-limit', day, 1, mode);
	}
	if (mode === 'round-ended' && closesRoundWell(given, closedOn)) add('zb-qualified', day, 1, mode);
	if (isTrackInLimit(given, closing)) add('track-in-limit', day, 1, mode);
}

const hasProperty = ({ view }: Contributing): boolean =>
	view.facts.findLast((event) => event.type === 'branch-set')?.data.branch === 'property';

function isTrackInLimit({ nodes }: Contributing, closing: Closing): boolean {
	const node = nodes.findLast((each) => (each.node === 'enf-close-simple' || each.node === 'enf-close-complex') && each.phase !== 'void');
	return node !== undefined && isMetBy(node, closing);
}
