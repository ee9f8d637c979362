import { daysBetween, isCourtDate } from '../time/civil.ts';
import type { CourtDate } from '../time/types.ts';
import type { Refusal } from '../unlock/refusal.ts';
import type { Rectification, RectificationMove } from './types.ts';

/** What a person does with a rectification. */
export interface RectificationWord {
	readonly move: Exclude<RectificationMove, 'opened'>;
	readonly text: string;
	/** Extension and reopening: the new day. */
	readonly dueOn?: string;
}

/** Whoever acts: their code, and what they may do at the court of the shortfall. */
export interface RectificationActor {
	readonly code: string;
	/** 审管办, 院长. */
	readonly manages: boolean;
	/** Those, and the 分管院领导: they may call to account. */
	readonly accounts: boolean;
	/** Chief of the unit that falls short, or the enforcement chief. */
	readonly leads: boolean;
}

/** The rectification after a move. */
export interface RectificationMoved {
	readonly ok: true;
	readonly state: Rectification['state'];
	readonly dueOn: CourtDate;
	readonly closing?: { readonly on: CourtDate; readonly by: string; readonly text: string };
}

const longestText = 1000;
const longestExtension = 366;

const refuse = (code: string, message: string): Refusal => ({ ok: false, code, message });

const textNames: Readonly<Record<RectificationWord['move'], string>> = {
	progress: '进展',
	extend: '延期理由',
	close: '整改结果',
	reopen: '重新整改的理由',
	urge: '督促内容',
	talk: '约谈内容',
	circulate: '通报内容',
};

/** Whether somebody may make a move at all. */
export function mayMove({ owner, createdBy }: Rectification, move: RectificationWord['move'], who: RectificationActor): boolean {
	switch (move) {
		case 'progress':
			return who.code === owner || who.leads || who.manages;
		case 'extend':
			return who.code === createdBy;
		case 'close':
		case 'reopen':
			// Nobody closes what they answer for themselves.
			return who.manages && who.code !== owner;
		case 'urge':
		case 'talk':
		case 'circulate':
			return who.accounts;
		default:
			return move satisfies never;
	}
}

const whoMay: Readonly<Record<RectificationWord['move'], string>> = {
	progress: '进展由责任人、部门负责人或者审管办报告',
	extend: '延期由提出整改的人决定',
	close: '销号由审管办或院长决定，责任人本人除外',
	reopen: '重新整改由审管办或院长决定，责任人本人除外',
	urge: '督促由审管办、分管院领导或院长作出',
	talk: '约谈由审管办、分管院领导或院长作出',
	circulate: '通报由审管办、分管院领导或院长作出',
};

function newDay(item: Rectification, { move, dueOn }: RectificationWord, today: CourtDate): CourtDate | Refusal {
	if (dueOn === undefined || !isCourtDate(dueOn)) return refuse('bad-day', '请填写新的完成日期');
	if (move === 'extend' && dueOn <= item.dueOn) return refuse('bad-day', '新的完成日期应当晚于原完成日期');
	if (dueOn < today) return refuse('bad-day', '新的完成日期不得早于今日');
	if (daysBetween(today, dueOn) > longestExtension) return refuse('bad-day', '新的完成日期不得超过一年');
	return dueOn;
}

/** Checks and makes a move. Calling to account is noted of closed items, too. */
export function decideRectification(
	item: Rectification,
	word: RectificationWord,
	who: RectificationActor,
	today: CourtDate,
): RectificationMoved | Refusal {
	const { move } = word;
	if (!mayMove(item, move, who)) return refuse('forbidden', whoMay[move]);
	const text = word.text.trim();
	if (text === '') return refuse('text-missing', `请填写${textNames[move]}`);
	if (text.length > longestText) return refuse('text-too-long', `${textNames[move]}最多 ${longestText} 字`);
	if (move === 'reopen' && item.state === 'open') return refuse('rectification-open', '该项整改尚未销号');
	if ((move === 'progress' || move === 'extend' || move === 'close') && item.state === 'closed')
		return refuse('rectification-closed', '该项整改已经销号');
	if (move === 'extend' || move === 'reopen') {
		const dueOn = newDay(item, word, today);
		return typeof dueOn === 'string' ? { ok: true, state: 'open', dueOn } : dueOn;
	}
	if (move === 'close') return { ok: true, state: 'closed', dueOn: item.dueOn, closing: { on: today, by: who.code, text } };
	return { ok: true, state: item.state, dueOn: item.dueOn };
}

/** How long an open item is late, in days; 0 when it is not. */
export const daysLate = ({ state, dueOn }: Pick<Rectification, 'state' | 'dueOn'>, today: CourtDate): number =>
	state === 'open' && dueOn < today ? daysBetween(dueOn, today) : 0;
