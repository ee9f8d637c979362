import type { CycleByName, CyclesAsked, CyclesView } from '../contract/cycles.ts';

const groups = ['enforcement', 'trial'] as const;
const ways = ['court', 'unit', 'person'] as const;

/** Names of the breakdowns. */
export const byNames: Readonly<Record<CycleByName, string>> = { court: '法院', unit: '部门', person: '承办人' };

/** Lengths of the windows of a comparison, in days. */
export const windowLengths = [30, 60, 90, 180] as const;

const oneOf = <T extends string>(list: readonly T[], text: string | null): T | undefined => list.find((each) => each === text);
const wholeNumber = (text: string | null): number | undefined => (text && /^\d{1,9}$/.test(text) ? Number(text) : undefined);

/** What an address asks for; what is not understood is left out. */
export function parseCycles(search: URLSearchParams): CyclesAsked {
	const asked = {
		court: search.get('court') || undefined,
		group: oneOf(groups, search.get('group')),
		from: search.get('from') || undefined,
		to: search.get('to') || undefined,
		stage: search.get('stage') || undefined,
		by: oneOf(ways, search.get('by')),
		layer: wholeNumber(search.get('layer')),
		window: wholeNumber(search.get('window')),
	};
	return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
}

/** The address of the page as it is, with some parts changed; a part set to undefined is dropped. */
export function cyclesHref(view: CyclesView, change: { readonly [K in keyof CyclesAsked]?: CyclesAsked[K] | undefined }): string {
	const { court, group, from, to, stage, by, comparison } = view;
	const asked: Record<string, string | number | undefined> = {
		...{ court, group, from, to, stage, by },
		...(comparison ? { layer: comparison.layer, window: comparison.window } : {}),
		...change,
	};
	const search = new URLSearchParams();
	for (const [name, value] of Object.entries(asked)) if (value !== undefined) search.set(name, String(value));
	return `/desk/cycles?${search.toString()}`;
}

/** A length in days as printed: whole, or with one decimal; 「—」 where there is none. */
export function daysText(days: number | null): string {
	if (days === null) return '—';
	return Number.isInteger(days) ? days.toLocaleString('en-US') : days.toFixed(1);
}

/** A share in percent with one decimal; 「—」 where there is none. */
export const shareText = (share: number | null): string => (share === null ? '—' : `${share.toFixed(1)}%`);

/** A difference with its sign, in days. */
export function differenceText(difference: number | null): string {
	if (difference === null) return '—';
	if (difference === 0) return '持平';
	return `${difference < 0 ? '缩短' : '延长'} ${daysText(Math.abs(difference))} 日`;
}

/** Periods offered beside free days, as of a day. */
export function periodsTo(today: string): readonly { readonly name: string; readonly from: string; readonly to: string }[] {
	const [year = '', month = ''] = today.split('-');
	const quarter = String(Math.floor((Number(month) - 1) / 3) * 3 + 1).padStart(2, '0');
	const yearAgo = `${Number(year) - 1}-${month}-01`;
	return [
		{ name: '本月', from: `${year}-${month}-01`, to: today },
		{ name: '本季', from: `${year}-${quarter}-01`, to: today },
		{ name: '本年', from: `${year}-01-01`, to: today },
		{ name: '近一年', from: yearAgo, to: today },
	];
}

/** Where marks of a stage stand on a line from 0 to the longest P90: in percent. */
export function markAt(days: number | null, most: number): number {
	return days === null || most <= 0 ? 0 : Math.min(100, (days * 100) / most);
}
