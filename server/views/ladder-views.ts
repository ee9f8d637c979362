import type { LadderFilter, LadderView, MonthlyRow, MonthlyView, StageLevel, StageRowView } from '../../src/lib/contract/ladder.ts';
import type { PageResult } from '../../src/lib/contract/pages.ts';
import { roleNames, type Principal, type Role } from '../core/access/may.ts';
import { approachDaysOf, isOnLadder, laddersOf, filedUpTo, stageAt } from '../core/ladder/climb.ts';
import { mayDoStage, mostReviewDays } from '../core/ladder/deeds.ts';
import { mayDraftAny } from '../core/orders/decide.ts';
import type { Ladder, StageNotice, StageReview } from '../core/ladder/types.ts';
import { addDays, addMonths, daysBetween } from '../core/time/civil.ts';
import type { CourtDate } from '../core/time/types.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import { countStages, readOpenAt, readStages, type StageRow } from '../store/ladder-readers.ts';
import type { DeskViews } from './desk.ts';
import { offsetOf, superviseScope } from './supervise-scope.ts';
import { courtName, personName, unitName, type ViewContext } from './view-context.ts';

const pageRows = 100;
const mostMonthly = 3000;
const monthsBack = 12;
const noUnit = '未登记部门';
const noHandler = '尚未分案';

/** Everything that pages and API read of the long-pending ladder, for one person at a time. */
export class LadderViews {
	readonly #context: ViewContext;
	readonly #desk: DeskViews;
	readonly #ladders: readonly Ladder[];

	constructor(context: ViewContext, desk: DeskViews, ladders: readonly Ladder[]) {
		this.#context = context;
		this.#desk = desk;
		this.#ladders = ladders;
	}

