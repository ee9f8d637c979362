import type { PageResult, ScreenPages, ScreenView } from '../../src/lib/contract/pages.ts';
import type { TopicName } from '../../src/lib/contract/topics.ts';
import { topicsOfProgram } from '../../src/lib/contract/wall-program.ts';
import { secretHash } from '../auth/secrets.ts';
import type { Devices } from '../live/devices.ts';
import type { Hub } from '../live/hub.ts';
import { screenCookie } from '../live/screen-token.ts';
import type { Store } from '../store/open.ts';
import { screens } from '../store/screens.ts';

/** How long a browser keeps a screen's cookie after each visit: the longest that browsers allow. */
export const cookieSeconds = 400 * 86_400;

const revoked = { ok: false, status: 401, message: '屏幕令牌无效或已吊销，请重新配对。' } as const;
const another = { ok: false, status: 403, message: '这不是本设备配对的屏幕。' } as const;
const noCourt = { ok: false, status: 404, message: '该屏幕所属的法院已不在名录中，请联系系统管理员。' } as const;

/** The page of a paired screen, as it opens it with its cookie. */
export function createPairedScreen(parts: {
	readonly store: Store;
	readonly hub: Hub;
	readonly devices: Devices;
	readonly secure: boolean;
}): ScreenPages['screen'] {
	const { store, hub, devices, secure } = parts;
	return async (token, id): Promise<PageResult<ScreenView>> => {
		const row = token ? await screens.read(store.read, secretHash(token)) : undefined;
		const record = row && (await screens.record(store.read, row.id));
		if (!token || !record) return revoked;
		if (id !== undefined && id !== record.id) return another;
		const made = await devices.programFor(record);
		if (!made) return noCourt;
		const { program } = made;
		const topics: readonly TopicName[] = program.screen.purpose === 'lobby' ? ['lobby'] : topicsOfProgram(program);
		const ceiling = program.screen.purpose === 'lobby' ? 'public' : program.screen.ceiling;
		const frames = await hub.projector.snapshot(program.court.code, topics, ceiling, topics);
		return {
			ok: true,
			view: { program, clock: hub.clock(), frames, renew: { name: screenCookie, value: token, maxAge: cookieSeconds, secure } },
		};
	};
}
