import { filterKey } from '../target/in-force.ts';
import { entryOf } from './catalogue/index.ts';
import type { IndicatorEntry } from './catalogue/types.ts';
import { compareTo, fewerNeeded, moreNeeded, type Fraction } from './exact.ts';
import type { CaseFilter, Change, Figure, IndicatorTarget, TargetRule, TargetState } from './types.ts';
import { daysBetween } from '../time/civil.ts';
import type { CourtDate } from '../time/types.ts';

/** What a figure is judged with besides itself. */
export interface Judging {
	/** Last day of the period, or today while it runs: what a dated target is held against. */
	readonly asOf: CourtDate;
	/** First day of the year (of a campaign: its own) in which the days of a dated target lie; absent: 1 January. */
	readonly yearFrom?: CourtDate;
	readonly yoy?: Change;
	/** Place among the peers that a rank target names, where it is known. */
	readonly place?: { readonly rank: number; readonly of: number };
	/** Whether reference intervals are judged at the court. */
	readonly interval: boolean;
	/** Whether places are said at the court; absent: they are not, as national guidance of 2024 asks. */
	readonly ranking?: boolean;
	/** Change of a stock since the day after which none may be new, where it is known. */
	readonly newSince?: number;
	/** The target stands beside the distance, which therefore does not name it again. */
	readonly brief?: boolean;
}

/** Targets of an indicator for exactly the cases that are counted: those of its own, or of the indicator that it narrows. */
export function targetsOf(
	entry: IndicatorEntry,
	targets: readonly IndicatorTarget[],
	filter: CaseFilter | undefined,
): readonly IndicatorTarget[] {
	const asked = filterKey(filter);
	const base = entry.base;
	return targets.filter(
		(target) =>
			((entryOf(target.code)?.code ?? target.code) === entry.code && filterKey(target.filter) === asked) ||
			(base !== undefined && asked === '' && target.code === base.code && filterKey(target.filter) === filterKey(base.filter)),
	);
}

/** What stands in the place of a rank target at a court that does not rank: neither the place asked for nor the one held. */
export const rankUnjudged = '排名目标，本院未开启排名，不评价';

/** Whether a target is one of rank that is not judged. */
export const isRankUnjudged = ({ words }: TargetState): boolean => words === rankUnjudged;

/** How a figure stands to one target. */
export function judge(entry: IndicatorEntry, figure: Figure, target: IndicatorTarget, judging: Judging): TargetState {
	if (target.rule.kind === 'rank' && judging.ranking !== true) return { target, met: null, words: rankUnjudged };
	const met = isMet(entry, figure, target.rule, judging);
	const gap = met === false ? gapText(entry, figure, target.rule, judging) : undefined;
	return { target, met, words: wordsOf(entry, target.rule), ...(gap ? { gap } : {}) };
}

const fractionOf = (entry: IndicatorEntry, figure: Figure): Fraction | undefined => {
	if (figure.value === null || entry.method !== undefined) return undefined;
	if (entry.parts) return undefined;
	return { numerator: figure.numerator, denominator: figure.denominator ?? 1, unit: entry.unit };
};

/** Compares exactly where the figure is a fraction of whole numbers, and as it stands otherwise. */
function sideOf(entry: IndicatorEntry, figure: Figure, bound: number): -1 | 0 | 1 {
	const fraction = fractionOf(entry, figure);
	if (fraction) return compareTo(fraction, bound);
	return Math.sign(figure.value! - bound) as -1 | 0 | 1;
}

function isMet(entry: IndicatorEntry, figure: Figure, rule: TargetRule, judging: Judging): boolean | null {
	if (figure.value === null) return null;
	switch (rule.kind) {
		case 'bound': {
			const side = sideOf(entry, figure, rule.value);
			return { '≥': side >= 0, '>': side > 0, '≤': side <= 0, '<': side < 0, '=': side === 0 }[rule.operator];
		}
		case 'interval':
			return judging.interval ? sideOf(entry, figure, rule.min) >= 0 && sideOf(entry, figure, rule.max) <= 0 : null;
		case 'rank':
			return judging.place ? judging.place.rank <= rule.atMost : null;
		case 'relative': {
			if ((judging.yoy?.relative ?? null) === null) return null;
			const beyond = beyondLastYear(figure.value, judging.yoy!.value!, rule.percent);
			return rule.operator === '≥' ? beyond >= 0 : beyond <= 0;
		}
		case 'dated':
			return isDatedMet(figure.value, rule, judging);
		default:
			return rule satisfies never;
	}
}

