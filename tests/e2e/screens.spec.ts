import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { live, storyCourt, test, wallCourt } from './support.ts';

test.describe.configure({ mode: 'serial' });

/** The device that hangs on the wall, and the operator at the desk: two browsers that share nothing. */
let device: BrowserContext;
let desk: BrowserContext;
let screen: Page;
let operator: Page;
/** The question with which the device collected its token. */
let collection: { readonly url: string; readonly body: string } | undefined;

const name = '端到端测试屏';
const shell = (kind: 'black' | 'picture') => `[data-shell="${kind}"]`;

async function newDevice(browser: Browser): Promise<BrowserContext> {
	return browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
}

/** The code that a screen shows. */
async function codeOf(page: Page): Promise<string> {
	await page.locator('[data-pairing="code"]').waitFor();
	return (await page.locator('.signs').innerText()).replaceAll(/\s/g, '');
}

/** Gives a command on the screen's page at the desk, and answers what the desk says. */
async function tell(button: string): Promise<string> {
	await operator.getByRole('button', { name: button, exact: true }).click();
	const said = operator.locator('.notice.good, .notice.bad').first();
	await expect(said).toContainText(/下发|未连接/);
	return said.innerText();
}

/** The screen is connected and the desk knows it. */
async function online(): Promise<void> {
	await live(screen);
	await expect
		.poll(async () => {
			await operator.reload();
			return operator.locator('header [data-state]').getAttribute('data-state');
		})
		.toMatch(/online|faulty/);
}

test.beforeAll(async ({ browser }) => {
	[device, desk] = [await newDevice(browser), await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })];
	[screen, operator] = [await device.newPage(), await desk.newPage()];
	screen.on('request', (request) => {
		if (request.url().endsWith('/collection')) collection = { url: request.url(), body: request.postData() ?? '' };
	});
});

test.afterAll(async () => {
	await device.close();
	await desk.close();
});

test('a device without a token shows a code, and the desk pairs it by that code alone', async ({ signIn }) => {
	await signIn(desk, 'admin');
	await screen.goto('/screen');
	const code = await codeOf(screen);
	expect(code).toMatch(/^[A-Z0-9]{8}$/);
	await expect(screen.getByRole('img', { name: /二维码/ })).toBeVisible();
	await expect(screen.locator('[role="timer"]')).toContainText(/9 分|10 分/);

	// A code that no screen shows leads nowhere.
	await operator.goto('/desk/screens/pair?code=22222222');
	await expect(operator.locator('.notice.bad')).toBeVisible();
	expect(await operator.locator('#screen-name').count()).toBe(0);

	await operator.goto('/desk/screens/pair');
	await operator.getByLabel(/8 位配对码/).fill(`${code.slice(0, 4).toLowerCase()} ${code.slice(4)}`);
	await operator.getByRole('button', { name: '下一步' }).click();
	await operator.getByLabel('名称').fill(name);
	await operator.getByLabel('位置').fill('三楼指挥中心东墙');
	await operator.getByLabel('法院').selectOption(wallCourt);
	await operator.getByLabel(/分组/).fill('测试组');
	await operator.getByRole('button', { name: '同意配对' }).click();
	await operator.waitForURL(/\/desk\/screens\/[^/?]+\?done=paired/);
	const approved = performance.now();
	await screen.waitForURL(/\/screen\/[^/?]+$/);
	await live(screen);
	await expect(screen.locator('[data-scene] [data-tile]').first()).toBeVisible();
	console.log(`    approval to the wall: ${Math.round(performance.now() - approved)} ms`);
	expect(performance.now() - approved).toBeLessThan(10_000);
});

test('its token is given once, and no address or script can read it', async () => {
	expect(collection).toBeDefined();
	const again = await device.request.post(collection!.url, { headers: { 'content-type': 'application/json' }, data: collection!.body });
	expect(await again.text()).not.toContain('token');
	const cookie = (await device.cookies()).find(({ name: each }) => each === 'screen');
	expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
	expect(screen.url()).not.toContain(cookie!.value);
	expect(await screen.evaluate(() => document.cookie)).not.toContain('screen=');
	// What opens its own screen opens no other one, and no desk.
	const other = await device.request.get('/screen/another', { maxRedirects: 0 });
	expect(other.status()).toBe(303);
	expect((await device.request.get('/desk/screens', { maxRedirects: 0 })).status()).toBe(303);
});

test('with its cookie it goes straight back to its own screen', async () => {
	const own = screen.url();
	await screen.goto('/screen');
	expect(screen.url()).toBe(own);
	await online();
});

