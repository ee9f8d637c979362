import { expect, type BrowserContext, type Page } from '@playwright/test';
import { live, test, wallCourt } from './support.ts';

test.describe.configure({ mode: 'serial' });

/** The device that hangs on the wall, and the operator at the desk: two browsers that share nothing. */
let device: BrowserContext;
let desk: BrowserContext;
let screen: Page;
let operator: Page;

const id = 'e2e-tour';
const title = '端到端轮播';
const page = `/desk/playlists/${id}?court=${wallCourt}`;
const sceneOnShow = () => screen.locator('[data-scene]').getAttribute('data-scene');
const stepScenes = () =>
	operator.locator('[data-step] select[name^="scene-"]').evaluateAll((all) => all.map((each) => (each as HTMLSelectElement).value));

test.beforeAll(async ({ browser }) => {
	device = await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
	desk = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' });
	[screen, operator] = [await device.newPage(), await desk.newPage()];
});

test.afterAll(async () => {
	await device.close();
	await desk.close();
});

test('a playlist is made at the desk and a screen is paired to it', async ({ signIn }) => {
	await signIn(desk, 'admin');
	await operator.goto(`/desk/scenes?court=${wallCourt}`);
	await operator.locator('summary', { hasText: '新建播放列表' }).click();
	await operator.locator('#new-title-playlist').fill(title);
	await operator.locator('#new-id-playlist').fill(id);
	await operator.locator('#new-title-playlist').press('Enter');
	await operator.waitForURL(new RegExp(`/desk/playlists/${id}`));
	expect(await stepScenes()).toEqual(['overview']);

	await screen.goto('/screen');
	await screen.locator('[data-pairing="code"]').waitFor();
	const code = (await screen.locator('.signs').innerText()).replaceAll(/\s/g, '');
	await operator.goto(`/desk/screens/pair?code=${code}`);
	await operator.getByLabel('名称').fill('端到端画面屏');
	await operator.getByLabel('法院').selectOption(wallCourt);
	await operator.getByRole('button', { name: '同意配对' }).click();
	await operator.waitForURL(/\/desk\/screens\/[^/?]+\?done=paired/);
	await screen.waitForURL(/\/screen\/[^/?]+$/);
	await live(screen);
	// The form of a new screen offers what its first court in reach has; on its own page it offers its own court's.
	await operator.locator('#screen-playlist').selectOption(id);
	await operator.getByRole('button', { name: '保存' }).click();
	await operator.waitForURL(/done=changed/);
	await expect.poll(sceneOnShow, { timeout: 8000 }).toBe('overview');
});

test('steps are added and moved by keys, the focus stays, and the screen shows the new program within two seconds', async () => {
	await operator.goto(page);
	await operator.getByRole('button', { name: '添加一步' }).press('Enter');
	const added = operator.locator('[data-step]').last();
	await added.locator('select[name^="scene-"]').selectOption('nodes');
	await added.locator('input[name^="seconds-"]').fill('600');
	const up = added.getByRole('button', { name: /^上移/ });
	await up.focus();
	await operator.keyboard.press('Enter');
	expect(await stepScenes()).toEqual(['nodes', 'overview']);
	// It is the first now: the button that goes on takes the focus.
	await expect(operator.locator('[data-step]').first().getByRole('button', { name: /^下移/ })).toBeFocused();
	await expect(operator.locator('[data-changed="true"]')).toBeVisible();
	await operator.locator('[data-step]').last().getByRole('button', { name: '移除' }).click();
	await operator.locator('#note').fill('只看节点');
	await operator.locator('[data-save]').click();
	await operator.waitForURL(/done=saved/);
	await expect.poll(sceneOnShow, { timeout: 2000 }).toBe('nodes');
	await expect(operator.locator('[aria-labelledby="used"]')).toContainText('端到端画面屏');
	await expect(operator.locator('[data-versions]')).toContainText('只看节点');
});

test('what is refused stays in the form, with the fault at its step', async () => {
	await operator.locator('input[name^="seconds-"]').fill('2');
	await operator.locator('input[name="title"]').fill('改了的名称');
	await operator.locator('[data-save]').click();
	await expect(operator.locator('[data-step]')).toContainText('5 至 3600 秒');
	await expect(operator.locator('input[name="title"]')).toHaveValue('改了的名称');
	await expect(operator.locator('input[name^="seconds-"]')).toHaveValue('2');
});

test('without a script the same form works; whoever was first is named and nothing is lost', async ({ browser }) => {
	await operator.goto(page);
	const plain = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN', storageState: await desk.storageState() });
	const form = await plain.newPage();
	await form.goto(page);
	await form.getByRole('button', { name: '添加一步' }).click();
	await expect(form.locator('[data-step]')).toHaveCount(2);
	await form.locator('[data-step]').last().locator('select[name^="scene-"]').selectOption('funds');
	await form.getByRole('button', { name: /^上移第 2 步/ }).click();
	await expect(form.locator('[data-step]').first().locator('select[name^="scene-"]')).toHaveValue('funds');
	await form.locator('[data-save]').click();
	await form.waitForURL(/done=saved/);
	await expect.poll(sceneOnShow, { timeout: 3000 }).toMatch(/funds|nodes/);
	await plain.close();

	await operator.locator('#note').fill('后到的改动');
	await operator.locator('[data-save]').click();
	await expect(operator.locator('[data-conflict]')).toContainText('第 3 版');
	await expect(operator.locator('#note')).toHaveValue('后到的改动');
	await operator.getByLabel(/仍以本页内容保存/).check();
	await operator.locator('[data-save]').click();
	await operator.waitForURL(/done=saved/);
	expect(await stepScenes()).toEqual(['nodes']);
});

test('an old version is put in force again; one in use is not taken back', async () => {
	await operator.locator('[data-versions] button[value="3"]').click();
	await operator.waitForURL(/done=restored/);
	expect(await stepScenes()).toEqual(['funds', 'nodes']);
	await operator.goto(`/desk/scenes?court=${wallCourt}`);
	const row = operator.locator(`[data-design="${id}"]`);
	await row.locator('summary', { hasText: '停用' }).click();
	await row.getByRole('button', { name: '确认停用' }).click();
	await expect(operator.locator('.notice.bad')).toContainText('端到端画面屏');
	await expect(row).toBeVisible();
});

test('a copy of a shipped scene is a new one of the court', async () => {
	await operator
		.locator('[data-design="funds"]')
		.getByRole('button', { name: /^复制为新画面/ })
		.click();
	await operator.waitForURL(/\/desk\/scenes\/scene-\d+/);
	await operator.goto(`/desk/scenes?court=${wallCourt}`);
	await expect(operator.locator('[data-origin="own"]', { hasText: '案款（副本）' })).toBeVisible();
});
