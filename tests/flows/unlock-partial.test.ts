import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gateOf, letThrough } from '../../server/core/lock/hold.ts';
import type { CauseVerdict } from '../../server/core/lock/types.ts';
import { reviewLock } from '../../server/flows/unlock.ts';
import { UnlockDesk, clue, notice } from '../support/unlock.ts';
import { actorOf, engines, openWorld, type World } from '../support/world.ts';

describe.each(engines)('a grant for some causes only (%s)', (engine) => {
	let world: World;
	let desk: UnlockDesk;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-03-02');
		desk = new UnlockDesk(world);
		await desk.staff();
		await desk.lockTwice();
		await desk.file('2026-03-20');
		await desk.say('zheng', 'approve');
	});
	afterEach(() => world.close());

	const some: readonly CauseVerdict[] = [
		{ nodeId: notice, granted: true, newDueOn: '2026-03-18' as never },
		{ nodeId: clue, granted: false, opinion: '线索核查无正当理由延误' },
	];
	const phaseOf = async (id: string) => (await desk.stored()).nodes.find((node) => node.id === id)!.phase;
	const gate = async (type: string) => {
		const { locks, facts } = (await desk.stored()).state;
		return gateOf(locks, type, undefined, facts);
	};
	const dueOf = async (id: string) =>
		(await desk.stored()).nodes.find((node) => node.id === id)!.clocks.find((clock) => clock.binding)!.dueOn;

	it('releases what was granted, keeps the lock for the rest, and holds other steps as before', async () => {
		expect(await desk.say('zhou', 'approve', { grant: some })).toMatchObject({ ok: true });
		const lock = await desk.lastLock();
		expect(lock).toMatchObject({ phase: 'active', repeat: 0, causes: [{ nodeId: clue }] });
		expect(lock.released).toEqual([
			{
				nodeId: notice,
				dueOn: '2026-03-12',
				newDueOn: '2026-03-18',
				releasedOn: '2026-03-13',
				requestId: `${lock.id}-R1`,
				ends: { ends: [{ event: 'notice-issued' }] },
			},
		]);
		expect(await desk.request()).toMatchObject({ phase: 'granted', partial: true, decisions: [{}, { grant: some, by: 'zhou' }] });
		expect(await desk.logged('lock-causes-released')).toMatchObject([
			{ lockId: lock.id, requestId: `${lock.id}-R1`, newDueOn: { [notice]: '2026-03-18' } },
		]);
		expect(await desk.logged('case-unlocked')).toEqual([]);
		// The granted node runs anew; what was missed stays on record.
		expect(await phaseOf(notice)).toBe('pending');
		expect(await dueOf(notice)).toBe('2026-03-18');
		expect(await phaseOf(clue)).toBe('overdue');
		const status = async (type: string, data = {}) => (await world.send([{ type, occurredAt: '2026-03-13', data }]))[0]!.status;
		expect(await status('track-set', { track: 'simple' })).toBe('locked');
		expect(await status('clue-verified', { clueId: 'c1', found: false })).toBe('locked');
		expect(await gate('notice-issued')).toBe('open');
		expect(await gate('clue-verified')).toBe('held');
		expect(letThrough(lock, (await desk.stored()).state.facts)).toEqual(['notice-issued']);
		expect(await status('notice-issued')).toBe('accepted');
		expect(await phaseOf(notice)).toBe('met-late');
		expect(await phaseOf(clue)).toBe('overdue');
		await desk.morning('2026-03-21');
		expect((await desk.lastLock()).causes.map((cause) => cause.nodeId)).toEqual([clue]);
		expect(await world.store.read.selectFrom('lock_cause').select(['node_id', 'new_due_on']).execute()).toEqual([
			{ node_id: clue, new_due_on: null },
		]);
		expect(await world.store.read.selectFrom('lock_cause_release').select(['node_id', 'new_due_on', 'released_on']).execute()).toEqual([
			{ node_id: notice, new_due_on: '2026-03-18', released_on: '2026-03-13' },
		]);
		expect(await world.store.read.selectFrom('unlock_step').select(['warned', 'partial']).execute()).toEqual([{ warned: 0, partial: 1 }]);
	});

	it('gives a step that was held before the grant to the granted node at its own date', async () => {
		await world.send([{ type: 'notice-issued', occurredAt: '2026-03-13' }]);
		expect(await phaseOf(notice)).toBe('overdue');
		await desk.say('zhou', 'approve', { grant: some });
		expect(await phaseOf(notice)).toBe('met-late');
		expect((await desk.stored()).heldSeqs).toEqual([]);
		expect(await world.store.read.selectFrom('held_event').selectAll().execute()).toEqual([]);
	});

	it('holds the step again once the new day was missed', async () => {
		await desk.say('zhou', 'approve', { grant: some });
		await desk.morning('2026-03-19');
		expect((await world.send([{ type: 'notice-issued', occurredAt: '2026-03-19' }]))[0]!.status).toBe('locked');
		expect(await gate('notice-issued')).toBe('held');
		expect(await phaseOf(notice)).toBe('overdue');
	});

	it('lets the handler file again for the rest, whose grant releases the lock and folds what was held', async () => {
		await desk.say('zhou', 'approve', { grant: some });
		await world.send([{ type: 'notice-issued', occurredAt: '2026-03-13' }]);
		expect(await desk.file('2026-03-25')).toMatch(/-R2$/);
		await desk.say('zheng', 'approve');
		expect(await desk.say('zhou', 'approve')).toMatchObject({ ok: true });
		const lock = await desk.lastLock();
		expect(lock).toMatchObject({ phase: 'released', outcome: 'granted', causes: [{ nodeId: clue, newDueOn: '2026-03-25' }] });
		expect(await phaseOf(notice)).toBe('met-late');
		expect(await dueOf(clue)).toBe('2026-03-25');
	});

	it('locks again when the new day is missed: as a cause of the standing lock, with repeat + 1 and a two-step route', async () => {
		await desk.say('zhou', 'approve', { grant: some });
		await desk.morning('2026-03-18');
		expect((await desk.lastLock()).causes).toHaveLength(1);
		await desk.morning('2026-03-19');
		const lock = await desk.lastLock();
		expect((await desk.stored()).state.locks).toHaveLength(1);
		expect(lock.repeat).toBe(1);
		expect(lock.causes).toEqual([
			{ nodeId: clue, dueOn: expect.any(String) as string },
			{ nodeId: notice, dueOn: '2026-03-18', seq: expect.any(Number) as number },
		]);
		await desk.file('2026-03-30');
		expect((await desk.request()).route.map((step) => `${step.kind} ${step.role}`)).toEqual([
			'endorse enforcement-chief',
			'decide unlock-approver',
			'decide enforcement-chief',
		]);
	});

	it('counts a missed day again in the next lock after the rest was released too', async () => {
		await desk.say('zhou', 'approve', { grant: some });
		await desk.file('2026-04-10');
		await desk.say('zheng', 'approve');
		await desk.say('zhou', 'approve');
		await desk.morning('2026-03-19');
		const { locks } = (await desk.stored()).state;
		expect(locks.map((lock) => `${lock.phase} ${lock.repeat}`)).toEqual(['released 0', 'active 1']);
	});

	it.each<[string, readonly CauseVerdict[], string]>([
		['a cause that is not named', [some[0]!], 'cause-missing'],
		['a node that locks nothing', [...some, { nodeId: 'x', granted: true }], 'cause-unknown'],
		['a cause named twice', [...some, some[0]!], 'cause-twice'],
		['nothing granted', some.map((each) => ({ ...each, granted: false, opinion: '不同意' })), 'nothing-granted'],
		['a refusal without a word', [some[0]!, { nodeId: clue, granted: false, opinion: ' ' }], 'opinion-missing'],
		['a day beyond the longest grant', [{ ...some[0]!, newDueOn: '2026-04-13' as never }, some[1]!], 'new-day-too-late'],
		['a day in the past', [{ ...some[0]!, newDueOn: '2026-03-12' as never }, some[1]!], 'new-day-past'],
	])('refuses %s, and nothing is changed', async (_what, grant, code) => {
		expect(await desk.say('zhou', 'approve', { grant })).toMatchObject({ ok: false, code });
		expect(await desk.request()).toMatchObject({ phase: 'deciding', step: 1 });
		expect(await desk.lastLock()).toMatchObject({ causes: [{}, {}] });
	});

	it('is said by an approval of a deciding step only', async () => {
		expect(await desk.say('zhou', 'refuse', { grant: some })).toMatchObject({ code: 'grant-not-allowed' });
		await desk.say('zhou', 'return');
		await desk.file('2026-03-20');
		expect(await desk.say('zheng', 'approve', { grant: some })).toMatchObject({ code: 'grant-not-allowed' });
	});

	it('is a whole release where every cause is granted, with the days asked for where none is named', async () => {
		const all = some.map(({ nodeId }) => ({ nodeId, granted: true }));
		expect(await desk.say('zhou', 'approve', { grant: all })).toMatchObject({ ok: true });
		expect(await desk.lastLock()).toMatchObject({ phase: 'released', causes: [{ newDueOn: '2026-03-20' }, { newDueOn: '2026-03-20' }] });
		expect(await desk.request()).not.toHaveProperty('partial');
	});

	it('stands when the first of two deciders has said it and the second just approves', async () => {
		await desk.say('zhou', 'refuse');
		world.at('2026-04-20');
		await desk.file('2026-04-30');
		await desk.say('zheng', 'approve');
		expect((await desk.request()).route).toHaveLength(3);
		const days = some.map((each) => (each.granted ? { ...each, newDueOn: '2026-04-25' as never } : each));
		expect(await desk.say('qian', 'approve', { grant: days })).toMatchObject({ ok: true });
		expect(await desk.say('sun', 'approve')).toMatchObject({ ok: true });
		expect(await desk.lastLock()).toMatchObject({ phase: 'active', causes: [{ nodeId: clue }], released: [{ newDueOn: '2026-04-25' }] });
	});

	it('cannot be widened by the second decider unless he says so cause by cause', async () => {
		await desk.say('zhou', 'refuse');
		world.at('2026-04-20');
		await desk.file('2026-04-30');
		await desk.say('zheng', 'approve');
		const days = some.map((each) => (each.granted ? { ...each, newDueOn: '2026-04-25' as never } : each));
		await desk.say('qian', 'approve', { grant: days });
		// A shorter day for the granted node; the other stays refused.
		expect(await desk.say('sun', 'approve', { newDueOn: { [notice]: '2026-04-22' as never } })).toMatchObject({ ok: true });
		expect(await desk.lastLock()).toMatchObject({ causes: [{ nodeId: clue }], released: [{ newDueOn: '2026-04-22' }] });
	});

	it('leaves the rest to a review: what was granted stays granted when the rest is void', async () => {
		await desk.say('zhou', 'approve', { grant: some });
		await world.send([{ type: 'clue-verified', occurredAt: '2026-03-11', data: { clueId: 'c1', found: false } }]);
		const lock = await desk.lastLock();
		const he = desk.who('he');
		const review = { verdict: 'void', opinion: '线索已按期核查' } as const;
		expect(
			await reviewLock(
				world.context,
				{ ...he, grants: [{ role: 'supervisor', court: 'zy', scope: 'subtree' }] },
				actorOf(he),
				lock.id,
				review,
			),
		).toMatchObject({ ok: true });
		expect(await desk.lastLock()).toMatchObject({ phase: 'released', outcome: 'voided' });
		expect(await dueOf(notice)).toBe('2026-03-18');
		await desk.morning('2026-03-19');
		expect((await desk.stored()).state.locks.map((each) => `${each.phase} ${each.repeat}`)).toEqual(['released 0', 'active 1']);
	});
});
