import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CourtDate } from '../../server/core/time/types.ts';
import { loadCalendar } from '../../server/flows/load-calendar.ts';
import { loadLayer } from '../../server/flows/load-layer.ts';
import { publishDaily } from '../../server/flows/publish-daily.ts';
import { putDirectory } from '../../server/flows/put-directory.ts';
import { reconcileCourt, recountCourt, type ReconcileParts } from '../../server/flows/reconcile.ts';
import { Projector } from '../../server/live/projector.ts';
import { reconcileParts } from '../../server/reconcile-parts.ts';
import { saveCalendarSource } from '../../server/store/calendar.ts';
import { selectStored } from '../../server/store/cases.ts';
import { readLastReconciled } from '../../server/store/reconcile.ts';
import { reconciliationView } from '../../server/views/reconciliation-view.ts';
import { sourceOf } from '../../server/views/view-context.ts';
import { actorOf, courts, engines, factOf as fact, openWorld, person, type TestEvent, type World } from '../support/world.ts';

const admin = person('admin', 'system-admin', 'gy', 'subtree');
const day = (text: string): CourtDate => text as CourtDate;
const filed = (n: number, on = '2026-03-02'): TestEvent =>
	fact(n, 'case-filed', on, { handler: 'li', claimFen: 1_000 * n, basis: 'civil' });
const closed = (n: number, on = '2026-03-10'): TestEvent => fact(n, 'case-closed', on, { mode: 'ended', recoveredFen: 0 });
/** Closed, and its file archived: nothing of it runs any more, so that no change of calendar or rules computes it again. */
const done = (n: number): TestEvent[] => [closed(n), fact(n, 'case-archived', '2026-03-16')];

