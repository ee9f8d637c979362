import type { EntriesView, EntryView } from '../../src/lib/contract/entries.ts';
import { may, type Principal } from '../core/access/may.ts';
import { doubledValues, filledPlace } from '../core/indicator/filled-overlap.ts';
import { filledMeasures } from '../core/indicator/measures.ts';
import type { Instant } from '../core/time/types.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import { readCorrections, readEntries, type EntryRow } from '../store/entry.ts';
import { officeCourt, officeToday } from './office-scope.ts';
import { courtName, personName, unitName, type ViewContext } from './view-context.ts';

const info = new Map<string, { readonly name: string; readonly unit: string }>(filledMeasures.map((each) => [each.code, each]));

const grouped = (value: number, digits = 0): string =>
	value.toFixed(digits).replace(/^\d+/, (whole) => whole.replaceAll(/\B(?=(\d{3})+$)/g, ','));

/** A value with its unit; amounts in yuan. */
export function entryText(measure: string, value: number): string {
	const unit = info.get(measure)?.unit ?? '';
	return unit === '分' ? `${grouped(value / 100, 2)} 元` : `${grouped(value)} ${unit}`;
}

const longDay = (day: string): string => `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;

const keyOf = ({ measure, unit, person, day }: EntryRow): string => [measure, unit, person, day].join('\u0000');

/** What was filled in for a month, this one by default, with what stood before each correction. */
export async function entriesView(
	context: ViewContext,
	principal: Principal,
	asked: { readonly court?: string; readonly month?: string },
): Promise<EntriesView | undefined> {
	const chosen = officeCourt(context, principal, asked.court);
	if (!chosen) return undefined;
	const { court, courts } = chosen;
	const today = officeToday(context, court);
	const month = /^20\d{2}-(0[1-9]|1[0-2])$/.test(asked.month ?? '') ? asked.month! : today.slice(0, 7);
	const span = { courts: [court], from: `${month}-01`, to: `${month}-31` };
	const rows = await readEntries(context.db, span);
	const zone = context.directory().courts.get(court)?.zone ?? 'Asia/Shanghai';
	const corrections = Map.groupBy(await readCorrections(context.db, span), keyOf);
	const filled = new Set(rows.map((row) => row.measure as string));
	const doubled = doubledValues(context.directory(), rows);
	const conflictOf = (row: EntryRow): string | undefined => {
		const others = doubled.get(row)?.map((each) => filledPlace(context.directory(), each));
		return (
			others && `与同日“${others.slice(0, 3).join('”“')}”${others.length > 3 ? `等 ${others.length} 项` : ''}重复计算，请将多余的更正为 0`
		);
	};
	const viewOf = (row: EntryRow): EntryView => {
		const unit = unitName(context, row.unit);
		const person = personName(context, row.person);
		const conflict = conflictOf(row);
		return {
			measure: row.measure,
			name: info.get(row.measure)?.name ?? row.measure,
			text: entryText(row.measure, row.value),
			...(unit ? { unitName: unit } : {}),
			...(person ? { personName: person } : {}),
			day: row.day,
			source: row.source,
			byName: personName(context, row.by) ?? row.by,
			at: row.at,
			...(conflict ? { conflict } : {}),
			before: (corrections.get(keyOf(row)) ?? []).map(
				(change) => `${entryText(change.measure, change.before)}（${longDay(dayOfInstant(change.at as Instant, zone))}更正前）`,
			),
		};
	};
	return {
		court,
		courtName: courtName(context, court),
		courts,
		month,
		today,
		rows: rows.map(viewOf),
		measures: filledMeasures.map(({ code, name, unit }) => ({ code, name, unit: unit === '分' ? '元' : unit, filled: filled.has(code) })),
		units: [...context.directory().units.values()].filter((unit) => unit.court === court).map(({ code, name }) => ({ code, name })),
		mayManage: may(principal, 'office.manage', { court }, context.directory()),
	};
}
