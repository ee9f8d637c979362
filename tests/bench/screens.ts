import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolveProgram, shippedDesigns, topicsOfProgram } from '../../src/lib/contract/wall-program.ts';
import flags from '../../server/service-flags.json' with { type: 'json' };
import { percentile, tenth } from './percentile.ts';
import type { BenchResult } from './run.ts';
import { Rows, WallClient, type Receipt } from './screens-clients.ts';
import { bareScreens } from './screens-bare.ts';
import { basicCourts, caseNumberOf, courtsAbove, directory, history, tokenOf } from './screens-world.ts';

const screensPerCourt = Number(process.env.SCREENS_PER_COURT ?? 50);
const seconds = Number(process.env.SCREENS_SECONDS ?? 60);
const casesPerCourt = 200;
const eventsPerSecond = 20;
const connectWithinMs = 1000;

/** One server process, and what it says. */
class Server {
	readonly child: ChildProcess;
	readonly commits: { readonly courts: readonly string[]; readonly at: number }[] = [];
	port = 0;
	secret = '';
	listeningAt = 0;

	constructor(folder: string, port: number) {
		this.child = fork(join(import.meta.dirname, 'screens-server.ts'), [folder, String(port), String(screensPerCourt)], {
			stdio: 'inherit',
			// As the service is started by `server/setup.js`.
			execArgv: flags.node,
			env: { ...flags.env, ...process.env },
		});
		this.child.on('message', (message: { committed?: string[]; at: number; error?: string }) => {
			if (message.committed) this.commits.push({ courts: message.committed, at: message.at });
			if (message.error) throw new Error(`the server failed: ${message.error}`);
		});
	}

	async ready(): Promise<void> {
		const { port, secret, at } = await this.hear<{ port: number; secret: string; at: number }>('port');
		Object.assign(this, { port, secret, listeningAt: at });
	}

	async hear<T>(key: string): Promise<T> {
		for (;;) {
			const [message] = (await once(this.child, 'message')) as [Record<string, unknown>];
			if (key in message) return message as T;
		}
	}

	/** Resolves when its sweep has nothing left to do: nothing was committed for some seconds. */
	async quiet(): Promise<void> {
		for (const began = now(); now() - began < 300_000 && now() - (this.commits.at(-1)?.at ?? began) < 4000;) await pause(250);
	}

	/** What the process has used, and since `measure` at most. */
	tell(): Promise<{ rssMb: number; loopP99Ms: number; loopMaxMs: number; cpuMs: number }> {
		this.child.send('tell');
		return this.hear('rssMb');
	}