/** What a value is above last year's with so many percent added: 107 beside 100 and 7 % is 0, which dividing makes a hair more. */
const beyondLastYear = (value: number, lastYear: number, percent: number): number =>
	Math.round((value * 100 - lastYear * (100 + percent)) * 1e6);

type Dated = Extract<TargetRule, { readonly kind: 'dated' }>;

/** The days of a dated target in the year that begins on a day: 30 April of the statistical year from 1 December is in the next calendar year. */
export function daysOfDated(
	yearFrom: CourtDate,
	{ by, noneNewAfter }: Dated,
): { readonly by: CourtDate; readonly noneNewAfter?: CourtDate } {
	const first = Number(yearFrom.slice(0, 4));
	const year = yearFrom.slice(5) <= by ? first : first + 1;
	const dayOf = (of: number, monthDay: string): CourtDate => `${of}-${monthDay}` as CourtDate;
	const last = dayOf(year, by);
	if (noneNewAfter === undefined) return { by: last };
	// The one beside the other day, in whichever year: a campaign that begins on 1 April may want none new after 31 March.
	const away = (day: CourtDate): number => Math.abs(daysBetween(day, last));
	const [nearest] = [year, year - 1, year + 1].map((of) => dayOf(of, noneNewAfter)).sort((a, b) => away(a) - away(b));
	return { by: last, noneNewAfter: nearest! };
}

/** Before its day a dated target cannot be missed, unless something is new after the day from which nothing may be. */
function isDatedMet(value: number, rule: Dated, { asOf, yearFrom, newSince }: Judging): boolean | null {
	const days = daysOfDated(yearFrom ?? (`${asOf.slice(0, 4)}-01-01` as CourtDate), rule);
	if (days.noneNewAfter && asOf > days.noneNewAfter && newSince !== undefined && newSince > 0) return false;
	if (value <= rule.value) return true;
	return asOf < days.by ? null : false;
}

const numberText = (value: number): string => String(Math.round(value * 1e6) / 1e6);

const unitText = (entry: IndicatorEntry): string => (entry.unit === '%' ? '%' : ` ${entry.unit}`);

const monthDayText = (text: string): string => `${Number(text.slice(0, 2))}月${Number(text.slice(3))}日`;

/** A target as printed: 「≥ 96%」「市内前 3 名」「4月30日前清零」. */
export function wordsOf(entry: IndicatorEntry, rule: TargetRule): string {
	switch (rule.kind) {
		case 'bound':
			return `${rule.operator} ${numberText(rule.value)}${unitText(entry)}`;
		case 'interval':
			return `合理区间 ${numberText(rule.min)}—${numberText(rule.max)}${unitText(entry)}`;
		case 'rank':
			return `${rule.among === 'city' ? '市内' : '省内'}前 ${rule.atMost} 名`;
		case 'relative':
			return rule.operator === '≤' && rule.percent < 0
				? `同比下降 ${numberText(-rule.percent)}% 以上`
				: `同比${rule.operator === '≥' ? '增幅不低于' : '增幅不高于'} ${numberText(rule.percent)}%`;
		case 'dated': {
			const goal = rule.value === 0 ? '清零' : `降至 ${numberText(rule.value)}${unitText(entry)} 以内`;
			return `${monthDayText(rule.by)}前${goal}${rule.noneNewAfter ? `，${monthDayText(rule.noneNewAfter)}后不再新增` : ''}`;
		}
		default:
			return rule satisfies never;
	}
}

/** A number with thousands separators. */
export function grouped(value: number, digits = 0): string {
	const [whole = '0', fraction] = value.toFixed(digits).split('.');
	return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction ? `.${fraction}` : '');
}

function gapText(entry: IndicatorEntry, figure: Figure, rule: TargetRule, { yoy, place, newSince, brief }: Judging): string | undefined {
	switch (rule.kind) {
		case 'bound':
			return boundGap(entry, figure, rule.operator, rule.value, brief);
		case 'interval':
			return sideOf(entry, figure, rule.min) < 0 ? boundGap(entry, figure, '≥', rule.min) : boundGap(entry, figure, '≤', rule.max);
		case 'rank':
			return place && `现列第 ${place.rank} 位`;
		case 'relative':
			return relativeGap(entry, figure, rule, yoy);
		case 'dated':
			return [
				newSince !== undefined && newSince > 0 ? `新增 ${grouped(newSince)} ${entry.unit}` : undefined,
				figure.value! > rule.value ? boundGap(entry, figure, '≤', rule.value) : undefined,
			]
				.filter((part) => part !== undefined)
				.join('，');
		default:
			return rule satisfies never;
	}
}

