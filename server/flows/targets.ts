import { may, type Principal } from '../core/access/may.ts';
import type { IndicatorTarget } from '../core/indicator/types.ts';
import { mostTargets, targetProblems } from '../core/target/check.ts';
import { lastStates } from '../core/target/in-force.ts';
import { knownIndicator } from '../core/target/known.ts';
import type { TargetProblem, TargetSet } from '../core/target/types.ts';
import type { Refusal } from '../core/unlock/decide.ts';
import type { Db } from '../store/schema.ts';
import { insertTargetSet } from '../store/target-sets.ts';
import { readTargetSets } from '../store/target-readers.ts';
import { isSameJson } from '../store/same-json.ts';
import type { Actor, FlowContext } from './context.ts';
import { officeDeed, refuse, signedBy, type OfficeOutcome } from './office-deed.ts';

/** Names a set: the targets of one document for a court and a year. */
export interface TargetSetName {
	readonly court: string;
	readonly year: number;
	readonly document: string;
}

/** A refusal; where targets are at fault, with each fault. */
export interface TargetRefusal extends Refusal {
	readonly problems?: readonly TargetProblem[];
}

/** What came of a deed on targets. */
export type TargetOutcome = { readonly ok: true; readonly id: string } | TargetRefusal;

const notAllowed = refuse('forbidden', '目标由本院审管办或院长设定');

function nameProblem(context: FlowContext, principal: Principal, { court, year, document }: TargetSetName): Refusal | undefined {
	const directory = context.directory();
	if (!directory.courts.has(court)) return refuse('not-found', '没有这个法院');
	if (!may(principal, 'office.manage', { court }, directory)) return notAllowed;
	if (!Number.isInteger(year) || year < 2000 || year > 2100) return refuse('bad-year', '年度应为四位年份');
	if (document.trim() === '') return refuse('document-missing', '请写明目标所依据的文件');
	return document.length > 200 ? refuse('document-too-long', '文件名称最多 200 字') : undefined;
}

/** The state of a set as it stands, or undefined. */
async function standing(db: Db, { court, year, document }: TargetSetName): Promise<TargetSet | undefined> {
	return lastStates(await readTargetSets(db, { courts: [court], year })).find((set) => set.document === document);
}

const shown = (set: TargetSet | undefined) => set && { targets: set.targets, active: set.active };

/** Sets the targets of a document for a court and year, or changes them. What stood before stays on record; the same again changes nothing. */
export async function putTargets(
	context: FlowContext,
	principal: Principal,
	actor: Actor,
	input: TargetSetName & { readonly targets: readonly Omit<IndicatorTarget, 'document'>[]; readonly active?: boolean },
): Promise<TargetOutcome> {
	const name = { court: input.court, year: input.year, document: input.document.trim() };
	const targets = input.targets.map((target): IndicatorTarget => ({ ...target, document: name.document }));
	return officeDeed<TargetOutcome>(context, actor, { action: 'targets.put', object: objectOf(name) }, async ({ db, touch }, now) => {
		const wrong = nameProblem(context, principal, name) ?? listProblem(targets);
		if (wrong) return { outcome: wrong };
		const before = await standing(db, name);
		const active = input.active ?? before?.active ?? true;
		if (before && before.active === active && isSameJson(before.targets, targets))
			return { outcome: { ok: true, id: String(before.seq) }, before: shown(before) };
		const seq = await insertTargetSet(db, { ...name, targets, active, by: signedBy(principal), at: now });
		touch(name.court);
		return { outcome: { ok: true, id: String(seq) }, before: shown(before), after: { targets, active } };
	});
}

function listProblem(targets: readonly IndicatorTarget[]): TargetRefusal | undefined {
	if (targets.length === 0) return refuse('no-targets', '至少写一项目标；不再适用的文件请停用');
	if (targets.length > mostTargets) return refuse('too-many-targets', `一份文件最多 ${mostTargets} 项目标`);
	const problems = targetProblems(targets, knownIndicator);
	const [first] = problems;
	if (!first) return undefined;
	return { ...refuse('bad-targets', `目标有误，共 ${problems.length} 处；第 ${first.index + 1} 项：${first.message}`), problems };
}

/** Puts the targets of a document in force or out of force (启用、停用); they stay as they are. */
export async function switchTargets(
	context: FlowContext,
	principal: Principal,
	actor: Actor,
	name: TargetSetName,
	active: boolean,
): Promise<OfficeOutcome> {
	const what = { action: active ? 'targets.on' : 'targets.off', object: objectOf(name) };
	return officeDeed<OfficeOutcome>(context, actor, what, async ({ db, touch }, now) => {
		const wrong = nameProblem(context, principal, name);
		if (wrong) return { outcome: wrong };
		const before = await standing(db, name);
		if (!before) return { outcome: refuse('not-found', '本院本年度没有这份文件的目标') };
		if (before.active === active) return { outcome: { ok: true, id: String(before.seq) }, before: shown(before) };
		const seq = await insertTargetSet(db, { ...name, targets: before.targets, active, by: signedBy(principal), at: now });
		touch(name.court);
		return { outcome: { ok: true, id: String(seq) }, before: shown(before), after: { ...shown(before), active } };
	});
}

const objectOf = ({ court, year, document }: TargetSetName): string => `${court}/${year}/${document}`;
