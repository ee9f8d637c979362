import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { countSealAlarms } from '../../server/store/wall-nodes.ts';
import { engines, openWorld, type World } from '../support/world.ts';

const caseNumber = '（2026）示0204执1号';
/** Ends of seals of deposits, which are warned of 60, 30, 15, 7 days and 1 day before. */
const ends = { out: '2026-03-10', tomorrow: '2026-03-18', soon: '2026-04-10', far: '2026-12-30' };
const lastRungs = new Map([['seal-expiry-deposit', 5]]);

describe.each(engines)('alarms of seals (%s)', (engine) => {
	let world: World;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-03-02');
	});
	afterEach(() => world.close());

	it('are those that ran out and those of the last rung, at their court, until the seal is released', async () => {
		const alarms = async () => Object.fromEntries(await countSealAlarms(world.store.read, ['dc', 'xl'], lastRungs));
		const sealed = Object.entries(ends).map(([assetId, expiresOn]) => ({
			type: 'asset-sealed',
			occurredAt: '2026-03-02',
			caseNumber,
			data: { assetId, assetKind: 'deposit', rank: 1, effectiveOn: '2026-03-02', expiresOn },
		}));
		await world.send([
			{ type: 'case-filed', occurredAt: '2026-03-02', caseNumber, data: { handler: 'li', claimFen: 500_000, basis: 'civil' } },
			...sealed,
		]);
		expect(await alarms()).toEqual({});
		world.at('2026-03-17T09:00:00+08:00');
		await sweepDeadlines(world.context);
		const phases = await world.store.read
			.selectFrom('node_instance')
			.select(['subject', 'phase'])
			.where('node', '=', 'seal-expiry-deposit')
			.execute();
		expect(Object.fromEntries(phases.map((row) => [row.subject, row.phase]))).toEqual({
			out: 'overdue',
			tomorrow: 'warning',
			soon: 'warning',
			far: 'pending',
		});
		expect(await alarms()).toEqual({ dc: 2 });
		await world.send([{ type: 'seal-released', occurredAt: '2026-03-17', caseNumber, data: { assetId: 'tomorrow' } }]);
		expect(await alarms()).toEqual({ dc: 1 });
	});
});
