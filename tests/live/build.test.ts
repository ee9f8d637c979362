import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asksAtOnce, nextAskMs } from '../../server/live/ask-pace.ts';
import { Devices } from '../../server/live/devices.ts';
import { createHub, type Hub, type HubParts, type Viewer } from '../../server/live/hub.ts';
import { Subscriptions, type Place } from '../../server/live/subscriptions.ts';
import { closeDevices, connectDevice, pairDevice } from '../support/devices.ts';
import { openScreens, Screens, until, wallTopics } from '../support/screens.ts';

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

	async function open(over: Partial<HubParts> = {}): Promise<{ readonly screens: Screens; readonly hub: Hub; readonly base: string }> {
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
		const base = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
		return { screens: new Screens({ ...built.site, base }, built), hub, base };
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

	it('a connection that asks without end is answered at its pace, and a wall that asks often gets all it asked for', async () => {
		const { screens } = await open({ rightsEveryMs: 60_000 });
		const [loud, wall] = [await screens.ready({ token: built.internal }), await screens.ready({ token: built.internal })];
		const began = performance.now();
		asked = 0;
		for (let round = 0; round < 400; round += 1) loud.subscribe([wallTopics[round % 20]!], 'zy');
		loud.subscribe(['trend'], 'dc');
		wall.subscribe(wallTopics, 'xl');
		await until('the wall', () => new Set(wall.frames.map(({ topic }) => topic)).size === wallTopics.length);
		await until('all of it', () => new Set(loud.of('trend', 'dc')).size > 0);
		expect(new Set(loud.frames.map(({ topic }) => topic)).size).toBeGreaterThanOrEqual(20);
		expect(loud.refused).toEqual([]);
		expect(asked).toBeLessThanOrEqual(asksAtOnce + 2 + Math.ceil((performance.now() - began) / nextAskMs));
		// More than a connection could ever wait for.
		for (let round = 0; round < 80; round += 1) loud.subscribe(wallTopics.slice(0, 30), `court-${round}`);
		await until('refused', () => loud.refused.some(({ reason }) => reason === '订阅过于频繁，请稍后再试'));
		screens.closeAll();
	});

	it('what could not be answered because the database gave no answer is answered when it does', async () => {
		let failures = 2;
		const errors: unknown[] = [];
		const { screens } = await open({
			rightsEveryMs: 60_000,
			viewerOf: () => ((failures -= 1) >= 0 ? Promise.reject(new Error('busy')) : Promise.resolve(viewer)),
			onError: (error) => errors.push(error),
		});
		const screen = await screens.ready({ token: built.internal });
		screen.subscribe(['funds', 'trend'], 'zy');
		await until('answered', () => screen.of('funds').length === 1 && screen.of('trend').length === 1);
		expect(errors).toHaveLength(2);
		screens.closeAll();
	});

	it('a screen that could not be looked up is told its program when the database answers again', async () => {
		const { store, app } = built.site;
		const { token } = await pairDevice(built.site);
		let failures = 2;
		const db = new Proxy(store.read, {
			get: (target, key) => {
				if (key === 'selectFrom' && (failures -= 1) >= 0) throw new Error('busy');
				const value = Reflect.get(target, key) as unknown;
				return typeof value === 'function' ? (value.bind(target) as unknown) : value;
			},
		});
		const errors: unknown[] = [];
		const devices = new Devices({
			source: { ...app.context, db },
			...{ write: store.write, realMs: Date.now, addressOf: () => '127.0.0.1', onError: (error) => errors.push(error) },
			beatMs: 60_000,
		});
		const { base } = await open({ onSocket: (socket, credentials) => devices.onSocket(socket, credentials) });
		const device = await connectDevice(base, { token, waits: false });
		await until('the program', () => device.program() !== undefined);
		expect(errors).toHaveLength(2);
		closeDevices();
		await devices.close();
	});

	it('one connection watches so much and no more', () => {
		const begun: Place[] = [];
		const subscriptions = new Subscriptions(
			(place) => begun.push(place),
			() => undefined,
		);
		const socket = {};
		subscriptions.enter(socket);
		const places = Array.from({ length: 600 }, (_, index): Place => ({ topic: 'funds', scope: `court-${index}` }));
		const watched = places.filter((place) => subscriptions.hasRoom(socket, place) && subscriptions.watch(socket, place, 'internal'));
		expect([watched.length, begun.length]).toEqual([512, 512]);
		expect([places[0]!, places[599]!].map((place) => subscriptions.hasRoom(socket, place))).toEqual([true, false]);
		subscriptions.unwatch(socket, places[7]!);
		expect(subscriptions.hasRoom(socket, places[599]!)).toBe(true);
	});

	it('closes only when what is being answered has been: nothing is asked of the database after it', async () => {
		let answer = (): void => undefined;
		let waits = false;
		const { screens, hub } = await open({
			rightsEveryMs: 60_000,
			viewerOf: () => (waits ? new Promise<Viewer>((done) => (answer = () => done(viewer))) : Promise.resolve(viewer)),
		});
		const screen = await screens.watching({ token: built.internal }, ['funds']);
		waits = true;
		screen.subscribe(['trend'], 'zy');
		await new Promise((done) => setTimeout(done, 50));
		let closed = false;
		const closing = hub.close().then(() => (closed = true));
		await new Promise((done) => setTimeout(done, 200));
		expect(closed).toBe(false);
		answer();
		await closing;
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
