import { expect } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { faults } from './accessibility.ts';
import { holdScripts, lockedCase, sqlNumber, test } from './support.ts';

test('a worklist is narrowed, kept under a name, and taken along as a file', async ({ page, context, signIn }) => {
	await signIn(context, 'sf-01-approver');
	// A choice made while the scripts of the page are still on their way holds as well.
	const wake = await holdScripts(page);
	await page.goto('/desk?view=overdue', { waitUntil: 'commit' });
	await page.selectOption('[name="court"]', { index: 2 });
	expect(page.url()).not.toMatch(/court=/);
	wake();
	await expect(page).toHaveURL(/court=/);
	const total = Number((await page.locator('.tools b.num').first().innerText()).replaceAll(',', ''));
	await page.getByText('保存当前筛选').click();
	await page.fill('#view-name', '我的超期');
	await page.getByRole('button', { name: '保存', exact: true }).click();
	await expect(page.locator('a.view.here')).toHaveText('我的超期');
	expect(await faults(page)).toEqual([]);
	await page.goto('/desk');
	await page.locator('a.view', { hasText: '我的超期' }).click();
	await expect(page).toHaveURL(/court=/);
	const audited = () => sqlNumber(`select count(*) as n from audit where action = 'list.download'`);
	const before = audited();
	const download = page.waitForEvent('download');
	await page.getByRole('link', { name: 'CSV' }).click();
	const lines = readFileSync(await (await download).path(), 'utf8')
		.trim()
		.split('\r\n');
	expect(lines).toHaveLength(total + 1);
	expect(lines[0]).toContain('案号');
	expect(audited()).toBe(before + 1);
	await page.getByRole('button', { name: /删除「我的超期」/ }).click();
	await expect(page.locator('a.view', { hasText: '我的超期' })).toHaveCount(0);
});

test('what is opened before the scripts are there stays open', async ({ page, context, signIn }) => {
	await signIn(context, 'sf-01-approver');
	const wake = await holdScripts(page);
	await page.goto('/desk?view=overdue', { waitUntil: 'commit' });
	await page.getByText('保存当前筛选').click();
	await page.fill('#view-name', '随看');
	wake();
	await page.waitForLoadState('networkidle');
	await expect(page.locator('#view-name')).toBeVisible();
	await expect(page.locator('#view-name')).toHaveValue('随看');
});

test('a bulletin of overdue nodes is issued from the worklist, to the case and the person', async ({ page, context, signIn, feed }) => {
	const { caseNumber } = await lockedCase(feed, 90_021);
	await signIn(context, 'sf-0101-trial-mgmt');
	await page.goto('/desk');
	await page.getByRole('link', { name: '签发逾期通报' }).click();
	await expect(page.locator('[data-page="bulletin"]')).toContainText(caseNumber);
	expect(await faults(page)).toEqual([]);
	const day = page.locator('[name="replyBy"]');
	await day.fill((await day.getAttribute('max'))!);
	await page.getByRole('button', { name: '签发通报' }).click();
	const paper = page.locator('[data-page="publication"]');
	await expect(paper).toContainText('逾期通报第');
	await expect(paper).toContainText(caseNumber);
	await expect(paper).toContainText('工作要求');
	expect(await faults(page)).toEqual([]);
	const answer = await page.request.get((await page.getByRole('link', { name: '下载 Word' }).getAttribute('href'))!);
	expect(answer.headers()['content-type']).toContain('wordprocessingml');
});
