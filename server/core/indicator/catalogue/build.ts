import type { CaseKind } from '../../case/case-number.ts';
import type { IndicatorEntry, Sum, Summed, WallBound } from './types.ts';

/** Cases that are enforced (执行实施案件): first, resumed, and preservation. */
export const enforced: readonly CaseKind[] = ['enforcement-first', 'enforcement-resumed', 'preservation'];

/** Cases with a claim to enforce: preservation ends with the seal. */
export const claimed: readonly CaseKind[] = ['enforcement-first', 'enforcement-resumed'];

export const first: readonly CaseKind[] = ['enforcement-first'];
export const resumed: readonly CaseKind[] = ['enforcement-resumed'];
export const civil: readonly CaseKind[] = ['civil-first', 'civil-second'];
export const civilFirst: readonly CaseKind[] = ['civil-first'];

type Options = Partial<Omit<Sum, 'of'>>;

/** A part of a formula: a measure over the days of the period unless said otherwise. */
export const sum = (of: Summed, options: Options = {}): Sum => ({ of, span: 'period', sign: 1, ...options });

/** The same, taken off. */
export const less = (of: Summed, options: Options = {}): Sum => sum(of, { ...options, sign: -1 });

/** 旧存: open before the period. */
export const oldStock = (options: Options = {}): readonly Sum[] => [sum('case-open', { ...options, span: 'opening' })];

/** 受理 = 旧存 + 新收. */
export const accepted = (options: Options = {}): readonly Sum[] => [...oldStock(options), sum('case-received', options)];

/** 已结. */
export const closed = (options: Options = {}): readonly Sum[] => [sum('case-closed', options)];

/** 未结, at the end of the period. */
export const open = (options: Options = {}): readonly Sum[] => [sum('case-open', { ...options, span: 'closing' })];

export const everywhere = ['court', 'unit', 'person'] as const;
export const courtOnly = ['court'] as const;

/** A bound as its document states it. */
export const bound = (operator: WallBound['operator'], value: number): WallBound => ({ kind: 'bound', operator, value });

type Given = Omit<IndicatorEntry, 'group' | 'by' | 'mark'> & Partial<Pick<IndicatorEntry, 'by' | 'mark'>>;

/** Entries of one group; by court, unit and person, with a formula that a source states, unless an entry says otherwise. */
export const entriesOf = (group: IndicatorEntry['group'], entries: readonly Given[]): readonly IndicatorEntry[] =>
	entries.map((entry) => ({ by: everywhere, mark: 'source', ...entry, group }));
