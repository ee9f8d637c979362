import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHub, type Hub, type HubParts, type Viewer } from '../../server/live/hub.ts';
import { openScreens, Screens, until } from '../support/screens.ts';

describe('what every socket is told when it connects', () => {
	let built: Screens;
	const opened: { readonly hub: Hub; readonly http: Server }[] = [];
	let viewer: Viewer = { ceiling: 'internal', mayWatch: () => true };
	let asked = 0;
	beforeAll(async () => {
		built = await openScreens();
	});
	afterAll(async () => {
		for (const { hub, http } of opened) {
			await hub.close();
			http.close();
		}
		await built.site.close();
	});

	async function open(over: Partial<HubParts> = {}): Promise<{ readonly screens: Screens; readonly hub: Hub }> {
		const { store, app } = built.site;
		const hub = createHub({
			source: { ...app.context, db: store.read, ladderStages: [] },
			speed: () => 1,
			originIsOurs: () => true,
			viewerOf: () => {
				asked += 1;
				return Promise.resolve(viewer);
			},
			onChange: store.onChange,
			onError: (error) => expect(error).toBeUndefined(),
			...over,
		});
		const http = createServer();
		hub.attach(http);
		await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
		opened.push({ hub, http });
		return { screens: new Screens({ ...built.site, base: `http://127.0.0.1:${(http.address() as AddressInfo).port}` }, built), hub };
	}

	it('the build of the pages, where the server has pages of its own', async () => {
		const heard: string[] = [];
		const { screens } = await open({ build: '4f1c' });
		screens.connect({ token: built.internal }).socket.on('build', (build) => heard.push(build));
		await until('told', () => heard.length === 1);
		expect(heard).toEqual(['4f1c']);
		const none = await open();
		const silent = none.screens.connect({ token: built.internal });
		let clock = false;
		silent.socket.on('clock', () => (clock = true));
		silent.socket.on('build', (build) => heard.push(build));
		await until('connected', () => clock);
		expect(heard).toHaveLength(1);
		screens.closeAll();
		none.screens.closeAll();
	});

	it('a roster is refused to a screen that visitors can see', async () => {
		const { screens } = await open();
		viewer = { ceiling: 'public', mayWatch: () => true };
		const screen = await screens.ready({ token: built.visitors });
		screen.subscribe(['duty', 'funds'], 'zy');
		await until('answers', () => screen.refused.length === 1 && screen.of('funds').length === 1);
		expect(screen.refused[0]).toEqual({ topic: 'duty', scope: 'zy', reason: '对外展示的屏幕不显示此项' });
		expect(screen.of('duty')).toEqual([]);
		viewer = { ceiling: 'internal', mayWatch: () => true };
		const inside = await screens.watching({ token: built.internal }, ['duty']);
		expect(inside.of('duty')).toHaveLength(1);
		// The ceiling is lowered while it watches.
		viewer = { ceiling: 'public', mayWatch: () => true };
		await until('refused', () => inside.refused.some(({ topic }) => topic === 'duty'), 5000);
		viewer = { ceiling: 'internal', mayWatch: () => true };
		screens.closeAll();
	});

	it('rights of many sockets with the same token are asked for once in a round', async () => {
		const { screens, hub } = await open({ rightsEveryMs: 60_000 });
		await Promise.all(Array.from({ length: 12 }, () => screens.watching({ token: built.internal }, ['funds'])));
		asked = 0;
		await hub.recheck();
		expect(asked).toBe(1);
		await Promise.all([hub.recheck(), hub.recheck(), hub.recheck()]);
		expect(asked, 'one under way, one after it').toBe(3);
		screens.closeAll();
	});
});
