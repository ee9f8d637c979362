import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../server/store/audit.ts';
import { screens } from '../../server/store/screens.ts';
import { askPairing, closeDevices, collect, connectDevice, newDevice, pairDevice } from '../support/devices.ts';
import { openSite, type Site } from '../support/site.ts';

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const webp = Buffer.from('UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAgA0JaQAA3AA/vuUAAA=', 'base64');
const jpeg = Buffer.from('/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP', 'base64');

describe('screens over the API', () => {
	let site: Site;
	beforeEach(async () => {
		site = await openSite();
	});
	afterEach(async () => {
		closeDevices();
		expect(site.unexpected).toEqual([]);
		await site.close();
	});

	const api = (method: string, path: string, body?: object, as = 'admin') => site.call(method, path, { as, ...(body ? { body } : {}) });
	const audit = async () =>
		(
			await site.store.read.selectFrom('audit').select(['action', 'object', 'actor', 'result', 'after_hash']).orderBy('seq').execute()
		).filter((line) => line.action.startsWith('screen.'));

	it('pairs a device from the code to the cookie, which no script can read', async () => {
		const offer = await askPairing(site);
		expect(Date.parse(offer.expiresAt) - Date.now()).toBeGreaterThan(9 * 60_000);
		expect((await collect(site, offer)).body).toEqual({ state: 'waiting' });
		const listed = await api('GET', 'screen-pairings');
		expect(listed.body.items).toMatchObject([{ id: offer.id, width: 1920, height: 1080, userAgent: 'test' }]);
		expect(listed.text).not.toContain(offer.code);
		const device = { ...newDevice, settings: { night: { hours: { from: '22:00', to: '06:00' }, level: 0.4 } } };
		const approved = await api('POST', 'screen-pairings/approval', { code: offer.code, device }, 'duty');
		expect(approved.status).toBe(200);
		expect((await api('GET', 'screens')).body.items).toMatchObject([{ id: approved.body.id, state: 'pending', name: '三楼指挥大厅' }]);
		const answer = await collect(site, offer);
		expect(answer.body).toMatchObject({ state: 'paired', screen: approved.body.id });
		const cookie = answer.headers.get('set-cookie')!;
		expect(cookie).toMatch(/^screen=scr_[\w-]+; /);
		for (const attribute of ['HttpOnly', 'SameSite=Lax', 'Path=/', 'Max-Age=34560000']) expect(cookie).toContain(attribute);
		expect(cookie).not.toContain('Secure');
		expect((await collect(site, offer)).body).toEqual({ state: 'expired' });
		expect((await api('GET', 'screen-pairings')).body.items).toEqual([]);
		expect((await api('GET', `screens/${approved.body.id as string}`)).body).toMatchObject({
			row: { state: 'offline', courtName: '示范市中级人民法院' },
			settings: { playlist: 'standard', night: { hours: { from: '22:00', to: '06:00', days: 'all' }, level: 0.4 } },
			choices: { groups: ['指挥中心'] },
			redirectCourts: [{ id: 'zy' }, { id: 'dc' }, { id: 'xl' }],
		});
	});

	it('neither a wrong secret nor another’s cookie collects a token', async () => {
		const offer = await askPairing(site);
		await api('POST', 'screen-pairings/approval', { code: offer.code, device: newDevice });
		expect((await collect(site, { ...offer, secret: 'pair_wrong' })).status).toBe(404);
		expect((await site.call('POST', `screen-pairings/${offer.id}/collection`, { body: {} })).status).toBe(400);
		expect((await collect(site, offer)).body).toMatchObject({ state: 'paired' });
	});

	it('answers 429 to whoever guesses codes or asks without end', async () => {
		const statuses: number[] = [];
		for (let guess = 0; guess < 7; guess += 1)
			statuses.push((await api('POST', 'screen-pairings/approval', { code: `AAAA AAA${guess}`, record: 'x' })).status);
		expect(statuses).toEqual([422, 422, 422, 422, 422, 429, 429]);
		for (let index = 0; index < 24; index += 1) await askPairing(site);
		const ask = (headers = {}) => site.call('POST', 'screen-pairings', { body: { width: 1, height: 1 }, headers });
		expect((await ask()).status).toBe(429);
		// Nobody gets round it by a header, as long as no proxy is trusted.
		expect((await ask({ 'x-forwarded-for': '192.168.3.7' })).status).toBe(429);
	});

	it('behind a trusted proxy each device has its own limit, by the address that the proxy wrote', async () => {
		const behind = await openSite('sqlite', '2026-03-02', undefined, { TRUST_PROXY: '1' });
		const ask = async (forwarded: string): Promise<number> => {
			const headers = { 'x-forwarded-for': forwarded };
			return (await behind.call('POST', 'screen-pairings', { body: { width: 1, height: 1 }, headers })).status;
		};
		for (let index = 0; index < 24; index += 1) expect(await ask(`10.9.9.${index}, 192.168.3.7`)).toBe(201);
		expect(await ask('10.9.9.99, 192.168.3.7')).toBe(429);
		expect(await ask('192.168.3.8')).toBe(201);
		await behind.close();
	});

	it.each([
		['code alone', { code: 'AAAA' }],
		['record and device', { code: 'AAAA', record: 'x', device: newDevice }],
		['a ceiling that is none', { code: 'AAAA', device: { ...newDevice, ceiling: 'secret' } }],
		[
			'a level that is too dark',
			{ code: 'AAAA', device: { ...newDevice, settings: { night: { hours: { from: '22:00', to: '06:00' }, level: 0 } } } },
		],
		['an hour that is none', { code: 'AAAA', device: { ...newDevice, settings: { on: { from: '25:00', to: '06:00' } } } }],
	])('refuses %s as malformed', async (_what, body) => {
		expect((await api('POST', 'screen-pairings/approval', body)).status).toBe(400);
	});

	it('changes what is sent and leaves the rest', async () => {
		const { id } = await pairDevice(site, { settings: { playlist: 'command', theme: 'light' } });
		expect((await api('PATCH', `screens/${id}`, { place: '四楼' })).status).toBe(200);
		expect((await api('GET', `screens/${id}`)).body).toMatchObject({
			row: { place: '四楼', name: '三楼指挥大厅', groups: ['指挥中心'], purpose: 'wall' },
			settings: { playlist: 'command', theme: 'light' },
		});
		expect((await api('PATCH', `screens/${id}`, {})).status).toBe(400);
		expect((await api('PATCH', `screens/${id}`, { settings: { playlist: 'none' } })).body).toMatchObject({ code: 'unknown-playlist' });
		expect((await api('PATCH', `screens/${id}`, { purpose: 'lobby' })).body).toMatchObject({ code: 'lobby-is-public' });
		expect((await api('PATCH', 'screens/none', { place: '四楼' })).status).toBe(404);
	});

	it('filters the list, those that need somebody first', async () => {
		const one = await pairDevice(site, { name: '甲', court: 'dc', groups: ['大厅'] });
		const two = await pairDevice(site, { name: '乙', court: 'xl' });
		await pairDevice(site, { name: '丙', court: 'gy' });
		const pending = await askPairing(site);
		await api('POST', 'screen-pairings/approval', { code: pending.code, device: { ...newDevice, name: '丁' } });
		await api('POST', `screens/${two.id}/revocation`);
		const names = async (query: string, as = 'admin') =>
			((await api('GET', `screens${query}`, undefined, as)).body.items as { name: string }[]).map(({ name }) => name).join('');
		expect(await names('')).toBe('丁丙甲乙');
		expect(await names('', 'duty')).toBe('丁甲乙');
		expect(await names('', 'chief')).toBe('');
		expect(await names('?court=dc')).toBe('甲');
		expect(await names('?state=revoked')).toBe('乙');
		expect(await names(`?group=${encodeURIComponent('大厅')}`)).toBe('甲');
		expect((await api('GET', 'screens?state=lost')).status).toBe(400);
		expect((await api('POST', `screens/${one.id}/revocation`)).status).toBe(200);
		expect((await api('POST', `screens/${one.id}/revocation`)).status).toBe(409);
	});

	it('a batch is refused whole where one of its screens may not be told so', async () => {
		const wall = await pairDevice(site, { court: 'dc' });
		await pairDevice(site, { court: 'dc', purpose: 'lobby', ceiling: 'public', name: '大厅屏' });
		const takeover = { court: 'dc', deed: { kind: 'takeover', scene: 'locks', title: '通报' } };
		const refused = await api('POST', 'screen-batches', takeover);
		expect(refused).toMatchObject({ status: 422, body: { code: 'lobby-only' } });
		expect(refused.body.title).toContain('大厅屏');
		expect(await screens.record(site.store.read, wall.id)).not.toHaveProperty('override');
		expect((await api('POST', 'screen-batches', { ...takeover, group: '没有' })).body).toMatchObject({ code: 'nobody-meant' });
		expect((await api('POST', 'screen-batches', { deed: { kind: 'reload' } })).status).toBe(400);
		expect((await api('POST', 'screen-batches', { court: 'dc', deed: { kind: 'message', text: '全院演练', minutes: 5 } })).status).toBe(
			200,
		);
		expect(await screens.record(site.store.read, wall.id)).toMatchObject({ message: { text: '全院演练' } });
	});

	it('a group of another court stays out of reach', async () => {
		const below = await pairDevice(site, { court: 'dc' });
		const above = await pairDevice(site, { court: 'gy' });
		const told = await api('POST', 'screen-batches', { group: '指挥中心', deed: { kind: 'freeze' } }, 'duty');
		expect((told.body as { offline: { id: string }[] }).offline.map(({ id }) => id)).toEqual([below.id]);
		expect(await screens.record(site.store.read, above.id)).not.toHaveProperty('override');
		expect(await screens.record(site.store.read, below.id)).toMatchObject({ override: { kind: 'freeze', at: site.now() } });
	});

	it.each([
		['an empty message', 'message', { text: ' \n', minutes: 5 }, 'message-empty'],
		['a long message', 'message', { text: '长'.repeat(121), minutes: 5 }, 'message-too-long'],
		['no minutes', 'message', { text: '好', minutes: 0 }, 'bad-minutes'],
		['more than a day', 'message', { text: '好', minutes: 1441 }, 'bad-minutes'],
		['a takeover without a title', 'override', { kind: 'takeover', scene: 'locks', title: ' ' }, 'title-missing'],
		['a redirection to nowhere', 'override', { kind: 'redirect' }, 'redirect-empty'],
		['a court that is none', 'override', { kind: 'redirect', court: 'nowhere' }, 'unknown-court'],
	])('refuses %s in Chinese and changes nothing', async (_what, path, body, code) => {
		const { id } = await pairDevice(site);
		const before = await screens.record(site.store.read, id);
		const refused = await api('POST', `screens/${id}/${path}`, body);
		expect(refused).toMatchObject({ status: 422, body: { code } });
		expect(refused.body.title).toMatch(/[\u4e00-\u9fff]/);
		expect(await screens.record(site.store.read, id)).toEqual(before);
	});

	it('keeps the last picture of a screen, told by its content', async () => {
		const { id, cookie, token } = await pairDevice(site);
		const send = (raw: Uint8Array, headers: Record<string, string> = { cookie }) => site.call('POST', 'screen/picture', { raw, headers });
		expect((await api('GET', `screens/${id}/picture`)).status).toBe(404);
		for (const [bytes, type] of [
			[png, 'image/png'],
			[webp, 'image/webp'],
			[jpeg, 'image/jpeg'],
		] as const) {
			expect((await send(bytes)).status).toBe(200);
			const answer = await fetch(`${site.base}/api/v1/screens/${id}/picture`, { headers: { cookie: await site.cookie('duty') } });
			expect(answer.headers.get('content-type')).toBe(type);
			expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
			expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
		}
		expect(await site.store.read.selectFrom('screen_picture').select('screen_id').execute()).toHaveLength(1);
		expect((await send(png, { 'x-screen-token': token })).status).toBe(200);
		expect((await send(png, { cookie: 'screen=scr_wrong' })).status).toBe(401);
		expect((await send(png, {})).status).toBe(401);
		for (const bytes of [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), Buffer.from('%PDF-1.4'), Buffer.alloc(0)])
			expect(await send(bytes)).toMatchObject({ status: 422, body: { code: 'unknown-kind' } });
		const large = Buffer.concat([png, Buffer.alloc(2 * 1024 * 1024)]);
		expect((await send(large)).status).toBe(413);
		const streamed = await site.call('POST', 'screen/picture', { raw: new Blob([large]).stream(), headers: { cookie } });
		expect(streamed.status).toBe(413);
		expect((await api('GET', `screens/${id}/picture`, undefined, 'chief')).status).toBe(404);
		const other = await pairDevice(site, { court: 'gy' });
		await send(png, { cookie: other.cookie });
		expect((await api('GET', `screens/${other.id}/picture`, undefined, 'duty')).status).toBe(404);
	});

	it('a picture is refused before it is sent, where the token opens nothing, and goes with its screen', async () => {
		const { id, cookie } = await pairDevice(site);
		const announce = (headers: Record<string, string>) =>
			new Promise<number | undefined>((done, fail) => {
				// Its body never comes.
				const asked = request(`${site.base}/api/v1/screen/picture`, {
					...{ method: 'POST', headers: { 'content-type': 'application/octet-stream', 'content-length': '100000', ...headers } },
				});
				asked.on('response', ({ statusCode }) => {
					done(statusCode);
					asked.destroy();
				});
				asked.on('error', fail);
				asked.flushHeaders();
			});
		expect(await announce({ cookie: 'screen=scr_wrong' })).toBe(401);
		expect(await announce({})).toBe(401);
		expect((await site.call('POST', 'screen/picture', { raw: png, headers: { cookie } })).status).toBe(200);
		expect((await api('POST', `screens/${id}/revocation`)).status).toBe(200);
		expect((await api('GET', `screens/${id}/picture`)).status).toBe(404);
		expect(await announce({ cookie })).toBe(401);
	});

	it('leaves a line of audit for every deed, done or refused', async () => {
		const { id, token } = await pairDevice(site);
		await connectDevice(site.base, { token });
		const waiting = await askPairing(site);
		const deeds: readonly (readonly [string, string, object | undefined, string, string])[] = [
			['PATCH', `screens/${id}`, { name: '新名' }, 'screen.change', 'name-missing'],
			['POST', `screens/${id}/commands`, { kind: 'identify' }, 'screen.identify', ''],
			['POST', `screens/${id}/commands`, { kind: 'reload' }, 'screen.reload', ''],
			['POST', `screens/${id}/commands`, { kind: 'picture' }, 'screen.picture', ''],
			['POST', `screens/${id}/override`, { kind: 'takeover', scene: 'locks', title: '通报' }, 'screen.takeover', ''],
			['POST', `screens/${id}/override`, { kind: 'redirect', court: 'dc' }, 'screen.redirect', ''],
			['POST', `screens/${id}/override`, { kind: 'freeze' }, 'screen.freeze', ''],
			['DELETE', `screens/${id}/override`, undefined, 'screen.return', ''],
			['POST', `screens/${id}/message`, { text: '好', minutes: 5 }, 'screen.message', ''],
			['DELETE', `screens/${id}/message`, undefined, 'screen.clear-message', ''],
			['POST', 'screen-batches', { court: 'zy', deed: { kind: 'reload' } }, 'screen.reload', ''],
			['POST', `screen-pairings/${waiting.id}/refusal`, undefined, 'screen.refuse', ''],
			['POST', `screens/${id}/revocation`, undefined, 'screen.revoke', ''],
		];
		for (const [method, path, body, action] of deeds) {
			const before = (await audit()).length;
			expect((await api(method, path, body, 'chief')).status, `${method} ${path}`).toBeGreaterThanOrEqual(400);
			expect((await api(method, path, body)).status, `${method} ${path}`).toBe(200);
			const lines = (await audit()).slice(before);
			expect(
				lines.map((line) => [line.action, line.actor, line.result === 'ok']),
				path,
			).toEqual([
				[action, 'account-chief', false],
				[action, 'account-admin', true],
			]);
		}
		expect((await audit()).slice(0, 2).map(({ action }) => action)).toEqual(['screen.approve', 'screen.collect']);
		const log = (await api('GET', `screens/${id}/log?limit=500`)).body.items as { kind: string; detail: string }[];
		expect(log.filter(({ kind }) => kind === 'deed')).toHaveLength(deeds.length - 1 + 2);
		expect(log[0]!.detail).toBe('admin吊销了屏幕');
		expect(await verifyAudit(site.store.read)).toBeUndefined();
	});

	it('pages through a log', async () => {
		const { id } = await pairDevice(site);
		for (let round = 0; round < 5; round += 1) await api('POST', `screens/${id}/commands`, { kind: 'reload' });
		const first = await api('GET', `screens/${id}/log?limit=4`);
		const second = await api('GET', `screens/${id}/log?limit=4&cursor=${first.body.nextCursor as string}`);
		const seqs = [...(first.body.items as { seq: number }[]), ...(second.body.items as { seq: number }[])].map(({ seq }) => seq);
		expect(seqs).toHaveLength(7);
		expect(seqs).toEqual([...seqs].sort((a, b) => b - a));
		expect(second.body).not.toHaveProperty('nextCursor');
	});

	it('the pages do the same deeds, and read the account anew each time', async () => {
		const { devices } = site.app;
		const account = { id: 'account-duty', username: 'duty', personName: 'duty', court: 'zy', courtName: '', roles: [] };
		const nobody = { ...account, id: 'account-chief' };
		const offer = await askPairing(site);
		const form = await devices.pairing(account, ` ${offer.code.toLowerCase()} `);
		expect(form).toMatchObject({ ok: true, view: { device: { id: offer.id, code: offer.code, width: 1920 }, records: [] } });
		expect(await devices.pairing(account, 'AAAAAAAA')).toMatchObject({
			ok: true,
			view: { fault: expect.stringMatching(/配对码/) as string },
		});
		expect(await devices.pairing(nobody, offer.code)).toMatchObject({ ok: false, status: 403 });
		const done = await devices.approvePairing(account, '-', { code: offer.code, device: newDevice });
		if (!done.ok) throw new Error(done.message);
		expect(await devices.changeDevice(account, '-', done.id, { settings: { theme: 'pink' } })).toMatchObject({ code: 'bad-settings' });
		expect(await devices.changeDevice(account, '-', done.id, { settings: { theme: 'light' } })).toEqual(done);
		const list = await devices.devices(account, {});
		if (!list.ok) throw new Error(list.message);
		expect(list.view.counts).toEqual({ online: 0, offline: 0, pending: 1, revoked: 0, faulty: 0 });
		expect(list.view.choices.playlists.map(({ id }) => id)).toContain('standard');
		expect(list.view.choices.courts.map(({ id }) => id)).toEqual(['zy', 'dc', 'xl']);
		expect(await devices.tellDevices(account, '-', { screen: done.id }, { kind: 'identify' })).toMatchObject({
			offline: [{ id: done.id }],
		});
		expect(await devices.tellDevices(nobody, '-', { screen: done.id }, { kind: 'reload' })).toMatchObject({ code: 'not-found' });
		expect(await devices.devicePicture(account, done.id)).toMatchObject({ ok: false, status: 404 });
		expect(await devices.device(account, 'none')).toMatchObject({ ok: false, status: 404 });
		await site.store.write(({ db }) => db.deleteFrom('account_role').where('account_id', '=', 'account-duty').execute());
		expect(await devices.device(account, done.id)).toMatchObject({ ok: false, status: 403 });
		expect(await devices.revokeDevice(account, '-', done.id)).toMatchObject({ code: 'not-found' });
	});
});
