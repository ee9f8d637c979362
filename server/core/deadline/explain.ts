import { addDays, dateOfDayNumber, dayNumber, daysBetween, LAST_DAY_NUMBER } from '../time/civil.ts';
import type { CourtDate, Instant } from '../time/types.ts';
import { dayOfInstant, epochMsOf, startOfDay } from '../time/zone.ts';
import { countsWorkingDays } from './course.ts';
import type { Course, ExtensionStep } from './course.ts';
import { workingDaysOf } from './exclusion.ts';
import type { ExcludedPiece } from './exclusion.ts';
import type { Reached } from './reach.ts';
import type { Due, DueInput, ExplanationLine, Extension, Grant } from './types.ts';
import { extensionText, limitText, longDate, longDay, restReason, workdayNote } from './wording.ts';

const FIRST_DAY_RULE = '民事诉讼法第八十五条第二款';
const REST_DAY_RULE = '民事诉讼法第八十五条第三款';
const HOUR_RULE = '民事诉讼法解释第一百二十五条';

function dayIfStorable(n: number): { day?: CourtDate } {
	return n <= LAST_DAY_NUMBER ? { day: dateOfDayNumber(n) } : {};
}

function reachedText(n: number): string {
	return n <= LAST_DAY_NUMBER ? longDay(n) : '公元9999年以后';
}

function documentText(documentNo: string | undefined): string {
	return documentNo === undefined ? '文号未登记' : `文号：${documentNo}`;
}

function sourceOf(input: DueInput): { source?: string } {
	return input.basis === undefined ? {} : { source: input.basis };
}

function startLine(input: DueInput): ExplanationLine {
	const event = input.triggerName === undefined ? '期间开始之日' : `${input.triggerName}之日`;
	if (input.limit.limit === 0 && input.limit.extraDays === undefined) {
		return { label: '起算', text: `${event}${longDate(input.trigger)}，限当日完成`, day: input.trigger };
	}
	const next = addDays(input.trigger, 1);
	const text = `${event}${longDate(input.trigger)}不计入期间，自次日${longDate(next)}起算`;
	return { label: '起算', text, day: next, source: FIRST_DAY_RULE };
}

/** Whole days, rest days, excluded working days, working days: four numbers a reader can add up with a wall calendar. */
function workingDayCount(input: DueInput, course: Course): string {
	const start = dayNumber(input.trigger);
	const names = new Set<string>();
	let rest = 0;
	let excluded = 0;
	for (let day = start + 1; day <= course.limitDay; day += 1) {
		if (input.calendar.isWorkingNumber(day)) continue;
		rest += 1;
		const name = input.calendar.nameOf(dateOfDayNumber(day));
		if (name !== undefined) names.add(name);
	}
	for (const piece of course.pieces) if (piece.from <= course.limitDay) excluded += workingDaysOf(piece, input.calendar);
	const total = course.limitDay - start;
	const named = names.size === 0 ? '' : `（含${[...names].join('、')}休假）`;
	const taken = excluded === 0 ? '' : `、扣除的工作日${excluded}日`;
	return `自次日至${longDay(course.limitDay)}共${total}日，减去休息日${rest}日${named}${taken}，计${total - rest - excluded}个工作日`;
}

function limitLine(input: DueInput, course: Course): ExplanationLine {
	const isCounted = input.limit.unit === 'WD' && input.limit.limit > 0 && course.limitDay <= LAST_DAY_NUMBER;
	const arithmetic = isCounted ? workingDayCount(input, course) : `至${reachedText(course.limitDay)}`;
	return { label: '期限', text: `${limitText(input.limit)}，${arithmetic}`, ...dayIfStorable(course.limitDay), ...sourceOf(input) };
}

function extensionLine(step: ExtensionStep, inWorkingDays: boolean): ExplanationLine {
	const { extension } = step;
	const added = extensionText(extension, inWorkingDays);
	const text = `${longDate(extension.decidedOn)}决定延长${added}（${documentText(extension.documentNo)}），至${reachedText(step.to)}`;
	return { label: '延长', text, ...dayIfStorable(step.to) };
}

