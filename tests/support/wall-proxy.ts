import { createServer, connect, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A proxy between screens and server that can do what networks do: swallow, cut, refuse WebSockets. */
export interface WallProxy {
	readonly base: string;
	/** Bytes stop in both directions, and nobody is told. */
	swallow(on: boolean): void;
	/** Connections end, and new ones are refused until it is mended. */
	cut(on: boolean): void;
	/** Requests for a WebSocket are answered as an old proxy does. */
	withoutWebSockets(on: boolean): void;
	readonly connections: number;
	close(): Promise<void>;
}

/** Opens it on a free port before a server. */
export async function openProxy(target: string): Promise<WallProxy> {
	const { hostname, port } = new URL(target);
	const open = new Set<Socket>();
	let swallowing = false;
	let isCut = false;
	let plain = false;
	let connections = 0;
	const server: Server = createServer((near) => {
		if (isCut) return void near.destroy();
		connections += 1;
		const far = connect(Number(port), hostname);
		const end = (): void => {
			for (const socket of [near, far]) {
				socket.destroy();
				open.delete(socket);
			}
		};
		for (const socket of [near, far]) {
			open.add(socket);
			socket.on('error', end);
			socket.on('close', () => (swallowing ? undefined : end()));
		}
		near.on('data', (bytes: Buffer) => {
			if (swallowing) return;
			if (plain && /upgrade: websocket/i.test(bytes.toString('latin1')))
				return void near.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
			far.write(bytes);
		});
		far.on('data', (bytes: Buffer) => (swallowing ? undefined : near.write(bytes)));
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const dropAll = (): void => {
		for (const socket of open) socket.destroy();
		open.clear();
	};
	return {
		base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		swallow: (on) => {
			swallowing = on;
			// What was swallowed is lost: such connections never heal.
			if (!on) dropAll();
		},
		cut: (on) => {
			isCut = on;
			if (on) dropAll();
		},
		withoutWebSockets: (on) => {
			plain = on;
		},
		get connections() {
			return connections;
		},
		close: async () => {
			const closed = new Promise((done) => server.close(done));
			dropAll();
			await closed;
		},
	};
}
