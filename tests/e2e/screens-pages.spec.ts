import { expect } from '@playwright/test';
import { faults } from './accessibility.ts';
import { test } from './support.ts';

test('no page of screens has a serious fault of accessibility, and each fits a phone', async ({ browser, page, context, signIn }) => {
	const device = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
	const screen = await device.newPage();
	await screen.goto('/screen');
	await screen.locator('[data-pairing="code"]').waitFor();
	const code = (await screen.locator('.signs').innerText()).replaceAll(/\s/g, '');
	expect(await faults(screen)).toEqual([]);
	await signIn(context, 'admin');
	await page.goto('/desk/screens');
	const own = await page.locator('[data-row-link]').first().getAttribute('href');
	for (const path of ['/desk/screens', own!, '/desk/screens/pair', `/desk/screens/pair?code=${code}`]) {
		await page.goto(path);
		expect(await faults(page), path).toEqual([]);
		await page.setViewportSize({ width: 390, height: 844 });
		expect(await page.evaluate(() => document.documentElement.scrollWidth), `${path} on a phone`).toBeLessThanOrEqual(390);
		await page.setViewportSize({ width: 1440, height: 900 });
	}
	await device.close();
});

test('those who do not manage screens are not offered them', async ({ context, page, signIn }) => {
	await signIn(context, 'sf-0101-chief');
	expect((await page.goto('/desk/screens'))!.status()).toBe(403);
	await page.goto('/desk');
	expect(await page.locator('a[href="/desk/screens"]').count()).toBe(0);
});
