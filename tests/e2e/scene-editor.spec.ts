import { expect, type BrowserContext, type Page } from '@playwright/test';
import { faults } from './accessibility.ts';
import { live, test, wallCourt } from './support.ts';

const duty = 'sf-01-duty';
/** Ids that no earlier run has used. */
const run = Date.now().toString(36);
const [keysId, mouseId, handsId, draftId] = ['keys', 'mouse', 'hands', 'draft'].map((name) => `${name}-${run}`) as [
	string,
	string,
	string,
	string,
];
const editor = (id: string): string => `/desk/scenes/${id}?court=${wallCourt}`;
const box = (page: Page, tile: string) => page.locator(`[data-box="${tile}"] button`);
const said = (page: Page) => page.locator('[data-said]');
const base = (page: Page) => page.locator('[data-page="scene-editor"]').getAttribute('data-base');

async function open(page: Page, id: string): Promise<void> {
	await page.goto(editor(id));
	await page.locator('[data-page="scene-editor"][data-ready="true"]').waitFor();
}

/** Saves, and waits until the page says so. */
async function save(page: Page, note: string): Promise<void> {
	await page.getByLabel('说明（可不填）').fill(note);
	await page.locator('[data-save]').click();
	await expect(page.getByRole('status').filter({ hasText: '已保存' })).toBeVisible();
	await expect(page.locator('[data-changed]')).toHaveAttribute('data-changed', 'false');
}

/** A copy of a shipped scene under an id of its own, so that no test meets another's versions. */
async function copyOf(page: Page, shipped: string, id: string, title: string): Promise<void> {
	await open(page, shipped);
	await page.getByText('另存为新画面').click();
	await page.getByLabel('新名称').fill(title);
	await page.getByLabel(/^标识/).fill(id);
	await page.locator('[data-copy]').click();
	await page.waitForURL(new RegExp(`/desk/scenes/${id}\\?`));
	await page.locator('[data-page="scene-editor"][data-base="1"]').waitFor();
}

test.beforeEach(async ({ page, context, signIn }) => {
	await page.setViewportSize({ width: 1440, height: 900 });
	await signIn(context, duty);
});

test('a scene is made by keyboard alone, a fault bars saving, and the wall shows what was saved', async ({ page, access }) => {
	await copyOf(page, 'overview', keysId, '夜间总览');
	await box(page, 'trend').focus();
	await page.keyboard.press('Delete');
	await expect(said(page)).toContainText('已移除「近 30 日」');
	// The keyboard is on the neighbour; the next tile in reading order is a Tab away.
	await expect(box(page, 'ticker')).toBeFocused();
	await page.keyboard.press('Shift+Tab');
	await expect(box(page, 'courts')).toBeFocused();
	await page.keyboard.press('Alt+Shift+ArrowRight');
	await page.keyboard.press('Shift+ArrowRight');
	await expect(said(page)).toHaveText('「辖区法院」距左 10 格，距上 42 格，宽 34 格，高 9 格');
	await page.keyboard.press('ArrowDown');
	await expect(said(page)).toContainText('有 1 处问题');
	await expect(page.locator('[data-faults="1"]')).toContainText('「辖区法院」与「动态」重叠');
	await expect(page.locator('[data-save]')).toBeDisabled();
	await page.keyboard.press('Control+z');
	await expect(page.locator('[data-faults]')).toHaveCount(0);
	await page.keyboard.press('Control+Shift+z');
	await expect(page.locator('[data-faults="1"]')).toBeVisible();
	await page.locator('[data-faults]').getByRole('button').click();
	await expect(box(page, 'courts')).toBeFocused();
	await page.keyboard.press('ArrowUp');
	await save(page, '走势不看，辖区加宽');
	expect(await base(page)).toBe('2');
	await expect(page.locator('[data-versions] li').first()).toContainText('走势不看，辖区加宽');

	await page.goto(`${access.wall}&scene=${keysId}`);
	await live(page);
	await expect(page.locator(`[data-scene="${keysId}"]`)).toBeVisible();
	await expect(page.locator('[data-tile="trend"]')).toHaveCount(0);
	await expect(page.locator('[data-tile]')).toHaveCount(10);
});

