import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepPicture, mayPicture } from '../../server/flows/screen-picture.ts';
import { changeScreen, revokeScreen, type ScreenInput } from '../../server/flows/screen-record.ts';
import { tellScreens } from '../../server/flows/tell-screens.ts';
import { DeviceNotes } from '../../server/live/device-notes.ts';
import { readDesigns } from '../../server/live/designs.ts';
import { mayShow } from '../../server/live/projector.ts';
import { designStamp } from '../../server/store/current-designs.ts';
import { sha256 } from '../../server/store/hash.ts';
import { appendScreenLog, pruneScreenLog, readScreenLog, screenPictures } from '../../server/store/screen-log.ts';
import { screens } from '../../server/store/screens.ts';
import { personTiles } from '../../src/lib/contract/shipped-scenes.ts';
import { tileEntry, tileIds } from '../../src/lib/contract/tiles.ts';
import { report, scriptedParts, type ScriptedParts } from '../support/devices.ts';
import { actorOf, engines, openWorld, person, type World } from '../support/world.ts';

const duty = person('li', 'duty-officer', 'zy', 'subtree');

describe.each(engines)('what is stored of screens on %s', (engine) => {
	let world: World;
	let parts: ScriptedParts;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-03-02');
		parts = scriptedParts(world.context);
		await world.store.write(({ db }) =>
			screens.create(db, { id: 's1', court: 'zy', name: '一号', ceiling: 'internal', tokenHash: sha256('scr_one') }),
		);
	});
	afterEach(() => world.close());

	const tell = (deed: Parameters<typeof tellScreens>[5]) => tellScreens(world.context, parts, duty, actorOf(duty), { court: 'zy' }, deed);
	const record = async () => (await screens.record(world.store.read, 's1'))!;

	it('a record as the command line makes it: a wall of its court with the usual settings', async () => {
		expect(await record()).toEqual({
			...{ id: 's1', court: 'zy', name: '一号', ceiling: 'internal', purpose: 'wall', place: '', groups: [], settings: {} },
			...{ state: 'approved', revision: 0 },
		});
		expect(await screens.heads(world.store.read)).toEqual([{ id: 's1', tokenHash: sha256('scr_one'), state: 'approved', revision: 0 }]);
	});

	it('overrides and messages come and go, each with a higher revision; one-shot commands leave the record alone', async () => {
		expect(await tell({ kind: 'takeover', scene: 'locks', title: '通报' })).toMatchObject({ ok: true, offline: [{ id: 's1' }] });
		expect(await tell({ kind: 'message', text: '好', urgent: false, minutes: 30 })).toMatchObject({ ok: true });
		expect(await record()).toMatchObject({
			revision: 2,
			override: { kind: 'takeover', by: '李某某' },
			message: { until: '2026-03-02T01:30:00.000Z' },
		});
		await tell({ kind: 'return' });
		await tell({ kind: 'clear-message' });
		await tell({ kind: 'reload' });
		expect(await record()).toMatchObject({ revision: 4 });
		expect(await record()).not.toHaveProperty('override');
		expect(await record()).not.toHaveProperty('message');
		expect(parts.changes).toBe(4);
	});

	it('one picture, byte by byte', async () => {
		const keep = (bytes: number[]) =>
			keepPicture(world.context, parts, 'scr_one', new Uint8Array(bytes), () => Promise.resolve('image/png'));
		await keep([1, 2, 3]);
		parts.nowMs += 1000;
		expect(await keep([255, 0, 254])).toEqual({ ok: true, id: 's1' });
		expect(await screenPictures.read(world.store.read, 's1')).toEqual({
			...{ takenAt: new Date(parts.nowMs).toISOString(), mediaType: 'image/png', bytes: new Uint8Array([255, 0, 254]) },
		});
		expect(await screenPictures.times(world.store.read)).toEqual(new Map([['s1', new Date(parts.nowMs).toISOString()]]));
	});

	it('a log that is cut to its newest lines, and no other screen’s', async () => {
		const lines = (screen: string) =>
			Array.from({ length: 12 }, (_, index) => ({ screen, at: '2026-03-02T00:00:00.000Z', kind: 'fault' as const, detail: `${index}` }));
		await world.store.write(async ({ db }) => {
			await appendScreenLog(db, [...lines('s1'), ...lines('s2')]);
			await pruneScreenLog(db, 's1', 5);
		});
		const details = async (id: string) => (await readScreenLog(world.store.read, id, { limit: 50 })).map(({ detail }) => detail);
		expect(await details('s1')).toEqual(['11', '10', '9', '8', '7']);
		expect(await details('s2')).toHaveLength(12);
	});

	it('a report, once; what could not be written is written the next time', async () => {
		let fails = true;
		const notes = new DeviceNotes((work) => (fails ? Promise.reject(new Error('busy')) : world.store.write(work)), parts.realMs);
		notes.report('s1', report());
		notes.line('s1', 'connected', '已连接');
		await expect(notes.flush()).rejects.toThrow('busy');
		fails = false;
		await notes.flush();
		expect(await record()).toMatchObject({ report: { width: 1920 }, reportAt: new Date(parts.nowMs).toISOString(), revision: 0 });
		expect(await readScreenLog(world.store.read, 's1', { limit: 9 })).toHaveLength(1);
	});

	it('a fault with signs that no database takes keeps nothing else from being written', async () => {
		const notes = new DeviceNotes(world.store.write, parts.realMs);
		notes.report('s1', report({ faults: ['磁贴\u0000出错'], userAgent: 'a\u0000b' }));
		notes.line('s1', 'fault', '磁贴\u0000出错\n第二行');
		notes.line('s1', 'connected', '已连接');
		await notes.flush();
		const details = (await readScreenLog(world.store.read, 's1', { limit: 9 })).map(({ detail }) => detail);
		expect(details).toEqual(['已连接', '磁贴 出错 第二行']);
		expect(await record()).toMatchObject({ report: { width: 1920 } });
	});

	it('of lines that cannot be written only the newest five thousand wait', async () => {
		let fails = true;
		const notes = new DeviceNotes((work) => (fails ? Promise.reject(new Error('busy')) : world.store.write(work)), parts.realMs);
		const names = Array.from({ length: 20 }, (_, index) => `w${index}`);
		for (let index = 0; index < 6000; index += 1) {
			notes.line(names[index % names.length]!, 'fault', `${index}`);
			if (index % 1500 === 1499) await expect(notes.flush()).rejects.toThrow('busy');
		}
		fails = false;
		await notes.flush();
		const kept = await world.store.read.selectFrom('screen_log').select('detail').orderBy('seq').execute();
		expect(kept.map(({ detail }) => Number(detail))).toEqual(Array.from({ length: 5000 }, (_, index) => index + 1000));
	});

	it('of a screen that is revoked the picture goes, and none comes after it', async () => {
		const keep = () =>
			keepPicture(world.context, parts, 'scr_one', new Uint8Array([1]), async () => {
				await revokeScreen(world.context, parts, duty, actorOf(duty), 's1');
				return 'image/png';
			});
		await world.store.write(({ db }) =>
			screenPictures.keep(db, 's1', { takenAt: '2026-03-02T00:00:00.000Z', mediaType: 'image/png', bytes: new Uint8Array([1]) }),
		);
		expect(await mayPicture(world.context, 'scr_one')).toBeUndefined();
		expect(await keep()).toMatchObject({ ok: false, code: 'bad-token' });
		expect(await screenPictures.read(world.store.read, 's1')).toBeUndefined();
		for (const token of ['scr_one', 'scr_none', undefined])
			expect(await mayPicture(world.context, token)).toMatchObject({ code: 'bad-token' });
	});

	it('a screen for visitors is neither made of one with persons, nor brought to show some', async () => {
		const change = (what: Partial<ScreenInput>) => changeScreen(world.context, parts, duty, actorOf(duty), 's1', what);
		const plays = (playlist: string) => ({ settings: { playlist } });
		const refused = (tile: string) => ({
			...{ ok: false, code: 'persons-in-public' },
			message: expect.stringMatching(new RegExp(`屏幕「一号」（示范市中级人民法院）向公众开放，不能显示.*「${tile}」`)) as string,
		});
		expect(await change({ ceiling: 'public' })).toMatchObject(refused('锁死案件'));
		expect(await record()).toMatchObject({ ceiling: 'internal', revision: 0 });
		expect(await change({ ceiling: 'public', ...plays('open-day') })).toMatchObject({ ok: true });
		for (const playlist of ['standard', 'scene:locks', 'command']) expect(await change(plays(playlist))).toMatchObject(refused('锁死案件'));
		// Bulletins are sent to no screen for visitors: the tile would stand empty.
		expect(await change(plays('scene:bulletins'))).toMatchObject(refused('通报'));
		expect(await tell({ kind: 'redirect', playlist: 'leaders' })).toMatchObject({ code: 'persons-in-public' });
		expect(await tell({ kind: 'takeover', scene: 'sealed', title: '通报' })).toMatchObject({ code: 'persons-in-public' });
		expect(await record()).not.toHaveProperty('override');
		expect(await tell({ kind: 'takeover', scene: 'nodes', title: '通报' })).toMatchObject({ ok: true });
		expect(await change({ name: '展示屏' })).toMatchObject({ ok: true });
		// What stands over the playlist counts as well; and a screen that shows persons already may still be named.
		expect(await change({ ceiling: 'internal' })).toMatchObject({ ok: true });
		expect(await tell({ kind: 'takeover', scene: 'sealed', title: '通报' })).toMatchObject({ ok: true });
		expect(await change({ ceiling: 'public' })).toMatchObject({ code: 'persons-in-public' });
		expect(await change({ ceiling: 'public', purpose: 'lobby' })).toMatchObject({ ok: true });
		await world.store.write(({ db }) => screens.change(db, 's1', { purpose: 'wall' }));
		expect(await change({ place: '走廊' })).toMatchObject({ ok: true });
	});

	it('every tile that is sent to no screen for visitors is left out of their playlists', () => {
		const empty = tileIds.filter((id) => !mayShow(tileEntry(id).topic, 'public'));
		expect(empty).toEqual(expect.arrayContaining(['duty', 'bulletins']));
		expect(personTiles).toEqual(expect.arrayContaining(empty));
	});

	it('designs: the last version that is not retired, of the nearest court', async () => {
		const designs = () => readDesigns(world.store.read, world.context.directory);
		const shipped = (await designs()).playlist('dc', 'standard')!;
		const stamps = new Set([await designStamp(world.store.read)]);
		const save = async (court: string, version: number, title: string, retired = 0) => {
			const data = JSON.stringify({ ...shipped, title });
			const row = {
				kind: 'playlist',
				court_code: court,
				id: 'standard',
				version,
				data,
				retired,
				saved_by: 'x',
				saved_at: `t${version}`,
				note: '',
			};
			await world.store.write(({ db }) => db.insertInto('wall_design').values(row).execute());
			stamps.add(await designStamp(world.store.read));
			return (await designs()).playlist('dc', 'standard')!.title;
		};
		expect(await save('gy', 1, '高院的')).toBe('高院的');
		expect(await save('zy', 1, '中院的')).toBe('中院的');
		expect(await save('zy', 2, '中院新的')).toBe('中院新的');
		expect(await save('xl', 1, '别院的')).toBe('中院新的');
		expect(await save('zy', 3, '中院的', 1)).toBe('高院的');
		expect(stamps.size).toBe(6);
		expect((await designs()).choices('xl').playlists.find(({ id }) => id === 'standard')).toEqual({ id: 'standard', name: '别院的' });
	});
});
