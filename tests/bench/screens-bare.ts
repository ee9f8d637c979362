import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { percentile, tenth } from './percentile.ts';

const now = (): number => performance.timeOrigin + performance.now();

/** As many sockets in as many rooms of a bare Socket.IO server, as many events a second: commit to receipt. */
export async function bareScreens(courts: readonly string[], eventsPerSecond: number, seconds: number): Promise<Record<string, number>> {
	const folder = mkdtempSync(join(tmpdir(), 'wall-bench-'));
	const server = fork(join(import.meta.dirname, 'bare-screens.ts'), [join(folder, 'bare.db')], { stdio: 'inherit' });
	const [{ port }] = (await once(server, 'message')) as [{ port: number }];
	const delays: number[] = [];
	const sockets: Socket[] = [];
	const began = now();
	for (const [index, court] of courts.entries()) {
		await new Promise((resolve) => setTimeout(resolve, Math.max(0, began + (index / courts.length) * 1000 - now())));
		const socket = io(`http://127.0.0.1:${port}`, { transports: ['websocket'], forceNew: true });
		socket.on('connect', () => socket.emit('join', court));
		socket.on('row', ({ at }: { at: number }) => delays.push(now() - at));
		sockets.push(socket);
	}
	while (sockets.some((socket) => !socket.connected)) await new Promise((resolve) => setTimeout(resolve, 10));
	const allLiveMs = Math.round(now() - began);
	const names = [...new Set(courts)];
	for (let index = 0; index < seconds * eventsPerSecond; index += 1) {
		const body = JSON.stringify({ court: names[index % names.length], label: String(index) });
		void fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body });
		await new Promise((resolve) => setTimeout(resolve, 1000 / eventsPerSecond));
	}
	await new Promise((resolve) => setTimeout(resolve, 500));
	server.send('tell');
	const [{ rssMb }] = (await once(server, 'message')) as [{ rssMb: number }];
	for (const socket of sockets) socket.disconnect();
	server.kill();
	rmSync(folder, { recursive: true, force: true });
	return { p50Ms: tenth(percentile(delays, 0.5)), p99Ms: tenth(percentile(delays, 0.99)), rssMb: tenth(rssMb), allLiveMs };
}
