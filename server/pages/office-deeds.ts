import type { CampaignTyped } from '../../src/lib/contract/campaigns.ts';
import type { EntryTyped } from '../../src/lib/contract/entries.ts';
import type { QuotaTyped } from '../../src/lib/contract/quotas.ts';
import type { RectificationMoveTyped, RectificationTyped } from '../../src/lib/contract/rectifications.ts';
import type { OfficeDeed, TargetTyped } from '../../src/lib/contract/targets.ts';
import type { Principal } from '../core/access/may.ts';
import { filledMeasures } from '../core/indicator/measures.ts';
import type { CaseFilter, IndicatorTarget } from '../core/indicator/types.ts';
import { rectificationMoves } from '../core/rectification/types.ts';
import type { Campaign } from '../core/target/campaign.ts';
import { parseRule, ruleForms } from '../core/target/rule-text.ts';
import type { ParsedTargets, TargetDocument } from '../core/target/types.ts';
import { putCampaign, stopCampaign } from '../flows/campaigns.ts';
import type { Actor, FlowContext } from '../flows/context.ts';
import { fillIn, type EntryInput, type EntryOutcome } from '../flows/measure-entries.ts';
import { countOf, entriesOfTable, entryColumns, targetColumns, targetsOfTable } from '../flows/office-files.ts';
import { putQuotas } from '../flows/quotas.ts';
import { moveRectification, openRectification } from '../flows/rectifications.ts';
import { putTargets, switchTargets, type TargetOutcome, type TargetSetName } from '../flows/targets.ts';
import { readCsv } from '../ingest/office-csv.ts';
import { readCampaigns } from '../store/campaign.ts';

type Rule = Omit<IndicatorTarget, 'document'>;

const refuse = (code: string, message: string, problems?: readonly string[]): OfficeDeed => ({
	ok: false,
	code,
	message,
	...(problems ? { problems } : {}),
});

function targetDeed(outcome: TargetOutcome, nameOf: (index: number) => string): OfficeDeed {
	if (outcome.ok) return outcome;
	const { code, message, problems } = outcome;
	return refuse(
		code,
		message,
		problems?.map((problem) => `${nameOf(problem.index)}：${problem.message}`),
	);
}

/** Typed targets, or the rows that cannot be read. */
function rulesOf(rows: readonly TargetTyped[]): readonly Rule[] | readonly string[] {
	const read = rows.map(({ code, rule, words, filter }, index): Rule | string => {
		const parsed = parseRule(rule);
		if (!parsed) return `第 ${index + 1} 项：读不懂目标「${rule}」，应写作${ruleForms}`;
		return { code, rule: parsed, ...(filter ? { filter } : {}), ...(words ? { words } : {}) };
	});
	const wrong = read.filter((row) => typeof row === 'string');
	return wrong.length > 0 ? wrong : (read as readonly Rule[]);
}

const areTexts = (list: readonly Rule[] | readonly string[]): list is readonly string[] => typeof list[0] === 'string';

export async function saveTargets(
	context: FlowContext,
	who: Principal,
	actor: Actor,
	{ rows, ...name }: TargetSetName & { readonly rows: readonly TargetTyped[] },
): Promise<OfficeDeed> {
	const targets = rulesOf(rows);
	if (areTexts(targets)) return refuse('bad-targets', targets[0]!, targets);
	return targetDeed(await putTargets(context, who, actor, { ...name, targets }), (index) => `第 ${index + 1} 项`);
}

export const switchSet = (
	context: FlowContext,
	who: Principal,
	actor: Actor,
	{ active, ...name }: TargetSetName & { readonly active: boolean },
): Promise<OfficeDeed> => switchTargets(context, who, actor, name, active);

export async function takeExample(
	context: FlowContext,
	who: Principal,
	actor: Actor,
	{ court, year, id }: { readonly court: string; readonly year: number; readonly id: string },
	examples: readonly TargetDocument[],
): Promise<OfficeDeed> {
	const example = examples.find((each) => each.id === id);
	if (!example) return refuse('not-found', '没有这份示例目标');
	const { document, targets } = example;
	return targetDeed(
		await putTargets(context, who, actor, { court, year, document, targets, active: true }),
		(index) => `第 ${index + 1} 项`,
	);
}

const isYaml = (name: string): boolean => /\.ya?ml$/i.test(name);

export async function uploadTargets(
	context: FlowContext,
	who: Principal,
	actor: Actor,
	input: { readonly court: string; readonly year: number; readonly document: string; readonly name: string; readonly text: string },
	read: (source: { readonly name: string; readonly text: string }) => ParsedTargets,
): Promise<OfficeDeed> {
	const { court, year, name, text } = input;
	if (text.trim() === '') return refuse('no-file', '请选择目标文件（YAML 或 CSV）');
	if (isYaml(name)) {
		const parsed = read({ name, text });
		if (!parsed.ok) {
			const problems = parsed.problems.map(({ line, message }) => `第 ${line} 行：${message}`);
			return refuse('bad-file', `文件有误，共 ${problems.length} 处`, problems);
		}
		const { document, targets } = parsed.document;
		return targetDeed(await putTargets(context, who, actor, { court, year, document, targets }), (index) => `第 ${index + 1} 项`);
	}
	const table = readCsv(text, targetColumns);
	if (!table.ok) return refuse('bad-file', table.message);
	const targets = targetsOfTable(table.rows);
	if (!targets.ok) return refuse('bad-file', `文件有误，共 ${targets.problems.length} 处`, targets.problems);
	const set = { court, year, document: input.document, targets: targets.rows };
	return targetDeed(await putTargets(context, who, actor, set), (index) => `第 ${table.rows[index]?.line ?? index + 1} 行`);
}

