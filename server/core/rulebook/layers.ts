import type { CourtDate } from '../time/types.ts';
import { ruleInForce } from './in-force.ts';
import type { CheckRule, ClockKind, ClockRule, LayerMark, Limit, LimitUnit, NodeRule, Rulebook, RuleLayer } from './types.ts';

/** Something wrong in a layer, at a path of its file. */
export interface LayerProblem {
	readonly path: readonly (string | number)[];
	readonly message: string;
}

/** Fewest and most civil days that one unit can stand for: enough to tell whether a limit can be longer than another. */
const spanOf: Readonly<Record<LimitUnit, readonly [number, number]>> = {
	D: [1, 1],
	WD: [1, 11],
	M: [28, 31],
	Y: [365, 366],
	H: [1 / 24, 1 / 24],
	MIN: [1 / 1440, 1 / 1440],
	X: [365, 366],
};

function mostDays({ limit, unit, extraDays = 0 }: Limit): number {
	// Ten working days never take more than three weeks and a long holiday.
	if (unit === 'WD') return limit + Math.ceil(limit / 5) * 2 + Math.ceil(limit / 20) + 10;
	// Whole days end at midnight and roll past the longest holiday; hours and minutes do not.
	const rolls = unit === 'H' || unit === 'MIN' ? 0 : 1;
	return limit * spanOf[unit][1] + extraDays + rolls;
}

const fewestDays = ({ limit, unit, extraDays = 0 }: Limit): number => limit * spanOf[unit][0] + extraDays;

/** Whether one limit can end later than another. */
export function isLooser(limit: Limit, above: Limit): boolean {
	const [extra, extraAbove] = [limit.extraDays ?? 0, above.extraDays ?? 0];
	if (limit.unit === above.unit && limit.limit <= above.limit && extra <= extraAbove) return false;
	if (limit.unit === above.unit && limit.limit >= above.limit && extra >= extraAbove) return true;
	return mostDays(limit) > fewestDays(above);
}

const clockOf = (rule: NodeRule | undefined, kind: ClockKind): ClockRule | undefined => rule?.clocks.find((clock) => clock.kind === kind);

function changedLimit(clock: ClockRule, change: RuleLayer['change'][number]): Limit {
	const unit = change.unit ?? clock.unit;
	return {
		limit: change.limit ?? clock.limit,
		unit,
		...(change.unit === undefined && change.limit === undefined && clock.extraDays !== undefined ? { extraDays: clock.extraDays } : {}),
		...(change.extraDays === undefined ? {} : { extraDays: change.extraDays }),
	};
}

/** The clock in force on a row's first day, and what the rules above make of it later on: the row holds against all of them. */
function laterClocks(above: Rulebook, row: { node: string; clock: ClockKind; from: CourtDate }, first: ClockRule): readonly ClockRule[] {
	const later = above.nodes.filter((rule) => rule.code === row.node && rule.from > row.from);
	return [first, ...later.flatMap((rule) => clockOf(rule, row.clock) ?? [])];
}

/** What is wrong in a layer, against the rules above it: unknown nodes and clocks, looser limits and lifted locks without a reason. */
export function checkLayer(above: Rulebook, layer: RuleLayer): readonly LayerProblem[] {
	const problems: LayerProblem[] = [];
	const find = (list: string, index: number, row: { node: string; clock: ClockKind; from: CourtDate }): ClockRule | undefined => {
		const known = above.nodes.some((rule) => rule.code === row.node);
		const clock = clockOf(ruleInForce(above, row.node, row.from), row.clock);
		if (!known) problems.push({ path: [list, index, 'node'], message: `上级规则中没有节点 ${row.node}` });
		else if (!clock) problems.push({ path: [list, index, 'clock'], message: `节点 ${row.node} 在 ${row.from} 没有 ${row.clock} 时钟` });
		return clock;
	};
	layer.confirm.forEach((row, index) => {
		const clock = find('confirm', index, row);
		if (clock && !clock.unconfirmed && !clock.variants?.some((variant) => variant.unconfirmed))
			problems.push({ path: ['confirm', index], message: `节点 ${row.node} 的期限不是待核，无需确认` });
	});
	layer.change.forEach((row, index) => {
		const clock = find('change', index, row);
		if (!clock) return;
		const limit = changedLimit(clock, row);
		if ((clock.unit === 'X') !== (limit.unit === 'X'))
			problems.push({ path: ['change', index, 'unit'], message: '文书载明的期限（X）与计算的期限不能互换' });
		else if (row.why === undefined && laterClocks(above, row, clock).some((each) => isLooser(limit, each)))
			problems.push({ path: ['change', index, 'limit'], message: '比上级规则宽，须写 why 说明理由' });
	});
	layer.lock.forEach((row, index) => {
		const clock = find('lock', index, row);
		if (!clock) return;
		if (row.on && !clock.lockable) problems.push({ path: ['lock', index], message: `节点 ${row.node} 依目录不得锁定` });
		if (!row.on && clock.locks && row.why === undefined)
			problems.push({ path: ['lock', index, 'why'], message: '取消上级规则的锁定，须写 why 说明理由' });
	});
	layer.enable.forEach(({ node }, index) => {
		const rule = above.nodes.find((each) => each.code === node);
		if (!rule) problems.push({ path: ['enable', index, 'node'], message: `上级规则中没有节点 ${node}` });
		else if (!rule.optional) problems.push({ path: ['enable', index, 'node'], message: `节点 ${node} 已经启用` });
	});
	layer.nodes.forEach(({ code }, index) => {
		if (above.nodes.some((rule) => rule.code === code))
			problems.push({ path: ['nodes', index, 'code'], message: `节点 ${code} 上级规则中已有；改期限请写 change` });
	});
	return problems;
}

