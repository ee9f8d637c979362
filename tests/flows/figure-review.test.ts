import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCases } from '../../server/store/cases.ts';
import { viewCase } from '../../server/core/case/fold.ts';
import { engines, openWorld, type World } from '../support/world.ts';

describe.each(engines)('probe (%s)', (engine) => {
	let world: World;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-09-20');
	});
	afterEach(() => world.close());
	it('reopen', async () => {
		const n = '（2026）示0204执1号';
		await world.send([
			{ type: 'case-filed', occurredAt: '2026-01-05', data: { handler: 'li', claimFen: 1000 } },
			{ type: 'case-closed', occurredAt: '2026-02-10', data: { mode: 'fully-performed', recoveredFen: 500 } },
		]);
		const show = async () => {
			const c = (await readCases(world.store.read, ['(2026)示0204执1号'])).get('(2026)示0204执1号')!;
			console.log(n, c.nodes.filter((x) => x.node.startsWith('enf-close')).map((x) => [x.node, x.n, x.phase, x.startedOn, x.endedOn, x.overdueOn]), viewCase(c.state)!.closings);
		};
		await show();
		await world.send([{ type: 'case-reopened', occurredAt: '2026-03-05', data: { ground: 'x' } }]);
		await show();
		await world.send([{ type: 'case-closed', occurredAt: '2026-09-10', data: { mode: 'ended', recoveredFen: 700 } }]);
		await show();
		expect(1).toBe(1);
	});
});
