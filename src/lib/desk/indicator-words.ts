import type { IndicatorChoice, IndicatorPageChoice, IndicatorScopeView, ScorecardView } from '../contract/indicators.ts';

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
		kinds: text(search, 'kinds'),
		courses: text(search, 'courses'),
		enterprise: text(search, 'enterprise'),
		contract: search.get('contract') === 'true' ? 'true' : undefined,
		// Empty: cases of nobody yet.
		unit: search.get('unit')?.trim(),
		person: search.get('person')?.trim(),
		key: search.has('key') ? (search.get('key') ?? '') : undefined,
		cursor: cursor && /^\d{1,12}$/.test(cursor) ? Number(cursor) : undefined,
	};
	return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
}

/** Parts of an address that keep the court, reach, narrowing and period of a page. */
export function keptOf({ court, reach, period, narrowing }: IndicatorScopeView): IndicatorChoice {
	return {
		court,
		reach,
		...narrowing?.asked,
		...(period.kind === 'custom' ? { period: 'custom', from: period.from, to: period.to } : { period: period.kind, on: period.to }),
	};
}

/** Whether 环比 is told: a year so far has last year's before it, which is 同比. */
export const hasBefore = ({ period }: Pick<IndicatorScopeView, 'period'>): boolean => period.kind !== 'ytd' && period.kind !== 'year';

/** Whose figures they are: a court with or without those below it, a unit or person of it. */
export const whoseWords = ({ courtName, reach, narrowing }: IndicatorScopeView): string =>
	narrowing?.owner ? courtName : `${courtName}${reach === 'subtree' ? '（含管辖）' : '（仅本院）'}`;

/** Parts of an address that lift the narrowing of a page. */
export const lifted = {
	kinds: undefined,
	courses: undefined,
	enterprise: undefined,
	contract: undefined,
	unit: undefined,
	person: undefined,
};

/** Address of the figures of a scorecard's subject: a court alone, a unit or a person. */
export function subjectHref(code: string, view: ScorecardView): string {
	const { by, subject } = view;
	const whose = by === 'court' ? {} : { [by]: subject.key };
	return hrefOf(`/desk/indicators/${code}`, { ...keptOf(view), court: subject.court, reach: 'own' }, whose);
}

/** An address with what is kept and some parts changed; a part set to undefined is dropped. */
export function hrefOf(path: string, kept: IndicatorChoice, change: Readonly<Record<string, string | number | undefined>> = {}): string {
	const search = new URLSearchParams();
	for (const [name, value] of Object.entries({ ...kept, ...change })) if (value !== undefined) search.set(name, String(value));
	return `${path}?${search.toString()}`;
}

/** What the direction of an indicator means. */
export const directionWords = { up: '越高越好', down: '越低越好', none: '不评高低' } as const;
