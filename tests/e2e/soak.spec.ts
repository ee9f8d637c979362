import { expect } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { sampleWalls, soakFigures, SoakWall } from '../bench/soak.ts';
import { test } from './support.ts';

// Short enough for every run: 60 seconds, or five minutes with `E2E_LONG=1`. What leaks a little in two hours is the
// bench's business (`npm run bench -- soak`); what leaks with every frame is seen here.
const seconds = process.env.E2E_LONG === '1' ? 300 : 60;

/** The process that listens on the port under test. */
function serverPid(port: string): number {
	const line = execFileSync('ss', ['-ltnpH', `sport = :${port}`], { encoding: 'utf8' });
	const pid = /pid=(\d+)/.exec(line)?.[1];
	if (pid === undefined) throw new Error(`nobody listens on ${port}`);
	return Number(pid);
}

test('walls do not grow while they are updated', async ({ browser, access }, info) => {
	test.setTimeout((seconds + 90) * 1000);
	const walls = [await SoakWall.open(browser, access.wall), await SoakWall.open(browser, access.wall)];
	const samples = await sampleWalls(serverPid(new URL(access.wall).port), walls, seconds * 1000);
	const figures = soakFigures(samples, Math.min(30_000, (seconds / 4) * 1000));
	await info.attach('soak', { body: JSON.stringify({ figures, samples }, undefined, '\t'), contentType: 'application/json' });
	console.log(`    soak of ${seconds} s: ${JSON.stringify(figures)}`);
	expect(figures.updates).toBeGreaterThan(50);
	// Scenes take turns, so the DOM breathes; it must not grow. A frame that is kept for ever costs 20 kB or more: 200 MB in 10,000.
	expect(Math.abs(figures.domNodesChange!)).toBeLessThan(0.25);
	expect(figures.heapMbPer10k).toBeLessThan(100);
});
