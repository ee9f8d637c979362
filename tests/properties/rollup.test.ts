import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CourtDate } from '../../server/core/time/types.ts';
import { rebuildRollup } from '../../server/flows/rebuild-rollup.ts';
import { recountCourt } from '../../server/flows/reconcile.ts';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { engines, openWorld, type TestEvent, type World } from '../support/world.ts';
import { rollupEvents } from './rollup-events.ts';

const courts = ['gy', 'zy', 'dc', 'xl'];

/** All sums that are not zero, by key, of days and of months. */
async function sumsOf(world: World) {
	const db = world.store.read;
	const days = await db.selectFrom('measure_rollup').selectAll().where('value', '<>', 0).execute();
	const months = await db.selectFrom('measure_month').selectAll().where('value', '<>', 0).execute();
	const named = (row: (typeof days)[number] | (typeof months)[number], day: string): string =>
		[row.measure, row.court_code, row.unit_code, row.person_code, day, row.dims].join('|');
	return {
		days: new Map(days.map((row) => [named(row, row.day), Number(row.value)])),
		months: new Map(months.map((row) => [named(row, row.month), Number(row.value)])),
		monthsOfDays: days.reduce((sums, row) => {
			const name = named(row, row.day.slice(0, 7));
			const sum = (sums.get(name) ?? 0) + Number(row.value);
			if (sum === 0) sums.delete(name);
			else sums.set(name, sum);
			return sums;
		}, new Map<string, number>()),
	};
}

async function send(world: World, events: readonly TestEvent[], sizes: readonly number[]): Promise<void> {
	for (let at = 0, turn = 0; at < events.length; turn += 1) {
		const size = sizes[turn % sizes.length]!;
		await world.send(events.slice(at, at + size));
		at += size;
	}
}

const sizes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 4 });

describe.each(engines)('the rollup is what its cases add up to (%s)', (engine) => {
	// PGlite takes many times as long for a world of its own.
	const numRuns = engine === 'sqlite' ? 20 : 3;

	it(
		'after any events in any order and any batches: incremental = rebuilt = folded from the log, months = sums of days',
		{ timeout: 240_000 },
		async () => {
			await fc.assert(
				fc.asyncProperty(rollupEvents, sizes, fc.integer({ min: 0, max: 3 }), async (events, batches, sweeps) => {
					const world = await openWorld(engine, '2026-03-01');
					try {
						const parts = sweeps + 1;
						for (let part = 0; part < parts; part += 1) {
							const slice = events.slice(Math.floor((part * events.length) / parts), Math.floor(((part + 1) * events.length) / parts));
							world.at(`2026-0${3 + part * 2}-20`);
							await send(world, slice, batches);
							// Late nodes and locks are decided between the batches, as they would be.
							if (engine === 'sqlite') await sweepDeadlines(world.context);
						}
						const kept = await sumsOf(world);
						expect(kept.months).toEqual(kept.monthsOfDays);
						for (const court of courts)
							expect((await recountCourt({ ...world.context, db: world.store.read }, court)).mismatches).toEqual([]);
						// Built from nothing it is the same.
						await world.store.write(async ({ db }) => {
							await db.deleteFrom('measure_rollup').execute();
							await db.deleteFrom('measure_month').execute();
						});
						await rebuildRollup(world.context, courts);
						const rebuilt = await sumsOf(world);
						expect(rebuilt.days).toEqual(kept.days);
						expect(rebuilt.months).toEqual(kept.months);
					} finally {
						await world.close();
					}
				}),
				{ numRuns },
			);
		},
	);
});

describe('the order in which facts arrive', () => {
	it('changes no sum: the same facts shuffled and cut differently', { timeout: 240_000 }, async () => {
		await fc.assert(
			fc.asyncProperty(
				rollupEvents.chain((events) => fc.tuple(fc.constant(events), fc.shuffledSubarray([...events], { minLength: events.length }))),
				sizes,
				async ([events, shuffled], batches) => {
					const [one, other] = [await openWorld('sqlite', '2026-09-01'), await openWorld('sqlite', '2026-09-01')];
					try {
						await one.send(events);
						await send(other, shuffled, batches);
						expect((await sumsOf(other)).days).toEqual((await sumsOf(one)).days);
					} finally {
						await one.close();
						await other.close();
					}
				},
			),
			{ numRuns: 15 },
		);
	});

	it('a case that moves between courts and is corrected takes its sums along, to the last one', async () => {
		const world = await openWorld('sqlite', '2026-05-01');
		const fact = (id: string, type: string, occurredAt: string, data: Record<string, unknown> = {}, court = 'dc'): TestEvent => ({
			...{ id, type, occurredAt, data, court },
		});
		const totals = async (court: string) =>
			[...(await sumsOf(world)).days]
				.filter(([key]) => key.startsWith('case-received|') && key.split('|')[1] === court)
				.map(([, value]) => value);
		await world.send([
			fact('f', 'case-filed', '2026-03-02', { handler: 'li' }),
			fact('t', 'case-transferred', '2026-03-09', { toCourt: 'xl', ground: '指定' }),
		]);
		expect([await totals('dc'), await totals('xl')]).toEqual([[], [1]]);
		await world.send([fact('w', 'event-withdrawn', '2026-03-10', { source: 'cms', id: 't', reason: '误报' })]);
		expect([await totals('dc'), await totals('xl')]).toEqual([[1], []]);
		await world.send([fact('w2', 'event-withdrawn', '2026-03-11', { source: 'cms', id: 'f', reason: '误报' })]);
		const { days, months } = await sumsOf(world);
		expect([days.size, months.size]).toEqual([0, 0]);
		expect((await recountCourt({ ...world.context, db: world.store.read }, 'dc', '2026-05-01' as CourtDate)).mismatches).toEqual([]);
		await world.close();
	});
});
