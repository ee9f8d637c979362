import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readFileSync } from 'node:fs';
import { keepPublicFigures } from '../../server/app-parts.ts';
import { lobbyPayload } from '../../server/core/lobby/payload.ts';
import { shippedFees, shippedGuide, shippedSettings } from '../../server/core/lobby/shipped.ts';
import type { LobbySettings } from '../../server/core/lobby/types.ts';
import type { CourtDate } from '../../server/core/time/types.ts';
import { dayOfInstant } from '../../server/core/time/zone.ts';
import { watchPublicTurns } from '../../server/flows/keep-public.ts';
import { addLobbyNotice, saveLobbyFees, saveLobbyGuide, saveLobbySettings, withdrawNotice } from '../../server/flows/lobby-desk.ts';
import { putDirectory } from '../../server/flows/put-directory.ts';
import { refreshPublicFigures } from '../../server/flows/refresh-public.ts';
import { readLobbyTexts } from '../../server/store/lobby-desk.ts';
import { readPublicLobby } from '../../server/store/public-lobby.ts';
import { actorOf, engines, openWorld, person, type TestEvent, type World } from '../support/world.ts';

const office = person('trial', 'trial-management', 'dc');
const by = { principal: office };
const settingsWith = (change: Partial<LobbySettings>): LobbySettings => ({ ...shippedSettings, ...change });

