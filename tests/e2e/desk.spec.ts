import { expect, type Page } from '@playwright/test';
import { faults } from './accessibility.ts';
import { live, test, waitingRequest } from './support.ts';

const approver = 'sf-01-approver';

async function openDecision(page: Page, request: string): Promise<void> {
	await page.goto('/desk/unlock');
	await page.locator(`[data-page="inbox"] tr[data-request="${request}"]`).getByRole('link').first().click();
	await expect(page.locator('[data-page="decision"]')).toBeVisible();
}

test('wall, lobby and login are accessible', async ({ page, access }) => {
	await page.goto(access.wall);
	await live(page);
	expect(await faults(page), 'wall').toEqual([]);
	await page.goto(access.lobby);
	await live(page);
	expect(await faults(page), 'lobby').toEqual([]);
	await page.goto('/login');
	expect(await faults(page), 'login').toEqual([]);
});

test('worklist, case and decision are accessible', async ({ page, context, signIn, feed, browser }) => {
	const request = await waitingRequest(feed, browser, signIn, 90_002);
	await signIn(context, approver);
	await page.goto('/desk');
	await expect(page.locator('[data-page="worklist"] tr[data-node]').first()).toBeVisible();
	expect(await faults(page), 'worklist').toEqual([]);
	await page.goto('/desk?view=locked');
	await page.locator('tr[data-lock]').first().getByRole('link').first().click();
	await expect(page.locator('[data-page="case"]')).toBeVisible();
	expect(await faults(page), 'case').toEqual([]);
	await openDecision(page, request);
	expect(await faults(page), 'decision').toEqual([]);
});

test('a supervisor decides on a phone: nothing to scroll sideways, the button within reach', async ({
	page,
	context,
	signIn,
	feed,
	browser,
}) => {
	const request = await waitingRequest(feed, browser, signIn, 90_003);
	await page.setViewportSize({ width: 390, height: 844 });
	await signIn(context, approver);
	await openDecision(page, request);
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
	const button = page.locator('[data-submit]');
	await button.scrollIntoViewIfNeeded();
	const box = (await button.boundingBox())!;
	expect(box.height).toBeGreaterThanOrEqual(40);
	expect(box.x).toBeGreaterThanOrEqual(0);
	expect(box.x + box.width).toBeLessThanOrEqual(390);
	expect(await faults(page)).toEqual([]);
});

test('the daily statistics are read as a page and taken as a Word document', async ({ page, context, signIn }) => {
	await signIn(context, 'sf-0101-trial-mgmt');
	await page.goto('/desk/publications');
	const rows = page.locator('tr[data-publication]');
	expect(await rows.count()).toBeGreaterThan(5);
	await rows.first().getByRole('link').first().click();
	const paper = page.locator('[data-page="publication"]');
	await expect(paper).toHaveAttribute('data-draft', 'false');
	await expect(paper).toContainText('三件要事');
	await expect(paper).toContainText('24时');
	const link = (await paper.getByRole('link', { name: /Word/ }).getAttribute('href'))!;
	const download = await Promise.all([page.waitForEvent('download'), paper.getByRole('link', { name: /Word/ }).click()]).then(
		([file]) => file,
	);
	expect(download.suggestedFilename()).toMatch(/\.docx$/);
	const answer = await context.request.get(link);
	expect(answer.headers()['content-type']).toContain('wordprocessingml');
	const bytes = await answer.body();
	expect(bytes.subarray(0, 2).toString()).toBe('PK');
	expect(bytes.equals(await (await context.request.get(link)).body()), 'the same document each time').toBe(true);
	// On demand: the same layout, no number, not kept.
	await page.goto('/desk/publications/now?court=sf-0101');
	await expect(paper).toHaveAttribute('data-draft', 'true');
	await expect(paper).toContainText('未定稿');
	await expect(paper).toContainText('未编号');
	expect((await page.goto('/desk/publications/now?court=sf-0102'))!.status()).toBe(404);
});

test('the desk is shut to whoever is not signed in, and comes back to where one wanted to go', async ({ page, context, request }) => {
	for (const path of ['/desk', '/desk/cases/1', '/desk/unlock', '/desk/publications']) {
		await page.goto(path);
		await expect(page.locator('[data-page="login"]')).toBeVisible();
		expect(new URL(page.url()).searchParams.get('next') ?? '/desk').toBe(path);
		const data = await request.get(`${path}/__data.json`, { maxRedirects: 0 });
		expect(await data.text()).toContain('/login');
	}
	// An address elsewhere is not followed after signing in.
	await page.goto('/login?next=https://evil.example/');
	await page.goto('/login?next=//evil.example/');
	await expect(page.locator('[data-page="login"]')).toBeVisible();
	const foreign = await context.request.post('/login', {
		form: { username: 'a', password: 'b' },
		headers: { origin: 'https://evil.example' },
	});
	expect(foreign.status()).toBe(403);
});
