import type { CasePageView } from '../../src/lib/contract/case-page.ts';
import type {
	DecisionPageView,
	DeskHeader,
	InboxView,
	RequestFormView,
	WorklistFilter,
	WorklistView,
} from '../../src/lib/contract/desk.ts';
import type { InboxFilter, PhraseView } from '../../src/lib/contract/unlock-desk.ts';
import type { UnlockSheetView } from '../../src/lib/contract/unlock-sheet.ts';
import type { AbsencePageView } from '../../src/lib/contract/unlock-moves.ts';
import type { PageResult } from '../../src/lib/contract/pages.ts';
import { caseSubject, may, mayTakeStep, type Principal } from '../core/access/may.ts';
import { viewCase } from '../core/case/fold.ts';
import { feedFreshness, joinFreshness } from '../core/directory/feed-state.ts';
import { subtreeOf } from '../core/directory/court-tree.ts';
import type { LockState } from '../core/lock/types.ts';
import { opensCase } from '../core/notice/sign.ts';
import { rungNotices } from '../core/notice/types.ts';
import { readCaseById, readCases, type StoredCase } from '../store/cases.ts';
import { countMismatched } from '../store/reconcile.ts';
import { readFeeds } from '../store/feeds.ts';
import { absencePageView } from './absence-views.ts';
import { casePageView } from './case-view.ts';
import { unsignedFor } from './notice-views.ts';
import { phraseViews } from './document-views.ts';
import { inboxView, waitingFor } from './inbox-view.ts';
import { unlockSheetView } from './unlock-sheet.ts';
import { takesPart } from './unlock-moves.ts';
import { decisionPageView, requestFormView } from './unlock-views.ts';
import { grantedCourts, type ViewContext } from './view-context.ts';
import { worklistView } from './worklist-view.ts';

const notFound = (what: string) => ({ ok: false, status: 404, message: `没有找到${what}，或您无权查看` }) as const;

/** Refusals do not tell whether the thing exists. */
async function result<T>(view: Promise<T | undefined>, what: string): Promise<PageResult<T>> {
	const value = await view;
	return value === undefined ? notFound(what) : { ok: true, view: value };
}

/** Everything the desk's pages and the API read of cases, locks and requests, for one person at a time. */
export class DeskViews {
	readonly #context: ViewContext;

	constructor(context: ViewContext) {
		this.#context = context;
	}