test('identify: its name stands over the picture, and goes again', async () => {
	expect(await tell('显示名称')).toContain(name);
	const overlay = screen.locator('[data-overlay="identify"]');
	await expect(overlay).toContainText(name, { timeout: 3000 });
	await expect(overlay).toContainText('三楼指挥中心东墙');
	// Never more than one flash a second, and none for those who asked for less motion.
	const seconds = await overlay.evaluate((element) => Number.parseFloat(getComputedStyle(element).animationDuration));
	expect(seconds).toBeGreaterThanOrEqual(1);
	await screen.emulateMedia({ reducedMotion: 'reduce' });
	expect(await overlay.evaluate((element) => getComputedStyle(element).animationName)).toBe('none');
	await screen.emulateMedia({ reducedMotion: null });
	await expect(overlay).toBeHidden({ timeout: 20_000 });
});

test('a message from the desk stands over the foot of the picture until it is taken away', async () => {
	await operator.getByLabel('附言内容').fill('十分钟后召开调度会');
	await operator.locator('#message-minutes').selectOption('480');
	await tell('发布');
	await expect(screen.locator('[data-overlay="message"]')).toContainText('十分钟后召开调度会', { timeout: 3000 });
	await tell('撤下');
	await expect(screen.locator('[data-overlay="message"]')).toBeHidden({ timeout: 3000 });
});

test('takeover shows the emergency scene, survives a reload and an outage, and is given back', async () => {
	await operator.locator('#takeover-scene').selectOption('supervise');
	await operator.locator('#takeover-title').fill('集中执行行动');
	await tell('接管');
	await expect(screen.locator('[data-scene="supervise"]')).toBeVisible({ timeout: 3000 });
	await screen.reload();
	await expect(screen.locator('[data-scene="supervise"]')).toBeVisible();
	await online();
	await tell('恢复轮播');
	await expect(screen.locator('[data-scene="supervise"]')).toBeHidden({ timeout: 5000 });
});

test('it is redirected to a court below, and comes back', async () => {
	const heading = screen.locator('header h1');
	const before = await heading.innerText();
	await operator.locator('#redirect-court').selectOption(storyCourt);
	await tell('改显');
	await expect.poll(() => heading.innerText(), { timeout: 8000 }).not.toBe(before);
	await live(screen);
	await tell('恢复轮播');
	await expect.poll(() => heading.innerText(), { timeout: 8000 }).toBe(before);
	await live(screen);
});

test('the picture that it sends of itself arrives, and is not blank', async () => {
	await online();
	await tell('取回截图');
	const image = operator.locator('[aria-labelledby="picture"] img');
	await expect
		.poll(
			async () => {
				await operator.reload();
				return image.count();
			},
			{ timeout: 40_000, intervals: [1000] },
		)
		.toBe(1);
	const look = await image.evaluate(async (element: HTMLImageElement) => {
		await element.decode();
		const canvas = document.createElement('canvas');
		[canvas.width, canvas.height] = [element.naturalWidth, element.naturalHeight];
		const context = canvas.getContext('2d')!;
		context.drawImage(element, 0, 0);
		const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
		let bright = 0;
		for (let at = 0; at < data.length; at += 4) if (data[at]! + data[at + 1]! + data[at + 2]! > 380) bright += 1;
		return { width: canvas.width, bright: bright / (canvas.width * canvas.height) };
	});
	expect(look.width).toBe(1920);
	// Figures and words on a dark ground: some of it is bright, and most of it is not.
	expect(look.bright).toBeGreaterThan(0.005);
	expect(look.bright).toBeLessThan(0.5);
});

test('outside of its hours it is black, with nothing behind, and on again when they are lifted', async () => {
	await operator.locator('[name="on-used"]').check();
	const time = new Date(
		Date.parse(
			await screen
				.locator('[data-figure="clock"]')
				.getAttribute('datetime')
				.then((text) => text ?? ''),
		) +
			20 * 3_600_000,
	);
	const hour = String(time.getUTCHours()).padStart(2, '0');
	await operator.locator('[name="on-from"]').fill(`${hour}:00`);
	await operator.locator('[name="on-to"]').fill(`${hour}:01`);
	await operator.getByRole('button', { name: '保存' }).click();
	await operator.waitForURL(/done=changed/);
	await expect(screen.locator(shell('black'))).toBeVisible({ timeout: 4000 });
	expect(await screen.locator(`${shell('black')} *`).count()).toBe(0);
	expect(await screen.locator(shell('black')).evaluate((element) => getComputedStyle(element).backgroundColor)).toBe('rgb(0, 0, 0)');
	// Its socket stays: it can still be asked who it is.
	await tell('显示名称');
	await expect(screen.locator('[data-overlay="identify"]')).toBeVisible({ timeout: 3000 });
	await operator.locator('[name="on-used"]').uncheck();
	await operator.getByRole('button', { name: '保存' }).click();
	await expect(screen.locator(`${shell('picture')} [data-tile]`).first()).toBeVisible({ timeout: 8000 });
});

