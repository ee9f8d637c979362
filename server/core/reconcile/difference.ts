import type { CaseState } from '../case/case-state.ts';
import { eventType } from '../case/vocabulary.ts';
import type { ClockRow, NodeRow } from '../node/types.ts';
import { longDay } from '../report/wording.ts';
import { isCourtDate } from '../time/civil.ts';

/** Fields of nodes and clocks as they are spoken of, the telling ones first. */
const nodeFields: readonly (readonly [keyof NodeRow, string])[] = [
	['startedOn', '起算日'],
	['endedOn', '办结日'],
	['phase', '状态'],
	['overdueOn', '超期日'],
	['court', '办理法院'],
	['outstandingFen', '未付金额（分）'],
];
const clockFields: readonly (readonly [keyof ClockRow, string])[] = [
	['dueOn', '届满日'],
	['dueAt', '届满时刻'],
	['startedOn', '起算日'],
	['overdueOn', '超期日'],
	['grossDueOn', '未扣除的届满日'],
	['binding', '是否约束'],
	['unconfirmed', '是否待核'],
	['frozen', '是否中止'],
	['provisional', '是否暂定'],
	['rung', '预警级次'],
];

const textOf = (value: unknown): string => {
	if (value === undefined) return '无';
	if (typeof value === 'boolean') return value ? '是' : '否';
	if (typeof value === 'string') return isCourtDate(value) ? longDay(value) : value;
	return typeof value === 'number' ? String(value) : JSON.stringify(value);
};

/** Whether two values are the same as JSON. */
export type IsSame = (one: unknown, other: unknown) => boolean;

const pairText = (name: string, kept: unknown, given: unknown): string => `${name}，在库${textOf(kept)}，重放${textOf(given)}`;

function fieldDifference<T extends object>(kept: T, given: T, fields: readonly (readonly [keyof T, string])[]): string | undefined {
	const differing = fields.find(([key]) => kept[key] !== given[key]);
	return differing && pairText(differing[1], kept[differing[0]], given[differing[0]]);
}

function nodeDifference(kept: NodeRow, given: NodeRow): string {
	for (const clock of given.clocks) {
		const own = kept.clocks.find((each) => each.clock === clock.clock);
		const different = own ? fieldDifference(own, clock, clockFields) : '在库缺一项期限';
		if (different) return different;
	}
	return fieldDifference(kept, given, nodeFields) ?? (kept.clocks.length > given.clocks.length ? '在库多一项期限' : '期限的计算过程');
}

/**
 * What differs first between the nodes of a case as they are stored and as the events give them, in words; undefined where nothing does that
 * could be named. `nameOf` tells how a node is called.
 */
export function differenceOfNodes(
	kept: readonly NodeRow[],
	given: readonly NodeRow[],
	nameOf: (node: string) => string,
	isSame: IsSame,
): string | undefined {
	const stored = new Map(kept.map((node) => [node.id, node]));
	for (const node of given) {
		const own = stored.get(node.id);
		stored.delete(node.id);
		const name = `${nameOf(node.node)}${node.subject === '-' ? '' : `〔${node.subject}〕`}`;
		if (!own) return `${name}，在库没有这个节点`;
		if (!isSame(own, node)) return `${name}：${nodeDifference(own, node)}`;
	}
	const [left] = stored.values();
	return left && `${nameOf(left.node)}，在库有而重放没有这个节点`;
}

const stateNames: Readonly<Partial<Record<keyof CaseState, string>>> = {
	court: '现办理法院',
	marks: '期限标记',
	locks: '锁定与解锁',
	periods: '期限变更',
	notices: '预警与签收',
	stages: '长期未结督办阶段',
	withdrawn: '撤回的事件',
};

/** The first part of what is known of a case that differs between the stored state and the one that the events give. */
export function differenceOfState(kept: CaseState, given: CaseState, isSame: IsSame): string {
	const keys = new Set([...Object.keys(kept), ...Object.keys(given)]) as ReadonlySet<keyof CaseState>;
	const key = [...keys].find((each) => !isSame(kept[each], given[each]));
	if (key !== 'facts') return `${(key && stateNames[key]) ?? '案件要素'}，在库与重放不同`;
	const fact = given.facts.find((each, index) => !isSame(each, kept.facts[index])) ?? kept.facts[given.facts.length]!;
	return `${longDay(fact.on)}的事件“${eventType(fact.type).name}”，在库与重放不同`;
}
