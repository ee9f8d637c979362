import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FlowContext } from '../../server/flows/context.ts';
import { refreshCourts } from '../../server/flows/refresh-cases.ts';
import { fillSilentCases } from '../../server/flows/silent-cases.ts';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { countSilent } from '../../server/store/silent-readers.ts';
import { SilentViews } from '../../server/views/silent-views.ts';
import { sourceOf } from '../../server/views/view-context.ts';
import { engines, openWorld, person, type TestEvent, type World } from '../support/world.ts';

const upper = person('zhou', 'supervisor', 'zy', 'subtree');

/** One fact of a case, for short. */
const fact = (n: number, type: string, occurredAt: string, data: Record<string, unknown> = {}): TestEvent => ({
	caseNumber: `（2026）示0204执${n}号`,
	type,
	occurredAt,
	data,
});

describe.each(engines)('lists of supervision over cases of an older program (%s)', (engine) => {
	let world: World;
	const wall = (today: string) => countSilent(world.store.read, ['dc', 'xl'], today as never);

	beforeAll(async () => {
		world = await openWorld(engine, '2026-05-22');
		await world.send([1, 2, 3, 4].map((n) => fact(n, 'case-filed', '2026-03-02', { handler: 'li', basis: 'civil' })));
		await world.send([fact(2, 'net-query-launched', '2026-04-20')]);
	});
	afterAll(() => world.close());

	const tables = async () => ({
		files: await world.store.read
			.selectFrom('case_file')
			.select(['case_key', 'last_step_on', 'last_step', 'stage_s1', 'stage_s2', 'supervised', 'silent_told', 'silent_from'])
			.orderBy('id')
			.execute(),
		services: await world.store.read.selectFrom('case_service').selectAll().orderBy('case_id').orderBy('service').execute(),
		sealed: await world.store.read.selectFrom('sealed_asset').selectAll().orderBy('case_id').orderBy('asset_id').execute(),
	});
	/** As the new columns and tables stand after an upgrade. */
	const forget = () =>
		world.store.write(async ({ db }) => {
			await db.updateTable('case_file').set({ last_step_on: null, last_step: null, silent_told: null, supervised: 0 }).execute();
			await db.deleteFrom('case_service').execute();
			await db.deleteFrom('sealed_asset').execute();
		});

	it('does not know cases of an older program until it has looked at them', async () => {
		const before = await tables();
		await forget();
		expect(await wall('2026-05-22')).toEqual({ remind: 0, warn: 0, supervise: 0, frozen: 0, unknown: 4 });
		expect((await new SilentViews(sourceOf(world.context)).silent(upper, {})).rows).toEqual([]);
		expect(await fillSilentCases(world.context)).toBe(4);
		expect(await fillSilentCases(world.context)).toBe(0);
		expect(await tables()).toEqual(before);
	});

	it('what is saved before it was looked at loses nothing: by an event, by a sweep, by new rules', async () => {
		await world.send([
			fact(2, 'asset-sealed', '2026-05-22', { assetId: 'h1', assetKind: 'immovable', rank: 1, effectiveOn: '2026-05-22' }),
			fact(3, 'asset-sealed', '2026-05-22', { assetId: 'h2', assetKind: 'immovable', rank: 1, effectiveOn: '2026-05-22' }),
		]);
		await forget();
		world.at('2026-05-25');
		await world.send([fact(2, 'message-received', '2026-05-25', { messageId: 'm9' })], '2026-05-25T08:00:00+08:00');
		expect((await tables()).sealed.map((row) => row.asset_id)).toEqual(['h1']);
		expect((await tables()).services.length).toBeGreaterThan(0);
		await sweepDeadlines(world.context);
		await fillSilentCases(world.context);
		const kept = await tables();
		expect(kept.sealed.map((row) => row.asset_id)).toEqual(['h1', 'h2']);
		expect(kept.files.every((row) => row.supervised === 1 && row.last_step_on !== null)).toBe(true);
		await forget();
		await fillSilentCases(world.context);
		expect(await tables()).toEqual(kept);
		// A limit of its own makes the court's open cases be computed again without a new fact.
		await forget();
		await refreshCourts(world.context, ['dc', 'xl']);
		await fillSilentCases(world.context);
		expect(await tables()).toEqual(kept);
	});

	it('one run of it ends after a moment, and the next goes on where it ended', async () => {
		await world.send([11, 12, 13, 14, 15, 16, 17, 18].map((n) => fact(n, 'case-filed', '2026-05-25', { handler: 'li', basis: 'civil' })));
		const kept = await tables();
		await forget();
		let ms = 0;
		// Every look at the clock costs a quarter of a second: a run has time for one slice.
		const slow = Object.create(world.context, { monotonicMs: { value: () => (ms += 250) } }) as FlowContext;
		const runs = [];
		for (let done = await fillSilentCases(slow); done > 0; done = await fillSilentCases(slow)) runs.push(done);
		expect(runs.length).toBeGreaterThan(1);
		expect(runs.reduce((sum, done) => sum + done, 0)).toBe(12);
		expect(await tables()).toEqual(kept);
	});
});
