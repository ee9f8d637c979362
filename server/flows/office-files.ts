import type { Directory } from '../core/directory/types.ts';
import { catalogue } from '../core/indicator/catalogue/index.ts';
import { filledMeasures } from '../core/indicator/measures.ts';
import type { IndicatorTarget } from '../core/indicator/types.ts';
import { knownIndicator } from '../core/target/known.ts';
import { parseRule, ruleForms } from '../core/target/rule-text.ts';
import type { EntryInput } from './measure-entries.ts';

/** A row of a table by the names of its columns, with its line in the file. */
export interface TableRow {
	readonly line: number;
	readonly cells: Readonly<Record<string, string>>;
}

/** What a table says, or what is wrong with it, line by line. */
export type TableRead<T> =
	{ readonly ok: true; readonly rows: readonly T[] } | { readonly ok: false; readonly problems: readonly string[] };

/** Columns of a table of targets. 原文 may be left out. */
export const targetColumns = ['指标', '目标'] as const;

/** Columns of a table of filled-in values. 部门 and 人员 may be left out. */
export const entryColumns = ['填报项', '日期', '数值', '来源'] as const;

const cell = (row: TableRow, name: string): string => row.cells[name]?.trim() ?? '';

function allOrProblems<T>(rows: readonly (T | string)[]): TableRead<T> {
	const problems = rows.filter((row): row is string & T => typeof row === 'string');
	return problems.length > 0 ? { ok: false, problems } : { ok: true, rows: rows as readonly T[] };
}

/** Targets of a table: indicators by code or name, rules as they are printed. */
export function targetsOfTable(rows: readonly TableRow[]): TableRead<Omit<IndicatorTarget, 'document'>> {
	const byName = new Map(catalogue.map((entry) => [entry.name, entry.code]));
	return allOrProblems(
		rows.map((row) => {
			const named = cell(row, '指标');
			const code = knownIndicator(named) ? named : byName.get(named);
			if (code === undefined) return `第 ${row.line} 行：没有指标「${named}」`;
			const rule = parseRule(cell(row, '目标'));
			if (!rule) return `第 ${row.line} 行：读不懂目标「${cell(row, '目标')}」，应写作${ruleForms}`;
			const words = cell(row, '原文');
			return { code, rule, ...(words ? { words } : {}) };
		}),
	);
}

/** A whole number, or an amount of yuan as fen; undefined where it is none. */
export function countOf(text: string, unit: string): number | undefined {
	const plain = text.replaceAll(/[,，\s]/g, '');
	if (unit === '分') return /^\d+(\.\d{1,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : undefined;
	return /^\d+$/.test(plain) ? Number(plain) : undefined;
}

/** A day as a spreadsheet may have saved it: 2026-03-02, 2026/3/2, 2026年3月2日. */
function dayOf(text: string): string {
	const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text);
	return found ? `${found[1]}-${found[2]!.padStart(2, '0')}-${found[3]!.padStart(2, '0')}` : text;
}

/** Filled-in values of a court from a table: measures, units and persons by code or name, amounts in yuan. */
export function entriesOfTable(rows: readonly TableRow[], court: string, directory: Directory): TableRead<EntryInput> {
	const find = (list: Iterable<{ code: string; name: string; court: string }>, named: string): string | undefined =>
		[...list].find((item) => item.court === court && (item.code === named || item.name === named))?.code;
	return allOrProblems(
		rows.map((row) => {
			const named = cell(row, '填报项');
			const info = filledMeasures.find(({ code, name }) => code === named || name === named);
			if (!info) return `第 ${row.line} 行：没有填报项「${named}」`;
			const [unitText, personText] = [cell(row, '部门'), cell(row, '人员')];
			const unit = unitText ? find(directory.units.values(), unitText) : undefined;
			if (unitText && !unit) return `第 ${row.line} 行：本院没有部门「${unitText}」`;
			const person = personText ? find(directory.persons.values(), personText) : undefined;
			if (personText && !person) return `第 ${row.line} 行：本院没有人员「${personText}」`;
			const value = countOf(cell(row, '数值'), info.unit);
			if (value === undefined)
				return `第 ${row.line} 行：数值「${cell(row, '数值')}」应为${info.unit === '分' ? '以元计的金额，最多两位小数' : ' 0 以上的整数'}`;
			return {
				measure: info.code,
				court,
				...(unit ? { unit } : {}),
				...(person ? { person } : {}),
				day: dayOf(cell(row, '日期')),
				value,
				source: cell(row, '来源'),
			};
		}),
	);
}
