import { wallEntries } from '../indicator/catalogue/index.ts';
import { addDays, yearOf } from '../time/civil.ts';
import type { CourtDate } from '../time/types.ts';
import { epochMsOf, startOfDay } from '../time/zone.ts';
import { threeActions } from './actions.ts';
import { heldAt, isSeal, openNodes, waitingRequests, type OpenNode, type WaitingRequest } from './as-of.ts';
import { dailyFigures, yearIndicators } from './figures.ts';
import { courtName, firstCause, lockLine, nodeLine, requestLine, type LineContext } from './lines.ts';
import type { DailyFigures, DailyInput, LockAsStored, ReportLine, ReportSection } from './types.ts';
import { clockTime, dailyNumber, longDay, longMoment } from './wording.ts';

/** Days ahead that the two lists of coming deadlines reach. */
export const horizons = { due: 7, seals: 30 } as const;

const lateMinutes = 60;

/** Titles by which other documents find a list. */
export const sectionTitles = { overdue: '超期节点' } as const;

/** The daily statistics of a court and its subordinate courts, from what the store held at the moment of making. */
export function buildDaily(input: DailyInput): DailyFigures {
	const court = input.directory.courts.get(input.court)!;
	const { day, cutOffAt, before, draft } = input;
	const dayStart = startOfDay(day, court.zone);
	const open = openNodes(input.nodes, input.locks, input);
	const held = input.locks.filter((lock) => heldAt(lock, before)).sort(byFirstDue);
	const set = input.locks
		.filter((lock) => lock.state !== 'proposed' && lock.lockedAt >= dayStart && lock.lockedAt < before)
		.sort(byFirstDue);
	const released = input.locks.filter(
		(lock) => lock.releasedAt !== undefined && lock.releasedAt >= dayStart && lock.releasedAt < before,
	).length;
	const waiting = waitingRequests(input.requests, input.locks, before);
	const facts = { input, zone: court.zone, open, held, waiting, newlyLocked: set.length, released };
	const context: LineContext = { input, lockOfCase: new Map(held.map((lock) => [lock.caseId, lock])) };
	return {
		title: draft
			? `${court.name}执行工作即时统计（截至 ${clockTime(cutOffAt, court.zone)}）`
			: `${court.name}执行工作日统计（${longDay(day)}）`,
		...(draft ? {} : { number: dailyNumber(court, day) }),
		draft,
		court: court.code,
		courtName: court.name,
		day,
		cutOffAt,
		madeAt: input.madeAt,
		throughSeq: input.throughSeq,
		rulebookVersion: input.rulebook.version,
		actions: threeActions(facts),
		figures: dailyFigures(facts),
		indicators: yearIndicators(input),
		sections: sectionsOf(context, { open, held, set, waiting }),
		notes: notesOf(input, court.zone),
	};
}

function byFirstDue(a: LockAsStored, b: LockAsStored): number {
	const [first, second] = [firstCause(a)?.dueOn ?? '9999', firstCause(b)?.dueOn ?? '9999'];
	return first === second ? (a.lockId < b.lockId ? -1 : 1) : first < second ? -1 : 1;
}

interface Rows {
	readonly open: readonly OpenNode[];
	readonly held: readonly LockAsStored[];
	readonly set: readonly LockAsStored[];
	readonly waiting: readonly WaitingRequest[];
}

function section(title: string, empty: string, lines: readonly ReportLine[]): ReportSection {
	return { title, total: lines.length, empty, lines };
}

