import type { HeatMapView } from '../contract/heat-map.ts';
import { formatDay, formatDayShort } from '../format/day.ts';
import { isDay } from './days.ts';

/** What the heat map's address asks for: a court, and the nodes of a day, of a judge, or of both. */
export interface HeatAsked {
	readonly court?: string;
	readonly day?: string;
	/** A person's code; empty for cases that have no judge yet. */
	readonly handler?: string;
}

/** Reads what the address asks for. */
export function parseHeat(query: URLSearchParams): HeatAsked {
	const court = query.get('court')?.trim();
	const day = query.get('day') ?? '';
	const handler = query.get('handler');
	return { ...(court ? { court } : {}), ...(isDay(day) ? { day } : {}), ...(handler === null ? {} : { handler: handler.slice(0, 100) }) };
}

/** The heat map with the nodes of a cell, a row or a column. */
export function heatHref({ court, day, handler }: HeatAsked): string {
	const query = new URLSearchParams();
	if (court) query.set('court', court);
	if (day) query.set('day', day);
	if (handler !== undefined) query.set('handler', handler);
	const text = query.toString();
	return `/desk/heat${text === '' ? '' : `?${text}`}`;
}

/** Steps of the scale: 1 is the faintest, 5 the strongest; 0 is an empty cell. */
export type HeatStep = 0 | 1 | 2 | 3 | 4 | 5;

const steps = 5;

/** The lowest number of each step. Small maps have a step for each number; great ones equal steps, so that one busy day does not drown the rest. */
export function heatBounds(most: number): readonly number[] {
	if (most <= 0) return [];
	if (most <= steps) return Array.from({ length: most }, (_, index) => index + 1);
	return Array.from({ length: steps }, (_, index) => 1 + Math.round((index * most) / steps));
}

/** The step of a number. */
export function heatStep(count: number, bounds: readonly number[]): HeatStep {
	if (count <= 0) return 0;
	const reached = bounds.filter((bound) => count >= bound).length;
	// A short scale uses the strong end too: the greatest number always looks greatest.
	const spread = bounds.length <= 1 ? steps : 1 + Math.round(((reached - 1) * (steps - 1)) / (bounds.length - 1));
	return Math.max(1, Math.min(steps, spread)) as HeatStep;
}

/** The scale as its legend writes it: 「1–3」. */
export function heatLegend(most: number): readonly { readonly step: HeatStep; readonly words: string }[] {
	const bounds = heatBounds(most);
	return bounds.map((bound, index) => {
		const last = (bounds[index + 1] ?? most + 1) - 1;
		return { step: heatStep(bound, bounds), words: last > bound ? `${bound}–${last}` : String(bound) };
	});
}

/** Months across the head of the map, each with the number of its days. */
export function heatMonths(days: readonly { readonly day: string }[]): readonly { readonly label: string; readonly span: number }[] {
	const months: { month: string; label: string; span: number }[] = [];
	for (const { day } of days) {
		const month = day.slice(0, 7);
		const last = months.at(-1);
		if (last?.month === month) last.span += 1;
		else months.push({ month, label: `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月`, span: 1 });
	}
	return months.map(({ label, span }) => ({ label, span }));
}

/** Whether a day begins a month on the map (its first day does not). */
export const beginsMonth = (day: string, index: number): boolean => index > 0 && day.endsWith('-01');

/** What was picked, in words: 「李见川　10月20日届满的节点」. */
export function cellTitle(view: HeatMapView, { day, handler }: HeatAsked): string {
	const person = handler === undefined ? '' : (view.rows.find((row) => row.handler === handler)?.handlerName ?? '该承办人');
	const when = day === undefined ? '三十日内届满的节点' : `${formatDay(day)}届满的节点`;
	return person === '' ? when : `${person}：${when}`;
}

/** A cell for those who do not see it: 「李见川，10月20日，5 个，其中 2 个超期锁定」. */
export function cellWords(name: string, day: string, count: number, locking: number): string {
	return `${name}，${formatDayShort(day)}，${count} 个${locking > 0 ? `，其中 ${locking} 个超期锁定` : ''}`;
}

/** Years on the map whose calendar nobody has announced yet. */
export function unknownYears(days: HeatMapView['days']): readonly string[] {
	return [...new Set(days.filter(({ unknown }) => unknown).map(({ day }) => day.slice(0, 4)))];
}

/** The judges of one day, the greatest number first. */
export function dayPeople(
	view: HeatMapView,
	index: number,
): readonly { readonly handler: string; readonly name: string; readonly count: number; readonly locking: number }[] {
	return view.rows
		.map((row) => ({ handler: row.handler, name: row.handlerName, count: row.counts[index] ?? 0, locking: row.locking[index] ?? 0 }))
		.filter(({ count }) => count > 0)
		.sort((a, b) => b.count - a.count);
}

/** Rows of the map, one for each person: cases of several courts that nobody has yet stand together, as their nodes do. */
export function heatRows(rows: HeatMapView['rows']): HeatMapView['rows'] {
	const merged = new Map<string, HeatMapView['rows'][number]>();
	for (const row of rows) {
		const other = merged.get(row.handler);
		if (!other) {
			merged.set(row.handler, row);
			continue;
		}
		const { unitName: _unit, ...rest } = other;
		merged.set(row.handler, {
			...rest,
			courtName: other.courtName === row.courtName ? row.courtName : '各法院',
			total: other.total + row.total,
			counts: other.counts.map((count, index) => count + (row.counts[index] ?? 0)),
			locking: other.locking.map((count, index) => count + (row.locking[index] ?? 0)),
		});
	}
	return [...merged.values()].sort((a, b) => b.total - a.total);
}
