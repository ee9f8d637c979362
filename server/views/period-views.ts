import type {
	DeductionRow,
	DeductionView,
	HiddenOverdueRow,
	HiddenOverdueView,
	PeriodChangeView,
	SupervisedRow,
	SupervisedView,
} from '../../src/lib/contract/period-lists.ts';
import type { PeriodFormView, PeriodInboxView, PeriodRequestPage } from '../../src/lib/contract/periods.ts';
import type { PageResult } from '../../src/lib/contract/pages.ts';
import type { Principal } from '../core/access/may.ts';
import { viewCase } from '../core/case/fold.ts';
import { subtreeOf } from '../core/directory/court-tree.ts';
import { exclusionIdOf } from '../core/period/changes.ts';
import { excludedDays, exclusionsOf } from '../core/period/days.ts';
import { groundName, groundOf } from '../core/period/grounds.ts';
import { exclusionKinds, longFreezeDays, periodKindNames, periodKinds, type PeriodKind } from '../core/period/types.ts';
import { addDays, daysBetween } from '../core/time/civil.ts';
import type { CourtDate } from '../core/time/types.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import { readCases, type StoredCase } from '../store/cases.ts';
import {
	countHiddenOverdue,
	countSupervised,
	readHiddenOverdue,
	readPeriodChanges,
	readSupervisedCases,
	type PeriodChangeRow,
	type PeriodScope,
} from '../store/period-readers.ts';
import type { DeskViews } from './desk.ts';
import { periodFormView, periodInboxView, periodRequestPage } from './period-request-views.ts';
import { changeView, periodCase, procedureNames } from './period-words.ts';
import { courtName, nodeName, personName, readableBy, type ViewContext } from './view-context.ts';

const pageRows = 100;
const mostRepeated = 50;

/** A list's filter: a court with those below it, and where to go on. */
export interface PeriodFilter {
	readonly court?: string;
	readonly cursor?: string;
	readonly limit?: number;
}

const notFound = (what: string) => ({ ok: false, status: 404, message: `没有找到${what}，或您无权查看` }) as const;

/** Everything that pages and API read of period changes, for one person at a time. */
export class PeriodViews {
	readonly #context: ViewContext;
	readonly #desk: DeskViews;

	constructor(context: ViewContext, desk: DeskViews) {
		this.#context = context;
		this.#desk = desk;
	}

