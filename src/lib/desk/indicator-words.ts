import type { IndicatorChoice, IndicatorPageChoice, IndicatorScopeView } from '../contract/indicators.ts';

/** Periods offered, in order; any span of days beside them. */
export const periodNames: Readonly<Record<string, string>> = {
	week: '本周',
	month: '本月',
	quarter: '本季',
	half: '本半年',
	ytd: '本年累计',
};

/** Names of the breakdowns. */
export const byNames = { court: '法院', unit: '部门', person: '承办人' } as const;

const text = (search: URLSearchParams, name: string): string | undefined => search.get(name)?.trim() || undefined;

/** What an address asks for; what is not there is left out. */
export function parseIndicators(search: URLSearchParams): IndicatorPageChoice {
	const reach = text(search, 'reach');
	const cursor = text(search, 'cursor');
	const asked = {
		court: text(search, 'court'),
		reach: reach === 'own' || reach === 'subtree' ? reach : undefined,
		period: text(search, 'period'),
		on: text(search, 'on'),
		from: text(search, 'from'),
		to: text(search, 'to'),
		by: text(search, 'by'),
		side: text(search, 'side'),
		key: search.has('key') ? (search.get('key') ?? '') : undefined,
		cursor: cursor && /^\d{1,12}$/.test(cursor) ? Number(cursor) : undefined,
	};
	return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
}

/** Parts of an address that keep the court, reach and period of a page. */
export function keptOf({ court, reach, period }: IndicatorScopeView): IndicatorChoice {
	return {
		court,
		reach,
		...(period.kind === 'custom' ? { period: 'custom', from: period.from, to: period.to } : { period: period.kind, on: period.to }),
	};
}

/** An address with what is kept and some parts changed; a part set to undefined is dropped. */
export function hrefOf(path: string, kept: IndicatorChoice, change: Readonly<Record<string, string | number | undefined>> = {}): string {
	const search = new URLSearchParams();
	for (const [name, value] of Object.entries({ ...kept, ...change })) if (value !== undefined) search.set(name, String(value));
	return `${path}?${search.toString()}`;
}

/** What the direction of an indicator means. */
export const directionWords = { up: '越高越好', down: '越低越好', none: '不评高低' } as const;
