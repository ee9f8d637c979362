import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role, Scope } from '../../server/core/access/may.ts';
import { filedUpTo, reachedOn } from '../../server/core/ladder/climb.ts';
import type { StageDeed } from '../../server/core/ladder/deeds.ts';
import type { LadderStage } from '../../server/core/ladder/types.ts';
import { addDays } from '../../server/core/time/civil.ts';
import type { CourtDate } from '../../server/core/time/types.ts';
import type { FlowContext } from '../../server/flows/context.ts';
import { newCase, refold } from '../../server/flows/fold-cases.ts';
import { climbLadders, doStage } from '../../server/flows/ladder.ts';
import { putDirectory } from '../../server/flows/put-directory.ts';
import { loadLadders, readLadders } from '../../server/rulebooks/ladders.ts';
import { saveAccount } from '../../server/store/accounts.ts';
import { readCases } from '../../server/store/cases.ts';
import { eventOfRow } from '../../server/store/event-log.ts';
import { saveStages } from '../../server/store/stages.ts';
import { DeskViews } from '../../server/views/desk.ts';
import { LadderViews } from '../../server/views/ladder-views.ts';
import { sourceOf } from '../../server/views/view-context.ts';
import { actorOf, engines, openWorld, person, type World } from '../support/world.ts';

const ladders = loadLadders();
const day = (text: string): CourtDate => text as CourtDate;
const S2 = ladders.find(({ id }) => id === 'S2')!;
const caseNumber = (n: number): string => `（2026）示0204执${n}号`;
const keyOf = (n: number): string => `(2026)示0204执${n}号`;
const handler = person('li', 'handler', 'dc', 'self');
const chief = person('zheng', 'enforcement-chief', 'dc');
const vice = person('zhao', 'vice-president', 'dc');
const president = person('qin', 'president', 'dc');
const stranger = person('wei', 'enforcement-chief', 'xl');

describe('ladders as data', () => {
	it('hold both seed ladders of the domain pages', () => {
		expect(ladders.map(({ id, stages }) => [id, ...stages.map(({ months, level }) => `${months} ${level}`)])).toEqual([
			['S1', '4 remind', '9 urge', '12 supervise'],
			['S2', '6 remind', '6 supervise', '9 supervise', '12 committee'],
		]);
	});

	it('refuse stages out of order, naming the line', () => {
		const text = (second: number) =>
			`ladders:\n  - id: S1\n    name: 甲\n    source: 乙\n    cases: all\n    stages:\n      - { stage: 1, months: 9, level: remind, name: 一, to: [handler], replyDays: 5 }\n      - { stage: 2, months: ${second}, level: urge, name: 二, to: [handler], replyDays: 5 }\n`;
		expect(readLadders({ name: 'x.yaml', text: text(12) })).toHaveLength(1);
		expect(() => readLadders({ name: 'x.yaml', text: text(4) })).toThrow(/x\.yaml 第 8 行：.*后一阶段应当晚于前一阶段/);
	});

	it('the last filing day of a stage is the border, on every day of four years', () => {
		for (const stage of [...S2.stages, { ...S2.stages[0]!, months: 1 }, { ...S2.stages[1]!, months: 1 }] as LadderStage[])
			for (let today = day('2023-12-01'); today < day('2028-02-01'); today = addDays(today, 1)) {
				const last = filedUpTo(stage, today, 15);
				expect(reachedOn(stage, last, 15) <= today).toBe(true);
				expect(reachedOn(stage, addDays(last, 1), 15) > today).toBe(true);
			}
	});
});

