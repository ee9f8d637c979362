import { may, type Principal } from '../core/access/may.ts';
import { superiorsOf } from '../core/directory/court-tree.ts';
import type { DemandRule, ParsedDemands } from '../core/report/papers/input.ts';
import type { Refusal } from '../core/unlock/decide.ts';
import { insertDemandSet, readDemandSets, type DemandSet } from '../store/demand-sets.ts';
import type { Actor, FlowContext } from './context.ts';
import { officeDeed, refuse, signedBy, type OfficeOutcome } from './office-deed.ts';

/** The demands that hold at a court, and whose they are; without a court they are the program's. */
export interface DemandsInForce {
	readonly court?: string;
	readonly text?: string;
	readonly rules: readonly DemandRule[];
}

/** A refusal with each fault of the table. */
export interface DemandRefusal extends Refusal {
	readonly problems?: Extract<ParsedDemands, { readonly ok: false }>['problems'];
}

/** What came of setting demands. */
export type DemandOutcome = Extract<OfficeOutcome, { readonly ok: true }> | DemandRefusal;

/** The demands of a court: its own, else those of the nearest court above that has set any, else the program's. */
export async function demandsInForce(context: FlowContext, court: string): Promise<DemandsInForce> {
	const chain = [court, ...superiorsOf(context.directory(), court).map(({ code }) => code)];
	const sets = await readDemandSets(context.store.read, chain);
	const own = chain.map((code) => sets.get(code)).find((set) => set !== undefined && set.text !== '');
	if (!own) return { rules: context.demandRules };
	const parsed = context.parseDemands({ name: own.court, text: own.text });
	// A set that an older program took and this one cannot read must not stop a paper.
	return parsed.ok ? { court: own.court, text: own.text, rules: parsed.rules } : { rules: context.demandRules };
}

/** Sets the demands of a court as one table, in the place of those that held; an empty text goes back to those above it. What stood before stays on record. */
export async function putDemands(
	context: FlowContext,
	principal: Principal,
	actor: Actor,
	input: { readonly court: string; readonly text: string },
): Promise<DemandOutcome> {
	const { court } = input;
	const text = input.text.trim() === '' ? '' : input.text;
	return officeDeed<DemandOutcome>(context, actor, { action: 'demands.put', object: court }, async ({ db, touch }, now) => {
		const wrong = problemOf(context, principal, court, text);
		if (wrong) return { outcome: wrong };
		const before = (await readDemandSets(db, [court])).get(court);
		if ((before?.text ?? '') === text) return { outcome: { ok: true, id: court } };
		const set: DemandSet = { court, text, by: signedBy(principal), at: now };
		await insertDemandSet(db, set);
		touch(court);
		return { outcome: { ok: true, id: court }, before: before?.text ?? '', after: text };
	});
}

function problemOf(context: FlowContext, principal: Principal, court: string, text: string): DemandRefusal | undefined {
	const directory = context.directory();
	if (!directory.courts.has(court)) return refuse('not-found', '没有这个法院');
	if (!may(principal, 'office.manage', { court }, directory)) return refuse('forbidden', '工作要求的规则由本院审管办或院长设定');
	if (text === '') return undefined;
	const parsed = context.parseDemands({ name: court, text });
	return parsed.ok ? undefined : { ...refuse('bad-demands', '工作要求的规则有误，未保存'), problems: parsed.problems };
}
