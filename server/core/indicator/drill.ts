import { contributionsOf } from './contributions.ts';
import { catalogue, formulasOf, sumsOf } from './catalogue/index.ts';
import type { Formula, IndicatorEntry, Sum } from './catalogue/types.ts';
import { isLongPendingOn, longMonths, pendingDims } from './long-pending.ts';
import { isFilled, stockOf } from './measures.ts';
import { compile, type Compiled } from './sums.ts';
import type { CaseFilter, Period } from './types.ts';
import type { CaseView } from '../case/case-state.ts';
import type { NodeRow } from '../node/types.ts';
import { addDays } from '../time/civil.ts';
import type { CourtDate } from '../time/types.ts';

/** Which part of a figure is asked for. */
export type Side = 'numerator' | 'denominator';

/** A formula of an indicator: its own, or that of a variant. */
export function formulaOf(entry: IndicatorEntry, variant?: string): Formula | undefined {
	if (variant === undefined) return entry.parts ? undefined : entry;
	return entry.variants?.find(({ code }) => code === variant);
}

/** Why a part of a figure has no list of cases. */
export function whyNoCases(formula: Formula, side: Side): string | undefined {
	const sums = sideOf(formula, side);
	if (sums === undefined) return '该指标没有分母';
	if (sums.some(({ of }) => isFilled(of))) return '该数据由办公室填报，没有对应的案件清单';
	if (sums.some(({ of }) => of === 'quota' || of === 'post-judges')) return '该数据不来自案件，没有对应的案件清单';
	return undefined;
}

const sideOf = (formula: Formula, side: Side): readonly Sum[] | undefined =>
	side === 'numerator' ? formula.numerator : formula.denominator;

/** A case as it is held against a formula. */
export interface DrillCase {
	readonly view: CaseView;
	readonly nodes: readonly NodeRow[];
}

/** Narrows whose additions count: courts, and a unit or person of them. */
export interface DrillScope {
	readonly courts: ReadonlySet<string>;
	readonly unit?: string;
	readonly person?: string;
}

/** Tells how much a case adds to a part of a figure over a period: the sum over all cases is the figure's. */
export function drill(
	formula: Formula,
	side: Side,
	period: Period,
	filter: CaseFilter | undefined,
): (item: DrillCase, scope: DrillScope) => number {
	const entry = catalogue.find((each) => formulasOf(each).includes(formula))!;
	const compiled = compile([entry], filter);
	const slot = compiled.slotOf.get(formula)! + (side === 'denominator' ? 1 : 0);
	return ({ view, nodes }, scope) => {
		const sums = new Float64Array(compiled.size);
		for (const row of contributionsOf(view, nodes)) {
			if (!scope.courts.has(row.court)) continue;
			if (scope.unit !== undefined && row.unit !== scope.unit) continue;
			if (scope.person !== undefined && row.person !== scope.person) continue;
			const stock = stockOf[row.measure];
			if (stock) compiled.add(sums, 'total', stock[0], row.dims, stock[1] * row.value);
			if (row.day > period.to) compiled.add(sums, 'later', row.measure, row.dims, row.value);
			else if (row.day >= period.from) compiled.add(sums, 'period', row.measure, row.dims, row.value);
		}
		addLong(compiled, sums, view, period, scope);
		return sums[slot] ?? 0;
	};
}

function addLong(compiled: Compiled, sums: Float64Array, view: CaseView, period: Period, scope: DrillScope): void {
	if (!scope.courts.has(view.state.court)) return;
	if (scope.unit !== undefined && (view.unit ?? '') !== scope.unit) return;
	if (scope.person !== undefined && (view.handler ?? '') !== scope.person) return;
	const dims = pendingDims(view);
	for (const [measure, months] of Object.entries(longMonths)) {
		if (isLongPendingOn(view, addDays(period.from, -1), months)) compiled.add(sums, 'at-opening', measure, dims, 1);
		if (isLongPendingOn(view, period.to, months)) compiled.add(sums, 'at-closing', measure, dims, 1);
	}
}

const byFiling = new Set(['case-received', 'filing-count', 'filing-days', 'query-launched', 'preserved']);
const byClosing = /^(?:case-closed|closed-.+|ended-recovered|zb-qualified|track-in-limit)$/;
const whileOpen = new Set(['case-open', 'over-limit', 'long-pending-6', 'long-pending-9', 'long-pending-12']);

/** Which cases can add to a part of a figure at all, by what the register says of them. */
export interface DrillBounds {
	readonly kinds?: readonly string[];
	readonly filedFrom?: CourtDate;
	readonly filedTo: CourtDate;
	/** Closed on these days, or once reopened. */
	readonly closedWithin?: { readonly from: CourtDate; readonly to: CourtDate };
	/** Open, or closed on this day or later. */
	readonly closedFrom?: CourtDate;
}

/** The bounds of a part of a figure. Never too narrow: what they let through is counted case by case. */
export function boundsOf(formula: Formula, side: Side, { from, to }: Period): DrillBounds {
	const sums = sideOf(formula, side) ?? [];
	const kinds = sums.every((sum) => sum.kinds) ? [...new Set(sums.flatMap((sum) => sum.kinds!))] : undefined;
	const ofKinds = kinds ? { kinds } : {};
	const every = (test: (sum: Sum) => boolean): boolean => sums.length > 0 && sums.every(test);
	if (every(({ of }) => byFiling.has(of))) return { ...ofKinds, filedFrom: from, filedTo: to };
	if (every(({ of }) => byClosing.test(of))) return { ...ofKinds, filedTo: to, closedWithin: { from, to } };
	if (every(({ of }) => byFiling.has(of) || byClosing.test(of) || whileOpen.has(of))) return { ...ofKinds, filedTo: to, closedFrom: from };
	return { ...ofKinds, filedTo: to };
}

/** Whether sums of a formula may lie with a court that has the case no more: what nodes at earlier courts add. */
export const reachesBack = (formula: Formula): boolean => sumsOf(formula).some(({ of }) => of.startsWith('node-'));
