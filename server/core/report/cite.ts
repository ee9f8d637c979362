import type { Unit } from '../indicator/catalogue/types.ts';
import type { CourtDate } from '../time/types.ts';
import type { CitedFigure, Inline, PaperCell } from './paper.ts';
import { grouped } from './wording.ts';

/** A reference to a cited figure: what stands in a sentence or a cell in the place of its number. */
export interface Ref {
	readonly ref: string;
}

/** Units in which figures are given: those of indicators; 「日」: whole days; 「个」: courts and departments; `fen` is printed in 万元 or 亿元; `pp`: percentage points. */
export type FigureUnit = Unit | 'pp' | 'fen' | '日' | '个';

/** A figure to cite. */
export interface Cited {
	/** Unique in the paper but for the form in which it is printed. */
	readonly id: string;
	readonly label: string;
	readonly code: string;
	readonly court: string;
	readonly unit?: string;
	readonly person?: string;
	readonly from: CourtDate;
	readonly to: CourtDate;
	/** In the unit, amounts in fen; null where there is no value. */
	readonly value: number | null;
	readonly of: FigureUnit;
	/** Printed in place of the value where it must not read as met or missed by rounding. */
	readonly text?: string;
	readonly numerator?: number;
	readonly denominator?: number;
	readonly definition?: string;
	readonly drill?: string;
}

/** The figures that a paper cites, as they come up. */
export interface CiteBook {
	/** With its unit, for sentences: 「1,234件」「96.25%」「1.23亿元」. */
	say(figure: Cited): Ref;
	/** Without a unit that the column's heading names, for tables: 「1,234」「96.25%」, amounts in 万元. */
	cell(figure: Cited): PaperCell;
	/** A text that is computed as a whole (a distance to a target) and cited as one. */
	text(figure: Omit<Cited, 'of'> & { readonly text: string }): Ref;
	readonly figures: readonly CitedFigure[];
}

const fenPerMyriad = 1_000_000;
const fenPerHundredMillion = 10_000_000_000;

/** Digits after the point: rates, points, days and amounts have two, whatever is counted has none. */
function digitsOf(unit: FigureUnit): number {
	return ['件', '项', '笔', '人', '次', '日', '个'].includes(unit) ? 0 : 2;
}

const suffixes: Partial<Readonly<Record<FigureUnit, string>>> = { pp: '个百分点', fen: '万元' };

/** A value as read in a sentence. */
export function saidValue(value: number | null, unit: FigureUnit): string {
	if (value === null) return '—';
	if (unit === 'fen' && value === 0) return '0元';
	if (unit === 'fen' && Math.abs(value) >= fenPerHundredMillion) return `${grouped(value / fenPerHundredMillion, 2)}亿元`;
	const shown = unit === 'fen' ? value / fenPerMyriad : value;
	return `${grouped(shown, digitsOf(unit))}${suffixes[unit] ?? unit}`;
}

/** A value as read in a column whose heading names the unit; rates keep their sign. */
export function cellValue(value: number | null, unit: FigureUnit): string {
	if (value === null) return '—';
	return `${grouped(unit === 'fen' ? value / fenPerMyriad : value, digitsOf(unit))}${unit === '%' ? '%' : ''}`;
}

/** The value as a number in the unit that is printed. */
const printed = (value: number | null, unit: FigureUnit): number | null =>
	value === null ? null : unit === 'fen' ? value / fenPerMyriad : value;

/** An empty book. Cited twice under one id, a figure must read the same both times. */
export function citeBook(): CiteBook {
	const known = new Map<string, CitedFigure>();
	const put = (figure: Omit<Cited, 'of'>, id: string, text: string, value: number | null): Ref => {
		const { label, code, court, unit, person, from, to, numerator, denominator, definition, drill } = figure;
		const earlier = known.get(id);
		if (earlier && earlier.text !== text) throw new Error(`figure ${id} reads ${earlier.text} and ${text}`);
		known.set(id, {
			...{ id, text, value, label, code, court, from, to },
			...(unit ? { unit } : {}),
			...(person ? { person } : {}),
			...(numerator === undefined ? {} : { numerator }),
			...(denominator === undefined ? {} : { denominator }),
			...(definition ? { definition } : {}),
			...(drill ? { drill } : {}),
		});
		return { ref: id };
	};
	return {
		say: (figure) => put(figure, figure.id, figure.text ?? saidValue(figure.value, figure.of), printed(figure.value, figure.of)),
		cell: (figure) => {
			if (figure.of === '%') return put(figure, figure.id, figure.text ?? cellValue(figure.value, '%'), figure.value);
			const text = figure.text ? figure.text.replace(/[^\d.,−—]+$/u, '') : cellValue(figure.value, figure.of);
			return put(figure, `${figure.id}~`, text, printed(figure.value, figure.of));
		},
		text: (figure) => put(figure, figure.id, figure.text, figure.value),
		get figures() {
			return [...known.values()];
		},
	};
}

/** Words with figures among them. */
export type Words = readonly Inline[];

/** A sentence written as a template: figures stay references, other sentences are taken in, what is undefined is left out. */
export function words(strings: TemplateStringsArray, ...values: readonly (Inline | Words | undefined)[]): Words {
	const list: Inline[] = [];
	const add = (part: Inline): void => {
		const last = list.at(-1);
		if (part === '') return;
		if (typeof part === 'string' && typeof last === 'string') list[list.length - 1] = last + part;
		else list.push(part);
	};
	strings.forEach((text, at) => {
		add(text);
		const value = values[at];
		if (value === undefined) return;
		if (typeof value === 'string' || 'ref' in value) add(value);
		else value.forEach(add);
	});
	return list;
}

/** Several phrases with a sign between them. */
export function joined(parts: readonly Words[], sign: string): Words {
	return parts.flatMap((part, at) => (at === 0 ? [...part] : [sign, ...part]));
}

/** The words as plain text, with the figures as printed. */
export function plainWords(parts: Words, figures: readonly CitedFigure[]): string {
	const texts = new Map(figures.map((figure) => [figure.id, figure.text]));
	return parts.map((part) => (typeof part === 'string' ? part : (texts.get(part.ref) ?? '？'))).join('');
}