/** What a reconciliation must not be misled by, and what it must not miss. */
describe.each(engines)('a reconciliation that tells the truth (%s)', (engine) => {
	let world: World;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-03-17');
	});
	afterEach(() => world.close());

	const parts = (change: Partial<ReconcileParts> = {}): ReconcileParts => {
		const projector = new Projector(Object.assign(sourceOf(world.context), { ladderStages: [] }), () => undefined);
		return { ...reconcileParts(world.context, projector, undefined), rest: () => Promise.resolve(), ...change };
	};
	const found = async (court = 'dc', change: Partial<ReconcileParts> = {}) =>
		(await reconcileCourt(world.context, parts(change), court)).mismatches;
	const close2026 = (text: string) =>
		loadCalendar(world.context, admin, actorOf(admin), { court: 'dc', year: 2026, kind: 'closure', text, document: '院办通知' });
	/** Changes what is stored of a case as no flow would. */
	const spoil = (n: number, from: string, to: string) =>
		world.store.write(async ({ db }) => {
			const row = await selectStored(db).where('case_key', 'like', `%执${n}号`).executeTakeFirstOrThrow();
			expect(row.state + row.facts).toContain(from);
			const spoilt = { state: row.state.replaceAll(from, to), facts: row.facts!.replaceAll(from, to) };
			await db.updateTable('case_file').set({ state: spoilt.state }).where('id', '=', row.id).execute();
			await db.updateTable('case_facts').set({ facts: spoilt.facts }).where('case_id', '=', row.id).execute();
		});

	it('a closed case keeps the days that it was computed by when the calendar changes: no fault, whatever changes after it', async () => {
		await world.send([filed(1), filed(2), ...done(1)]);
		expect(await found()).toEqual([]);
		// The limits of six months end on 2026-09-02: of the open case it moves, of the closed one it stays.
		expect(await close2026('2026-09-02 休 院庆\n2026-09-03 休 院庆')).toMatchObject({ ok: true });
		expect(await found()).toEqual([]);
		expect(await close2026('2026-09-02 休 院庆')).toMatchObject({ ok: true });
		await world.send([filed(3), ...done(2)]);
		expect(await close2026('无')).toMatchObject({ ok: true });
		expect(await found()).toEqual([]);
		// Nor after the case has gone to another court with another calendar.
		await world.send([filed(4), ...done(4), fact(3, 'case-transferred', '2026-03-16', { toCourt: 'xl', ground: '指定执行' })]);
		expect(await close2026('2026-09-02 休 院庆')).toMatchObject({ ok: true });
		for (const court of ['dc', 'xl']) expect([court, await found(court)]).toEqual([court, []]);
	});

	it('nor when a layer of rules takes force after the case was closed', async () => {
		await world.send([filed(1), fact(1, 'notice-issued', '2026-03-04'), ...done(1)]);
		const text = [
			'court: dc',
			'issued: 2026-01-05',
			'document: dc〔2026〕3号',
			'change:',
			'  - { node: enf-archive, clock: management, from: 2026-01-05, limit: 45, basis: 本院归档办法第二条：结案后四十五日内归档 }',
		].join('\n');
		expect(await loadLayer(world.context, admin, actorOf(admin), { court: 'dc', text })).toMatchObject({ ok: true });
		expect(await found()).toEqual([]);
	});

	it('a closed case whose stored days no rules ever gave is told, with what differs, under the new calendar as under the old', async () => {
		await world.send([filed(1), filed(2), ...done(1)]);
		await spoil(1, '2026-09-02', '2026-09-09');
		const told = {
			...{ check: 'log', found: 1, expected: 0, figure: '与事件重放不符的案件', detail: '（2026）示0204执1号' },
			causes: [expect.stringMatching(/^（2026）示0204执1号：.+届满日，在库2026年9月9日，重放2026年9月2日/) as string],
		};
		expect(await found()).toEqual([told]);
		expect(await close2026('2026-09-10 休 院庆')).toMatchObject({ ok: true });
		expect(await found()).toEqual([told]);
		// Kept with the run, and shown.
		const [last] = await readLastReconciled(world.store.read, ['dc']);
		expect(last!.mismatches).toEqual([told]);
		const [row] = (await reconciliationView(sourceOf(world.context), ['dc'])).rows;
		expect(row!.mismatches[0]!.causes).toEqual(told.causes);
	});

	it('an open case that a change of the calendar has left behind is told; one whose turn is still to come is not', async () => {
		await world.send([filed(1)]);
		const days = [{ day: day('2026-09-02'), kind: 'rest', name: '院庆' }] as const;
		const source = { court: 'dc', year: 2026, kind: 'closure', document: '院办通知', text: '2026-09-02 休 院庆', days } as const;
		await world.store.write(async ({ db }) => {
			await saveCalendarSource(db, { ...source, loadedAt: world.context.now(), loadedBy: 'admin' });
		});
		await world.context.reloadRules();
		expect(await found()).toEqual([]);
		await world.store.write(async ({ db }) => {
			await db.updateTable('calendar_source').set({ projected_at: world.context.now() }).execute();
		});
		expect(await found()).toMatchObject([{ check: 'log', found: 1 }]);
	});

	it('a closed case of an older program is counted as not compared, not as wrong', async () => {
		await world.send([filed(1), ...done(1)]);
		const row = await world.store.read.selectFrom('case_file').select(['id', 'state']).executeTakeFirstOrThrow();
		const [stamp] = /"by":"[0-9a-f]{32}"|"computedBy":"[0-9a-f]{32}"/.exec(row.state) ?? [];
		expect(stamp).toBeDefined();
		await spoil(1, '2026-09-02', '2026-09-09');
		await spoil(1, stamp!, stamp!.replace(/[0-9a-f]{32}/, '0'.repeat(32)));
		const result = await reconcileCourt(world.context, parts(), 'dc');
		expect(result).toMatchObject({ mismatches: [], uncompared: 1 });
		expect((await readLastReconciled(world.store.read, ['dc']))[0]).toMatchObject({ mismatches: [], uncompared: 1 });
		expect((await reconciliationView(sourceOf(world.context), ['dc'])).rows[0]).toMatchObject({ uncompared: 1 });
		// The facts themselves are compared all the same.
		await spoil(1, '"claimFen":1000', '"claimFen":1001');
		const causes = ['（2026）示0204执1号：2026年3月2日的事件“立案”，在库与重放不同'];
		expect(await found()).toContainEqual(expect.objectContaining({ check: 'log', found: 1, causes }));
	});

	it('a court whose year begins elsewhere agrees with its lists', async () => {
		await putDirectory(world.context, { courts: courts.map((court) => ({ ...court, settings: { statYearStart: '12-21' } })) });
		await world.send([filed(1), filed(2, '2025-12-22'), filed(3, '2025-12-01')]);
		expect(await found()).toEqual([]);
		expect(await found('gy')).toEqual([]);
	});

	it('events that land while the record of the day is made are in it or not, and either way it agrees', async () => {
		await world.send([1, 2, 3, 4].map((n) => filed(n)));
		world.at('2026-03-18T00:11:00+08:00');
		// A night's batch goes on meanwhile, with facts of the day itself.
		let n = 20;
		const busy = {
			...world.context,
			yield: async () => {
				world.at(`2026-03-18T00:${String(12 + (n % 40)).padStart(2, '0')}:00+08:00`);
				await world.send([filed(n, '2026-03-17'), ...(n % 3 === 0 ? [closed(n - 1, '2026-03-17')] : [])]);
				n += 1;
			},
		};
		for (const court of ['dc', 'zy', 'gy']) expect(await publishDaily(busy, court, day('2026-03-17'))).toMatchObject({ ok: true });
		expect(n).toBeGreaterThan(30);
		for (const court of ['dc', 'zy', 'gy']) expect([court, await found(court)]).toEqual([court, []]);
	});

	it('an event that was dated before the record but committed after it is no fault', async () => {
		await world.send([filed(1)]);
		world.at('2026-03-18T00:11:00+08:00');
		expect(await publishDaily(world.context, 'dc', day('2026-03-17'))).toMatchObject({ ok: true });
		// Its flow asked for the time before, and waited in line for the writer.
		world.at('2026-03-18T00:10:30+08:00');
		await world.send([filed(2, '2026-03-17')]);
		world.at('2026-03-18T00:30:00+08:00');
		expect(await found()).toEqual([]);
	});

	it('facts that go on coming between one reading and the next make no alarm, and hide none', async () => {
		await world.send([1, 2, 3].map((n) => filed(n)));
		world.at('2026-03-18T00:11:00+08:00');
		expect(await publishDaily(world.context, 'dc', day('2026-03-17'))).toMatchObject({ ok: true });
		let n = 30;
		const quiet = parts();
		const during: Partial<ReconcileParts> = {
			wall: async (court) => {
				const shown = await quiet.wall(court);
				await world.send([filed(n, '2026-03-18')]);
				n += 1;
				return shown;
			},
		};
		expect(await found('dc', during)).toEqual([]);
		expect(n).toBeGreaterThan(32);
		// A wall that is off by more than what came meanwhile is told, in a storm as in the quiet.
		const off: ReconcileParts['wall'] = async (court) => {
			const shown = (await during.wall!(court))!;
			return { ...shown, open: shown.open + 9 };
		};
		expect(await found('dc', { wall: off })).toContainEqual(expect.objectContaining({ check: 'wall-list', figure: '未结' }));
		const offByOne: ReconcileParts['wall'] = async (court) => {
			const shown = (await quiet.wall(court))!;
			return { ...shown, open: shown.open + 1 };
		};
		expect(await found('dc', { wall: offByOne })).toContainEqual(expect.objectContaining({ check: 'wall-list', figure: '未结' }));
	});

	it('a wall that is about to catch up gets the time for it', async () => {
		await world.send([1, 2, 3].map((n) => filed(n)));
		const quiet = parts();
		let looks = 0;
		const late: ReconcileParts['wall'] = async (court) => {
			looks += 1;
			const shown = (await quiet.wall(court))!;
			return looks < 4 ? { ...shown, open: shown.open - 1 } : shown;
		};
		expect(await found('dc', { wall: late })).toEqual([]);
		expect(looks).toBe(4);
	});

	it('what a recount finds is looked at twice before it is told', async () => {
		await world.send([filed(1)]);
		const context = { ...world.context, db: world.store.read };
		let runs = 0;
		const once: ReconcileParts['recount'] = async (court, of) => {
			runs += 1;
			const counted = await recountCourt(context, court, of);
			const passing = { check: 'recount', figure: 'case-received', found: 1, expected: 2 } as const;
			return runs === 1 ? { ...counted, mismatches: [passing] } : counted;
		};
		expect(await found('dc', { recount: once })).toEqual([]);
		expect(runs).toBe(2);
	});
});
