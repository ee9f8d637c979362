import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { arrived, fact, openScreens, Screens, until } from '../support/screens.ts';

const nginx = ['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/usr/bin/nginx'].find(existsSync);
if (!nginx) console.log('    nginx is not installed here: what goes through a real nginx is not tried');

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.address() as { port: number };
	await new Promise((done) => server.close(done));
	return port;
}

/** The same lines as in the README, around them what an nginx of its own needs. */
const configOf = (folder: string, port: number, target: string): string => `
pid ${folder}/nginx.pid;
error_log ${folder}/error.log warn;
worker_processes 1;
daemon off;
events { worker_connections 256; }
http {
	access_log off;
	client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
	map $http_upgrade $connection_upgrade { default upgrade; '' close; }
	server {
		listen 127.0.0.1:${port};
		client_max_body_size 12m;
		location / {
			proxy_pass ${target};
			proxy_http_version 1.1;
			proxy_set_header Host $http_host;
			proxy_set_header X-Forwarded-For $remote_addr;
			proxy_set_header X-Forwarded-Proto $scheme;
			proxy_set_header Upgrade $http_upgrade;
			proxy_set_header Connection $connection_upgrade;
			proxy_read_timeout 75s;
			proxy_buffering off;
		}
	}
}
`;

describe.skipIf(!nginx)('through a real nginx', () => {
	let built: Screens;
	let screens: Screens;
	let folder: string;
	let child: ChildProcess;
	let config: string;
	beforeAll(async () => {
		built = await openScreens();
		folder = mkdtempSync(join(tmpdir(), 'wall-nginx-'));
		const port = await freePort();
		config = join(folder, 'nginx.conf');
		writeFileSync(config, configOf(folder, port, built.site.base));
		child = spawn(nginx!, ['-c', config, '-p', folder], { stdio: 'ignore' });
		const base = `http://127.0.0.1:${port}`;
		for (let tries = 0; ; tries += 1) {
			const there = await fetch(`${base}/healthz`).then(
				({ ok }) => ok,
				() => false,
			);
			if (there) break;
			if (tries > 100) throw new Error('nginx did not start');
			await new Promise((done) => setTimeout(done, 50));
		}
		screens = new Screens({ ...built.site, base }, built);
	});
	afterEach(() => screens.closeAll());
	afterAll(async () => {
		const ended = once(child, 'exit');
		child.kill('SIGTERM');
		await ended;
		await built.site.close();
		rmSync(folder, { recursive: true, force: true });
	});

	it.each([
		['WebSocket', false],
		['polling only', true],
	])('%s: snapshot, every change, revisions that rise by one', async (_what, polling) => {
		const screen = await screens.watching({ token: built.internal, polling, origin: screens.site.base, site: 'same-origin' }, ['funds']);
		for (let count = 0; count < 6; count += 1) {
			const before = arrived(screen);
			await built.site.send([fact(`nginx-${String(polling)}-${count}`)]);
			await until('shown', () => arrived(screen) === before + 100);
		}
		const revisions = screen.of('funds').map(({ revision }) => revision);
		expect(revisions).toEqual(revisions.map((_, index) => revisions[0]! + index));
	});

	it.each([false, true])('another site is refused there too (polling: %s)', async (polling) => {
		const screen = screens.connect({ token: built.internal, polling, origin: 'https://evil.example' });
		let failed = false;
		screen.socket.on('connect_error', () => {
			failed = true;
		});
		await until('refused', () => failed);
		expect(screen.socket.connected).toBe(false);
	});

	it('a reload of nginx costs at most one reconnect and no figure', async () => {
		let reconnects = 0;
		const screen = await screens.watching({ token: built.internal }, ['funds']);
		screen.socket.on('disconnect', () => {
			reconnects += 1;
			screen.socket.connect();
		});
		screen.socket.on('connect', () => screen.subscribe(['funds'], 'zy'));
		child.kill('SIGHUP');
		await new Promise((done) => setTimeout(done, 1500));
		const before = arrived(screen);
		await built.site.send([fact('after-reload')]);
		await until('shown', () => arrived(screen) === before + 100, 10_000);
		expect(reconnects).toBeLessThanOrEqual(1);
	});
});
