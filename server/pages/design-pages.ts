import type { DesignDone, DesignPages } from '../../src/lib/contract/design-pages.ts';
import type { Account, PageResult } from '../../src/lib/contract/pages.ts';
import { tileEntry, tileIds } from '../../src/lib/contract/tiles.ts';
import type { TopicName } from '../../src/lib/contract/topics.ts';
import { may, type Principal } from '../core/access/may.ts';
import type { FlowContext } from '../flows/context.ts';
import { changeDesign, type DesignDeed, type DesignParts } from '../flows/save-design.ts';
import { actorOf } from '../http/caller.ts';
import type { Hub } from '../live/hub.ts';
import { readAccount } from '../store/accounts.ts';
import type { DesignViews } from '../views/design-views.ts';
import { principalOf } from './account-view.ts';

const noAccount = { ok: false, status: 401, message: '登录已失效，请重新登录。' } as const;
const notYours = { ok: false, status: 403, message: '画面与播放列表由系统管理员、指挥中心值班员或审管办设计。' } as const;
const noCourt = { ok: false, status: 404, message: '没有这个法院，或您无权为它设计画面。' } as const;
const noScene = { ok: false, status: 404, message: '没有这个画面，或不供该法院使用。' } as const;
const noPlaylist = { ok: false, status: 404, message: '没有这个播放列表，或不供该法院使用。' } as const;
const signInAgain = { ok: false, code: 'sign-in-needed', message: noAccount.message } as const;

/** Every topic that a tile could read: what a person puts on the scene next must have its figures at once. */
const allTopics: readonly TopicName[] = [...new Set(tileIds.map((id): TopicName => tileEntry(id).topic))];

/** The pages on scenes and playlists; who asks is read anew each time, so that a role taken away works at once. */
export function createDesignPages(context: FlowContext, parts: DesignParts, views: DesignViews, hub: Hub): DesignPages {
	const principal = async (account: Account): Promise<Principal | undefined> => {
		const row = await readAccount(context.store.read, account.id);
		return row && !row.disabledAt ? principalOf(row) : undefined;
	};
	/** The court asked for, or the person's own, or the first in reach. */
	const read = async <T>(
		account: Account,
		asked: string | undefined,
		view: (who: Principal, court: string) => Promise<PageResult<T>>,
	): Promise<PageResult<T>> => {
		const who = await principal(account);
		if (!who) return noAccount;
		const courts = views.courts(who).map(({ id }) => id);
		if (courts.length === 0) return notYours;
		const court = asked ?? (courts.includes(account.court) ? account.court : courts[0]!);
		return courts.includes(court) ? view(who, court) : noCourt;
	};
	const deed = async (account: Account, address: string, what: DesignDeed): Promise<DesignDone> => {
		const who = await principal(account);
		return who ? changeDesign(context, parts, who, actorOf(who, address), what) : signInAgain;
	};
	/** Whoever may not watch the court's wall arranges it by what visitors may see. */
	const framesFor = (who: Principal, court: string) => {
		const ceiling = may(who, 'wall.view', { court }, context.directory()) ? 'internal' : 'public';
		return hub.projector.snapshot(court, allTopics, ceiling, allTopics);
	};

	return {
		designs: (account, asked) =>
			read(account, asked, async (who, court) => {
				const view = await views.list(who, court);
				return view ? { ok: true, view } : noCourt;
			}),
		scene: (account, asked, id) =>
			read(account, asked, async (who, court) => {
				const view = await views.one(who, 'scene', court, id);
				return view ? { ok: true, view: { ...view, clock: hub.clock(), frames: await framesFor(who, court) } } : noScene;
			}),
		playlist: (account, asked, id) =>
			read(account, asked, async (who, court) => {
				const view = await views.playlist(who, court, id);
				return view ? { ok: true, view } : noPlaylist;
			}),
		saveDesign: (account, address, court, kind, id, { data, base, note }) =>
			deed(account, address, { key: { kind, court, id }, base, work: { kind: 'save', data, note } }),
		retireDesign: (account, address, court, kind, id, base) =>
			deed(account, address, { key: { kind, court, id }, base, work: { kind: 'retire' } }),
		restoreDesign: (account, address, court, kind, id, version, base) =>
			deed(account, address, { key: { kind, court, id }, base, work: { kind: 'restore', version } }),
	};
}
