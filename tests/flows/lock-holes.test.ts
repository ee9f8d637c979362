import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gateOf, letThrough } from '../../server/core/lock/hold.ts';
import { handCandidates, lockCandidates, lockDecisions } from '../../server/core/lock/decide-sweep.ts';
import type { Instant } from '../../server/core/time/types.ts';
import { appendAndFold, newCase, refold } from '../../server/flows/fold-cases.ts';
import { lockByHand } from '../../server/flows/hand-locks.ts';
import { putDirectory } from '../../server/flows/put-directory.ts';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { systemEvent } from '../../server/flows/system-events.ts';
import { confirmLock, reviewLock } from '../../server/flows/unlock.ts';
import { readCases } from '../../server/store/cases.ts';
import { eventOfRow } from '../../server/store/event-log.ts';
import { handLockView } from '../../server/views/lock-register.ts';
import { DeskViews } from '../../server/views/desk.ts';
import { sourceOf } from '../../server/views/view-context.ts';
import { clue, key, notice, UnlockDesk } from '../support/unlock.ts';
import { actorOf, courts, engines, openWorld, person, type World } from '../support/world.ts';

const close = `${key}/enf-close/-/1`;
const supervisor = person('he', 'supervisor', 'zy', 'subtree');
const duty = person('yan', 'duty-officer', 'dc');

