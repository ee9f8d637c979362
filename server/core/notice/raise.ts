import type { CaseView } from '../case/case-state.ts';
import type { ClockStep, SystemDecision } from '../lock/decide-sweep.ts';
import type { NodeRow } from '../node/types.ts';
import { recipientsOf, withPresident, type NoticeBook } from '../supervise/recipients.ts';
import type { CourtDate } from '../time/types.ts';
import { addWorkingDays, type WorkCalendar } from '../time/work-calendar.ts';
import { idAbove, levelAbove, noticeStandings, silenceOf } from './standing.ts';
import { replyDays, rungNotices, silences, type NoticeLabel, type NoticeLevel, type RungNotice, type Silence } from './types.ts';

/** What notices of a case are decided with; all as of now. */
export interface RaiseContext {
	readonly view: CaseView;
	readonly nodes: readonly NodeRow[];
	readonly book: NoticeBook;
	/** Of the court that has the case: sign-for days are working days there. */
	readonly calendar: WorkCalendar;
	readonly today: CourtDate;
}

/** Level of a rung: the last of several is a warning, the expiry goes to those who supervise. */
export function levelOfRung(rung: number, rungs: number): NoticeLevel {
	if (rung === 0) return 3;
	return rung === rungs && rungs > 1 ? 2 : 1;
}

/** The id of a notice that a clock raises itself: one for node, clock, due day and level. */
const idOf = (of: { readonly nodeId: string; readonly clock: string; readonly dueOn: CourtDate; readonly level: NoticeLevel }): string =>
	`${of.nodeId}/${of.clock}/${of.dueOn}/L${of.level}`;

interface Wanted {
	readonly id: string;
	readonly nodeId: string;
	readonly clock: string;
	readonly dueOn: CourtDate;
	readonly level: NoticeLevel;
	readonly from?: string;
	readonly label?: NoticeLabel;
	readonly toPresident?: boolean;
}

function raise(context: RaiseContext, { id, nodeId, clock, dueOn, level, from, label, toPresident }: Wanted): SystemDecision {
	const { view, book, calendar, today } = context;
	const node = context.nodes.find((candidate) => candidate.id === nodeId)?.node ?? '';
	const recipients = recipientsOf(book, view, node, level, today);
	return {
		id,
		type: 'notice-raised',
		data: {
			noticeId: id,
			kind: 'rung',
			level,
			nodeId,
			clock,
			dueOn,
			recipients: toPresident ? withPresident(book, view.state.court, recipients) : recipients,
			replyBy: addWorkingDays(today, replyDays[level], calendar),
			...(from ? { from } : {}),
			...(label ? { label } : {}),
		},
	};
}

/** The notices of rungs and expiries that have just come. A party's period raises none, a silenced node none, and of two clocks of a node that
 *  reach the same level together only the binding one. */
export function stepNotices(context: RaiseContext, steps: readonly ClockStep[]): readonly SystemDecision[] {
	const { notices } = context.view.state;
	const told = steps
		.filter(({ node, lapses }) => !lapses && !silenceOf(notices, context.nodes, node.id))
		.map((step) => ({ ...step, level: levelOfRung(step.rung, step.rungs) }));
	return told
		.filter(
			({ node, clock, level }) =>
				clock.binding || !told.some((other) => other.node.id === node.id && other.clock.binding && other.level === level),
		)
		.map(({ node, clock, level }) => {
			const of = { nodeId: node.id, clock: clock.clock, dueOn: clock.dueOn!, level };
			return raise(context, { id: idOf(of), ...of });
		});
}

/** The notices of causes of a lock that holds; a silence does not hide a lock. */
export function lockNotices(
	context: RaiseContext,
	causes: readonly { readonly nodeId: string; readonly dueOn: CourtDate }[],
): readonly SystemDecision[] {
	return causes.flatMap(({ nodeId, dueOn }) => {
		const clocks = context.nodes.find((node) => node.id === nodeId)?.clocks.filter((clock) => clock.dueOn === dueOn) ?? [];
		const clock = clocks.find((candidate) => candidate.lockAt !== undefined) ?? clocks.find((candidate) => candidate.binding) ?? clocks[0];
		if (!clock) return [];
		const of = { nodeId, clock: clock.clock, dueOn, level: 4 } as const;
		return [raise(context, { id: idOf(of), ...of })];
	});
}

