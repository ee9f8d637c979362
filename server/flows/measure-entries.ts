import { may, type Principal } from '../core/access/may.ts';
import { isWithin } from '../core/directory/court-tree.ts';
import { overlapProblems } from '../core/indicator/filled-overlap.ts';
import { filledMeasures, isFilled } from '../core/indicator/measures.ts';
import { addDays, isCourtDate } from '../core/time/civil.ts';
import type { CourtDate } from '../core/time/types.ts';
import type { Refusal } from '../core/unlock/decide.ts';
import { contributionOf, readEntries, saveEntries, type EntryKey, type EntryRow } from '../store/entry.ts';
import { addToRollup } from '../store/rollup.ts';
import type { Db } from '../store/schema.ts';
import type { Actor, FlowContext } from './context.ts';
import { officeDeed, refuse, signedBy, todayAt } from './office-deed.ts';

/** One value to fill in. */
export interface EntryInput {
	readonly measure: string;
	readonly court: string;
	readonly unit?: string;
	readonly person?: string;
	readonly day: string;
	/** Whole number; amounts in fen. */
	readonly value: number;
	/** Where the office has it from: 信访系统, 送达平台月报 …. */
	readonly source: string;
}

/** Who fills in: a person of the office, or a system by the key of a court. */
export type Filler = { readonly principal: Principal } | { readonly keyCourt: string; readonly keyId: string };

/** What came of it: how many values are new, corrected, or stood there already. */
export type EntryOutcome =
	| { readonly ok: true; readonly id: string; readonly added: number; readonly corrected: number; readonly same: number }
	| (Refusal & { readonly problems?: readonly { readonly row: number; readonly message: string }[] });

/** Most values in one call. */
export const mostEntries = 5000;
const earliestYears = 10;
const mostValue = 1_000_000_000_000;

/** Chinese names of filled-in measures, with their unit. */
export const filledInfo = new Map<string, (typeof filledMeasures)[number]>(filledMeasures.map((info) => [info.code, info]));

function rowProblem(context: FlowContext, filler: Filler, input: EntryInput, today: (court: string) => CourtDate): string | undefined {
	const directory = context.directory();
	const { measure, court, unit, person, day, value, source } = input;
	if (!isFilled(measure)) return `没有填报项 ${measure}`;
	if (!directory.courts.has(court)) return `没有法院 ${court}`;
	const allowed =
		'principal' in filler ? may(filler.principal, 'office.manage', { court }, directory) : isWithin(directory, court, filler.keyCourt);
	if (!allowed) return `无权填报法院 ${directory.courts.get(court)!.name} 的数据`;
	if (unit && directory.units.get(unit)?.court !== court) return `该院没有部门 ${unit}`;
	if (person && directory.persons.get(person)?.court !== court) return `该院没有人员 ${person}`;
	if (!isCourtDate(day)) return '日期应为实有的日期，格式 YYYY-MM-DD';
	if (day > today(court)) return '不得填报以后的日期';
	if (day < addDays(today(court), -366 * earliestYears)) return `日期早于十年前`;
	if (!Number.isSafeInteger(value) || value < 0 || value > mostValue) return '数值应为 0 以上的整数（金额以分计）';
	if (source.trim() === '') return '请写明数据来源';
	return source.length > 200 ? '数据来源最多 200 字' : undefined;
}

const keyOf = ({ measure, court, unit, person, day }: EntryKey): string => [measure, court, day, unit, person].join('\u0000');

async function standing(db: Db, entries: readonly EntryRow[]): Promise<readonly EntryRow[]> {
	const days = entries.map(({ day }) => day).sort();
	return readEntries(db, {
		courts: [...new Set(entries.map(({ court }) => court))],
		measures: [...new Set(entries.map(({ measure }) => measure))],
		from: days[0]!,
		to: days.at(-1)!,
	});
}

/**
 * Fills in values, all or none; a value that stands already is corrected, and what stood before stays on record. The rollup gets the
 * difference in the same transaction, so that figures from it are those of the values as they stand.
 */
export async function fillIn(context: FlowContext, filler: Filler, actor: Actor, rows: readonly EntryInput[]): Promise<EntryOutcome> {
	const object = `${rows.length} 项：${[...new Set(rows.map(({ court }) => court))].slice(0, 20).join('、')}`;
	return officeDeed<EntryOutcome>(context, actor, { action: 'entry.fill', object }, async ({ db, touch }, now) => {
		if (rows.length === 0) return { outcome: refuse('no-rows', '没有可填报的数据') };
		if (rows.length > mostEntries) return { outcome: refuse('too-many-rows', `一次最多填报 ${mostEntries} 项`) };
		const today = (court: string): CourtDate => todayAt(context, court, now);
		const wrong = rows.flatMap((row, index) => {
			const message = rowProblem(context, filler, row, today);
			return message === undefined ? [] : [{ row: index + 1, message }];
		});
		const twice = twiceIn(rows);
		if (twice !== undefined) wrong.push({ row: twice, message: '同一项数据写了两次' });
		const [first] = wrong;
		if (first)
			return {
				outcome: { ...refuse('bad-rows', `填报数据有误，共 ${wrong.length} 处；第 ${first.row} 行：${first.message}`), problems: wrong },
			};
		const by = 'principal' in filler ? signedBy(filler.principal) : `key:${filler.keyId}`;
		const entries = rows.map((row) => entryOf(row, by, now));
		const rowsThere = await standing(db, entries);
		const known = new Map(rowsThere.map((row) => [keyOf(row), row.value]));
		const doubled = overlapProblems(context.directory(), entries, rowsThere);
		if (doubled[0])
			return {
				outcome: {
					...refuse('double-count', `未保存，有 ${doubled.length} 处会重复计算；第 ${doubled[0].row} 行：${doubled[0].message}`),
					problems: doubled,
				},
			};
		const changes = entries.flatMap((entry) => {
			const before = known.get(keyOf(entry));
			return before === entry.value ? [] : [{ ...entry, ...(before === undefined ? {} : { before }) }];
		});
		await saveEntries(db, changes);
		await addToRollup(
			db,
			changes.map(({ before = 0, value, ...key }) => contributionOf(key, value - before)),
		);
		for (const court of new Set(changes.map((change) => change.court))) touch(court);
		const corrected = changes.filter(({ before }) => before !== undefined).length;
		const counts = { added: changes.length - corrected, corrected, same: entries.length - changes.length };
		return { outcome: { ok: true, id: object, ...counts }, before: [...known], after: changes };
	});
}

/** The first row (from 1) that names the same value as an earlier one. */
function twiceIn(rows: readonly EntryInput[]): number | undefined {
	const seen = new Set<string>();
	for (const [index, { measure, court, day, unit, person }] of rows.entries()) {
		const key = [measure, court, day, unit ?? '', person ?? ''].join('\u0000');
		if (seen.has(key)) return index + 1;
		seen.add(key);
	}
	return undefined;
}

function entryOf({ measure, court, unit, person, day, value, source }: EntryInput, by: string, at: string): EntryRow {
	const key = { measure: measure as EntryKey['measure'], court, unit: unit ?? '', person: person ?? '', day: day as CourtDate };
	return { ...key, value, source: source.trim(), by, at };
}
