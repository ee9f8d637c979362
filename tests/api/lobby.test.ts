import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSite, type Site } from '../support/site.ts';

describe('the lobby over HTTP', () => {
	let site: Site;
	beforeAll(async () => {
		site = await openSite('sqlite', '2026-03-02');
	});
	afterAll(() => site.close());
	const get = async () =>
		(await site.call('GET', 'lobby/dc', { as: 'trial' })).body as Record<
			string,
			{ value: Record<string, unknown>; of: string; versions: object[] }
		>;

	it('tells settings, guide, fees and notices, and whose they are', async () => {
		const view = await get();
		expect(view.settings!.of).toBe('program');
		expect(view.guide!.value).toMatchObject({ pending: true });
		expect(view.fees!.value).toMatchObject({ pending: true, examples: [100_000, 1_000_000] });
		expect(view.notices).toEqual([]);
		expect((await site.call('GET', 'lobby/nowhere', { as: 'admin' })).status).toBe(404);
	});

	it('takes what it gives, and refuses what is wrong with every fault', async () => {
		const { settings } = await get();
		const body = { settings: { ...settings!.value, contrast: 'high' }, hearings: true };
		expect(await site.call('PUT', 'lobby/dc', { as: 'trial', body })).toMatchObject({ status: 200, body: { id: 'settings-1' } });
		const after = await get();
		expect(after.settings).toMatchObject({ of: 'own', value: { contrast: 'high' }, versions: [{ version: 1, byName: 'trial' }] });
		expect(after.hearings).toBe(true);
		const wrong = { settings: { ...settings!.value, pages: [{ kind: 'fees', shown: false, seconds: 1 }] }, hearings: true };
		const refused = await site.call('PUT', 'lobby/dc', { as: 'trial', body: wrong });
		expect(refused).toMatchObject({ status: 422, type: 'application/problem+json; charset=utf-8' });
		expect(refused.body.problems).toHaveLength(3);
		expect((await get()).settings!.versions).toHaveLength(1);
	});

	it('a switch in the directory and the switch of the lobby are the same one', async () => {
		const court = { code: 'dc', name: '东川县人民法院', level: 'basic', settings: { lobbyHearings: false } };
		expect((await site.call('PUT', 'directory', { key: 'gy', body: { courts: [court] } })).status).toBe(200);
		expect((await get()).hearings).toBe(false);
		expect((await site.app.pages.lobby('dc')) as object).not.toHaveProperty('view.frame.payload.hearings');
	});

	it('a key puts notices up and takes them down; a person sees who did', async () => {
		const body = { text: '三月五日停电', from: '2026-03-01', to: '2026-03-05', subtitle: { text: 'No power on 5 March', lang: 'en' } };
		const put = await site.call('POST', 'lobby/dc/notices', { key: 'dc', body });
		expect(put.status).toBe(201);
		const shown = JSON.stringify(await site.app.pages.lobby('dc'));
		expect(shown).toContain('No power on 5 March');
		expect((await get()).notices).toMatchObject([
			{ text: '三月五日停电', state: 'current', byName: '接口', to: '2026-03-05T16:00:00.000Z' },
		]);
		const { id } = put.body as { id: string };
		expect((await site.call('DELETE', `lobby/dc/notices/${id}`, { key: 'xl' })).status).toBe(403);
		expect((await site.call('DELETE', `lobby/dc/notices/${id}`, { as: 'trial' })).status).toBe(200);
		expect((await site.call('DELETE', `lobby/dc/notices/${id}`, { as: 'trial' })).status).toBe(409);
		expect((await get()).notices).toMatchObject([{ state: 'withdrawn', withdrawnByName: 'trial' }]);
	});

	it('guide and fees: a new version, and back to the program’s', async () => {
		const guide = { items: [{ title: '立案', text: '到一号窗口。' }], source: '本院规定' };
		expect((await site.call('PUT', 'lobby/dc/texts', { as: 'trial', body: { guide } })).body).toEqual({ id: 'guide-1' });
		expect((await get()).guide).toMatchObject({ of: 'own', value: { items: [{ title: '立案' }], pending: false } });
		expect((await site.call('PUT', 'lobby/dc/texts', { as: 'trial', body: {} })).status).toBe(422);
		expect((await site.call('DELETE', 'lobby/dc/texts/guide', { as: 'trial' })).body).toEqual({ id: 'guide-2' });
		expect((await get()).guide).toMatchObject({
			of: 'program',
			versions: [
				{ version: 2, reset: true },
				{ version: 1, reset: false },
			],
		});
		expect((await site.call('DELETE', 'lobby/dc/texts/settings', { as: 'trial' })).status).toBe(400);
	});
});