test('its keys: help, theme, freeze and turning', async () => {
	await screen.keyboard.press('?');
	await expect(screen.getByRole('dialog', { name: '键盘操作' })).toBeVisible();
	await screen.keyboard.press('Escape');
	await expect(screen.getByRole('dialog')).toBeHidden();
	await screen.keyboard.press('t');
	await expect(screen.locator('[data-shell]')).toHaveAttribute('data-theme', 'light');
	await screen.keyboard.press('t');
	await screen.keyboard.press('m');
	await expect(screen.locator('body')).toContainText('会议定格');
	await screen.keyboard.press('m');
	await expect(screen.locator('body')).not.toContainText('会议定格');
	const first = await screen.locator('[data-scene]').getAttribute('data-scene');
	await screen.keyboard.press('ArrowRight');
	await expect(screen.locator('[data-scene]')).not.toHaveAttribute('data-scene', first ?? '');
	await screen.keyboard.press('ArrowLeft');
	await expect(screen.locator('[data-scene]')).toHaveAttribute('data-scene', first ?? '');
});

test('the pointer is hidden after three seconds, and comes back with the mouse', async () => {
	await screen.mouse.move(400, 400);
	await expect(screen.locator('[data-pointer="hidden"]')).toHaveCount(0);
	await expect(screen.locator('[data-pointer="hidden"]')).toHaveCount(1, { timeout: 5000 });
	await screen.mouse.move(420, 420);
	await expect(screen.locator('[data-pointer="hidden"]')).toHaveCount(0);
});

test('the list tells how it is, and commands reach its group', async () => {
	const page = operator.url();
	await operator.goto('/desk/screens?group=测试组');
	const row = operator.locator('[data-screen]').filter({ hasText: name });
	await expect(row.locator('[data-state]')).toContainText(/在线|有故障/);
	await expect(row).toContainText('1920×1080');
	await operator.locator('#batch-target').selectOption('group:测试组');
	await operator.getByRole('button', { name: '显示名称' }).click();
	await expect(operator.locator('.notice.good')).toContainText(name);
	await expect(screen.locator('[data-overlay="identify"]')).toBeVisible({ timeout: 3000 });
	await operator.goto(page);
});

test('a second device takes the record over without a script at the desk; the first one is shut out', async ({ browser }) => {
	const second = await newDevice(browser);
	const page = await second.newPage();
	await page.goto('/screen');
	const code = await codeOf(page);
	const plain = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN', storageState: await desk.storageState() });
	const form = await plain.newPage();
	await form.goto(`/desk/screens/pair?code=${code}`);
	const value = await form.locator('#pair-record option').filter({ hasText: name }).getAttribute('value');
	await form.locator('#pair-record').selectOption(value!);
	await form.getByRole('button', { name: '接入这条记录' }).click();
	await form.waitForURL(/done=reused/);
	await page.waitForURL(/\/screen\/[^/?]+$/);
	await expect(page.locator('[data-tile]').first()).toBeVisible();
	await screen.waitForURL(/\/screen\?why=unpaired/, { timeout: 5000 });
	await expect(screen.locator('.said')).toContainText('配对已解除');
	await device.close();
	[device, screen] = [second, page];
	await plain.close();
});

test('revoked, it leaves the wall within two seconds and says why', async () => {
	await operator.reload();
	await operator.getByLabel(/确认吊销/).check();
	await operator.getByRole('button', { name: '吊销本屏' }).click();
	await operator.waitForURL(/done=revoked/);
	await screen.waitForURL(/\/screen\?why=unpaired/, { timeout: 2000 });
	await expect(screen.locator('.said')).toContainText('配对已解除');
	expect(await screen.locator('[data-tile]').count()).toBe(0);
	// A new code stands there at once, so that it can be paired again.
	expect(await codeOf(screen)).toMatch(/^[A-Z0-9]{8}$/);
	expect((await device.request.post('/api/v1/screen/picture', { headers: { 'content-type': 'image/png' }, data: 'x' })).status()).toBe(401);
});

test('a screen that waits says so when the server is away, and goes on by itself', async () => {
	const code = await codeOf(screen);
	await device.route(/screen-pairings/, (route) => route.abort());
	await expect(screen.locator('.away')).toContainText('中断', { timeout: 8000 });
	expect(await codeOf(screen)).toBe(code);
	await device.unroute(/screen-pairings/);
	await expect(screen.locator('.away')).toBeHidden({ timeout: 8000 });
});
