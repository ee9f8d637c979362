import type { QuotaLineView, QuotaMonthView, QuotaView } from '../../src/lib/contract/quotas.ts';
import { may, type Principal } from '../core/access/may.ts';
import { coverageWords } from '../core/indicator/coverage.ts';
import { subtreeOf } from '../core/directory/court-tree.ts';
import { quotaStanding } from '../core/target/quota.ts';
import { addDays, addMonths } from '../core/time/civil.ts';
import type { CourtDate } from '../core/time/types.ts';
import { workingDaysBetween } from '../core/time/work-calendar.ts';
import { readClosings, readQuotas, type QuotaRow } from '../store/quota.ts';
import { officeCourt, officeToday } from './office-scope.ts';
import { courtName, unitName, type ViewContext } from './view-context.ts';

const isMonth = (text: string | undefined): text is string => /^20\d{2}-(0[1-9]|1[0-2])$/.test(text ?? '');

/** Working days of a month that are left, today included; all of them before it begins, none once it is over. */
function daysLeft(context: ViewContext, court: string, month: string, today: CourtDate): number {
	const first = `${month}-01` as CourtDate;
	const last = addDays(addMonths(first, 1), -1);
	if (last < today) return 0;
	return workingDaysBetween(addDays(first > today ? first : today, -1), last, context.calendarOf(court));
}

type Closing = Awaited<ReturnType<typeof readClosings>>[number];

function lineOf(key: string, name: string, quota: number | undefined, closed: number, left: number): QuotaLineView {
	if (quota === undefined) return { key, name, quota: null, closed, owed: null, percent: null };
	const { owed, percent, perDay } = quotaStanding(quota, closed, left);
	return { key, name, quota, closed, owed, percent, ...(perDay === undefined ? {} : { perDay }) };
}

const sum = (rows: readonly Closing[]): number => rows.reduce((total, row) => total + row.closed, 0);

/** Teams with a quota or with closings in the month. What is of no unit counts for the court only. */
function unitLines(context: ViewContext, court: string, quotas: readonly QuotaRow[], closings: readonly Closing[], left: number) {
	const codes = new Set([
		...[...context.directory().units.values()].filter((unit) => unit.court === court).map((unit) => unit.code),
		...quotas.map((row) => row.unit),
		...closings.map((row) => row.unit),
	]);
	codes.delete('');
	return [...codes]
		.map((unit) => {
			const quota = quotas.find((row) => row.unit === unit)?.cases;
			return lineOf(unit, unitName(context, unit) ?? unit, quota, sum(closings.filter((row) => row.unit === unit)), left);
		})
		.filter(({ quota, closed }) => quota !== null || closed > 0)
		.sort((a, b) => (b.owed ?? -1) - (a.owed ?? -1) || b.closed - a.closed);
}

/** The courts below together: only those with a quota, so that nobody's closings make up for another's quota. */
function sumLine(lines: readonly QuotaLineView[], left: number): QuotaLineView | undefined {
	if (lines.length < 2) return undefined;
	const given = lines.filter(({ quota }) => quota !== null);
	const add = (of: (line: QuotaLineView) => number): number => given.reduce((total, line) => total + of(line), 0);
	const quota = given.length > 0 ? add((line) => line.quota!) : undefined;
	const line = lineOf(
		'',
		'下级法院合计',
		quota,
		add(({ closed }) => closed),
		left,
	);
	// What one court closed beyond its quota is not what another owes.
	const owed = add((each) => each.owed ?? 0);
	const words = coverageWords({ courts: given.map(({ key }) => key), of: lines.length });
	const { perDay: _perDay, ...known } = line;
	return {
		...known,
		...(quota === undefined ? {} : { owed }),
		...(owed > 0 && left > 0 ? { perDay: Math.ceil(owed / left) } : {}),
		...(words ? { coverage: words } : {}),
	};
}

