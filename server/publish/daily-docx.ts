import { Document, Packer, type Paragraph, type Table } from 'docx';
import type { DailyFigures, ReportSection } from '../core/report/types.ts';
import { longDay } from '../core/report/wording.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import { coreXml } from './core-xml.ts';
import { fontTableXml, stylesXml } from './font-table.ts';
import { body, heading, line, note, pages, sizes } from './layout.ts';
import { figureTable, indicatorTable, lineTable } from './tables.ts';
import { stillZip } from './still-zip.ts';

/** What the document prints: figures, with id and hash where they are a record. */
export type DailyDocument = DailyFigures & { readonly hash?: string; readonly kind?: string };

/** Lines printed of one list; the record holds them all. */
export const mostLinesPrinted = 500;

function titleLines({ title, number, draft }: DailyDocument): readonly Paragraph[] {
	// A long title breaks before its bracket, so that the lines stand balanced.
	const [name = title, rest] = title.split(/(?=（)/);
	return [
		...(number && !draft ? [line(number, 'fang', sizes.third, { before: 120, after: 300 })] : []),
		line(name, 'song', sizes.second),
		...(rest ? [line(rest, 'song', sizes.second, { after: 300 })] : []),
	];
}

/** Room above and below a table, in twentieths of a point. */
const tableBelow = { after: 80 } as const;
const tableBetween = { before: 160, after: 80 } as const;

const ordinals = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];

function annexLines(sections: readonly ReportSection[]): readonly Paragraph[] {
	const listed = sections.filter((section) => section.total > 0);
	const empty = sections.filter((section) => section.total === 0);
	const names = listed.map((section, index) => `${index + 1}. ${section.title}（${section.total}条）`);
	return [
		...(names.length > 0 ? [body(`清单附后：${names.join('；')}。`)] : []),
		...(empty.length > 0 ? [body(empty.map((section) => section.empty).join(''))] : []),
	];
}

function firstPages(figures: DailyDocument, zone: string): readonly (Paragraph | Table)[] {
	const made = longDay(dayOfInstant(figures.madeAt, zone));
	const isBulletin = figures.kind === 'overdue-bulletin';
	return [
		...titleLines(figures),
		heading(`${ordinals[0]}、${isBulletin ? '工作要求' : '需要办理的三件事'}`),
		...figures.actions.map((action, index) => body(`${index + 1}. ${action}`)),
		heading(`${ordinals[1]}、${isBulletin ? '基本' : figures.draft ? '今日' : '当日'}情况`, tableBelow),
		figureTable(figures.figures),
		...(isBulletin ? [] : [heading(`${ordinals[2]}、本年指标`, tableBetween), indicatorTable(figures.indicators)]),
		heading(`${ordinals[isBulletin ? 2 : 3]}、清单`, { before: 160 }),
		...annexLines(figures.sections),
		...(figures.draft
			? []
			: [line(figures.courtName, 'fang', sizes.third, { right: 1280, before: 300 }), line(made, 'fang', sizes.third, { right: 1280 })]),
	];
}

function notes(figures: DailyDocument): readonly Paragraph[] {
	return [
		heading('说明', { before: 160 }),
		...figures.notes.map(note),
		note(`规则库版本：${figures.rulebookVersion}。`),
		...(figures.hash ? [note(`校验码（SHA-256）：${figures.hash}`)] : []),
	];
}

function annex(section: ReportSection, index: number): readonly (Paragraph | Table)[] {
	const shown = section.lines.slice(0, mostLinesPrinted);
	const rest = section.total - shown.length;
	return [
		line(`附表${index + 1}  ${section.title}（${section.total}条）`, 'hei', sizes.third, { before: index === 0 ? 0 : 300, after: 120 }),
		lineTable(shown),
		...(rest > 0 ? [note(`以上列出前 ${shown.length} 条，另有 ${rest} 条见系统内的本期记录。`)] : []),
	];
}

/** The Word document of daily statistics, laid out after GB/T 9704; the same record always gives the same bytes. Days are printed in the court's zone. */
export async function renderDailyDocx(figures: DailyDocument, zone = 'Asia/Shanghai'): Promise<Uint8Array> {
	const listed = figures.sections.filter((section) => section.total > 0);
	const look = { words: figures.draft ? '未定稿' : undefined };
	const document = new Document({
		title: figures.title,
		creator: figures.courtName,
		externalStyles: stylesXml,
		evenAndOddHeaderAndFooters: true,
		sections: [
			pages('portrait', look, [...firstPages(figures, zone), ...(listed.length > 0 ? [] : notes(figures))]),
			...(listed.length > 0 ? [pages('landscape', look, [...listed.flatMap(annex), ...notes(figures)])] : []),
		],
	});
	const packed = await Packer.toBuffer(document, undefined, [
		{ path: 'docProps/core.xml', data: coreXml(figures) },
		{ path: 'word/fontTable.xml', data: fontTableXml() },
	]);
	return stillZip(new Uint8Array(packed));
}
