import type { Period } from '../core/indicator/types.ts';
import type { QuotaRow } from '../store/quota.ts';

type QuotaMonth = Pick<QuotaRow, 'court' | 'unit' | 'month'>;

/** Who has quotas for a period. */
export interface MonthsTold {
	/** Courts with a quota for every month that the period holds a day of. */
	readonly courts: ReadonlySet<string>;
	/** Courts (`court`) and units (`court/unit`) with quotas for some of the months: their closings are not held against those of the others. */
	readonly partly: ReadonlySet<string>;
}

/** How many months a period holds a day of. */
function monthCount({ from, to }: Pick<Period, 'from' | 'to'>): number {
	const number = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
	return number(to) - number(from) + 1;
}

/** Sorts out who has quotas for the whole of a period, and who for part of it. A quota of nought is one. */
export function monthsTold(quotas: readonly QuotaMonth[], period: Pick<Period, 'from' | 'to'>): MonthsTold {
	const asked = monthCount(period);
	const courts = new Set<string>();
	const partly = new Set<string>();
	for (const [key, rows] of Map.groupBy(quotas, ({ court, unit }) => (unit === '' ? court : `${court}/${unit}`))) {
		if (new Set(rows.map(({ month }) => month)).size < asked) partly.add(key);
		else if (rows[0]!.unit === '') courts.add(key);
	}
	return { courts, partly };
}
