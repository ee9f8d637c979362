import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KyselyPlugin } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createApp } from '../../server/app.ts';
import { createSignIn } from '../../server/auth/sign-in.ts';
import { realMs } from '../../server/clock.ts';
import { readConfig } from '../../server/config.ts';
import { logLines } from '../../server/live/device-notes.ts';
import { Devices } from '../../server/live/devices.ts';
import { createHub, type Hub } from '../../server/live/hub.ts';
import { createLogger } from '../../server/log.ts';
import { viewerOf } from '../../server/pages/screen-pages.ts';
import { openSqlite } from '../../server/store/open.ts';
import { screens } from '../../server/store/screens.ts';
import { closeDevices, connectDevice, pairDevice, report } from '../support/devices.ts';
import { openSite, type Site } from '../support/site.ts';

describe('what is kept of screens', () => {
	let site: Site;
	let hub: Hub;
	let devices: Devices;
	let http: Server;
	let base: string;
	let nowMs = Date.parse('2026-03-13T00:00:00Z');
	/** Answers of the database wait for it. */
	let gate: Promise<void> = Promise.resolve();
	const held: KyselyPlugin = {
		transformQuery: ({ node }) => node,
		transformResult: async ({ result }) => {
			await gate;
			return result;
		},
	};
	beforeAll(async () => {
		site = await openSite();
		const { store, app } = site;
		const { context } = app;
		const onError = (error: unknown): void => expect(error).toBeUndefined();
		devices = new Devices({
			source: { ...context, db: store.read.withPlugin(held) },
			write: store.write,
			realMs: () => nowMs,
			addressOf: ({ socket }) => socket.remoteAddress ?? '-',
			onError,
			beatMs: 20,
			flushMs: 10,
		});
		hub = createHub({
			source: { ...context, db: store.read, ladderStages: [] },
			speed: () => 1,
			originIsOurs: () => true,
			viewerOf: (handshake) => viewerOf({ store, context, signIn: createSignIn(store, { secure: false, realMs }) }, handshake),
			onSocket: (socket, credentials) => devices.onSocket(socket, credentials),
			onChange: store.onChange,
			onError,
		});
		http = createServer();
		hub.attach(http);
		await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
		base = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
	});
	afterEach(closeDevices);
	afterAll(async () => {
		await devices.close();
		await hub.close();
		await site.close();
	});

	const kept = async (id: string) => (await screens.record(site.store.read, id))!;
	const settle = () => new Promise((done) => setTimeout(done, 250));
	const logOf = (id: string) =>
		site.store.read.selectFrom('screen_log').select(['kind', 'detail', 'at']).where('screen_id', '=', id).orderBy('seq').execute();

	/** Waits until a line is the last of a log. */
	const lastLine = (id: string, detail: string) =>
		vi.waitFor(async () => expect((await logOf(id)).at(-1)?.detail).toBe(detail), { timeout: 5000, interval: 10 });

	it('a report that says nothing new is written once in thirty seconds, one that does at once', async () => {
		const { id, token } = await pairDevice(site);
		const device = await connectDevice(base, { token });
		const say = async (more: Parameters<typeof report>[0], afterMs: number) => {
			nowMs += afterMs;
			device.socket.emit('report', report(more));
			await settle();
			return (await kept(id)).reportAt;
		};
		const first = await say({ uptimeSeconds: 1 }, 0);
		expect(first).toBe(new Date(nowMs).toISOString());
		expect(await say({ uptimeSeconds: 16, dataAgeSeconds: 3 }, 15_000)).toBe(first);
		expect(await say({ uptimeSeconds: 30 }, 14_999)).toBe(first);
		expect(await say({ uptimeSeconds: 31 }, 1)).toBe(new Date(nowMs).toISOString());
		expect(await say({ scene: 'locks' }, 1000)).toBe(new Date(nowMs).toISOString());
		expect(devices.presence(id).online).toBe(true);
	});

	it('a screen that falls silent on an open connection is offline after ninety seconds', async () => {
		const { id, token } = await pairDevice(site);
		const device = await connectDevice(base, { token });
		device.socket.emit('report', report());
		await settle();
		nowMs += 90_000;
		expect(devices.presence(id).online).toBe(true);
		nowMs += 1;
		expect(devices.presence(id).online).toBe(false);
		expect(devices.connected().has(id)).toBe(true);
	});

	it.each([['41'], [undefined]])('a socket that leaves (%s) while its record is looked up is not kept as connected', async (leave) => {
		const { id, token } = await pairDevice(site);
		let open = (): void => undefined;
		gate = new Promise((done) => (open = done));
		const raw = new WebSocket(`${base.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
		const said: string[] = [];
		raw.addEventListener('message', ({ data }) => said.push(String(data)));
		const heard = (start: string) => vi.waitFor(() => expect(said.some((text) => text.startsWith(start))).toBe(true));
		await heard('0');
		raw.send(`40${JSON.stringify({ token })}`);
		await heard('40');
		// 41: it leaves the namespace, and its connection stays open.
		if (leave) raw.send(leave);
		else raw.close();
		await settle();
		open();
		await settle();
		expect([devices.connected().has(id), devices.presence(id)]).toEqual([false, { online: false, faults: [] }]);
		if (leave) expect(raw.readyState).toBe(WebSocket.OPEN);
		raw.close();
		await lastLine(id, '连接断开');
	});

	it('reports leave the record’s revision alone', async () => {
		const { id, token } = await pairDevice(site);
		const { revision } = await kept(id);
		const device = await connectDevice(base, { token });
		device.socket.emit('report', report());
		await settle();
		expect(await kept(id)).toMatchObject({ revision, report: { scene: 'overview' } });
		await settle();
		expect(device.programs).toHaveLength(1);
	});

	it('a log is bounded: five hundred lines, thirty days, and a flood of reports is not heard', async () => {
		const { id, token } = await pairDevice(site);
		const device = await connectDevice(base, { token });
		const deep = 40;
		for (let round = 0; round < deep; round += 1) {
			nowMs += 1000;
			device.socket.emit('report', report({ faults: Array.from({ length: 20 }, (_, index) => `故障 ${round}-${index}`) }));
			// A second report in the same second would not be heard.
			await lastLine(id, `故障 ${round}-19`);
		}
		const log = await logOf(id);
		expect(log.length).toBeGreaterThanOrEqual(logLines);
		expect(log.length).toBeLessThan(logLines + 20);
		expect(log.at(-1)!.detail).toBe(`故障 ${deep - 1}-19`);
		nowMs += 1000;
		for (let index = 0; index < 100; index += 1) device.socket.emit('report', report({ faults: [`洪水 ${index}`] }));
		await lastLine(id, '洪水 19');
		await settle();
		expect((await logOf(id)).filter(({ detail }) => detail.startsWith('洪水'))).toHaveLength(20);
		nowMs += 31 * 86_400_000;
		device.socket.emit('report', report({ faults: ['一个月以后'] }));
		await lastLine(id, '一个月以后');
		expect((await logOf(id)).map(({ detail }) => detail)).toEqual(['一个月以后']);
	});

	it('a fault is told once, also over a reconnect', async () => {
		const { id, token } = await pairDevice(site);
		for (let round = 0; round < 2; round += 1) {
			const device = await connectDevice(base, { token });
			device.socket.emit('report', report({ faults: ['唤醒锁被拒绝'] }));
			await settle();
			device.socket.emit('report', report({ faults: ['唤醒锁被拒绝'], uptimeSeconds: 40 }));
			await settle();
			device.socket.disconnect();
			await settle();
		}
		const log = (await logOf(id)).filter(({ kind }) => kind !== 'deed').map(({ kind }) => kind);
		expect(log).toEqual(['connected', 'fault', 'disconnected', 'connected', 'disconnected']);
	});
});

describe('a restart of the application', () => {
	it('leaves overrides and messages where they are', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'wall-'));
		const file = join(folder, 'wall.db');
		const site = await openSite(
			'sqlite',
			'2026-03-13',
			openSqlite(file).then((store) => ({ store, close: () => Promise.resolve() })),
		);
		const { id, token } = await pairDevice(site);
		const body = (more: object) => ({ as: 'admin', body: more });
		await site.call('POST', `screens/${id}/override`, body({ kind: 'takeover', scene: 'locks', title: '演练' }));
		await site.call('POST', `screens/${id}/message`, body({ text: '请勿离岗', minutes: 60 }));
		const before = (await connectDevice(site.base, { token })).program()!;
		closeDevices();
		await site.close();

		const store = await openSqlite(file);
		const now = () => site.now() as ReturnType<typeof site.app.clock.now>;
		const app = await createApp({
			config: readConfig({}),
			log: createLogger('silent'),
			store,
			clock: { now, speed: 1, set: () => undefined },
		});
		const http = createServer();
		app.attach(http);
		await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
		const device = await connectDevice(`http://127.0.0.1:${(http.address() as AddressInfo).port}`, { token });
		expect(before).toMatchObject({ override: { title: '演练' }, message: { text: '请勿离岗' } });
		expect(device.program()).toEqual(before);
		closeDevices();
		await app.close();
		http.close();
		rmSync(folder, { recursive: true, force: true });
	});
});