	/** What a person's lists are about: readable courts (of one subtree, where one is asked for), a handler's own cases only. */
	#scope(principal: Principal, court: string | undefined): PeriodScope & { readonly today: CourtDate } {
		const directory = this.#context.directory();
		const { courts, ...own } = readableBy(principal, directory);
		const below = court === undefined ? undefined : new Set(subtreeOf(directory, court).map((item) => item.code));
		const zone = directory.courts.get(courts[0] ?? '')?.zone ?? 'Asia/Shanghai';
		return { courts: below ? courts.filter((code) => below.has(code)) : courts, ...own, today: dayOfInstant(this.#context.now(), zone) };
	}

	#choice(principal: Principal, court: string | undefined) {
		const { courts } = readableBy(principal, this.#context.directory());
		return { courts: courts.map((code) => ({ code, name: courtName(this.#context, code) })), ...(court ? { court } : {}) };
	}

	async inbox(principal: Principal, box: PeriodInboxView['box'], court?: string): Promise<PageResult<PeriodInboxView>> {
		const view = await periodInboxView(this.#context, principal, box);
		if (court === undefined) return { ok: true, view };
		const codes = new Set(subtreeOf(this.#context.directory(), court).map((item) => item.code));
		return { ok: true, view: { ...view, rows: view.rows.filter((row) => codes.has(row.court)) } };
	}

	async form(principal: Principal, caseId: number): Promise<PageResult<PeriodFormView>> {
		const stored = await this.#desk.caseById(principal, caseId);
		const view = stored && periodFormView(this.#context, principal, stored);
		return view ? { ok: true, view } : notFound('该案件');
	}

	/** A request that this person may read, with its case. */
	async requestOf(principal: Principal, requestId: string) {
		const stored = await this.#desk.caseOf(principal, requestId.replace(/-P\d+$/, ''));
		const request = stored?.state.periods.find((candidate) => candidate.id === requestId);
		return stored && request ? { stored, request } : undefined;
	}

	async request(principal: Principal, requestId: string): Promise<PageResult<PeriodRequestPage>> {
		const found = await this.requestOf(principal, requestId);
		const view = found && (await periodRequestPage(this.#context, principal, found.stored, found.request));
		return view ? { ok: true, view } : notFound('该期限变更申请');
	}

	/** 监管清单: every open case with an extension, a deduction or stop, or a conversion. */
	async supervised(principal: Principal, { court, cursor, limit = pageRows }: PeriodFilter): Promise<SupervisedView> {
		const { today, ...scope } = this.#scope(principal, court);
		const { db } = this.#context;
		const [, since, caseId] = /^(\d{4}-\d{2}-\d{2})~(\d+)$/.exec(cursor ?? '') ?? [];
		const after = since ? { after: { since, caseId: Number(caseId) } } : {};
		const page = await readSupervisedCases(db, scope, { limit: limit + 1, ...after });
		const shown = page.slice(0, limit);
		const last = page.length > limit ? shown.at(-1) : undefined;
		const byCase = Map.groupBy(await readPeriodChanges(db, { caseIds: shown.map((row) => row.caseId) }), (row) => row.case_id);
		const rows = shown.flatMap((row) => supervisedRow(this.#context, byCase.get(row.caseId) ?? [], today));
		// Open since before this day is more than `longFreezeDays` days, today counted.
		const counts = await countSupervised(db, scope, addDays(today, 1 - longFreezeDays));
		const nextCursor = last ? { nextCursor: `${last.openSince}~${last.caseId}` } : {};
		return { rows, ...counts, longFreezeDays, ...nextCursor, ...this.#choice(principal, court) };
	}

	/** 隐性超审限: open cases inside their limit only by deductions and extensions. */
	async hiddenOverdue(principal: Principal, { court, cursor, limit = pageRows }: PeriodFilter): Promise<HiddenOverdueView> {
		const { today, ...scope } = this.#scope(principal, court);
		const { db } = this.#context;
		const at = cursor?.indexOf('~') ?? -1;
		const after = cursor && at >= 0 ? { after: { grossDueOn: cursor.slice(0, at), nodeId: cursor.slice(at + 1) } } : {};
		const page = await readHiddenOverdue(db, scope, today, { limit: limit + 1, ...after });
		const shown = page.slice(0, limit);
		const last = page.length > limit ? shown.at(-1) : undefined;
		const cases = await readCases(
			db,
			shown.map((row) => row.case_key),
		);
		const rows = shown.flatMap((row) => hiddenRow(this.#context, cases.get(row.case_key)!, row, today));
		const total = await countHiddenOverdue(db, scope, today);
		const nextCursor = last ? { nextCursor: `${last.gross_due_on ?? ''}~${last.node_id}` } : {};
		return { rows, total, ...nextCursor, ...this.#choice(principal, court) };
	}

	/** Deductions of open cases by ground, the most days first. */
	async deductions(principal: Principal, court?: string): Promise<DeductionView> {
		const { today, ...scope } = this.#scope(principal, court);
		const byGround = Map.groupBy(await readPeriodChanges(this.#context.db, { exclusionsIn: scope }), (row) => `${row.kind}|${row.ground}`);
		const rows = [...byGround.values()].map((list) => deductionRow(list, today));
		return { rows: rows.sort((a, b) => b.days - a.days || b.count - a.count), ...this.#choice(principal, court) };
	}
}

const spanOf = (row: PeriodChangeRow) => ({
	from: row.from_day as CourtDate,
	...(row.to_day ? { to: row.to_day as CourtDate } : {}),
});

function changeOfRow(row: PeriodChangeRow, today: CourtDate): PeriodChangeView {
	const exclusionId = exclusionIdOf(row.case_key, row.id);
	return changeView(
		{
			kind: row.kind as PeriodKind,
			ground: row.ground,
			...spanOf(row),
			...(row.document_no ? { documentNo: row.document_no } : {}),
			...(row.request_id ? { requestId: row.request_id } : {}),
			...(exclusionId === undefined ? {} : { exclusionId }),
			...(row.subject === null ? {} : { subject: row.subject }),
		},
		today,
	);
}

/** Days taken out of a case up to today; days that several exclusions share count once. */
function daysOf(rows: readonly PeriodChangeRow[], today: CourtDate): number {
	const spans = rows.filter((row) => exclusionKinds.includes(row.kind as PeriodKind)).map(spanOf);
	const first = spans.reduce<CourtDate>((day, span) => (span.from < day ? span.from : day), today);
	return excludedDays(spans, addDays(first, -1), today);
}

function supervisedRow(context: ViewContext, rows: readonly PeriodChangeRow[], today: CourtDate): readonly SupervisedRow[] {
	const first = rows[0];
	if (!first) return [];
	const open = rows.map((row) => changeOfRow(row, today)).filter((change) => change.openExclusionId !== undefined);
	open.sort((a, b) => b.days - a.days);
	// What is taken out for one asset leaves the other clocks of the case running.
	const ofCase = open.find((change) => change.subject === undefined);
	const caseRows = rows.filter((row) => row.subject === null);
	const handlerName = personName(context, first.handler_code);
	return [
		{
			id: first.case_id,
			caseNumber: first.number_text,
			court: first.court_code,
			courtName: courtName(context, first.court_code),
			...(handlerName ? { handlerName } : {}),
			filedOn: first.filed_on ?? '',
			...(first.procedure ? { procedureName: procedureNames[first.procedure] ?? first.procedure } : {}),
			counts: periodKinds
				.map((kind) => ({ kind, kindName: periodKindNames[kind], count: rows.filter((row) => row.kind === kind).length }))
				.filter((item) => item.count > 0),
			daysDeducted: daysOf(caseRows, today),
			since: first.from_day,
			open,
			...(ofCase ? { frozenDays: ofCase.days } : {}),
			long: open.some((change) => change.long),
		},
	];
}

const ledgerNames = { exclusion: '扣除', extension: '延长', grant: '解锁给予', roll: '顺延', recorded: '源系统记载' } as const;

type HiddenRow = Awaited<ReturnType<typeof readHiddenOverdue>>[number];

function hiddenRow(context: ViewContext, stored: StoredCase, row: HiddenRow, today: CourtDate): readonly HiddenOverdueRow[] {
	const view = viewCase(stored.state);
	const node = stored.nodes.find((candidate) => candidate.id === row.node_id);
	const clock = node?.clocks.find((candidate) => candidate.clock === row.clock);
	if (!view || !node || !clock?.grossDueOn) return [];
	const { startedOn, grossDueOn, dueOn, frozen } = clock;
	const grossAgeDays = daysBetween(startedOn, today);
	// What stops one asset or receipt only leaves the period for closing running.
	const stopped = exclusionsOf(view).filter((exclusion) => exclusion.subject === undefined || exclusion.subject === node.subject);
	return [
		{
			...periodCase(context, row.case_id, view),
			nodeId: node.id,
			nodeName: nodeName(context, node.node),
			grossAgeDays,
			netAgeDays: grossAgeDays - excludedDays(stopped, startedOn, today),
			grossDueOn,
			...(dueOn ? { dueOn } : {}),
			frozen,
			hiddenDays: daysBetween(grossDueOn, today),
			ledger: clock.ledger.map((entry) => ({ ...entry, kindName: ledgerNames[entry.kind] })),
		},
	];
}

function deductionRow(rows: readonly PeriodChangeRow[], today: CourtDate): DeductionRow {
	const { kind, ground } = rows[0]!;
	const byCase = [...Map.groupBy(rows, (row) => row.case_id).values()].map((list) => ({
		caseId: list[0]!.case_id,
		caseNumber: list[0]!.number_text,
		count: list.length,
		days: daysOf(list, today),
	}));
	const single = rows.map((row) => ({ row, change: changeOfRow(row, today) }));
	const { row, change } = single.reduce((most, other) => (other.change.days > most.change.days ? other : most));
	const repeated = byCase.filter((item) => item.count > 1).sort((a, b) => b.count - a.count || b.days - a.days);
	return {
		kind: kind as PeriodKind,
		kindName: periodKindNames[kind as PeriodKind],
		groundName: groundName(ground),
		statutory: groundOf(ground) !== undefined,
		count: rows.length,
		cases: byCase.length,
		days: byCase.reduce((sum, item) => sum + item.days, 0),
		longest: { caseId: row.case_id, caseNumber: row.number_text, days: change.days, open: change.openExclusionId !== undefined },
		repeatedCases: repeated.length,
		repeated: repeated.slice(0, mostRepeated),
	};
}
