import type { TargetChangeView, TargetExampleView, TargetSetView, TargetsView, TargetView } from '../../src/lib/contract/targets.ts';
import { may, type Principal } from '../core/access/may.ts';
import { superiorsOf } from '../core/directory/court-tree.ts';
import type { IndicatorTarget } from '../core/indicator/types.ts';
import { filterWords } from '../core/target/check.ts';
import { lastStates, targetsInForce, targetSubject } from '../core/target/in-force.ts';
import { indicatorName, knownIndicator } from '../core/target/known.ts';
import { ruleText } from '../core/target/rule-text.ts';
import type { TargetDocument, TargetSet } from '../core/target/types.ts';
import { readTargetSets } from '../store/target-readers.ts';
import { indicatorChoices, officeCourt, officeToday } from './office-scope.ts';
import { courtName, personName, type ViewContext } from './view-context.ts';

/** A target in words. */
export function targetView({ code, rule, filter, words }: IndicatorTarget): TargetView {
	const scope = filterWords(filter);
	return {
		code,
		name: indicatorName(code),
		rule: ruleText(rule, knownIndicator(code)?.unit),
		...(scope ? { scope } : {}),
		...(filter ? { filter } : {}),
		...(words ? { words } : {}),
	};
}

/** What a state of a set changed against the one before it. */
function changeOf(set: TargetSet, before: TargetSet | undefined): string {
	if (!before) return `装入 ${set.targets.length} 项${set.active ? '' : '，未启用'}`;
	const texts = (list: readonly IndicatorTarget[]) => new Set(list.map((target) => `${targetSubject(target)} ${ruleText(target.rule)}`));
	const [was, is] = [texts(before.targets), texts(set.targets)];
	const [added, gone] = [[...is].filter((text) => !was.has(text)).length, [...was].filter((text) => !is.has(text)).length];
	const changed = Math.min(added, gone);
	const parts = [
		...(changed > 0 ? [`改 ${changed} 项`] : []),
		...(added > changed ? [`增 ${added - changed} 项`] : []),
		...(gone > changed ? [`删 ${gone - changed} 项`] : []),
		...(set.active === before.active ? [] : [set.active ? '启用' : '停用']),
	];
	return parts.length > 0 ? parts.join('，') : '更正文字';
}

function historyOf(context: ViewContext, states: readonly TargetSet[]): readonly TargetChangeView[] {
	return states
		.map((set, index) => ({
			at: set.at,
			byName: personName(context, set.by) ?? set.by,
			what: changeOf(set, states[index - 1]),
		}))
		.reverse();
}

function setView(context: ViewContext, set: TargetSet, all: readonly TargetSet[], last: readonly TargetSet[]): TargetSetView {
	const states = all.filter((each) => each.court === set.court && each.document === set.document);
	const later = last.filter((each) => each.court === set.court && each.active && each.seq > set.seq);
	return {
		court: set.court,
		courtName: courtName(context, set.court),
		document: set.document,
		year: set.year,
		active: set.active,
		targets: set.targets.map((target) => {
			const over = set.active ? later.find((each) => each.targets.some((one) => targetSubject(one) === targetSubject(target))) : undefined;
			return { ...targetView(target), ...(over ? { overtakenBy: over.document } : {}) };
		}),
		history: historyOf(context, states),
	};
}

/** The targets of a court for a year (the running one by default), with those of the courts above and the examples. */
export async function targetsView(
	context: ViewContext,
	principal: Principal,
	asked: { readonly court?: string; readonly year?: string },
	examples: readonly TargetDocument[],
): Promise<TargetsView | undefined> {
	const chosen = officeCourt(context, principal, asked.court);
	if (!chosen) return undefined;
	const { court, courts } = chosen;
	const thisYear = Number(officeToday(context, court).slice(0, 4));
	const year = /^20\d{2}$/.test(asked.year ?? '') ? Number(asked.year) : thisYear;
	const directory = context.directory();
	const chain = [court, ...superiorsOf(directory, court).map(({ code }) => code)];
	const sets = await readTargetSets(context.db, { courts: chain });
	const ofYear = sets.filter((set) => set.year === year);
	const last = lastStates(ofYear);
	const views = last.map((set) => setView(context, set, ofYear, last));
	const own = views.filter((set) => set.court === court);
	const years = [...new Set([thisYear + 1, thisYear, thisYear - 1, year, ...sets.map((set) => set.year)])].sort((a, b) => b - a);
	const settings = directory.courts.get(court)?.settings;
	return {
		court,
		courtName: courtName(context, court),
		courts,
		year,
		years,
		own,
		above: chain.slice(1).flatMap((code) => views.filter((set) => set.court === code && set.active)),
		examples: examples.map(({ id = '', document, source, targets }): TargetExampleView => {
			const set = own.find((each) => each.document === document);
			return { id, document, ...(source ? { source } : {}), count: targets.length, state: set ? (set.active ? 'on' : 'off') : 'none' };
		}),
		holding: targetsInForce(ofYear, [court], () => chain).get(court)?.length ?? 0,
		mayManage: may(principal, 'office.manage', { court }, directory),
		indicators: indicatorChoices(),
		ranking: settings?.ranking ?? false,
		interval: settings?.interval ?? true,
	};
}
