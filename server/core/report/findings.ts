import type { Change, Figure, FigureGroup, TargetRule, TargetState } from '../indicator/types.ts';
import { words, type FigureUnit, type Ref, type Words } from './cite.ts';

/** Cites a computed value under a name of its own: 「yoy」「target」「gap」. */
export type CitePart = (part: string, value: number | null, unit: FigureUnit, text?: string) => Ref;

/** With what a value is compared: 同比, or the period before by its name (上周, 上月, 上季度). */
export type Than = '同比' | '上周' | '上月' | '上季度' | '上期' | '昨日';

/** How rounding shows a difference: two decimals; what reads 0.00 is no difference. */
const shownAsZero = (value: number): boolean => Math.abs(value) < 0.005;

const lead = (than: Than): string => (than === '同比' ? '同比' : `较${than}`);
const level = (than: Than): string => (than === '同比' ? '与上年同期持平' : `与${than}持平`);
const unknown = (than: Than): string => (than === '同比' ? '上年同期无数据' : `${than}无数据`);
const was = (than: Than): string => (than === '同比' ? '上年同期' : than);

/** What a value's change is called: rates rise and fall by percentage points, times grow and shrink, counts change by percent or pieces. */
export function changeWords(change: Change | undefined, unit: FigureUnit, than: Than, cite: CitePart): Words {
	const name = than === '同比' ? 'yoy' : 'mom';
	if (!change || change.value === null || change.difference === null) return [unknown(than)];
	const by = change.difference;
	if (unit === '%' || unit === 'pp') {
		if (shownAsZero(by)) return [level(than)];
		return words`${lead(than)}${by > 0 ? '上升' : '下降'}${cite(name, Math.abs(by), 'pp')}`;
	}
	if (unit === '天') {
		if (shownAsZero(by)) return [level(than)];
		return words`${lead(than)}${by > 0 ? '延长' : '缩短'}${cite(name, Math.abs(by), '天')}`;
	}
	if (by === 0) return [level(than)];
	if (than !== '同比') return words`${lead(than)}${by > 0 ? '增加' : '减少'}${cite(name, Math.abs(by), unit)}`;
	if (change.relative === null) return words`${was(than)}为${cite('then', change.value, unit)}`;
	return words`同比${by > 0 ? '上升' : '下降'}${cite(name, Math.abs(change.relative), '%')}`;
}

const digits = (value: number): string => String(Math.round(value * 100) / 100);

/** A target as it stands in a sentence, its numbers cited: 「96%以上」「低于55天」「35%至60%」. */
export function targetPhrase(rule: TargetRule, unit: FigureUnit, cite: CitePart): Words {
	const sign = unit === 'pp' ? '个百分点' : unit;
	const bound = (part: string, value: number): Ref => cite(part, value, unit, `${digits(value)}${sign}`);
	switch (rule.kind) {
		case 'bound': {
			const value = bound('target', rule.value);
			if (rule.operator === '≥') return words`${value}以上`;
			if (rule.operator === '≤') return words`不超过${value}`;
			if (rule.operator === '<') return words`低于${value}`;
			if (rule.operator === '>') return words`高于${value}`;
			return words`${value}`;
		}
		case 'interval':
			return words`${bound('target-min', rule.min)}至${bound('target-max', rule.max)}`;
		case 'rank':
			return words`${rule.among === 'city' ? '全市' : '全省'}前${cite('target', rule.atMost, '件', `${rule.atMost}名`)}`;
		case 'relative': {
			if (rule.percent === 0) return [rule.operator === '≥' ? '同比不下降' : '同比不上升'];
			const size = cite('target', Math.abs(rule.percent), '%', `${digits(Math.abs(rule.percent))}%`);
			if (rule.operator === '≤') return rule.percent < 0 ? words`同比下降${size}以上` : words`同比上升不超过${size}`;
			return rule.percent < 0 ? words`同比下降不超过${size}` : words`同比上升${size}以上`;
		}
		case 'dated': {
			const [month, day] = rule.by.split('-').map(Number);
			const goal = rule.value === 0 ? ['清零'] : words`降至${bound('target', rule.value)}`;
			const [newMonth, newDay] = (rule.noneNewAfter ?? '').split('-').map(Number);
			return words`${`${month}月${day}日前`}${goal}${rule.noneNewAfter ? `、${newMonth}月${newDay}日后不再新增` : undefined}`;
		}
		default:
			return rule satisfies never;
	}
}

/** Whether a value reaches its target, and what is missing: 「达到96%以上的目标要求」「未达到96%以上的目标要求，再结7件达96%」. */
export function targetWords(state: TargetState | undefined, unit: FigureUnit, cite: CitePart): Words {
	if (!state || state.met === null) return [];
	const { rule } = state.target;
	const phrase = targetPhrase(rule, unit, cite);
	if (rule.kind === 'interval') return state.met ? words`处于${phrase}的合理区间` : words`不在${phrase}的合理区间`;
	const goal = rule.kind === 'dated' ? words`${phrase}的目标` : words`${phrase}的目标要求`;
	if (state.met) return words`达到${goal}`;
	const gap = state.gap ? words`，${cite('gap', null, unit, state.gap.replaceAll(' ', ''))}` : undefined;
	return words`未达到${goal}${gap}`;
}

