import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockByHand } from '../../server/flows/hand-locks.ts';
import { newCase, refold } from '../../server/flows/fold-cases.ts';
import { putDirectory } from '../../server/flows/put-directory.ts';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { verifyAudit } from '../../server/store/audit.ts';
import { readCases } from '../../server/store/cases.ts';
import { eventOfRow } from '../../server/store/event-log.ts';
import { DeskViews } from '../../server/views/desk.ts';
import { sourceOf } from '../../server/views/view-context.ts';
import { actorOf, courts, engines, openWorld, person, type World } from '../support/world.ts';

const key = '(2026)示0204执1号';
const notice = `${key}/enf-notice/-/1`;
const query = `${key}/enf-net-query-first/-/1`;
const clue = `${key}/enf-clue-verify/c1/1`;
const duty = person('yan', 'duty-officer', 'dc');

describe.each(engines)('locks by hand, 启用前超期 (%s)', (engine) => {
	let world: World;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-03-02');
		// The court switches locks on from 03-20; notice and first query (03-12) ran out before, the clue (03-25) will run out after.
		await putDirectory(world.context, { courts: [{ ...courts[2], locksFrom: '2026-03-20' }] });
		await world.send([{ type: 'case-filed', occurredAt: '2026-03-02', data: { handler: 'li', claimFen: 100_000 } }]);
		world.at('2026-03-18');
		await world.send([{ type: 'clue-received', occurredAt: '2026-03-18', data: { clueId: 'c1' } }]);
		world.at('2026-03-21T09:00:00+08:00');
		await world.send([], '2026-03-21T08:00:00+08:00');
		await sweepDeadlines(world.context);
	});
	afterEach(() => world.close());

	const stored = async () => (await readCases(world.store.read, [key])).get(key)!;
	const lock = (nodeIds: readonly string[], reason = '长期未发执行通知书', who = duty, caseKey = key) =>
		lockByHand(world.context, who, actorOf(who), caseKey, { nodeIds, reason });

	it('the sweep leaves them alone; the duty officer locks the chosen nodes, which hold steps from then on', async () => {
		expect((await stored()).state.locks).toEqual([]);
		expect(await lock([notice])).toEqual({ ok: true, id: `${key}-L1` });
		expect((await stored()).state.locks).toMatchObject([
			{ phase: 'active', causes: [{ nodeId: notice, dueOn: '2026-03-12' }], byHand: { by: 'yan', reason: '长期未发执行通知书' } },
		]);
		expect((await world.send([{ type: 'notice-issued', occurredAt: '2026-03-21' }])).map((result) => result.status)).toEqual(['locked']);
		const row = await world.store.read.selectFrom('case_lock').selectAll().executeTakeFirstOrThrow();
		expect(row).toMatchObject({ id: `${key}-L1`, state: 'active', by_hand: 1, outcome: null });
		// A further node joins the same lock.
		expect(await lock([query])).toEqual({ ok: true, id: `${key}-L1` });
		expect((await stored()).state.locks[0]!.causes.map((cause) => cause.nodeId).sort()).toEqual([query, notice].sort());
		// The clock goes on adding what runs out after the switch.
		world.at('2026-03-26T09:00:00+08:00');
		await world.send([], '2026-03-26T08:00:00+08:00');
		await sweepDeadlines(world.context);
		expect((await stored()).state.locks.map((each) => each.causes.length)).toEqual([3]);
	});

	it('refuses other people, other nodes, the same again, and what says nothing', async () => {
		expect(await lock([notice], '理由', person('zheng', 'enforcement-chief', 'dc'))).toMatchObject({ code: 'forbidden' });
		expect(await lock([notice], '理由', person('yan', 'duty-officer', 'xl'))).toMatchObject({ code: 'forbidden' });
		expect(await lock([notice], '  ')).toMatchObject({ code: 'reason-missing' });
		expect(await lock([])).toMatchObject({ code: 'nodes-missing' });
		expect(await lock([clue])).toMatchObject({ code: 'not-lockable' });
		expect(await lock([notice, 'x'])).toMatchObject({ code: 'not-lockable' });
		expect(await lock([notice], '理由', duty, '(2026)示0204执9号')).toMatchObject({ code: 'not-found' });
		expect((await stored()).state.locks).toEqual([]);
		expect(await lock([notice])).toMatchObject({ ok: true });
		expect(await lock([notice])).toMatchObject({ code: 'not-lockable' });
		await putDirectory(world.context, { courts: [{ ...courts[2], locksFrom: null }] });
		expect(await lock([query])).toMatchObject({ code: 'locks-off' });
		const audit = await world.store.read.selectFrom('audit').select(['action', 'object', 'result']).orderBy('seq').execute();
		expect(audit).toHaveLength(10);
		expect(new Set(audit.map((line) => line.action))).toEqual(new Set(['lock.by-hand']));
		expect(audit.filter((line) => line.result === 'ok')).toHaveLength(1);
		expect(await verifyAudit(world.store.read)).toBeUndefined();
	});

	it('two at once set one lock', async () => {
		const answers = await Promise.all([lock([notice]), lock([notice])]);
		expect(answers.map((answer) => answer.ok).sort()).toEqual([false, true]);
		expect((await stored()).state.locks).toHaveLength(1);
	});

	it('is offered to the duty officer in the list of 启用前超期, and to nobody else', async () => {
		const views = new DeskViews(sourceOf(world.context));
		const rows = async (who: typeof duty) => {
			const list = await views.worklist(who, { view: 'before-locks' });
			return list.ok ? list.view.rows.map((row) => [row.nodeId, row.mayLockByHand]) : [];
		};
		expect(await rows(duty)).toContainEqual([notice, true]);
		// A node that never locks is not offered.
		const allocation = (await rows(duty)).filter(([id]) => String(id).includes('/enf-allocate/'));
		expect(allocation.map(([, may]) => may)).toEqual([undefined]);
		expect(await rows(person('zheng', 'enforcement-chief', 'dc'))).toContainEqual([notice, false]);
	});

	it('is rebuilt from the log', async () => {
		await lock([notice]);
		const kept = await stored();
		const rows = await world.store.read.selectFrom('case_event').selectAll().where('case_key', '=', key).orderBy('seq').execute();
		expect(refold(world.context, newCase(world.context, 'dc', kept.state.text), rows.map(eventOfRow)).after.state).toEqual(kept.state);
	});
});
