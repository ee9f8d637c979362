import type { Court } from '../directory/types.ts';
import { yearOf } from '../time/civil.ts';
import type { CourtDate, Instant } from '../time/types.ts';
import { sectionTitles } from './daily.ts';
import type { DailyFigures, ReportLine } from './types.ts';
import { longDay, longMoment } from './wording.ts';

/** What an office says with a bulletin of overdue nodes (逾期节点通报), and on which part of them. */
export interface BulletinOrder {
	/** 工作要求. */
	readonly requirement: string;
	/** By when the persons named are to finish or to explain. */
	readonly replyBy: CourtDate;
	/** Only nodes of this name, of this person (`personLabel`); absent: all. */
	readonly nodeName?: string;
	readonly handlerName?: string;
	/** Who issues it, by name. */
	readonly issuedBy: string;
}

/** The place of a bulletin among those of its court: which one of the year, which one of the day. */
export interface BulletinPlace {
	readonly ofYear: number;
	readonly ofDay: number;
}

/** 「示0204〔2026〕逾期通报第3号」. */
export function bulletinNumber(court: Pick<Court, 'code' | 'designation'>, day: CourtDate, ofYear: number): string {
	return `${court.designation ?? court.code}〔${yearOf(day)}〕逾期通报第${ofYear}号`;
}

/** A person as bulletins tell persons apart: two of one name may work at different courts. */
export const personLabel = ({ handlerName, courtName }: Pick<ReportLine, 'handlerName' | 'courtName'>): string | undefined =>
	handlerName && `${handlerName}（${courtName}）`;

/** The overdue nodes that a bulletin is about, out of the statistics of the moment. */
export function bulletinLines(now: DailyFigures, { nodeName, handlerName }: Pick<BulletinOrder, 'nodeName' | 'handlerName'>) {
	const overdue = now.sections.find((section) => section.title === sectionTitles.overdue)?.lines ?? [];
	return overdue.filter((line) => (!nodeName || line.nodeName === nodeName) && (!handlerName || personLabel(line) === handlerName));
}

/** A bulletin to the case and the person, frozen as it is issued. */
export function buildBulletin(now: DailyFigures, court: Court, place: BulletinPlace, order: BulletinOrder): DailyFigures {
	const lines = bulletinLines(now, order);
	const count = (value: (line: ReportLine) => string | undefined): number => new Set(lines.flatMap((line) => value(line) ?? [])).size;
	const cases = count((line) => line.caseNumber);
	const scope = [order.nodeName && `节点：${order.nodeName}`, order.handlerName && `承办人：${order.handlerName}`].filter((word) => word);
	return {
		title: `${court.name}逾期节点通报（${yearOf(now.day)}年第${place.ofYear}期）`,
		number: bulletinNumber(court, now.day, place.ofYear),
		draft: false,
		court: court.code,
		courtName: court.name,
		day: now.day,
		cutOffAt: now.cutOffAt,
		madeAt: now.madeAt,
		rulebookVersion: now.rulebookVersion,
		actions: [order.requirement, `请各承办人于${longDay(order.replyBy)}前办结，或书面说明原因与完成时间。`],
		figures: [
			{ label: '逾期节点', value: String(lines.length), unit: '个' },
			{ label: '涉及案件', value: String(cases), unit: '件' },
			{ label: '涉及承办人', value: String(count(personLabel)), unit: '人' },
			{ label: '其中锁死', value: String(new Set(lines.filter((line) => line.locked).map((line) => line.caseNumber)).size), unit: '件' },
			{ label: '最长超期', value: String(Math.max(0, ...lines.map((line) => line.overdueDays ?? 0))), unit: '天' },
		],
		indicators: [],
		sections: [{ title: '逾期节点', total: lines.length, empty: '没有逾期节点。', lines: [...lines].sort(byPersonThenDays) }],
		notes: [
			`通报范围${scope.length > 0 ? `为${scope.join('、')}` : '为全部逾期节点'}，截至 ${longMoment(now.cutOffAt as Instant, court.zone)}；签发：${order.issuedBy}。`,
			'超期天数为自然日。标「待核」「暂定」「启用前超期」「超期待核实」的，不作锁死依据。',
		],
	};
}

/** Persons together, each person's worst first. */
function byPersonThenDays(a: ReportLine, b: ReportLine): number {
	const [first, second] = [a.handlerName ?? '', b.handlerName ?? ''];
	if (first !== second) return first < second ? -1 : 1;
	return (b.overdueDays ?? 0) - (a.overdueDays ?? 0) || (a.caseNumber < b.caseNumber ? -1 : 1);
}
