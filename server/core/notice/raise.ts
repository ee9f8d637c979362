import type { CaseView } from '../case/case-state.ts';
import type { ClockStep, SystemDecision } from '../lock/decide-sweep.ts';
import type { NodeRow } from '../node/types.ts';
import { recipientsOf, withPresident, type NoticeBook } from '../supervise/recipients.ts';
import type { CourtDate } from '../time/types.ts';
import type { WorkCalendar } from '../time/work-calendar.ts';
import { noticeRaised } from './raised.ts';
import { isFrozen, silenceOn } from '../silent/spell.ts';
import type { SilentDays } from '../silent/steps.ts';
import { idAbove, levelAbove, noticeStandings, silenceOf } from './standing.ts';
import {
	recipientOf,
	rungNotices,
	silences,
	toldOfSilence,
	type NoticeLabel,
	type NoticeLevel,
	type Recipient,
	type ReplyDays,
	type RungNotice,
	type Silence,
} from './types.ts';

/** What notices of a case are decided with; all as of now. */
export interface RaiseContext {
	readonly view: CaseView;
	readonly nodes: readonly NodeRow[];
	readonly book: NoticeBook;
	/** Of the court that has the case: sign-for days are working days there. */
	readonly calendar: WorkCalendar;
	/** Days to sign, and days without a step, that this court has set. */
	readonly replyDays: ReplyDays;
	readonly silentDays: SilentDays;
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
	readonly topic?: RungNotice['topic'];
	readonly id: string;
	readonly nodeId: string;
	readonly clock: string;
	readonly dueOn: CourtDate;
	readonly level: NoticeLevel;
	readonly from?: string;
	readonly label?: NoticeLabel;
	readonly toPresident?: boolean;
	/** Of a step of an unlock request: who was told before. */
	readonly told?: readonly Recipient[];
}

/** Who receives a notice: whoever has the node or the case by office; of a step of an unlock request those who were told, one office after the other. */
function addressees({ view, book, nodes, today }: RaiseContext, { topic, nodeId, level, toPresident, told }: Wanted): readonly Recipient[] {
	const node = nodes.find((candidate) => candidate.id === nodeId)?.node ?? '';
	const list = topic === 'unlock' ? (told ?? []) : recipientsOf(book, view, node, level, today);
	return toPresident ? withPresident(book, (topic === 'unlock' && list[0]?.court) || view.state.court, list) : list;
}

function raise(context: RaiseContext, wanted: Wanted): SystemDecision {
	const { topic, id, nodeId, clock, dueOn, level, from, label } = wanted;
	return noticeRaised(context, {
		...{ topic: topic ?? 'node', id, nodeId, clock, dueOn, level },
		recipients: addressees(context, wanted),
		...(from ? { from } : {}),
		...(label ? { label } : {}),
	});
}

const groundOf = ({ view, nodes }: RaiseContext) => ({ state: view.state, nodes });

/** The notices of rungs and expiries that have just come. A party's period raises none, a silenced node none, and of two clocks of a node that
 *  reach the same level together only the binding one. */
export function stepNotices(context: RaiseContext, steps: readonly ClockStep[]): readonly SystemDecision[] {
	const ground = groundOf(context);
	const told = steps
		.filter(({ node, lapses }) => !lapses && !silenceOf(ground, node.id))
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

/** Notices that nobody signed for by their day are raised one level higher; at 督办 the president is told as well. While a case is stopped nothing is said of
 *  its silence. */
export function unsignedNotices(context: RaiseContext): readonly SystemDecision[] {
	return noticeStandings(groundOf(context))
		.filter(([, standing]) => standing.escalateOn !== undefined && standing.escalateOn < context.today)
		.filter(([{ topic }]) => topic !== 'silent' || !isFrozen(context.view.state, context.today))
		.map(([notice]) => againOf(context, notice));
}

function againOf(context: RaiseContext, notice: RungNotice): SystemDecision {
	const { topic, nodeId, clock, dueOn, level } = notice;
	const common = {
		...(topic ? { topic } : {}),
		nodeId,
		clock,
		dueOn,
		level: levelAbove(level),
		from: notice.id,
		label: 'unsigned' as const,
	};
	// Above the chief of whoever decides nobody is left but the president of that court.
	const toPresident = level >= 3 || topic === 'unlock';
	return raise(context, { id: idAbove(notice), ...common, toPresident, told: notice.to.map(recipientOf) });
}

/** The notice of a case that lies still: of several levels passed at once the highest, once for each level and spell. */
export function silentNotices(context: RaiseContext): readonly SystemDecision[] {
	const { view, silentDays, today } = context;
	const place = silenceOn(view, silentDays, today);
	if (!place || place.level <= toldOfSilence(view.state.notices, place.since) || silenceOf(groundOf(context), view.state.key)) return [];
	const of = silentOf(view.state.key, place);
	return [raise(context, { id: idOf(of), ...of })];
}

const silentOf = (key: string, { since, level }: { readonly since: CourtDate; readonly level: NoticeLevel }) =>
	({ topic: 'silent', nodeId: key, clock: 'silent', dueOn: since, level }) as const;

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

/** The end of a silence, and the notice that fires again at the present level of the node, or of the case that lies still. */
export function endSilence(
	context: RaiseContext,
	silence: Silence,
	rungsOf: (node: NodeRow, clock: string) => number,
	by?: string,
): readonly SystemDecision[] {
	const ended = { id: `${silence.id}/ended`, type: 'silence-ended', data: { silenceId: silence.id, ...(by ? { by } : {}) } };
	const of = silence.since === undefined ? presentNode(context, silence, rungsOf) : presentSilence(context, silence.since);
	if (!of) return [ended];
	const n = silences(context.view.state.notices).findIndex((other) => other.id === silence.id) + 1;
	return [ended, raise(context, { id: `${idOf(of)}S${n}`, ...of, label: 'silence-over' })];
}

function presentNode(context: RaiseContext, silence: Silence, rungsOf: (node: NodeRow, clock: string) => number) {
	const node = context.nodes.find((candidate) => candidate.id === silence.nodeId);
	if (!node || node.endedOn || node.phase === 'void') return undefined;
	const present = presentLevel(context, node, (clock) => rungsOf(node, clock));
	return present && { nodeId: node.id, ...present };
}

function presentSilence({ view, silentDays, today }: RaiseContext, since: CourtDate) {
	const place = silenceOn(view, silentDays, today);
	return place?.since === since ? silentOf(view.state.key, place) : undefined;
}
