import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { putDirectory } from '../../server/flows/put-directory.ts';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { readCases } from '../../server/store/cases.ts';
import { DeskViews } from '../../server/views/desk.ts';
import { sourceOf } from '../../server/views/view-context.ts';
import { courts, engines, openWorld, person, type World } from '../support/world.ts';

const key = '(2026)示0204执1号';
const notice = `${key}/enf-notice/-/1`;

describe.each(engines)('days of grace before a lock (%s)', (engine) => {
	let world: World;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-03-02');
		await putDirectory(world.context, { courts: [{ ...courts[2], settings: { graceDays: { '*': 2, 'enf-notice': 5 } } }] });
		await world.send([
			{ type: 'case-filed', occurredAt: '2026-03-02', data: { handler: 'li', claimFen: 100_000 } },
			{ type: 'net-query-launched', occurredAt: '2026-03-02' },
		]);
		world.at('2026-03-05');
		await world.send([{ type: 'clue-received', occurredAt: '2026-03-05', data: { clueId: 'c1' } }]);
	});
	afterEach(() => world.close());

	const stored = async () => (await readCases(world.store.read, [key])).get(key)!;
	async function sweepAt(moment: string): Promise<void> {
		world.at(moment);
		await world.send([], moment);
		await sweepDeadlines(world.context);
	}

	it('is overdue at its day as ever, and locks only when the days of its node are over', async () => {
		await sweepAt('2026-03-13T00:00:00+08:00');
		const node = (await stored()).nodes.find((candidate) => candidate.id === notice)!;
		expect(node).toMatchObject({ phase: 'overdue', overdueOn: '2026-03-13' });
		const clock = node.clocks.find((row) => row.binding)!;
		expect(clock).toMatchObject({ dueOn: '2026-03-12', graceTo: '2026-03-17', lockAt: '2026-03-17T16:00:00.000Z' });
		await sweepAt('2026-03-14T23:59:59+08:00');
		expect((await stored()).state.locks).toEqual([]);
		// The clue has the two days of all nodes, the notice its own five.
		await sweepAt('2026-03-15T00:00:00+08:00');
		expect((await stored()).state.locks).toMatchObject([{ causes: [{ nodeId: `${key}/enf-clue-verify/c1/1`, graceTo: '2026-03-14' }] }]);
		await sweepAt('2026-03-17T23:59:59+08:00');
		expect((await stored()).state.locks[0]!.causes).toHaveLength(1);
		await sweepAt('2026-03-18T00:00:00+08:00');
		expect((await stored()).state.locks[0]!.causes).toHaveLength(2);
	});

	it('a node that is finished within its grace never locks, late as it was', async () => {
		await sweepAt('2026-03-13T08:00:00+08:00');
		world.at('2026-03-16');
		await world.send([
			{ type: 'notice-issued', occurredAt: '2026-03-16' },
			{ type: 'clue-verified', occurredAt: '2026-03-13', data: { clueId: 'c1', found: false } },
		]);
		await sweepAt('2026-03-20T08:00:00+08:00');
		expect((await stored()).state.locks).toEqual([]);
		expect((await stored()).nodes.find((node) => node.id === notice)).toMatchObject({ phase: 'met-late' });
	});

	it('a late fact that it was finished within its grace puts the lock in review', async () => {
		await sweepAt('2026-03-18T08:00:00+08:00');
		expect((await stored()).state.locks[0]!.causes).toHaveLength(2);
		await world.send([{ type: 'notice-issued', occurredAt: '2026-03-16' }]);
		expect((await stored()).lockPhases).toEqual({ [`${key}-L1`]: 'review' });
	});

	it('taken away, the lock follows at once; shown as 宽限至 while it runs', async () => {
		await sweepAt('2026-03-13T08:00:00+08:00');
		const views = new DeskViews(sourceOf(world.context));
		const chief = person('zheng', 'enforcement-chief', 'dc');
		const list = await views.worklist(chief, { view: 'overdue' });
		expect(list.ok && list.view.rows.find((row) => row.nodeId === notice)).toMatchObject({ graceTo: '2026-03-17', overdueDays: 1 });
		const page = await views.caseByKey(chief, key);
		expect(page.ok && page.view.nodes.find((node) => node.id === notice)!.clocks).toContainEqual(
			expect.objectContaining({ clock: 'limit', graceTo: '2026-03-17' }),
		);
		await putDirectory(world.context, { courts: [{ ...courts[2], settings: { graceDays: {} } }] });
		await sweepDeadlines(world.context);
		expect((await stored()).state.locks).toMatchObject([{ phase: 'active' }]);
	});
});
