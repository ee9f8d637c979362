import { cautionsOf, windowFigures, type Observed, type WindowFigures } from '../core/cycle/compare.ts';
import { subtreeOf } from '../core/directory/court-tree.ts';
import { diffRulebooks } from '../core/rulebook/diff.ts';
import { layOver } from '../core/rulebook/layers.ts';
import type { Rulebook } from '../core/rulebook/types.ts';
import { addDays, daysBetween } from '../core/time/civil.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import type { CourtDate } from '../core/time/types.ts';
import { readStartedNodes } from '../store/cycle-readers.ts';
import { readLayers, type LayerRow } from '../store/rule-layers.ts';
import type { FlowContext } from './context.ts';
import { rulesAbove } from './load-layer.ts';

/** Nodes that started in some days, and what is known of them. */
export interface ComparedWindow extends WindowFigures {
	readonly from: CourtDate;
	readonly to: CourtDate;
}

/** A node that a layer changed: nodes started in so many days before the change and after it. */
export interface ComparedNode {
	readonly node: string;
	readonly name: string;
	readonly from: CourtDate;
	/** 期限 10日 → 7日. */
	readonly changes: readonly string[];
	readonly before?: ComparedWindow;
	readonly after?: ComparedWindow;
	readonly cautions: readonly string[];
}

/** What a layer's changes did. */
export interface LayerComparison {
	readonly layer: LayerRow;
	readonly nodes: readonly ComparedNode[];
}

/** Changes of words are not changes of a duty. */
const ofWords = ['依据', '名称', '预警'];

/**
 * Compares nodes started in `days` days before each change of a layer with those started after it, at the given courts that the layer holds
 * for. Undefined where there is no such layer, or its text can no longer be read over the rules above it.
 */
export async function compareLayer(
	context: FlowContext,
	query: { readonly layer: number; readonly courts: readonly string[]; readonly days: number },
): Promise<LayerComparison | undefined> {
	const layers = await readLayers(context.store.read);
	const layer = layers.find(({ seq }) => seq === query.layer);
	if (!layer) return undefined;
	const before = layers.findLast(({ court, seq }) => court === layer.court && seq < layer.seq);
	const above = rulesAbove(context, layer.court);
	const after = rulesWith(context, above, layer);
	const earlier = before ? rulesWith(context, above, before) : above;
	if (!after || !earlier) return undefined;
	const changes = diffRulebooks(earlier, after).filter(({ what }) => !ofWords.includes(what));
	const held = subtreeOf(context.directory(), layer.court).map(({ code }) => code);
	const courts = query.courts.filter((code) => held.includes(code));
	const today = dayOfInstant(context.now(), context.directory().courts.get(layer.court)?.zone ?? 'Asia/Shanghai');
	const nodes: ComparedNode[] = [];
	for (const [, list] of Map.groupBy(changes, ({ node, from }) => `${node}|${from}`)) {
		const { node, name, from } = list[0]!;
		const words = list.map((change) => `${change.what} ${change.before ?? '无'} → ${change.after ?? '无'}`);
		nodes.push({
			node,
			name,
			from,
			changes: [...new Set(words)],
			...(await compareNode(context, { node, from, courts, today, days: query.days })),
		});
	}
	return { layer, nodes };
}

function rulesWith(context: FlowContext, above: Rulebook, { court, text }: LayerRow): Rulebook | undefined {
	const parsed = context.parseLayer({ name: `${court}.yaml`, text }, above);
	return parsed.ok ? layOver(above, parsed.layer) : undefined;
}

async function compareNode(
	context: FlowContext,
	{ node, from, courts, today, days }: { node: string; from: CourtDate; courts: readonly string[]; today: CourtDate; days: number },
): Promise<Pick<ComparedNode, 'before' | 'after' | 'cautions'>> {
	if (from > today) return { cautions: ['新规则尚未起用'] };
	// Windows of the same length, so that neither season nor number speaks for one side.
	const length = Math.min(days, daysBetween(from, today) + 1);
	const windows = [
		[addDays(from, -length), addDays(from, -1)],
		[from, addDays(from, length - 1)],
	] as const;
	const [before, after] = await Promise.all(windows.map(([first, last]) => readWindow(context, { node, courts, first, last, today })));
	const shorter = length < days ? [`新规则起用 ${length} 日，前后各取 ${length} 日`] : [];
	return { before: before!, after: after!, cautions: [...shorter, ...cautionsOf(before!, after!)] };
}

async function readWindow(
	context: FlowContext,
	{ node, courts, first, last, today }: { node: string; courts: readonly string[]; first: CourtDate; last: CourtDate; today: CourtDate },
): Promise<ComparedWindow> {
	const rows = courts.length === 0 ? [] : await readStartedNodes(context.store.read, { courts, nodes: [node], from: first, to: last });
	const sample = rows.map(({ startedOn, endedOn, late, count }): Observed => ({
		days: Math.max(0, daysBetween(startedOn, endedOn ?? today)),
		ended: endedOn !== null,
		late,
		count,
	}));
	return { from: first, to: last, ...windowFigures(sample) };
}
