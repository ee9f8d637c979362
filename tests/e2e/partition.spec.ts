import { expect } from '@playwright/test';
import type { BrowserContext, Page } from '@playwright/test';
import { figure, live, test } from './support.ts';

/** Cuts a page off: every socket is closed, every request of the page fails, until it is mended. */
async function cuttable(page: Page, context: BrowserContext): Promise<{ cut(): Promise<void>; mend(): Promise<void> }> {
	const sockets: { close(): Promise<void> }[] = [];
	let isCut = false;
	await page.routeWebSocket(/\/socket\.io\//, (socket) => {
		if (isCut) return void socket.close();
		socket.connectToServer();
		sockets.push(socket);
	});
	return {
		cut: async () => {
			isCut = true;
			await context.setOffline(true);
			for (const socket of sockets.splice(0)) await socket.close();
		},
		mend: async () => {
			isCut = false;
			await context.setOffline(false);
		},
	};
}

const state = (page: Page) => page.locator('header [data-connection]');
const tile = (page: Page) => page.locator('[data-tile="actions"]');

test('five seconds without network: told at once, figures stay, healed within five seconds', async ({ page, access, context }, info) => {
	const network = await cuttable(page, context);
	await page.goto(access.wall);
	await live(page);
	const before = await figure(page, 'actions', 'overdue');
	await network.cut();
	await expect(state(page)).toHaveAttribute('data-connection', 'reconnecting', { timeout: 2000 });
	await page.waitForTimeout(5000);
	expect(await figure(page, 'actions', 'overdue')).toBe(before);
	// Not yet old enough to be called stale, and not hidden either.
	await expect(tile(page)).toHaveAttribute('data-freshness', /^(live|late)$/);
	await page.screenshot({ path: info.outputPath('five-seconds.png') });
	await network.mend();
	await expect(state(page)).toHaveAttribute('data-connection', 'live', { timeout: 8000 });
});

test('two minutes without network: every tile says how old it is, and the reload shows the last data with its age', async ({
	page,
	access,
	context,
}, info) => {
	test.skip(process.env.E2E_LONG !== '1', '两分钟断网：E2E_LONG=1 时运行');
	test.setTimeout(300_000);
	const network = await cuttable(page, context);
	await page.goto(access.wall);
	await live(page);
	// The page, its parts and its frames are kept by the service worker.
	await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
	await expect
		.poll(() => page.evaluate(async () => (await (await caches.open('wall-kept')).keys()).length), { timeout: 20_000 })
		.toBeGreaterThanOrEqual(2);
	const keys = await page.evaluate(async () => (await (await caches.open('wall-kept')).keys()).map(({ url }) => url));
	expect(keys.join()).not.toContain('token=');
	expect(keys.join()).not.toContain(new URL(access.wall).searchParams.get('token')!);

	await network.cut();
	await page.waitForTimeout(120_000);
	await expect(state(page)).toContainText('连接中断');
	for (const each of await page.locator('[data-tile][data-freshness]').all()) {
		await expect(each).toHaveAttribute('data-freshness', 'stale');
		await expect(each).toContainText(/前的数据/);
	}
	const old = await figure(page, 'actions', 'overdue');
	await page.screenshot({ path: info.outputPath('two-minutes.png') });

	// Somebody restarts the screen while the network is still gone.
	await page.reload({ waitUntil: 'domcontentloaded' });
	await expect(tile(page)).toHaveAttribute('data-freshness', 'stale', { timeout: 15_000 });
	await expect(tile(page)).toContainText(/前的数据/);
	await expect(state(page)).toHaveAttribute('data-connection', 'reconnecting');
	expect(await figure(page, 'actions', 'overdue')).toBe(old);
	await page.screenshot({ path: info.outputPath('reloaded-without-network.png') });

	await network.mend();
	await expect(state(page)).toHaveAttribute('data-connection', 'live', { timeout: 20_000 });
	await expect(tile(page)).toHaveAttribute('data-freshness', /^(live|late)$/, { timeout: 10_000 });
	await page.screenshot({ path: info.outputPath('healed.png') });
});

test('what is kept is never another page: not the desk, not another court, nothing once the screen is refused', async ({
	page,
	access,
	context,
	signIn,
}) => {
	await page.goto(access.wall);
	await live(page);
	await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
	await expect
		.poll(() => page.evaluate(async () => (await (await caches.open('wall-kept')).keys()).length), { timeout: 20_000 })
		.toBeGreaterThanOrEqual(2);
	await signIn(context, 'sf-0101-chief');
	await page.goto('/desk');
	const wall = new URL(access.wall);
	await context.setOffline(true);
	for (const path of ['/desk', '/wall/sf-0101', `/wall/sf-0101${wall.search}`, `${wall.pathname}?token=scr_other`, '/api/v1/clock'])
		await expect(page.goto(path), path).rejects.toThrow(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/);
	// The browser's own page of the last failure may come in between.
	await expect(() => page.goto(access.wall, { waitUntil: 'domcontentloaded' })).toPass({ timeout: 15_000 });
	await expect(page.locator('html')).toHaveAttribute('data-kept-at', /^\d+$/);
	await context.setOffline(false);
	// The server says no to a screen of this device: everything that was kept is gone.
	await page.goto(`${wall.pathname}?token=scr_wrong`);
	await expect.poll(() => page.evaluate(async () => (await (await caches.open('wall-kept')).keys()).length)).toBe(0);
});

test('walls are kept by no browser and no proxy', async ({ page, access }) => {
	const answer = await page.goto(access.wall);
	expect(answer!.headers()['cache-control']).toBe('no-store');
});
