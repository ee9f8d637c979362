import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../server/core/access/may.ts';
import type { Decision } from '../../server/core/unlock/decide.ts';
import { vocabulary } from '../../server/core/case/vocabulary.ts';
import { newCase, refold } from '../../server/flows/fold-cases.ts';
import { makeContext } from '../../server/flows/make-context.ts';
import { recuseFrom, reassignStep, urgeStep } from '../../server/flows/unlock-moves.ts';
import { warnSteps } from '../../server/flows/unlock-clock.ts';
import { decideRequest, requestUnlock, reviewLock, withdrawRequest } from '../../server/flows/unlock.ts';
import { readCalendarTables } from '../../server/rulebooks/calendar.ts';
import { layerParts } from '../../server/rulebooks/layer-parts.ts';
import { loadRulebook } from '../../server/rulebooks/load.ts';
import { eventOfRow } from '../../server/store/event-log.ts';
import { openSqlite, type Store } from '../../server/store/open.ts';
import { UnlockDesk, clue, key, notice } from '../support/unlock.ts';
import { actorOf, engines, openWorld, person, type World } from '../support/world.ts';

describe.each(engines)('faults on the way of a request (%s)', (engine) => {
	let world: World;
	let desk: UnlockDesk;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-03-02');
		desk = new UnlockDesk(world);
		await desk.staff();
	});
	afterEach(() => world.close());

	const supervisor = person('he', 'supervisor', 'zy', 'subtree');
	const decide = (who: Principal, id: string, step: number, verdict: Decision['verdict'], more: Partial<Decision> = {}) =>
		decideRequest(world.context, who, actorOf(who), id, { step, verdict, opinion: '意见', ...more });
	const filed = async (): Promise<string> => {
		await desk.lock();
		const id = await desk.file('2026-03-20');
		await desk.say('zheng', 'approve');
		return id;
	};

	it('two decisions at once: one counts, the other is told', async () => {
		const id = await filed();
		const answers = await Promise.all([
			decide(desk.who('zhou'), id, 1, 'approve'),
			decide(desk.who('qian'), id, 1, 'refuse'),
			decide(desk.who('zhou'), id, 1, 'approve'),
		]);
		expect(answers.map((answer) => (answer.ok ? 'ok' : answer.code))).toEqual(['ok', 'step-decided', 'step-decided']);
		expect((await desk.request()).decisions.map((decision) => decision.by)).toEqual(['zheng', 'zhou']);
		expect((await desk.lastLock()).phase).toBe('released');
	});

	it('a decision and a recusal at once: whoever comes first holds', async () => {
		const id = await filed();
		const zhou = desk.who('zhou');
		const [recused, approved] = await Promise.all([
			recuseFrom(world.context, zhou, actorOf(zhou), id, { step: 1, reason: '亲属' }),
			decide(zhou, id, 1, 'approve'),
		]);
		expect(recused).toMatchObject({ ok: true });
		expect(approved).toMatchObject({ code: 'recused' });
	});

	it('a decision after the withdrawal', async () => {
		const id = await filed();
		const li = desk.who('li');
		await withdrawRequest(world.context, li, actorOf(li), id);
		expect(await decide(desk.who('zhou'), id, 1, 'approve')).toMatchObject({
			code: 'step-decided',
			message: '该申请已办结、已撤回或已退回，不能再作决定',
		});
		expect((await desk.lastLock()).phase).toBe('active');
	});

	it('a decision after the lock was voided by a review', async () => {
		const id = await filed();
		await world.send([{ type: 'notice-issued', occurredAt: '2026-03-12' }]);
		const lock = await desk.lastLock();
		const review = { verdict: 'void', opinion: '已按期发出' } as const;
		expect(await reviewLock(world.context, supervisor, actorOf(supervisor), lock.id, review)).toMatchObject({ ok: true });
		expect(await decide(desk.who('zhou'), id, 1, 'approve')).toMatchObject({
			code: 'lock-released',
			message: expect.stringContaining('撤销') as string,
		});
		expect(await desk.request()).toMatchObject({ phase: 'withdrawn' });
		expect(await warnSteps(world.context)).toBe(0);
	});

	it('the requester becomes an approver: not for the own request', async () => {
		const id = await filed();
		const li = await desk.hire('li', 'unlock-approver', 'zy');
		const both = { ...li, grants: [...li.grants, { role: 'unlock-approver', court: 'zy', scope: 'subtree' } as const] };
		expect((await desk.takers()).people).toEqual(['qian', 'zhou']);
		expect(await decide(both, id, 1, 'approve')).toMatchObject({ code: 'same-person' });
		for (const code of ['qian', 'zhou']) await desk.dismiss(code);
		expect((await desk.takers()).people).toEqual(['sun']);
		expect(await decide(both, id, 1, 'approve')).toMatchObject({ code: 'same-person' });
	});

	it('an office given after the sign-in counts at once, one taken away counts no more', async () => {
		const id = await filed();
		await desk.hire('he', 'unlock-approver', 'zy');
		await desk.strip('zhou', 'unlock-approver');
		expect(await decide(desk.who('zhou'), id, 1, 'approve')).toMatchObject({ code: 'forbidden' });
		expect(await decide(supervisor, id, 1, 'approve')).toMatchObject({ ok: true });
	});

	it('a cause that is added while the request is on its way must be in the grant, and is named', async () => {
		const id = await filed();
		await desk.morning('2026-03-14', [{ type: 'clue-received', occurredAt: '2026-03-05', data: { clueId: 'c1' } }]);
		expect((await desk.lastLock()).causes.map((cause) => cause.nodeId)).toEqual([notice, clue]);
		const approved = await decide(desk.who('zhou'), id, 1, 'approve');
		expect(approved).toMatchObject({ ok: false, code: 'new-day-missing' });
		const name = world.context.rulebook.nodes.find((rule) => rule.code === 'enf-clue-verify')!.name;
		expect((approved as { message: string }).message).toBe(`每个锁死节点都应给出新期限，尚缺：“${name} c1”`);
		expect(await decide(desk.who('zhou'), id, 1, 'approve', { grant: [{ nodeId: notice, granted: true }] })).toMatchObject({
			code: 'cause-missing',
		});
		expect(await desk.request()).toMatchObject({ phase: 'deciding', step: 1 });
		const grant = [
			{ nodeId: notice, granted: true },
			{ nodeId: clue, granted: false, opinion: '请另行申请' },
		];
		expect(await decide(desk.who('zhou'), id, 1, 'approve', { grant })).toMatchObject({ ok: true });
		expect((await desk.lastLock()).causes.map((cause) => cause.nodeId)).toEqual([clue]);
	});

	it('a cause that is added may be granted with a day of its own', async () => {
		const id = await filed();
		await desk.morning('2026-03-14', [{ type: 'clue-received', occurredAt: '2026-03-05', data: { clueId: 'c1' } }]);
		expect(await decide(desk.who('zhou'), id, 1, 'approve', { newDueOn: { [clue]: '2026-03-25' as never } })).toMatchObject({ ok: true });
		expect((await desk.lastLock()).causes).toMatchObject([{ newDueOn: '2026-03-20' }, { newDueOn: '2026-03-25' }]);
	});

	it('a write that breaks off leaves nothing half done, and the step can be taken again', async () => {
		const id = await filed();
		const before = await desk.stored();
		const broken = {
			...world.context,
			clockOf: world.context.clockOf,
			store: {
				...world.store,
				write: ((work) =>
					world.store.write(async (write) => {
						await work(write);
						throw new Error('power cut');
					})) as Store['write'],
			},
		};
		const zhou = desk.who('zhou');
		const said = { step: 1, verdict: 'approve', opinion: '同意' } as const;
		await expect(decideRequest(broken, zhou, actorOf(zhou), id, said)).rejects.toThrow('power cut');
		expect(await desk.stored()).toEqual(before);
		expect(await desk.logged('case-unlocked')).toEqual([]);
		expect(await desk.say('zhou', 'approve')).toMatchObject({ ok: true });
	});

	it('is folded again from the log to the same state, moves and partial grants included', async () => {
		await desk.lockTwice();
		const id = await desk.file('2026-03-20');
		const li = desk.who('li');
		await urgeStep(world.context, li, actorOf(li), id);
		await desk.say('zheng', 'approve');
		const zhou = desk.who('zhou');
		await reassignStep(world.context, zhou, actorOf(zhou), id, { step: 1, to: 'qian', reason: '分工' });
		const qian = desk.who('qian');
		await recuseFrom(world.context, qian, actorOf(qian), id, { step: 1, reason: '亲属' });
		world.at('2026-03-18');
		await warnSteps(world.context);
		const grant = [
			{ nodeId: notice, granted: true },
			{ nodeId: clue, granted: false, opinion: '不同意' },
		];
		await desk.say('zhou', 'approve', { grant });
		await desk.morning('2026-03-21');
		const kept = await desk.stored();
		expect(kept.state.locks[0]!.requests[0]!.moves!.map((move) => move.kind)).toEqual(['urged', 'reassigned', 'recused', 'warned']);
		expect(kept.state.locks[0]).toMatchObject({ repeat: 1, causes: [{}, {}], released: [{}] });
		const rows = await world.store.read.selectFrom('case_event').selectAll().where('case_key', '=', key).orderBy('seq').execute();
		const rebuilt = refold(world.context, newCase(world.context, 'dc', kept.state.text), rows.map(eventOfRow)).after;
		expect(rebuilt.state).toEqual(kept.state);
		expect(rebuilt.nodes).toEqual(kept.nodes);
		expect(rebuilt.heldSeqs).toEqual(kept.heldSeqs);
	});

	it('a request filed twice at once is one', async () => {
		await desk.lock();
		const { id, causes } = await desk.lastLock();
		const li = desk.who('li');
		const newDueOn = Object.fromEntries(causes.map((cause) => [cause.nodeId, '2026-03-20' as never]));
		const ask = () => requestUnlock(world.context, li, actorOf(li), id, { reason: '延误', plan: '补办', newDueOn });
		const answers = await Promise.all([ask(), ask()]);
		expect(answers.map((answer) => (answer.ok ? 'ok' : answer.code))).toEqual(['ok', 'request-open']);
	});
});