describe.each(engines)('the long-pending ladder (%s)', (engine) => {
	let world: World;
	const run = () => climbLadders(world.context, ladders);
	const stages = () =>
		world.store.read
			.selectFrom('case_stage')
			.selectAll()
			.orderBy('case_id')
			.orderBy('ladder')
			.orderBy('stage')
			.orderBy('entered_on')
			.execute();
	const open = async () => (await stages()).filter((row) => row.left_on === null).map((row) => row.id);
	const file = (n: number, on: string, data: Record<string, unknown> = {}) =>
		world.send([{ caseNumber: caseNumber(n), type: 'case-filed', occurredAt: on, data: { handler: 'li', ...data } }]);
	const account = (code: string, role: Role, court: string, scope: Scope = 'court') =>
		world.store.write(({ db }) =>
			saveAccount(db, { id: `account-${code}`, username: code, passwordHash: '-', personCode: code, grants: [{ role, court, scope }] }),
		);
	const say = (who: typeof handler, id: string, deed: StageDeed) => doStage(world.context, who, actorOf(who), id, deed);
	const views = () => {
		const source = sourceOf(world.context);
		return new LadderViews(source, new DeskViews(source), ladders);
	};

	beforeAll(async () => {
		world = await openWorld(engine, '2026-03-03');
		await account('zheng', 'enforcement-chief', 'dc');
		await account('zhao', 'vice-president', 'dc');
		await account('mo', 'trial-management', 'dc');
		await file(1, '2026-03-02');
		await file(2, '2026-03-03');
	});
	afterAll(() => world.close());

	it('approaches fifteen days before six months are full, and not a day earlier', async () => {
		world.at('2026-08-17');
		expect(await run()).toEqual({ entered: 0, left: 0 });
		world.at('2026-08-18');
		expect(await run()).toEqual({ entered: 1, left: 0 });
		expect(await run()).toEqual({ entered: 0, left: 0 });
		const [row] = await stages();
		expect(row).toMatchObject({
			id: `${keyOf(1)}-S2-1`,
			reached_on: '2026-08-18',
			entered_on: '2026-08-18',
			reply_by: '2026-08-23',
			level: 'remind',
		});
		expect(JSON.parse(row!.recipients)).toEqual([
			{ as: 'handler', person: 'li' },
			{ as: 'enforcement-chief', person: 'zheng' },
			{ as: 'trial-management', person: 'mo' },
		]);
	});

	it('a setting of the court moves the approach, not the six months', async () => {
		await putDirectory(world.context, {
			courts: [{ code: 'dc', name: '东川县人民法院', level: 'basic', settings: { ladderApproachDays: 13 } }],
		});
		world.at('2026-08-20');
		expect((await run()).entered).toBe(0);
		world.at('2026-08-21');
		expect((await run()).entered).toBe(1);
		expect((await stages()).find((row) => row.id === `${keyOf(2)}-S2-1`)?.reached_on).toBe('2026-08-21');
	});

	it('receipt by whom it names, plan by the handler, review by the chief; others are refused and audited', async () => {
		const id = `${keyOf(1)}-S2-1`;
		const plan = { kind: 'plan', plan: '九月底前拍卖结案', nextReviewOn: day('2026-09-10') } as const;
		expect(await say(stranger, id, { kind: 'receive' })).toMatchObject({ code: 'forbidden' });
		expect(await say(president, id, { kind: 'receive' })).toMatchObject({ code: 'forbidden' });
		expect(await say(chief, id, { kind: 'receive' })).toEqual({ ok: true, id });
		expect(await say(handler, id, { kind: 'receive' })).toMatchObject({ code: 'stage-received' });
		expect(await say(vice, id, plan)).toMatchObject({ code: 'forbidden' });
		expect(await say(handler, id, { ...plan, plan: ' ' })).toMatchObject({ code: 'plan-missing' });
		expect(await say(handler, id, { ...plan, nextReviewOn: day('2026-08-21') })).toMatchObject({ code: 'day-past' });
		expect(await say(handler, id, { ...plan, nextReviewOn: day('2027-08-21') })).toMatchObject({ code: 'day-too-late' });
		expect(await say(handler, id, plan)).toEqual({ ok: true, id });
		expect(await say(handler, id, { kind: 'review', result: '按计划' })).toMatchObject({ code: 'forbidden' });
		expect(await say(chief, id, { kind: 'review', result: '按计划' })).toMatchObject({ code: 'day-missing' });
		expect(await say(chief, id, { kind: 'review', result: '讨论', leave: true })).toMatchObject({ code: 'not-committee' });
		expect(await say(chief, id, { kind: 'review', result: '按计划', nextReviewOn: day('2026-09-01') })).toEqual({ ok: true, id });
		expect((await stages()).find((row) => row.id === id)).toMatchObject({
			received_by: 'zheng',
			plan: '九月底前拍卖结案',
			planned_by: 'li',
			next_review_on: '2026-09-01',
		});
		const lines = await world.store.read.selectFrom('audit').select(['action', 'result']).where('object', '=', id).execute();
		expect(lines.filter((line) => line.result === 'forbidden')).toHaveLength(4);
		expect(lines.filter((line) => line.result === 'ok')).toHaveLength(3);
	});

	it('shows what waits: receipts, plans, reviews past their day', async () => {
		world.at('2026-09-01');
		const at = async () => (await views().list(chief, { ladder: 'S2' })).stages.find(({ stage }) => stage === 1);
		expect(await at()).toMatchObject({ total: 2, unreceived: 1, unplanned: 1, reviewLate: 0 });
		world.at('2026-09-02');
		// Six months are full this day: the case goes one stage up with a new notice, and must be received and planned anew.
		expect((await run()).entered).toBe(1);
		world.at('2026-08-31');
		expect(await open()).toEqual([`${keyOf(1)}-S2-2`, `${keyOf(2)}-S2-1`]);
		const first = (await stages()).find((row) => row.id === `${keyOf(1)}-S2-1`);
		expect(first).toMatchObject({ left_on: '2026-09-02', left_why: 'escalated' });
		world.at('2026-09-02');
		await say(handler, `${keyOf(1)}-S2-2`, { kind: 'plan', plan: '甲', nextReviewOn: day('2026-09-05') });
		const late = async () => (await views().list(chief, { ladder: 'S2', standing: 'review-late' })).rows.map((row) => row.stageId);
		world.at('2026-09-05');
		expect(await late()).toEqual([]);
		world.at('2026-09-06');
		expect(await late()).toEqual([`${keyOf(1)}-S2-2`]);
		expect((await views().list(stranger, { ladder: 'S2' })).rows).toEqual([]);
		expect((await views().list(handler, { ladder: 'S2' })).rows).toHaveLength(2);
	});

	it('leaves when closed, and begins anew when reopened', async () => {
		await world.send([{ caseNumber: caseNumber(1), type: 'case-closed', occurredAt: '2026-09-06', data: { mode: 'ended' } }]);
		expect((await views().list(chief, { ladder: 'S2', stage: 2 })).rows.map((row) => row.stageId)).toEqual([]);
		expect(await say(chief, `${keyOf(1)}-S2-2`, { kind: 'receive' })).toMatchObject({ code: 'stage-left' });
		expect((await run()).left).toBe(1);
		expect((await stages()).find((row) => row.id === `${keyOf(1)}-S2-2`)).toMatchObject({ left_why: 'closed', owes_exit: 0 });
		world.at('2026-09-07');
		await world.send([{ caseNumber: caseNumber(1), type: 'case-reopened', occurredAt: '2026-09-07', data: { ground: '误报' } }]);
		await run();
		expect(await open()).toContain(`${keyOf(1)}-S2-2.2`);
	});

	it('a case that comes late enters the highest stage only; the committee may let it go', async () => {
		await file(3, '2025-09-10');
		expect((await run()).entered).toBe(1);
		expect(await open()).toContain(`${keyOf(3)}-S2-3`);
		world.at('2026-09-10');
		await run();
		const id = `${keyOf(3)}-S2-4`;
		expect(await open()).toContain(id);
		expect(await say(president, id, { kind: 'review', result: '审委会研究：中止事由成立', leave: true })).toEqual({ ok: true, id });
		expect((await run()).entered).toBe(0);
		expect(await open()).not.toContain(id);
		expect((await stages()).find((row) => row.id === id)).toMatchObject({ left_why: 'committee' });
	});

	it('a transfer ends the stage at the old court and begins one at the new', async () => {
		const transfer = { toCourt: 'xl', ground: '管辖' };
		await world.send([{ caseNumber: caseNumber(2), type: 'case-transferred', occurredAt: '2026-09-10', data: transfer }]);
		expect(await run()).toMatchObject({ left: 1 });
		const rows = (await stages()).filter((row) => row.id.startsWith(keyOf(2)) && row.stage === 2);
		expect(rows.map((row) => [row.court_code, row.left_why])).toEqual([
			['dc', 'transferred'],
			['xl', null],
		]);
	});

	it('S1 stands beside S2 for ordinary trials of a court that has chosen it', async () => {
		const civil = '（2026）示0205民初1号';
		await world.send([
			{
				court: 'xl',
				caseNumber: civil,
				type: 'case-filed',
				occurredAt: '2026-05-10',
				data: { procedure: 'simple', handler: 'wu', unit: 'u1' },
			},
		]);
		await run();
		const s1 = async () => (await stages()).filter((row) => row.ladder === 'S1').map((row) => [row.stage, row.left_why]);
		await putDirectory(world.context, { courts: [{ code: 'xl', name: '西陵县人民法院', level: 'basic', settings: { ladder: 'S1+S2' } }] });
		await run();
		expect(await s1()).toEqual([]);
		await world.send([{ court: 'xl', caseNumber: civil, type: 'procedure-converted', occurredAt: '2026-09-10', data: { to: 'ordinary' } }]);
		await run();
		expect(await s1()).toEqual([[1, null]]);
		expect((await stages()).find((row) => row.ladder === 'S1')).toMatchObject({ reached_on: '2026-09-10' });
	});

	it('gives way between slices, however many cases are due at once', async () => {
		await world.send(
			Array.from({ length: 24 }, (_, n) => ({
				court: 'xl',
				caseNumber: `（2026）示0205执${n + 100}号`,
				type: 'case-filed',
				occurredAt: '2026-01-05',
				data: { handler: 'wu' },
			})),
		);
		let ms = 0;
		let gaveWay = 0;
		const slow = Object.create(world.context, {
			monotonicMs: { value: () => (ms += 100) },
			yield: { value: () => Promise.resolve((gaveWay += 1)) },
		}) as FlowContext;
		expect((await climbLadders(slow, ladders)).entered).toBe(24);
		expect(gaveWay).toBeGreaterThanOrEqual(5);
	});

	it('writes nothing while nothing is due', async () => {
		const before = await world.store.read.selectFrom('case_event').select('seq').orderBy('seq', 'desc').executeTakeFirst();
		for (let n = 0; n < 3; n += 1) expect(await run()).toEqual({ entered: 0, left: 0 });
		expect(await world.store.read.selectFrom('case_event').select('seq').orderBy('seq', 'desc').executeTakeFirst()).toEqual(before);
	});

	it('the month-start list is as of the first day, by department and judge', async () => {
		await file(9, '2026-03-01');
		await world.send([{ caseNumber: caseNumber(9), type: 'case-closed', occurredAt: '2026-09-01', data: { mode: 'ended' } }]);
		await file(10, '2026-03-01');
		await world.send([{ caseNumber: caseNumber(10), type: 'case-closed', occurredAt: '2026-08-31', data: { mode: 'ended' } }]);
		const list = await views().monthly(president, { month: '2026-09', court: 'dc' });
		if (!list.ok) throw new Error(list.message);
		const numbers = list.view.groups.flatMap((group) => group.rows.map((row) => [group.name, row.caseNumber]));
		expect(list.view.asOf).toBe('2026-09-01');
		// Closed on the first counts as open at its beginning, closed the day before does not.
		expect(numbers).toContainEqual(['满六个月分管副院长督办', caseNumber(9)]);
		expect(numbers.map(([, number]) => number)).not.toContain(caseNumber(10));
		expect(numbers).toContainEqual(['临近六个月提醒警告', caseNumber(1)]);
		expect(list.view.groups.flatMap((group) => group.rows).every((row) => row.handlerName !== undefined)).toBe(true);
		expect((await views().monthly(stranger, { month: '2026-09', court: 'dc' })).ok).toBe(false);
		expect((await views().monthly(president, { month: '2026-10', court: 'dc' })).ok).toBe(false);
	});

	it('gives the same state and rows from the log', async () => {
		const kept = await readCases(world.store.read, [keyOf(1), keyOf(2), keyOf(3)]);
		const before = await stages();
		for (const [key, stored] of kept) {
			const rows = await world.store.read.selectFrom('case_event').selectAll().where('case_key', '=', key).orderBy('seq').execute();
			const empty = newCase(world.context, stored.state.filingCourt, stored.state.text);
			const rebuilt = refold(world.context, empty, rows.map(eventOfRow));
			expect(rebuilt.after.state).toEqual(stored.state);
			await world.store.write(async ({ db }) => {
				await db.deleteFrom('case_stage').where('case_id', '=', stored.id!).execute();
				await saveStages(db, [{ ...rebuilt, id: stored.id! }]);
			});
		}
		expect(await stages()).toEqual(before);
	});
});
