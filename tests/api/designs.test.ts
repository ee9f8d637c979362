import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Account } from '../../src/lib/contract/pages.ts';
import { openSite, people, type Site } from '../support/site.ts';
import { engines } from '../support/world.ts';

const open = [{ tile: 'caseload', x: 0, y: 0, w: 12, h: 13 }];
const scene = (id: string, title = '大厅', places: readonly object[] = open) => ({ id, title, places });
const playlist = (id: string, ...scenes: readonly string[]) => ({
	...{ id, title: '列表', interrupts: [] },
	steps: scenes.map((each) => ({ scene: each, dwellSeconds: 30 })),
});

describe.each(engines)('scenes and playlists over the API (%s)', (engine) => {
	let site: Site;
	beforeEach(async () => {
		site = await openSite(engine);
	});
	afterEach(async () => {
		expect(site.unexpected).toEqual([]);
		await site.close();
	});

	const api = (method: string, path: string, body?: object, as = 'admin') => site.call(method, path, { as, ...(body ? { body } : {}) });
	const put = (id: string, data: unknown, base = 0, as = 'admin') => api('PUT', `scenes/${id}?court=zy`, { data, base, note: '改' }, as);
	const accountOf = (username: string): Account => ({
		...{ id: `account-${username}`, username, personName: username, courtName: '', roles: [] },
		court: people[username]!.court,
	});

	it('are saved, listed with where they come from, read with their versions, and taken back', async () => {
		expect(await put('hall', scene('hall'))).toMatchObject({ status: 200, body: { id: 'hall', version: 1 } });
		expect(await put('hall', scene('hall', '大厅二版'), 1, 'duty')).toMatchObject({ status: 200, body: { version: 2 } });
		const listed = (await api('GET', 'scenes?court=dc')).body.items as { id: string; origin: string; courtName?: string }[];
		expect(listed[0]).toMatchObject({ id: 'hall', origin: 'superior', courtName: '示范市中级人民法院', version: 0, savedByName: 'duty' });
		expect(listed.find(({ id }) => id === 'overview')).toMatchObject({ origin: 'shipped' });
		expect((await api('GET', 'scenes/hall?court=zy')).body).toMatchObject({
			court: { code: 'zy' },
			row: { id: 'hall', origin: 'own', version: 2, note: '改', data: { title: '大厅二版' } },
			usedBy: [],
		});
		const versions = (await api('GET', 'scenes/hall/versions?court=zy')).body.items as { version: number; savedByName: string }[];
		expect(versions.map(({ version, savedByName }) => `${version} ${savedByName}`)).toEqual(['2 duty', '1 admin']);
		expect((await api('GET', 'scenes/overview/versions?court=zy')).body.items).toEqual([]);
		expect((await api('GET', 'scenes/nothing/versions?court=zy')).status).toBe(404);
		// Another court's versions, with who saved them and why, are not for everybody who designs.
		for (const [who, path] of [
			['trial', 'scenes/hall/versions?court=zy'],
			['trial', 'scenes/hall?court=zy'],
			['trial', 'scenes?court=zy'],
			['chief', 'scenes/hall/versions?court=dc'],
		] as const)
			expect((await api('GET', path, undefined, who)).status, `${who} ${path}`).toBe(404);
		expect((await api('GET', 'scenes/hall/versions?court=dc', undefined, 'trial')).body.items).toEqual([]);
		expect(await api('DELETE', 'scenes/hall?court=zy&base=2')).toMatchObject({ status: 200, body: { id: 'hall', version: 0 } });
		expect((await api('GET', 'scenes/hall?court=zy')).status).toBe(404);
		expect((await api('DELETE', 'scenes/hall?court=zy&base=3')).status).toBe(404);
		expect(((await api('GET', 'scenes/hall/versions?court=zy')).body.items as object[]).length).toBe(3);
	});

	it('a conflict answers 409 with who and when; faults answer 422, each of them', async () => {
		await put('hall', scene('hall'), 0, 'duty');
		expect(await put('hall', scene('hall', '乙'))).toMatchObject({
			status: 409,
			type: expect.stringContaining('application/problem+json') as string,
			body: { code: 'conflict', conflict: { version: 1, savedByName: 'duty', savedAt: '2026-03-02T01:00:00.000Z' } },
		});
		const places = [
			{ tile: 'trend', x: 0, y: 0, w: 8, h: 8 },
			{ tile: 'locks', x: 4, y: 4, w: 26, h: 29 },
		];
		expect(await put('hall', scene('hall', '大厅', places), 1)).toMatchObject({
			status: 422,
			body: { code: 'bad-design', problems: ['「近 30 日」小于最小尺寸 9×8 格', '「近 30 日」与「锁死案件」重叠'] },
		});
		expect(await api('PUT', 'playlists/tour?court=zy', { data: playlist('tour', 'hall', 'gone'), base: 0 })).toMatchObject({
			status: 422,
			body: { problems: ['第 2 步：没有画面「gone」，或不供本院使用'] },
		});
		expect((await api('PUT', 'playlists/tour?court=zy', { data: playlist('tour', 'hall'), base: 0 })).status).toBe(200);
		expect(await api('DELETE', 'scenes/hall?court=zy&base=1')).toMatchObject({ status: 422, body: { code: 'in-use' } });
		expect((await put('hall', undefined, 1)).status).toBe(400);
		expect((await api('PUT', 'scenes/hall?court=zy', { data: {} })).status).toBe(400);
		expect((await api('PUT', 'scenes/Hall%20!?court=zy', { data: {}, base: 0 })).status).toBe(400);
	});

	it('the pages give an editor what it needs, and persons only to those who may watch the wall', async () => {
		await site.send([{ type: 'case-filed', occurredAt: '2026-03-02', data: { handler: 'li', claimFen: 1_000_000 } }]);
		const { design } = site.app;
		const [duty, admin] = [
			await design.scene(accountOf('duty'), 'dc', 'overview'),
			await design.scene(accountOf('admin'), 'dc', 'overview'),
		];
		if (!duty.ok || !admin.ok) throw new Error('refused');
		const topics = (view: typeof duty.view) => view.frames.map(({ topic }) => topic);
		expect(duty.view).toMatchObject({
			court: { code: 'dc' },
			row: { origin: 'shipped', version: 0 },
			versions: [],
			clock: { zone: 'Asia/Shanghai' },
		});
		expect(topics(duty.view)).toEqual(expect.arrayContaining(['actions', 'locks', 'fund-flow', 'duty', 'bulletins']));
		expect(topics(admin.view)).not.toContain('duty');
		expect(topics(admin.view)).toContain('actions');
		expect(JSON.stringify(admin.view.frames)).not.toContain('"handler"');
		const tour = await design.playlist(accountOf('trial'), undefined, 'standard');
		expect(tour.ok && tour.view).toMatchObject({ court: { code: 'dc' }, publicScreens: false, row: { data: { id: 'standard' } } });
		expect(tour.ok && tour.view.scenes.length).toBeGreaterThan(10);
		for (const [who, court, status] of [
			['li', 'dc', 403],
			['trial', 'zy', 404],
			['duty', 'gy', 404],
		] as const)
			expect(await design.designs(accountOf(who), court)).toMatchObject({ ok: false, status });
		expect(await design.scene(accountOf('duty'), 'zy', 'nothing')).toMatchObject({ ok: false, status: 404 });
		const saved = await design.saveDesign(accountOf('trial'), '127.0.0.1', 'dc', 'scene', 'own', { data: scene('own'), base: 0, note: '' });
		expect(saved).toEqual({ ok: true, id: 'own', version: 1 });
		expect(await design.retireDesign(accountOf('trial'), '127.0.0.1', 'dc', 'scene', 'own', 1)).toMatchObject({ ok: true, version: 0 });
		expect(await design.restoreDesign(accountOf('trial'), '127.0.0.1', 'dc', 'scene', 'own', 1, 2)).toMatchObject({ ok: true, version: 3 });
		const wall = await site.app.pages.wall('dc', { account: accountOf('chief') }, { scene: 'own' });
		expect(wall.ok && wall.view.scenes).toEqual([scene('own')]);
	});
});