	call(path: string, method: string, body: unknown): Promise<Response> {
		return fetch(`http://127.0.0.1:${this.port}/api/v1${path}`, {
			method,
			headers: { authorization: `Bearer ${this.secret}`, 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
	}

	async stop(signal: NodeJS.Signals): Promise<void> {
		this.child.kill(signal);
		await once(this.child, 'exit');
	}
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const now = (): number => performance.timeOrigin + performance.now();

async function fill(server: Server): Promise<void> {
	const put = await server.call('/directory', 'PUT', directory);
	if (!put.ok) throw new Error(await put.text());
	const events = history(casesPerCourt);
	for (let at = 0; at < events.length; at += 500) {
		const answer = (await (await server.call('/events', 'POST', { events: events.slice(at, at + 500) })).json()) as { rejected?: number };
		if (answer.rejected !== 0) throw new Error(JSON.stringify(answer).slice(0, 500));
	}
	server.child.send('pair');
	await server.hear('paired');
}

/** Sends events at an even pace, every court in its turn, each a little early or late. Gives when each was sent. */
async function drive(
	server: Server,
	forSeconds: number,
	first: number,
): Promise<Map<string, { readonly court: string; readonly sentAt: number }>> {
	const sent = new Map<string, { court: string; sentAt: number }>();
	const began = performance.now();
	const running: Promise<void>[] = [];
	for (let index = 0; index < forSeconds * eventsPerSecond; index += 1) {
		await pause(Math.max(0, began + (index + Math.random() * 2) * (1000 / eventsPerSecond) - performance.now()));
		const court = basicCourts[index % basicCourts.length]!;
		const caseNumber = caseNumberOf(court, first + index);
		const event = { id: caseNumber, source: 'bench', court, caseNumber, type: 'case-filed', occurredAt: '2026-10-14T08:20:00+08:00' };
		sent.set(caseNumber, { court, sentAt: now() });
		running.push(
			server.call('/events', 'POST', { events: [{ ...event, data: { claimFen: 1 } }] }).then(async (response) => {
				const answer = (await response.json()) as { accepted?: number };
				if (answer.accepted !== 1) throw new Error(JSON.stringify(answer));
			}),
		);
	}
	await Promise.all(running);
	return sent;
}

/** Commit to receipt, for every screen of the event's court: the commit of an event is its court's first after it was sent. */
function delays(server: Server, sent: Awaited<ReturnType<typeof drive>>, receipts: readonly Receipt[]): number[] {
	const committed = new Map<string, number>();
	for (const [label, { court, sentAt }] of sent) {
		const commit = server.commits.find(({ courts, at }) => at >= sentAt && courts.includes(court));
		if (commit) committed.set(label, commit.at);
	}
	return receipts.flatMap(({ label, at }) => (committed.has(label) ? [at - committed.get(label)!] : []));
}

/** 1,000 screens of 20 courts at 20 events a second, each with its standard playlist; then kill -9 and a restart; beside bare Socket.IO. */
export async function screens(): Promise<BenchResult> {
	const folder = mkdtempSync(join(tmpdir(), 'wall-bench-'));
	let server = new Server(folder, 0);
	await server.ready();
	await fill(server);
	const { port } = server;
	await server.quiet();
	// What is measured has not read ten thousand events before.
	await server.stop('SIGTERM');
	server = new Server(folder, port);
	await server.ready();
	const address = `http://127.0.0.1:${port}`;
	const topicsFor = (court: string) =>
		topicsOfProgram(resolveProgram('standard', shippedDesigns({ hasSubordinates: courtsAbove.includes(court) })));

	const rows = new Rows();
	const places = basicCourts.flatMap((court) => Array.from({ length: screensPerCourt }, (_, n) => ({ court, n })));
	const clients: WallClient[] = [];
	const began = now();
	for (const [index, { court, n }] of places.entries()) {
		await pause(Math.max(0, began + (index / places.length) * connectWithinMs - now()));
		clients.push(new WallClient(address, tokenOf(court, n), court, topicsFor(court), rows));
	}
	const allLive = async (): Promise<number[]> => {
		const deadline = now() + 60_000;
		while (clients.some((client) => client.liveAt === undefined) && now() < deadline) await pause(20);
		return clients.map((client) => client.liveAt ?? Infinity);
	};
	const allLiveMs = Math.max(...(await allLive())) - began;
	const connectCpuMs = (await server.tell()).cpuMs;
	// The walls of the courts above see ten and twenty events a second: there it storms.
	const above = courtsAbove.map((court) => new WallClient(address, tokenOf(court, 0), court, topicsFor(court), rows));
	await pause(3000);

	const cpuBefore = (await server.tell()).cpuMs;
	server.child.send('measure');
	rows.forget();
	const framesBefore = above.map((client) => client.framesByTopic());
	const sent = await drive(server, seconds, 100_000);
	const framesAfter = above.map((client) => client.framesByTopic());
	await pause(2000);
	const told = await server.tell();
	const own = new Set(clients);
	const steady = delays(
		server,
		sent,
		rows.receipts.filter(({ client }) => own.has(client)),
	);
	const stormRate = Math.max(
		...framesAfter.flatMap((topics, index) =>
			[...topics].map(([topic, count]) => (count - (framesBefore[index]!.get(topic) ?? 0)) / seconds),
		),
	);
	const gaps = clients.reduce((sum, client) => sum + client.gaps, 0);
	const duplicates = clients.reduce((sum, client) => sum + client.duplicates, 0);

	for (const client of clients) client.liveAt = undefined;
	await server.stop('SIGKILL');
	server = new Server(folder, port);
	await server.ready();
	const back = (await allLive()).map((at) => at - server.listeningAt);
	const gapsAfter = clients.reduce((sum, client) => sum + client.gaps, 0) - gaps;
	for (const client of [...clients, ...above]) client.close();
	await server.stop('SIGTERM');
	rmSync(folder, { recursive: true, force: true });

	const bare = await bareScreens(
		places.map(({ court }) => court),
		eventsPerSecond,
		Math.min(20, seconds),
	);
	const figures = {
		screens: clients.length,
		topics: topicsFor('s01').length,
		p50Ms: tenth(percentile(steady, 0.5)),
		p99Ms: tenth(percentile(steady, 0.99)),
		maxMs: tenth(Math.max(...steady)),
		receipts: steady.length,
		missing: sent.size * screensPerCourt - steady.length,
		gaps,
		duplicates,
		rssMb: tenth(told.rssMb),
		loopP99Ms: tenth(told.loopP99Ms),
		loopMaxMs: tenth(told.loopMaxMs),
		cpuShare: tenth((told.cpuMs - cpuBefore) / ((seconds + 2) * 10)) / 100,
		allLiveMs: Math.round(allLiveMs),
		connectCpuMs: Math.round(connectCpuMs),
		stormFramesPerSecond: tenth(stormRate),
		live95Ms: Math.round(percentile(back, 0.95)),
		liveAllMs: Math.round(Math.max(...back)),
		gapsAfterRestart: gapsAfter,
	};
	return { bench: 'screens', figures, baseline: bare, ratio: tenth(figures.p99Ms / Math.max(0.1, bare.p99Ms ?? 0.1)) };
}
