import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { bytesWaiting, mostWaitingBytes } from '../../server/live/backlog.ts';
import { createHub, type Hub, type WallSocket } from '../../server/live/hub.ts';
import { arrived, fact, openScreens, Screens, until } from '../support/screens.ts';

/** A screen without a library: it can stop reading, as a hung browser does. */
class RawScreen {
	readonly frames: { readonly topic: string; readonly revision: number }[] = [];
	readonly socket: WebSocket;
	isOpen = false;

	constructor(base: string, token: string) {
		this.socket = new WebSocket(`${base.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
		this.socket.on('message', (data: Buffer) => {
			const text = data.toString();
			if (text.startsWith('0')) this.socket.send(`40${JSON.stringify({ token })}`);
			else if (text.startsWith('40')) this.isOpen = true;
			else if (text === '2') this.socket.send('3');
			else if (text.startsWith('42["frame"')) this.frames.push((JSON.parse(text.slice(2)) as [string, RawScreen['frames'][number]])[1]);
		});
		this.socket.on('error', () => undefined);
	}

	subscribe(topic: string, scope: string): void {
		this.socket.send(`42${JSON.stringify(['subscribe', { topics: [{ topic, scope }] }])}`);
	}
}

describe('a screen that stops reading', () => {
	let built: Screens;
	let screens: Screens;
	let hub: Hub;
	let http: Server;
	const sockets: WallSocket[] = [];
	const raws: RawScreen[] = [];
	beforeAll(async () => {
		built = await openScreens();
		const { store, app } = built.site;
		hub = createHub({
			source: { ...app.context, db: store.read, ladderStages: [] },
			speed: () => 1,
			originIsOurs: () => true,
			viewerOf: () => Promise.resolve({ ceiling: 'internal', mayWatch: () => true }),
			onSocket: (socket) => sockets.push(socket),
			onChange: store.onChange,
			onError: (error) => expect(error).toBeUndefined(),
		});
		http = createServer();
		// What a kernel holds for a connection that is not read is no part of the question.
		http.on('connection', (socket) => socket.setNoDelay(true));
		hub.attach(http);
		await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
		screens = new Screens({ ...built.site, base: `http://127.0.0.1:${(http.address() as AddressInfo).port}` }, built);
	});
	afterEach(() => {
		screens.closeAll();
		for (const { socket } of raws.splice(0)) socket.terminate();
	});
	afterAll(async () => {
		await hub.close();
		await built.site.close();
	});

	/** Fills what waits for one socket with frames of the size of a busy wall's, as fast as they may come. */
	function flood(socket: WallSocket, count: number): void {
		const payload = 'x'.repeat(100_000);
		for (let index = 0; index < count; index += 1) socket.emit('frame', { topic: 'trend', scope: 'zy', revision: index, payload } as never);
	}

	it('is sent no more than a megabyte, harms nobody, and gets one fresh frame when it reads again', async () => {
		const healthy = await screens.watching({ token: screens.internal }, ['funds']);
		const raw = new RawScreen(screens.site.base, screens.internal);
		raws.push(raw);
		await until('in', () => raw.isOpen);
		raw.subscribe('funds', 'zy');
		await until('snapshot', () => raw.frames.length === 1);
		const server = sockets.at(-1)!;
		raw.socket.pause();
		// Until the kernel takes no more, and then until the screen is marked.
		let most = 0;
		for (let round = 0; round < 200 && server.rooms.size > 1; round += 1) {
			flood(server, 15);
			await new Promise((done) => setTimeout(done, 20));
			most = Math.max(most, bytesWaiting(server));
		}
		expect([...server.rooms], 'it was taken out').toEqual([server.id]);
		expect(most).toBeGreaterThan(mostWaitingBytes / 2);
		const held = bytesWaiting(server);
		const before = arrived(healthy);
		for (let count = 1; count <= 8; count += 1) {
			const began = performance.now();
			await built.site.send([fact(`slow-${count}`)]);
			await until('the others are served', () => arrived(healthy) === before + count * 100);
			expect(performance.now() - began).toBeLessThan(2000);
		}
		expect(bytesWaiting(server), 'nothing more was put in its queue').toBeLessThanOrEqual(held + 2000);
		const seen = raw.frames.filter(({ topic }) => topic === 'funds').length;
		raw.socket.resume();
		await until('a fresh frame', () => raw.frames.filter(({ topic }) => topic === 'funds').length > seen, 10_000);
		const fresh = raw.frames.filter(({ topic }) => topic === 'funds').slice(seen);
		expect(fresh).toHaveLength(1);
		expect(fresh[0]!.revision).toBe(healthy.of('funds').at(-1)!.revision);
		expect(server.rooms.size).toBe(2);
		await built.site.send([fact('after')]);
		await until('served as before', () => raw.frames.at(-1)!.revision === fresh[0]!.revision + 1);
	});

	it('that is gone for good leaves nothing behind', async () => {
		const raw = new RawScreen(screens.site.base, screens.internal);
		await until('in', () => raw.isOpen);
		raw.subscribe('trend', 'zy');
		await until('snapshot', () => raw.frames.length === 1);
		raw.socket.pause();
		const server = sockets.at(-1)!;
		flood(server, 60);
		raw.socket.terminate();
		await until('gone', () => !server.connected);
		expect(server.rooms.size).toBe(0);
	});
});
