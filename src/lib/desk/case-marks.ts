import type { CasePageView, CheckRowView, DecisionView, EventView, NodeView } from '../contract/case-page.ts';
import { dayNumber } from './days.ts';
import { positionOf, type TimelineSpan } from './timeline.ts';

/** Something that was decided in a case, or that moved its clocks, on the case's own lane of the timeline. */
export interface CaseMark {
	readonly seq: number;
	readonly day: string;
	/** One Chinese sign: 锁 解 申 批 核 停 复 延 载 移 撤 历. */
	readonly sign: string;
	readonly tone: 'locked' | 'met' | 'ink';
	readonly name: string;
	readonly text: string;
}

type Kind = readonly [sign: string, tone: CaseMark['tone']];

const kinds: Readonly<Record<string, Kind>> = {
	'case-locked': ['锁', 'locked'],
	'lock-cause-added': ['锁', 'locked'],
	'unlock-requested': ['申', 'ink'],
	'unlock-decided': ['批', 'ink'],
	'unlock-withdrawn': ['撤', 'ink'],
	'case-unlocked': ['解', 'met'],
	'lock-reviewed': ['核', 'ink'],
	'exclusion-started': ['停', 'ink'],
	'exclusion-ended': ['复', 'ink'],
	'extension-granted': ['延', 'ink'],
	'deadline-recorded': ['载', 'ink'],
	'period-requested': ['申', 'ink'],
	'period-decided': ['批', 'ink'],
	'period-withdrawn': ['撤', 'ink'],
	'calendar-changed': ['历', 'ink'],
	'case-transferred': ['移', 'ink'],
	'case-reopened': ['撤', 'ink'],
};

/** Decisions of unlock requests, each to be told once: two of one moment are told apart by what was said. */
function takeDecision(left: DecisionView[], event: EventView): DecisionView | undefined {
	if (event.type !== 'unlock-decided') return undefined;
	const sameMoment = left.filter(({ at }) => at === event.at);
	const found = sameMoment.find(({ opinion }) => opinion !== '' && event.text.includes(opinion)) ?? sameMoment[0];
	if (found) left.splice(left.indexOf(found), 1);
	return found;
}

/** Decisions of a case in their order: locks and unlocks, reviews, stops, extensions, transfers. What was withdrawn is left out. */
export function caseMarks(view: Pick<CasePageView, 'events' | 'locks'>): readonly CaseMark[] {
	const left = view.locks.flatMap(({ requests }) => requests.flatMap(({ decisions }) => [...decisions]));
	return view.events
		.filter(({ withdrawn }) => !withdrawn)
		.flatMap((event) => {
			const kind = kinds[event.type];
			if (!kind) return [];
			const said = takeDecision(left, event);
			const text = said ? `${said.verdictName}　${said.byName}（${said.courtName}）　${said.opinion}` : event.text;
			return [{ seq: event.seq, day: event.on, sign: kind[0], tone: kind[1], name: event.name, text }];
		});
}

/** Marks that stand too near each other to be told apart share one place. */
export interface MarkGroup {
	readonly at: number;
	readonly tone: CaseMark['tone'];
	/** The sign of the gravest, or its only one. */
	readonly sign: string;
	readonly marks: readonly CaseMark[];
}

const tones: readonly CaseMark['tone'][] = ['locked', 'met', 'ink'];

/** Places marks on the plot; those nearer than `roomPx` to the group before them join it. */
export function groupMarks(marks: readonly CaseMark[], span: TimelineSpan, plotPx: number, roomPx = 22): readonly MarkGroup[] {
	const groups: { at: number; marks: CaseMark[] }[] = [];
	for (const mark of [...marks].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.seq - b.seq))) {
		const at = positionOf(dayNumber(mark.day) + 0.5, span);
		const last = groups.at(-1);
		if (last && ((at - last.at) / 100) * plotPx < roomPx) last.marks.push(mark);
		else groups.push({ at, marks: [mark] });
	}
	return groups.map(({ at, marks: inside }) => {
		const lead = [...inside].sort((a, b) => tones.indexOf(a.tone) - tones.indexOf(b.tone))[0]!;
		return { at, tone: lead.tone, sign: lead.sign, marks: inside };
	});
}

/** Nodes a case page shows at once, and those it folds away. */
export interface FoldedNodes {
	readonly shown: readonly NodeView[];
	readonly folded: readonly NodeView[];
	/** 「显示按期完成的 12 个、不适用的 3 个」. */
	readonly words: string;
}

const foldFrom = 9;
const order = { overdue: 0, warning: 1, pending: 2, 'met-late': 3, met: 4, void: 5 } as const satisfies Record<NodeView['phase'], number>;

/** Open and late nodes first; those met in time, and those that came to nothing, fold away once a case has many. */
export function foldNodes(nodes: readonly NodeView[]): FoldedNodes {
	const isQuiet = ({ phase }: NodeView): boolean => phase === 'met' || phase === 'void';
	const folded = nodes.filter(isQuiet);
	if (nodes.length < foldFrom || folded.length < 2 || folded.length === nodes.length) return { shown: nodes, folded: [], words: '' };
	const shown = nodes.filter((node) => !isQuiet(node)).sort((a, b) => order[a.phase] - order[b.phase]);
	const met = folded.filter(({ phase }) => phase === 'met').length;
	const parts = [...(met > 0 ? [`按期完成的 ${met} 个`] : []), ...(folded.length > met ? [`不适用的 ${folded.length - met} 个`] : [])];
	return { shown, folded, words: `显示${parts.join('、')}` };
}

/** Checks a case page shows at once, and those it folds away. */
export interface FoldedChecks {
	readonly shown: readonly CheckRowView[];
	readonly folded: readonly CheckRowView[];
	/** 「显示可以办理的 7 项、办理时符合的 1 项」. */
	readonly words: string;
}

const checkOrder = ['breached', 'missing', 'open', 'passed'] as const satisfies readonly CheckRowView['state'][];

/** What was done without and what is still missing first. Once a case is closed, steps that were never taken fold away too. */
export function foldChecks(checks: readonly CheckRowView[], closed: boolean): FoldedChecks {
	const sorted = [...checks].sort((a, b) => checkOrder.indexOf(a.state) - checkOrder.indexOf(b.state));
	const stays = ({ state }: CheckRowView): boolean => state === 'breached' || (state === 'missing' && !closed);
	const folded = sorted.filter((check) => !stays(check));
	const count = (state: CheckRowView['state']): number => folded.filter((check) => check.state === state).length;
	const parts = [
		...(count('missing') > 0 ? [`未办理步骤尚缺的 ${count('missing')} 项`] : []),
		...(count('open') > 0 ? [`可以办理的 ${count('open')} 项`] : []),
		...(count('passed') > 0 ? [`办理时符合的 ${count('passed')} 项`] : []),
	];
	return { shown: sorted.filter(stays), folded, words: `显示${parts.join('、')}` };
}
