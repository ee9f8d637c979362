import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { designParts, designViews } from '../../server/design-parts.ts';
import { changeDesign, type DesignOutcome, type DesignWork } from '../../server/flows/save-design.ts';
import { readDesigns } from '../../server/live/designs.ts';
import { verifyAudit } from '../../server/store/audit.ts';
import { designStamp } from '../../server/store/current-designs.ts';
import { insertDesign, readDesignVersions } from '../../server/store/designs.ts';
import { screens } from '../../server/store/screens.ts';
import { playlistOf, sceneOf, shippedPlaylists, shippedScenes } from '../../src/lib/contract/shipped-scenes.ts';
import { actorOf, engines, openWorld, person, type World } from '../support/world.ts';

const admin = person('admin', 'system-admin', 'gy', 'subtree');
const duty = person('duty', 'duty-officer', 'zy', 'subtree');
const office = person('trial', 'trial-management', 'dc');
const place = (tile: string, x: number, y: number, w: number, h: number, more: object = {}) => ({ tile, x, y, w, h, ...more });
/** Tiles without persons, and with. */
const open = [place('caseload', 0, 0, 12, 13), place('trend', 12, 0, 36, 13)];
const named = [place('locks', 0, 0, 30, 30)];
const scene = (id: string, places: readonly object[] = open, title = `画面 ${id}`) => ({ id, title, places });
const step = (name: string, more: object = {}) => ({ scene: name, dwellSeconds: 30, ...more });
const playlist = (id: string, steps: readonly object[], more: object = {}) => ({ id, title: `列表 ${id}`, steps, interrupts: [], ...more });

