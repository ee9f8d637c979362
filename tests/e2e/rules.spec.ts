import { expect, type Page } from '@playwright/test';
import { faults } from './accessibility.ts';
import { storyCourt, test } from './support.ts';

const sidewaysOf = (page: Page): Promise<number> =>
	page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const tighter = `court: ${storyCourt}
issued: 2026-10-14
document: 回测用〔2026〕1号
change:
  - { node: enf-notice, clock: limit, from: 2025-01-01, limit: 2 }
`;

test('the rule page lists every node, opens one in place, and finds by words and marks', async ({ page, context, signIn }) => {
	await signIn(context, `${storyCourt}-chief`);
	await page.goto(`/desk/rules?court=${storyCourt}`);
	const rows = page.locator('[data-page="rules"] details[data-rule]');
	const all = await rows.count();
	expect(all).toBeGreaterThan(150);
	const notice = page.locator('details[data-rule="enf-notice"]');
	await expect(notice.locator('dl').first()).toBeHidden();
	await notice.locator('summary').focus();
	await page.keyboard.press('Enter');
	await expect(notice.locator('[data-clock="limit"]')).toContainText('10日');
	await expect(notice).toContainText('算例');
	await expect(notice).toContainText('当日完成仍为按期');
	expect(await faults(page), 'rules').toEqual([]);

	await page.getByLabel('查找').fill('财产线索核查');
	await expect(rows).toHaveCount(1);
	await expect(page).toHaveURL(/q=/);
	await expect(rows.first()).toHaveAttribute('open', '');
	await page.goto(`/desk/rules?court=${storyCourt}&mark=unconfirmed`);
	const unconfirmed = await rows.count();
	expect(unconfirmed).toBeGreaterThan(5);
	expect(unconfirmed).toBeLessThan(all);
	await expect(rows.first().locator('summary')).toContainText('待核');
	await page.goto(`/desk/rules?court=${storyCourt}&q=${encodeURIComponent('没有这样的规则')}`);
	await expect(page.locator('[data-page="rules"]')).toContainText('没有符合条件的节点');
	await page.setViewportSize({ width: 390, height: 844 });
	await page.goto(`/desk/rules?court=${storyCourt}#enf-notice`);
	await expect(notice.locator('[data-clock="limit"]')).toBeVisible();
	expect(await sidewaysOf(page)).toBe(0);
});

test('a layer is checked line by line, tried on a period, and loaded only by who may', async ({ page, context, signIn }) => {
	await signIn(context, `${storyCourt}-chief`);
	await page.goto(`/desk/rules/try?court=${storyCourt}`);
	const text = page.getByLabel('规则文本（YAML）');
	await expect(text).toHaveValue(new RegExp(`court: ${storyCourt}`));
	await expect(page.getByRole('button', { name: '装载…' })).toHaveCount(0);

	await text.fill(tighter.replace('limit: 2 }', 'limit: 25 }'));
	await page.getByRole('button', { name: '检查' }).click();
	const fault = page.locator('[data-line="5"]');
	await expect(fault).toContainText('why');
	await fault.getByRole('link').click();
	await expect(text).toBeFocused();
	expect(await text.evaluate((field: HTMLTextAreaElement) => field.value.slice(field.selectionStart, field.selectionEnd))).toContain(
		'enf-notice',
	);
	expect(await faults(page), 'faults').toEqual([]);

	await text.fill(tighter);
	await page.getByRole('button', { name: '检查' }).click();
	await expect(page.locator('[data-changes]')).toContainText('2日');
	await page.getByRole('button', { name: '回测' }).click();
	const found = page.locator('[data-backtest]');
	await expect(found).toContainText(/按此规则，2026年7月1日至9月30日有 [\d,]+ 件案件会被锁定，新增超期 [\d,]+ 个节点，不再超期 [\d,]+ 个/, {
		timeout: 30_000,
	});
	await expect(found.locator('tr[data-kind="more"]').first()).toBeVisible();
	await expect(text).toHaveValue(tighter);
	expect(await faults(page), 'back-test').toEqual([]);
});

test('loading asks once more, in the page', async ({ page, context, signIn }) => {
	await signIn(context, 'admin');
	await page.goto(`/desk/rules/try?court=${storyCourt}`);
	const text = page.getByLabel('规则文本（YAML）');
	await text.fill(tighter);
	await page.getByRole('button', { name: '装载…' }).click();
	await expect(page.locator('[data-ask]')).toContainText('回测用〔2026〕1号');
	await expect(text).toHaveAttribute('readonly', '');
	expect(await faults(page), 'ask').toEqual([]);
	await page.getByRole('button', { name: '返回修改' }).click();
	await expect(page.locator('[data-ask]')).toHaveCount(0);
	await expect(text).toHaveValue(tighter);
	await page.goto(`/desk/rules?court=${storyCourt}`);
	await expect(page.locator('#layers')).not.toContainText('回测用');
});

test('without scripts a layer is checked all the same', async ({ browser, signIn }) => {
	const context = await browser.newContext({ javaScriptEnabled: false });
	await signIn(context, `${storyCourt}-chief`);
	const page = await context.newPage();
	await page.goto(`/desk/rules/try?court=${storyCourt}`);
	await page.getByLabel('规则文本（YAML）').fill(tighter.replace('enf-notice', 'enf-nothing'));
	await page.getByRole('button', { name: '检查' }).click();
	await expect(page.locator('[data-line="5"]')).toContainText('enf-nothing');
	await expect(page.getByLabel('规则文本（YAML）')).toHaveValue(/enf-nothing/);
	await context.close();
});

test('the heat map: a number, a judge and a day each open their nodes', async ({ page, context, signIn }) => {
	await signIn(context, 'sf-higher-approver');
	await page.setViewportSize({ width: 1440, height: 900 });
	await page.goto('/desk/heat');
	const map = page.locator('[data-page="heat"]');
	const cell = map.locator('table a.cell').first();
	await expect(cell).toBeVisible();
	expect(await sidewaysOf(page)).toBe(0);
	expect(await map.locator('thead tr.days th').count()).toBe(32);
	const count = Number(/^\d+/.exec((await cell.textContent())!)![0]);
	await cell.click();
	const panel = page.locator('[data-cell]');
	await expect(panel).toHaveAttribute('data-cell', String(count));
	await expect(panel.locator('tr[data-node]')).toHaveCount(count);
	expect(await faults(page), 'heat').toEqual([]);
	await page.keyboard.press('Escape');
	await expect(panel).toHaveCount(0);
	const row = map.locator('tr[data-handler]').first();
	const total = await row.locator('td.sum').innerText();
	await row.getByRole('link').first().click();
	await expect(panel).toHaveAttribute('data-cell', total);
	await panel.locator('tr[data-node] a').first().click();
	await expect(page.locator('[data-page="case"]')).toBeVisible();
	await page.setViewportSize({ width: 390, height: 844 });
	await page.goto('/desk/heat');
	await expect(map.locator('.people a').first()).toBeVisible();
	expect(await sidewaysOf(page)).toBe(0);
	expect(await faults(page), 'heat by day').toEqual([]);
});

test('rules and heat map are for who is signed in, and for courts they may see', async ({ page, context, signIn }) => {
	await page.goto('/desk/rules');
	await expect(page.locator('[data-page="login"]')).toBeVisible();
	await signIn(context, `${storyCourt}-chief`);
	expect((await page.goto('/desk/rules?court=sf-0102'))!.status()).toBe(404);
	expect((await page.goto('/desk/heat?court=sf-0102'))!.status()).toBe(404);
});