/** Causes of the holding lock of a case that nobody was told of: a lock that the duty officer confirmed holds from then on. */
export function untoldCauses(context: RaiseContext): readonly { readonly nodeId: string; readonly dueOn: CourtDate }[] {
	const { locks, notices } = context.view.state;
	const told = rungNotices(notices).filter((notice) => notice.level === 4);
	return locks
		.filter((lock) => lock.phase === 'active')
		.flatMap((lock) => lock.causes)
		.filter((cause) => !told.some((notice) => notice.nodeId === cause.nodeId && notice.dueOn === cause.dueOn));
}

/** Notices that nobody signed for by their day are raised one level higher; at 督办 the president is told as well. */
export function unsignedNotices(context: RaiseContext): readonly SystemDecision[] {
	const { state } = context.view;
	return noticeStandings(state.notices, context.nodes)
		.filter(([, standing]) => standing.escalateOn !== undefined && standing.escalateOn < context.today)
		.map(([notice]) => againOf(context, notice));
}

function againOf(context: RaiseContext, notice: RungNotice): SystemDecision {
	const { nodeId, clock, dueOn, level } = notice;
	const common = { nodeId, clock, dueOn, level: levelAbove(level), from: notice.id, label: 'unsigned' as const };
	return raise(context, { id: idAbove(notice), ...common, toPresident: level >= 3 });
}

/** The highest level that a node has reached by the marks of its clocks and by what was raised for them, and the clock that did; undefined before any rung. */
export function presentLevel(
	context: RaiseContext,
	node: NodeRow,
	rungsOf: (clock: string) => number,
): { readonly clock: string; readonly dueOn: CourtDate; readonly level: NoticeLevel } | undefined {
	const { locks, marks, notices } = context.view.state;
	const told = rungNotices(notices).filter((notice) => notice.nodeId === node.id);
	const levels = node.clocks.flatMap((clock) => {
		const { dueOn } = clock;
		if (!dueOn) return [];
		const locked = locks.some(
			(lock) => lock.phase === 'active' && lock.causes.some((cause) => cause.nodeId === node.id && cause.dueOn === dueOn),
		);
		const reached = marks.filter((mark) => mark.nodeId === node.id && mark.clock === clock.clock && mark.dueOn === dueOn);
		const byMarks = reached.reduce((most, mark) => Math.max(most, levelOfRung(mark.rung, rungsOf(clock.clock))), 0);
		// What went up because nobody signed does not come down again; a lock that no longer holds is not told of as one.
		const raised = told.filter((notice) => notice.clock === clock.clock && notice.dueOn === dueOn);
		const highest = raised.reduce((most, notice) => Math.max(most, Math.min(notice.level, 3)), byMarks);
		const level = (locked && clock.binding ? 4 : highest) as NoticeLevel | 0;
		return level === 0 ? [] : [{ clock: clock.clock, dueOn, level, binding: clock.binding }];
	});
	const [first] = levels.sort((a, b) => b.level - a.level || Number(b.binding) - Number(a.binding));
	return first && { clock: first.clock, dueOn: first.dueOn, level: first.level };
}

/** The end of a silence, and the notice that fires again at the node's present level. */
export function endSilence(
	context: RaiseContext,
	silence: Silence,
	rungsOf: (node: NodeRow, clock: string) => number,
	by?: string,
): readonly SystemDecision[] {
	const ended = { id: `${silence.id}/ended`, type: 'silence-ended', data: { silenceId: silence.id, ...(by ? { by } : {}) } };
	const node = context.nodes.find((candidate) => candidate.id === silence.nodeId);
	if (!node || node.endedOn || node.phase === 'void') return [ended];
	const present = presentLevel(context, node, (clock) => rungsOf(node, clock));
	if (!present) return [ended];
	const n = silences(context.view.state.notices).findIndex((other) => other.id === silence.id) + 1;
	const of = { nodeId: node.id, ...present };
	return [ended, raise(context, { id: `${idOf(of)}S${n}`, ...of, label: 'silence-over' })];
}