describe.each(engines)('designs of a court (%s)', (engine) => {
	let world: World;
	let told: number;
	beforeEach(async () => {
		told = 0;
		world = await openWorld(engine, '2026-11-20');
	});
	afterEach(() => world.close());

	type Kind = 'scene' | 'playlist';
	const parts = () => designParts(world.context, () => (told += 1));
	const work = (kind: Kind, court: string, id: string, base: number, what: DesignWork, who = admin): Promise<DesignOutcome> =>
		changeDesign(world.context, parts(), who, actorOf(who), { key: { kind, court, id }, base, work: what });
	const save = (kind: Kind, court: string, id: string, data: unknown, base = 0, who = admin): Promise<DesignOutcome> =>
		work(kind, court, id, base, { kind: 'save', data, note: '' }, who);
	const saveScene = (court: string, id: string, places: readonly object[] = open, base = 0) =>
		save('scene', court, id, scene(id, places), base);
	const retire = (kind: Kind, court: string, id: string, base: number) => work(kind, court, id, base, { kind: 'retire' });
	const designs = () => readDesigns(world.store.read, world.context.directory);
	const faults = (outcome: DesignOutcome): readonly string[] => (outcome.ok ? ['saved'] : (outcome.faults ?? [outcome.message]));
	const hang = (id: string, court: string, played: string, more: object = {}) =>
		world.store.write(({ db }) =>
			screens.create(db, {
				...{ id, court, name: `屏 ${id}`, ceiling: 'internal', tokenHash: id, settings: { playlist: played } },
				...more,
			}),
		);
	const lists = async (court: string, who = admin) => {
		const view = await designViews(world.context).list(who, court);
		const short = ({ id, origin, version, overrides }: { id: string; origin: string; version: number; overrides: boolean }) =>
			`${id} ${origin} ${version}${overrides ? ' overrides' : ''}`;
		return view && { scenes: view.scenes.map(short), playlists: view.playlists.map(short), retired: view.retired.map(short), view };
	};

	it('each save is a new version; what was saved before stays, and can be brought back as a version of its own', async () => {
		expect(await saveScene('zy', 'hall')).toEqual({ ok: true, id: 'hall', version: 1 });
		world.at('2026-11-21');
		expect(await save('scene', 'zy', 'hall', scene('hall', named, '大厅'), 1, duty)).toEqual({ ok: true, id: 'hall', version: 2 });
		expect(await work('scene', 'zy', 'hall', 2, { kind: 'restore', version: 1 })).toEqual({ ok: true, id: 'hall', version: 3 });
		const versions = await readDesignVersions(world.store.read, { kind: 'scene', court: 'zy', id: 'hall' });
		expect(versions.map(({ version, by, note, at }) => `${version} ${by} ${note} ${at}`)).toEqual([
			'3 admin 恢复第 1 版 2026-11-21T01:00:00.000Z',
			'2 duty  2026-11-21T01:00:00.000Z',
			'1 admin  2026-11-20T01:00:00.000Z',
		]);
		expect(versions[0]!.data).toBe(versions[2]!.data);
		expect((await designs()).scene('zy', 'hall')).toEqual(scene('hall'));
		expect(told).toBe(3);
		const lines = await world.store.read
			.selectFrom('audit')
			.select(['action', 'object', 'result'])
			.where('action', 'like', 'design.%')
			.execute();
		expect(lines.map(({ action, object, result }) => `${action} ${object} ${result}`)).toEqual([
			'design.save zy/scene/hall ok',
			'design.save zy/scene/hall ok',
			'design.restore zy/scene/hall ok',
		]);
		expect(await verifyAudit(world.store.read)).toBeUndefined();
	});

	it('whoever saves on an older version is told who was first and when; nothing of the first save is lost', async () => {
		await saveScene('zy', 'hall');
		world.at('2026-11-20T10:30:00+08:00');
		const two = await Promise.all([
			save('scene', 'zy', 'hall', scene('hall', open, '甲'), 1, duty),
			save('scene', 'zy', 'hall', scene('hall', open, '乙'), 1),
		]);
		expect(two.map(({ ok }) => ok)).toEqual([true, false]);
		expect(two[1]).toMatchObject({
			code: 'conflict',
			conflict: { version: 2, savedByName: '系统管理员', savedAt: '2026-11-20T02:30:00.000Z' },
		});
		expect((await designs()).scene('zy', 'hall')!.title).toBe('甲');
		expect(await saveScene('zy', 'hall', open, 7)).toMatchObject({ code: 'conflict' });
		expect(await saveScene('zy', 'never', open, 1)).toMatchObject({ code: 'conflict' });
		expect(await retire('scene', 'zy', 'hall', 1)).toMatchObject({ code: 'conflict' });
		expect(told).toBe(2);
	});

	it('a version is written once, even when two processes read the same one before', async () => {
		await saveScene('zy', 'hall');
		const [first] = await readDesignVersions(world.store.read, { kind: 'scene', court: 'zy', id: 'hall' });
		const kept = await world.store.write(({ db }) => insertDesign(db, { ...first!, data: '{}' }));
		expect(kept).toBe(false);
		expect(await readDesignVersions(world.store.read, first!)).toEqual([first]);
		expect(await world.store.write(({ db }) => insertDesign(db, { ...first!, version: 2 }))).toBe(true);
	});

	it('refuses what cannot be shown, each fault in words', async () => {
		const told: [unknown, readonly string[]][] = [
			[scene('x', []), ['画面应有 1 至 24 个磁贴']],
			[scene('x', [place('nothing', 0, 0, 9, 9)]), ['第 1 个磁贴：没有这种磁贴']],
			[scene('x', [place('trend', 40, 0, 12, 9)]), ['「近 30 日」的位置或者大小超出画面']],
			[scene('x', [place('trend', 0, 0, 12, 9), place('funds', 8, 4, 9, 8)]), ['「近 30 日」与「案款」重叠']],
			[
				scene('x', [place('trend', 0, 0, 8, 8), place('funds', 20, 0, 9, 7)]),
				['「近 30 日」小于最小尺寸 9×8 格', '「案款」小于最小尺寸 9×8 格'],
			],
			[scene('x', [place('locks', 0, 0, 26, 29, { options: { rows: 99 } })]), ['「锁死案件」的「首屏行数」应为 1 至 24 的整数']],
			[scene('x', [place('locks', 0, 0, 26, 29, { options: { colour: 'red' } })]), ['「锁死案件」没有选项「colour」']],
			[scene('x', open, ''), ['名称应为 1 至 20 字']],
			[scene('x', open, '  '), ['请填写名称']],
			[scene('y'), ['内容中的标识与地址不一致']],
			['nonsense', ['内容不符合规定（invalid_type）']],
		];
		for (const [data, words] of told) expect(faults(await save('scene', 'zy', 'x', data))).toEqual(words);
		expect(await save('scene', 'zy', 'Not An Id', scene('x'))).toMatchObject({ code: 'bad-id' });
		expect(await work('scene', 'zy', 'x', 0, { kind: 'save', data: scene('x'), note: '长'.repeat(201) })).toMatchObject({
			code: 'note-too-long',
		});
		expect(await readDesignVersions(world.store.read, { kind: 'scene', court: 'zy', id: 'x' })).toEqual([]);
	});

	it('tiles that compare courts are only for courts with courts below; below they are left out of what comes from above', async () => {
		const compare = [place('courts', 0, 0, 26, 9), place('trend', 26, 0, 12, 9)];
		expect(faults(await saveScene('dc', 'compare', compare))).toEqual(['「辖区法院」只供有下级法院的法院使用']);
		expect(await saveScene('zy', 'compare', compare)).toMatchObject({ ok: true });
		await saveScene('zy', 'only', compare.slice(0, 1));
		const standing = await designs();
		expect(standing.scene('zy', 'compare')!.places.map(({ tile }) => tile)).toEqual(['courts', 'trend']);
		expect(standing.scene('dc', 'compare')!.places.map(({ tile }) => tile)).toEqual(['trend']);
		expect(standing.scene('dc', 'only')).toBeUndefined();
	});

	it('a playlist names only scenes that the court has; faults say at which step', async () => {
		await saveScene('dc', 'own');
		expect(faults(await save('playlist', 'zy', 'p', playlist('p', [step('overview'), step('own')])))).toEqual([
			'第 2 步：没有画面「own」，或不供本院使用',
		]);
		expect(await save('playlist', 'dc', 'p', playlist('p', [step('overview'), step('own')]))).toMatchObject({ ok: true });
		const hours = { from: '09:00', to: '09:00', days: 'all' };
		const interrupts = [1, 2].map(() => ({ when: 'new-lock', scene: 'locks', seconds: 30 }));
		expect(faults(await save('playlist', 'zy', 'q', playlist('q', [step('overview', { hours })], { interrupts })))).toEqual([
			'第 1 步：时段的起止时间不能相同',
			'「新增锁死」只能设一项插播',
		]);
		expect(faults(await save('playlist', 'zy', 'q', playlist('q', [{ scene: 'overview', dwellSeconds: 4 }])))).toEqual([
			'第 1 步：停留时间应为 5 至 3600 秒的整数',
		]);
		expect(faults(await save('playlist', 'zy', 'q', playlist('q', [])))).toEqual(['播放列表应有 1 至 30 步']);
	});

	it('every shipped design can be saved as it is, by a court of every level', async () => {
		for (const [court, hasSubordinates] of [
			['zy', true],
			['dc', false],
		] as const) {
			for (const { id } of shippedScenes)
				expect(faults(await save('scene', court, id, sceneOf(id, { hasSubordinates })))).toEqual(['saved']);
			for (const { id } of shippedPlaylists)
				expect(faults(await save('playlist', court, id, playlistOf(id, { hasSubordinates })))).toEqual(['saved']);
		}
	});

	it("a shipped one is overridden by a court's own and comes back when that is taken back; courts below follow", async () => {
		await saveScene('zy', 'overview');
		expect((await designs()).scene('dc', 'overview')).toEqual(scene('overview'));
		expect((await designs()).scene('gy', 'overview')).toEqual(sceneOf('overview', { hasSubordinates: true }));
		await save('scene', 'dc', 'overview', scene('overview', open, '本院总览'), 0, office);
		const mine = (await lists('dc', office))!;
		expect(mine.scenes).toContain('overview own 1 overrides');
		expect((await lists('xl'))!.scenes).toContain('overview superior 0');
		expect(mine.view.courts).toEqual([{ id: 'dc', name: '东川县人民法院' }]);
		expect(await retire('scene', 'dc', 'overview', 1)).toEqual({ ok: true, id: 'overview', version: 0 });
		expect((await designs()).scene('dc', 'overview')).toEqual(scene('overview'));
		expect(await retire('scene', 'dc', 'overview', 2)).toMatchObject({ code: 'not-found' });
		const after = (await lists('dc'))!;
		expect(after.scenes).toContain('overview superior 2');
		expect(after.retired).toEqual(['overview own 2']);
		expect(await retire('scene', 'zy', 'overview', 1)).toMatchObject({ ok: true });
		expect((await designs()).scene('dc', 'overview')).toEqual(sceneOf('overview', { hasSubordinates: false }));
		expect(await work('scene', 'dc', 'overview', 2, { kind: 'restore', version: 1 })).toMatchObject({ version: 3 });
		expect((await designs()).scene('dc', 'overview')!.title).toBe('本院总览');
	});

	it('one in use is not taken back where nothing comes instead, and it is said where it is used, also below', async () => {
		await saveScene('zy', 'hall');
		await save('playlist', 'zy', 'tour', playlist('tour', [step('overview')]));
		await save(
			'playlist',
			'dc',
			'ours',
			playlist('ours', [step('overview')], { interrupts: [{ when: 'new-lock', scene: 'hall', seconds: 30 }] }),
			0,
			office,
		);
		await hang('s1', 'xl', 'scene:hall');
		await hang('s2', 'dc', 'tour');
		await hang('s3', 'zy', 'standard', {
			override: { kind: 'redirect', court: 'dc', playlist: 'tour', by: 'x', since: world.context.now() },
		});
		await hang('s4', 'zy', 'tour', { state: 'revoked' });
		expect(faults(await retire('scene', 'zy', 'hall', 1))).toEqual([
			'屏幕「屏 s1」（西陵县人民法院）正在使用，请先为它改选',
			'播放列表「列表 ours」（东川县人民法院）正在使用，请先从中移除',
		]);
		expect(await retire('playlist', 'zy', 'tour', 1)).toMatchObject({
			ok: false,
			code: 'in-use',
			faults: ['屏幕「屏 s2」（东川县人民法院）正在使用，请先为它改选', '屏幕「屏 s3」（示范市中级人民法院）正在使用，请先为它改选'],
		});
		const { view } = (await lists('zy'))!;
		const row = view.scenes.find(({ id }) => id === 'hall')!;
		expect(row.uses!.screens.map(({ name, courtName }) => `${name} ${courtName}`)).toEqual(['屏 s1 西陵县人民法院']);
		const below = (await lists('dc'))!.view.scenes.find(({ id }) => id === 'hall')!;
		expect(below.uses).toEqual({ screens: [], playlists: [{ id: 'ours', name: '列表 ours' }] });
		// With something behind it, it may go: the screen shows that instead.
		await saveScene('gy', 'hall', named);
		await save('playlist', 'gy', 'tour', playlist('tour', [step('nodes')]));
		expect(await retire('scene', 'zy', 'hall', 1)).toMatchObject({ ok: true });
		expect(await retire('playlist', 'zy', 'tour', 1)).toMatchObject({ ok: true });
		expect((await designs()).playlist('dc', 'tour')!.steps[0]!.scene).toBe('nodes');
	});

	it('a screen for visitors is never brought to show persons, by its playlist or by a scene in it', async () => {
		await saveScene('zy', 'hall');
		await save('playlist', 'zy', 'visit', playlist('visit', [step('home'), step('hall')]));
		await hang('p1', 'dc', 'visit', { ceiling: 'public' });
		const words = '屏幕「屏 p1」（东川县人民法院）向公众开放，不能显示涉及人员或者仅供内部的磁贴：画面「画面 hall」中的「锁死案件」';
		expect(faults(await saveScene('zy', 'hall', named, 1))).toEqual([words]);
		expect(faults(await saveScene('dc', 'hall', named))).toEqual([words]);
		expect(faults(await save('playlist', 'zy', 'visit', playlist('visit', [step('home'), step('locks')]), 1))).toEqual([
			'屏幕「屏 p1」（东川县人民法院）向公众开放，不能显示涉及人员或者仅供内部的磁贴：画面「锁定与解锁」中的「锁死案件」「解锁进度」',
		]);
		// What this court plays is its own affair: elsewhere the scene may name persons.
		expect(await saveScene('xl', 'hall', named)).toMatchObject({ ok: true });
		expect(await save('playlist', 'zy', 'visit', playlist('visit', [step('hall')]), 1)).toMatchObject({ ok: true });
		expect((await designViews(world.context).playlist(admin, 'zy', 'visit'))!.publicScreens).toBe(true);
		expect((await designViews(world.context).playlist(admin, 'xl', 'visit'))!.publicScreens).toBe(false);
		// Taking back what has no persons may not uncover what has some.
		await saveScene('dc', 'overview');
		await hang('p2', 'dc', 'scene:overview', { ceiling: 'public' });
		expect(faults(await retire('scene', 'dc', 'overview', 1))[0]).toContain('屏幕「屏 p2」');
	});

	it('a court that keeps as many as it may makes room by taking one back, and by nothing else', async () => {
		await world.store.write(async ({ db }) => {
			for (let number = 1; number <= 200; number += 1)
				await insertDesign(db, {
					...{ kind: 'scene', court: 'zy', id: `room-${number}`, version: 1, data: JSON.stringify(scene(`room-${number}`)) },
					...{ retired: false, by: 'admin', at: world.context.now(), note: '' },
				});
		});
		expect(await saveScene('zy', 'one-more')).toMatchObject({ ok: false, code: 'too-many' });
		// Other courts and what is there already are not concerned.
		expect(await saveScene('dc', 'one-more')).toMatchObject({ ok: true });
		expect(await saveScene('zy', 'room-7', open, 1)).toMatchObject({ ok: true, version: 2 });
		expect(await retire('scene', 'zy', 'room-7', 2)).toMatchObject({ ok: true });
		expect(await saveScene('zy', 'one-more')).toMatchObject({ ok: true, version: 1 });
		expect(await saveScene('zy', 'room-7', open, 3)).toMatchObject({ ok: false, code: 'too-many' });
		expect(await work('scene', 'zy', 'room-7', 3, { kind: 'restore', version: 1 })).toMatchObject({ ok: false, code: 'too-many' });
	});

	it('a note with signs that no database takes is kept without them', async () => {
		const outcome = await work('scene', 'zy', 'hall', 0, { kind: 'save', data: scene('hall'), note: '大厅\u0000改版\n二' });
		expect(outcome).toMatchObject({ ok: true });
		expect((await readDesignVersions(world.store.read, { kind: 'scene', court: 'zy', id: 'hall' })).map(({ note }) => note)).toEqual([
			'大厅 改版 二',
		]);
	});

	it('only for whoever designs for the court', async () => {
		for (const who of [office, person('li', 'handler', 'dc', 'self'), person('chief', 'enforcement-chief', 'zy')])
			expect(await save('scene', 'zy', 'hall', scene('hall'), 0, who)).toMatchObject({ code: 'forbidden' });
		expect(await saveScene('nowhere', 'hall')).toMatchObject({ code: 'forbidden' });
		expect(await lists('zy', office)).toBeUndefined();
		expect(await designViews(world.context).one(office, 'scene', 'zy', 'overview')).toBeUndefined();
	});

	it('devices learn of every change, and new ids are such as no court has used', async () => {
		const stamps = new Set([await designStamp(world.store.read)]);
		const changes = [
			() => saveScene('dc', 'scene-1'),
			() => saveScene('dc', 'scene-1', open, 1),
			() => retire('scene', 'dc', 'scene-1', 2),
		];
		for (const change of changes) {
			await change();
			stamps.add(await designStamp(world.store.read));
		}
		expect(stamps.size).toBe(4);
		expect((await lists('zy'))!.view.proposed).toEqual({ scene: 'scene-2', playlist: 'playlist-1' });
	});
});
