import type { DeedResult } from '../../src/lib/contract/desk.ts';
import type { Account, PageResult } from '../../src/lib/contract/pages.ts';
import type { PaperPages } from '../../src/lib/contract/papers.ts';
import { may, type Principal } from '../core/access/may.ts';
import { paperKinds, type PaperKind } from '../core/report/paper.ts';
import { isCourtDate } from '../core/time/civil.ts';
import type { FlowContext } from '../flows/context.ts';
import { correctPaper } from '../flows/paper-correct.ts';
import { issuePaper, type RenderPaper } from '../flows/paper-issue.ts';
import { editPaper, giveBackPaper, reviewPaper, type PaperActor } from '../flows/paper-life.ts';
import { makePaper, paperPeriodAt, type BuildPaper } from '../flows/paper-make.ts';
import { checkPublication } from '../flows/paper-read.ts';
import { signReceipt } from '../flows/paper-receipts.ts';
import { actorOf } from '../http/caller.ts';
import { readAccount } from '../store/accounts.ts';
import { readHead } from '../store/publications.ts';
import { publicationsView } from '../views/paper-archive-view.ts';
import { diffView, draftView, issuedView } from '../views/paper-views.ts';
import { sourceOf } from '../views/view-context.ts';
import { principalOf } from './account-view.ts';

const noAccount = { ok: false, status: 401, message: '登录已失效，请重新登录。' } as const;
const signInNeeded = { ok: false, code: 'sign-in-needed', message: noAccount.message } as const;
const refuse = (code: string, message: string) => ({ ok: false, code, message }) as const;

/** How papers are computed and made into files; the composition root hands it in. */
export interface PaperParts {
	readonly build: BuildPaper;
	readonly render: RenderPaper;
}

/** Publications as their pages call them; who asks is read anew each time. */
export function createPaperPages(context: FlowContext, { build, render }: PaperParts): PaperPages {
	const source = sourceOf(context);
	const principal = async (account: Account): Promise<Principal | undefined> => {
		const row = await readAccount(context.store.read, account.id);
		return row && !row.disabledAt ? principalOf(row) : undefined;
	};
	const read = async <T>(account: Account, view: (who: Principal) => Promise<PageResult<T>>): Promise<PageResult<T>> => {
		const who = await principal(account);
		return who ? view(who) : noAccount;
	};
	const deed = async (account: Account, address: string, work: (by: PaperActor) => Promise<DeedResult>): Promise<DeedResult> => {
		const who = await principal(account);
		return who ? work({ principal: who, actor: actorOf(who, address) }) : signInNeeded;
	};
	const kindOf = (text: string): PaperKind | undefined => paperKinds.find((kind) => kind === text);

	return {
		publications: (account, asked) => read(account, async (who) => ({ ok: true, view: await publicationsView(source, who, asked) })),
		draft: (account, id) => read(account, (who) => draftView(source, who, id)),
		issued: (account, id, edition) => read(account, (who) => issuedView(source, who, id, edition)),
		diff: (account, id) => read(account, (who) => diffView(source, who, id)),
		check: (account, id) =>
			read(account, async (who) => {
				const head = await readHead(context.store.read, id);
				const mine = head && may(who, 'publication.read', { court: head.court }, context.directory());
				const parts = mine ? await checkPublication(context, render, id) : undefined;
				return parts ? { ok: true, view: parts } : { ok: false, status: 404, message: '没有这份文件，或您无权查看。' };
			}),
		make: (account, address, input) =>
			deed(account, address, async (by) => {
				const [court, kind] = [context.directory().courts.get(input.court), kindOf(input.kind)];
				if (!court) return refuse('not-found', '请选择法院');
				if (!kind) return refuse('bad-kind', '请选择种类');
				if (!isCourtDate(input.day)) return refuse('bad-day', '请填写统计期内的任一日');
				if (kind === 'campaign' && !input.campaign) return refuse('campaign-missing', '请选择专项行动');
				// What the form still holds of another kind is not meant.
				const of = kind === 'campaign' && input.campaign ? { campaign: input.campaign } : {};
				return makePaper(context, build, { kind, court: court.code, period: paperPeriodAt(kind, court, input.day), ...of }, by);
			}),
		edit: (account, address, id, input) => deed(account, address, (by) => editPaper(context, by, id, input)),
		review: (account, address, id, input) => deed(account, address, (by) => reviewPaper(context, by, id, input)),
		giveBack: (account, address, id, input) => deed(account, address, (by) => giveBackPaper(context, by, id, input)),
		issue: (account, address, id, input) => deed(account, address, (by) => issuePaper(context, render, by, id, input)),
		correct: (account, address, id, input) => deed(account, address, (by) => correctPaper(context, build, by, id, input)),
		sign: (account, address, id) => deed(account, address, (by) => signReceipt(context, by, id)),
	};
}
