import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LockFilter } from '../../src/lib/contract/lock-register.ts';
import type { Principal } from '../../server/core/access/may.ts';
import { lockByHand } from '../../server/flows/hand-locks.ts';
import { putDirectory } from '../../server/flows/put-directory.ts';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { decideRequest, requestUnlock, reviewLock } from '../../server/flows/unlock.ts';
import { readCases } from '../../server/store/cases.ts';
import { handLockView, lockRegisterView } from '../../server/views/lock-register.ts';
import { lockTable } from '../../server/views/lock-table.ts';
import { sourceOf } from '../../server/views/view-context.ts';
import { actorOf, courts, engines, openWorld, person, type World } from '../support/world.ts';

const numberOf = (n: number, court = '0204'): string => `（2026）示${court}执${n}号`;
const keyOf = (n: number, court = '0204'): string => `(2026)示${court}执${n}号`;
const noticeOf = (n: number, court?: string): string => `${keyOf(n, court)}/enf-notice/-/1`;
const handler = person('li', 'handler', 'dc', 'self');
const chief = person('zheng', 'enforcement-chief', 'dc');
const approver = person('zhou', 'unlock-approver', 'zy', 'subtree');
const supervisor = person('qian', 'supervisor', 'zy', 'subtree');
const duty = person('yan', 'duty-officer', 'zy', 'subtree');

