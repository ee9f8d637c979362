import type { SealedDanger, SealedFilter, SealedRowView, SealedView } from '../../src/lib/contract/sealed.ts';
import type { Principal } from '../core/access/may.ts';
import { eventType } from '../core/case/vocabulary.ts';
import { addDays, addMonths, daysBetween } from '../core/time/civil.ts';
import type { CourtDate } from '../core/time/types.ts';
import { countSealed, readDisposalClocks, readSealedAssets, type SealedRow } from '../store/sealed-readers.ts';
import { offsetOf, superviseScope } from './supervise-scope.ts';
import { courtName, nodeName, personName, type ViewContext } from './view-context.ts';
import { clockName, limitText } from './words.ts';

const pageRows = 100;
/** A seal that ends within so many days is endangered. */
const soonDays = 30;
/** Months without a step after which an asset counts as idle: those of the unlock route (contract §5.5). */
const idleMonths = 6;

/** Names of the dangers. */
export const dangerNames: Readonly<Record<SealedDanger, string>> = {
	0: '查封已届满',
	1: `${soonDays} 日内届满`,
	2: '锁死或超期',
	3: '半年未推进',
	4: '正常推进',
};
const dangers: readonly SealedDanger[] = [0, 1, 2, 3, 4];

type DisposalClock = Awaited<ReturnType<typeof readDisposalClocks>>[number];

/** Everything that pages and API read of sealed immovables, for one person at a time. */
export class SealedViews {
	readonly #context: ViewContext;

	constructor(context: ViewContext) {
		this.#context = context;
	}

	async list(principal: Principal, filter: SealedFilter): Promise<SealedView> {
		const { choice, ...scope } = superviseScope(this.#context, principal, filter.court);
		const { today } = scope;
		const { danger, closed = false, limit = pageRows } = filter;
		const query = { ...scope, soon: addDays(today, soonDays), idle: addMonths(today, -idleMonths), closed };
		const { db } = this.#context;
		const offset = offsetOf(filter.cursor);
		const counts = await countSealed(db, query);
		const found = await readSealedAssets(db, { ...query, ...(danger === undefined ? {} : { danger }) }, { offset, limit: limit + 1 });
		const shown = found.slice(0, limit);
		const clocks = await readDisposalClocks(db, [...new Set(shown.map((row) => row.case_id))]);
		const byAsset = Map.groupBy(clocks, (clock) => `${clock.case_id}|${clock.subject}`);
		return {
			rows: shown.map((row) => this.#row(row, byAsset.get(`${row.case_id}|${row.asset_id}`) ?? [], today)),
			counts: dangers.map((code) => ({ danger: code, name: dangerNames[code], count: counts[code] ?? 0 })),
			total: counts.reduce((sum, count) => sum + count, 0),
			closed,
			...(danger === undefined ? {} : { danger }),
			...(found.length > limit ? { nextCursor: String(offset + limit) } : {}),
			...choice,
		};
	}

	#row(row: SealedRow, clocks: readonly DisposalClock[], today: CourtDate): SealedRowView {
		const handlerName = personName(this.#context, row.handler_code);
		const next = clocks.find((clock) => clock.due_on !== null) ?? clocks[0];
		return {
			caseId: row.case_id,
			caseNumber: row.number_text,
			courtName: courtName(this.#context, row.court_code),
			...(handlerName ? { handlerName } : {}),
			assetId: row.asset_id,
			sealedOn: row.sealed_on,
			daysSealed: daysBetween(row.sealed_on as CourtDate, today),
			stepName: eventType(row.last_step).name,
			stepOn: row.last_step_on,
			idleDays: daysBetween(row.last_step_on as CourtDate, today),
			...(next ? { next: this.#next(next, row.court_code, today) } : {}),
			...(row.expires_on ? { expiresOn: row.expires_on, daysToExpiry: daysBetween(today, row.expires_on as CourtDate) } : {}),
			assumed: row.assumed === 1,
			rank: row.rank,
			forSale: row.for_sale === 1,
			locked: row.lock_id !== null,
			danger: row.danger,
			dangerName: dangerNames[row.danger],
		};
	}

	#next(clock: DisposalClock, court: string, today: CourtDate): NonNullable<SealedRowView['next']> {
		const rule = this.#context
			.rulesOf(court)
			.nodes.findLast((node) => node.code === clock.node)
			?.clocks.find(({ kind }) => kind === clock.clock);
		return {
			nodeId: clock.id,
			nodeName: nodeName(this.#context, clock.node),
			clockName: clockName(clock.clock),
			...(clock.due_on ? { dueOn: clock.due_on, daysLeft: daysBetween(today, clock.due_on as CourtDate) } : {}),
			frozen: clock.frozen === 1,
			provisional: clock.provisional === 1,
			unconfirmed: clock.unconfirmed === 1,
			basis: rule ? `${limitText(rule)}　${rule.basis}` : '',
		};
	}
}
