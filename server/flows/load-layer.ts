import { may, type Principal } from '../core/access/may.ts';
import { subtreeOf, superiorsOf } from '../core/directory/court-tree.ts';
import { diffRulebooks, type RuleChange } from '../core/rulebook/diff.ts';
import type { Rulebook, RuleLayer } from '../core/rulebook/types.ts';
import type { Refusal } from '../core/unlock/decide.ts';
import { appendAudit } from '../store/audit.ts';
import { markLayerProjected, readLayers, readPendingLayers, saveLayer } from '../store/rule-layers.ts';
import type { Actor, FlowContext } from './context.ts';
import { clocksNow, reproject } from './reproject.ts';

/** A refusal; where the text is at fault, with each fault and its line. */
export interface LayerRefusal extends Refusal {
	readonly problems?: readonly { readonly line: number; readonly message: string }[];
}

/** What a layer would change at its own court. */
export interface LayerChanges {
	readonly ok: true;
	readonly layer: RuleLayer;
	readonly changes: readonly RuleChange[];
}

const refuse = (code: string, message: string): LayerRefusal => ({ ok: false, code, message });

/** The rules that hold above a court: those of its parent, or the nation's. */
export function rulesAbove(context: Pick<FlowContext, 'directory' | 'rulesOf' | 'nationalRules'>, court: string): Rulebook {
	const [parent] = superiorsOf(context.directory(), court);
	return parent ? context.rulesOf(parent.code) : context.nationalRules;
}

/** Reads a layer and says what it would change at its court; stores nothing. */
export function previewLayer(context: FlowContext, court: string, text: string): LayerChanges | LayerRefusal {
	if (!context.directory().courts.has(court)) return refuse('not-found', '没有这个法院');
	const parsed = context.parseLayer({ name: `${court}.yaml`, text }, rulesAbove(context, court));
	if (!parsed.ok) {
		const first = parsed.problems[0]!;
		return {
			...refuse('bad-layer', `规则文件有误，共 ${parsed.problems.length} 处；第 ${first.line} 行：${first.message}`),
			problems: parsed.problems,
		};
	}
	if (parsed.layer.court !== court) return refuse('court-mismatch', `文件写的是法院 ${parsed.layer.court}，与所选法院 ${court} 不符`);
	return { ok: true, layer: parsed.layer, changes: diffRulebooks(context.rulesOf(court), context.trying(parsed.layer).rulesOf(court)) };
}

/** Courts below with a layer of their own that could no longer be read over the new rules. */
async function brokenBelow(context: FlowContext, layer: RuleLayer): Promise<readonly string[]> {
	const tried = context.trying(layer);
	const rows = await readLayers(context.store.read);
	const latest = new Map(rows.map((row) => [row.court, row]));
	return subtreeOf(context.directory(), layer.court)
		.filter((court) => court.code !== layer.court)
		.flatMap((court) => {
			const row = latest.get(court.code);
			if (!row) return [];
			const above = rulesAbove({ directory: context.directory, rulesOf: tried.rulesOf, nationalRules: context.nationalRules }, court.code);
			const parsed = context.parseLayer({ name: `${court.code}.yaml`, text: row.text }, above);
			return parsed.ok ? [] : [`${court.name}：${parsed.problems[0]!.message}`];
		});
}

/**
 * Loads a layer: keeps it, puts it in force for triggers from the days that it names, and computes every open deadline of the court and
 * those below again; what moved stands in the log of each case. A refusal has stored nothing.
 */
export async function loadLayer(
	context: FlowContext,
	principal: Principal,
	actor: Actor,
	input: { readonly court: string; readonly text: string },
): Promise<{ readonly ok: true; readonly version: string; readonly moved: number } | LayerRefusal> {
	const { court, text } = input;
	const preview = previewLayer(context, court, text);
	const allowed = may(principal, 'rules.manage', { court }, context.directory());
	const broken = preview.ok && allowed ? await brokenBelow(context, preview.layer) : [];
	const outcome = !allowed
		? refuse('forbidden', '本院规则由系统管理员装载')
		: broken.length > 0
			? refuse('breaks-below', `下级法院的规则与之不符，请先调整：${broken.join('；')}`)
			: preview;
	const now = context.now();
	const before = clocksNow(context);
	await context.store.write(async (write) => {
		if (outcome.ok) {
			const { version, document, issued } = outcome.layer;
			await saveLayer(write.db, { court, version, document, issued, text, loadedAt: now, loadedBy: actor.personCode ?? actor.id });
		}
		await appendAudit(write.db, {
			at: now,
			actor: actor.id,
			role: actor.role,
			court: actor.court,
			address: actor.address,
			action: 'rules.load',
			object: court,
			after: text,
			result: outcome.ok ? 'ok' : outcome.code,
			requestId: actor.requestId,
		});
	});
	if (!outcome.ok) return outcome;
	await context.reloadRules();
	return { ok: true, version: outcome.layer.version, moved: await projectLayers(context, before) };
}

/** Computes open deadlines again by every layer that was loaded since: here, by another process, or before the last stop. */
export async function projectLayers(context: FlowContext, before?: FlowContext['clockOf']): Promise<number> {
	const pending = await readPendingLayers(context.store.read);
	if (pending.length === 0) return 0;
	if (!before) await context.reloadRules();
	let total = 0;
	for (const { seq, court, document } of pending) {
		const courts = subtreeOf(context.directory(), court).map((each) => each.code);
		const reason = { kind: 'rules', ref: `rules-${seq}`, source: document } as const;
		const { moved } = await reproject(context, { courts, reason, ...(before ? { before } : {}) });
		total += moved;
		await context.store.write(async (write) => {
			await markLayerProjected(write.db, seq, context.now());
			for (const code of courts) write.touch(code);
		});
	}
	return total;
}