function pieceLines(course: Course, input: DueInput): ExplanationLine[] {
	const last = course.extensions.at(-1)?.to ?? course.limitDay;
	let reached = last;
	return course.pieces.map((piece) => {
		const days = piece.to - piece.from + 1;
		reached += days;
		const inWorkingDays = countsWorkingDays(input, course);
		const working = inWorkingDays ? `，其中工作日${workingDaysOf(piece, input.calendar)}日，均不计入` : `，至${reachedText(reached)}`;
		return { label: '扣除', text: `${pieceText(piece)}共${days}日${working}`, ...(inWorkingDays ? {} : dayIfStorable(reached)) };
	});
}

function pieceText(piece: ExcludedPiece): string {
	const { ground, documentNo, from } = piece.exclusion;
	const overlap = dayNumber(from) < piece.from ? '（此前部分在起算前或已扣除，不重复扣除）' : '';
	return `${ground}（${documentText(documentNo)}），${longDay(piece.from)}至${longDay(piece.to)}${overlap}`;
}

function rollLine(course: Course, due: number, input: DueInput): ExplanationLine {
	const runs: string[] = [];
	let previous = '';
	for (let day = course.unrolled; day < due; day += 1) {
		const reason = restReason(day, input.calendar);
		const run = reason.endsWith('休假') ? reason : '周末';
		if (run !== previous) runs.push(`${longDay(day)}${reason}`);
		previous = run;
	}
	return { label: '顺延', text: `${runs.join('，')}，顺延至${longDay(due)}`, day: dateOfDayNumber(due), source: REST_DAY_RULE };
}

function frozenLine(course: Course): ExplanationLine {
	const { frozenBy } = course;
	if (frozenBy === undefined) return { label: '停止计算', text: '算出的日期在公元9999年以后，暂无届满日' };
	const text = `${frozenBy.ground}（${documentText(frozenBy.documentNo)}），自${longDate(frozenBy.from)}起尚未结束，期限停止计算，暂无届满日`;
	return { label: '停止计算', text, day: frozenBy.from };
}

function grantLine(grant: Grant): ExplanationLine {
	const text = `${longDate(grant.grantedOn)}批准解锁，批准的新期限为${longDate(grant.dueOn)}，以批准之日期为准，不再顺延`;
	return { label: '解锁新期限', text, day: grant.dueOn };
}

/** 倒算: the day to come is not counted, and a latest day that rests stays where it is. */
function backLines(input: DueInput, course: Course): ExplanationLine[] {
	const event = input.triggerName === undefined ? '倒算之日' : input.triggerName;
	const latest = longDay(course.limitDay);
	const start = `${event}载明之日为${longDate(input.trigger)}，当日不计入，向前倒算`;
	const lines: ExplanationLine[] = [
		{ label: '起算', text: start, day: input.trigger, source: FIRST_DAY_RULE },
		{ label: '期限', text: `至少${limitText(input.limit)}以前，最迟${latest}`, day: dateOfDayNumber(course.limitDay), ...sourceOf(input) },
	];
	if (!input.calendar.isWorkingNumber(course.limitDay))
		lines.push({
			label: '不顺延',
			text: `${latest}${restReason(course.limitDay, input.calendar)}；倒算的期限不向后顺延，宜在此前的工作日办理`,
		});
	return lines;
}

/** Why a last day that rests does not move: a person in custody, or the rule. */
function unrolledLines(input: DueInput, course: Course): ExplanationLine[] {
	if (input.rolls !== false || course.due === undefined || input.calendar.isWorkingNumber(course.due)) return [];
	const reason = restReason(course.due, input.calendar);
	return [{ label: '不顺延', text: `${longDay(course.due)}${reason}；依规则届满日不因节假日延长（在押的，刑事诉讼法第一百零五条）` }];
}

function courseLines(input: DueInput, course: Course): ExplanationLine[] {
	if (input.back) return backLines(input, course);
	const lines = course.grant === undefined ? [startLine(input), limitLine(input, course)] : [];
	const inWorkingDays = countsWorkingDays(input, course);
	for (const step of course.extensions) lines.push(extensionLine(step, inWorkingDays));
	lines.push(...pieceLines(course, input));
	if (course.due === undefined) lines.push(frozenLine(course));
	else if (course.due !== course.unrolled) lines.push(rollLine(course, course.due, input));
	return [...lines, ...unrolledLines(input, course)];
}

