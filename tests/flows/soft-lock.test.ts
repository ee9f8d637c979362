import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newCase, refold } from '../../server/flows/fold-cases.ts';
import { putDirectory } from '../../server/flows/put-directory.ts';
import { reviewLock } from '../../server/flows/unlock.ts';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { readCases } from '../../server/store/cases.ts';
import { eventOfRow } from '../../server/store/event-log.ts';
import { actorOf, courts, engines, openWorld, person, type TestEvent, type World } from '../support/world.ts';

const key = '(2026)示0204执1号';
const notice = `${key}/enf-notice/-/1`;
const clue = `${key}/enf-clue-verify/c1/1`;
const supervisor = person('qian', 'supervisor', 'zy', 'subtree');

describe.each(engines)('a soft lock (%s)', (engine) => {
	let world: World;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-03-02');
	});
	afterEach(() => world.close());

	const stored = async () => (await readCases(world.store.read, [key])).get(key)!;
	const locks = async () => (await stored()).state.locks;
	const phaseOf = async (id: string) => (await stored()).nodes.find((node) => node.id === id)?.phase;
	const statuses = async (...events: TestEvent[]) => (await world.send(events)).map((result) => result.status);

	/** Filed on 03-02 with a clue of 03-05: notice and clue are both due by 03-12. */
	async function lockedSoftly(softLocks: readonly string[], withClue = false): Promise<void> {
		await putDirectory(world.context, { courts: [{ ...courts[2], settings: { softLocks } }] });
		await world.send([
			{ type: 'case-filed', occurredAt: '2026-03-02', data: { handler: 'li', claimFen: 100_000 } },
			{ type: 'net-query-launched', occurredAt: '2026-03-02' },
		]);
		world.at('2026-03-05');
		if (withClue) await world.send([{ type: 'clue-received', occurredAt: '2026-03-05', data: { clueId: 'c1' } }]);
		world.at('2026-03-13T07:30:00+08:00');
		await world.send([], '2026-03-13T07:00:00+08:00');
		await sweepDeadlines(world.context);
		world.at('2026-03-13T08:00:00+08:00');
	}

	it('lets the late node itself be finished, holds every other step, and is released with the record that it was late', async () => {
		await lockedSoftly(['enf-notice']);
		expect(await locks()).toMatchObject([{ phase: 'active', causes: [{ nodeId: notice, soft: { ends: [{ event: 'notice-issued' }] } }] }]);
		expect(await statuses({ type: 'track-set', occurredAt: '2026-03-13', data: { track: 'simple' } })).toEqual(['locked']);
		expect(await statuses({ type: 'notice-issued', occurredAt: '2026-03-13T07:50:00+08:00' })).toEqual(['accepted']);
		expect(await phaseOf(notice)).toBe('met-late');
		expect(await locks()).toMatchObject([{ phase: 'released', outcome: 'met', releasedOn: '2026-03-13', repeat: 0 }]);
		// What was held meanwhile folds at its own date.
		expect((await stored()).heldSeqs).toEqual([]);
		expect((await stored()).state.facts.some((event) => event.type === 'track-set')).toBe(true);
		const events = await world.store.read.selectFrom('case_event').select(['id', 'data']).where('type', '=', 'case-unlocked').execute();
		expect(events.map((event) => [event.id, JSON.parse(event.data) as object])).toEqual([
			[`${key}-L1/unlocked`, { lockId: `${key}-L1`, newDueOn: {}, cause: 'soft-met', nodeIds: [notice] }],
		]);
		// It is not locked again for the same day, and the next sweep has nothing to do.
		expect(await sweepDeadlines(world.context)).toMatchObject({ overdue: 0, locks: 0 });
	});

	it('is hard without the setting, and for nodes that are not named', async () => {
		await lockedSoftly(['enf-first-meeting']);
		expect(await statuses({ type: 'notice-issued', occurredAt: '2026-03-13' })).toEqual(['locked']);
		expect(await locks()).toMatchObject([{ phase: 'active' }]);
		expect((await locks())[0]!.causes[0]).not.toHaveProperty('soft');
	});

	it('with a hard cause beside the soft one holds the late step too', async () => {
		await lockedSoftly(['enf-notice'], true);
		expect((await locks())[0]!.causes.map((cause) => [cause.nodeId, !!cause.soft]).sort()).toEqual(
			[
				[clue, false],
				[notice, true],
			].sort(),
		);
		expect(await statuses({ type: 'notice-issued', occurredAt: '2026-03-13' })).toEqual(['locked']);
	});

	it('goes when the last of its late nodes is finished; a step about another subject stays held', async () => {
		await lockedSoftly(['*'], true);
		expect(await statuses({ type: 'clue-verified', occurredAt: '2026-03-13', data: { clueId: 'c2', found: false } })).toEqual(['locked']);
		expect(await statuses({ type: 'clue-verified', occurredAt: '2026-03-13', data: { clueId: 'c1', found: false } })).toEqual(['accepted']);
		expect(await phaseOf(clue)).toBe('met-late');
		expect(await locks()).toMatchObject([{ phase: 'active' }]);
		expect(await statuses({ type: 'notice-issued', occurredAt: '2026-03-13' })).toEqual(['accepted']);
		expect(await locks()).toMatchObject([{ phase: 'released', outcome: 'met' }]);
	});

	it('takes nothing back that it let through when a hard cause joins it later', async () => {
		await lockedSoftly(['enf-notice', 'enf-clue-verify'], true);
		await world.send([{ type: 'clue-verified', occurredAt: '2026-03-13', data: { clueId: 'c1', found: false } }]);
		await putDirectory(world.context, { courts: [{ ...courts[2], settings: { softLocks: [] } }] });
		await world.send([{ type: 'clue-received', occurredAt: '2026-03-13', data: { clueId: 'c9' } }]);
		world.at('2026-03-26T08:00:00+08:00');
		await world.send([], '2026-03-26T07:00:00+08:00');
		await sweepDeadlines(world.context);
		const [lock] = await locks();
		expect(lock!.causes.map((cause) => cause.nodeId)).toContain(`${key}/enf-clue-verify/c9/1`);
		expect(await phaseOf(clue)).toBe('met-late');
		// From now on the lock is hard.
		expect(await statuses({ type: 'notice-issued', occurredAt: '2026-03-26' })).toEqual(['locked']);
	});

	it('a late fact that the node was finished in time leads to review, not to a release by itself', async () => {
		await lockedSoftly(['enf-notice']);
		await world.send([{ type: 'notice-issued', occurredAt: '2026-03-11' }]);
		expect((await stored()).lockPhases).toEqual({ [`${key}-L1`]: 'review' });
		expect(await locks()).toMatchObject([{ phase: 'active' }]);
		const reviewed = await reviewLock(world.context, supervisor, actorOf(supervisor), `${key}-L1`, {
			verdict: 'void',
			opinion: '已按期发出',
		});
		expect(reviewed).toMatchObject({ ok: true });
		expect(await locks()).toMatchObject([{ phase: 'released', outcome: 'voided' }]);
	});

	it('locks again when the step that released it is withdrawn', async () => {
		await lockedSoftly(['enf-notice']);
		await world.send([{ id: 'n1', type: 'notice-issued', occurredAt: '2026-03-13' }]);
		world.at('2026-03-14T08:00:00+08:00');
		await world.send(
			[{ type: 'event-withdrawn', occurredAt: '2026-03-14', data: { source: 'cms', id: 'n1', reason: '误报' } }],
			'2026-03-14T07:00:00+08:00',
		);
		await sweepDeadlines(world.context);
		expect(await locks()).toMatchObject([{ outcome: 'met' }, { phase: 'active', repeat: 1, causes: [{ nodeId: notice }] }]);
	});

	it('is rebuilt from the log as it stands, whatever the court has decided since', async () => {
		await lockedSoftly(['enf-notice']);
		await world.send([{ type: 'notice-issued', occurredAt: '2026-03-13' }]);
		await putDirectory(world.context, { courts: [{ ...courts[2], settings: { softLocks: [] } }] });
		const kept = await stored();
		const rows = await world.store.read.selectFrom('case_event').selectAll().where('case_key', '=', key).orderBy('seq').execute();
		const rebuilt = refold(world.context, newCase(world.context, 'dc', kept.state.text), rows.map(eventOfRow)).after;
		expect(rebuilt.state).toEqual(kept.state);
		expect(rebuilt.nodes).toEqual(kept.nodes);
	});
});
