import { expect, type Page } from '@playwright/test';
import { faults } from './accessibility.ts';
import { figure, test, wallCourt } from './support.ts';

/** Two minutes of court time, at sixty times. */
test.setTimeout(120_000);

const moment = (page: Page): Promise<string | null> => page.locator('[data-playback]').getAttribute('data-playback');
const shown = (page: Page): Promise<string | null> => page.locator('.stage-box').getAttribute('data-state');

/** Waits until the wall of the demo has been recorded for some minutes: its screens hang, though nobody has switched them on. */
async function recorded(page: Page, minutes: number): Promise<void> {
	await expect
		.poll(
			async () => {
				const clock = (await (await page.request.get('/api/v1/clock')).json()) as { now: string };
				const from = new Date(Date.parse(clock.now) - 20 * 3_600_000).toISOString();
				const answer = await page.request.get(`/api/v1/playback/${wallCourt}/minutes?from=${from}&to=${clock.now}`);
				const { spans } = (await answer.json()) as { spans: readonly (readonly [number, number])[] };
				const last = spans.at(-1);
				return last ? last[1] - last[0] : 0;
			},
			{ timeout: 60_000 },
		)
		.toBeGreaterThanOrEqual(minutes);
}

test('a wall is looked at as it stood: banner, steps by key, address, gap', async ({ context, page, signIn }) => {
	await signIn(context, 'sf-01-duty');
	await recorded(page, 5);
	await page.goto('/desk/playback');
	await expect(page.locator('figcaption')).toContainText('非实时');
	await expect(page.locator('[data-connection]')).toHaveAttribute('data-connection', 'recorded');
	await expect(page.getByText('实时', { exact: true })).toHaveCount(0);
	expect(await shown(page)).toBe('recorded');
	expect(await figure(page, 'actions', 'overdue')).toBeGreaterThanOrEqual(0);
	const opened = Date.parse((await moment(page))!);
	// Before the script is there, a key moves nothing.
	await page.waitForLoadState('networkidle');
	await page.getByRole('slider', { name: '一天中的时刻' }).focus();
	await page.keyboard.press('ArrowLeft');
	await expect.poll(() => moment(page)).toBe(new Date(opened - 60_000).toISOString());
	await page.keyboard.press('ArrowRight');
	await expect.poll(() => moment(page)).toBe(new Date(opened).toISOString());
	await page.keyboard.press('ArrowLeft');
	await page.keyboard.press('ArrowLeft');
	const before = new Date(opened - 120_000).toISOString();
	await expect.poll(() => moment(page)).toBe(before);
	// The address leads somebody else to the same minute.
	await expect(page).toHaveURL(new RegExp(`at=${encodeURIComponent(before).replaceAll('.', '\\.')}`));
	const clock = page.locator('[data-figure="clock"]');
	const stood = await clock.innerText();
	await page.waitForTimeout(1500);
	expect(await clock.innerText()).toBe(stood);
	await page.keyboard.press('Space');
	await expect.poll(async () => Date.parse((await moment(page))!), { timeout: 10_000 }).toBeGreaterThan(Date.parse(before));
	await page.keyboard.press('Space');
	await page.goto(`/desk/playback?court=${wallCourt}&date=2026-08-01&time=14:32`);
	await expect(page.getByRole('heading', { name: '该时段未记录' })).toBeVisible();
	await expect(page.locator('[data-tile]')).toHaveCount(0);
	await page.getByRole('link', { name: /此后最近的记录/ }).click();
	await expect.poll(() => shown(page)).toBe('recorded');
});

test('without a script it is a still with a form', async ({ browser, page, context, signIn }) => {
	await signIn(context, 'sf-01-duty');
	await recorded(page, 3);
	await page.goto('/desk/playback');
	const at = (await moment(page))!;
	const still = await browser.newContext({ javaScriptEnabled: false, storageState: await context.storageState() });
	const plain = await still.newPage();
	await plain.goto(`/desk/playback?court=${wallCourt}&at=${at}`);
	await expect(plain.locator('[data-tile="actions"] [data-figure="overdue"]').first()).toBeVisible();
	await expect(plain.locator('figcaption')).toContainText('非实时');
	await plain.getByRole('link', { name: '上一分钟' }).click();
	await expect(plain.locator('[data-playback]')).toHaveAttribute('data-playback', new Date(Date.parse(at) - 60_000).toISOString());
	await plain.getByLabel('时间').fill('03:00');
	await plain.getByRole('button', { name: '查看' }).click();
	await expect(plain.getByRole('heading', { name: '该时段未记录' })).toBeVisible();
	await still.close();
});

test('has no serious fault of accessibility, fits a phone, and is not for everybody', async ({ browser, page, context, signIn }) => {
	await signIn(context, 'sf-01-duty');
	await recorded(page, 3);
	for (const path of ['/desk/playback', `/desk/playback?court=${wallCourt}&date=2026-08-01&time=14:32`]) {
		await page.goto(path);
		await page.waitForTimeout(800);
		expect(await faults(page), path).toEqual([]);
		await page.setViewportSize({ width: 390, height: 844 });
		expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(390);
		await page.setViewportSize({ width: 1440, height: 900 });
	}
	const other = await browser.newContext();
	await signIn(other, 'sf-0101-handler1');
	const refused = await other.newPage();
	expect((await refused.goto('/desk/playback'))!.status()).toBe(403);
	await other.close();
});
