import type { LockFilter } from '../contract/lock-register.ts';
import { dayNumber, dayText, isDay } from './days.ts';

/** States of the register in the order of its choice. */
export const lockStates = [
	{ state: 'standing', name: '仍锁死' },
	{ state: 'review', name: '补录待核' },
	{ state: 'proposed', name: '待确认' },
	{ state: 'released', name: '已结束' },
] as const satisfies readonly { state: NonNullable<LockFilter['state']>; name: string }[];

const states = ['standing', 'proposed', 'active', 'review', 'released'] as const;

/** How locks end, for the choice. */
export const lockOutcomes = [
	{ outcome: 'held', name: '实际锁死' },
	{ outcome: 'real', name: '实际解锁' },
	{ outcome: 'granted', name: '同意解锁' },
	{ outcome: 'met', name: '节点办结自动解锁' },
	{ outcome: 'voided', name: '复核撤销' },
	{ outcome: 'set-aside', name: '未确认即排除' },
] as const satisfies readonly { outcome: NonNullable<LockFilter['outcome']>; name: string }[];

const texts = ['court', 'node', 'handler', 'decidedBy', 'lateAt', 'cursor'] as const;

/** Reads the filter from the page's query; what is not understood is left out. */
export function parseLockFilter(query: URLSearchParams): LockFilter {
	const state = states.find((known) => known === query.get('state'));
	const outcome = lockOutcomes.find((known) => known.outcome === query.get('outcome'))?.outcome;
	const rest = texts.flatMap((name) => {
		const value = query.get(name)?.trim().slice(0, 300);
		return value ? [[name, value] as const] : [];
	});
	const days = (['from', 'to'] as const).flatMap((name) => {
		const value = query.get(name)?.trim() ?? '';
		return isDay(value) ? [[name, value] as const] : [];
	});
	return {
		...(state ? { state } : {}),
		...(outcome ? { outcome } : {}),
		...(query.get('repeat') === '1' ? { repeat: true } : {}),
		...Object.fromEntries([...rest, ...days]),
	};
}

/** Writes a filter as a query; nothing asked for is the bare page. */
export function lockQuery(filter: LockFilter): string {
	const query = new URLSearchParams();
	for (const name of ['state', 'outcome', 'from', 'to', ...texts] as const) {
		const value = filter[name];
		if (value) query.set(name, value);
	}
	if (filter.repeat) query.set('repeat', '1');
	const text = query.toString();
	return text === '' ? '' : `?${text}`;
}

/** The register with a filter, from its first page unless the filter has a cursor. */
export const lockRegisterHref = (filter: LockFilter): string => `/desk/locks${lockQuery(filter)}`;

/** The register as a file. */
export function lockExportHref(filter: LockFilter, format: 'csv' | 'xlsx'): string {
	const query = lockQuery({ ...filter, cursor: undefined } as LockFilter);
	return `/desk/locks/export${query === '' ? '?' : `${query}&`}format=${format}`;
}

/** The form that locks a case by hand. */
export const handLockHref = (caseId: number): string => `/desk/locks/by-hand?case=${caseId}`;

/** What a figure leads to: the same courts, people and days, and nothing else of the filter. */
export function figureFilter({ court, handler, from, to }: LockFilter, part: LockFilter): LockFilter {
	return { ...(court ? { court } : {}), ...(handler ? { handler } : {}), ...(from ? { from } : {}), ...(to ? { to } : {}), ...part };
}

/** Periods that are one click away, as of a day. */
export function quickPeriods(today: string): readonly { readonly name: string; readonly from: string; readonly to: string }[] {
	const [year = '', month = ''] = today.split('-');
	const quarter = String(Math.floor((Number(month) - 1) / 3) * 3 + 1).padStart(2, '0');
	return [
		{ name: '本月', from: `${year}-${month}-01`, to: today },
		{ name: '本季', from: `${year}-${quarter}-01`, to: today },
		{ name: '本年', from: `${year}-01-01`, to: today },
		{ name: '近十二个月', from: dayText(dayNumber(today) - 364), to: today },
	];
}

/** A median or percentile of days: whole, or with its half; 「—」 where there is none. */
export const daysFigure = (days: number | undefined): string => (days === undefined ? '—' : String(days));