test('a scene is arranged by mouse: moved, pulled, put on from the palette, set', async ({ page }) => {
	await copyOf(page, 'funds', mouseId, '案款调度');
	const { x, y, width, height } = (await box(page, 'fund-overdue').boundingBox())!;
	await page.mouse.click(x + width / 2, y + height / 2);
	await expect(page.locator('[data-inspector="fund-overdue"]')).toBeVisible();
	const handle = (await page.locator('[data-handle="s"]').boundingBox())!;
	await page.mouse.move(handle.x + 9, handle.y + 9);
	await page.mouse.down();
	// To the top and beyond: it stops where the tile can still be read.
	await page.mouse.move(handle.x + 9, y - 200, { steps: 6 });
	await page.mouse.up();
	await expect(said(page)).toHaveText('「逾期未发案款」距左 26 格，距上 0 格，宽 22 格，高 14 格');
	await page.locator('[data-palette="credit"]').click();
	await expect(said(page)).toHaveText('已添加「信用惩戒」距左 26 格，距上 14 格，宽 16 格，高 16 格');
	await expect(page.locator('[data-tile="credit"] h2')).toBeVisible();
	const from = (await box(page, 'credit').boundingBox())!;
	await page.mouse.move(from.x + 40, from.y + 40);
	await page.mouse.down();
	await page.mouse.move(from.x + 40, from.y + 400, { steps: 6 });
	await expect(page.locator('.guide')).not.toHaveCount(0);
	await page.mouse.up();
	await expect(said(page)).toContainText('距左 26 格，距上 38 格');
	await page.locator('#palette-search').fill('值班');
	await page.locator('[data-palette="duty"]').dragTo(page.locator('.board'), { targetPosition: { x: 620, y: 180 } });
	await expect(box(page, 'duty')).toBeVisible();
	await page.getByRole('button', { name: '撤销', exact: true }).click();
	await expect(box(page, 'duty')).toHaveCount(0);
	await box(page, 'fund-overdue').click();
	await page.getByLabel('首屏行数').fill('9');
	await page.getByLabel('首屏行数').blur();
	await page.getByLabel('上方画一条细线，与上一栏分开').check();
	await page.locator('[data-box="credit"] button').focus();
	await page.keyboard.press('ArrowUp');
	for (let step = 0; step < 2; step += 1) await page.keyboard.press('ArrowUp');
	await save(page, '');
	await page.reload();
	await page.locator('[data-ready="true"]').waitFor();
	await box(page, 'fund-overdue').click();
	await expect(page.getByLabel('首屏行数')).toHaveValue('9');
	await expect(page.getByLabel('上方画一条细线，与上一栏分开')).toBeChecked();
});

test('somebody saved meanwhile: told who, shown what, and saved over only knowingly', async ({ page, browser, signIn }) => {
	await copyOf(page, 'supervise', handsId, '两人同改');
	const other: BrowserContext = await browser.newContext({ viewport: { width: 1440, height: 900 } });
	await signIn(other, 'admin');
	const theirs = await other.newPage();
	await open(theirs, handsId);
	await theirs.getByLabel('名称', { exact: true }).fill('他人所改');
	await theirs.getByLabel('名称', { exact: true }).blur();
	await save(theirs, '改名');
	await other.close();

	await box(page, 'silent').focus();
	await page.keyboard.press('Delete');
	await page.locator('[data-save]').click();
	const conflict = page.locator('[data-conflict="2"]');
	await expect(conflict).toContainText('保存了第 2 版');
	await expect(box(page, 'silent')).toHaveCount(0);
	await conflict.getByRole('button', { name: '查看第 2 版' }).click();
	await expect(page.locator('[data-looking="2"]')).toBeVisible();
	await expect(page.locator('[data-tile="silent"]')).toBeVisible();
	await expect(page.locator('header .title').filter({ hasText: '他人所改' })).toBeVisible();
	await page.locator('[data-looking]').getByRole('button', { name: '返回编辑' }).click();
	// Not without the tick: the browser itself asks for it.
	await page.locator('[data-save]').click();
	await expect(conflict).toBeVisible();
	await conflict.getByRole('checkbox').check();
	await save(page, '');
	expect(await base(page)).toBe('3');

	// The other's version is brought back, as a version of its own.
	await page.locator('[data-versions] button[value="2"]').click();
	await page.waitForURL(/done=restored/);
	await expect(page.locator('[data-versions] li').first()).toContainText('第 4 版');
	await expect(page.getByLabel('名称', { exact: true })).toHaveValue('他人所改');
});

test('a lost connection and a closed page lose nothing', async ({ page, context }) => {
	await copyOf(page, 'nodes', draftId, '断网演练');
	await page.getByLabel('名称', { exact: true }).fill('未保存的名称');
	await page.getByLabel('名称', { exact: true }).blur();
	await context.setOffline(true);
	await page.locator('[data-save]').click();
	await expect(page.getByRole('alert')).toContainText('改动没有保存');
	await expect(page.getByLabel('名称', { exact: true })).toHaveValue('未保存的名称');
	await context.setOffline(false);
	const asked: string[] = [];
	page.on('dialog', (dialog) => {
		asked.push(dialog.type());
		void dialog.accept();
	});
	await page.reload();
	expect(asked).toEqual(['beforeunload']);
	await page.locator('[data-offer]').getByRole('button', { name: '继续编辑' }).click();
	await expect(page.getByLabel('名称', { exact: true })).toHaveValue('未保存的名称');
	await page.getByRole('link', { name: '画面', exact: true }).last().click();
	await expect.poll(() => asked.length).toBe(2);
	await page.waitForURL(/\/desk\/scenes\?/);
	await open(page, draftId);
	await page.locator('[data-offer]').getByRole('button', { name: '丢弃' }).click();
	await page.reload();
	await expect(page.locator('[data-offer]')).toHaveCount(0);
});