	/** A case that this person may read, or undefined. */
	async #readable(principal: Principal, stored: StoredCase | undefined): Promise<StoredCase | undefined> {
		if (!stored) return undefined;
		const handler = viewCase(stored.state)?.handler;
		if (may(principal, 'case.read', caseSubject(stored.state.court, handler), this.#context.directory())) return stored;
		// Whoever a request's route names must be able to read what he is to decide on.
		const routes = [
			...stored.state.locks.flatMap((lock) => lock.requests.map((request) => request.route)),
			...stored.state.periods.map((request) => request.chain),
		];
		if (routes.some((route) => route.some((step) => mayTakeStep(principal, step)))) return stored;
		// So must whoever was told of it (专人监管).
		if (rungNotices(stored.state.notices).some((notice) => opensCase(notice, principal, handler))) return stored;
		return (await takesPart(this.#context, principal, stored.state)) ? stored : undefined;
	}

	/** A case by its key, where this person may read it. */
	async caseOf(principal: Principal, key: string): Promise<StoredCase | undefined> {
		return this.#readable(principal, (await readCases(this.#context.db, [key])).get(key));
	}

	/** A case by its number in the store, where this person may read it. */
	async caseById(principal: Principal, id: number): Promise<StoredCase | undefined> {
		return Number.isSafeInteger(id) ? this.#readable(principal, await readCaseById(this.#context.db, id)) : undefined;
	}

	/** The case of a lock, with the lock. */
	async lockOf(principal: Principal, lockId: string): Promise<{ readonly stored: StoredCase; readonly lock: LockState } | undefined> {
		const stored = await this.caseOf(principal, lockId.replace(/-L\d+$/, ''));
		const lock = stored?.state.locks.find((candidate) => candidate.id === lockId);
		return stored && lock ? { stored, lock } : undefined;
	}

	async worklist(principal: Principal, filter: WorklistFilter, limit?: number): Promise<PageResult<WorklistView>> {
		return { ok: true, view: await worklistView(this.#context, principal, filter, limit) };
	}

	async casePage(principal: Principal, id: number): Promise<PageResult<CasePageView>> {
		const stored = await this.caseById(principal, id);
		return stored ? result(casePageView(this.#context, principal, stored), '该案件') : notFound('该案件');
	}

	async caseByKey(principal: Principal, key: string): Promise<PageResult<CasePageView>> {
		const stored = await this.caseOf(principal, key);
		return stored ? result(casePageView(this.#context, principal, stored), '该案件') : notFound('该案件');
	}

	async requestForm(principal: Principal, lockId: string): Promise<PageResult<RequestFormView>> {
		const found = await this.lockOf(principal, lockId);
		return found ? result(requestFormView(this.#context, principal, found.stored, found.lock), '该锁死记录') : notFound('该锁死记录');
	}

	async inbox(principal: Principal, box: InboxView['box'], filter?: InboxFilter): Promise<PageResult<InboxView>> {
		return { ok: true, view: await inboxView(this.#context, principal, box, filter) };
	}

	async decisionPage(principal: Principal, requestId: string): Promise<PageResult<DecisionPageView>> {
		const found = await this.lockOf(principal, requestId.replace(/-R\d+$/, ''));
		const request = found?.lock.requests.find((candidate) => candidate.id === requestId);
		if (!found || !request) return notFound('该解锁申请');
		return result(decisionPageView(this.#context, principal, found.stored, found.lock, request), '该解锁申请');
	}

	/** 解锁审批单 of a request. */
	async unlockSheet(principal: Principal, requestId: string): Promise<PageResult<UnlockSheetView>> {
		const found = await this.lockOf(principal, requestId.replace(/-R\d+$/, ''));
		const request = found?.lock.requests.find((candidate) => candidate.id === requestId);
		if (!found || !request) return notFound('该解锁申请');
		return result(unlockSheetView(this.#context, principal, found.stored, found.lock, request), '该解锁申请');
	}

	/** 外出委托. */
	async absences(principal: Principal): Promise<PageResult<AbsencePageView>> {
		return { ok: true, view: await absencePageView(this.#context, principal) };
	}

	/** The phrases that a person keeps. */
	async phrases(principal: Principal): Promise<PageResult<readonly PhraseView[]>> {
		return { ok: true, view: await phraseViews(this.#context, principal) };
	}

	/** The head line of every desk page. */
	async header(principal: Principal, court: string): Promise<DeskHeader> {
		const context = this.#context;
		const view = await worklistView(context, principal, { view: 'overdue' }, 1);
		const waiting = await waitingFor(context, principal);
		const courts = subtreeOf(context.directory(), court);
		const feeds = await readFeeds(
			context.db,
			courts.map((item) => item.code),
		);
		const now = context.now();
		const feed = joinFreshness(
			courts.map((item) =>
				feedFreshness(
					item,
					feeds.filter((row) => row.court === item.code),
					now,
				),
			),
		);
		const mismatches = await countMismatched(context.db, grantedCourts(principal, context.directory()));
		return { overdue: view.total, waiting, notices: await unsignedFor(context, principal), mismatches, feed };
	}

	/** Courts whose publications this person may read. */
	courtsOf(principal: Principal): readonly { readonly code: string; readonly name: string }[] {
		return grantedCourts(principal, this.#context.directory()).map((code) => ({
			code,
			name: this.#context.directory().courts.get(code)?.name ?? code,
		}));
	}
}