/** A value beside the mean of its peers: 「低于全市平均0.80个百分点」. The mean is a sum over sums, never a mean of rates. */
export function peerWords(value: number | null, mean: number | null, peers: string, unit: FigureUnit, cite: CitePart): Words {
	if (value === null || mean === null) return [];
	const by = value - mean;
	if (shownAsZero(by)) return [`与${peers}平均持平`];
	return words`${by > 0 ? '高于' : '低于'}${peers}平均${cite('peer', Math.abs(by), unit === '%' ? 'pp' : unit)}`;
}

/** A place among peers: equal values share a place, and who has no value has none. */
export interface Place {
	readonly place: number;
	readonly of: number;
	/** Others that share the place. */
	readonly ties: number;
}

/** The place of a group by the value of an indicator. */
export function placeOf(groups: readonly FigureGroup[], key: string, code: string, direction: 'up' | 'down'): Place | undefined {
	const valued = groups.flatMap((group) => {
		const value = figureIn(group, code)?.value ?? null;
		return value === null ? [] : [{ key: group.key, value }];
	});
	const own = valued.find((each) => each.key === key);
	if (!own) return undefined;
	const ahead = valued.filter(({ value }) => (direction === 'up' ? value > own.value : value < own.value)).length;
	return { place: ahead + 1, of: valued.length, ties: valued.filter(({ value }) => value === own.value).length - 1 };
}

/** 「位居全市第3位」, 「并列」 where others stand there too; only said where the court's switch for ranking is on. */
export function placeWords(place: Place | undefined, peers: string, cite: CitePart): Words {
	if (!place || place.of < 2) return [];
	return words`位居${peers}${place.ties > 0 ? '并列' : ''}${cite('place', place.place, '件', `第${place.place}位`)}`;
}

/** One indicator of a group. */
export function figureIn(group: FigureGroup | undefined, code: string): Figure | undefined {
	return group?.figures.find((figure) => figure.code === code);
}

/** Fewest cases in a denominator of which a unit or a person is named for a rate or a mean. */
export const leastCases = 5;

/** A group that is named for an indicator, and how. */
export interface Named {
	readonly group: FigureGroup;
	readonly figure: Figure;
}

/**
 * The groups to be named for an indicator: those with enough cases that miss their target or, without a target, lie on the wrong side of the whole; the
 * worst first, equal ones together, and never more than `most` unless they are equal.
 */
export function worstOf(
	groups: readonly FigureGroup[],
	total: Figure | undefined,
	code: string,
	{ direction, most = 3, counted = leastCases }: { readonly direction: 'up' | 'down'; readonly most?: number; readonly counted?: number },
): readonly Named[] {
	const worse = (a: number, b: number): boolean => (direction === 'up' ? a < b : a > b);
	const behind = groups.flatMap((group): Named[] => {
		const figure = figureIn(group, code);
		if (!figure || group.key === '' || figure.value === null) return [];
		if (figure.denominator !== null && figure.denominator < counted) return [];
		const missed = figure.target?.met === false;
		const worseThanAll = !figure.target && total?.value !== null && total !== undefined && worse(figure.value, total.value!);
		return missed || worseThanAll ? [{ group, figure }] : [];
	});
	// Who misses a target and who merely lies behind are not said in one breath: where there is a target, only that counts.
	const missed = behind.filter(({ figure }) => figure.target?.met === false);
	const candidates = missed.length > 0 ? missed : total?.target ? [] : behind;
	candidates.sort((a, b) =>
		a.figure.value === b.figure.value ? (a.group.key < b.group.key ? -1 : 1) : worse(a.figure.value!, b.figure.value!) ? -1 : 1,
	);
	const last = candidates[most - 1]?.figure.value;
	return candidates.filter(({ figure }, at) => at < most || figure.value === last);
}

/** A figure as printed: never rounded onto or over a bound that it misses or keeps. */
export function honestText(figure: Figure, unit: FigureUnit): string | undefined {
	const { value, target } = figure;
	if (value === null || target?.target.rule.kind !== 'bound' || target.met === null || (unit !== '%' && unit !== '天')) return undefined;
	const { operator, value: bound } = target.target.rule;
	const shown = Math.round(value * 100);
	const line = Math.round(bound * 100);
	const holds =
		operator === '≥'
			? shown >= line
			: operator === '>'
				? shown > line
				: operator === '≤'
					? shown <= line
					: operator === '<'
						? shown < line
						: shown === line;
	if (holds === target.met) return undefined;
	const up = value * 100 > line;
	return `${((line + (up ? 1 : -1)) / 100).toFixed(2)}${unit}`;
}
