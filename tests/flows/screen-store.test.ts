import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepPicture } from '../../server/flows/screen-picture.ts';
import { tellScreens } from '../../server/flows/tell-screens.ts';
import { DeviceNotes } from '../../server/live/device-notes.ts';
import { readDesigns } from '../../server/live/designs.ts';
import { designStamp } from '../../server/store/current-designs.ts';
import { sha256 } from '../../server/store/hash.ts';
import { appendScreenLog, pruneScreenLog, readScreenLog, screenPictures } from '../../server/store/screen-log.ts';
import { screens } from '../../server/store/screens.ts';
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
