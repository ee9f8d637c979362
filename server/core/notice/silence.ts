import { viewCase } from '../case/fold.ts';
import { spellOf } from '../silent/spell.ts';
import { addDays, isCourtDate } from '../time/civil.ts';
import type { CourtDate } from '../time/types.ts';
import type { Refusal } from '../unlock/decide.ts';
import { silenceOf, type NoticeGround } from './standing.ts';

/** Civil days from today that a silence may last at most. */
export const mostSilentDays = 30;
/** Characters that a reason must have at least. */
export const leastReason = 10;

/** What is asked for: which node waits (or the case itself, by its key), why, and until when (held). */
export interface SilenceAsk {
	readonly nodeId: string;
	readonly reason: string;
	readonly until: CourtDate;
}

const refuse = (code: string, message: string): Refusal => ({ ok: false, code, message });

/** Whether a node, or the case itself, may be silenced like this today; who asks is checked by the caller. */
export function checkSilence(ask: SilenceAsk, ground: NoticeGround, today: CourtDate): Refusal | undefined {
	const closed = ask.nodeId === ground.state.key ? stillCase(ground) : openNode(ask, ground);
	if (closed) return closed;
	if ([...ask.reason.trim()].length < leastReason) return refuse('reason-short', `请写明理由，不少于 ${leastReason} 个字`);
	if (!isCourtDate(ask.until)) return refuse('bad-day', '截止日期应为实有的日期，格式 YYYY-MM-DD');
	if (ask.until < today) return refuse('until-past', '截止日期不得早于今日');
	if (ask.until > addDays(today, mostSilentDays))
		return refuse('until-late', `说明期最长 ${mostSilentDays} 日，截止日期不得晚于 ${addDays(today, mostSilentDays)}`);
	const running = silenceOf(ground, ask.nodeId);
	return running ? refuse('silence-open', `已有说明，至 ${running.until} 止；需要变更的，先终止原说明`) : undefined;
}

function openNode(ask: SilenceAsk, { nodes }: NoticeGround): Refusal | undefined {
	const node = nodes.find((candidate) => candidate.id === ask.nodeId);
	if (!node) return refuse('not-found', '本案没有这个节点');
	return node.endedOn || node.phase === 'void' ? refuse('node-ended', '该节点已经完成或不再适用，无须说明') : undefined;
}

function stillCase({ state }: NoticeGround): Refusal | undefined {
	return spellOf(viewCase(state)) ? undefined : refuse('node-ended', '本案已结案或不计消极执行，无须说明');
}
