import type { LobbyView, PageResult, ScreenPages, WallRequest, WallView, WallVisitor } from '../../src/lib/contract/pages.ts';
import type { Frame } from '../../src/lib/contract/topics.ts';
import { resolveProgram, topicsOfProgram, type WallProgram } from '../../src/lib/contract/wall-program.ts';
import { secretHash } from '../auth/secrets.ts';
import type { SignIn } from '../auth/sign-in.ts';
import { may } from '../core/access/may.ts';
import { isWithin } from '../core/directory/court-tree.ts';
import type { FlowContext } from '../flows/context.ts';
import { readDesigns } from '../live/designs.ts';
import type { Hub, SocketCredentials, Viewer } from '../live/hub.ts';
import { daysOf, wallCourtOf } from '../live/program.ts';
import type { Ceiling } from '../live/projector.ts';
import { shortName } from '../live/scope.ts';
import { cookieOf, screenTokenOf } from '../live/screen-token.ts';
import { readAccount } from '../store/accounts.ts';
import type { Store } from '../store/open.ts';
import { screens, type ScreenRow } from '../store/screens.ts';
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

/** Where a screen may look: its court and those below; a lobby screen at no wall at all. */
const mayShow = (doors: Doors, screen: ScreenRow, court: string): boolean =>
	screen.purpose === 'wall' && isWithin(doors.context.directory(), court, screen.court);

/** The viewer behind a socket: a screen by its token or cookie, a person by the sign-in, or nobody (who may still watch lobbies). */
export async function viewerOf(doors: Doors, handshake: SocketCredentials): Promise<Viewer> {
	const token = screenTokenOf(handshake);
	const screen = token && (await screens.read(doors.store.read, token.hash));
	if (screen) return { ceiling: screen.ceiling, mayWatch: (court) => mayShow(doors, screen, court) };
	const nobody: Viewer = { ceiling: 'public', mayWatch: () => false };
	// A page that comes as a screen never falls back on whoever is signed in at that browser.
	if (handshake.screen === true) return nobody;
	const account = await doors.signIn.peek(cookieOf(handshake.cookie, 'session'));
	if (!account) return nobody;
	const principal = principalOf(account);
	return { ceiling: 'internal', mayWatch: (court) => may(principal, 'wall.view', { court }, doors.context.directory()) };
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
		return mayShow(doors, screen, court) ? screen.ceiling : { status: 403, message: '该屏幕无权显示这个法院的数据。' };
	}
	if (!visitor.account) return { status: 401, message: '指挥大屏仅供内部使用：请先登录，或使用已配对屏幕的地址打开。' };
	const row = await readAccount(doors.store.read, visitor.account.id);
	if (row && may(principalOf(row), 'wall.view', { court }, directory)) return 'internal';
	return { status: 403, message: '您无权查看这个法院的指挥大屏。' };
}

/** What an address asks for, resolved: the court's own designs before those of its superiors and the shipped ones. */
async function programOfRequest({ store, context }: Doors, court: string, { scene, playlist }: WallRequest): Promise<WallProgram> {
	const designs = await readDesigns(store.read, context.directory);
	const ofCourt = {
		scene: (id: string) => designs.scene(court, id),
		playlist: (id: string) => designs.playlist(court, id),
	};
	return resolveProgram(playlist ?? `scene:${scene ?? 'overview'}`, ofCourt);
}

/** The wall and the lobby, as their pages open them. */
export function createScreenPages(parts: Doors & { readonly hub: Hub }): Omit<ScreenPages, 'screen'> {
	const { hub, context } = parts;
	return {
		async wall(code, visitor, request = {}): Promise<PageResult<WallView>> {
			const door = await wallDoor(parts, code, visitor);
			if (typeof door === 'object') return { ok: false, ...door };
			const court = wallCourtOf(context, code);
			if (!court) return { ok: false, status: 404, message: '没有这个法院。' };
			const { playlist, scenes } = await programOfRequest(parts, code, request);
			const topics = topicsOfProgram({ playlist, scenes });
			const view = {
				...{ court, playlist, scenes },
				clock: hub.clock(),
				frames: await hub.projector.snapshot(code, topics, door, topics),
				days: daysOf(context, code),
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
