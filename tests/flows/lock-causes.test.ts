import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { confirmLock, decideRequest, forwardSilent, requestUnlock, reviewLock } from '../../server/flows/unlock.ts';
import { putDirectory } from '../../server/flows/put-directory.ts';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { readCases } from '../../server/store/cases.ts';
import { actorOf, courts, engines, openWorld, person, type TestEvent, type World } from '../support/world.ts';

const key = '(2026)示0204执1号';
const notice = `${key}/enf-notice/-/1`;
const clue = `${key}/enf-clue-verify/c1/1`;
const handler = person('li', 'handler', 'dc', 'self');
const chief = person('zheng', 'enforcement-chief', 'dc');
const duty = person('duty', 'duty-officer', 'dc');
const approver = person('zhou', 'unlock-approver', 'zy', 'subtree');
const upperChief = person('sun', 'enforcement-chief', 'zy');
const supervisor = person('he', 'supervisor', 'zy', 'subtree');
const higher = person('wu', 'unlock-approver', 'gy', 'subtree');

describe.each(engines)('causes of a lock, one by one (%s)', (engine) => {
	let world: World;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-03-02');
		await world.send([
			{ type: 'case-filed', occurredAt: '2026-03-02', data: { handler: 'li' } },
			{ type: 'net-query-launched', occurredAt: '2026-03-02' },
		]);
	});
	afterEach(() => world.close());

	const stored = async () => (await readCases(world.store.read, [key])).get(key)!;
	const states = async () =>
		(await world.store.read.selectFrom('case_lock').select('state').orderBy('locked_at').execute()).map((row) => row.state);
	const last = async () => (await stored()).state.locks.at(-1)!;

	/** Moves court time to a morning, tells the feed is complete, and sweeps. */
	async function morning(day: string, events: TestEvent[] = []): Promise<void> {
		world.at(`${day}T08:00:00+08:00`);
		await world.send(
			events.length ? events : [{ type: 'message-received', occurredAt: '2026-03-02', data: { messageId: `m-${day}` } }],
			`${day}T07:59:00+08:00`,
		);
		await sweepDeadlines(world.context);
	}

	async function file(day: string, who = handler): Promise<string> {
		const lock = await last();
		const newDueOn = Object.fromEntries(lock.causes.map((cause) => [cause.nodeId, day as never]));
		const made = await requestUnlock(world.context, who, actorOf(who), lock.id, { reason: '延误', plan: '补办', newDueOn });
		expect(made).toMatchObject({ ok: true });
		return (made as { id: string }).id;
	}
	const say = (who: typeof handler, id: string, step: number, verdict: 'approve' | 'return', newDueOn?: Record<string, never>) =>
		decideRequest(world.context, who, actorOf(who), id, { step, verdict, opinion: '意见', ...(newDueOn ? { newDueOn } : {}) });

	it('reviews a second lock whose new due day was met in time', async () => {
		await morning('2026-03-13');
		const id = await file('2026-03-20');
		await say(chief, id, 0, 'approve');
		await say(approver, id, 1, 'approve');
		await morning('2026-03-21');
		expect(await states()).toEqual(['released', 'active']);
		await world.send([{ type: 'notice-issued', occurredAt: '2026-03-18' }]);
		expect(await states()).toEqual(['released', 'review']);
	});

	it('keeps a lock for the causes that stand when one of several is disproved', async () => {
		await morning('2026-03-13', [{ type: 'clue-received', occurredAt: '2026-03-05', data: { clueId: 'c1' } }]);
		expect((await last()).causes).toHaveLength(2);
		await world.send([{ type: 'notice-issued', occurredAt: '2026-03-12' }]);
		const { id } = await last();
		expect(
			await reviewLock(world.context, supervisor, actorOf(supervisor), id, { verdict: 'void', opinion: '通知书已按期发出' }),
		).toMatchObject({ ok: true });
		expect((await last()).causes.map((cause) => cause.nodeId)).toEqual([clue]);
		expect(await states()).toEqual(['active']);
		expect(await world.store.read.selectFrom('lock_cause').select('node_id').execute()).toEqual([{ node_id: clue }]);
	});

	it('opens the review again for another fact after one was upheld', async () => {
		await morning('2026-03-13', [{ type: 'clue-received', occurredAt: '2026-03-05', data: { clueId: 'c1' } }]);
		await world.send([{ type: 'clue-verified', occurredAt: '2026-03-11', data: { clueId: 'c1', found: false } }]);
		const { id } = await last();
		expect(
			await reviewLock(world.context, supervisor, actorOf(supervisor), id, { verdict: 'kept', opinion: '核查记录存疑' }),
		).toMatchObject({ ok: true });
		expect(await states()).toEqual(['active']);
		await world.send([{ type: 'notice-issued', occurredAt: '2026-03-12' }]);
		expect(await states()).toEqual(['review']);
	});

	it('takes the same node as a cause once, by its latest due day', async () => {
		await morning('2026-03-13');
		await world.send([
			{ type: 'extension-granted', occurredAt: '2026-03-13', data: { node: 'enf-notice', addDays: 5, decidedOn: '2026-03-13' } },
		]);
		await morning('2026-03-20');
		const { causes } = await last();
		expect(causes).toEqual([{ nodeId: notice, dueOn: '2026-03-17' }]);
		expect(await sweepDeadlines(world.context)).toMatchObject({ locks: 0 });
	});

	it('leaves a step that was accepted before the lock of the same day where it was', async () => {
		world.at('2026-03-13T07:00:00+08:00');
		expect((await world.send([{ type: 'track-set', occurredAt: '2026-03-13', data: { track: 'simple' } }]))[0]!.status).toBe('accepted');
		await morning('2026-03-13');
		expect(await states()).toEqual(['active']);
		expect((await stored()).heldSeqs).toEqual([]);
		expect((await world.send([{ type: 'branch-set', occurredAt: '2026-03-13', data: { branch: 'property' } }]))[0]!.status).toBe('locked');
	});

	it('is not held up by a stop sent with a null subject, and stays frozen after a grant while the stop runs', async () => {
		await world.send([{ type: 'notice-issued', occurredAt: '2026-03-02' }]);
		world.at('2026-03-04');
		await world.send([
			{
				type: 'asset-sealed',
				occurredAt: '2026-03-03',
				data: { assetId: 'a1', assetKind: 'immovable', rank: 1, effectiveOn: '2026-03-03', expiresOn: '2029-03-02' },
			},
			{
				type: 'exclusion-started',
				occurredAt: '2026-03-04',
				data: { exclusionId: 'x1', ground: '评估', from: '2026-03-04', subject: null },
			},
		]);
		const price = (await stored()).nodes.find((node) => node.node === 'enf-price-start')!;
		expect(price.clocks[0]).toMatchObject({ frozen: true });
	});

	it('follows a corrected day of application', async () => {
		await world.send([{ type: 'case-updated', occurredAt: '2026-03-02', data: { appliedOn: '2026-02-09' } }]);
		const limit = () =>
			stored().then((kept) => kept.nodes.find((node) => node.id === notice)!.clocks.find((clock) => clock.clock === 'limit')!.dueOn);
		expect(await limit()).toBe('2026-02-24');
		await world.send([{ id: 'corrected', type: 'case-updated', occurredAt: '2026-03-02', seq: 9, data: { appliedOn: '2026-02-27' } }]);
		expect(await limit()).toBe('2026-03-09');
	});

	it('lets the same people endorse and decide a request that was returned and filed again, and keeps what the first decider shortened', async () => {
		await morning('2026-03-13');
		world.at('2026-04-20');
		const id = await file('2026-05-15');
		expect((await last()).requests[0]!.route).toHaveLength(3);
		await say(chief, id, 0, 'approve');
		await say(approver, id, 1, 'return');
		await file('2026-05-15');
		expect(await say(chief, id, 0, 'approve')).toMatchObject({ ok: true });
		expect(await say(approver, id, 1, 'approve', { [notice]: '2026-04-25' as never })).toMatchObject({ ok: true });
		expect(await say(upperChief, id, 2, 'approve')).toMatchObject({ ok: true });
		expect((await last()).causes[0]!.newDueOn).toBe('2026-04-25');
	});

	it('forwards by itself again after a return, and never stops over one request', async () => {
		await morning('2026-03-13');
		world.at('2026-06-15');
		const id = await file('2026-06-30', chief);
		world.at('2026-06-17T00:10:00+08:00');
		expect(await forwardSilent(world.context)).toBe(1);
		await say(higher, id, 1, 'return');
		await file('2026-06-30', chief);
		world.at('2026-06-19T00:10:00+08:00');
		expect(await forwardSilent(world.context)).toBe(1);
		expect((await last()).requests[0]!).toMatchObject({ phase: 'deciding', step: 1 });
	});

	it('computes open cases again when the court changes its policy', async () => {
		world.at('2026-03-13T08:00:00+08:00');
		await sweepDeadlines(world.context);
		expect((await stored()).nodes.find((node) => node.id === notice)!.clocks.some((clock) => clock.lockAt)).toBe(true);
		const dc = courts.find((court) => court.code === 'dc')!;
		await putDirectory(world.context, { courts: [{ ...dc, locksFrom: '2026-06-01' }] });
		expect((await stored()).nodes.find((node) => node.id === notice)!.clocks.some((clock) => clock.lockAt)).toBe(false);
		world.at('2026-03-15T08:00:00+08:00');
		await sweepDeadlines(world.context);
		expect(await states()).toEqual([]);
		await putDirectory(world.context, { courts: [{ ...dc, locksFrom: '2026-01-01' }] });
		await sweepDeadlines(world.context);
		expect(await states()).toEqual(['active']);
	});

	it('confirms a proposed lock only for what is still overdue, and its own history starts there', async () => {
		await world.store.write(async (write) => {
			await write.db.updateTable('court').set({ locks_from: '2026-01-01' }).execute();
		});
		const many = Array.from({ length: 500 }, (_, index) => index + 2).flatMap((n): TestEvent[] => [
			{ caseNumber: `（2026）示0204执${n}号`, type: 'case-filed', occurredAt: '2026-03-02', data: { handler: 'li' } },
			{ caseNumber: `（2026）示0204执${n}号`, type: 'net-query-launched', occurredAt: '2026-03-02' },
		]);
		await world.send(many);
		await morning('2026-03-13');
		expect((await last()).phase).toBe('proposed');
		await world.send([{ type: 'notice-issued', occurredAt: '2026-03-13' }]);
		const { id } = await last();
		expect(await confirmLock(world.context, duty, actorOf(duty), id, 'confirm')).toMatchObject({ code: 'nothing-to-lock' });
		expect(await confirmLock(world.context, duty, actorOf(duty), id, 'void', '节点已办结')).toMatchObject({ ok: true });
		const sums = await world.store.read
			.selectFrom('measure_rollup')
			.select('value')
			.where('measure', '=', 'lock-set')
			.where('value', '<>', 0)
			.execute();
		expect(sums).toEqual([]);
	}, 120_000);
});
