import { expect } from '@playwright/test';
import Sqlite from 'better-sqlite3';
import { lobbyDefinitions } from '../../server/core/indicator/lobby.ts';
import { anyCaseNumber, live, sqlNumber, storyCourt, test } from './support.ts';

/** Case numbers of hearings that the court shows to the public: the only ones that may be in its lobby. */
function publicHearings(): readonly string[] {
	const database = new Sqlite('data/e2e/demo/wall.db', { readonly: true });
	try {
		return database
			.prepare<[string], { n: string }>('select case_number as n from public_hearing where court_code = ?')
			.all(storyCourt)
			.map(({ n }) => n);
	} finally {
		database.close();
	}
}

test('the lobby shows both figures with their definitions, and nothing of any case', async ({ page, access }) => {
	const payloads: Promise<string>[] = [];
	page.on('response', (response) => {
		if (/text|json|javascript/.test(response.headers()['content-type'] ?? '')) payloads.push(response.text().catch(() => ''));
	});
	page.on('websocket', (socket) => {
		socket.on('framereceived', ({ payload }) => payloads.push(Promise.resolve(payload.toString())));
	});
	await page.goto(access.lobby);
	await live(page);
	await expect(page.locator('body')).toContainText('员额法官人均存案');
	await expect(page.locator('body')).toContainText('平均开庭轮候周期');
	for (const definition of [lobbyDefinitions.openPerJudge, lobbyDefinitions.waitCycle])
		await expect(page.locator('body')).toContainText(definition);
	// A new projection comes while it is open; wait for one so that live frames are among what is looked at.
	await expect.poll(async () => (await Promise.all(payloads)).some((text) => text.includes('"frame"')), { timeout: 10_000 }).toBe(true);
	const everything = [await page.content(), ...(await Promise.all(payloads))];
	expect(everything.length).toBeGreaterThan(5);
	for (const text of everything) {
		for (const [number] of text.matchAll(new RegExp(anyCaseNumber, 'g'))) expect(publicHearings(), number).toContain(number);
		expect(text).not.toContain('"handler"');
	}
});

test('names of parties, handlers and cases of the database never reach it', async ({ page, access, feed }) => {
	const { persons } = await feed.get<{ persons: readonly { name: string; court: string }[] }>('directory');
	const names = persons.filter((person) => person.court === storyCourt).map((person) => person.name);
	expect(names.length).toBeGreaterThan(5);
	await page.goto(access.lobby);
	await live(page);
	const html = await page.content();
	for (const name of names) expect(html, name).not.toContain(name);
	expect(sqlNumber(`select count(*) as n from public_figure where value like '%号%'`)).toBe(0);
});

test('it needs no sign-in; a court that does not exist is told in plain words', async ({ page }) => {
	const answer = await page.goto('/lobby/nowhere');
	expect(answer!.status()).toBe(404);
	await expect(page.locator('body')).toContainText('没有这个法院');
});

test('pages turn by themselves, by the arrow keys and by the dots, and stand still when told to', async ({ page, access }) => {
	await page.goto(access.lobby);
	await live(page);
	const scene = page.locator('[data-tile="lobby"]');
	const first = await scene.getAttribute('data-page');
	await page.keyboard.press('ArrowRight');
	await expect(scene).not.toHaveAttribute('data-page', first!);
	await page.keyboard.press('ArrowLeft');
	await expect(scene).toHaveAttribute('data-page', first!);
	await page.keyboard.press(' ');
	await expect(page.getByRole('button', { name: '继续翻页' })).toHaveAttribute('aria-pressed', 'true');
	const dots = page.getByRole('navigation', { name: '页面' }).getByRole('button', { name: /第 \d+ 页/ });
	await dots.last().click();
	await expect(dots.last()).toHaveAttribute('aria-current', 'page');
	// Only the page on show can be reached: the others are hidden from everybody.
	await expect(page.locator('[data-lobby-page]').filter({ visible: true })).toHaveCount(1);
});

test('fees are worked out on the screen, and what no court has confirmed says so', async ({ page, access }) => {
	await page.goto(access.lobby);
	await live(page);
	const fees = page.locator('[data-lobby-page="fees-1"]');
	await expect(fees).toContainText('例：请求 100,000 元');
	await expect(fees).toContainText('2,300 元');
	await expect(fees).toContainText('13,800 元');
	await expect(page.locator('[data-lobby-page="guide-1"]')).toContainText('待核');
});

test('a notice put up at the desk is on the screen, and gone within five seconds of being taken down', async ({
	page,
	access,
	browser,
	signIn,
}) => {
	const text = `验收公告${Date.now()}`;
	const context = await browser.newContext();
	await signIn(context, access.accounts.find(({ role }) => role === 'system-admin' || role === '系统管理员')!.username);
	const desk = await context.newPage();
	const court = access.lobby.split('/').at(-1)!;
	await desk.goto(`/desk/lobby?court=${court}`);
	await desk.getByLabel('内容').fill(text);
	await desk.getByRole('button', { name: '发布' }).click();
	await expect(desk.getByRole('status')).toContainText('公告已发布');
	await page.goto(access.lobby);
	await live(page);
	await expect(page.locator('body')).toContainText(text);
	await desk.getByRole('button', { name: `撤下公告：${text.slice(0, 20)}` }).click();
	await expect(page.locator('body')).not.toContainText(text, { timeout: 5000 });
	await context.close();
});

test('on a phone it is one long page with everything on it', async ({ page, access }) => {
	await page.setViewportSize({ width: 390, height: 844 });
	await page.goto(access.lobby);
	await live(page);
	for (const id of ['figures-1', 'procedures-1', 'guide-1', 'fees-1'])
		await expect(page.locator(`[data-lobby-page="${id}"]`)).toBeVisible();
	expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});

test('it keeps its last frame, and without a network it says how old it is', async ({ page, access, context }) => {
	await page.goto(access.lobby);
	await live(page);
	const court = access.lobby.split('/').at(-1)!;
	await expect.poll(() => page.evaluate((name) => localStorage.getItem(name) ?? '', `lobby:${court}`)).toContain('"topic":"lobby"');
	await context.setOffline(true);
	await expect(page.getByText('暂时无法更新，以上为')).toBeVisible({ timeout: 40_000 });
	await context.setOffline(false);
});