test('without a script the table is the editor: refused with what was typed, then saved', async ({ browser, signIn, baseURL }) => {
	const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL ? { baseURL } : {}) });
	await signIn(context, duty);
	const page = await context.newPage();
	await page.goto(editor('sealed'));
	await expect(page.locator('[data-tile="seal-expiry"]')).toBeVisible();
	await page.locator('[name="place:1:w"]').fill('20');
	await page.locator('[name="place:1:x"]').fill('28');
	await page.locator('[name="place:1:h"]').fill('26');
	await page.locator('[name="note"]').fill('无脚本');
	await page.locator('[data-save]').click();
	await expect(page.getByRole('alert')).toContainText('「查封房产」与「网络拍卖」重叠');
	await expect(page.locator('[name="place:1:w"]')).toHaveValue('20');
	await expect(page.locator('[name="note"]')).toHaveValue('无脚本');
	await page.locator('[name="place:1:h"]').fill('25');
	await page.locator('[data-save]').click();
	await expect(page.getByRole('status')).toContainText('已保存');
	await expect(page.locator('[data-versions] li').first()).toContainText('无脚本');
	await expect(page.locator('[name="place:1:w"]')).toHaveValue('20');
	await context.close();
});

test('a tile in the editor looks as it does on its wall, not as the desk', async ({ page, access }) => {
	const styles = (): Promise<Record<string, string[]>> =>
		page.evaluate(() => {
			const tiles = [...document.querySelectorAll<HTMLElement>('[data-tile]')];
			const told = (tile: HTMLElement): string[] =>
				[...tile.querySelectorAll('h2, p, b, span, th, td')]
					.filter((each) => !each.closest('svg'))
					.map((each) => {
						const { fontSize, fontWeight, lineHeight, padding } = getComputedStyle(each);
						return `${each.tagName} ${fontSize} ${fontWeight} ${lineHeight} ${padding}`;
					});
			// A clock that ticks between two looks is no difference of style: what matters is which styles there are.
			return Object.fromEntries(tiles.map((tile) => [tile.dataset['tile']!, [...new Set(told(tile))].sort()]));
		});
	await page.setViewportSize({ width: 1920, height: 1080 });
	await page.goto(`${access.wall}&scene=indicators`);
	await live(page);
	await page.waitForTimeout(1500);
	const wall = await styles();
	await open(page, 'indicators');
	await page.waitForTimeout(1500);
	const here = await styles();
	for (const tile of ['quality-gap', 'ticker']) expect(here[tile], tile).toEqual(wall[tile]);
});

test('every view of the editor is accessible, and fits a phone', async ({ page }) => {
	test.setTimeout(120_000);
	await open(page, 'locks');
	await page.waitForTimeout(800);
	expect(await faults(page), 'arranging').toEqual([]);
	await box(page, 'lock-figures').focus();
	await page.keyboard.press('ArrowDown');
	expect(await faults(page), 'with faults').toEqual([]);
	await page.screenshot({ path: test.info().outputPath('faults.png') });
	await page.keyboard.press('Control+z');
	await page.getByRole('button', { name: '实屏预览' }).click();
	for (const name of ['1920×1080', '3840×2160', '6656×1792', '1080×1920']) {
		await page.getByRole('button', { name }).click();
		await expect(page.locator('[data-preview] [data-tile]').first()).toBeVisible();
		await page.waitForTimeout(900);
		await page.screenshot({ path: test.info().outputPath(`${name}.png`) });
	}
	await expect(page.locator('[data-surface-words]')).toContainText('上下同时显示 3 个画面');
	await page.mouse.move(0, 0);
	expect(await faults(page), 'preview').toEqual([]);
	await page.getByRole('button', { name: '表格' }).click();
	await page.mouse.move(0, 0);
	expect(await faults(page), 'table').toEqual([]);
	await page.setViewportSize({ width: 390, height: 844 });
	await expect(page.locator('[data-place-table]')).toBeVisible();
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
	expect(await faults(page), 'phone').toEqual([]);
});

test('those who design nothing are not let in', async ({ browser, signIn, baseURL }) => {
	const context = await browser.newContext(baseURL ? { baseURL } : {});
	await signIn(context, 'sf-0101-chief');
	const page = await context.newPage();
	expect((await page.goto(editor('overview')))!.status()).toBe(403);
	await context.close();
});