function sectionsOf(context: LineContext, { open, held, set, waiting }: Rows): readonly ReportSection[] {
	const { day, draft } = context.input;
	const today = draft ? '今日' : '当日';
	const nodes = (fits: (node: OpenNode) => boolean): readonly ReportLine[] => open.filter(fits).map((node) => nodeLine(context, node));
	const ahead = (node: OpenNode, days: number): boolean => node.dueOn > day && node.dueOn <= addDays(day, days);
	const lockLines = (locks: readonly LockAsStored[]): readonly ReportLine[] => locks.map((lock) => lockLine(context, lock));
	return [
		section(`${today}新锁死案件`, `${today}没有新锁死案件。`, lockLines(set)),
		section('锁死在册案件', '没有锁死案件。', lockLines(held)),
		section(
			'待审解锁申请',
			'没有待审的解锁申请。',
			waiting.map((request) => requestLine(context, request)),
		),
		section(
			sectionTitles.overdue,
			'没有超期节点。',
			nodes((node) => node.overdueDays > 0),
		),
		section(
			`${today}到期未办结`,
			`${today}到期的均已办结，或没有到期节点。`,
			nodes((node) => node.dueOn === day),
		),
		section(
			'未来七日到期',
			'未来七日没有到期节点。',
			nodes((node) => !isSeal(node) && ahead(node, horizons.due)),
		),
		section(
			'三十日内查封届满',
			'三十日内没有查封、冻结届满。',
			nodes((node) => isSeal(node) && ahead(node, horizons.seals)),
		),
	];
}

function notesOf(input: DailyInput, zone: string): readonly string[] {
	const { day, cutOffAt, madeAt, draft, courts } = input;
	const scope = courts.length > 1 ? `${courtName(input, input.court)}及下辖 ${courts.length - 1} 个法院` : courtName(input, input.court);
	const moment = draft
		? `截至 ${longMoment(cutOffAt, zone)}，未定稿，不编号，不留存。`
		: `截止时点为${longDay(day)}24时，制作于 ${longMoment(madeAt, zone)}。`;
	return [
		`统计范围为${scope}的执行案件；期限、锁死和案款清单以有约束力的期限为准。${moment}`,
		feedNote(input, zone),
		...(draft ? [] : [asOfNote(input)]),
		`指标为${yearOf(day)}年1月1日至${longDay(day)}累计，目标值只用于文件所定的范围。旧存为上年末以前收案减结案，受理为旧存加新收。${definitionNote()}${targetNote()}`,
		'应完成日当日24时以前办结的为按期，次日零时起为超期；超期天数为自然日。暂定：当年节假日安排尚未公布；待核：期限依据待本院确认，不作锁死依据；超期待核实：来源系统数据尚未完整到应完成日，暂不锁死。',
	];
}

function definitionNote(): string {
	return wallEntries.map(({ name, wall, definition }) => `${wall.name ?? name}：${definition}。`).join('');
}

/** Which document each target is taken from. */
function targetNote(): string {
	const byDocument = Map.groupBy(wallEntries, ({ wall }) => wall.reference.document);
	const parts = [...byDocument].map(([document, list]) => `${list.map(({ name, wall }) => wall.name ?? name).join('、')}参照${document}`);
	return `目标值：${parts.join('；')}。`;
}

function feedNote({ completeThrough, cutOffAt }: DailyInput, zone: string): string {
	if (!completeThrough) return '来源系统未申报数据完整时点，截止时点以前发生、尚未报送的事实未计入。';
	if (completeThrough >= cutOffAt) return '来源系统数据已完整到截止时点。';
	return `来源系统数据只完整到 ${longMoment(completeThrough, zone)}，其后发生、尚未报送的事实未计入。`;
}

/** What a record cannot know of its cut-off because the store keeps only the present: said, not hidden. */
function asOfNote({ cutOffAt, madeAt }: DailyInput): string {
	const minutes = Math.floor((epochMsOf(madeAt) - epochMsOf(cutOffAt)) / 60_000);
	const late =
		minutes >= lateMinutes
			? `本记录为补制，制作时距截止时点${minutes >= 1440 ? ` ${Math.floor(minutes / 1440)} 日` : ` ${Math.floor(minutes / 60)} 小时`}。`
			: '';
	return `${late}截止时点以后办结、结案、解锁、审批的，均还原为截止时点的状态；承办人、部门、停止计算、撤回申请和补录待核以制作时为准。本记录制成后不再更改，其后补录的当日事实只计入重算数。`;
}

/** The instant at which a day's record is cut off: 24:00 of the day. */
export const cutOffOf = (day: CourtDate, zone: string) => startOfDay(addDays(day, 1), zone);