function relativeGap(
	entry: IndicatorEntry,
	figure: Figure,
	rule: Extract<TargetRule, { readonly kind: 'relative' }>,
	yoy: Change | undefined,
): string | undefined {
	if (yoy?.value === null || yoy?.value === undefined) return undefined;
	const bound = (yoy.value * (100 + rule.percent)) / 100;
	const distance = rule.operator === '≤' ? figure.value! - bound : bound - figure.value!;
	return `${rule.operator === '≤' ? '超' : '差'} ${grouped(Math.ceil(distance - 1e-9))} ${entry.unit}`;
}

/** Distance to a bound in the unit of work, rounded up: what is said to be missing is never less than what is missing. */
function boundGap(entry: IndicatorEntry, figure: Figure, operator: string, bound: number, brief = false): string | undefined {
	const strict = operator === '<' || operator === '>';
	const upward = operator === '≥' || operator === '>' || (operator === '=' && sideOf(entry, figure, bound) < 0);
	const goal = `${numberText(bound)}${unitText(entry)}`;
	const fraction = fractionOf(entry, figure);
	if (!fraction || !worksFor(entry, upward)) return awayText(entry, Math.abs(figure.value! - bound), upward);
	const need = upward ? moreNeeded(fraction, bound, strict, entry.moves ?? 'numerator') : fewerNeeded(fraction, bound, strict);
	if (entry.work === 'misses' || entry.work === 'late-payments') return missesText(entry, fraction, bound);
	if (need === undefined) return missesText(entry, fraction, bound) ?? awayText(entry, Math.abs(figure.value! - bound), upward);
	return workText(entry, need, brief ? undefined : goal, upward);
}

const raising: readonly string[] = ['close', 'recover', 'pay', 'more', 'misses', 'late-payments'];
const lowering: readonly string[] = ['close-fewer', 'fewer', 'clear'];

/** Whether the work that is named brings the figure nearer: nobody comes down to the top of an interval by closing more. */
const worksFor = ({ work }: IndicatorEntry, upward: boolean): boolean => (upward ? raising : lowering).includes(work);

const piece = (entry: IndicatorEntry): string => entry.piece ?? '件';

/** With a bound of 100 % nothing makes up for a miss: what is said is how many there are. */
function missesText(entry: IndicatorEntry, { numerator, denominator }: Fraction, bound: number): string | undefined {
	const missed = grouped(denominator - numerator);
	if (entry.work === 'late-payments') return `${missed} 笔未在 15 日内发放`;
	if (entry.work === 'misses') return `${missed} ${piece(entry)}`;
	return bound >= 100 && entry.unit === '%' ? `${missed} ${piece(entry)}未达到` : undefined;
}

/** Distance in the indicator's own unit, to one decimal rounded up; at least 0.1, as on the bound of a strict target nothing is measurable. */
function awayText(entry: IndicatorEntry, distance: number, upward: boolean): string {
	const tenths = Math.max(1, Math.ceil(Math.round(distance * 1e7) / 1e6));
	const amount = grouped(tenths / 10, 1);
	if (entry.unit === '%') return `差 ${amount} 个百分点`;
	return `${upward ? '差' : '超'} ${amount} ${entry.unit}`;
}

const fenPerTenthMyriad = 100_000;

const myriads = (fen: number): string => `${grouped(Math.ceil(fen / fenPerTenthMyriad) / 10, 1)} 万元`;

function workText(entry: IndicatorEntry, need: number, goal: string | undefined, upward: boolean): string {
	const reaching = goal === undefined ? '' : `${upward ? '达' : '降至'} ${goal}`;
	switch (entry.work) {
		case 'recover':
			return `再到位 ${myriads(need)}${reaching}`;
		case 'pay':
			return `再发放 ${myriads(need)}${reaching}`;
		case 'close':
		case 'close-fewer':
			return `再结 ${grouped(need)} 件${reaching}`;
		case 'more':
			return `再${entry.verb ?? '增加'} ${grouped(need)} ${piece(entry)}${reaching}`;
		case 'clear':
			return `再${entry.verb ?? '清理'} ${grouped(need)} ${piece(entry)}${goal?.startsWith('0') ? '清零' : reaching}`;
		default:
			return `超 ${grouped(need)} ${piece(entry)}`;
	}
}