export async function saveQuota(context: FlowContext, who: Principal, actor: Actor, typed: QuotaTyped): Promise<OfficeDeed> {
	const { court, unit, year, document, months, goal } = typed;
	const head = { court, year, document, ...(unit ? { unit } : {}) };
	const given = Object.entries(months).map(([month, text]) => [Number(month), text.trim().replace(/%$/, '')] as const);
	if (goal.trim() !== '') {
		const shares = given.filter(([, text]) => text !== '').map(([month, text]) => [month, Number(text)] as const);
		return putQuotas(context, who, actor, { ...head, shares: { goal: Number(goal), shares: Object.fromEntries(shares) } });
	}
	const cases = given.map(([month, text]) => [month, text === '' ? null : Number(text)] as const);
	return putQuotas(context, who, actor, { ...head, cases: Object.fromEntries(cases) });
}

function filled(outcome: EntryOutcome, nameOf: (row: number) => string): OfficeDeed {
	if (outcome.ok) {
		const { id, added, corrected, same } = outcome;
		return { ok: true, id, message: `新填 ${added} 项，更正 ${corrected} 项，未变 ${same} 项。` };
	}
	const { code, message, problems } = outcome;
	return refuse(
		code,
		message,
		problems?.map((problem) => `${nameOf(problem.row)}：${problem.message}`),
	);
}

export async function fillOne(context: FlowContext, who: Principal, actor: Actor, court: string, typed: EntryTyped): Promise<OfficeDeed> {
	const info = filledMeasures.find(({ code }) => code === typed.measure);
	if (!info) return refuse('bad-measure', '请选择填报项');
	const value = countOf(typed.value, info.unit);
	if (value === undefined) return refuse('bad-value', info.unit === '分' ? '金额应以元计，最多两位小数' : '数值应为 0 以上的整数');
	const { unit, day, source } = typed;
	const row: EntryInput = { measure: info.code, court, ...(unit ? { unit } : {}), day, value, source };
	const outcome = await fillIn(context, { principal: who }, actor, [row]);
	// One value has no rows to speak of.
	if (!outcome.ok) return refuse(outcome.code, outcome.problems?.[0]?.message ?? outcome.message);
	return filled(outcome, () => '');
}

export async function uploadEntries(context: FlowContext, who: Principal, actor: Actor, court: string, text: string): Promise<OfficeDeed> {
	if (text.trim() === '') return refuse('no-file', '请选择填报文件（CSV）');
	const table = readCsv(text, entryColumns);
	if (!table.ok) return refuse('bad-file', table.message);
	const entries = entriesOfTable(table.rows, court, context.directory());
	if (!entries.ok) return refuse('bad-file', `文件有误，共 ${entries.problems.length} 处`, entries.problems);
	return filled(await fillIn(context, { principal: who }, actor, entries.rows), (row) => `第 ${table.rows[row - 1]?.line ?? row} 行`);
}

/** What the form does not show of a campaign stays as it is: courses, several enterprise classes, selections and words of its targets. */
function keptOf(before: Campaign | undefined, { kinds, enterprise }: Pick<CampaignTyped, 'kinds' | 'enterprise'>): CaseFilter {
	const { courses, enterprise: classes } = before?.filter ?? {};
	const same = Array.isArray(classes) && classes[0] === enterprise ? (classes as readonly string[]) : undefined;
	return {
		...(kinds.length > 0 ? { kinds } : {}),
		...(courses ? { courses } : {}),
		...(enterprise === 'any' ? { enterprise: 'any' as const } : enterprise ? { enterprise: same ?? [enterprise] } : {}),
	};
}

export async function saveCampaign(context: FlowContext, who: Principal, actor: Actor, typed: CampaignTyped): Promise<OfficeDeed> {
	const { id, kinds, enterprise, contractOnly: _contract, document, targets: rows, ...head } = typed;
	const [before] = id ? await readCampaigns(context.store.read, { id }) : [];
	const earlier = [...(before?.targets ?? [])];
	const targets = rulesOf(
		rows.map(({ code, rule }): TargetTyped => {
			const at = earlier.findIndex((target) => target.code === code);
			const [known] = at < 0 ? [] : earlier.splice(at, 1);
			return { code, rule, words: known?.words ?? '', ...(known?.filter ? { filter: known.filter } : {}) };
		}),
	);
	if (areTexts(targets)) return refuse('bad-targets', targets[0]!, targets);
	const filter = keptOf(before, { kinds, enterprise });
	return putCampaign(context, who, actor, { ...head, ...(id ? { id } : {}), ...(document ? { document } : {}), filter, targets });
}

export const endCampaign = (context: FlowContext, who: Principal, actor: Actor, id: string): Promise<OfficeDeed> =>
	stopCampaign(context, who, actor, id);

export function openItem(context: FlowContext, who: Principal, actor: Actor, typed: RectificationTyped): Promise<OfficeDeed> {
	const { unit, foundIn, ...rest } = typed;
	return openRectification(context, who, actor, { ...rest, ...(unit ? { unit } : {}), ...(foundIn ? { foundIn } : {}) });
}

export async function moveItem(
	context: FlowContext,
	who: Principal,
	actor: Actor,
	{ id, move: named, text, dueOn }: RectificationMoveTyped,
): Promise<OfficeDeed> {
	const move = rectificationMoves.find((each) => each === named);
	if (!move || move === 'opened') return refuse('bad-move', '请选择办理事项');
	return moveRectification(context, who, actor, id, { move, text, ...(dueOn ? { dueOn } : {}) });
}
