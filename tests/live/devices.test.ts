import { io } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { secretHash } from '../../server/auth/secrets.ts';
import { screens } from '../../server/store/screens.ts';
import { closeDevices, connectDevice, pairDevice, report } from '../support/devices.ts';
import { fact, openScreens, until } from '../support/screens.ts';
import { openSite, type Site } from '../support/site.ts';

type Row = Readonly<Record<string, unknown>>;

describe('paired screens on live sockets', () => {
	let site: Site;
	beforeAll(async () => {
		site = (await openScreens()).site;
	});
	afterEach(closeDevices);
	afterAll(async () => {
		expect(site.unexpected).toEqual([]);
		await site.close();
	});

	const api = (method: string, path: string, body?: object, as = 'admin') => site.call(method, path, { as, ...(body ? { body } : {}) });
	const rowOf = async (id: string): Promise<Row> => ((await api('GET', `screens/${id}`)).body as { row: Row }).row;
	const pictureOf = (token: string) =>
		site.call('POST', 'screen/picture', { raw: Buffer.from(onePixel, 'base64'), headers: { 'x-screen-token': token } });
	/** Not a frame with a person of the two locked cases in it. */
	const persons = /李某某|王某某|"handler"/;

	it('are told their whole program at connection, by token and by cookie', async () => {
		const { id, token, cookie } = await pairDevice(site);
		for (const by of [{ token }, { cookie }, { cookie, screen: true }]) {
			const program = (await connectDevice(site.base, by)).program()!;
			expect(program).toMatchObject({
				screen: { id, name: '三楼指挥大厅', place: '三楼东侧', purpose: 'wall', ceiling: 'internal' },
				court: { code: 'zy', hasSubordinates: true },
				settings: { playlist: 'standard', theme: 'dark', scale: 'fit', shift: true },
				playlist: { id: 'standard' },
				days: [
					{ day: '2026-03-12', working: true },
					{ day: '2026-03-13', working: true },
					{ day: '2026-03-14', working: false },
				],
			});
			const named = program.playlist.steps.map(({ scene }) => scene);
			expect(new Set(program.scenes.map((scene) => scene.id))).toEqual(new Set(named));
			expect(program.scenes.every(({ places }) => places.length > 0)).toBe(true);
		}
	});

	it('are told at once when the record changes, with a higher revision', async () => {
		const { id, token } = await pairDevice(site);
		const device = await connectDevice(site.base, { token });
		const before = device.program()!.revision;
		const settings = { playlist: 'scene:locks', theme: 'light', on: { from: '07:30', to: '19:00', days: 'working' } };
		expect((await api('PATCH', `screens/${id}`, { name: '指挥大厅西墙', settings })).status).toBe(200);
		await until('the change', () => device.program()!.revision > before, 2000);
		expect(device.program()).toMatchObject({
			screen: { name: '指挥大厅西墙' },
			settings,
			playlist: { id: 'scene-locks', steps: [{ scene: 'locks' }], interrupts: [] },
			scenes: [{ id: 'locks' }],
		});
	});

	it('commands reach those connected; the answer tells who was offline', async () => {
		const [one, two, away] = [
			await pairDevice(site),
			await pairDevice(site, { name: '二号' }),
			await pairDevice(site, { name: '三号', groups: [] }),
		];
		const [first, second] = [
			await connectDevice(site.base, { cookie: one.cookie }),
			await connectDevice(site.base, { cookie: two.cookie }),
		];
		const single = await api('POST', `screens/${one.id}/commands`, { kind: 'identify', seconds: 20 });
		expect(single).toMatchObject({ status: 200, body: { sent: [{ id: one.id, name: '三楼指挥大厅' }], offline: [] } });
		await until('identify', () => first.commands.length === 1);
		expect(first.commands[0]).toMatchObject({ kind: 'identify', seconds: 20 });
		const none = await api('POST', `screens/${away.id}/commands`, { kind: 'reload' });
		expect(none.body).toEqual({ sent: [], offline: [{ id: away.id, name: '三号' }] });
		const group = await api('POST', 'screen-batches', { court: 'zy', group: '指挥中心', deed: { kind: 'picture' } });
		const told = group.body as { sent: { id: string }[]; offline: { id: string }[] };
		expect(new Set(told.sent.map(({ id }) => id))).toEqual(new Set([one.id, two.id]));
		expect(told.offline.map(({ id }) => id)).not.toContain(away.id);
		await until('picture', () => second.commands.length === 1);
		expect(first.commands).toHaveLength(2);
		const court = await api('POST', 'screen-batches', { court: 'zy', deed: { kind: 'reload' } });
		expect((court.body as { offline: { id: string }[] }).offline.map(({ id }) => id)).toContain(away.id);
		await until('reload', () => first.commands.length === 3 && second.commands.length === 2);
	});

	it('a wall opened by its address is online while it is connected, unknown otherwise, and is told nothing', async () => {
		const token = await site.screen('zy', 'internal');
		const { id } = (await screens.headOf(site.store.read, secretHash(token)))!;
		expect((await rowOf(id)).state).toBe('offline');
		const first = await connectDevice(site.base, { token });
		const second = await connectDevice(site.base, { token });
		await untilRow(id, 'online');
		const row = await rowOf(id);
		expect(row.faults).toEqual([]);
		for (const unknown of ['width', 'height', 'build', 'scene', 'uptimeSeconds']) expect(row).not.toHaveProperty(unknown);
		const deeds = [
			['commands', { kind: 'reload' }],
			['commands', { kind: 'identify' }],
			['override', { kind: 'takeover', scene: 'locks', title: '演练' }],
			['message', { text: '请勿离岗', minutes: 5 }],
		] as const;
		for (const [path, body] of deeds)
			expect((await api('POST', `screens/${id}/${path}`, body)).body, path).toMatchObject({ sent: [], offline: [{ id }] });
		const batch = (await api('POST', 'screen-batches', { court: 'zy', deed: { kind: 'reload' } })).body as Record<string, { id: string }[]>;
		expect(batch.sent!.map((told) => told.id)).not.toContain(id);
		expect(batch.offline!.map((told) => told.id)).toContain(id);
		first.socket.disconnect();
		await new Promise((done) => setTimeout(done, 100));
		expect((await rowOf(id)).state).toBe('online');
		// A page that reports is at work as a screen, however it came; what it said is forgotten with it.
		const agent = await connectDevice(site.base, { token });
		agent.socket.emit('report', report());
		await untilWidth(id, 1920);
		expect((await api('POST', `screens/${id}/commands`, { kind: 'reload' })).body).toMatchObject({ sent: [{ id }], offline: [] });
		await until('reload', () => agent.commands.length === 1);
		expect([first.commands, second.commands]).toEqual([[], []]);
		agent.socket.disconnect();
		await untilWidth(id, undefined);
		expect((await rowOf(id)).state).toBe('online');
		second.socket.disconnect();
		await untilRow(id, 'offline');
	});

	it('behind a proxy the log names the device’s own address', async () => {
		const behind = await openSite('sqlite', '2026-03-02', undefined, { TRUST_PROXY: '1' });
		const { id, token } = await pairDevice(behind);
		const socket = io(behind.base, {
			...{ transports: ['websocket'], reconnection: false, forceNew: true, auth: { token } },
			extraHeaders: { 'x-forwarded-for': '10.9.9.9, 192.168.3.7' },
		});
		await until('connected', () => socket.connected);
		await vi.waitFor(
			async () => {
				const { items } = (await behind.call('GET', `screens/${id}/log`, { as: 'admin' })).body as { items: { detail: string }[] };
				expect(items.map(({ detail }) => detail)).toContain('已连接（192.168.3.7）');
			},
			{ timeout: 8000, interval: 50 },
		);
		socket.disconnect();
		await behind.close();
	});

	it('a takeover stays over reconnects, until it is ended', async () => {
		const { id, token, cookie } = await pairDevice(site);
		const device = await connectDevice(site.base, { cookie });
		const given = await api('POST', `screens/${id}/override`, { kind: 'takeover', scene: 'sealed', title: '紧急通报' });
		expect(given.body).toMatchObject({ sent: [{ id }] });
		await until('takeover', () => device.program()!.override?.kind === 'takeover', 2000);
		expect(device.program()!.override).toMatchObject({ scene: 'sealed', title: '紧急通报', by: 'admin', since: site.now() });
		expect(device.program()!.scenes.map((scene) => scene.id)).toContain('sealed');
		device.socket.disconnect();
		const again = await connectDevice(site.base, { token });
		expect(again.program()!.override).toMatchObject({ kind: 'takeover', title: '紧急通报' });
		await api('DELETE', `screens/${id}/override`);
		await until('return', () => again.program()!.override === undefined, 2000);
	});

	it('may be redirected within their own subtree only, and there watch that court', async () => {
		const { id, token } = await pairDevice(site, { court: 'dc' });
		const device = await connectDevice(site.base, { token });
		for (const court of ['zy', 'xl', 'gy'])
			expect(await api('POST', `screens/${id}/override`, { kind: 'redirect', court })).toMatchObject({
				status: 422,
				body: { code: 'court-out-of-subtree' },
			});
		expect(await api('POST', `screens/${id}/override`, { kind: 'redirect', court: 'nowhere' })).toMatchObject({ status: 422 });
		expect(await api('POST', `screens/${id}/override`, { kind: 'redirect', playlist: 'nothing' })).toMatchObject({
			body: { code: 'unknown-playlist' },
		});
		expect(await api('POST', `screens/${id}/override`, { kind: 'takeover', scene: 'nothing', title: '通报' })).toMatchObject({
			body: { code: 'unknown-scene' },
		});
		expect(device.programs).toHaveLength(1);
		const upper = await pairDevice(site);
		const above = await connectDevice(site.base, { token: upper.token });
		expect((await api('POST', `screens/${upper.id}/override`, { kind: 'redirect', court: 'dc', playlist: 'leaders' })).status).toBe(200);
		await until('redirected', () => above.program()!.court.code === 'dc', 2000);
		expect(above.program()).toMatchObject({ playlist: { id: 'leaders' }, court: { hasSubordinates: false } });
		above.socket.emit('subscribe', { topics: [{ topic: 'actions', scope: 'dc' }] });
		await until('frames of the court', () => above.frames.length === 1);
	});

	it('a redirection leads nowhere once the court stands elsewhere', async () => {
		const { id, token } = await pairDevice(site);
		await api('POST', `screens/${id}/override`, { kind: 'redirect', court: 'dc' });
		const device = await connectDevice(site.base, { token });
		expect(device.program()!.court.code).toBe('dc');
		expect((await api('PATCH', `screens/${id}`, { court: 'xl' })).status).toBe(200);
		await until('moved', () => device.program()!.court.code === 'xl', 2000);
		expect(device.program()!.override).toBeUndefined();
		// Whatever stands in the record, a program never leads out of the subtree.
		const override = { kind: 'redirect', court: 'dc', by: 'x', since: site.now() } as const;
		await site.store.write(({ db }) => screens.change(db, id, { override }));
		const again = await connectDevice(site.base, { token });
		expect(again.program()!.court.code).toBe('xl');
	});

	it('messages end by court time, and the end is sent', async () => {
		const { id, token } = await pairDevice(site);
		const device = await connectDevice(site.base, { token });
		const start = site.now();
		await api('POST', `screens/${id}/message`, { text: '十分钟后\n演练', urgent: true, minutes: 10 });
		await until('the message', () => device.program()!.message !== undefined, 2000);
		expect(device.program()!.message).toMatchObject({ text: '十分钟后 演练', urgent: true, by: 'admin' });
		site.at('2026-03-13T08:09:59+08:00');
		expect((await connectDevice(site.base, { token })).program()!.message).toBeDefined();
		site.at('2026-03-13T08:10:00+08:00');
		await until('its end', () => device.program()!.message === undefined, 2000);
		expect(await rowOf(id)).not.toHaveProperty('message');
		site.at(start);
	});

	it('are told of a new day: whether it is a working day', async () => {
		const { token } = await pairDevice(site);
		const device = await connectDevice(site.base, { token });
		const start = site.now();
		site.at('2026-03-14T00:00:01+08:00');
		await until('the new day', () => device.program()!.days[1]!.day === '2026-03-14', 2000);
		expect(device.program()!.days).toEqual([
			{ day: '2026-03-13', working: true },
			{ day: '2026-03-14', working: false },
			{ day: '2026-03-15', working: false },
		]);
		site.at(start);
	});

	it('are dead within two seconds of being revoked: socket, pages, topics', async () => {
		const { id, token, cookie } = await pairDevice(site);
		const device = await connectDevice(site.base, { token });
		device.socket.emit('subscribe', { topics: [{ topic: 'funds', scope: 'zy' }] });
		await until('watching', () => device.frames.length === 1);
		expect((await site.app.pages.screen(token)).ok).toBe(true);
		const started = performance.now();
		expect((await api('POST', `screens/${id}/revocation`)).status).toBe(200);
		expect(await site.app.pages.screen(token)).toMatchObject({ ok: false, status: 401 });
		expect(await site.app.pages.wall('zy', { token })).toMatchObject({ ok: false, status: 401 });
		expect((await pictureOf(token)).status).toBe(401);
		await until('closed', () => !device.socket.connected, 2000);
		expect(performance.now() - started).toBeLessThan(2000);
		expect(device.refused).toMatchObject([{ topic: 'screen', scope: id }]);
		expect(device.refused[0]!.reason).toMatch(/吊销/);
		for (const by of [{ token }, { cookie }]) {
			const back = await connectDevice(site.base, { ...by, waits: false });
			await until('told', () => back.refused.length === 1);
			back.socket.emit('subscribe', { topics: [{ topic: 'funds', scope: 'zy' }] });
			await until('refused', () => back.refused.length === 2);
			expect([back.programs, back.frames]).toEqual([[], []]);
		}
		expect((await rowOf(id)).state).toBe('revoked');
	});

	it('are dead within two seconds, too, when another process revokes them or their token is replaced', async () => {
		const [one, two] = [await pairDevice(site), await pairDevice(site)];
		const [first, second] = [await connectDevice(site.base, one), await connectDevice(site.base, two)];
		await site.store.write(async ({ db }) => {
			await db.updateTable('screen').set({ state: 'revoked' }).where('id', '=', one.id).execute();
			await db.updateTable('screen').set({ token_hash: 'other' }).where('id', '=', two.id).execute();
		});
		await until('closed', () => !first.socket.connected && !second.socket.connected, 2000);
	});

	it('whoever came with the former token is shut out, though the holder of the new one came before anybody looked', async () => {
		const { id, token } = await pairDevice(site);
		const former = await connectDevice(site.base, { token });
		await site.store.write(({ db }) => screens.change(db, id, { tokenHash: secretHash('scr_new') }));
		const present = await connectDevice(site.base, { token: 'scr_new' });
		await until('shut out', () => !former.socket.connected, 2000);
		expect(former.refused).toMatchObject([{ topic: 'screen', scope: id }]);
		expect(present.socket.connected).toBe(true);
	});

	it('a change reaches every connection of a screen, though one was made before anybody looked', async () => {
		const { id, token } = await pairDevice(site);
		const first = await connectDevice(site.base, { token });
		// By another process: nobody here is told of it.
		await site.store.write(({ db }) => screens.change(db, id, { ceiling: 'public', name: '参观通道' }));
		const second = await connectDevice(site.base, { token });
		expect(second.program()).toMatchObject({ screen: { name: '参观通道', ceiling: 'public' } });
		await until('the change', () => first.program()!.screen.ceiling === 'public', 2000);
		// What it watches was opened under other rights.
		await until('a connection under other rights', () => !first.socket.connected, 2000);
	});

	it('on a public screen nobody is named, in programs and frames, also after its ceiling is lowered', async () => {
		const { id, token } = await pairDevice(site, { settings: { playlist: 'open-day' } });
		const device = await connectDevice(site.base, { token });
		device.socket.emit('subscribe', { topics: [{ topic: 'locks', scope: 'zy' }] });
		await until('locks', () => device.frames.length === 1);
		expect(device.frames[0]).toMatch(persons);
		await api('POST', `screens/${id}/message`, { text: '参观路线向右', urgent: false, minutes: 5 });
		await api('POST', `screens/${id}/override`, { kind: 'freeze' });
		await until('by somebody', () => device.program()!.override?.by === 'admin', 2000);
		expect((await api('PATCH', `screens/${id}`, { ceiling: 'public' })).status).toBe(200);
		await until('a connection under other rights', () => !device.socket.connected, 2000);
		expect(device.program()).toMatchObject({ screen: { ceiling: 'public' }, override: { kind: 'freeze', by: '' }, message: { by: '' } });
		const back = await connectDevice(site.base, { token });
		back.socket.emit('subscribe', { topics: [{ topic: 'locks', scope: 'zy' }] });
		await until('locks', () => back.frames.length === 1);
		await site.send([fact(`public-${id}`)]);
		const page = await site.app.pages.screen(token);
		expect(page.ok && page.view.frames.length).toBeGreaterThan(3);
		expect(`${back.frames.join('')}${JSON.stringify(page)}`).not.toMatch(persons);
		expect(JSON.stringify([back.programs, page])).not.toContain('"by":"admin"');
	});

	it('a lobby screen watches no wall, and opens none', async () => {
		const { token } = await pairDevice(site, { purpose: 'lobby', ceiling: 'public', court: 'dc' });
		const device = await connectDevice(site.base, { token });
		expect(device.program()).toMatchObject({ screen: { purpose: 'lobby' }, playlist: { id: 'lobby' }, scenes: [] });
		device.socket.emit('subscribe', {
			topics: [
				{ topic: 'actions', scope: 'dc' },
				{ topic: 'lobby', scope: 'dc' },
			],
		});
		await until('answers', () => device.refused.length === 1 && device.frames.length === 1);
		expect(device.refused[0]).toMatchObject({ topic: 'actions' });
		expect(await site.app.pages.wall('dc', { token })).toMatchObject({ ok: false, status: 403 });
		const page = await site.app.pages.screen(token);
		expect(page.ok && page.view.frames.map(({ topic }) => topic)).toEqual(['lobby']);
	});

	it('the page of a screen gives its program and the first frames of its scenes, to that screen only', async () => {
		const { id, token } = await pairDevice(site, { settings: { playlist: 'scene:overview' } });
		const page = await site.app.pages.screen(token, id);
		if (!page.ok) throw new Error(page.message);
		expect(page.view).toMatchObject({
			program: { screen: { id } },
			clock: { zone: 'Asia/Shanghai' },
			renew: { name: 'screen', value: token },
		});
		const topics = page.view.frames.map(({ topic }) => topic);
		expect(topics).toContain('actions');
		expect(topics).not.toContain('deciders');
		expect(await site.app.pages.screen(token, 'another')).toMatchObject({ ok: false, status: 403 });
		expect(await site.app.pages.screen('scr_wrong')).toMatchObject({ ok: false, status: 401 });
		expect(await site.app.pages.screen(undefined)).toMatchObject({ ok: false, status: 401 });
	});

	it('of a browser with both cookies the screen comes first, unless the page says otherwise', async () => {
		const { cookie } = await pairDevice(site, { ceiling: 'public', settings: { playlist: 'open-day' } });
		const both = `${await site.cookie('chief')}; ${cookie}`;
		const asked = async (screen?: boolean) => {
			const device = await connectDevice(site.base, { cookie: both, ...(screen === undefined ? {} : { screen }), waits: screen !== false });
			device.socket.emit('subscribe', { topics: [{ topic: 'locks', scope: 'dc' }] });
			await until('locks', () => device.frames.length === 1);
			return { named: persons.test(device.frames[0]!), programs: device.programs.length };
		};
		expect(await asked()).toMatchObject({ named: false });
		expect(await asked(true)).toMatchObject({ named: false });
		expect(await asked(false)).toEqual({ named: true, programs: 0 });
		const dead = await connectDevice(site.base, { cookie: `${await site.cookie('chief')}; screen=scr_dead`, screen: true, waits: false });
		dead.socket.emit('subscribe', { topics: [{ topic: 'locks', scope: 'dc' }] });
		await until('refused', () => dead.refused.length === 2);
		expect(dead.frames).toEqual([]);
	});

	it('are online with an open connection and a report, and by nothing else', async () => {
		const { id, token, cookie } = await pairDevice(site);
		expect((await rowOf(id)).state).toBe('offline');
		expect((await pictureOf(token)).status).toBe(200);
		await site.app.pages.screen(token);
		expect(await rowOf(id)).toMatchObject({ state: 'offline', pictureAt: expect.any(String) as string });
		expect(await rowOf(id)).not.toHaveProperty('lastSeenAt');
		const device = await connectDevice(site.base, { cookie });
		expect((await rowOf(id)).state).toBe('offline');
		device.socket.emit('report', report({ scene: 'locks', dataAgeSeconds: 7 }));
		await untilRow(id, 'online');
		expect(await rowOf(id)).toMatchObject({
			width: 1920,
			height: 1080,
			pixelRatio: 1,
			scene: 'locks',
			dataAgeSeconds: 7,
			build: 'b1',
			faults: [],
		});
		device.socket.emit('report', report({ faults: ['磁贴「locks」出错'] }));
		await untilRow(id, 'faulty');
		(device.socket.emit as (event: string, ...rest: unknown[]) => void)('report', { build: 7 });
		device.socket.disconnect();
		await untilRow(id, 'offline');
		const log = (await api('GET', `screens/${id}/log`)).body.items as { kind: string; detail: string }[];
		expect(log.map(({ kind }) => kind)).toContain('deed');
		await untilLog(id, ['disconnected', 'fault', 'connected']);
	});

	it('a playlist that is gone gives way to the standard one, and says so', async () => {
		const { id, token } = await pairDevice(site);
		await site.store.write(({ db }) => screens.change(db, id, { settings: { playlist: 'gone' } }));
		const device = await connectDevice(site.base, { token });
		expect(device.program()!.playlist.id).toBe('standard');
		device.socket.emit('report', report());
		await untilRow(id, 'faulty');
		expect((await rowOf(id)).faults).toEqual(['播放列表不存在：gone']);
		await untilLog(id, ['fault']);
	});

	it('a design saved at the court or above reaches them within two seconds', async () => {
		const { token } = await pairDevice(site, { court: 'dc', settings: { playlist: 'scene:overview' } });
		const device = await connectDevice(site.base, { token });
		const shipped = device.program()!.scenes[0]!;
		let version = 0;
		const save = (court: string, title: string, retired = 0) => {
			version += 1;
			const data = JSON.stringify({ ...shipped, title });
			const saved = { saved_by: 'x', saved_at: `2026-03-13T00:00:0${version}.000Z`, note: '' };
			const row = { kind: 'scene', court_code: court, id: 'overview', version, data, retired, ...saved };
			return site.store.write(({ db }) => db.insertInto('wall_design').values(row).execute());
		};
		const shows = (title: string) => until(title, () => device.program()!.scenes[0]!.title === title, 2000);
		await save('zy', '上级的总览');
		await shows('上级的总览');
		await save('dc', '本院的总览');
		await shows('本院的总览');
		await save('xl', '别院的总览');
		await save('dc', '本院的总览', 1);
		await shows('上级的总览');
		await save('zy', '上级的总览', 1);
		await shows(shipped.title);
	});

	async function untilWidth(id: string, width: number | undefined): Promise<void> {
		await vi.waitFor(async () => expect((await rowOf(id)).width).toBe(width), { timeout: 5000, interval: 10 });
	}
	async function untilRow(id: string, state: string): Promise<void> {
		for (let waited = 0; (await rowOf(id)).state !== state; waited += 1) {
			if (waited > 200) throw new Error(`never ${state}`);
			await new Promise((done) => setTimeout(done, 10));
		}
	}
	/** Lines come in batches, every five seconds. */
	async function untilLog(id: string, kinds: readonly string[]): Promise<void> {
		for (let waited = 0; ; waited += 1) {
			const log = (await api('GET', `screens/${id}/log?limit=20`)).body.items as { kind: string }[];
			if (kinds.every((kind) => log.some((line) => line.kind === kind))) return;
			if (waited > 80) throw new Error(`never: ${kinds.join(' ')} in ${JSON.stringify(log)}`);
			await new Promise((done) => setTimeout(done, 100));
		}
	}
});

const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