function monthLines(year: string, today: CourtDate, quotas: readonly QuotaRow[], closings: readonly Closing[]): readonly QuotaMonthView[] {
	let [quotaSoFar, closedSoFar, gap, any]: [number, number, number, boolean] = [0, 0, 0, false];
	return Array.from({ length: 12 }, (_, index) => {
		const month = `${year}-${String(index + 1).padStart(2, '0')}`;
		const quota = quotas.find((row) => row.month === month && row.unit === '')?.cases ?? null;
		const begun = month <= today.slice(0, 7);
		const closed = begun ? sum(closings.filter((row) => row.month === month)) : null;
		any ||= quota !== null;
		quotaSoFar += quota ?? 0;
		closedSoFar += closed ?? 0;
		// Months without a quota would make up for others what nobody asked of them.
		if (quota !== null && closed !== null) gap += closed - quota;
		return {
			month,
			quota,
			closed,
			quotaSoFar: any ? quotaSoFar : null,
			closedSoFar: begun ? closedSoFar : null,
			gap: any && begun ? gap : null,
		};
	});
}

function choicesOf(context: ViewContext, court: string, year: string, quotas: readonly QuotaRow[]): QuotaView['choices'] {
	const units = [...context.directory().units.values()].filter((unit) => unit.court === court);
	return [{ code: '', name: '全院' }, ...units].map(({ code, name }) => ({
		key: code,
		name,
		months: Array.from({ length: 12 }, (_, index) => {
			const month = `${year}-${String(index + 1).padStart(2, '0')}`;
			return quotas.find((row) => row.unit === code && row.month === month)?.cases ?? null;
		}),
	}));
}

/** Quotas and closings of a court, its teams and the courts below for a month, this one by default. */
export async function quotaView(
	context: ViewContext,
	principal: Principal,
	asked: { readonly court?: string; readonly month?: string },
): Promise<QuotaView | undefined> {
	const chosen = officeCourt(context, principal, asked.court);
	if (!chosen) return undefined;
	const { court, courts } = chosen;
	const today = officeToday(context, court);
	const month = isMonth(asked.month) ? asked.month : today.slice(0, 7);
	const year = month.slice(0, 4);
	const readable = new Set(courts.map(({ code }) => code));
	const below = subtreeOf(context.directory(), court).filter(({ code }) => code !== court && readable.has(code));
	const of = { courts: [court, ...below.map(({ code }) => code)], from: `${year}-01`, to: `${year}-12` };
	const quotas = await readQuotas(context.db, of);
	const closings = await readClosings(context.db, of);
	const left = daysLeft(context, court, month, today);
	const [ownQuotas, ownClosings] = [quotas.filter((row) => row.court === court), closings.filter((row) => row.court === court)];
	const [quotasNow, closingsNow] = [ownQuotas.filter((row) => row.month === month), ownClosings.filter((row) => row.month === month)];
	const whole = (code: string) => quotas.find((row) => row.court === code && row.month === month && row.unit === '');
	const belowLines = below.map(({ code, name }) => {
		const closed = sum(closings.filter((row) => row.court === code && row.month === month));
		return lineOf(code, name, whole(code)?.cases, closed, left);
	});
	const belowTotal = sumLine(belowLines, left);
	const document = whole(court)?.document ?? quotasNow[0]?.document;
	return {
		court,
		courtName: courtName(context, court),
		courts,
		month,
		today,
		workingDaysLeft: left,
		phase: month < today.slice(0, 7) ? 'past' : month > today.slice(0, 7) ? 'ahead' : 'running',
		total: lineOf('', courtName(context, court), whole(court)?.cases, sum(closingsNow), left),
		units: unitLines(context, court, quotasNow, closingsNow, left),
		below: belowLines,
		...(belowTotal ? { belowTotal } : {}),
		months: monthLines(year, today, ownQuotas, ownClosings),
		choices: choicesOf(context, court, year, ownQuotas),
		...(document ? { document } : {}),
		mayManage: may(principal, 'office.manage', { court }, context.directory()),
	};
}
