import { expect, type Page } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { faults } from './accessibility.ts';
import { test, wallCourt } from './support.ts';

const span = 'period=custom&from=2026-01-01&to=2026-09-30';
const pictures = 'test-results/figures';

/** A page as a person meets it: no fault of accessibility, nothing wider than a telephone, and a picture to judge. */
async function whole(page: Page, path: string): Promise<void> {
	const answer = await page.goto(path);
	expect(answer?.status(), path).toBe(200);
	expect(await faults(page), path).toEqual([]);
	const name = path.split('?')[0]!.replaceAll('/', '-').slice(1);
	await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
	await page.setViewportSize({ width: 390, height: 844 });
	expect(await page.evaluate(() => document.documentElement.scrollWidth), `${path} at 390`).toBeLessThanOrEqual(390);
	await page.setViewportSize({ width: 1440, height: 900 });
}

test.beforeAll(() => mkdirSync(pictures, { recursive: true }));

test('a figure says by what formula, from which cases, as of when', async ({ page, context, signIn, feed }) => {
	await signIn(context, `${wallCourt}-trial-mgmt`);
	await page.setViewportSize({ width: 1440, height: 900 });
	await whole(page, '/desk/indicators');
	await page.getByRole('link', { name: '执行案件结案率', exact: true }).click();
	await expect(page).toHaveURL(/\/desk\/indicators\/enf\.close_rate/);
	// A span that is over: the demo's cases go on while this test runs.
	await page.goto(`/desk/indicators/enf.close_rate?${span}`);
	await expect(page.locator('[data-page="indicator"] h1')).toContainText('执行案件结案率');
	await expect(page.locator('#words + p')).toContainText('已结÷');
	expect(await faults(page), 'indicator').toEqual([]);

	// The listed cases add up to the numerator, and the API says the same.
	const parts = await page.locator('.now .quiet').first().innerText();
	const [numerator, denominator] = parts.split('÷').map((part) => Number(part.replaceAll(/\D/g, '')));
	await page.getByRole('link', { name: '分子的案件' }).click();
	const rows = page.locator('#cases tbody tr');
	await expect(rows.first()).toBeVisible();
	let listed = 0;
	for (;;) {
		for (const value of await rows.locator('td.n').allInnerTexts()) listed += Number(value.replaceAll(/[^\d-]/g, ''));
		const next = page.getByRole('link', { name: '下一页' });
		if ((await next.count()) === 0) break;
		const first = await rows.first().locator('th').innerText();
		await next.click();
		await expect(rows.first().locator('th')).not.toHaveText(first);
	}
	expect(listed).toBe(numerator);
	const told = await feed.get<{ items: readonly unknown[] }>(`indicators?code=enf.close_rate&court=${wallCourt}&${span}`);
	expect(told.items).toMatchObject([{ code: 'enf.close_rate', numerator, denominator }]);

	// What was published stands beside it as the value alone, whole or restated.
	for (const text of await page.locator('#frozen ~ div tbody tr td:nth-child(3)').allInnerTexts())
		expect(text).toMatch(/^(\d+\.\d{2}%|—)$/);
	await page.locator('#cases tbody th a').first().click();
	await expect(page).toHaveURL(/\/desk\/cases\/\d+/);
});

test('targets, quotas and filled-in values reach the figures', async ({ page, context, signIn }) => {
	test.setTimeout(120_000);
	await signIn(context, `${wallCourt}-trial-mgmt`);
	await page.setViewportSize({ width: 1440, height: 900 });
	await whole(page, '/desk/targets');
	await whole(page, '/desk/quota');
	await page.getByLabel('10月').fill('40');
	await page.getByLabel('依据（文件或会议）').fill('院务会纪要第十期');
	await page.getByRole('button', { name: '下达', exact: true }).click();
	await expect(page.locator('[role="status"]').first()).toContainText(/已|下达/);
	await expect(page.locator('dl dd').first()).toHaveText('40');
	await whole(page, '/desk/entries');
	await page.getByLabel('填报项', { exact: true }).selectOption({ label: '执行信访件数' });
	await page.getByLabel(/^数值/).fill('4');
	await page.getByLabel('数据来源', { exact: true }).fill('信访系统月报');
	await page.getByRole('button', { name: '填报', exact: true }).click();
	await expect(page.locator('tbody tr', { hasText: '执行信访件数' })).toContainText('4');
	await whole(page, '/desk/scorecards');
	await whole(page, '/desk/rectification');
	await whole(page, '/desk/reconciliation');
	await whole(page, '/desk/cycles');
	await whole(page, '/desk/demands');
	await whole(page, '/desk/campaigns');
	await page.locator('[data-campaign] a').first().click();
	await expect(page.locator('[data-page="campaign"]')).toBeVisible();
	expect(await faults(page), 'campaign').toEqual([]);
	await page.screenshot({ path: `${pictures}/campaign.png`, fullPage: true });
});