	async list(principal: Principal, filter: LadderFilter): Promise<LadderView> {
		const { choice, ...scope } = superviseScope(this.#context, principal, filter.court);
		const { db } = this.#context;
		const { ladder = 'S2', stage, standing, limit = pageRows } = filter;
		const sums = (await countStages(db, scope, scope.today)).filter((row) => row.ladder === ladder);
		const offset = offsetOf(filter.cursor);
		const found = await readStages(db, {
			...scope,
			ladder,
			...(stage === undefined ? {} : { stage }),
			...(standing ? { standing } : {}),
			offset,
			limit: limit + 1,
		});
		const known = this.#ladders.find(({ id }) => id === ladder)?.stages ?? [];
		return {
			today: scope.today,
			latestReview: addDays(scope.today, mostReviewDays),
			mayOrder: mayDraftAny(principal, this.#context.directory()),
			ladder,
			ladders: this.#ladders.map(({ id, name, source }) => ({ id, name, source })),
			stages: known.map((row) => {
				const { total = 0, unreceived = 0, unplanned = 0, reviewLate = 0 } = sums.find((sum) => sum.stage === row.stage) ?? {};
				return { stage: row.stage, name: row.name, level: row.level, total, unreceived, unplanned, reviewLate };
			}),
			rows: found.slice(0, limit).map((row) => this.#row(principal, row, scope.today)),
			...(found.length > limit ? { nextCursor: String(offset + limit) } : {}),
			...choice,
			...(stage === undefined ? {} : { stage }),
			...(standing ? { standing } : {}),
		};
	}

	#row(principal: Principal, row: StageRow, today: CourtDate): StageRowView {
		const context = this.#context;
		const to = JSON.parse(row.recipients) as readonly StageNotice[];
		const reviews = JSON.parse(row.reviews) as readonly StageReview[];
		const handler = row.handler_code ?? undefined;
		const of = { handler, unit: row.unit_code ?? undefined };
		const allowed = (kind: 'receive' | 'plan' | 'review'): boolean =>
			mayDoStage(principal, { court: row.court_code, to }, of, kind, context.directory());
		const name = (code: string): string => personName(context, code) ?? code;
		const [handlerName, unit] = [personName(context, handler), unitName(context, row.unit_code)];
		const lateBy = row.next_review_on ? daysBetween(row.next_review_on as CourtDate, today) : 0;
		const mayReview = allowed('review');
		const zone = context.directory().courts.get(row.court_code)?.zone ?? 'Asia/Shanghai';
		return {
			stageId: row.id,
			caseId: row.case_id,
			caseNumber: row.number_text,
			courtName: courtName(context, row.court_code),
			...(unit ? { unitName: unit } : {}),
			...(handlerName ? { handlerName } : {}),
			filedOn: row.filed_on ?? '',
			ageDays: row.filed_on ? daysBetween(row.filed_on as CourtDate, today) : 0,
			stage: row.stage,
			stageName: row.name,
			level: row.level as StageLevel,
			enteredOn: row.entered_on,
			told: to.map(({ as, person }) => ({
				roleName: roleNames[as as Role] ?? as,
				...(person ? { personName: context.directory().persons.has(person) ? name(person) : '' } : {}),
			})),
			replyBy: row.reply_by,
			replyLate: row.received_at === null && row.reply_by < today,
			...(row.received_at && row.received_by
				? { received: { byName: name(row.received_by), on: dayOfInstant(row.received_at as never, zone) } }
				: {}),
			...(row.plan && row.planned_by && row.planned_on
				? { plan: { byName: name(row.planned_by), on: row.planned_on, text: row.plan } }
				: {}),
			...(row.next_review_on ? { nextReviewOn: row.next_review_on } : {}),
			...(lateBy > 0 ? { reviewLateDays: lateBy } : {}),
			reviews: reviews.map(({ by, on, result }) => ({ byName: name(by), on, result })),
			mayReceive: row.received_at === null && allowed('receive'),
			mayPlan: allowed('plan'),
			mayReview,
			mayLeave: mayReview && row.level === 'committee',
		};
	}

	/** A stage that this person may read: refusals do not tell whether there is another. */
	async mayRead(principal: Principal, caseKey: string): Promise<boolean> {
		return (await this.#desk.caseOf(principal, caseKey)) !== undefined;
	}

	async monthly(principal: Principal, asked: { readonly month?: string; readonly court?: string }): Promise<PageResult<MonthlyView>> {
		const context = this.#context;
		const { choice, today, courts, ...own } = superviseScope(context, principal, undefined);
		const court = asked.court ?? courts[0];
		const known = court === undefined ? undefined : context.directory().courts.get(court);
		if (!known || !courts.includes(known.code)) return { ok: false, status: 404, message: '没有这个法院，或您无权查看' };
		const month = asked.month ?? today.slice(0, 7);
		if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) return { ok: false, status: 404, message: '月份应为 YYYY-MM' };
		const asOf = `${month}-01` as CourtDate;
		if (asOf > today) return { ok: false, status: 404, message: `${month} 的清单在该月一日形成` };
		const chosen = this.#ladders.filter(({ id }) => laddersOf(known.settings).includes(id));
		const approach = approachDaysOf(known.settings);
		const youngest =
			chosen
				.map((ladder) => filedUpTo(ladder.stages[0]!, asOf, approach))
				.sort()
				.at(-1) ?? asOf;
		const found = await readOpenAt(context.db, { courts: [known.code], ...own }, youngest, asOf, mostMonthly + 1);
		const rows = found.slice(0, mostMonthly);
		const groups = chosen.toReversed().flatMap((ladder) =>
			ladder.stages.toReversed().map((stage) => ({
				ladder: ladder.id,
				name: stage.name,
				level: stage.level,
				rows: sorted(
					rows
						.filter(
							(row) =>
								isOnLadder(ladder.id, row.kind, row.procedure ?? undefined) &&
								stageAt(ladder, row.filed_on as CourtDate, asOf, approach) === stage,
						)
						.map((row) => this.#monthlyRow(row, asOf)),
				),
			})),
		);
		return {
			ok: true,
			view: {
				court: known.code,
				courtName: known.name,
				month,
				asOf,
				months: Array.from({ length: monthsBack }, (_, index) => addMonths(`${today.slice(0, 7)}-01` as CourtDate, -index).slice(0, 7)),
				total: groups.filter(({ ladder }) => ladder === 'S2').reduce((sum, group) => sum + group.rows.length, 0),
				groups,
				units: unitsOf(groups),
				cut: found.length > mostMonthly,
				courts: choice.courts,
			},
		};
	}

	#monthlyRow(row: Awaited<ReturnType<typeof readOpenAt>>[number], asOf: CourtDate): MonthlyRow {
		return {
			caseId: row.id,
			caseNumber: row.number_text,
			unitName: unitName(this.#context, row.unit_code) ?? noUnit,
			handlerName: personName(this.#context, row.handler_code) ?? noHandler,
			filedOn: row.filed_on ?? '',
			ageDays: daysBetween(row.filed_on as CourtDate, asOf),
			...(row.closed_on ? { closedOn: row.closed_on } : {}),
		};
	}
}

const collator = new Intl.Collator('zh-CN');

/** By department and judge, the oldest first. */
function sorted(rows: readonly MonthlyRow[]): readonly MonthlyRow[] {
	return rows.toSorted(
		(a, b) =>
			collator.compare(a.unitName, b.unitName) || collator.compare(a.handlerName, b.handlerName) || (a.filedOn < b.filedOn ? -1 : 1),
	);
}

function unitsOf(groups: MonthlyView['groups']): MonthlyView['units'] {
	const names = [...new Set(groups.flatMap(({ rows }) => rows.map((row) => row.unitName)))].sort(collator.compare);
	return names.map((name) => {
		const counts = groups.map(({ rows }) => rows.filter((row) => row.unitName === name).length);
		const total = groups.reduce((sum, { ladder }, index) => sum + (ladder === 'S2' ? counts[index]! : 0), 0);
		return { name, counts, total };
	});
}
