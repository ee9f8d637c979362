import type { DailyFigures } from './types.ts';
import type { CitedFigure, Inline, Paper, PaperBlock, PaperCell, PaperChart } from './paper.ts';
import { refsOf } from './paper-parts.ts';

/** Family names of two signs that court rolls meet; all others have one. */
const compound = new Set(
	'欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 令狐'.split(
		' ',
	),
);

/** A name as visitors read it: 王某, 欧阳某. */
export function maskedName(name: string): string {
	const family = compound.has(name.slice(0, 2)) && name.length > 2 ? name.slice(0, 2) : name.slice(0, 1);
	return `${family}某`;
}

/** Said at the end of a visitor's edition. */
export const visitorNote = '参观版：到人的名单从略，姓名以“某”代称；以内部版为准。';

const special = /[.*+?^${}()|[\]\\]/gu;

/** Replaces every known name in a text, the longest first, so that no part of a name is left. */
function masker(names: readonly string[]): (text: string) => string {
	const known = [...new Set(names)].filter((name) => name.length >= 2).sort((a, b) => b.length - a.length);
	if (known.length === 0) return (text) => text;
	const pattern = new RegExp(known.map((name) => name.replaceAll(special, '\\$&')).join('|'), 'gu');
	return (text) => text.replaceAll(pattern, maskedName);
}

/** A text without the names that are known. */
export const maskNames = (text: string, names: readonly string[]): string => masker(names)(text);

/** Ids without the code of the person that a figure is about. */
const namelessIds = (figures: readonly CitedFigure[]): ReadonlyMap<string, string> =>
	new Map(figures.flatMap(({ id, person }, at) => (person === undefined ? [] : [[id, `person-${at + 1}`]])));

/** Whether a chart draws or names a person. */
const drawsPerson = ({ categories, series, flows = [] }: PaperChart, mask: (text: string) => string): boolean =>
	[...categories, ...series.map(({ name }) => name), ...flows.flatMap(({ from, to }) => [from, to])].some((text) => mask(text) !== text);

/**
 * The edition that visitors may see (参观模式): tables that name persons left out with the figures that only they cite, every known name masked, no way
 * to lists of cases. Figures of one person keep their value where a sentence cites them and lose the person.
 */
export function visitorEdition(paper: Paper, names: readonly string[]): Paper {
	const mask = masker(names);
	const ids = namelessIds(paper.figures);
	const refOf = <T extends { readonly ref: string }>(part: T): T => ({ ...part, ref: ids.get(part.ref) ?? part.ref });
	const inlines = (parts: readonly Inline[]): readonly Inline[] =>
		parts.map((part) => (typeof part === 'string' ? mask(part) : refOf(part)));
	const cell = (value: PaperCell): PaperCell => {
		if (typeof value === 'string') return mask(value);
		if (value === null || typeof value !== 'object') return value;
		return 'caseId' in value ? value.caseNumber : 'ref' in value ? refOf(value) : value;
	};
	const block = (one: PaperBlock): readonly PaperBlock[] => {
		switch (one.kind) {
			case 'heading':
			case 'note':
				return [{ ...one, text: mask(one.text) }];
			case 'para':
				return [{ ...one, parts: inlines(one.parts) }];
			case 'slot':
				return [{ ...one, title: mask(one.title), paragraphs: one.paragraphs.map(inlines) }];
			case 'table':
				return one.persons
					? []
					: [
							{
								...one,
								...{ title: mask(one.title), empty: mask(one.empty), rows: one.rows.map((row) => row.map(cell)) },
								columns: one.columns.map((column) => ({ ...column, title: mask(column.title) })),
								...(one.note ? { note: mask(one.note) } : {}),
							},
						];
			case 'chart':
				return drawsPerson(one.chart, mask) ? [] : [{ ...one, title: mask(one.title), ...(one.note ? { note: mask(one.note) } : {}) }];
			default:
				return one satisfies never;
		}
	};
	const figure = ({ person: _person, drill: _drill, ...rest }: CitedFigure): CitedFigure => ({
		...rest,
		id: ids.get(rest.id) ?? rest.id,
		label: mask(rest.label),
	});
	const shown: Paper = {
		...paper,
		title: mask(paper.title),
		addressees: mask(paper.addressees),
		blocks: paper.blocks.flatMap(block),
		annexes: paper.annexes.flatMap(block),
		figures: paper.figures.map(figure),
		notes: [...paper.notes.map(mask), visitorNote],
		...(paper.corrects ? { corrects: { ...paper.corrects, reason: mask(paper.corrects.reason) } } : {}),
	};
	const cited = refsOf(shown);
	return { ...shown, figures: shown.figures.filter(({ id }) => cited.has(id)) };
}

/** The same of a record of one day (日统计, 逾期节点通报): figures and indicators stay, lists to the case and the person are left out. */
export function visitorDaily(figures: DailyFigures, names: readonly string[]): DailyFigures {
	const mask = masker(names);
	return {
		...figures,
		actions: figures.actions.map(mask),
		sections: figures.sections.map(({ title, total }) => ({
			title,
			total,
			empty: total === 0 ? '无。' : `共 ${total} 项，名单从略。`,
			lines: [],
		})),
		notes: [...figures.notes.map(mask), visitorNote],
	};
}
