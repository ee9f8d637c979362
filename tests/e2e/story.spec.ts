import { expect, type Browser, type Page } from '@playwright/test';
import { figure, live, lockedCase, sqlNumber, storyHandler, test, wallCourts, type Access } from './support.ts';

/** A desk of its own for a person, signed in through the page. */
async function sitDown(browser: Browser, access: Access, username: string, path = '/desk'): Promise<Page> {
	const page = await (await browser.newContext()).newPage();
	await page.goto(path);
	await expect(page.locator('[data-page="login"]')).toBeVisible();
	await page.fill('[name="username"]', username);
	await page.fill('[name="password"]', 'not the password');
	await page.click('[data-submit]');
	await expect(page.getByRole('alert')).toContainText('用户名或密码不正确');
	await page.fill('[name="password"]', access.accounts.find((account) => account.username === username)!.password);
	await page.click('[data-submit]');
	await expect(page.locator('[data-page="login"]')).toHaveCount(0);
	expect(new URL(page.url()).pathname).toBe(path);
	return page;
}

async function decide(page: Page, lockId: string, opinion: string): Promise<void> {
	const row = page.locator(`[data-page="inbox"] tr[data-lock="${lockId}"]`);
	await row.getByRole('link').first().click();
	await expect(page.locator('[data-page="decision"]')).toBeVisible();
	await expect(page.locator('[data-page="decision"]')).toContainText('等待委托评估机构');
	await page.locator('[name="verdict"][value="approve"]').check({ force: true });
	await page.fill('[name="opinion"]', opinion);
	await page.click('[data-submit]');
	await expect(page).toHaveURL(/done=approve/);
}

test('a locked case: asked for, endorsed, decided; the wall follows and the gate opens', async ({ page, browser, access, feed }) => {
	test.setTimeout(90_000);
	const { caseNumber, lockId } = await lockedCase(feed, 90_001);
	const gate = async () =>
		feed.get<{ allowed: boolean; lock?: { decider: string } }>(`gate?caseNumber=${encodeURIComponent(caseNumber)}&action=notice-issued`);
	expect((await gate()).lock?.decider).toContain('中级人民法院');
	await feed.send([{ caseNumber, type: 'money-arrived', occurredAt: await feed.now(), data: { receiptId: 'story', amountFen: 100 } }]);

	// The wall, all the while.
	await page.goto(access.wall);
	await live(page);

	// The handler finds it on the worklist, looks why, and asks.
	const desk = await sitDown(browser, access, storyHandler);
	await expect(desk.locator('[data-page="worklist"]')).toBeVisible();
	await desk.goto('/desk?view=locked');
	await desk.locator(`tr[data-lock="${lockId}"]`).getByRole('link', { name: caseNumber }).click();
	await expect(desk.locator('[data-page="case"]')).toContainText(caseNumber);
	await expect(desk.locator('[data-why]')).toContainText('为什么');
	await expect(desk.locator('[data-why]')).toContainText('10');
	await expect(desk.locator(`[data-lock="${lockId}"]`).first()).toContainText('已锁死');
	await desk.locator('[data-ask]').click();
	await expect(desk.locator('[data-page="request"]')).toBeVisible();
	await desk.fill('[name="reason"]', '等待委托评估机构回函，法律文书签批延误。');
	await desk.fill('[name="plan"]', '三日内发出执行通知书。');
	const day = desk.locator('[name^="newDueOn:"]');
	await expect(day).toHaveCount(1);
	await day.fill((await day.getAttribute('max'))!);
	await desk.click('[data-submit]');
	await expect(desk).toHaveURL(/done=filed/);
	await expect(desk.locator('body')).toContainText('核签');
	expect(await desk.locator('[name="verdict"]').count()).toBe(0);

	// His chief endorses; a chief of another court has nothing to say.
	const stranger = await sitDown(browser, access, 'sf-0102-chief', '/desk/unlock');
	await expect(stranger.locator(`tr[data-lock="${lockId}"]`)).toHaveCount(0);
	expect((await stranger.goto(`/desk/unlock/${encodeURIComponent(`${lockId}-R1`)}`))!.status()).toBe(404);
	await decide(await sitDown(browser, access, 'sf-0101-chief', '/desk/unlock'), lockId, '情况属实，同意上报。');

	// The court above decides. The wall's figure is the database's, before and after.
	const approver = await sitDown(browser, access, 'sf-01-approver', '/desk/unlock');
	const locked = () => sqlNumber(`select count(*) as n from case_lock where state in ('active', 'review') and court_code in ${wallCourts}`);
	await expect.poll(async () => (await figure(page, 'actions', 'locked')) - locked(), { timeout: 5000, intervals: [50] }).toBe(0);
	const released = await figure(page, 'actions', 'releasedToday');
	await decide(approver, lockId, '同意解锁，按新期限办结。');
	await expect.poll(() => figure(page, 'actions', 'releasedToday'), { timeout: 2000, intervals: [30] }).toBeGreaterThan(released);
	await expect.poll(async () => (await figure(page, 'actions', 'locked')) - locked(), { timeout: 5000, intervals: [50] }).toBe(0);
	expect(sqlNumber(`select count(*) as n from case_lock where id = '${lockId}' and state = 'released'`)).toBe(1);
	expect((await gate()).allowed).toBe(true);

	// What was decided is told to the handler, and the case can go on.
	await desk.reload();
	await expect(desk.locator('body')).toContainText('已同意');
	await feed.send([{ caseNumber, type: 'notice-issued', occurredAt: await feed.now() }]);
	for (const each of [desk, approver, stranger]) await each.context().close();
});