describe('a restart between steps', () => {
	it('loses nothing: each step is taken by another process', { timeout: 60_000 }, async () => {
		const folder = mkdtempSync(join(tmpdir(), 'wall-'));
		const file = join(folder, 'test.db');
		const first = await openWorld('sqlite', '2026-03-02');
		let now = '2026-03-13T00:00:00.000Z';
		const boot = async (): Promise<World> => {
			const store = await openSqlite(file);
			const known = new Set(vocabulary.keys());
			const context = await makeContext({
				store,
				rulebook: loadRulebook({ knownEvents: known }),
				tables: readCalendarTables(),
				...layerParts(known),
				now: () => now as never,
				yield: () => new Promise((resolve) => setImmediate(resolve)),
				monotonicMs: () => performance.now(),
			});
			return { ...first, context, store, close: () => store.close() };
		};
		try {
			// The first process files the case and locks it; its database file is then handed on.
			const desk = new UnlockDesk(first);
			await desk.staff();
			await desk.lock();
			await sql`vacuum into ${sql.lit(file)}`.execute(first.store.read);
			const inNewProcess = async <T>(work: (desk: UnlockDesk) => Promise<T>): Promise<T> => {
				const world = await boot();
				try {
					return await work(new UnlockDesk(world));
				} finally {
					await world.close();
				}
			};
			await inNewProcess((each) => each.file('2026-03-20'));
			expect(await inNewProcess((each) => each.say('zheng', 'approve'))).toMatchObject({ ok: true });
			now = '2026-03-17T16:00:00.000Z';
			await inNewProcess((each) => warnSteps(each.world.context));
			await inNewProcess((each) => warnSteps(each.world.context));
			expect(await inNewProcess((each) => each.logged('unlock-step-warned'))).toHaveLength(1);
			expect(await inNewProcess((each) => each.say('zhou', 'approve'))).toMatchObject({ ok: true });
			expect(await inNewProcess((each) => each.lastLock())).toMatchObject({ phase: 'released', requests: [{ phase: 'granted' }] });
		} finally {
			await first.close();
			rmSync(folder, { recursive: true, force: true });
		}
	});
});
