import { expect } from '@playwright/test';
import { faults } from './accessibility.ts';
import { figure, sqlNumber, test, wallCourts } from './support.ts';

const pages = [
	['/desk/notices', 'notices'],
	['/desk/weekly', 'weekly'],
	['/desk/supervisors', 'supervisors'],
	['/desk/silent', 'silent'],
	['/desk/long-pending', 'long-pending'],
	['/desk/orders', 'orders'],
	['/desk/sealed', 'sealed'],
	['/desk/locks', 'lock-register'],
	['/desk/absence', 'absence'],
] as const;

test('every page of locks and supervision opens, is accessible, and fits a phone', async ({ page, context, signIn }) => {
	test.setTimeout(120_000);
	await signIn(context, 'sf-01-supervisor');
	for (const [path, name] of pages) {
		await page.setViewportSize({ width: 1440, height: 900 });
		const answer = await page.goto(path);
		expect(answer!.status(), path).toBe(200);
		await expect(page.locator('main h1').first(), path).toBeAttached();
		expect(await faults(page), path).toEqual([]);
		await page.screenshot({ path: test.info().outputPath(`${name}.png`), fullPage: true });
		await page.setViewportSize({ width: 390, height: 844 });
		expect(await page.evaluate(() => document.documentElement.scrollWidth), `${path} on a phone`).toBeLessThanOrEqual(390);
		await page.screenshot({ path: test.info().outputPath(`${name}-phone.png`), fullPage: true });
	}
});

test('the wall of locks and supervision shows what the database holds', async ({ page, access }) => {
	await page.setViewportSize({ width: 1920, height: 1080 });
	await page.goto(`${access.wall}&scene=supervise`);
	await expect(page.locator('[data-tile="deciders"] [data-figure]').first()).toBeVisible();
	const locked = () => sqlNumber(`select count(*) as n from case_lock where state in ('active', 'review') and court_code in ${wallCourts}`);
	const shown = async () => (await figure(page, 'deciders', 'deciders-intermediate')) + (await figure(page, 'deciders', 'deciders-higher'));
	await expect.poll(async () => (await shown()) - locked(), { timeout: 10_000 }).toBe(0);
	const remind = () => sqlNumber(`select count(*) as n from notice where level = 1 and state <> 'closed' and court_code in ${wallCourts}`);
	await expect.poll(async () => (await figure(page, 'notices', 'notices-remind')) - remind(), { timeout: 10_000 }).toBe(0);
	expect(await faults(page)).toEqual([]);
	await page.screenshot({ path: test.info().outputPath('wall-1080.png') });
	await page.setViewportSize({ width: 3840, height: 2160 });
	await page.waitForTimeout(500);
	await page.screenshot({ path: test.info().outputPath('wall-2160.png') });
});
