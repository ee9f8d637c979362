import type { LobbyView, PageResult, ScreenPages, WallView, WallVisitor } from '../../src/lib/contract/pages.ts';
import type { Frame } from '../../src/lib/contract/topics.ts';
import { secretHash } from '../auth/secrets.ts';
import type { SignIn } from '../auth/sign-in.ts';
import { may } from '../core/access/may.ts';
import { isWithin } from '../core/directory/court-tree.ts';
import type { FlowContext } from '../flows/context.ts';
import type { Hub, Viewer } from '../live/hub.ts';
import { topicOrder, type Ceiling } from '../live/projector.ts';
import { shortName } from '../live/scope.ts';
import { readAccount, screens } from '../store/accounts.ts';
import type { Store } from '../store/open.ts';
import { principalOf } from './account-view.ts';

interface Doors {
	readonly store: Store;
	readonly context: FlowContext;
	readonly signIn: SignIn;
}

/** What a screen's token opens, or undefined. A public screen never shows persons. */
async function screenOf({ store }: Doors, token: string | undefined) {
	return token ? screens.read(store.read, secretHash(token)) : undefined;
}

/** The viewer behind a socket: a screen by its token, a person by the sign-in, or nobody (who may still watch lobbies). */
export async function viewerOf(doors: Doors, handshake: { readonly token?: string; readonly cookie?: string }): Promise<Viewer> {
	const screen = await screenOf(doors, handshake.token);
	const directory = doors.context.directory;
	if (screen) return { ceiling: screen.ceiling, mayWatch: (court) => isWithin(directory(), court, screen.court) };
	const cookie = /(?:^|;\s*)session=([^;]+)/.exec(handshake.cookie ?? '')?.[1];
	const account = await doors.signIn.peek(cookie && decodeURIComponent(cookie));
	if (!account) return { ceiling: 'public', mayWatch: () => false };
	const principal = principalOf(account);
	return { ceiling: 'internal', mayWatch: (court) => may(principal, 'wall.view', { court }, directory()) };
}

async function wallDoor(
	doors: Doors,
	court: string,
	visitor: WallVisitor,
): Promise<Ceiling | { readonly status: 401 | 403; readonly message: string }> {
	const directory = doors.context.directory();
	if (visitor.token) {
		const screen = await screenOf(doors, visitor.token);
		if (!screen) return { status: 401, message: '屏幕令牌无效或已吊销，请联系系统管理员重新配对。' };
		return isWithin(directory, court, screen.court) ? screen.ceiling : { status: 403, message: '该屏幕无权显示这个法院的数据。' };
	}
	if (!visitor.account) return { status: 401, message: '指挥大屏仅供内部使用：请先登录，或使用已配对屏幕的地址打开。' };
	const row = await readAccount(doors.store.read, visitor.account.id);
	if (row && may(principalOf(row), 'wall.view', { court }, directory)) return 'internal';
	return { status: 403, message: '您无权查看这个法院的指挥大屏。' };
}

/** The wall and the lobby, as their pages open them. */
export function createScreenPages(parts: Doors & { readonly hub: Hub }): ScreenPages {
	const { hub, context } = parts;
	return {
		async wall(code, visitor): Promise<PageResult<WallView>> {
			const court = context.directory().courts.get(code);
			const door = await wallDoor(parts, code, visitor);
			if (typeof door === 'object') return { ok: false, ...door };
			if (!court) return { ok: false, status: 404, message: '没有这个法院。' };
			const hasSubordinates = [...context.directory().courts.values()].some((other) => other.parent === code);
			const topics = topicOrder.filter((topic) => topic !== 'lobby' && (hasSubordinates || topic !== 'courts'));
			const frames = await hub.projector.snapshot(code, topics, door, topics);
			const view = {
				court: { code, name: court.name, shortName: shortName(court.name), level: court.level, hasSubordinates },
				clock: hub.clock(),
				frames,
				ceiling: door,
				...(visitor.token ? { token: visitor.token } : {}),
			};
			return { ok: true, view };
		},
		async lobby(code): Promise<PageResult<LobbyView>> {
			const court = context.directory().courts.get(code);
			if (!court) return { ok: false, status: 404, message: '没有这个法院。' };
			const [frame] = await hub.projector.snapshot(code, ['lobby'], 'public', ['lobby']);
			return {
				ok: true,
				view: { court: { code, name: court.name, shortName: shortName(court.name) }, clock: hub.clock(), frame: frame as Frame<'lobby'> },
			};
		},
	};
}