describe.each(engines)('the lobby of a court (%s)', (engine) => {
	let world: World;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-11-20T08:00:00+08:00');
	});
	afterEach(() => world.close());

	const switchHearings = (hearings: boolean) =>
		saveLobbySettings(world.context, by, actorOf(office), { court: 'dc', settings: shippedSettings, hearings });
	const shown = async (court = 'dc') => {
		const { context, store } = world;
		const now = context.now();
		const today = dayOfInstant(now, 'Asia/Shanghai');
		const of = context.directory().courts.get(court)!;
		return lobbyPayload({
			...(await readPublicLobby(store.read, court, today, now)),
			courtName: of.name,
			whole: false,
			showsHearings: of.settings.lobbyHearings === true,
			today,
			now,
		});
	};
	const hearingsOf = async () => {
		await refreshPublicFigures(world.context);
		const { hearings } = await shown();
		return hearings?.rows.map(({ time, room, caseNumber, cause, state }) => [time, room, caseNumber, cause, state].join(' ')) ?? 'off';
	};
	const numberOf = (n: number): string => `（2026）示0204民初${n}号`;
	const filed = (n: number, data: Record<string, unknown> = {}): TestEvent => ({
		caseNumber: numberOf(n),
		type: 'case-filed',
		occurredAt: '2026-10-09',
		data: { cause: '买卖合同纠纷', parties: [{ id: 'p1', role: 'plaintiff', name: '赵某某' }], ...data },
	});
	const scheduled = (n: number, data: Record<string, unknown>, hearingId = 'h1'): TestEvent => ({
		caseNumber: numberOf(n),
		type: 'hearing-scheduled',
		occurredAt: '2026-11-02',
		data: { hearingId, hearingOn: '2026-11-20', openHearing: true, ...data },
	});
	const event = (n: number, type: string, data: Record<string, unknown> = {}, occurredAt = '2026-11-20'): TestEvent => ({
		caseNumber: numberOf(n),
		type,
		occurredAt,
		data,
	});

	it('shows no hearing until the court switches them on, and none after it has switched them off', async () => {
		await world.send([filed(1), scheduled(1, { startsAt: '09:30', room: '第二法庭' })]);
		expect(await hearingsOf()).toBe('off');
		expect(await switchHearings(true)).toMatchObject({ ok: true });
		expect(await hearingsOf()).toEqual([`09:30 第二法庭 ${numberOf(1)} 买卖合同纠纷 due`]);
		expect(world.context.directory().courts.get('dc')!.policy.locksFrom).toBe('2026-01-01');
		await switchHearings(false);
		expect(await hearingsOf()).toBe('off');
		expect(await world.store.read.selectFrom('public_hearing').selectAll().execute()).toEqual([]);
	});

	it('shows only hearings that are said to be open, of causes that are never private, without a name', async () => {
		await switchHearings(true);
		const cases: readonly [Record<string, unknown>, Record<string, unknown>][] = [
			[{}, { startsAt: '09:00' }],
			[{}, { openHearing: undefined }],
			[{}, { openHearing: false }],
			[{ cause: '离婚纠纷' }, {}],
			[{ cause: '变更抚养关系纠纷' }, {}],
			[{ cause: '隐私权纠纷' }, {}],
			[{ cause: '侵害商业秘密纠纷' }, {}],
			[{ cause: undefined }, {}],
			[{ tags: ['juvenile'] }, {}],
			[{ parties: [{ id: 'p', role: 'plaintiff', name: '小某', kind: 'minor' }] }, {}],
			[{ cause: '赵某某买卖合同纠纷' }, {}],
			[{}, { room: '赵某某法庭', startsAt: '25:00' }],
		];
		await world.send(cases.flatMap(([data, hearing], index) => [filed(index + 1, data), scheduled(index + 1, hearing)]));
		expect(await hearingsOf()).toEqual([`09:00  ${numberOf(1)} 买卖合同纠纷 due`, `  ${numberOf(12)} 买卖合同纠纷 due`]);
		expect(JSON.stringify(await shown())).not.toMatch(/赵某某|小某|"p1"|"h1"/);
	});

	it('is taken down when a filing that comes after the hearing says that it is about a minor', async () => {
		await switchHearings(true);
		await world.send([filed(1), scheduled(1, {})]);
		expect(await hearingsOf()).toHaveLength(1);
		await world.send([{ ...filed(1, { tags: ['juvenile'] }), source: 'registry' }]);
		expect(await hearingsOf()).toEqual([]);
	});

	it('the cut-off is that of the court’s feed and not of the computing; without a feed there is none', async () => {
		await refreshPublicFigures(world.context);
		expect((await shown()).asOf).toBeNull();
		await world.send([filed(1)], '2026-11-20T07:40:00+08:00');
		world.at('2026-11-20T12:00:00+08:00');
		const notice = { court: 'dc', text: '消防演练', from: '2026-11-20', to: '2026-11-21' };
		expect(await addLobbyNotice(world.context, by, actorOf(office), notice)).toMatchObject({ ok: true });
		await refreshPublicFigures(world.context);
		expect(await shown()).toMatchObject({ asOf: '2026-11-19T23:40:00.000Z', declared: true });
	});

	it('touches and writes only courts whose figures or cut-off differ', async () => {
		await refreshPublicFigures(world.context);
		const told: string[] = [];
		world.store.onChange(({ lobbies }) => told.push([...lobbies].join()));
		await refreshPublicFigures(world.context);
		world.at('2026-11-20T08:30:00+08:00');
		await refreshPublicFigures(world.context);
		expect(told).toEqual([]);
		await world.send([filed(1)], '2026-11-20T08:10:10+08:00');
		told.length = 0;
		await refreshPublicFigures(world.context);
		await refreshPublicFigures(world.context);
		expect(told).toEqual(['dc']);
		await world.send([], '2026-11-20T08:10:50+08:00');
		told.length = 0;
		await refreshPublicFigures(world.context);
		expect(told).toEqual([]);
	});

	it('keeps the figures up: a failed refresh is tried again, and a new day of the court is enough', async () => {
		vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
		let refused = 1;
		let writes = 0;
		const store: typeof world.store = {
			...world.store,
			write: (work) => {
				writes += 1;
				return refused-- > 0 ? Promise.reject(new Error('full')) : world.store.write(work);
			},
		};
		const errors: unknown[] = [];
		const looked: string[] = [];
		const context = {
			...world.context,
			store,
			yield: () => {
				looked.push(world.context.now());
				return Promise.resolve();
			},
		};
		const stop = keepPublicFigures(context, (error) => errors.push(error));
		const settle = () => new Promise((resolve) => setTimeout(resolve, 300));
		const tick = async () => {
			vi.advanceTimersByTime(10_000);
			await settle();
		};
		try {
			refused = Infinity;
			await tick();
			expect(errors.length).toBeGreaterThan(0);
			refused = 0;
			await tick();
			expect((await shown()).byProcedure).toHaveLength(3);
			expect(writes).toBeGreaterThan(1);
			looked.length = 0;
			await tick();
			expect(looked).toEqual([]);
			// What it wrote itself has changed no court; a deed of the desk has.
			await switchHearings(true);
			await tick();
			expect(looked.length).toBeGreaterThan(0);
			looked.length = 0;
			await tick();
			expect(looked).toEqual([]);
			world.at('2026-11-21T00:00:01+08:00');
			await tick();
			expect(looked.length).toBeGreaterThan(0);
		} finally {
			await stop();
			vi.useRealTimers();
		}
	});

	it('a turn that could not be written is told at the next look', async () => {
		const input = { court: 'dc', text: '消防演练', from: '2026-11-21', to: '2026-11-21' };
		await addLobbyNotice(world.context, by, actorOf(office), input);
		let refused = false;
		const store: typeof world.store = {
			...world.store,
			write: (work) => (refused ? Promise.reject(new Error('full')) : world.store.write(work)),
		};
		const turns = watchPublicTurns({ ...world.context, store });
		const told: string[] = [];
		world.store.onChange(({ lobbies }) => told.push([...lobbies].join()));
		world.at('2026-11-20T23:59:59+08:00');
		await turns();
		world.at('2026-11-21T00:00:00+08:00');
		refused = true;
		await expect(turns()).rejects.toThrow('full');
		refused = false;
		world.at('2026-11-21T00:00:01+08:00');
		await turns();
		expect(told).toEqual(['dc']);
	});

	it('a held, adjourned, moved or cancelled one stays with its word until the day ends', async () => {
		await switchHearings(true);
		const starts = ['08:30', '09:00', '09:30', '10:00', '10:30'];
		await world.send([1, 2, 3, 4, 5].flatMap((n) => [filed(n), scheduled(n, { startsAt: starts[n - 1] })]));
		await hearingsOf();
		world.at('2026-11-20T17:00:00+08:00');
		await world.send([
			event(1, 'hearing-held', { hearingId: 'h1' }),
			event(2, 'hearing-adjourned', { hearingId: 'h1', ground: '当事人申请' }),
			{ ...scheduled(3, { startsAt: '14:00', hearingOn: '2026-11-21' }), occurredAt: '2026-11-19' },
			event(4, 'case-closed', { mode: 'mediated' }),
		]);
		expect(((await hearingsOf()) as string[]).map((row) => row.split(' ').at(-1))).toEqual([
			'held',
			'adjourned',
			'moved',
			'cancelled',
			'due',
		]);
		world.at('2026-11-20T23:59:59+08:00');
		expect((await shown()).hearings!.rows).toHaveLength(5);
		world.at('2026-11-21T00:00:00+08:00');
		const next = (await shown()).hearings!;
		expect(next.day).toBe('2026-11-21');
		expect(next.rows.map(({ caseNumber, time, state }) => `${caseNumber} ${time} ${state}`)).toEqual([`${numberOf(3)} 14:00 due`]);
	});

	it('a hearing that is withdrawn, made private or goes with its case to another court is gone', async () => {
		await switchHearings(true);
		await world.send([1, 2, 3, 4].flatMap((n) => [filed(n), { ...scheduled(n, {}), id: `s${n}` }]));
		expect(await hearingsOf()).toHaveLength(4);
		await world.send([
			event(1, 'event-withdrawn', { source: 'cms', id: 's1', reason: '误报' }),
			event(2, 'case-updated', { cause: '离婚纠纷' }),
			scheduled(3, { openHearing: false }),
			event(4, 'case-transferred', { toCourt: 'xl', ground: '移送管辖' }),
		]);
		expect(await hearingsOf()).toEqual([]);
		expect(await world.store.read.selectFrom('public_hearing').selectAll().execute()).toEqual([]);
	});

	it('the same rows come of one pass over the whole log as of following it event by event', async () => {
		const steps: TestEvent[] = [
			filed(1),
			scheduled(1, {}),
			event(1, 'hearing-held', { hearingId: 'h1' }),
			filed(2),
			scheduled(2, { room: '第一法庭' }),
		];
		await switchHearings(true);
		for (const step of steps) {
			await world.send([step]);
			await hearingsOf();
		}
		const followed = await world.store.read.selectFrom('public_hearing').selectAll().orderBy('case_number').execute();
		expect(followed).toHaveLength(2);
		await switchHearings(false);
		await switchHearings(true);
		expect(await world.store.read.selectFrom('public_hearing').selectAll().orderBy('case_number').execute()).toEqual(followed);
	});

	it('a notice is shown in its time and not a moment longer; whoever is told is told at both ends', async () => {
		const input = { court: 'dc', text: '消防演练', from: '2026-11-21', to: '2026-11-21' };
		expect(await addLobbyNotice(world.context, by, actorOf(office), input)).toMatchObject({ ok: true });
		const turns = watchPublicTurns(world.context);
		const told: string[] = [];
		world.store.onChange(({ lobbies }) => told.push([...lobbies].join()));
		const seen: (string | number)[] = [];
		for (const moment of [
			'2026-11-20T23:59:58',
			'2026-11-20T23:59:59',
			'2026-11-21T00:00:00',
			'2026-11-21T23:59:59',
			'2026-11-22T00:00:00',
			'2026-11-22T00:00:01',
		]) {
			world.at(`${moment}+08:00`);
			told.length = 0;
			await turns();
			seen.push((await shown()).notices.length, told.join() || '-');
		}
		// The first call of a day prunes; nothing is touched by it.
		expect(seen).toEqual([0, '-', 0, '-', 1, 'dc', 1, '-', 0, 'dc', 0, '-']);
		// What is not on display is not even read: a notice for tomorrow cannot leak today.
		world.at('2026-11-20T12:00:00+08:00');
		expect(JSON.stringify(await shown())).not.toContain('消防演练');
	});

	it('a withdrawn notice leaves the public tables in the same transaction; its row stays at the desk', async () => {
		const input = {
			court: 'dc',
			text: '停电检修',
			from: '2026-11-20T07:00',
			to: '2026-11-30',
			subtitle: { text: 'No power', lang: 'en' as const },
		};
		const added = await addLobbyNotice(world.context, by, actorOf(office), input);
		if (!added.ok) throw new Error(added.message);
		expect((await shown()).notices).toMatchObject([{ text: '停电检修', subtitle: { text: 'No power', lang: 'en' } }]);
		expect(await withdrawNotice(world.context, by, actorOf(office), { court: 'xl', id: added.id })).toMatchObject({ ok: false });
		expect(await withdrawNotice(world.context, by, actorOf(office), { court: 'dc', id: added.id })).toEqual({ ok: true, id: added.id });
		expect((await shown()).notices).toEqual([]);
		expect(await world.store.read.selectFrom('public_notice').selectAll().execute()).toEqual([]);
		expect(await world.store.read.selectFrom('lobby_notice').select(['text', 'withdrawn_by']).execute()).toEqual([
			{ text: '停电检修', withdrawn_by: 'trial' },
		]);
		expect(await withdrawNotice(world.context, by, actorOf(office), { court: 'dc', id: added.id })).toMatchObject({
			code: 'withdrawn-already',
		});
	});

	it.each([
		['no text', { text: ' ' }, '公告应为'],
		['too long', { text: '字'.repeat(301) }, '公告应为'],
		['no day', { from: '2026-02-30' }, '开始显示'],
		['ends before it begins', { from: '2026-11-22', to: '2026-11-20' }, '应晚于'],
		['over already', { from: '2026-11-01', to: '2026-11-19' }, '已经过去'],
	])('refuses a notice with %s', async (_what, wrong, said) => {
		const input = { court: 'dc', text: '通知', from: '2026-11-20', to: '2026-11-21', ...wrong };
		const outcome = await addLobbyNotice(world.context, by, actorOf(office), input);
		expect(outcome).toMatchObject({ ok: false, code: 'bad-lobby' });
		expect(JSON.stringify(outcome)).toContain(said);
		expect(await world.store.read.selectFrom('public_notice').selectAll().execute()).toEqual([]);
	});

	it('keeps every version of a text, goes back to the program’s, and says who confirmed it', async () => {
		const { context } = world;
		const fees = { ...shippedFees, examples: [10_000] };
		expect((await shown()).fees.pending).toBe(true);
		expect(await saveLobbyFees(context, by, actorOf(office), { court: 'dc', fees })).toEqual({ ok: true, id: 'fees-1' });
		expect((await shown()).fees).toMatchObject({ pending: false, examples: [{ claimFen: 1_000_000, feeFen: 5_000 }] });
		expect((await shown()).fees.fixed.some(({ pending }) => pending)).toBe(false);
		expect((await shown('xl')).fees.pending).toBe(true);
		expect(await saveLobbyFees(context, by, actorOf(office), { court: 'dc', fees })).toEqual({ ok: true, id: 'fees-1' });
		expect(await saveLobbyFees(context, by, actorOf(office), { court: 'dc', fees: undefined })).toEqual({ ok: true, id: 'fees-2' });
		expect((await shown()).fees.pending).toBe(true);
		expect(
			(await readLobbyTexts(world.store.read, 'dc')).map(({ kind, version, by: who, data }) => [kind, version, who, data === '']),
		).toEqual([
			['fees', 2, 'trial', true],
			['fees', 1, 'trial', false],
		]);
		const wrong = { ...shippedGuide, items: [] };
		expect(await saveLobbyGuide(context, by, actorOf(office), { court: 'dc', guide: wrong })).toMatchObject({ ok: false });
		expect((await shown()).guide.items).toEqual(shippedGuide.items);
	});

	it('shows what the court chose, in its order', async () => {
		const pages = [...shippedSettings.pages].reverse().map((page) => ({ ...page, shown: page.kind !== 'guide', seconds: 9 }));
		const settings = settingsWith({ pages, contrast: 'high', subtitles: { fees: { text: 'Court fees', lang: 'en' } } });
		await saveLobbySettings(world.context, by, actorOf(office), { court: 'dc', settings, hearings: false });
		const view = await shown();
		// Hearings stand in the list, but the court has not switched them on.
		expect(view.pages.map(({ kind }) => kind)).toEqual(['fees', 'notices', 'mediation', 'procedures', 'figures']);
		expect(view).toMatchObject({ contrast: 'high', subtitles: { fees: { text: 'Court fees' } } });
		const none = settingsWith({ pages: pages.map((page) => ({ ...page, shown: false })) });
		expect(await saveLobbySettings(world.context, by, actorOf(office), { court: 'dc', settings: none, hearings: false })).toMatchObject({
			ok: false,
			message: '至少显示一项内容',
		});
	});

	it('every deed leaves a line of audit, refused ones too', async () => {
		const outsider = person('li', 'handler', 'dc', 'self');
		const notice = { court: 'dc', text: '通知', from: '2026-11-20', to: '2026-11-21' };
		const deeds = [
			() => switchHearings(true),
			() => saveLobbyGuide(world.context, by, actorOf(office), { court: 'dc', guide: shippedGuide }),
			() => saveLobbyFees(world.context, by, actorOf(office), { court: 'dc', fees: shippedFees }),
			() => addLobbyNotice(world.context, by, actorOf(office), notice),
			() => withdrawNotice(world.context, by, actorOf(office), { court: 'dc', id: 'none' }),
			() => addLobbyNotice(world.context, { principal: outsider }, actorOf(outsider), notice),
			() => addLobbyNotice(world.context, { keyCourt: 'xl', keyId: 'k' }, actorOf(outsider), notice),
			() => addLobbyNotice(world.context, { keyCourt: 'zy', keyId: 'k' }, actorOf(outsider), notice),
		];
		for (const deed of deeds) await deed();
		const lines = await world.store.read
			.selectFrom('audit')
			.select(['action', 'result'])
			.where('action', 'like', 'lobby.%')
			.orderBy('seq')
			.execute();
		expect(lines.map(({ action, result }) => `${action} ${result}`)).toEqual([
			'lobby.settings ok',
			'lobby.guide ok',
			'lobby.fees ok',
			'lobby.notice ok',
			'lobby.notice.withdraw not-found',
			'lobby.notice forbidden',
			'lobby.notice forbidden',
			'lobby.notice ok',
		]);
	});

	it('figures of a small court are kept back: judges, open cases, hearings, procedures', async () => {
		await putDirectory(world.context, {
			units: [{ code: 't', name: '民庭', court: 'dc', kind: 'trial' }],
			persons: ['a', 'b', 'c'].map((code) => ({ code, name: code, court: 'dc', unit: 't', postJudge: true })),
		});
		await world.send(
			[1, 2, 3].flatMap((n) => [filed(n, { procedure: 'small' }), scheduled(n, {}), event(n, 'hearing-held', { hearingId: 'h1' })]),
		);
		await refreshPublicFigures(world.context);
		const few = await shown();
		expect(few.openPerJudge).toMatchObject({ value: 'few', openCases: 'few', judges: 'few', previous: null });
		expect(few.waitCycle).toMatchObject({ value: 'few', hearings: 'few' });
		expect(few.byProcedure.find(({ procedure }) => procedure === 'small')).toMatchObject({ waitDays: 'few', closeDays: null });
		const stored = await world.store.read
			.selectFrom('public_figure')
			.select('value')
			.where('court_code', '=', 'dc')
			.executeTakeFirstOrThrow();
		expect(stored.value).not.toMatch(/:\s*[1-4]\b/);
		await putDirectory(world.context, {
			persons: ['d', 'e'].map((code) => ({ code, name: code, court: 'dc', unit: 't', postJudge: true })),
		});
		await world.send(
			[4, 5, 6].flatMap((n) => [filed(n, { procedure: 'small' }), scheduled(n, {}), event(n, 'hearing-held', { hearingId: 'h1' })]),
		);
		await refreshPublicFigures(world.context);
		const enough = await shown();
		expect(enough.openPerJudge).toMatchObject({ value: 1, openCases: 6, judges: 5 });
		expect(enough.waitCycle).toMatchObject({ value: 42, hearings: 6 });
		expect(enough.byProcedure.find(({ procedure }) => procedure === 'small')).toMatchObject({ waitDays: 42 });
	});

	it('old figures in the public table, from a program that knew less, are shown as unknown and not as wrong', async () => {
		const value = JSON.stringify({
			courtName: '东川',
			openPerJudge: { value: 3, openCases: 3, judges: 1 },
			waitCycle: {},
			byProcedure: [],
			asOf: '2026-11-19T00:00:00.000Z',
		});
		await world.store.write(({ db }) =>
			db.insertInto('public_figure').values({ court_code: 'dc', name: 'lobby', value, as_of: '' }).execute(),
		);
		const view = await shown();
		expect(view.openPerJudge).toMatchObject({ value: null, openCases: null });
		expect(view.asOf).toBe('2026-11-19T00:00:00.000Z');
		expect(view.mediation.percent).toBeNull();
	});
});

it('what a lobby is fed from reads tables named public_ and no others', () => {
	for (const file of ['server/store/public-lobby.ts', 'server/store/public-figures.ts']) {
		const tables = [
			...readFileSync(file, 'utf8').matchAll(/(?:selectFrom|insertInto|deleteFrom|updateTable|innerJoin|leftJoin)\('([a-z_]+)'/g),
		].map(([, name]) => name!);
		expect(tables.length).toBeGreaterThan(0);
		for (const table of tables) expect(table).toMatch(/^public_/);
	}
	const projection = readFileSync('server/live/projections/lobby.ts', 'utf8');
	expect([...projection.matchAll(/from '\.\.\/\.\.\/store\/([^']+)'/g)].map(([, name]) => name)).toEqual(['public-lobby.ts']);
});

it('a day is a day of the court', () => {
	expect(dayOfInstant('2026-11-20T16:00:00.000Z' as never, 'Asia/Shanghai')).toBe('2026-11-21' as CourtDate);
});
