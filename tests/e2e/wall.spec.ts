import { expect } from '@playwright/test';
import { gzipSync } from 'node:zlib';
import { figure, live, sqlNumber, storyCourt, test, wallCourts } from './support.ts';

test('the wall shows its tiles, each with its cut-off, none failed', async ({ page, access }) => {
	await page.goto(access.wall);
	await live(page);
	const tiles = page.locator('[data-tile]');
	expect(await tiles.count()).toBeGreaterThanOrEqual(10);
	expect(await page.getByText('此项显示出错').count()).toBe(0);
	for (const tile of await tiles.all()) {
		await expect(tile).toHaveAttribute('data-freshness', /^(live|late)$/);
		await expect(tile).toContainText(/\d{1,2}:\d{2}/);
		expect((await tile.innerText()).length).toBeGreaterThan(10);
	}
	await expect(page.locator('[data-tile="locks"] [data-lock]').first()).toBeVisible();
	await expect(page.locator('[data-tile="trend"] canvas, [data-tile="trend"] svg:has(path)').first()).toBeVisible();
	const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0);
	console.log(`    first paint of the wall: ${Math.round(paint)} ms`);
});

test('its figures are those of the database', async ({ page, access }) => {
	await page.goto(access.wall);
	await live(page);
	const truths: readonly (readonly [tile: string, name: string, query: string])[] = [
		['actions', 'locked', `select count(*) as n from case_lock where state in ('active', 'review') and court_code in ${wallCourts}`],
		[
			'actions',
			'overdue',
			`select count(*) as n from node_instance join node_clock on node_clock.node_id = node_instance.id where phase = 'overdue' and binding = 1 and open = 1 and node_instance.court_code in ${wallCourts}`,
		],
	];
	for (const [tile, name, query] of truths)
		// The world goes on between the two readings: they must meet, and soon.
		await expect
			.poll(async () => (await figure(page, tile, name)) - sqlNumber(query), { message: name, timeout: 8000, intervals: [50] })
			.toBe(0);
	expect(await figure(page, 'actions', 'locked')).toBeGreaterThan(0);
});

test('an event that is sent shows within a second, without a reload', async ({ page, access, feed }) => {
	await page.goto(access.wall);
	await live(page);
	await page.evaluate(() => Object.assign(window, { notReloaded: true }));
	const { items } = await feed.get<{ items: readonly { caseNumber: string }[] }>(`cases?court=${storyCourt}&state=open&limit=30`);
	// One of which nothing was told just now.
	const told = (await page.locator('[data-tile="ticker"] li').allTextContents()).join();
	const { caseNumber } = items.find((item) => !told.includes(item.caseNumber))!;
	const line = page.locator('[data-tile="ticker"] li').filter({ hasText: caseNumber });
	await expect(line).toHaveCount(0);
	await feed.send([
		{ caseNumber, type: 'money-arrived', occurredAt: await feed.now(), data: { receiptId: crypto.randomUUID(), amountFen: 12_345_600 } },
	]);
	const sent = performance.now();
	await expect(line.first()).toBeVisible({ timeout: 1000 });
	console.log(`    event to screen, as the browser test sees it: ${Math.round(performance.now() - sent)} ms`);
	expect(await page.evaluate(() => 'notReloaded' in window)).toBe(true);
});

test('a lost connection is told with the age of the picture, and heals', async ({ page, access, context }) => {
	let cut = false;
	const sockets: { close(): Promise<void> }[] = [];
	await page.routeWebSocket(/\/socket\.io\//, (socket) => {
		if (cut) return void socket.close();
		socket.connectToServer();
		sockets.push(socket);
	});
	await context.route(/\/socket\.io\//, (route) => (cut ? route.abort() : route.continue()));
	await page.goto(access.wall);
	await live(page);
	const before = await figure(page, 'actions', 'overdue');
	cut = true;
	for (const socket of sockets.splice(0)) await socket.close();
	const state = page.locator('header [data-connection]');
	await expect(state).toHaveAttribute('data-connection', 'reconnecting');
	await expect(state).toContainText('连接中断');
	await expect(state).toContainText(/画面为 .+前/);
	// The figures stay, and after a while they say themselves that they are old.
	expect(await figure(page, 'actions', 'overdue')).toBe(before);
	await expect(page.locator('[data-tile="actions"]')).toHaveAttribute('data-freshness', 'stale', { timeout: 25_000 });
	cut = false;
	await expect(state).toHaveAttribute('data-connection', 'live', { timeout: 20_000 });
	await expect(page.locator('[data-tile="actions"]')).toHaveAttribute('data-freshness', /^(live|late)$/);
	await expect(state).not.toContainText('连接中断');
});

test('without a token or with a wrong one it stays shut, in plain words', async ({ page, access, signIn, context }) => {
	for (const path of ['/wall/sf-01', '/wall/sf-01?token=scr_wrong', '/wall/nowhere']) {
		const answer = await page.goto(path);
		expect(answer!.status(), path).toBe(401);
		await expect(page.locator('body')).toContainText(/登录|令牌/);
		expect(await page.content()).not.toContain('data-tile');
	}
	await signIn(context, 'admin');
	expect((await page.goto('/wall/sf-01'))!.status()).toBe(403);
	await expect(page.locator('body')).toContainText('无权');
	await signIn(context, 'sf-0101-chief');
	expect((await page.goto('/wall/sf-0101'))!.status()).toBe(200);
	expect((await page.goto('/wall/sf-01'))!.status()).toBe(403);
	expect(access.wall).toContain('token=');
});

test('its JavaScript is at most 300 kB, compressed', async ({ page, access }) => {
	const scripts: Promise<readonly [string, number]>[] = [];
	page.on('response', (response) => {
		if (response.request().resourceType() === 'script')
			scripts.push(response.body().then((body) => [new URL(response.url()).pathname, gzipSync(body).length] as const));
	});
	await page.goto(access.wall);
	await live(page);
	// Charts come after the first paint: they count too.
	await expect(page.locator('[data-tile="trend"] canvas, [data-tile="trend"] svg:has(path)').first()).toBeVisible();
	await page.waitForLoadState('networkidle');
	const sizes = await Promise.all(scripts);
	const total = sizes.reduce((sum, [, size]) => sum + size, 0);
	console.log(`    JavaScript of the wall: ${(total / 1000).toFixed(0)} kB compressed in ${sizes.length} files`);
	expect(sizes.length).toBeGreaterThan(1);
	expect(total).toBeLessThanOrEqual(300_000);
});

test('what it answers with fits through a proxy: headers under 4 kB', async ({ request, access }) => {
	for (const address of [access.wall, `${access.wall}&page=supervise`, access.lobby, '/login', '/gallery/wall']) {
		const response = await request.get(address);
		expect(response.ok(), address).toBe(true);
		const bytes = response.headersArray().reduce((sum, { name, value }) => sum + name.length + value.length + 4, 0);
		// nginx takes 4 kB with the status line, and answers 502 to more.
		expect(bytes, address).toBeLessThan(3900);
	}
});