describe.each(engines)('holes of a lock (%s)', (engine) => {
	let world: World;
	let desk: UnlockDesk;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-03-02');
		desk = new UnlockDesk(world);
		await desk.staff();
	});
	afterEach(() => world.close());

	const phaseOf = async (id: string) => (await desk.stored()).nodes.find((node) => node.id === id)?.phase;
	const send = async (type: string, on: string, data: Record<string, unknown> = {}) =>
		(await world.send([{ type, occurredAt: on, data }])).map((result) => result.status);
	const closeCase = () => send('case-closed', '2026-09-05', { mode: 'fully-performed' });
	const review = async (verdict: 'void' | 'kept') =>
		reviewLock(world.context, supervisor, actorOf(supervisor), (await desk.lastLock()).id, { verdict, opinion: '复核意见' });
	const filed = () =>
		world.send([
			{ type: 'case-filed', occurredAt: '2026-03-02', data: { handler: 'li' } },
			{ type: 'net-query-launched', occurredAt: '2026-03-02' },
		]);
	/** The notice (03-12) was never sent, and the case (09-02) never closed: one lock with both causes. */
	const lockedLong = async () => {
		await filed();
		await desk.morning('2026-03-13');
		await desk.morning('2026-09-05');
		expect((await desk.lastLock()).causes.map((cause) => cause.nodeId)).toEqual(expect.arrayContaining([notice, close]));
	};

	describe('a closing step while another miss stands', () => {
		it('is held although the closing itself was granted', async () => {
			await lockedLong();
			const grant = (await desk.lastLock()).causes.map(({ nodeId }) =>
				nodeId === close ? { nodeId, granted: true, newDueOn: '2026-09-20' as never } : { nodeId, granted: false, opinion: '不同意' },
			);
			await desk.file('2026-09-20');
			for (const by of ['zheng', 'zhou']) expect(await desk.say(by, 'approve')).toMatchObject({ ok: true });
			expect(await desk.say('wu', 'approve', { grant })).toMatchObject({ ok: true });
			const lock = await desk.lastLock();
			expect(lock.released).toMatchObject([{ nodeId: close }]);
			const { state } = await desk.stored();
			expect(gateOf(state.locks, 'case-closed', undefined, state.facts)).toBe('held');
			expect(letThrough(lock, state.facts)).not.toContain('case-closed');
			expect(await closeCase()).toEqual(['locked']);
			expect(await phaseOf(notice)).toBe('overdue');
			expect((await desk.stored()).lockPhases).toEqual({ [lock.id]: 'active' });
		});

		it('is held by a soft lock until the other late nodes are finished, and then ends it', async () => {
			await putDirectory(world.context, { courts: [{ ...courts[2], settings: { softLocks: ['*'] } }] });
			await lockedLong();
			const others = (await desk.lastLock()).causes.map((cause) => cause.nodeId).filter((id) => ![notice, close].includes(id));
			expect(others).toEqual([]);
			const gate = async () => {
				const { state } = await desk.stored();
				return [gateOf(state.locks, 'case-closed', undefined, state.facts), letThrough(state.locks.at(-1)!, state.facts)] as const;
			};
			expect(await gate()).toEqual(['held', ['notice-issued']]);
			expect(await closeCase()).toEqual(['locked']);
			expect(await phaseOf(notice)).toBe('overdue');
			expect(await send('notice-issued', '2026-09-05')).toEqual(['accepted']);
			// What was held folds at its own day now that it leaves nothing unfinished behind.
			expect([await phaseOf(notice), await phaseOf(close)]).toEqual(['met-late', 'met-late']);
			expect(await desk.lastLock()).toMatchObject({ phase: 'released', outcome: 'met' });
		});

		it('is let through by a soft lock whose other late nodes are finished', async () => {
			await putDirectory(world.context, { courts: [{ ...courts[2], settings: { softLocks: ['*'] } }] });
			await lockedLong();
			expect(await send('notice-issued', '2026-09-05')).toEqual(['accepted']);
			const { state } = await desk.stored();
			expect(gateOf(state.locks, 'case-closed', undefined, state.facts)).toBe('finishes-late-node');
			expect(await closeCase()).toEqual(['accepted']);
			expect(await desk.lastLock()).toMatchObject({ phase: 'released', outcome: 'met' });
		});
	});

	it('a trial case is not offered for a lock by hand by what stands in it', async () => {
		await putDirectory(world.context, { courts: [{ ...courts[2], locksFrom: '2026-08-01' }] });
		const caseNumber = '（2026）示0204民初1号';
		const trial = '(2026)示0204民初1号';
		world.at('2026-03-05');
		await world.send([
			{ caseNumber, type: 'case-filed', occurredAt: '2026-03-02', data: { handler: 'li', procedure: 'simple' } },
			{ caseNumber, type: 'money-arrived', occurredAt: '2026-03-03', data: { receiptId: 'r1', amountFen: 100 } },
			{ caseNumber, type: 'money-payable', occurredAt: '2026-03-03', data: { receiptId: 'r1' } },
		]);
		world.at('2026-09-01T09:00:00+08:00');
		await world.send([], '2026-09-01T08:00:00+08:00');
		await sweepDeadlines(world.context);
		const stored = (await readCases(world.store.read, [trial])).get(trial)!;
		const late = stored.nodes.filter((node) => node.phase === 'overdue' && !node.node.startsWith('tri-')).map((node) => node.id);
		expect(late.length).toBeGreaterThan(0);
		const offered = handCandidates(stored.state, stored.nodes, world.context.clockOf('dc')).map((candidate) => candidate.nodeId);
		expect(offered.filter((id) => late.includes(id))).toEqual([]);
		for (const nodeId of late)
			expect(await lockByHand(world.context, duty, actorOf(duty), trial, { nodeIds: [nodeId], reason: '理由' })).toMatchObject({
				code: 'not-lockable',
			});
		const list = await new DeskViews(sourceOf(world.context)).worklist(duty, { view: 'before-locks' });
		const rows = list.ok ? list.view.rows : [];
		expect(rows.some((row) => late.includes(row.nodeId))).toBe(true);
		expect(rows.filter((row) => late.includes(row.nodeId) && row.mayLockByHand !== undefined)).toEqual([]);
	});

	it('the list of 启用前超期 does not offer a node again that has locked the case', async () => {
		await putDirectory(world.context, { courts: [{ ...courts[2], locksFrom: '2026-03-20' }] });
		await filed();
		await desk.morning('2026-03-21');
		const offer = async () => {
			const list = await new DeskViews(sourceOf(world.context)).worklist(duty, { view: 'before-locks' });
			return list.ok ? list.view.rows.find((row) => row.nodeId === notice)?.mayLockByHand : undefined;
		};
		expect(await offer()).toBe(true);
		expect(await lockByHand(world.context, duty, actorOf(duty), key, { nodeIds: [notice], reason: '久未发出' })).toMatchObject({
			ok: true,
		});
		expect(await offer()).toBeUndefined();
	});

	it('an upheld cause is reviewed again on another proof, and not on the same', async () => {
		await desk.lock();
		const phase = async () => Object.values((await desk.stored()).lockPhases)[0];
		/** Court time stands still in a test, and a review is named by its moment. */
		const upheldAt = async (time: string) => {
			world.at(`2026-03-13T${time}:00+08:00`);
			return review('kept');
		};
		await send('extension-granted', '2026-03-11', { node: 'enf-notice', addDays: 30, decidedOn: '2026-03-11' });
		expect(await phase()).toBe('review');
		expect(await upheldAt('08:30')).toMatchObject({ ok: true });
		expect(await phase()).toBe('active');
		expect((await desk.logged('lock-reviewed')).at(-1)).toMatchObject({
			judged: [{ nodeId: notice, dueOn: '2026-03-12', kind: 'moved' }],
		});
		await world.send([{ id: 'n-early', type: 'notice-issued', occurredAt: '2026-03-11' }]);
		expect(await phase()).toBe('review');
		expect(await upheldAt('08:40')).toMatchObject({ ok: true });
		expect(await phase()).toBe('active');
		// The same once more proves nothing new.
		await send('notice-issued', '2026-03-11');
		expect(await phase()).toBe('active');
		await send('notice-issued', '2026-03-10');
		expect(await phase()).toBe('review');
		world.at('2026-03-13T08:50:00+08:00');
		expect(await review('void')).toMatchObject({ ok: true });
		expect(await desk.lastLock()).toMatchObject({ outcome: 'voided' });
	});

	it('what was upheld before the proof was recorded stays upheld whatever comes', async () => {
		await desk.lock();
		const { id } = await desk.lastLock();
		await send('extension-granted', '2026-03-11', { node: 'enf-notice', addDays: 30, decidedOn: '2026-03-11' });
		await write([{ id: `${id}/reviewed/old`, type: 'lock-reviewed', data: { lockId: id, verdict: 'kept', nodeIds: [notice] } }]);
		await send('notice-issued', '2026-03-11');
		expect((await desk.stored()).lockPhases).toEqual({ [id]: 'active' });
	});

	/** Appends decisions of the system as flows do. */
	async function write(decisions: Parameters<typeof systemEvent>[1][]): Promise<void> {
		await world.store.write(async (transaction) => {
			const cases = await readCases(transaction.db, [key]);
			const now = world.context.now();
			const events = decisions.map((decision) => systemEvent(cases.get(key)!, decision, now));
			await appendAndFold(world.context, transaction, cases, events, now);
		});
	}

	it('a cause that was added, disproved and voided comes back when the proof is withdrawn', async () => {
		await desk.lock([{ type: 'clue-received', occurredAt: '2026-03-08', data: { clueId: 'c1' } }]);
		await desk.morning('2026-03-18');
		expect((await desk.lastLock()).causes.map((cause) => cause.nodeId)).toContain(clue);
		for (const [n, day] of [
			[1, '2026-03-19'],
			[2, '2026-03-20'],
		] as const) {
			await world.send([{ id: `cv${n}`, type: 'clue-verified', occurredAt: '2026-03-10', data: { clueId: 'c1', found: false } }]);
			expect(await review('void')).toMatchObject({ ok: true });
			expect((await desk.lastLock()).causes.map((cause) => cause.nodeId)).toEqual([notice]);
			await send('event-withdrawn', '2026-03-18', { source: 'cms', id: `cv${n}`, reason: '误报' });
			await desk.morning(day);
			expect((await desk.lastLock()).causes.map((cause) => cause.nodeId)).toContain(clue);
			expect(await sweepDeadlines(world.context)).toMatchObject({ locks: 0 });
		}
		const kept = await desk.stored();
		const rows = await world.store.read.selectFrom('case_event').selectAll().where('case_key', '=', key).orderBy('seq').execute();
		expect(refold(world.context, newCase(world.context, 'dc', kept.state.text), rows.map(eventOfRow)).after.state).toEqual(kept.state);
	});

	it('locks by hand what was locked by hand and voided before', async () => {
		await putDirectory(world.context, { courts: [{ ...courts[2], locksFrom: '2026-03-20' }] });
		await world.send([{ type: 'case-filed', occurredAt: '2026-03-02', data: { handler: 'li' } }]);
		await desk.morning('2026-03-21');
		const query = `${key}/enf-net-query-first/-/1`;
		const byHand = (nodeId: string) => lockByHand(world.context, duty, actorOf(duty), key, { nodeIds: [nodeId], reason: '久未办理' });
		expect(await byHand(notice)).toMatchObject({ ok: true });
		expect(await byHand(query)).toMatchObject({ ok: true });
		await world.send([{ id: 'q1', type: 'net-query-launched', occurredAt: '2026-03-10' }]);
		expect(await review('void')).toMatchObject({ ok: true });
		await send('event-withdrawn', '2026-03-21', { source: 'cms', id: 'q1', reason: '误报' });
		await sweepDeadlines(world.context);
		expect((await desk.lastLock()).causes.map((cause) => cause.nodeId)).toEqual([notice]);
		expect(await byHand(query)).toMatchObject({ ok: true });
		expect((await desk.lastLock()).causes.map((cause) => cause.nodeId).sort()).toEqual([query, notice].sort());
	});

	it('cases that yield nothing do not hide the others from the sweep', async () => {
		const numbers = Array.from({ length: 8 }, (_, index) => index + 11);
		await world.send(
			numbers.map((n) => ({ caseNumber: `（2026）示0204执${n}号`, type: 'case-filed', occurredAt: '2026-03-02', data: { handler: 'li' } })),
		);
		await filed();
		await desk.morning('2026-03-13');
		expect((await desk.lastLock()).phase).toBe('active');
		// Rows whose moment stands although there is nothing left to do: more of them than a slice takes.
		await world.store.write(async ({ db }) => {
			const ids = (await db.selectFrom('case_file').select('id').where('case_key', '<>', key).execute()).map((row) => Number(row.id));
			const first = '2026-03-01T00:00:00.000Z';
			await db
				.updateTable('node_clock')
				.set({ next_at: first, lock_at: first })
				.where('case_id', 'in', ids)
				.where('binding', '=', 1)
				.execute();
		});
		await world.send([{ type: 'clue-received', occurredAt: '2026-03-09', data: { clueId: 'c1' } }]);
		await desk.morning('2026-03-26');
		expect(await phaseOf(clue)).toBe('overdue');
		expect((await desk.lastLock()).causes.map((cause) => cause.nodeId)).toContain(clue);
	});

	describe('a proposed lock that is set aside', () => {
		const proposed = async () => {
			await filed();
			world.at('2026-03-13T08:00:00+08:00');
			await sweepDeadlines(world.context);
			const stored = await desk.stored();
			const clock = world.context.clockOf('dc');
			const found = lockCandidates(stored.nodes, '2026-12-31T00:00:00.000Z' as Instant, clock);
			await write([...lockDecisions(stored.state, found, 'proposed')]);
			expect(await desk.lastLock()).toMatchObject({ phase: 'proposed' });
			return (await desk.lastLock()).id;
		};
		const say = (id: string, verdict: 'confirm' | 'void', opinion?: string) =>
			confirmLock(world.context, duty, actorOf(duty), id, verdict, opinion);

		it('needs a reason, which stands in the log with its author', async () => {
			const id = await proposed();
			expect(await say(id, 'void')).toMatchObject({ ok: false, code: 'opinion-missing' });
			expect(await say(id, 'void', '  ')).toMatchObject({ ok: false, code: 'opinion-missing' });
			expect(await desk.lastLock()).toMatchObject({ phase: 'proposed' });
			expect(await say(id, 'void', '系统割接期间漏报')).toMatchObject({ ok: true });
			expect(await desk.logged('lock-reviewed')).toEqual([
				expect.objectContaining({ lockId: id, verdict: 'void', by: 'yan', opinion: '系统割接期间漏报' }),
			]);
		});

		it('can be locked by hand after all, and is not proposed again by the sweep', async () => {
			await say(await proposed(), 'void', '系统割接期间漏报');
			await desk.morning('2026-03-14');
			expect((await desk.stored()).state.locks).toMatchObject([{ outcome: 'set-aside' }]);
			const form = handLockView(sourceOf(world.context), duty, await desk.stored());
			expect(form!.nodes).toMatchObject([{ nodeId: notice, setAside: true }]);
			const list = await new DeskViews(sourceOf(world.context)).worklist(duty, { view: 'overdue' });
			expect(list.ok && list.view.rows.find((row) => row.nodeId === notice)?.mayLockByHand).toBe(true);
			const again = await lockByHand(world.context, duty, actorOf(duty), key, { nodeIds: [notice], reason: '核实确未发出' });
			expect(again).toEqual({ ok: true, id: `${key}-L2` });
			expect(await desk.lastLock()).toMatchObject({ phase: 'active', causes: [{ nodeId: notice }], byHand: { by: 'yan' } });
			expect(await sweepDeadlines(world.context)).toMatchObject({ locks: 0, proposed: 0 });
			expect(handLockView(sourceOf(world.context), duty, await desk.stored())!.nodes).toEqual([]);
		});
	});
});