function statedLines(input: DueInput): ExplanationLine[] {
	if (input.statedOn !== undefined) {
		const text = `文书载明到期日为${longDate(input.statedOn)}，不顺延、不扣除、不另行推算`;
		return [{ label: '期限', text, day: input.statedOn, ...sourceOf(input) }];
	}
	const text = `文书未载明到期日，暂按法定最长期限${limitText(input.limit)}推算：自${longDate(input.trigger)}起，至期满前一日，待核`;
	return [{ label: '期限', text, ...sourceOf(input) }];
}

function clockText(at: Instant, zone: string): string {
	const day = dayOfInstant(at, zone);
	const minutes = Math.floor((epochMsOf(at) - epochMsOf(startOfDay(day, zone))) / 60_000);
	return `${longDate(day)}${Math.floor(minutes / 60)}时${String(minutes % 60).padStart(2, '0')}分`;
}

function hoursText(hours: NonNullable<DueInput['workingHours']>): string {
	return hours.map(({ from, to }) => `${from}至${to}`).join('、');
}

function instantLines(input: DueInput, from: Instant): ExplanationLine[] {
	const note =
		input.triggerAt === undefined ? '（未记明时刻，自当日结束起算）' : input.limit.unit === 'H' ? '（以时起算的期间从次时起算）' : '';
	const start: ExplanationLine = { label: '起算', text: `自${clockText(from, input.zone)}起算${note}`, source: HOUR_RULE };
	const inHours = input.workingHours === undefined ? '' : `，只在工作时间（${hoursText(input.workingHours)}）内计算，休息日不计`;
	const lines = [start, { label: '期限', text: `${limitText(input.limit)}${inHours}`, ...sourceOf(input) }];
	for (const extension of input.extensions) lines.push(instantExtension(extension));
	return lines;
}

function instantExtension(extension: Extension): ExplanationLine {
	const text = `${longDate(extension.decidedOn)}决定延长${extensionText(extension, false)}（${documentText(extension.documentNo)}）`;
	return { label: '延长', text };
}

function lastDayLine(dueOn: CourtDate, input: DueInput): ExplanationLine {
	const text = `${longDate(dueOn)}（${workdayNote(dueOn, input.calendar)}），当日完成仍为按期，次日零时起超期`;
	return { label: '届满日', text, day: dueOn };
}

function endLines(input: DueInput, reached: Reached, due: Due): ExplanationLine[] {
	const lines: ExplanationLine[] = [];
	if (reached.computedOn !== undefined) {
		const { dueOn, documentNo } = input.recorded!;
		const days = daysBetween(reached.computedOn, dueOn);
		const text = `源系统记载的届满日为${longDate(dueOn)}（${documentText(documentNo)}），比推算的${longDate(reached.computedOn)}${days < 0 ? '早' : '晚'}${Math.abs(days)}日，以记载为准`;
		if (days !== 0) lines.push({ label: '源系统记载', text, day: dueOn });
	}
	if (due.dueAt !== undefined) lines.push({ label: '届满时刻', text: clockText(due.dueAt, input.zone) });
	else if (due.dueOn !== undefined) lines.push(lastDayLine(due.dueOn, input));
	if (due.missedOn !== undefined) {
		const late = `原届满日${longDate(due.missedOn)}在作出延长或批准新期限之前已经届满，曾经超期的记录保留`;
		lines.push({ label: '曾经超期', text: late, day: due.missedOn });
	}
	if (reached.unannouncedYear !== undefined) {
		const text = `${reached.unannouncedYear}年放假安排尚未公布，仅按周末休息推算，届满日暂定；公布后自动重算，此前不据此锁定`;
		lines.push({ label: '暂定', text });
	}
	return lines;
}

function replacedLines(input: DueInput, reached: Reached, grant: Grant): ExplanationLine[] {
	const later = reached.course === undefined ? [] : courseLines(input, reached.course);
	return [grantLine(grant), ...later];
}

/** The lines under 「为什么是这一天」, made from the same course as the due day itself. */
export function explain(input: DueInput, reached: Reached, due: Due, grant: Grant | undefined): readonly ExplanationLine[] {
	const end = endLines(input, reached, due);
	if (grant !== undefined) return [...replacedLines(input, reached, grant), ...end];
	if (reached.course !== undefined) return [...courseLines(input, reached.course), ...end];
	if (reached.countedFrom !== undefined) return [...instantLines(input, reached.countedFrom), ...end];
	return [...statedLines(input), ...end];
}
