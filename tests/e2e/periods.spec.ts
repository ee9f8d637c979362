import { expect } from '@playwright/test';
import { faults } from './accessibility.ts';
import { sqlNumber, storyHandler, test, type Feed } from './support.ts';

const approver = 'sf-0101-vice';
const dayMs = 86_400_000;

/** A civil day of the court, some days from its today. */
async function dayFrom(feed: Feed, days: number): Promise<string> {
	return new Date(Date.parse(await feed.now()) + 8 * 3_600_000 + days * dayMs).toISOString().slice(0, 10);
}

const inWords = (day: string): string => {
	const [year, month, date] = day.split('-').map(Number);
	return `${year}年${month}月${date}日`;
};

/** Files a young case that nothing locks. Answers its number in the pages' addresses. */
async function freshCase(feed: Feed, number: number): Promise<number> {
	const caseNumber = `（2026）示0201执${number}号`;
	const filedOn = await dayFrom(feed, -1);
	await feed.send([{ caseNumber, type: 'case-filed', occurredAt: filedOn, data: { handler: storyHandler, claimFen: 6_600_000 } }]);
	const query = `select coalesce(max(id), 0) as n from case_file where number_text = '${caseNumber}'`;
	await expect.poll(() => sqlNumber(query), { timeout: 20_000 }).toBeGreaterThan(0);
	return sqlNumber(query);
}

test('a deduction is filed, decided, and moves the deadlines of its case', async ({ page, context, signIn, feed, browser }) => {
	const caseId = await freshCase(feed, 91_001);
	await signIn(context, storyHandler);
	await page.goto(`/desk/cases/${caseId}/periods`);
	expect(await faults(page), 'grounds').toEqual([]);
	await page.locator('[data-ground="ded-appraisal"]').click();
	const form = page.locator('[data-form="ded-appraisal"]');
	await expect(form).toBeVisible();
	await expect(page.getByText('提交后由谁审批')).toBeVisible();
	expect(await faults(page), 'form').toEqual([]);

	// Refused: the reason beside the form, and everything that was typed still there.
	const [from, to] = [await dayFrom(feed, 0), await dayFrom(feed, 12)];
	await form.getByLabel('自').fill(from);
	await form.getByLabel(/^至/).fill(to);
	await form.getByLabel('文号').fill('（2026）示0201委评1号');
	await form.getByLabel('说明').fill('委托评估一套住宅。');
	await expect(form).toContainText('共 13 天');
	await form.getByLabel('说明').evaluate((field: HTMLTextAreaElement) => field.removeAttribute('required'));
	await form.getByLabel('说明').fill(' ');
	await form.locator('[data-submit]').click();
	await expect(form.getByRole('alert')).toContainText('请填写说明');
	await expect(form.getByLabel('文号')).toHaveValue('（2026）示0201委评1号');
	await expect(form.getByLabel('自')).toHaveValue(from);

	await form.getByLabel('说明').fill('委托评估一套住宅。');
	await form.locator('[data-submit]').click();
	const request = page.locator('[data-page="period"]');
	await expect(request).toHaveAttribute('data-phase', 'pending');
	await expect(request).toContainText('分管审判管理的院领导 办理');
	await expect(request.locator('#decision')).toHaveCount(0);
	const address = new URL(page.url()).pathname;

	const other = await browser.newContext();
	await signIn(other, approver);
	const desk = await other.newPage();
	await desk.goto('/desk/periods');
	expect(await faults(desk), 'boxes').toEqual([]);
	await desk
		.locator(`tr[data-request="${await request.getAttribute('data-request')}"]`)
		.getByRole('link')
		.click();
	await expect(desk.locator('[data-page="period"]')).toBeVisible();
	const effect = desk.locator('[data-effects] tr[data-node*="/enf-close/"]').first();
	const [node, after] = [await effect.getAttribute('data-node'), await effect.locator('[data-after]').getAttribute('data-after')];
	await expect(effect).toContainText('后移');
	expect(await faults(desk), 'request').toEqual([]);
	await desk.getByLabel('同意', { exact: true }).check();
	await desk.getByLabel('意见', { exact: true }).fill('经审查属实，同意。');
	await desk.locator('[data-submit]').click();
	await expect(desk.locator('[data-page="period"]')).toHaveAttribute('data-phase', 'granted');
	await other.close();

	await page.goto(address);
	await expect(request).toHaveAttribute('data-phase', 'granted');
	await page.goto(`/desk/cases/${caseId}?node=${encodeURIComponent(node!)}`);
	await expect(page.locator('[data-page="case"]')).toContainText(inWords(after!));

	await page.goto('/desk/supervision');
	await expect(page.locator(`tr[data-case="${caseId}"]`)).toContainText('扣除');
	expect(await faults(page), 'supervised').toEqual([]);
	for (const tab of ['hidden', 'deductions']) {
		await page.goto(`/desk/supervision?tab=${tab}`);
		await expect(page.locator(`[data-page="supervision"][data-tab="${tab}"]`)).toBeVisible();
		expect(await faults(page), tab).toEqual([]);
	}
});

