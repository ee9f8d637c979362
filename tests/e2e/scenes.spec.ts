import { expect, type Page } from '@playwright/test';
import { shippedScenes } from '../../src/lib/contract/shipped-scenes.ts';
import { faults } from './accessibility.ts';
import { figure, live, storyCourt, test, wallCourt } from './support.ts';

const shown = (page: Page) => page.locator('[data-scene]');

/** Scenes looked at in the light theme too: together they hold most tiles. All of them with `E2E_LONG=1`. */
const light: ReadonlySet<string> = new Set(
	process.env.E2E_LONG === '1' ? shippedScenes.map(({ id }) => id) : ['overview', 'supervise', 'locks', 'home', 'live'],
);

test('every shipped scene stands with all its tiles, accessible, in both themes', async ({ page, access }) => {
	test.setTimeout(300_000);
	await page.setViewportSize({ width: 1920, height: 1080 });
	for (const { id, title, places } of shippedScenes) {
		await page.goto(`${access.wall}&scene=${id}`);
		await live(page);
		await expect(shown(page)).toHaveAttribute('data-scene', id);
		await expect(page.locator('header .title')).toContainText(title);
		await expect(page.locator('[data-tile]')).toHaveCount(places.length);
		for (const word of ['此项显示出错', '此项尚未提供', '正在载入']) expect(await page.getByText(word).count(), `${id}: ${word}`).toBe(0);
		expect(await faults(page), id).toEqual([]);
		await page.screenshot({ path: test.info().outputPath(`${id}.png`) });
		if (!light.has(id)) continue;
		await page.keyboard.press('t');
		await expect(page.locator('[data-theme="light"]')).toBeVisible();
		await page.waitForTimeout(900);
		expect(await faults(page), `${id}, light`).toEqual([]);
		await page.screenshot({ path: test.info().outputPath(`${id}-light.png`) });
	}
});

test('a playlist turns by itself and by key, can be paused, and says where it stands', async ({ page, access }) => {
	await page.goto(`${access.wall}&playlist=standard&dwell=5`);
	await live(page);
	await expect(shown(page)).toHaveAttribute('data-scene', 'overview');
	await expect(page.locator('.progress')).toContainText('1 / 5');
	await expect(shown(page)).toHaveAttribute('data-scene', 'nodes', { timeout: 9000 });
	await page.keyboard.press('Space');
	await expect(page.locator('.progress')).toContainText('暂停');
	await page.waitForTimeout(7000);
	await expect(shown(page)).toHaveAttribute('data-scene', 'nodes');
	await page.keyboard.press('ArrowRight');
	await expect(shown(page)).toHaveAttribute('data-scene', 'supervise');
	await page.keyboard.press('ArrowLeft');
	await expect(shown(page)).toHaveAttribute('data-scene', 'nodes');
	// One scene is mounted at a time: after the cross-fade nothing is left of the others.
	await expect(page.locator('[data-pane]')).toHaveCount(1);
	await page.keyboard.press('Space');
	await expect(shown(page)).toHaveAttribute('data-scene', 'supervise', { timeout: 9000 });
});

test('the address says where to begin, how long, and in which light', async ({ page, access }) => {
	await page.goto(`${access.wall}&playlist=standard&page=4&theme=light`);
	await live(page);
	await expect(shown(page)).toHaveAttribute('data-scene', 'courts');
	await expect(page.locator('[data-theme="light"]')).toBeVisible();
	await page.goto(`${access.wall}&playlist=nonsense&dwell=x&scale=stretch`);
	await live(page);
	await expect(shown(page)).toHaveAttribute('data-scene', 'overview');
});

test('frozen for a meeting the picture stands still while data comes, and then is the present at once', async ({ page, access, feed }) => {
	await page.goto(access.wall);
	await live(page);
	const { items } = await feed.get<{ items: readonly { caseNumber: string }[] }>(`cases?court=${storyCourt}&state=open&limit=1`);
	const line = page.locator('[data-tile="ticker"] li').filter({ hasText: items[0]!.caseNumber });
	await page.keyboard.press('m');
	const banner = page.locator('[data-meeting]');
	await expect(banner).toContainText(/会议定格\s*\d{4}年\d{1,2}月\d{1,2}日\s*\d{2}:\d{2}/);
	const before = await page.locator('[data-tile="ticker"]').innerText();
	await feed.send([
		{
			caseNumber: items[0]!.caseNumber,
			type: 'money-arrived',
			occurredAt: await feed.now(),
			data: { receiptId: crypto.randomUUID(), amountFen: 7_654_300 },
		},
	]);
	await expect(banner).not.toHaveAttribute('data-meeting', '0', { timeout: 5000 });
	expect(await page.locator('[data-tile="ticker"]').innerText()).toBe(before);
	const frozen = await figure(page, 'actions', 'dueToday');
	await page.waitForTimeout(2000);
	expect(await figure(page, 'actions', 'dueToday')).toBe(frozen);
	await page.screenshot({ path: test.info().outputPath('meeting.png') });
	await page.keyboard.press('m');
	await expect(banner).toHaveCount(0);
	await expect(line.first()).toBeVisible({ timeout: 1000 });
});

test('a wide wall holds two scenes under one head, a tall one several', async ({ page, access }) => {
	const sizes = [
		[6656, 1792, 2],
		[1080, 1920, 3],
		[3840, 2160, 1],
	] as const;
	for (const [width, height, panes] of sizes) {
		await page.setViewportSize({ width, height });
		await page.goto(`${access.wall}&playlist=standard`);
		await live(page);
		await expect(page.locator('[data-pane]')).toHaveCount(panes);
		await expect(page.locator('header[class], header').filter({ has: page.locator('[data-connection]') })).toHaveCount(1);
		// Text is scaled by one unit in both directions, and nothing is cut off at the edges.
		const over = await page.evaluate(() => {
			const { scrollWidth, scrollHeight } = document.documentElement;
			return [scrollWidth - window.innerWidth, scrollHeight - window.innerHeight];
		});
		expect(over).toEqual([0, 0]);
		await page.screenshot({ path: test.info().outputPath(`${width}x${height}.png`) });
	}
});

test('a tile leads a person to its list, by click and by key; a screen by token leads nowhere', async ({
	page,
	context,
	access,
	signIn,
}) => {
	await page.goto(access.wall);
	await live(page);
	await expect(page.locator('[data-tile] a')).toHaveCount(0);
	await signIn(context, 'sf-01-supervisor');
	await page.goto(`/wall/${wallCourt}`);
	await live(page);
	const link = page.locator('[data-tile="locks"]').getByRole('link', { name: '查看清单：锁死案件' });
	await link.focus();
	await expect(link).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(new RegExp(`/desk/locks\\?court=${wallCourt}$`));
	await page.goBack();
	await live(page);
	await page.locator('[data-tile="notices"], [data-tile="requests"]').first().click();
	await expect(page).toHaveURL(/\/desk\//);
});

test('the first paint is whole without a script', async ({ browser, access, baseURL }) => {
	const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1920, height: 1080 } });
	const page = await context.newPage();
	await page.goto(new URL(`${access.wall}&scene=supervise`, baseURL).href);
	await expect(page.locator('[data-tile="locks"] [data-lock]').first()).toBeVisible();
	await expect(page.locator('[data-tile="notices"] [data-figure]').first()).toBeVisible();
	await context.close();
});
