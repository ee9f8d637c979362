import { expect, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { faults } from './accessibility.ts';
import { storyHandler, test } from './support.ts';

const [drafter, reviewer, issuer] = ['sf-0101-trial-mgmt', 'sf-0101-chief', 'sf-0101-vice'];
const dayMs = 86_400_000;

test('a bulletin from draft to issue, receipt and correction', async ({ page, context, signIn, feed, browser }) => {
	test.setTimeout(180_000);
	// A week that no hour makes by itself any more.
	const day = new Date(Date.parse(await feed.now()) - 42 * dayMs).toISOString().slice(0, 10);
	const as = async (username: string, path: string): Promise<Page> => {
		const other = await browser.newContext();
		await signIn(other, username);
		const desk = await other.newPage();
		await desk.goto(path);
		return desk;
	};

	// The office of the court makes the draft and writes into it; figures are put in, not typed.
	await signIn(context, drafter);
	await page.goto('/desk/publications');
	expect(await faults(page), 'archive').toEqual([]);
	await page.getByLabel('种类', { exact: true }).first().selectOption('weekly');
	await page.getByLabel('统计期内任一日').fill(day);
	await page.locator('[data-make]').click();
	const draft = page.locator('[data-page="draft"]');
	await expect(draft).toHaveAttribute('data-state', 'draft', { timeout: 60_000 });
	const address = new URL(page.url()).pathname;
	const slot = page.locator('[data-slot]').first();
	const editor = slot.locator('[data-editor]');
	await editor.click();
	await page.keyboard.press('Control+a');
	await page.keyboard.type('本周案件');
	await slot.locator('[data-pick]').click();
	expect(await faults(page), 'editor').toEqual([]);
	const figure = slot.locator('[data-picker] [data-figure]').first();
	const cited = (await figure.locator('b').innerText()).trim();
	await figure.click();
	await page.keyboard.type('，结案率仅61%。');
	await expect(slot.locator('input[type="hidden"]')).toHaveValue(/^本周案件\{\{.+\}\}，结案率仅61%。$/);
	// Told of while it is written, and after it is saved.
	await expect(slot.locator('[data-typed]')).toContainText('数字应引用，不得手填：61%');
	const revision = Number(await draft.getAttribute('data-revision'));
	await page.locator('[data-save]').click();
	await expect(draft).toHaveAttribute('data-revision', String(revision + 1));
	await expect(slot.locator('[data-typed]')).toContainText('数字应引用，不得手填：61%');
	await expect(editor.locator('[data-ref]')).toHaveText(cited);
	await editor.click();
	await page.keyboard.press('Control+End');
	for (let sign = 0; sign < '，结案率仅61%。'.length; sign += 1) await page.keyboard.press('Backspace');
	await page.keyboard.type('，请逐案核查。');
	await expect(slot.locator('[data-typed]')).toHaveCount(0);
	await page.locator('[data-save]').click();
	await expect(draft).toHaveAttribute('data-revision', String(revision + 2));
	await expect(slot.locator('[data-typed]')).toHaveCount(0);

	// Reviewed by the chief; the drafter may not issue, another person may.
	const chief = await as(reviewer, address);
	await chief.locator('[data-review]').click();
	await expect(chief.locator('[data-page="draft"]')).toHaveAttribute('data-state', 'reviewed');
	await page.reload();
	await expect(page.locator('[data-issue]')).toHaveCount(0);
	await expect(draft).toContainText('签发人不得为本文稿的拟稿人');
	const vice = await as(issuer, address);
	await vice.locator('[data-issue]').click();
	const issued = vice.locator('[data-page="issued"]');
	await expect(issued).toBeVisible({ timeout: 90_000 });
	await expect(vice.locator('#number')).toHaveText(/法执通〔\d{4}〕\d+号$/);
	expect(await faults(vice), 'issued').toEqual([]);
	const publication = (await issued.getAttribute('data-publication'))!;

	// The file is the one that was stored; rendering it again gives the same.
	const [download] = await Promise.all([vice.waitForEvent('download'), vice.locator('[data-file="docx"]').click()]);
	expect(
		readFileSync((await download.path())!)
			.subarray(0, 2)
			.toString('latin1'),
	).toBe('PK');
	await vice.locator('[data-check]').click();
	await expect(vice.locator('.checked')).toContainText('逐字节相同', { timeout: 60_000 });
	await expect(vice.locator('.checked .bad')).toHaveCount(0);

	// A handler of the court reads it and signs; the edition for visitors names nobody.
	const reader = await as(storyHandler, `/desk/publications/${encodeURIComponent(publication)}`);
	await reader.locator('[data-sign]').click();
	await expect(reader.locator('[data-signed]')).toBeVisible();
	await expect(reader.locator('[data-correct]')).toHaveCount(0);
	await reader.goto(`/desk/publications/${encodeURIComponent(publication)}?edition=visitor`);
	await expect(reader.locator('[data-page="issued"][data-edition="visitor"]')).toContainText('参观版');

	// The correction: a second version with its own number, the first marked and still there.
	await page.goto(`/desk/publications/${encodeURIComponent(publication)}`);
	await page.locator('.correct summary').click();
	await page.getByLabel('更正的理由').fill('文字有误');
	await page.getByLabel('沿用原数据，只改文字').check();
	await page.locator('[data-correct]').click();
	await expect(draft).toHaveAttribute('data-state', 'draft');
	const second = new URL(page.url()).pathname;
	await page.locator('[data-slot]').first().locator('[data-editor]').click();
	await page.keyboard.press('Control+End');
	await page.keyboard.type('更正后的文字。');
	await page.locator('[data-save]').click();
	await expect(page.getByRole('status').filter({ hasText: '修改已保存' })).toBeVisible();
	await chief.goto(second);
	await chief.locator('[data-review]').click();
	await expect(chief.locator('[data-page="draft"]')).toHaveAttribute('data-state', 'reviewed');
	await vice.goto(second);
	await vice.locator('[data-issue]').click();
	await expect(issued).not.toHaveAttribute('data-publication', publication, { timeout: 90_000 });
	await vice.getByRole('link', { name: '查看差异' }).first().click();
	const diff = vice.locator('[data-page="diff"]');
	await expect(diff).toContainText('文字有误');
	await expect(diff.locator('ins').first()).toContainText('更正后的文字');
	expect(await faults(vice), 'diff').toEqual([]);
	await reader.goto(`/desk/publications/${encodeURIComponent(publication)}`);
	await expect(reader.locator('[data-corrected]')).toContainText('已更正');

	// Found in the archive by its number.
	const number = (await reader.locator('#number').innerText()).trim();
	await page.goto(`/desk/publications?q=${encodeURIComponent(number)}`);
	await expect(page.locator(`tr[data-publication="${publication}"]`)).toBeVisible();
});
