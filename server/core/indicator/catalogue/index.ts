import { closingEntries } from './closing.ts';
import { fundEntries } from './funds.ts';
import { lobbyEntries } from './lobby.ts';
import { planEntries } from './plan.ts';
import { serviceEntries } from './service.ts';
import { measureEntries } from './measures-taken.ts';
import { timeEntries } from './time.ts';
import { trialEntries } from './trial.ts';
import { businessEntries, filledTrialEntries } from './trial-filled.ts';
import type { Formula, IndicatorEntry, Sum, WallLine } from './types.ts';
import { isFilled } from '../measures.ts';

/** Every indicator (domain catalogue §3), in display order. */
export const catalogue: readonly IndicatorEntry[] = [
	...closingEntries,
	...timeEntries,
	...measureEntries,
	...fundEntries,
	...trialEntries,
	...filledTrialEntries,
	...businessEntries,
	...serviceEntries,
	...lobbyEntries,
	...planEntries,
];

/** Entries by code. */
export const catalogueByCode: ReadonlyMap<string, IndicatorEntry> = new Map(catalogue.map((entry) => [entry.code, entry]));

/** An indicator that the wall and the daily statistics show. */
export type WallEntry = IndicatorEntry & { readonly wall: WallLine; readonly unit: '%' | '天' };

/** The indicators of the wall and of the daily statistics, in display order. */
export const wallEntries: readonly WallEntry[] = catalogue
	.filter((entry): entry is WallEntry => entry.wall !== undefined)
	.sort((a, b) => a.wall.place - b.wall.place);

/** Codes by which the wall once called what the catalogue calls otherwise; documents and addresses may still use them. */
const aliases: Readonly<Record<string, string>> = { 'fund.paid_in_15_rate': 'fund.pay_in_limit_rate' };

/** An entry by its code or by an older one. */
export const entryOf = (code: string): IndicatorEntry | undefined => catalogueByCode.get(aliases[code] ?? code);

/** Version of the definitions: raised with every change of a formula, and frozen with every publication. */
export const definitionVersion = '2026-11.3';

/** Every formula of an entry: its own, its parts, its variants. */
export function formulasOf(entry: IndicatorEntry): readonly Formula[] {
	return [entry, ...(entry.parts ?? []), ...(entry.variants ?? [])];
}

/** Every sum of a formula. */
export const sumsOf = ({ numerator, denominator = [] }: Formula): readonly Sum[] => [...numerator, ...denominator];

/** Whether a formula needs figures that an office fills in. */
export const needsFilling = (formula: Formula): boolean => sumsOf(formula).some((each) => isFilled(each.of));

/** Whether the definition of an indicator is not settled: printed with 口径待核. */
export const isUnsettled = (entry: IndicatorEntry): boolean => entry.mark !== 'source';
