import { expect } from '@playwright/test';
import { lobbyDefinitions } from '../../server/core/indicator/lobby.ts';
import { anyCaseNumber, live, sqlNumber, storyCourt, test } from './support.ts';

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
		expect(anyCaseNumber.exec(text)?.[0]).toBeUndefined();
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
