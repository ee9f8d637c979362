import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { superiorsOf } from '../../server/core/directory/court-tree.ts';
import { putDirectory } from '../../server/flows/put-directory.ts';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { requestUnlock } from '../../server/flows/unlock.ts';
import { projectedTopics, Projector } from '../../server/live/projector.ts';
import { readByCourt } from '../../server/live/court-parts.ts';
import { openScope, type LiveSource } from '../../server/live/scope.ts';
import { loadLadders } from '../../server/rulebooks/ladders.ts';
import { sourceOf } from '../../server/views/view-context.ts';
import type { CourtDate } from '../../server/core/time/types.ts';
import { instantOfEpochMs } from '../../server/core/time/zone.ts';
import { rollupEvents } from '../properties/rollup-events.ts';
import { actorOf, courts, engines, openWorld, person, type World } from '../support/world.ts';

const scopes = courts.map(({ code }) => code);
const stages = loadLadders().find(({ id }) => id === 'S2')!.stages;
const newSource = (world: World): LiveSource => Object.assign(sourceOf(world.context), { ladderStages: stages });

/** A projector that is told of every change, as the hub tells it, and what one that knows nothing finds at the same moment. */
class Both {
	readonly #world: World;
	readonly #kept: Projector;
	readonly #stop: () => void;
	#failed: unknown;

	constructor(world: World) {
		this.#world = world;
		const onError = (error: unknown): void => {
			this.#failed = error;
		};
		this.#kept = new Projector(newSource(world), () => undefined, { settled: () => undefined, onError });
		this.#stop = world.store.onChange((change) => {
			const directory = world.context.directory();
			const told = [...change.courts].flatMap((court) => [court, ...superiorsOf(directory, court).map(({ code }) => code)]);
			for (const code of new Set(told)) this.#kept.changed(code);
		});
	}

	async agree(when: string): Promise<void> {
		const fresh = new Projector(newSource(this.#world), () => undefined);
		for (const scope of scopes) {
			await this.#kept.project(scope, projectedTopics);
			await fresh.project(scope, projectedTopics);
			for (const topic of projectedTopics) {
				const [kept, found] = [this.#kept, fresh].map((each) => each.frame(topic, scope, 'internal')?.payload);
				expect(kept, `${topic} of ${scope} ${when}`).toEqual(found);
			}
		}
		expect(this.#failed).toBeUndefined();
	}

	stop = (): void => this.#stop();
}

describe.each(engines)('what is kept of courts never differs from what is there (%s)', (engine) => {
	// PGlite takes many times as long.
	const numRuns = engine === 'sqlite' ? 12 : 2;

	it('after any events, sweeps, hours and days', { timeout: 240_000 }, async () => {
		const steps = fc.array(fc.constantFrom('events', 'events', 'sweep', 'hours', 'day', 'weeks'), { minLength: 4, maxLength: 10 });
		await fc.assert(
			fc.asyncProperty(rollupEvents, steps, fc.integer({ min: 1, max: 8 }), async (events, plan, size) => {
				const world = await openWorld(engine, '2026-03-20');
				const both = new Both(world);
				let now = Date.parse('2026-03-20T01:00:00Z');
				let sent = 0;
				try {
					for (const [index, step] of plan.entries()) {
						// What is held for minutes on purpose is read again after an hour.
						now += { events: 61, sweep: 61, hours: 300, day: 1440, weeks: 30_000 }[step] * 60_000;
						const moment = instantOfEpochMs(now);
						world.at(moment);
						if (step === 'events') await world.send(events.slice(sent, (sent += size)), index % 2 ? moment : undefined);
						else if (step === 'sweep') await sweepDeadlines(world.context);
						await both.agree(`after ${plan.slice(0, index + 1).join(', ')}`);
					}
				} finally {
					both.stop();
					await world.close();
				}
			}),
			{ numRuns },
		);
	});

	it('after a lock, a request, a change of the directory and a case that moves', async () => {
		const world = await openWorld(engine, '2026-03-02');
		const both = new Both(world);
		const li = person('li', 'handler', 'dc', 'self');
		const key = '(2026)示0204执1号';
		const at = (moment: string): void => world.at(moment);
		try {
			await world.send([
				{ id: 'a', type: 'case-filed', occurredAt: '2026-03-02', data: { handler: 'li', unit: 'u1' } },
				{ id: 'b', type: 'net-query-launched', occurredAt: '2026-03-02' },
				{ id: 'c', caseNumber: '（2026）示0204执2号', type: 'case-filed', occurredAt: '2026-03-02', data: { handler: 'li' } },
			]);
			await both.agree('filed');
			at('2026-03-19T09:00:00+08:00');
			await world.send([], '2026-03-19T09:00:00+08:00');
			await sweepDeadlines(world.context);
			await both.agree('locked');
			at('2026-03-19T11:00:00+08:00');
			const causes = await world.store.read.selectFrom('lock_cause').select('node_id').where('lock_id', '=', `${key}-L1`).execute();
			expect(causes.length).toBeGreaterThan(0);
			const newDueOn = Object.fromEntries(causes.map((row) => [row.node_id, '2026-03-31' as CourtDate]));
			expect(await requestUnlock(world.context, li, actorOf(li), `${key}-L1`, { reason: '延误', plan: '补办', newDueOn })).toMatchObject({
				ok: true,
			});
			await both.agree('asked for');
			at('2026-03-19T13:00:00+08:00');
			await putDirectory(world.context, {
				courts: [{ ...courts[2], name: '东川区人民法院', locksFrom: '2026-03-15' }],
				persons: [{ code: 'li', name: '黎某某', court: 'dc', postJudge: true }],
			});
			await both.agree('renamed');
			at('2026-03-20T13:00:00+08:00');
			await world.send([
				{
					id: 'm',
					caseNumber: '（2026）示0204执2号',
					type: 'case-transferred',
					occurredAt: '2026-03-20',
					data: { toCourt: 'xl', ground: '指定' },
				},
			]);
			await both.agree('moved');
		} finally {
			both.stop();
			await world.close();
		}
	});

	it('reads again only the courts in which something has changed, and everything on another day', async () => {
		const world = await openWorld(engine, '2026-03-02');
		try {
			const asked: (readonly string[])[] = [];
			const read = readByCourt((_, list) => {
				asked.push(list);
				return Promise.resolve(new Map(list.map((court) => [court, court.length])));
			});
			const source = newSource(world);
			const counts = new Map<string, number>();
			const open = async (code: string) => (await openScope(source, code, (court) => counts.get(court) ?? 0))!;
			const ask = async (code: string): Promise<readonly string[]> => {
				asked.length = 0;
				await read(await open(code));
				return asked.flat();
			};
			expect(await ask('gy')).toEqual(['gy', 'zy', 'dc', 'xl']);
			expect(await ask('gy')).toEqual([]);
			expect(await ask('dc')).toEqual([]);
			for (const code of ['xl', 'zy', 'gy']) counts.set(code, 1);
			expect(await ask('xl')).toEqual(['xl']);
			expect(await ask('gy')).toEqual(['gy', 'zy']);
			world.at('2026-03-03');
			expect(await ask('zy')).toEqual(['zy', 'dc', 'xl']);
			// Nobody tells of changes: nothing is kept.
			asked.length = 0;
			for (let turn = 0; turn < 2; turn += 1) await read((await openScope(source, 'zy'))!);
			expect(asked).toEqual([
				['zy', 'dc', 'xl'],
				['zy', 'dc', 'xl'],
			]);
		} finally {
			await world.close();
		}
	});
});