describe.each(engines)('the lock register (%s)', (engine) => {
	let world: World;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-03-02');
		await putDirectory(world.context, {
			courts: [{ ...courts[3], settings: { softLocks: ['enf-notice'] } }],
			persons: [{ code: 'wang', name: '王某某', court: 'dc' }],
		});
	});
	afterEach(() => world.close());

	const view = (who: Principal, filter: LockFilter = {}, limit?: number) => lockRegisterView(sourceOf(world.context), who, filter, limit);
	const numbers = async (filter: LockFilter, who = supervisor) => (await view(who, filter)).rows.map((row) => row.caseNumber).sort();

	async function sweepAt(moment: string): Promise<void> {
		world.at(moment);
		await world.send([], moment);
		await world.send([{ court: 'xl', caseNumber: numberOf(1, '0205'), type: 'case-updated', occurredAt: moment.slice(0, 10) }], moment);
		await sweepDeadlines(world.context);
	}

	/**
	 * dc 1-4 and xl 1 run out on 03-12 and are locked on 03-13: dc 1 granted on 03-18 (asked 03-13) and locked again on 03-21, dc 2 refused on
	 * 03-20 after a late endorsement, dc 3 voided, dc 4 (wang) stands, xl 1 soft and finished on 03-16.
	 */
	async function story(): Promise<void> {
		const file = (court: string, code: string, n: number, who: string) => [
			{ court, caseNumber: numberOf(n, code), type: 'case-filed', occurredAt: '2026-03-02', data: { handler: who, claimFen: 1 } },
			{ court, caseNumber: numberOf(n, code), type: 'net-query-launched', occurredAt: '2026-03-02' },
		];
		await world.send([1, 2, 3].flatMap((n) => file('dc', '0204', n, 'li')));
		await world.send([...file('dc', '0204', 4, 'wang'), ...file('xl', '0205', 1, 'zhao')]);
		await sweepAt('2026-03-13T08:00:00+08:00');
		for (const n of [1, 2]) await ask(n);
		await decide(1, chief, 0, 'approve');
		await world.send([{ caseNumber: numberOf(3), type: 'notice-issued', occurredAt: '2026-03-12' }]);
		const reviewed = await reviewLock(world.context, supervisor, actorOf(supervisor), `${keyOf(3)}-L1`, {
			verdict: 'void',
			opinion: '已按期',
		});
		expect(reviewed).toMatchObject({ ok: true });
		world.at('2026-03-16');
		await world.send([{ court: 'xl', caseNumber: numberOf(1, '0205'), type: 'notice-issued', occurredAt: '2026-03-16' }]);
		world.at('2026-03-17');
		await decide(2, chief, 0, 'approve');
		world.at('2026-03-18');
		await decide(1, approver, 1, 'approve');
		world.at('2026-03-20');
		await decide(2, approver, 1, 'refuse');
		await sweepAt('2026-03-21T08:00:00+08:00');
		world.at('2026-03-23T09:00:00+08:00');
	}

	async function ask(n: number): Promise<void> {
		const newDueOn = { [noticeOf(n)]: '2026-03-20' as never };
		const asked = await requestUnlock(world.context, handler, actorOf(handler), `${keyOf(n)}-L1`, {
			reason: '延误',
			plan: '补办',
			newDueOn,
		});
		expect(asked).toMatchObject({ ok: true });
	}

	async function decide(n: number, who: Principal, step: number, verdict: 'approve' | 'refuse'): Promise<void> {
		const decided = await decideRequest(world.context, who, actorOf(who), `${keyOf(n)}-L1-R1`, { step, verdict, opinion: '意见' });
		expect(decided).toMatchObject({ ok: true });
	}

	it('lists every lock with its causes, days, decider, request and end', async () => {
		await story();
		const { rows, total, period } = await view(supervisor);
		expect([total, period]).toEqual([6, { from: '2026-01-01', to: '2026-03-23' }]);
		const of = (id: string) => rows.find((row) => row.id === id);
		expect(rows[0]!.id).toBe(`${keyOf(1)}-L2`);
		expect(of(`${keyOf(1)}-L1`)).toMatchObject({
			...{ caseNumber: numberOf(1), courtName: '东川县人民法院', handlerName: '李某某', state: 'released', outcomeName: '同意解锁' },
			...{
				lockedOn: '2026-03-13',
				releasedOn: '2026-03-18',
				days: 5,
				repeat: 0,
				deciderName: '示范市中级人民法院',
				newDueOn: ['2026-03-20'],
			},
			causes: [{ nodeName: '发出执行通知书', dueOn: '2026-03-12' }],
			request: { phaseName: '已同意' },
		});
		expect(of(`${keyOf(1)}-L2`)).toMatchObject({ state: 'active', lockedOn: '2026-03-21', days: 2, repeat: 1 });
		expect(of(`${keyOf(2)}-L1`)).toMatchObject({ state: 'active', days: 10, request: { phaseName: '不予解锁' } });
		expect(of(`${keyOf(3)}-L1`)).toMatchObject({ state: 'released', outcomeName: '复核撤销', days: 0 });
		expect(of(`${keyOf(1, '0205')}-L1`)).toMatchObject({ soft: true, outcomeName: '节点办结，自动解锁', days: 3 });
	});

	it('counts the period, and every figure leads to as many lines', async () => {
		await story();
		const { statistics } = await view(supervisor);
		expect(statistics).toMatchObject({
			...{ locks: 5, standing: 3, voided: 1, older: 0 },
			released: { count: 2, median: 4, p90: 5 },
			waiting: { count: 3, median: 10, p90: 10 },
			repeats: {
				total: 1,
				byNode: [{ key: 'enf-notice', name: '发出执行通知书', locks: 5, repeats: 1 }],
				byHandler: [{ key: 'li', name: '李某某', locks: 3, repeats: 1 }],
				byCourt: [{ key: 'dc', name: '东川县人民法院', locks: 4, repeats: 1 }],
			},
		});
		// Asked on Friday 03-13; granted on Wednesday (3 working days), refused on Friday a week later (5). Both endorsements count for dc.
		expect(statistics.turnRound).toEqual([
			{ court: 'zy', courtName: '示范市中级人民法院', decided: 2, medianDays: 4, steps: 2, late: 0 },
			{ court: 'dc', courtName: '东川县人民法院', decided: 0, steps: 2, late: 1 },
		]);
		expect(await numbers({ outcome: 'held' })).toHaveLength(statistics.locks);
		expect(await numbers({ state: 'standing' })).toHaveLength(statistics.standing);
		expect(await numbers({ outcome: 'real' })).toHaveLength(statistics.released.count);
		expect(await numbers({ outcome: 'held', repeat: true })).toHaveLength(statistics.repeats.total);
		expect(await numbers({ outcome: 'voided' })).toEqual([numberOf(3)]);
		expect(await numbers({ outcome: 'real' })).toEqual([numberOf(1), numberOf(1, '0205')].sort());
		expect(await numbers({ repeat: true, node: 'enf-notice' })).toEqual([numberOf(1)]);
		expect(await numbers({ repeat: true, handler: 'li' })).toEqual([numberOf(1)]);
		expect(await numbers({ repeat: true, court: 'dc' })).toEqual([numberOf(1)]);
		expect(await numbers({ decidedBy: 'zy' })).toEqual([numberOf(1), numberOf(2)]);
		expect(await numbers({ decidedBy: 'dc' })).toEqual([]);
		expect(await numbers({ lateAt: 'dc' })).toEqual([numberOf(2)]);
	});

	it('filters by state, court, node, handler and days; an unknown court finds nothing', async () => {
		await story();
		expect(await numbers({ court: 'xl' })).toEqual([numberOf(1, '0205')]);
		expect(await numbers({ court: 'gy' })).toEqual([]);
		expect(await numbers({ handler: '王' })).toEqual([numberOf(4)]);
		expect(await numbers({ node: 'enf-close' })).toEqual([]);
		expect(await numbers({ from: '2026-03-14', to: '2026-03-21' })).toEqual([numberOf(1)]);
		expect(await numbers({ to: '2026-03-13' })).toHaveLength(5);
		expect(await numbers({ from: 'yesterday', to: '2026-02-30' })).toHaveLength(6);
		const { statistics } = await view(supervisor, { from: '2026-03-14' });
		expect(statistics).toMatchObject({ locks: 1, standing: 1, older: 2 });
	});

	it('pages without losing or repeating a line', async () => {
		await story();
		const seen: string[] = [];
		for (let cursor: string | undefined = ''; cursor !== undefined;) {
			const page = await view(supervisor, cursor ? { cursor } : {}, 2);
			seen.push(...page.rows.map((row) => row.id));
			cursor = page.nextCursor;
		}
		expect(seen).toHaveLength(6);
		expect(new Set(seen).size).toBe(6);
	});

	it('shows a handler the own cases only, a chief the own court, and nobody another court', async () => {
		await story();
		expect(await numbers({}, handler)).toEqual([numberOf(1), numberOf(1), numberOf(2), numberOf(3)]);
		expect(await numbers({ handler: 'wang' }, handler)).toHaveLength(4);
		expect(await numbers({}, chief)).toHaveLength(5);
		expect(await numbers({ court: 'xl' }, chief)).toEqual([]);
		expect((await view(handler)).statistics.locks).toBe(3);
		expect(await numbers({}, person('guan', 'system-admin', 'gy', 'subtree'))).toEqual([]);
	});

	it('is downloaded whole, with days as days', async () => {
		await story();
		const table = await lockTable(sourceOf(world.context), supervisor, { state: 'released', cursor: 'ignored' });
		expect(table!.rows).toHaveLength(3);
		const row = table!.rows.find(([number]) => number === numberOf(1))!;
		expect(Object.fromEntries(table!.columns.map(({ title }, index) => [title, row[index]]))).toMatchObject({
			...{ 案号: numberOf(1), 锁死节点: '发出执行通知书', 锁死天数: 5, 结果: '同意解锁', 新期限: '2026-03-20' },
			...{ 锁死日: { day: '2026-03-13' }, 解锁日: { day: '2026-03-18' } },
		});
	});

	it('names locks by hand, and offers what may be locked so', async () => {
		await putDirectory(world.context, { courts: [{ ...courts[2], locksFrom: '2026-03-20' }] });
		await world.send([{ type: 'case-filed', occurredAt: '2026-03-02', data: { handler: 'li' } }]);
		await sweepAt('2026-03-21T08:00:00+08:00');
		const stored = async () => (await readCases(world.store.read, [keyOf(1)])).get(keyOf(1))!;
		const form = handLockView(sourceOf(world.context), duty, await stored())!;
		expect(form).toMatchObject({ mayLock: true, locksFrom: '2026-03-20', handlerName: '李某某' });
		expect(form.nodes.find((node) => node.nodeId === noticeOf(1))).toEqual({
			...{ nodeId: noticeOf(1), nodeName: '发出执行通知书', dueOn: '2026-03-12', overdueDays: 9, soft: false },
		});
		expect(handLockView(sourceOf(world.context), chief, await stored())).toMatchObject({ mayLock: false });
		await lockByHand(world.context, duty, actorOf(duty), keyOf(1), { nodeIds: [noticeOf(1)], reason: '长期未发' });
		expect((await view(supervisor)).rows).toMatchObject([{ byHand: { reason: '长期未发' }, state: 'active' }]);
		const after = handLockView(sourceOf(world.context), duty, await stored())!;
		expect(after.lockedOn).toBe('2026-03-21');
		expect(after.nodes.some((node) => node.nodeId === noticeOf(1))).toBe(false);
	});
});
