import type { OfficePages } from '../../src/lib/contract/office.ts';
import type { Account, PageResult } from '../../src/lib/contract/pages.ts';
import type { OfficeDeed } from '../../src/lib/contract/targets.ts';
import type { Principal } from '../core/access/may.ts';
import type { ParsedTargets, TargetDocument } from '../core/target/types.ts';
import { readCampaignFigures } from '../flows/campaign-figures.ts';
import type { Actor, FlowContext } from '../flows/context.ts';
import { actorOf } from '../http/caller.ts';
import { readAccount } from '../store/accounts.ts';
import { campaignsView, campaignView, seenCampaign } from '../views/campaign-views.ts';
import { entriesView } from '../views/entry-views.ts';
import { quotaView } from '../views/quota-views.ts';
import { rectificationsView } from '../views/rectification-views.ts';
import { targetsView } from '../views/target-views.ts';
import { sourceOf } from '../views/view-context.ts';
import { principalOf } from './account-view.ts';
import * as deeds from './office-deeds.ts';

/** Documents of targets: those that come with the program, and how a sent one is read. */
export interface TargetFiles {
	readonly examples: readonly TargetDocument[];
	read(source: { readonly name: string; readonly text: string }): ParsedTargets;
}

const noAccount = { ok: false, status: 401, message: '登录已失效，请重新登录。' } as const;
const unseen = { ok: false, status: 404, message: '没有该内容，或您无权查看。' } as const;

/** The pages of the office; who asks is read anew each time, so that a role taken away works at once. */
export function createOfficePages(context: FlowContext, files: TargetFiles): OfficePages {
	const principal = async (account: Account): Promise<Principal | undefined> => {
		const row = await readAccount(context.store.read, account.id);
		return row && !row.disabledAt ? principalOf(row) : undefined;
	};
	const read = async <T>(account: Account, view: (who: Principal) => Promise<T | undefined>): Promise<PageResult<T>> => {
		const who = await principal(account);
		if (!who) return noAccount;
		const found = await view(who);
		return found === undefined ? unseen : { ok: true, view: found };
	};
	const deed = async (
		account: Account,
		address: string,
		work: (who: Principal, actor: Actor) => Promise<OfficeDeed>,
	): Promise<OfficeDeed> => {
		const who = await principal(account);
		return who ? work(who, actorOf(who, address)) : { ok: false, code: 'sign-in-needed', message: noAccount.message };
	};
	const source = sourceOf(context);

	return {
		targets: (account, asked) => read(account, (who) => targetsView(source, who, asked, files.examples)),
		saveTargets: (account, address, input) => deed(account, address, (who, actor) => deeds.saveTargets(context, who, actor, input)),
		switchTargets: (account, address, input) => deed(account, address, (who, actor) => deeds.switchSet(context, who, actor, input)),
		takeExample: (account, address, input) =>
			deed(account, address, (who, actor) => deeds.takeExample(context, who, actor, input, files.examples)),
		uploadTargets: (account, address, input) =>
			deed(account, address, (who, actor) => deeds.uploadTargets(context, who, actor, input, files.read)),
		quota: (account, asked) => read(account, (who) => quotaView(source, who, asked)),
		saveQuota: (account, address, typed) => deed(account, address, (who, actor) => deeds.saveQuota(context, who, actor, typed)),
		entries: (account, asked) => read(account, (who) => entriesView(source, who, asked)),
		fillIn: (account, address, court, typed) => deed(account, address, (who, actor) => deeds.fillOne(context, who, actor, court, typed)),
		uploadEntries: (account, address, court, text) =>
			deed(account, address, (who, actor) => deeds.uploadEntries(context, who, actor, court, text)),
		campaigns: (account, asked) => read(account, (who) => campaignsView(source, who, asked)),
		campaign: (account, id, asked) =>
			read(account, async (who) => {
				const campaign = await seenCampaign(source, who, id);
				return campaign && campaignView(source, who, campaign, await readCampaignFigures(context, campaign), asked);
			}),
		saveCampaign: (account, address, typed) => deed(account, address, (who, actor) => deeds.saveCampaign(context, who, actor, typed)),
		stopCampaign: (account, address, id) => deed(account, address, (who, actor) => deeds.endCampaign(context, who, actor, id)),
		rectifications: (account, asked) => read(account, (who) => rectificationsView(source, who, asked)),
		openRectification: (account, address, typed) => deed(account, address, (who, actor) => deeds.openItem(context, who, actor, typed)),
		moveRectification: (account, address, typed) => deed(account, address, (who, actor) => deeds.moveItem(context, who, actor, typed)),
	};
}
