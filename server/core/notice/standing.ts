import type { CaseState } from '../case/case-state.ts';
import { viewCase } from '../case/fold.ts';
import type { NodeRow } from '../node/types.ts';
import { spellEnd } from '../silent/spell.ts';
import type { CourtDate } from '../time/types.ts';
import { dayOfInstant } from '../time/zone.ts';
import { stepEnd } from '../unlock/turn.ts';
import { rungNotices, silences, type NoticeLevel, type RungNotice, type Silence } from './types.ts';

/** A case as its notices are judged by: what it is computed from, and its nodes. */
export interface NoticeGround {
	readonly state: CaseState;
	readonly nodes: readonly NodeRow[];
}

/** 待签收, 已签收, 已回复, 已关闭. */
export type NoticePhase = 'open' | 'signed' | 'answered' | 'closed';

/** Why a notice closed by itself: its node ended (a step was taken in the silent case, the step of the request was decided), came to nothing, or its clock
 *  moved to another day. */
export type ClosedBy = 'met' | 'void' | 'moved';

/** Where a notice stands, worked out from its case. */
export interface NoticeStanding {
	readonly phase: NoticePhase;
	readonly closedBy?: ClosedBy;
	/** The day on which the node ended. */
	readonly closedOn?: CourtDate;
	/** The last day to sign for it, where it is raised again on the day after. */
	readonly escalateOn?: CourtDate;
}

type Closing = Pick<NoticeStanding, 'closedBy' | 'closedOn'> | undefined;

function closing(ground: NoticeGround, notice: RungNotice, nodeOf: (id: string) => NodeRow | undefined): Closing {
	switch (notice.topic) {
		case 'silent':
			return silentClosing(ground.state, notice.dueOn);
		case 'unlock':
			return stepClosing(ground.state, notice.nodeId);
		default:
			return nodeClosing(notice, nodeOf(notice.nodeId));
	}
}

function silentClosing(state: CaseState, since: CourtDate): Closing {
	const end = spellEnd(viewCase(state), since);
	return end && { closedBy: end.by, ...(end.on ? { closedOn: end.on } : {}) };
}

function stepClosing(state: CaseState, nodeId: string): Closing {
	const end = stepEnd(state.locks, nodeId);
	return end && { closedBy: end.by, ...(end.by === 'met' ? { closedOn: dayOfInstant(end.at, state.zone) } : {}) };
}

function nodeClosing(notice: RungNotice, node: NodeRow | undefined): Closing {
	if (!node || node.phase === 'void') return { closedBy: 'void', ...(node?.voidedOn ? { closedOn: node.voidedOn } : {}) };
	if (node.endedOn) return { closedBy: 'met', closedOn: node.endedOn };
	const clock = node.clocks.find((candidate) => candidate.clock === notice.clock);
	return clock?.dueOn === notice.dueOn ? undefined : { closedBy: 'moved' };
}

/** Whether a silence runs: nobody has ended it, and its node is still open (the case lies still as it did). Its last day is looked after by the sweep. */
export function isRunning(silence: Silence, { state, nodes }: NoticeGround): boolean {
	if (silence.endedOn !== undefined) return false;
	if (silence.since !== undefined) return spellEnd(viewCase(state), silence.since) === undefined;
	const node = nodes.find((candidate) => candidate.id === silence.nodeId);
	return node !== undefined && node.endedOn === undefined && node.phase !== 'void';
}

/** The silence that runs for a node, or for the case itself by its key. */
export function silenceOf(ground: NoticeGround, nodeId: string): Silence | undefined {
	return silences(ground.state.notices).find((silence) => silence.nodeId === nodeId && isRunning(silence, ground));
}

/** The level to which an unsigned notice goes; 督办 with the president is the highest, and a lock that nobody signs for goes there too. */
export const levelAbove = (level: NoticeLevel): NoticeLevel => (level === 1 ? 2 : 3);

const isSameClock = (a: RungNotice, b: RungNotice): boolean => a.nodeId === b.nodeId && a.clock === b.clock && a.dueOn === b.dueOn;

/**
 * The id of the notice that is raised where nobody signs for this one: told apart from those that the clock raises itself, and from what is raised above any
 * other notice of the clock. `L1` gives `L2R`, `L2R` gives `L3RR`, `L3` gives `L3P`, `L4` gives `L3P4`, `L1S1` gives `L2RS1`.
 */
export function idAbove({ id, nodeId, clock, dueOn, level }: RungNotice): string {
	const stem = `${nodeId}/${clock}/${dueOn}/L`;
	const tail = id.slice(`${stem}${level}`.length);
	return `${stem}${levelAbove(level)}${level >= 3 ? 'P' : 'R'}${level === 4 ? '4' : ''}${tail}`;
}

/** Whether nothing came after a notice of the same clock, nor out of this one: only the last one goes up, and each step of the ladder is taken once. */
function isLast(notice: RungNotice, all: readonly RungNotice[], index: number): boolean {
	return !all.some((other, place) => isSameClock(other, notice) && (place > index || other.from === notice.id));
}

/** Whether a notice has gone to the president already, so that nobody is left above. */
export const isAtTop = (notice: RungNotice): boolean => notice.to.some((text) => text.startsWith('president@'));

/** Where every notice of a case stands. */
export function noticeStandings(ground: NoticeGround): readonly (readonly [RungNotice, NoticeStanding])[] {
	const { notices } = ground.state;
	const all = rungNotices(notices);
	const quiet = new Set(silences(notices).flatMap((silence) => (isRunning(silence, ground) ? [silence.nodeId] : [])));
	return all.map((notice, index) => {
		const closed = closing(ground, notice, (id) => ground.nodes.find((node) => node.id === id));
		if (closed) return [notice, { phase: 'closed', ...closed }];
		if (notice.answers) return [notice, { phase: 'answered' }];
		if (notice.signed) return [notice, { phase: 'signed' }];
		// A silence holds back what is below a lock: an unsigned 锁定 goes up all the same.
		const isQuiet = notice.level < 4 && quiet.has(notice.nodeId);
		const waits = isAtTop(notice) || isQuiet || !isLast(notice, all, index);
		return [notice, { phase: 'open', ...(waits ? {} : { escalateOn: notice.replyBy }) }];
	});
}
