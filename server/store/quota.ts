import { upsert } from './save-rows.ts';
import type { Db } from './schema.ts';

/** Cases to close in a month; `unit` empty: the whole court. */
export interface QuotaRow {
	readonly court: string;
	readonly unit: string;
	/** YYYY-MM. */
	readonly month: string;
	readonly cases: number;
	readonly document: string;
	readonly by: string;
	readonly at: string;
}

/** Quotas of courts in months from the first to the last one, both held. */
export async function readQuotas(
	db: Db,
	of: { readonly courts: readonly string[]; readonly from: string; readonly to: string },
): Promise<readonly QuotaRow[]> {
	const rows = await db
		.selectFrom('clearing_quota')
		.selectAll()
		.where('court_code', 'in', of.courts.length > 0 ? [...of.courts] : [''])
		.where('month', '>=', of.from)
		.where('month', '<=', of.to)
		.orderBy('court_code')
		.orderBy('month')
		.orderBy('unit_code')
		.execute();
	return rows.map((row) => ({
		court: row.court_code,
		unit: row.unit_code,
		month: row.month,
		cases: row.cases,
		document: row.document,
		by: row.set_by,
		at: row.set_at,
	}));
}

/** Sets quotas; the same court, unit and month again replaces what stood. */
export async function saveQuotas(db: Db, rows: readonly QuotaRow[]): Promise<void> {
	await upsert(
		db,
		'clearing_quota',
		['court_code', 'month', 'unit_code'],
		rows.map(({ court, unit, month, cases, document, by, at }) => ({
			court_code: court,
			unit_code: unit,
			month,
			cases,
			document,
			set_by: by,
			set_at: at,
		})),
	);
}

/** Takes quotas of a court and unit back. */
export async function deleteQuotas(
	db: Db,
	of: { readonly court: string; readonly unit: string; readonly months: readonly string[] },
): Promise<void> {
	if (of.months.length === 0) return;
	await db
		.deleteFrom('clearing_quota')
		.where('court_code', '=', of.court)
		.where('unit_code', '=', of.unit)
		.where('month', 'in', [...of.months])
		.execute();
}

/** Closings of courts by unit and month, from the sums of months: every kind of case, as `plan.quota_done` counts them. */
export async function readClosings(
	db: Db,
	of: { readonly courts: readonly string[]; readonly from: string; readonly to: string },
): Promise<readonly { readonly court: string; readonly unit: string; readonly month: string; readonly closed: number }[]> {
	const rows = await db
		.selectFrom('measure_month')
		.select((eb) => ['court_code', 'unit_code', 'month', eb.fn.sum<number>('value').as('closed')])
		.where('measure', '=', 'case-closed')
		.where('court_code', 'in', of.courts.length > 0 ? [...of.courts] : [''])
		.where('month', '>=', of.from)
		.where('month', '<=', of.to)
		.groupBy(['court_code', 'unit_code', 'month'])
		.execute();
	return rows.map((row) => ({ court: row.court_code, unit: row.unit_code, month: row.month, closed: Number(row.closed) }));
}