function marked(
	clock: ClockRule,
	layer: RuleLayer,
	did: LayerMark['did'][number],
	more: { document?: string; why?: string } = {},
): ClockRule {
	const earlier = clock.layers?.at(-1);
	const document = more.document ?? layer.document;
	const why = more.why === undefined ? {} : { why: more.why };
	const mark: LayerMark =
		earlier?.court === layer.court && earlier.document === document
			? { ...earlier, did: [...new Set([...earlier.did, did])], ...why }
			: { court: layer.court, document, did: [did], ...why };
	const kept = earlier?.court === layer.court && earlier.document === document ? (clock.layers ?? []).slice(0, -1) : (clock.layers ?? []);
	return { ...clock, layers: [...kept, mark] };
}

const byFrom = (a: { readonly from: CourtDate }, b: { readonly from: CourtDate }): number =>
	a.from < b.from ? -1 : a.from > b.from ? 1 : 0;

function layClock(clock: ClockRule, code: string, day: CourtDate, layer: RuleLayer): ClockRule {
	const holds = (row: { node: string; clock: ClockKind; from: CourtDate }): boolean =>
		row.node === code && row.clock === clock.kind && row.from <= day;
	let result = clock;
	for (const row of layer.change.filter(holds).sort(byFrom)) {
		const { extraDays: _extra, ...rest } = result;
		const limit = changedLimit(result, row);
		const own = { ...(row.warn ? { warn: row.warn } : {}), ...(row.basis ? { basis: row.basis } : {}) };
		const isNew = row.limit !== undefined || row.unit !== undefined;
		// A number that the court has set by its own document is not 待核 any more.
		result = marked(
			{ ...rest, ...limit, ...own, ...(isNew ? { unconfirmed: false } : {}) },
			layer,
			'change',
			row.why ? { why: row.why } : {},
		);
	}
	const confirmed = [...layer.confirm].sort(byFrom).findLast(holds);
	if (confirmed) {
		const variants = result.variants?.map((variant) => ({ ...variant, unconfirmed: false }));
		result = marked({ ...result, unconfirmed: false, ...(variants ? { variants } : {}) }, layer, 'confirm', confirmed);
	}
	for (const row of layer.lock.filter(holds).sort(byFrom))
		result = marked({ ...result, locks: row.on }, layer, 'lock', row.why ? { why: row.why } : {});
	return result;
}

/** First days on which a node's rule changes, by the rules above and by the layer. */
function daysOfChange(code: string, above: readonly NodeRule[], layer: RuleLayer): readonly CourtDate[] {
	const rows = [...layer.confirm, ...layer.change, ...layer.lock, ...layer.enable].filter((row) => row.node === code);
	const first = above.reduce<CourtDate>((least, rule) => (rule.from < least ? rule.from : least), above[0]!.from);
	const days = new Set([...above.map((rule) => rule.from), ...rows.map((row) => row.from).filter((day) => day > first)]);
	// A layer row from before the rule itself holds from the rule's first day on.
	return [...days].sort();
}

function layNode(code: string, above: readonly NodeRule[], rulebook: Rulebook, layer: RuleLayer): readonly NodeRule[] {
	return daysOfChange(code, above, layer).flatMap((day) => {
		const rule = ruleInForce(rulebook, code, day);
		if (!rule) return [];
		const enabled = layer.enable.find((row) => row.node === code && row.from <= day);
		const clocks = rule.clocks.map((clock) => {
			const laid = layClock(clock, code, day, layer);
			return enabled ? marked(laid, layer, 'enable') : laid;
		});
		const { optional, ...rest } = rule;
		return [{ ...rest, ...(optional && !enabled ? { optional } : {}), from: day, clocks }];
	});
}

/** Lays the rules of one court over those above it. Rules that the layer does not name are handed through as they are. */
export function layOver(above: Rulebook, layer: RuleLayer): Rulebook {
	const named = new Set([...layer.confirm, ...layer.change, ...layer.lock, ...layer.enable].map((row) => row.node));
	const codes = [...new Set(above.nodes.map((rule) => rule.code))];
	const nodes = codes.flatMap((code) => {
		const rules = above.nodes.filter((rule) => rule.code === code);
		return named.has(code) ? layNode(code, rules, above, layer) : rules;
	});
	const added = layer.nodes.map((rule) => ({ ...rule, clocks: rule.clocks.map((clock) => marked(clock, layer, 'add')) }));
	const checks: readonly CheckRule[] = [...(above.checks ?? []), ...layer.checks];
	const workingHours = layer.workingHours ?? above.workingHours;
	return {
		version: `${above.version}+${layer.court}:${layer.version}`,
		nodes: [...nodes, ...added],
		checks,
		...(workingHours ? { workingHours } : {}),
	};
}
