import { chromium, type Browser, type CDPSession, type Page } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import flags from '../../server/service-flags.json' with { type: 'json' };
import { tenth } from './percentile.ts';
import type { BenchResult } from './run.ts';
import { ServerHeap } from './server-heap.ts';

const port = 4274;
const sampleEveryMs = 10_000;
const speed = 12;

/** One look at everything that may grow. */
export interface Sample {
	readonly atMs: number;
	/** What the host gives the server: with caches, room for young objects, and garbage not yet taken away. */
	readonly serverRssMb: number;
	/** What it keeps alive, after a collection; absent where nobody looks into it. */
	readonly serverLiveMb?: number;
	/** Of each wall, after a collection. */
	readonly heapMb: readonly number[];
	readonly nodes: readonly number[];
	/** Frames that the walls were sent until now, all together. */
	readonly updates: number;
}

/** Slope of the line through points, by least squares. */
export function slope(points: readonly (readonly [x: number, y: number])[]): number {
	const mean = (of: 0 | 1): number => points.reduce((sum, point) => sum + point[of], 0) / points.length;
	const [x, y] = [mean(0), mean(1)];
	const over = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
	const under = points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
	return under === 0 ? 0 : over / under;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const perHour = (samples: readonly Sample[], of: (sample: Sample) => number): number =>
	tenth(slope(samples.map((sample) => [sample.atMs / 3_600_000, of(sample)])));

/** What a soak says: growth of the server and of a wall's heap, and how far the DOM has moved, all without the warm-up. */
export function soakFigures(samples: readonly Sample[], warmUpMs: number): Record<string, number> {
	const kept = samples.filter(({ atMs }) => atMs >= warmUpMs);
	const last = kept.at(-1);
	const walls = last?.heapMb.length ?? 0;
	const heaps = Array.from({ length: walls }, (_, wall) =>
		slope(kept.map(({ updates, heapMb }) => [updates / walls / 10_000, heapMb[wall]!])),
	);
	const third = Math.max(1, Math.floor(kept.length / 3));
	const nodesOf = (some: readonly Sample[]): number => median(some.flatMap(({ nodes }) => nodes));
	const [nodesFirst, nodesLast] = [nodesOf(kept.slice(0, third)), nodesOf(kept.slice(-third))];
	return {
		minutes: tenth(((last?.atMs ?? 0) - (kept[0]?.atMs ?? 0)) / 60_000),
		samples: kept.length,
		updates: last?.updates ?? 0,
		serverRssMbPerHour: perHour(kept, ({ serverRssMb }) => serverRssMb),
		...(last?.serverLiveMb === undefined
			? {}
			: { serverMbPerHour: perHour(kept, ({ serverLiveMb }) => serverLiveMb ?? Number.NaN), serverLiveMb: tenth(last.serverLiveMb) }),
		heapMbPer10k: tenth(Math.max(...heaps)),
		domNodesChange: Math.round(((nodesLast - nodesFirst) / nodesFirst) * 1000) / 1000,
		serverRssMb: tenth(last?.serverRssMb ?? 0),
	};
}

function rssMb(pid: number): number {
	return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024;
}

/** A wall in a browser, with what a look at it needs. */
export class SoakWall {
	readonly #page: Page;
	readonly #cdp: CDPSession;
	updates = 0;

	private constructor(page: Page, cdp: CDPSession) {
		this.#page = page;
		this.#cdp = cdp;
	}

	static async open(browser: Browser, address: string): Promise<SoakWall> {
		const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
		const cdp = await page.context().newCDPSession(page);
		const wall = new SoakWall(page, cdp);
		page.on('websocket', (socket) =>
			socket.on('framereceived', ({ payload }) => {
				if (payload.toString().startsWith('42["frame"')) wall.updates += 1;
			}),
		);
		await page.goto(address);
		await page.waitForSelector('[data-connection="live"]');
		return wall;
	}

	async look(): Promise<{ readonly heapMb: number; readonly nodes: number }> {
		await this.#cdp.send('HeapProfiler.collectGarbage');
		const { usedSize } = await this.#cdp.send('Runtime.getHeapUsage');
		return { heapMb: usedSize / 1e6, nodes: await this.#page.evaluate<number>('document.getElementsByTagName("*").length') };
	}
}

/** Looks at a server and its walls every ten seconds, for so long. */
export async function sampleWalls(
	pid: number,
	walls: readonly SoakWall[],
	forMs: number,
	{ told, server }: { readonly told?: (sample: Sample) => void; readonly server?: ServerHeap } = {},
): Promise<Sample[]> {
	const began = performance.now();
	const samples: Sample[] = [];
	while (performance.now() - began < forMs) {
		const looks = await Promise.all(walls.map((wall) => wall.look()));
		const sample = {
			atMs: performance.now() - began,
			serverRssMb: rssMb(pid),
			...(server ? { serverLiveMb: await server.liveMb() } : {}),
			heapMb: looks.map(({ heapMb }) => heapMb),
			nodes: looks.map(({ nodes }) => nodes),
			updates: walls.reduce((sum, { updates }) => sum + updates, 0),
		};
		samples.push(sample);
		told?.(sample);
		await new Promise((resolve) => setTimeout(resolve, sampleEveryMs));
	}
	return samples;
}

async function startDemo(folder: string): Promise<{ readonly child: ChildProcess; readonly wall: string; readonly heap: ServerHeap }> {
	const env = { ...flags.env, ...process.env, PORT: String(port), DATA_DIR: folder, DEMO_SPEED: String(speed), LOG_LEVEL: 'error' };
	// As the service is started by `server/setup.js`.
	const child = spawn(process.execPath, [...flags.node, '--inspect=127.0.0.1:0', 'server/cli.ts', 'demo'], {
		env,
		stdio: ['ignore', 'ignore', 'pipe'],
	});
	child.stderr.pipe(process.stderr);
	const heap = await ServerHeap.of(child.stderr);
	const file = join(folder, 'demo', 'access.json');
	for (let waited = 0; !existsSync(file); waited += 250) {
		if (waited > 300_000) throw new Error('the demo did not start');
		await new Promise((resolve) => setTimeout(resolve, 250));
	}
	return { child, heap, wall: (JSON.parse(readFileSync(file, 'utf8')) as { wall: string }).wall };
}

/** Two real walls beside a demo at twelve times the speed, for `SOAK_MINUTES`; the first quarter, at most 15 minutes, is warm-up. The baseline is an empty page in the same browser. */
export async function soak(): Promise<BenchResult> {
	const minutes = Number(process.env.SOAK_MINUTES ?? 120);
	const folder = mkdtempSync(join(tmpdir(), 'wall-soak-'));
	const { child, wall, heap } = await startDemo(folder);
	const browser = await chromium.launch({
		...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
		args: ['--no-sandbox', '--disable-background-timer-throttling', '--disable-renderer-backgrounding'],
	});
	try {
		const walls = [await SoakWall.open(browser, wall), await SoakWall.open(browser, wall)];
		const empty = await browser.newPage();
		const cdp = await empty.context().newCDPSession(empty);
		const told = ({ atMs, serverRssMb, serverLiveMb, heapMb, nodes, updates }: Sample): void =>
			console.error(
				`${(atMs / 60_000).toFixed(1)} min  server ${serverLiveMb?.toFixed(1)} of ${serverRssMb.toFixed(0)} MB  walls ${heapMb.map((mb) => mb.toFixed(1)).join(' ')} MB  nodes ${nodes.join(' ')}  frames ${updates}`,
			);
		const samples = await sampleWalls(child.pid!, walls, minutes * 60_000, { told, server: heap });
		await cdp.send('HeapProfiler.collectGarbage');
		const { usedSize } = await cdp.send('Runtime.getHeapUsage');
		const figures = soakFigures(samples, Math.min(minutes / 4, 15) * 60_000);
		const heapMb = Math.max(...(samples.at(-1)?.heapMb ?? []));
		return {
			bench: 'soak',
			figures: { ...figures, heapMb: tenth(heapMb) },
			baseline: { heapMb: tenth(usedSize / 1e6) },
			ratio: tenth(heapMb / (usedSize / 1e6)),
		};
	} finally {
		await browser.close();
		heap.close();
		child.kill();
		rmSync(folder, { recursive: true, force: true });
	}
}
