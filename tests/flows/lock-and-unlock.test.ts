import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decideRequest, forwardSilent, requestUnlock, withdrawRequest } from '../../server/flows/unlock.ts';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { readCases } from '../../server/store/cases.ts';
import { actorOf, engines, openWorld, person, theCase, type World } from '../support/world.ts';

const key = '(2026)示0204执1号';
const notice = `${key}/enf-notice/-/1`;
const handler = person('li', 'handler', 'dc', 'self');
const chief = person('zheng', 'enforcement-chief', 'dc');
const approver = person('zhou', 'unlock-approver', 'zy', 'subtree');
const upperChief = person('sun', 'enforcement-chief', 'zy');
const higher = person('wu', 'unlock-approver', 'gy', 'subtree');

describe.each(engines)('a node that runs out locks its case (%s)', (engine) => {
	let world: World;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-03-02');
	});
	afterEach(() => world.close());

	const stored = async () => (await readCases(world.store.read, [key])).get(key)!;
	const phase = async (id = notice) =>
		(await world.store.read.selectFrom('node_instance').select('phase').where('id', '=', id).executeTakeFirst())?.phase;
	const lockState = async () =>
		(await world.store.read.selectFrom('case_lock').selectAll().orderBy('locked_at').execute()).map((lock) => lock.state);

	/** 2026-03-02 filed; the notice is due on 03-12, so that it is overdue from 03-13 00:00. */
	async function overdueCase(): Promise<void> {
		await world.send([
			{ type: 'case-filed', occurredAt: '2026-03-02', data: { handler: 'li', claimFen: 100_000 } },
			{ type: 'net-query-launched', occurredAt: '2026-03-02' },
		]);
	}

	async function lockedCase(): Promise<void> {
		await overdueCase();
		world.at('2026-03-13T07:30:00+08:00');
		await world.send([], '2026-03-13T07:00:00+08:00');
		await sweepDeadlines(world.context);
		world.at('2026-03-13T08:00:00+08:00');
	}

	it('is not overdue on the due day and overdue at 00:00 of the next', async () => {
		await overdueCase();
		world.at('2026-03-12T23:59:59+08:00');
		await sweepDeadlines(world.context);
		expect(await phase()).toBe('warning');
		world.at('2026-03-13T00:00:00+08:00');
		await sweepDeadlines(world.context);
		expect(await phase()).toBe('overdue');
	});

	it('waits for the feed: beyond the watermark it is 超期待核实, not locked', async () => {
		await overdueCase();
		world.at('2026-03-13T08:00:00+08:00');
		await world.send([{ type: 'file-received', occurredAt: '2026-03-02' }], '2026-03-12T18:00:00+08:00');
		await sweepDeadlines(world.context);
		expect(await phase()).toBe('overdue');
		expect(await lockState()).toEqual([]);
		// The file that comes tonight shows that the notice was issued in time.
		await world.send([{ type: 'notice-issued', occurredAt: '2026-03-12' }], '2026-03-13T08:00:00+08:00');
		await sweepDeadlines(world.context);
		expect(await phase()).toBe('met');
		expect(await lockState()).toEqual([]);
	});

	it('waits lockDelayHours where no feed declares a watermark', async () => {
		await overdueCase();
		world.at('2026-03-13T23:00:00+08:00');
		await sweepDeadlines(world.context);
		expect(await lockState()).toEqual([]);
		world.at('2026-03-14T00:00:00+08:00');
		await sweepDeadlines(world.context);
		expect(await lockState()).toEqual(['active']);
	});

	it('locks once, repeats nothing, and adds later causes to the same lock', async () => {
		await overdueCase();
		world.at('2026-03-13T08:00:00+08:00');
		await world.send([{ type: 'clue-received', occurredAt: '2026-03-05', data: { clueId: 'c1' } }], '2026-03-13T07:00:00+08:00');
		const first = await sweepDeadlines(world.context);
		expect(first.locks).toBe(1);
		const again = await sweepDeadlines(world.context);
		expect(again).toEqual({ rungs: 0, overdue: 0, locks: 0, proposed: 0 });
		const { locks } = (await stored()).state;
		expect(locks).toHaveLength(1);
		expect(locks[0]!.causes.map((cause) => cause.nodeId).sort()).toEqual([`${key}/enf-clue-verify/c1/1`, notice].sort());
	});

	it('never locks for nodes due before locks were switched on, nor for provisional days', async () => {
		await world.store.write(async (write) => {
			await write.db.updateTable('court').set({ locks_from: '2026-03-13' }).execute();
		});
		await world.context.reloadDirectory();
		await lockedCase();
		expect(await phase()).toBe('overdue');
		expect(await lockState()).toEqual([]);
	});

	it('holds steps inside the lock, lets facts and protective acts through, and folds held steps at their own date on release', async () => {
		await lockedCase();
		const results = await world.send([
			{ type: 'notice-issued', occurredAt: '2026-03-13' },
			{ type: 'track-set', occurredAt: '2026-03-13T07:59:00+08:00', data: { track: 'simple' } },
			{ type: 'money-arrived', occurredAt: '2026-03-13', data: { receiptId: 'r1', amountFen: 5000 } },
			{
				type: 'asset-sealed',
				occurredAt: '2026-03-13',
				data: { assetId: 'a1', assetKind: 'deposit', rank: 1, effectiveOn: '2026-03-13', expiresOn: '2027-03-12' },
			},
		]);
		expect(results.map((result) => result.status)).toEqual(['locked', 'locked', 'accepted', 'accepted']);
		expect(await phase()).toBe('overdue');
		const held = await world.store.read.selectFrom('held_event').selectAll().execute();
		expect(held).toHaveLength(2);
		await grant('2026-03-20');
		expect(await phase()).toBe('met-late');
		const node = (await stored()).nodes.find((candidate) => candidate.id === notice)!;
		expect(node.endedOn).toBe('2026-03-13');
		expect(await world.store.read.selectFrom('held_event').selectAll().execute()).toEqual([]);
	});

	async function grant(day: string): Promise<void> {
		const lock = (await stored()).state.locks.at(-1)!;
		const requested = await requestUnlock(world.context, handler, actorOf(handler), lock.id, {
			reason: '文书签批延误',
			plan: '三日内发出',
			newDueOn: { [notice]: day as never },
		});
		expect(requested).toMatchObject({ ok: true });
		const requestId = (requested as { id: string }).id;
		expect(
			await decideRequest(world.context, chief, actorOf(chief), requestId, { step: 0, verdict: 'approve', opinion: '同意上报' }),
		).toMatchObject({ ok: true });
		for (const [step, who] of [approver, upperChief].entries()) {
			const request = (await stored()).state.locks.at(-1)!.requests.at(-1)!;
			if (request.step !== step + 1 || request.phase !== 'deciding') break;
			expect(
				await decideRequest(world.context, who, actorOf(who), requestId, { step: step + 1, verdict: 'approve', opinion: '同意解锁' }),
			).toMatchObject({ ok: true });
		}
		expect((await stored()).state.locks.at(-1)!.phase).toBe('released');
	}

	it('gives a new deadline; missing it locks again, with repeat + 1 and a two-step route', async () => {
		await lockedCase();
		await grant('2026-03-20');
		expect(await phase()).toBe('pending');
		world.at('2026-03-21T08:00:00+08:00');
		await world.send([], '2026-03-21T07:00:00+08:00');
		await sweepDeadlines(world.context);
		const locks = (await stored()).state.locks;
		expect(locks.map((lock) => lock.repeat)).toEqual([0, 1]);
		expect(await lockState()).toEqual(['released', 'active']);
		await grant('2026-03-30');
		const request = (await stored()).state.locks.at(-1)!.requests[0]!;
		expect(request.route.map((step) => `${step.kind} ${step.court} ${step.role}`)).toEqual([
			'endorse dc enforcement-chief',
			'decide zy unlock-approver',
			'decide zy enforcement-chief',
		]);
	});

	it('refuses what the route does not allow', async () => {
		await lockedCase();
		const lock = (await stored()).state.locks[0]!;
		const input = { reason: '延误', plan: '补办', newDueOn: { [notice]: '2026-03-20' as never } };
		expect(await requestUnlock(world.context, approver, actorOf(approver), lock.id, input)).toMatchObject({ ok: false, code: 'forbidden' });
		expect(
			await requestUnlock(world.context, handler, actorOf(handler), lock.id, { ...input, newDueOn: { [notice]: '2026-04-13' as never } }),
		).toMatchObject({ code: 'new-day-too-late' });
		const { id } = (await requestUnlock(world.context, handler, actorOf(handler), lock.id, input)) as { id: string };
		expect(await requestUnlock(world.context, handler, actorOf(handler), lock.id, input)).toMatchObject({ code: 'request-open' });
		const decide = (who: typeof chief, step: number, verdict: 'approve' | 'refuse' | 'return' | 'escalate', opinion = '意见') =>
			decideRequest(world.context, who, actorOf(who), id, { step, verdict, opinion });
		expect(await decide(approver, 0, 'approve')).toMatchObject({ code: 'forbidden' });
		expect(await decide(approver, 1, 'approve')).toMatchObject({ code: 'step-decided' });
		expect(await decide(chief, 0, 'escalate')).toMatchObject({ code: 'verdict-not-allowed' });
		expect(await decide(chief, 0, 'approve', ' ')).toMatchObject({ code: 'opinion-missing' });
		expect(await decide(chief, 0, 'approve')).toMatchObject({ ok: true });
		expect(await decide(chief, 0, 'approve')).toMatchObject({ code: 'step-decided' });
		const both = { ...chief, grants: [...chief.grants, { role: 'unlock-approver', court: 'zy', scope: 'subtree' } as const] };
		expect(await decide(both, 1, 'approve')).toMatchObject({ code: 'same-person' });
		expect(await decide(approver, 1, 'refuse')).toMatchObject({ ok: true });
		expect((await stored()).state.locks[0]!.phase).toBe('active');
		// A refused request may be filed again; after two refusals the intermediate court goes straight to the higher.
		const second = (await requestUnlock(world.context, handler, actorOf(handler), lock.id, input)) as { id: string };
		await decideRequest(world.context, chief, actorOf(chief), second.id, { step: 0, verdict: 'approve', opinion: '再报' });
		await decideRequest(world.context, approver, actorOf(approver), second.id, { step: 1, verdict: 'refuse', opinion: '不同意' });
		await requestUnlock(world.context, handler, actorOf(handler), lock.id, input);
		const third = (await stored()).state.locks[0]!.requests.at(-1)!;
		expect(third.route.map((step) => `${step.kind} ${step.court}`)).toEqual(['endorse dc', 'decide gy']);
	});

	it('returns, withdraws, escalates; two decisions at once leave one', async () => {
		await lockedCase();
		const lock = (await stored()).state.locks[0]!;
		const input = { reason: '延误', plan: '补办', newDueOn: { [notice]: '2026-03-20' as never } };
		const { id } = (await requestUnlock(world.context, handler, actorOf(handler), lock.id, input)) as { id: string };
		await decideRequest(world.context, chief, actorOf(chief), id, { step: 0, verdict: 'return', opinion: '补充材料' });
		expect((await stored()).state.locks[0]!.requests[0]!.phase).toBe('returned');
		await requestUnlock(world.context, handler, actorOf(handler), lock.id, { ...input, reason: '补充后' });
		expect((await stored()).state.locks[0]!.requests).toHaveLength(1);
		// The chief has spoken on this request already: another may endorse.
		const deputy = person('feng', 'enforcement-chief', 'dc');
		expect(await decideRequest(world.context, deputy, actorOf(deputy), id, { step: 0, verdict: 'approve', opinion: '同意' })).toMatchObject(
			{ ok: true },
		);
		const other = person('qian', 'unlock-approver', 'zy', 'subtree');
		const answers = await Promise.all([
			decideRequest(world.context, approver, actorOf(approver), id, { step: 1, verdict: 'escalate', opinion: '报高院' }),
			decideRequest(world.context, other, actorOf(other), id, { step: 1, verdict: 'approve', opinion: '同意' }),
		]);
		expect(answers.map((answer) => answer.ok)).toEqual([true, false]);
		const request = (await stored()).state.locks[0]!.requests[0]!;
		expect(request.route.at(-1)).toMatchObject({ court: 'gy', kind: 'decide' });
		expect(await withdrawRequest(world.context, handler, actorOf(handler), id)).toMatchObject({ ok: true });
		expect(await decideRequest(world.context, higher, actorOf(higher), id, { step: 2, verdict: 'approve', opinion: '同意' })).toMatchObject(
			{ code: 'step-decided' },
		);
	});

	it('sends a silent forward up by itself, labelled, and never approves by silence', async () => {
		await lockedCase();
		// Overdue by more than 90 days: the intermediate court forwards, the higher court decides.
		world.at('2026-06-15');
		const lock = (await stored()).state.locks[0]!;
		const input = { reason: '延误', plan: '补办', newDueOn: { [notice]: '2026-06-30' as never } };
		const { id } = (await requestUnlock(world.context, chief, actorOf(chief), lock.id, input)) as { id: string };
		let request = (await stored()).state.locks[0]!.requests[0]!;
		expect(request.route.map((step) => `${step.kind} ${step.court}`)).toEqual(['forward zy', 'decide gy']);
		world.at('2026-06-16T23:00:00+08:00');
		expect(await forwardSilent(world.context)).toBe(0);
		world.at('2026-06-17T00:10:00+08:00');
		expect(await forwardSilent(world.context)).toBe(1);
		request = (await stored()).state.locks[0]!.requests[0]!;
		expect(request).toMatchObject({ phase: 'deciding', step: 1 });
		expect(request.decisions[0]).toMatchObject({
			verdict: 'auto-forward',
			by: 'system',
			opinion: expect.stringContaining('逾期自动转报') as string,
		});
		world.at('2026-07-30');
		await forwardSilent(world.context);
		await sweepDeadlines(world.context);
		expect((await stored()).state.locks[0]!.phase).toBe('active');
		expect(
			await decideRequest(world.context, higher, actorOf(higher), id, {
				step: 1,
				verdict: 'approve',
				opinion: '同意',
				newDueOn: { [notice]: '2026-08-10' as never },
			}),
		).toMatchObject({ ok: true });
	});

	it('goes to review when a late fact shows that the cause was met, and stays locked until a court above has looked', async () => {
		await lockedCase();
		await world.send([{ type: 'notice-issued', occurredAt: '2026-03-12' }]);
		expect(await phase()).toBe('met');
		expect(await lockState()).toEqual(['review']);
		const held = await world.send([{ type: 'track-set', occurredAt: '2026-03-13', data: { track: 'simple' } }]);
		expect(held[0]!.status).toBe('locked');
	});

	it('keeps seals out of the locks and money nodes open after closing', async () => {
		await world.send([
			{ type: 'case-filed', occurredAt: '2026-03-02', data: { handler: 'li' } },
			{ type: 'net-query-launched', occurredAt: '2026-03-02' },
			{ type: 'notice-issued', occurredAt: '2026-03-02' },
			{ type: 'money-arrived', occurredAt: '2026-03-02', data: { receiptId: 'r1', amountFen: 900 } },
			{
				type: 'asset-sealed',
				occurredAt: '2026-03-02',
				data: { assetId: 'd1', assetKind: 'deposit', rank: 1, effectiveOn: '2026-03-02', expiresOn: '2026-03-04' },
			},
			{ type: 'case-closed', occurredAt: '2026-03-02', data: { mode: 'round-ended' } },
		]);
		expect(await phase(`${key}/enf-pay-done/r1/1`)).toBe('pending');
		world.at('2026-03-18T08:00:00+08:00');
		await world.send([{ type: 'case-archived', occurredAt: '2026-03-17' }], '2026-03-18T08:00:00+08:00');
		await sweepDeadlines(world.context);
		expect(await phase(`${key}/seal-expiry-deposit/d1/1`)).toBe('overdue');
		expect(await phase(`${key}/enf-pay-done/r1/1`)).toBe('overdue');
		// The case is closed: nothing locks (contract §5.1).
		expect(await lockState()).toEqual([]);
	});

	it('names the case in Chinese full-width form', async () => {
		await overdueCase();
		const row = await world.store.read.selectFrom('case_file').select('number_text').executeTakeFirstOrThrow();
		expect(row.number_text).toBe(theCase);
	});
});
