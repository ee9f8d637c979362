import type { CitedFigureView, PaperView } from '../../src/lib/contract/paper-page.ts';
import { roleNames, type Role } from '../core/access/may.ts';
import { entryOf } from '../core/indicator/catalogue/index.ts';
import { partsText } from '../core/indicator/text.ts';
import { maskNames, visitorDaily, visitorEdition } from '../core/report/paper-edition.ts';
import { paperKindNames } from '../core/report/paper-parts.ts';
import type { CitedFigure, Paper } from '../core/report/paper.ts';
import type { DailyFigures } from '../core/report/types.ts';
import { isDaily, type PublicationKind } from '../store/publications.ts';
import { personName, type ViewContext } from './view-context.ts';

const dailyNames = { daily: '日统计', 'overdue-bulletin': '逾期节点通报' } as const;

/** The Chinese name of a kind of publication. */
export const kindNameOf = (kind: PublicationKind): string => (isDaily(kind) ? dailyNames[kind] : paperKindNames[kind]);

/** Every kind of publication, for choices. */
export const allKinds: readonly { readonly code: string; readonly name: string }[] = [
	...Object.entries(dailyNames),
	...Object.entries(paperKindNames),
].map(([code, name]) => ({ code, name }));

/** Kinds that are papers and can be made by hand. */
export const handKinds = Object.entries(paperKindNames).map(([code, name]) => ({ code, name }));

/** Forms of files as pages name them. */
export const formNames = { docx: 'Word', xlsx: 'Excel', html: '网页', pdf: 'PDF' } as const;

/** Who did something: a person by name, or the system itself. */
export const doerName = (context: ViewContext, code: string): string => (code === 'system' ? '系统' : (personName(context, code) ?? code));

/** A role in words. */
export const roleWords = (role: string): string => (role === 'system' ? '自动' : (roleNames[role as Role] ?? role));

/** A cited figure with what it was divided from in words: amounts are kept in fen, and read in 万元 or 元. */
function citedView(figure: CitedFigure): CitedFigureView {
	const { code, numerator, denominator, ...rest } = figure;
	const entry = entryOf(code);
	if (!entry || numerator === undefined || denominator === undefined) return rest;
	const parts = partsText(entry, numerator, denominator);
	return { ...rest, parts: denominator === 0 ? `${parts}（分母为零，不计算）` : parts };
}

/** A paper as pages show it. */
export function paperView(paper: Paper, hash?: string): PaperView {
	return { ...paper, figures: paper.figures.map(citedView), kindName: paperKindNames[paper.kind], ...(hash ? { hash } : {}) };
}

const namesOf = (context: Pick<ViewContext, 'directory'>): readonly string[] =>
	[...context.directory().persons.values()].map(({ name }) => name);

/** The edition for visitors: persons of the directory masked, tables that name persons left out. */
export const visitorsPaper = (context: Pick<ViewContext, 'directory'>, paper: Paper): Paper => visitorEdition(paper, namesOf(context));

/** The same of a record of one day. */
export const visitorsDaily = (context: Pick<ViewContext, 'directory'>, figures: DailyFigures): DailyFigures =>
	visitorDaily(figures, namesOf(context));

/** A text that persons wrote beside a paper. */
export const visitorsText = (context: Pick<ViewContext, 'directory'>, text: string): string => maskNames(text, namesOf(context));