test('without scripts a request is filed and a refusal keeps what was typed', async ({ browser, signIn, feed }) => {
	const caseId = await freshCase(feed, 91_002);
	const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
	await signIn(context, storyHandler);
	const page = await context.newPage();
	await page.goto(`/desk/cases/${caseId}/periods?ground=ded-settlement`);
	const form = page.locator('[data-form="ded-settlement"]');
	const tooLate = await dayFrom(feed, 200);
	await form.locator('[name="from"]').evaluate((field: HTMLInputElement) => field.removeAttribute('max'));
	await form.locator('[name="from"]').fill(tooLate);
	await form.locator('[name="documentNo"]').fill('（2026）示0201和3号');
	await form.locator('[name="reason"]').fill('双方达成和解。');
	await form.locator('[data-submit]').click();
	await expect(form.getByRole('alert')).toContainText('起始日期');
	await expect(form.locator('[name="reason"]')).toHaveValue('双方达成和解。');
	await expect(form.locator('[name="from"]')).toHaveValue(tooLate);
	await form.locator('[name="from"]').fill(await dayFrom(feed, 0));
	await form.locator('[data-submit]').click();
	await expect(page.locator('[data-page="period"]')).toHaveAttribute('data-phase', 'pending');
	await page.locator('[data-withdraw]').click();
	await expect(page.locator('[data-page="period"]')).toHaveAttribute('data-phase', 'withdrawn');
	await context.close();
});

test('a year that nobody has announced says so; a text is checked before it is loaded', async ({ page, context, signIn }) => {
	await signIn(context, storyHandler);
	await page.goto('/desk/calendar?year=2026');
	const calendar = page.locator('[data-page="calendar"]');
	await expect(calendar).toHaveAttribute('data-unknown', 'false');
	await expect(page.locator('[data-day="2026-10-01"]')).toContainText('休');
	await expect(page.locator('[data-day="2026-10-10"]')).toContainText('班');
	await expect(page.locator('#load')).toHaveCount(0);
	expect(await faults(page), 'calendar').toEqual([]);
	await page.goto('/desk/calendar?year=2027');
	await expect(page.locator('[data-banner="unknown"]')).toContainText(
		'2027年放假安排尚未公布，仅按周末休息推算，届满日均为暂定，不据此锁定',
	);
	await page.setViewportSize({ width: 390, height: 844 });
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
	expect(await faults(page), 'unknown year').toEqual([]);

	await signIn(context, 'admin');
	await page.setViewportSize({ width: 1440, height: 900 });
	await page.goto('/desk/calendar?year=2027&court=sf-0104');
	const load = page.locator('#load');
	await load.getByLabel('类别').selectOption('closure');
	await load.getByLabel('文本').fill('2027-03-15 休 停电\n2027-02-30 休 错');
	await load.locator('[data-check]').click();
	await expect(load.locator('[data-faults="1"] [data-line="2"]')).toContainText('没有这一天');
	await load.getByLabel('文本').fill('2027-03-15 休 停电');
	await load.getByLabel('文号').fill('测试1号');
	await load.locator('[data-ask-load]').click();
	await expect(load.locator('[data-ask]')).toContainText('所有未结期限重新计算');
	expect(await faults(page), 'before loading').toEqual([]);
	await load.getByRole('button', { name: '返回修改' }).click();
	await expect(load.getByLabel('文本')).toHaveValue('2027-03-15 休 停电');
	await expect(load.locator('[data-checked="ok"]')).toContainText('文本无误');
});
