import { chromium, type Page } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import flags from '../../server/service-flags.json' with { type: 'json' };
import { startBareWall } from './bare-wall.ts';
import { percentile, tenth } from './percentile.ts';
import type { BenchResult } from './run.ts';

const steadyEvents = 100;
const steadyEveryMs = 400;
const stormEvents = 500;
const stormEveryMs = 20;
const port = 4273;

interface Access {
	readonly apiKey: string;
	readonly wall: string;
}

/** Starts the demo at real speed, so that nothing but the bench's own events moves the screen. */
async function startDemo(folder: string): Promise<{ readonly child: ChildProcess; readonly access: Access }> {
	const env = { ...flags.env, ...process.env, PORT: String(port), DATA_DIR: folder, DEMO_SPEED: '1', LOG_LEVEL: 'error' };
	const child = spawn(process.execPath, [...flags.node, 'server/cli.ts', 'demo'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
	const file = join(folder, 'demo', 'access.json');
	for (let waited = 0; !existsSync(file); waited += 250) {
		if (waited > 180_000) throw new Error('the demo did not start');
		await new Promise((resolve) => setTimeout(resolve, 250));
	}
	return { child, access: JSON.parse(readFileSync(file, 'utf8')) as Access };
}

const ticksPerSecond = 100;
const quietSeconds = 5;

/** CPU seconds that a process with its threads has used. */
function cpuSeconds(pid: number): number {
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
	return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/** Waits until a server that has just started has made what it owed (papers, reconciliations): that is not what is measured. Gives the seconds it took. */
async function settled(pid: number): Promise<number> {
	const began = performance.now();
	let quiet = 0;
	for (let before = cpuSeconds(pid); quiet < quietSeconds;) {
		if (performance.now() - began > 600_000) throw new Error('the demo does not come to rest');
		await new Promise((resolve) => setTimeout(resolve, 1000));
		const now = cpuSeconds(pid);
		quiet = now - before < 0.1 ? quiet + 1 : 0;
		before = now;
	}
	return (performance.now() - began) / 1000;
}

/** Notes when each awaited text first stands in the tile, by the machine's clock. */
async function watch(page: Page): Promise<void> {
	// As text: the server's type check knows no DOM.
	await page.evaluate(`{
		const seen = (window.seen = {});
		const tile = document.querySelector('[data-tile="ticker"]');
		const look = () => {
			for (const match of (tile.textContent ?? '').matchAll(/9\\d{5}号/g)) seen[match[0]] ??= performance.timeOrigin + performance.now();
		};
		new MutationObserver(look).observe(tile, { childList: true, subtree: true, characterData: true });
	}`);
}

/** Delays to the DOM in milliseconds: from the answer's arrival at the sender (the frame may overtake it), and from the sending. */
interface Delays {
	readonly fromAccepted: number[];
	readonly fromSent: number[];
}

/** Sends events one by one and gives, for each, the time from its acceptance to its standing in the page. */
async function measure(page: Page, send: (label: string) => Promise<void>, count: number, everyMs: number, first: number): Promise<Delays> {
	const sent = new Map<string, number>();
	const accepted = new Map<string, number>();
	const running: Promise<void>[] = [];
	for (let index = 0; index < count; index += 1) {
		const label = `${first + index}号`;
		sent.set(label, performance.timeOrigin + performance.now());
		running.push(send(label).then(() => void accepted.set(label, performance.timeOrigin + performance.now())));
		await new Promise((resolve) => setTimeout(resolve, everyMs));
	}
	await Promise.all(running);
	await page.waitForTimeout(1500);
	const seen = await page.evaluate<Record<string, number>>('window.seen');
	// Under a storm the ticker shows only the latest rows: an event that was overtaken before a frame went out is not a late one.
	const delays = (from: ReadonlyMap<string, number>): number[] =>
		[...from].flatMap(([label, at]) => (seen[label] === undefined ? [] : [seen[label] - at]));
	return { fromAccepted: delays(accepted), fromSent: delays(sent) };
}

/** Event accepted to DOM changed, one screen: one event every 400 ms, then a storm of 50 a second; beside a bare page in the same run. */
export async function eventToDom(): Promise<BenchResult> {
	const folder = mkdtempSync(join(tmpdir(), 'wall-bench-'));
	const { child, access } = await startDemo(folder);
	const browser = await chromium.launch({
		...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
		args: ['--no-sandbox'],
	});
	try {
		const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
		await page.goto(access.wall);
		await page.waitForSelector('[data-connection="live"]');
		const settledSeconds = await settled(child.pid!);
		const firstPaintMs = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN);
		await watch(page);
		const clock = (await (await fetch(`http://127.0.0.1:${port}/api/v1/clock`)).json()) as { now: string };
		const send = async (label: string): Promise<void> => {
			const event = {
				id: label,
				source: 'bench',
				court: 'sf-0101',
				caseNumber: `（2026）示0201执${label}`,
				type: 'case-filed',
				occurredAt: clock.now,
				data: { claimFen: 100_000 },
			};
			const response = await fetch(`http://127.0.0.1:${port}/api/v1/events`, {
				method: 'POST',
				headers: { authorization: `Bearer ${access.apiKey}`, 'content-type': 'application/json' },
				body: JSON.stringify({ events: [event] }),
			});
			const answer = (await response.json()) as { accepted?: number };
			if (answer.accepted !== 1) throw new Error(JSON.stringify(answer));
		};
		const steady = await measure(page, send, steadyEvents, steadyEveryMs, 900_000);
		const storm = await measure(page, send, stormEvents, stormEveryMs, 950_000);

		const bare = await startBareWall(join(folder, 'bare.db'));
		const barePage = await browser.newPage();
		await barePage.goto(`http://127.0.0.1:${bare.port}/`);
		await barePage.waitForTimeout(500);
		await watch(barePage);
		const bareSend = async (label: string): Promise<void> =>
			void (await fetch(`http://127.0.0.1:${bare.port}/`, { method: 'POST', body: label }));
		const bareSteady = await measure(barePage, bareSend, steadyEvents, steadyEveryMs, 900_000);
		bare.http.close();

		const figures = {
			p50Ms: tenth(percentile(steady.fromAccepted, 0.5)),
			p95Ms: tenth(percentile(steady.fromAccepted, 0.95)),
			maxMs: tenth(Math.max(...steady.fromAccepted)),
			seen: steady.fromAccepted.length,
			fromSentP50Ms: tenth(percentile(steady.fromSent, 0.5)),
			fromSentP95Ms: tenth(percentile(steady.fromSent, 0.95)),
			stormP50Ms: tenth(percentile(storm.fromAccepted, 0.5)),
			stormP95Ms: tenth(percentile(storm.fromAccepted, 0.95)),
			stormSeen: storm.fromAccepted.length,
			firstPaintMs: tenth(firstPaintMs),
			settledSeconds: Math.round(settledSeconds),
		};
		const baseline = {
			p50Ms: tenth(percentile(bareSteady.fromAccepted, 0.5)),
			p95Ms: tenth(percentile(bareSteady.fromAccepted, 0.95)),
			fromSentP50Ms: tenth(percentile(bareSteady.fromSent, 0.5)),
			fromSentP95Ms: tenth(percentile(bareSteady.fromSent, 0.95)),
			seen: bareSteady.fromSent.length,
		};
		return { bench: 'event-to-dom', figures, baseline, ratio: tenth(figures.fromSentP95Ms / Math.max(0.1, baseline.fromSentP95Ms)) };
	} finally {
		await browser.close();
		child.kill();
		rmSync(folder, { recursive: true, force: true });
	}
}
