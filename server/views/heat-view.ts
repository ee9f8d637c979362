import type { HeatCellView, HeatMapView } from '../../src/lib/contract/heat-map.ts';
import { addDays, weekday } from '../core/time/civil.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import type { CourtDate } from '../core/time/types.ts';
import { readHeat, readHeatByNode, readHeatCell } from '../store/heat-readers.ts';
import { clockName } from './words.ts';
import { courtName, nodeName, personName, unitName, type ViewContext } from './view-context.ts';

/** Days that the map looks ahead, today included. */
export const heatDays = 30;
const mostRows = 60;
const mostCells = 200;

/** The courts a map is drawn for, and whether only the person's own cases. */
export interface HeatScope {
	readonly court: string;
	readonly courts: readonly string[];
	/** Only this person's cases. */
	readonly handler?: string;
	readonly choices: HeatMapView['courts'];
}

const weekdays = ['', '一', '二', '三', '四', '五', '六', '日'];

function locksBy(context: ViewContext, court: string): ReadonlySet<string> {
	const { rulebook, policy } = context.clockOf(court);
	if (!policy.locksFrom) return new Set();
	return new Set(rulebook.nodes.flatMap((rule) => rule.clocks.filter((clock) => clock.locks).map((clock) => `${rule.code}/${clock.kind}`)));
}

/** What falls due by day and judge in the next thirty days: the binding clock of every open node that is not frozen. */
export async function heatMapView(context: ViewContext, scope: HeatScope): Promise<HeatMapView> {
	const zone = context.directory().courts.get(scope.court)?.zone ?? 'Asia/Shanghai';
	const today = dayOfInstant(context.now(), zone);
	const list = Array.from({ length: heatDays }, (_, index) => addDays(today, index));
	const last = list.at(-1)!;
	const own = (row: { handler: string }): boolean => scope.handler === undefined || row.handler === scope.handler;
	const rows = (await readHeat(context.db, scope.courts, today, last)).filter(own);
	const byNode = (await readHeatByNode(context.db, scope.courts, today, last)).filter(own);
	const locking = new Map(scope.courts.map((court) => [court, locksBy(context, court)]));
	const place = new Map(list.map((day, index) => [day, index]));
	const people = new Map<string, { handler: string; court: string; counts: number[]; locking: number[] }>();
	const of = (handler: string, court: string) => {
		const key = `${court}/${handler}`;
		let person = people.get(key);
		if (!person) {
			person = { handler, court, counts: list.map(() => 0), locking: list.map(() => 0) };
			people.set(key, person);
		}
		return person;
	};
	for (const row of rows) of(row.handler, row.court).counts[place.get(row.day)!]! += row.count;
	for (const row of byNode)
		if (locking.get(row.court)?.has(`${row.node}/${row.clock}`)) of(row.handler, row.court).locking[place.get(row.day)!]! += row.count;
	const sum = (numbers: readonly number[]): number => numbers.reduce((total, count) => total + count, 0);
	const sorted = [...people.values()].sort((a, b) => sum(b.counts) - sum(a.counts) || (a.handler < b.handler ? -1 : 1));
	const shown = sorted.slice(0, mostRows);
	const calendar = context.calendarOf(scope.court);
	return {
		court: scope.court,
		courtName: courtName(context, scope.court),
		courts: scope.choices,
		asOf: context.now(),
		days: list.map((day, index) => {
			const name = calendar.nameOf(day);
			const works = calendar.isWorkingDay(day);
			const weekend = weekday(day) > 5;
			const mark = !works ? ('休' as const) : weekend ? ('班' as const) : undefined;
			return {
				day,
				weekday: weekdays[weekday(day)]!,
				...(mark ? { mark } : {}),
				...(name ? { name } : {}),
				unknown: !calendar.isAnnounced(Number(day.slice(0, 4))),
				total: sorted.reduce((total, person) => total + person.counts[index]!, 0),
			};
		}),
		rows: shown.map(({ handler, court, counts, locking: locks }) => ({
			handler,
			handlerName: personName(context, handler) ?? '未定承办人',
			courtName: courtName(context, court),
			...unitOf(context, handler),
			total: sum(counts),
			counts,
			locking: locks,
		})),
		most: Math.max(0, ...sorted.flatMap((person) => person.counts)),
		more: sorted.length - shown.length,
	};
}

function unitOf(context: ViewContext, handler: string): { readonly unitName?: string } {
	const name = unitName(context, context.directory().persons.get(handler)?.unit);
	return name ? { unitName: name } : {};
}

/** The nodes behind a cell of the map. */
export async function heatCellView(
	context: ViewContext,
	scope: HeatScope,
	cell: { readonly day?: CourtDate; readonly handler?: string },
): Promise<HeatCellView> {
	const zone = context.directory().courts.get(scope.court)?.zone ?? 'Asia/Shanghai';
	const today = dayOfInstant(context.now(), zone);
	const handler = scope.handler ?? cell.handler;
	const { total, rows } = await readHeatCell(context.db, {
		courts: scope.courts,
		from: cell.day ?? today,
		to: cell.day ?? addDays(today, heatDays - 1),
		...(handler === undefined ? {} : { handler }),
		limit: mostCells,
	});
	return {
		total,
		rows: rows.map((row) => {
			const name = personName(context, row.handler_code);
			return {
				nodeId: row.node_id,
				caseId: Number(row.case_id),
				caseNumber: row.number_text,
				nodeName: nodeName(context, row.node),
				clockName: clockName(row.clock),
				dueOn: row.due_on!,
				locks: row.unconfirmed === 0 && row.provisional === 0 && locksBy(context, row.court_code).has(`${row.node}/${row.clock}`),
				provisional: row.provisional === 1,
				unconfirmed: row.unconfirmed === 1,
				...(name ? { handlerName: name } : {}),
			};
		}),
	};
}
