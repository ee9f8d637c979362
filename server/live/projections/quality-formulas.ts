import { closeModes } from '../../core/case/vocabulary.ts';
import { claimed, closed, enforced, oldStock, open, sum } from '../../core/indicator/catalogue/build.ts';
import { catalogueByCode, wallEntries } from '../../core/indicator/catalogue/index.ts';
import type { IndicatorEntry, Sum, Variant } from '../../core/indicator/catalogue/types.ts';
import { compile, type Sums } from '../../core/indicator/sums.ts';

/** Indicators that a wall follows over months and across courts, in display order: how many are closed, how well, how fast, and the money. */
const followed = [
	'enf.close_rate',
	'enf.first_close_rate',
	'enf.property_in_limit_rate',
	'enf.zb_qualified_rate',
	'enf.complete_rate',
	'enf.recovery_rate',
	'enf.recovery_rate_enterprise',
	'enf.avg_days',
	'enf.first_avg_days_enterprise',
	'fund.pay_rate',
	'fund.pay_in_limit_rate',
	'fund.avg_days',
] as const;

/** Readings of an indicator are the desk's business. */
const plain = (code: string): IndicatorEntry => {
	const { variants: _, ...entry } = catalogueByCode.get(code)!;
	return entry;
};

/** The indicators that a wall follows; those that it has always shown are among them. */
export const followedEntries: readonly IndicatorEntry[] = [
	...followed,
	...wallEntries.map(({ code }) => code).filter((code) => !(followed as readonly string[]).includes(code)),
].map(plain);

/** Whether an indicator is held against its target over the year alone: what was open before goes into it, and is worked off as the year goes on. */
export const isOfYear = (entry: IndicatorEntry): boolean => (entry.denominator ?? []).some(({ span }) => span === 'opening');

/** Kinds of review cases, with what they are called. */
export const reviewKinds = [
	['objection', '执行异议'],
	['reconsideration', '执行复议'],
	['supervision', '执行监督'],
] as const;

const reviews = reviewKinds.map(([kind]) => kind);

/** Plain counts that tiles show, by name. All are sums of the catalogue's own parts. */
const counts: Readonly<Record<string, readonly Sum[]>> = {
	...Object.fromEntries(
		[...enforced, ...reviews].flatMap((kind) => {
			const only = { kinds: [kind] };
			return [
				[`${kind}/old`, oldStock(only)],
				[`${kind}/received`, [sum('case-received', only)]],
				[`${kind}/closed`, closed(only)],
				[`${kind}/open`, open(only)],
			];
		}),
	),
	...Object.fromEntries(closeModes.map((mode) => [`mode/${mode}`, closed({ kinds: enforced, modes: [mode] })])),
	'mode/': closed({ kinds: enforced }),
	'claimed/closed': closed({ kinds: claimed }),
	'claimed/recovered-fen': [sum('closed-recovered-fen', { kinds: claimed })],
	'claimed/claim-fen': [sum('closed-claim-fen', { kinds: claimed })],
	'money/opening-fen': [sum('money-held-fen', { kinds: enforced, span: 'opening' })],
	'money/arrived-fen': [sum('money-arrived-fen', { kinds: enforced })],
	'money/paid-fen': [sum('money-paid-fen', { kinds: enforced })],
	'money/payments': [sum('money-payments', { kinds: enforced })],
	'money/other-out-fen': [sum('money-other-out-fen', { kinds: enforced })],
	'money/held-fen': [sum('money-held-fen', { kinds: enforced, span: 'closing' })],
	'money/unclaimed': [sum('money-unclaimed', { kinds: enforced, span: 'closing' })],
	'money/late': [sum('money-late', { kinds: enforced, span: 'closing' })],
};

const named = new Map(Object.entries(counts).map(([code, numerator]): [string, Variant] => [code, { code, name: code, numerator }]));

/** Everything is summed in one pass: the counts ride along with an indicator as if they were readings of it. */
const [first, ...rest] = followedEntries;
export const compiled = compile([{ ...first!, variants: [...named.values()] }, ...rest], undefined);

/** The same, for figures of the indicators alone. */
export const compiledEntries = { ...compiled, entries: followedEntries, slotOf: new Map([...compiled.slotOf].map(asFollowed)) };

function asFollowed([formula, slot]: [Parameters<typeof compiled.slotOf.get>[0], number]): [typeof formula, number] {
	return 'group' in formula ? [followedEntries.find(({ code }) => code === (formula as IndicatorEntry).code)!, slot] : [formula, slot];
}

/** One of the counts. */
export function countOf(sums: Sums, name: string): number {
	return sums[compiled.slotOf.get(named.get(name)!)!] ?? 0;
}
