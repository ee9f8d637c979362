import type { CourtDate } from '../time/types.ts';
import type { ClockKind, ClockRule, Limit, NodeRule, Rulebook } from './types.ts';

/** One thing that differs between two rulebooks, in Chinese. */
export interface RuleChange {
	readonly node: string;
	readonly name: string;
	readonly clock?: ClockKind;
	readonly from: CourtDate;
	/** What differs: 期限, 预警, 锁定, 待核, 依据, 适用条件, 起止事件, 新增, 删除. */
	readonly what: string;
	readonly before?: string;
	readonly after?: string;
}

const units = { D: '日', WD: '个工作日', M: '个月', Y: '年', H: '小时', MIN: '分钟', X: '（文书载明）' } as const;

/** A limit in short: 7日, 30个工作日, 3个月又15日. */
export function shortLimit({ limit, unit, extraDays, lengthUnit }: Limit): string {
	const length = unit === 'X' ? `${limit}${units[lengthUnit ?? 'Y']}${units.X}` : `${limit}${units[unit]}`;
	return limit === 0 && !extraDays ? '当日' : `${length}${extraDays ? `又${extraDays}日` : ''}`;
}

const clockFacts: readonly (readonly [what: string, text: (clock: ClockRule) => string])[] = [
	['期限', shortLimit],
	['变通期限', (clock) => (clock.variants ?? []).map((each) => `${JSON.stringify(each.when)} ${shortLimit(each)}`).join('；')],
	['预警', (clock) => clock.warn.join('、')],
	['锁定', (clock) => (clock.locks ? '超期锁定' : '不锁定')],
	['待核', (clock) => (clock.unconfirmed ? '待核' : '已确认')],
	['扣除', (clock) => (clock.stops ? '扣除期间停止计算' : '不扣除')],
	['顺延', (clock) => `${clock.days ?? 'civil'}${clock.rolls === false ? ' 不顺延' : ''}${clock.back ? ' 倒算' : ''}${clock.hours ?? ''}`],
	['起算', (clock) => JSON.stringify(clock.start)],
	['依据', (clock) => clock.basis],
];

const nodeFacts: readonly (readonly [what: string, text: (rule: NodeRule) => string])[] = [
	['名称', (rule) => rule.name],
	['适用条件', (rule) => JSON.stringify([rule.when, rule.unless ?? {}])],
	['办结', (rule) => JSON.stringify(rule.ends)],
	['启用', (rule) => (rule.optional ? '未启用' : '启用')],
];

function clockChanges(rule: NodeRule, before: ClockRule, after: ClockRule): readonly RuleChange[] {
	return clockFacts.flatMap(([what, text]) =>
		text(before) === text(after)
			? []
			: [{ node: rule.code, name: rule.name, clock: after.kind, from: rule.from, what, before: text(before), after: text(after) }],
	);
}

function nodeChanges(before: NodeRule, after: NodeRule): readonly RuleChange[] {
	const head = { node: after.code, name: after.name, from: after.from };
	const own = nodeFacts.flatMap(([what, text]) =>
		text(before) === text(after) ? [] : [{ ...head, what, before: text(before), after: text(after) }],
	);
	const clocks = after.clocks.flatMap((clock) => {
		const other = before.clocks.find((each) => each.kind === clock.kind);
		return other ? clockChanges(after, other, clock) : [{ ...head, clock: clock.kind, what: '新增时钟', after: shortLimit(clock) }];
	});
	const lost = before.clocks
		.filter((clock) => !after.clocks.some((each) => each.kind === clock.kind))
		.map((clock) => ({ ...head, clock: clock.kind, what: '删除时钟', before: shortLimit(clock) }));
	return [...own, ...clocks, ...lost];
}

/** The rule in force on a day that starts at it or before it, or the earliest one. */
function counterpart(rules: readonly NodeRule[], from: CourtDate): NodeRule | undefined {
	let found: NodeRule | undefined;
	for (const rule of rules) if (rule.from <= from && (!found || rule.from > found.from)) found = rule;
	return found;
}

/** Everything that differs between two rulebooks, node by node and clock by clock, in the order of the second one. */
export function diffRulebooks(before: Rulebook, after: Rulebook): readonly RuleChange[] {
	const changes: RuleChange[] = [];
	for (const rule of after.nodes) {
		const versions = before.nodes.filter((each) => each.code === rule.code);
		const other = counterpart(versions, rule.from);
		if (other) changes.push(...nodeChanges(other, rule));
		else changes.push({ node: rule.code, name: rule.name, from: rule.from, what: '新增', after: rule.clocks.map(shortLimit).join('、') });
	}
	for (const rule of before.nodes)
		if (!after.nodes.some((each) => each.code === rule.code))
			changes.push({ node: rule.code, name: rule.name, from: rule.from, what: '删除', before: rule.clocks.map(shortLimit).join('、') });
	return changes;
}
