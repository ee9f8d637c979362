import { entryOf } from '../indicator/catalogue/index.ts';
import { enforcedTotal, wallFigures, yearFigures, type MeasureSum } from '../indicator/year.ts';
import type { Measure } from '../indicator/contributions.ts';
import { addDays, daysBetween, yearOf } from '../time/civil.ts';
import { dayOfInstant } from '../time/zone.ts';
import { isBeforeLocks, isSeal, type OpenNode, type WaitingRequest } from './as-of.ts';
import type { DailyInput, LockAsStored, ReportFigure, ReportIndicator } from './types.ts';
import { grouped, indicatorValue, inMyriads } from './wording.ts';

/** What figures are counted from besides the sums. */
export interface FigureFacts {
	readonly input: DailyInput;
	readonly zone: string;
	readonly open: readonly OpenNode[];
	readonly held: readonly LockAsStored[];
	readonly waiting: readonly WaitingRequest[];
	readonly newlyLocked: number;
	readonly released: number;
}

const dayTotal = (input: DailyInput, measure: Measure): number => enforcedTotal(input.daySums, measure);

function figure(label: string, value: string, unit: string, note?: string): ReportFigure {
	return { label, value, unit, ...(note ? { note } : {}) };
}

function caseload(input: DailyInput): readonly ReportFigure[] {
	const year = yearOf(input.day);
	// The closing rate divides 已结 by 受理: what is old is accepted and was not received this year.
	const [rate] = yearFigures([entryOf('enf.close_rate')!], input.sums);
	const { numerator: closed, denominator } = rate!;
	const received = enforcedTotal(
		input.sums.filter(({ span }) => span === 'period'),
		'case-received',
	);
	const old = denominator! - received;
	return [
		figure('新收', grouped(dayTotal(input, 'case-received')), '件', `${year}年累计 ${grouped(received)} 件`),
		figure('已结', grouped(dayTotal(input, 'case-closed')), '件', `${year}年累计 ${grouped(closed)} 件`),
		figure('未结', grouped(old + received - closed), '件', `旧存 ${grouped(old)} 件，受理 ${grouped(old + received)} 件`),
		figure(`${input.draft ? '今日' : '当日'}结案到位金额`, inMyriads(dayTotal(input, 'closed-recovered-fen')), '万元'),
	];
}

function money(input: DailyInput): readonly ReportFigure[] {
	return [
		figure('案款到账', inMyriads(dayTotal(input, 'money-arrived-fen')), '万元'),
		figure('案款发放', inMyriads(dayTotal(input, 'money-paid-fen')), '万元'),
	];
}

function deadlines(facts: FigureFacts): readonly ReportFigure[] {
	const { input, open } = facts;
	const dueToday = open.filter((node) => node.dueOn === input.day).length;
	const overdue = open.filter((node) => node.overdueDays > 0);
	const fresh = overdue.filter((node) => node.overdueDays === 1).length;
	const before = overdue.filter((node) => isBeforeLocks(node, input)).length;
	const today = input.draft ? '今日' : '当日';
	const dueNote = `另有 ${grouped(input.doneOnDueDay)} 项已于${today}办结`;
	const overdueNote = [`${today}新增 ${grouped(fresh)} 项`, ...(before > 0 ? [`启用前超期 ${grouped(before)} 项`] : [])].join('，');
	return [figure(`${today}到期未办结`, grouped(dueToday), '项', dueNote), figure('超期', grouped(overdue.length), '项', overdueNote)];
}

function locks({ input, zone, held, waiting, newlyLocked, released }: FigureFacts): readonly ReportFigure[] {
	const ages = waiting.map(({ request }) => Math.max(0, daysBetween(dayOfInstant(request.requestedAt, zone), input.day)));
	const oldest = Math.max(0, ...ages);
	const today = input.draft ? '今日' : '当日';
	return [
		figure(`${today}新锁死`, grouped(newlyLocked), '件', `锁死在册 ${grouped(held.length)} 件`),
		figure(`${today}解锁`, grouped(released), '件'),
		figure(
			'待审解锁申请',
			grouped(waiting.length),
			'件',
			waiting.length > 0 ? (oldest > 0 ? `最久已等 ${oldest} 日` : `均为${today}提出`) : undefined,
		),
	];
}

function seals({ input, open }: FigureFacts): ReportFigure {
	const last = addDays(input.day, 30);
	const soon = open.filter((node) => isSeal(node) && node.dueOn > input.day && node.dueOn <= last).length;
	const expired = open.filter((node) => isSeal(node) && node.dueOn <= input.day).length;
	return figure('30日内查封届满', grouped(soon), '项', expired > 0 ? `已届满未处理 ${grouped(expired)} 项` : undefined);
}

/** The figures of the day, in the order in which they are printed. */
export function dailyFigures(facts: FigureFacts): readonly ReportFigure[] {
	return [...caseload(facts.input), ...money(facts.input), ...deadlines(facts), ...locks(facts), seals(facts)];
}

/** A draft is made while its day still runs: payments due today can still be made in time, so they are left out of the rate. */
function settledSums(input: DailyInput): readonly MeasureSum[] {
	if (!input.draft) return input.sums;
	const running: readonly Measure[] = ['money-due-count', 'money-paid-in-15-count'];
	const today = input.daySums
		.filter((row) => running.includes(row.measure))
		.map((row): MeasureSum => ({ ...row, span: 'period', value: -row.value }));
	return [...input.sums, ...today];
}

/** The indicators of the year so far, with targets only where a document gives one for exactly this scope. */
export function yearIndicators(input: DailyInput): readonly ReportIndicator[] {
	const sums = settledSums(input);
	return wallFigures(sums, input.day).map((result): ReportIndicator => ({
		name: result.name,
		value: indicatorValue(result),
		target: `${result.target.operator} ${result.target.value} ${result.unit}`,
		...(result.met === undefined ? {} : { met: result.met }),
		note: result.gap ?? (result.value === null ? '本年尚无可计算的案件' : '达到目标要求'),
	}));
}
