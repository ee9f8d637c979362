import { expect, type Browser, type Page } from '@playwright/test';
import { figure, storyHandler, test, type Access, type Feed } from './support.ts';

/** Last of all: it moves the court's clock two days on. */
const caseNumber = '（2025）示0201执90031号';
const lockId = (n: number): string => `(2025)示0201执90031号-L${n}`;

interface Gate {
	readonly allowed: boolean;
	readonly reason: string;
	readonly opens?: string;
	readonly lock?: {
		readonly id: string;
		readonly decider: string;
		readonly request?: { readonly phaseName: string; readonly courtName?: string };
	};
}

const gateOf = (feed: Feed): Promise<Gate> => feed.get<Gate>(`gate?caseNumber=${encodeURIComponent(caseNumber)}&action=track-set`);

async function picture(page: Page, name: string): Promise<void> {
	await page.screenshot({ path: test.info().outputPath(`${name}.png`), fullPage: true });
}

test('overdue, locked, held, asked, endorsed, forwarded, decided at the higher court, missed again, locked again', async ({
	page,
	browser,
	access,
	feed,
	signIn,
	request,
}) => {
	test.setTimeout(150_000);
	const sit = async (username: string, path: string): Promise<Page> => open(browser, signIn, username, path);

	// A case of more than twelve months, in which a clue has not been looked into for ten days.
	const now = await feed.now();
	const dayBack = (days: number): string => new Date(Date.parse(now) + (8 - 24 * days) * 3_600_000).toISOString().slice(0, 10);
	await feed.send([
		{ caseNumber, type: 'case-filed', occurredAt: dayBack(400), data: { handler: storyHandler, claimFen: 5_000_000 } },
		{ caseNumber, type: 'clue-received', occurredAt: dayBack(10), data: { clueId: 'k1' } },
	]);
	await expect.poll(async () => (await gateOf(feed)).allowed, { timeout: 30_000 }).toBe(false);
	const locked = await gateOf(feed);
	expect(locked.lock!.id).toBe(lockId(1));
	expect(locked.lock!.decider).toContain('高级人民法院');
	expect(locked.reason).toContain('锁死');
	expect(locked.opens).toContain('解锁申请');

	// What the court's system does all the same is kept, and not counted.
	const held = await request.post('/api/v1/events', {
		headers: { authorization: `Bearer ${access.apiKey}` },
		data: {
			events: [
				{
					id: 'e2e-held',
					source: 'demo-cms',
					court: 'sf-0101',
					caseNumber,
					type: 'track-set',
					occurredAt: await feed.now(),
					data: { track: 'complex' },
				},
			],
		},
	});
	expect(await held.json()).toMatchObject({ locked: 1, accepted: 0 });

	const desk = await sit(storyHandler, '/desk?view=locked');
	await desk
		.locator(`tr[data-lock="${lockId(1)}"]`)
		.getByRole('link', { name: caseNumber })
		.click();
	await expect(desk.locator('[data-page="case"]')).toContainText('锁定期间操作');
	await picture(desk, '1-locked');

	// The request: the route with names stands there before anybody files.
	await desk.locator('[data-ask]').click();
	await expect(desk.locator('[data-page="request"]')).toContainText('高级人民法院');
	await desk.fill('[name="reason"]', '线索所在地停工，未能及时核查。');
	await desk.fill('[name="plan"]', '今日到现场核查。');
	const day = desk.locator('[name^="newDueOn:"]').first();
	await day.fill((await day.getAttribute('min'))!);
	await picture(desk, '2-request');
	await desk.click('[data-submit]');
	await expect(desk).toHaveURL(/done=filed/);
	expect((await gateOf(feed)).lock!.request!.phaseName).toContain('核签');

	// Endorsed by the own chief, forwarded by the intermediate court, decided by the higher court.
	await decide(await sit('sf-0101-chief', '/desk/unlock'), '情况属实，同意上报。', '3-endorsement');
	expect((await gateOf(feed)).lock!.request!.phaseName).toContain('转报');
	await decide(await sit('sf-01-approver', '/desk/unlock'), '拟同意，报省院决定。', '4-forward');
	expect((await gateOf(feed)).lock!.request!.courtName).toContain('高级人民法院');
	await decide(await sit('sf-higher-approver', '/desk/unlock'), '同意解锁，当日核查完毕。', '5-decision');
	expect((await gateOf(feed)).allowed).toBe(true);
	await desk.goto(`/desk/unlock/${encodeURIComponent(`${lockId(1)}-R1`)}/sheet`);
	await expect(desk.locator('body')).toContainText('解锁审批单');
	await picture(desk, '6-sheet');

	// The day that was given passes, too.
	await moveClock(request, access, new Date(Date.parse(await feed.now()) + 2 * 86_400_000).toISOString());
	await expect.poll(async () => (await gateOf(feed)).lock?.id, { timeout: 60_000 }).toBe(lockId(2));
	expect((await gateOf(feed)).allowed).toBe(false);
	await desk.goto('/desk?view=locked');
	await desk
		.locator(`tr[data-lock="${lockId(2)}"]`)
		.getByRole('link', { name: caseNumber })
		.click();
	await expect(desk.locator('[data-page="case"]')).toContainText('第 2 次锁死');
	await picture(desk, '7-locked-again');
	await page.goto(`${access.wall}&scene=supervise`);
	expect(await figure(page, 'deciders', 'deciders-higher')).toBeGreaterThan(0);
	await picture(page, '8-wall');
	await desk.context().close();

	async function decide(desk: Page, opinion: string, name: string): Promise<void> {
		await desk
			.locator(`tr[data-lock="${lockId(1)}"]`)
			.getByRole('link')
			.first()
			.click();
		await expect(desk.locator('[data-page="decision"]')).toContainText('线索所在地停工');
		await desk.locator('[name="verdict"][value="approve"]').check({ force: true });
		await desk.fill('[name="opinion"]', opinion);
		await picture(desk, name);
		await desk.click('[data-submit]');
		await expect(desk).toHaveURL(/done=approve/);
		await desk.context().close();
	}
});

async function open(
	browser: Browser,
	signIn: (context: Awaited<ReturnType<Browser['newContext']>>, username: string) => Promise<void>,
	username: string,
	path: string,
): Promise<Page> {
	const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
	await signIn(context, username);
	const page = await context.newPage();
	await page.goto(path);
	return page;
}

async function moveClock(
	request: { put: (url: string, options: object) => Promise<{ ok(): boolean; status(): number }> },
	_access: Access,
	to: string,
) {
	const answer = await request.put('/api/v1/clock', { data: { now: to, speed: 60 } });
	if (!answer.ok()) throw new Error(`clock: ${answer.status()}`);
}
