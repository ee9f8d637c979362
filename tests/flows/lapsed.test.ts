import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { engines, openWorld, type World } from '../support/world.ts';

const number = '（2026）示0204民初1号';

describe.each(engines)('periods of parties (%s)', (engine) => {
	let world: World;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-03-02');
	});
	afterEach(() => world.close());

	const answer = () =>
		world.store.read
			.selectFrom('node_instance')
			.select(['phase', 'ended_on', 'overdue_on'])
			.where('node', '=', 'tri-answer')
			.executeTakeFirst();

	it('lapse on their last day and make nobody late, not even when the case is closed later', async () => {
		await world.send([
			{ type: 'case-filed', occurredAt: '2026-03-02', caseNumber: number, data: { handler: 'li', procedure: 'ordinary' } },
			{ type: 'complaint-served', occurredAt: '2026-03-02', caseNumber: number, data: { partyId: 'p1' } },
		]);
		expect(await answer()).toMatchObject({ phase: 'pending' });
		// 3 月 2 日起十五日。
		world.at('2026-03-18T09:00:00+08:00');
		await sweepDeadlines(world.context);
		expect(await answer()).toEqual({ phase: 'met', ended_on: '2026-03-17', overdue_on: null });
		world.at('2026-04-20');
		await world.send([{ type: 'case-closed', occurredAt: '2026-04-20', caseNumber: number, data: { mode: 'judged' } }]);
		expect(await answer()).toEqual({ phase: 'met', ended_on: '2026-03-17', overdue_on: null });
		const overdue = await world.store.read.selectFrom('measure_rollup').select('value').where('measure', '=', 'node-overdue').execute();
		const late = await world.store.read.selectFrom('node_instance').select('node').where('overdue_on', 'is not', null).execute();
		expect(overdue.reduce((sum, row) => sum + row.value, 0)).toBe(late.length);
		expect(late.map((row) => row.node)).not.toContain('tri-answer');
	});
});
