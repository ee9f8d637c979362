import type { LobbyDeed, LobbyPages } from '../../src/lib/contract/lobby-desk.ts';
import type { Account } from '../../src/lib/contract/pages.ts';
import type { Frame } from '../../src/lib/contract/topics.ts';
import { may, type Principal } from '../core/access/may.ts';
import type { Actor, FlowContext } from '../flows/context.ts';
import {
	addLobbyNotice,
	saveLobbyFees,
	saveLobbyGuide,
	saveLobbySettings,
	withdrawNotice,
	type LobbyManager,
	type LobbyOutcome,
} from '../flows/lobby-desk.ts';
import { actorOf } from '../http/caller.ts';
import type { Hub } from '../live/hub.ts';
import { readAccount } from '../store/accounts.ts';
import { lobbyDeskView } from '../views/lobby-view.ts';
import { courtName, sourceOf } from '../views/view-context.ts';
import { principalOf } from './account-view.ts';

const noAccount = { ok: false, status: 401, message: '登录已失效，请重新登录。' } as const;
const unseen = { ok: false, status: 404, message: '没有这个法院，或您无权设定它的大厅屏。' } as const;

/** The page of the lobby at the desk. */
export function createLobbyPages(context: FlowContext, hub: Hub): LobbyPages {
	const source = sourceOf(context);
	const principal = async (account: Account): Promise<Principal | undefined> => {
		const row = await readAccount(context.store.read, account.id);
		return row && !row.disabledAt ? principalOf(row) : undefined;
	};
	const deed = async (
		account: Account,
		address: string,
		work: (by: LobbyManager, actor: Actor) => Promise<LobbyOutcome>,
	): Promise<LobbyDeed> => {
		const who = await principal(account);
		return who ? work({ principal: who }, actorOf(who, address)) : { ok: false, code: 'sign-in-needed', message: noAccount.message };
	};

	return {
		lobby: async (account, asked) => {
			const who = await principal(account);
			if (!who) return noAccount;
			const directory = context.directory();
			const codes = [...directory.courts.values()]
				.filter(({ code }) => may(who, 'lobby.manage', { court: code }, directory))
				.sort((a, b) => a.position - b.position)
				.map(({ code }) => code);
			const court = asked ?? (codes.includes(account.court) ? account.court : codes[0]);
			if (court === undefined || !codes.includes(court)) return unseen;
			const view = await lobbyDeskView(source, court);
			if (!view) return unseen;
			const [frame] = await hub.projector.snapshot(court, ['lobby'], 'public', ['lobby']);
			const courts = codes.map((code) => ({ code, name: courtName(source, code) }));
			return { ok: true, view: { ...view, courts, frame: frame as Frame<'lobby'>, clock: hub.clock() } };
		},
		saveSettings: (account, address, court, settings, hearings) =>
			deed(account, address, (by, actor) => saveLobbySettings(context, by, actor, { court, settings, hearings })),
		saveGuide: (account, address, court, guide) =>
			deed(account, address, (by, actor) => saveLobbyGuide(context, by, actor, { court, guide })),
		saveFees: (account, address, court, fees) => deed(account, address, (by, actor) => saveLobbyFees(context, by, actor, { court, fees })),
		addNotice: (account, address, court, notice) =>
			deed(account, address, (by, actor) => addLobbyNotice(context, by, actor, { court, ...notice })),
		withdrawNotice: (account, address, court, id) =>
			deed(account, address, (by, actor) => withdrawNotice(context, by, actor, { court, id })),
	};
}
