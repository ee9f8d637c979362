import type { KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActionsPayload } from '../../src/lib/contract/topics.ts';
import type { DailyFigures } from '../../server/core/report/types.ts';
import type { CourtDate } from '../../server/core/time/types.ts';
import { publishDaily } from '../../server/flows/publish-daily.ts';
import { rebuildRollup } from '../../server/flows/rebuild-rollup.ts';
import { printedOpen, recountCourt, reconcileCourt } from '../../server/flows/reconcile.ts';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { startJobs } from '../../server/jobs/runner.ts';
import { jobTable } from '../../server/jobs/table.ts';
import { reconcileJob } from '../../server/jobs/reconcile-job.ts';
import { Projector } from '../../server/live/projector.ts';
import { reconcileParts } from '../../server/reconcile-parts.ts';
import { selectStored } from '../../server/store/cases.ts';
import { countMismatched, readLastReconciled } from '../../server/store/reconcile.ts';
import { reconciliationView } from '../../server/views/reconciliation-view.ts';
import { sourceOf } from '../../server/views/view-context.ts';
import { engines, factOf as fact, openWorld, type TestEvent, type World } from '../support/world.ts';

const day = (text: string): CourtDate => text as CourtDate;

/** Seven cases, so that each night's turn of the log takes one of them; one closed, one gone to another court, one late and locked. */
function story(): TestEvent[] {
	const filed = [1, 2, 3, 4, 5, 6, 7].map((n) =>
		fact(n, 'case-filed', '2026-03-02', { handler: n % 2 ? 'li' : 'wang', claimFen: 1_000 * n, basis: 'civil' }),
	);
	return [
		...filed,
		fact(1, 'notice-issued', '2026-03-04'),
		fact(2, 'money-arrived', '2026-03-05', { receiptId: 'r1', amountFen: 500 }),
		fact(2, 'money-paid', '2026-03-06', { receiptId: 'r1', paymentId: 'p1', amountFen: 500 }),
		fact(2, 'case-closed', '2026-03-10', { mode: 'fully-performed', recoveredFen: 500 }),
		fact(3, 'file-received', '2026-03-03'),
		fact(3, 'case-transferred', '2026-03-11', { toCourt: 'xl', ground: '指定执行' }),
		{ ...fact(3, 'transfer-received', '2026-03-12', { fromCourt: 'dc' }), court: 'xl' },
	];
}

describe.each(engines)('reconciliation (%s)', (engine) => {
	let world: World;
	const parts = () => {
		const source = Object.assign(sourceOf(world.context), { ladderStages: [] });
		return reconcileParts(world.context, new Projector(source, () => undefined), undefined);
	};
	const onWall = async (court: string) => {
		const projector = new Projector(Object.assign(sourceOf(world.context), { ladderStages: [] }), () => undefined);
		const [frame] = await projector.snapshot(court, ['actions'], 'internal', ['actions']);
		return (frame!.payload as ActionsPayload).mismatched;
	};
	const run = async (court = 'dc', of?: CourtDate) => reconcileCourt(world.context, parts(), court, of);
	const kinds = async (court = 'dc') => [...new Set((await run(court)).mismatches.map(({ check }) => check))].sort();
	const edit = (work: (db: Parameters<Parameters<World['store']['write']>[0]>[0]['db']) => Promise<unknown>) =>
		world.store.write(({ db }) => work(db));

	beforeAll(async () => {
		world = await openWorld(engine, '2026-03-17');
		await world.send(story(), '2026-03-17T08:00:00+08:00');
		await sweepDeadlines(world.context);
		world.at('2026-03-18T00:11:00+08:00');
		for (const court of ['gy', 'zy', 'dc', 'xl'])
			expect(await publishDaily(world.context, court, day('2026-03-17'))).toMatchObject({ ok: true });
		world.at('2026-03-18T00:20:00+08:00');
	});
	afterAll(() => world.close());

	it('wall, lists, publication, sums and log agree, at every court, the case that moved included', async () => {
		for (const court of ['gy', 'zy', 'dc', 'xl']) {
			const { mismatches, checks } = await run(court);
			expect(mismatches).toEqual([]);
			expect(checks).toBeGreaterThanOrEqual(3);
		}
		expect((await run('dc')).checks).toBeGreaterThan(30);
		expect(await countMismatched(world.store.read)).toBe(0);
	});

	it('looks at no day before the publication to hold it against the wall', async () => {
		const spans: { from: string; to: string }[] = [];
		const watch: KyselyPlugin = {
			transformQuery: ({ node }) => {
				const text = JSON.stringify(node);
				if (text.includes('"measure_rollup"')) {
					const days = [...text.matchAll(/"value":"(\d{4}-\d{2}-\d{2})"/g)].map((found) => found[1]!);
					if (days.length === 2) spans.push({ from: days[0]!, to: days[1]! });
				}
				return node;
			},
			transformResult: ({ result }) => Promise.resolve(result),
		};
		const store = Object.create(world.store, { read: { value: world.store.read.withPlugin(watch) } }) as World['store'];
		const found = await reconcileCourt({ ...world.context, store }, parts(), 'dc');
		expect(found.mismatches).toEqual([]);
		expect(spans).toEqual([{ from: '2026-03-18', to: '2026-03-18' }]);
	});

	it('what is recorded after the publication restates the day and is no fault', async () => {
		await world.send([
			fact(4, 'case-closed', '2026-03-16', { mode: 'ended', recoveredFen: 0 }),
			fact(8, 'case-filed', '2026-03-13', { handler: 'li', basis: 'civil' }),
			fact(2, 'case-reopened', '2026-03-17', { ground: '案款漏发' }),
		]);
		expect((await run('dc')).mismatches).toEqual([]);
		expect((await run('gy')).mismatches).toEqual([]);
	});

	it('a case that has moved to the court since the publication is no fault either, at both courts and above', async () => {
		await world.send([fact(7, 'case-transferred', '2026-03-18', { toCourt: 'xl', ground: '指定执行' })]);
		for (const court of ['xl', 'dc', 'zy']) expect([court, (await run(court)).mismatches]).toEqual([court, []]);
	});

	it('a published number that nothing explains is told, with the paper and what it should be', async () => {
		const row = await world.store.read.selectFrom('publication').selectAll().where('court_code', '=', 'dc').executeTakeFirstOrThrow();
		const frozen = JSON.parse(row.figures) as DailyFigures;
		const printed = printedOpen(frozen)!;
		expect(printed).toBe(5);
		const figures = frozen.figures.map((each) => (each.label === '未结' ? { ...each, value: '1,005' } : each));
		// Published rows cannot be changed; a further version is the last word.
		const issue = (version: number, body: object) =>
			edit((db) =>
				db
					.insertInto('publication')
					.values({ ...row, id: `${row.id}-${version}`, version, number: `${row.number}-${version}`, figures: JSON.stringify(body) })
					.execute(),
			);
		await issue(2, { ...frozen, figures });
		expect((await run('dc')).mismatches).toEqual([
			{ check: 'publication', figure: '未结', found: 1005, expected: printed, detail: `${row.number}-2（2026-03-17）` },
		]);
		await issue(3, frozen);
		expect((await run('dc')).mismatches).toEqual([]);
	});

	it('a sum that does not belong is told by the recount and on the wall, stands as an alarm, and a rebuild puts it right', async () => {
		await edit((db) =>
			db
				.insertInto('measure_rollup')
				.values({
					measure: 'case-received',
					court_code: 'dc',
					unit_code: '',
					person_code: 'li',
					day: '2026-03-09',
					dims: 'enforcement-first||||',
					value: 2,
				})
				.execute(),
		);
		const { mismatches } = await run('dc');
		expect(mismatches).toContainEqual({ check: 'recount', figure: 'case-received', found: 2, expected: 0, detail: '2026-03-09 li' });
		expect(mismatches).toContainEqual(expect.objectContaining({ check: 'wall-list', figure: '未结' }));
		// The page speaks of measures and persons by their names.
		const [shown] = (await reconciliationView(sourceOf(world.context), ['dc'])).rows;
		expect(shown!.mismatches).toContainEqual({
			...{ checkName: '累计数与逐案重算', figure: '新收件数', found: 2, expected: 0 },
			detail: expect.stringMatching(/^2026-03-09 /) as string,
		});
		expect(await kinds()).toEqual(['publication', 'recount', 'wall-list']);
		// The courts above show it as well: their wall adds it up.
		expect(await kinds('gy')).toEqual(['publication', 'wall-list']);
		expect(await countMismatched(world.store.read)).toBe(2);
		// The wall says so in its head line, at the court and above it, until a later run agrees.
		expect([await onWall('dc'), await onWall('gy'), await onWall('xl')]).toEqual([1, 2, undefined]);
		expect(await rebuildRollup(world.context, ['gy', 'zy', 'dc', 'xl'])).toEqual({ courts: 4, days: 1, months: 0, stocks: 0 });
		expect(await rebuildRollup(world.context, ['dc'])).toEqual({ courts: 1, days: 0, months: 0, stocks: 0 });
		for (const court of ['dc', 'gy']) expect(await kinds(court)).toEqual([]);
		expect(await countMismatched(world.store.read)).toBe(0);
		expect(await onWall('gy')).toBeUndefined();
	});

	it('a lost month and a lost day are found and rebuilt; the rebuilt sums are those kept event by event', async () => {
		const sums = async () => ({
			days: await world.store.read
				.selectFrom('measure_rollup')
				.selectAll()
				.where('value', '<>', 0)
				.orderBy('measure')
				.orderBy('court_code')
				.orderBy('day')
				.orderBy('person_code')
				.orderBy('dims')
				.execute(),
			months: await world.store.read
				.selectFrom('measure_month')
				.selectAll()
				.where('value', '<>', 0)
				.orderBy('measure')
				.orderBy('court_code')
				.orderBy('month')
				.orderBy('person_code')
				.orderBy('dims')
				.execute(),
		});
		const before = await sums();
		await edit((db) => db.deleteFrom('measure_month').where('measure', '=', 'node-started').execute());
		expect(await kinds()).toEqual(['months']);
		await edit((db) => db.deleteFrom('measure_rollup').execute());
		expect((await kinds()).filter((check) => check !== 'wall-list' && check !== 'publication')).toEqual(['months', 'recount']);
		await rebuildRollup(world.context, ['gy', 'zy', 'dc', 'xl']);
		expect(await sums()).toEqual(before);
		// From the log alone, whatever is stored of the cases.
		await edit((db) => db.deleteFrom('measure_rollup').execute());
		await rebuildRollup(world.context, ['gy', 'zy', 'dc', 'xl'], { fromLog: true });
		expect(await sums()).toEqual(before);
	});

	it('a rebuild takes in what an office has filled in', async () => {
		const entry = {
			measure: 'petition-received',
			court_code: 'dc',
			unit_code: '',
			person_code: '',
			day: '2026-03-12',
			value: 3,
			source: 'office',
			entered_by: 'mo',
			entered_at: world.context.now(),
		};
		await edit((db) =>
			db
				.insertInto('measure_entry')
				.values(entry as never)
				.execute(),
		);
		expect(await kinds()).toEqual(['months', 'recount']);
		await rebuildRollup(world.context, ['dc']);
		expect(await kinds()).toEqual([]);
	});

	it('a stored case that its events do not give is found on its turn, and each case has its turn once in seven days', async () => {
		const row = await selectStored(world.store.read).where('case_key', 'like', '%执5号').executeTakeFirstOrThrow();
		const factsAre = (facts: string | null) =>
			edit((db) => db.updateTable('case_facts').set({ facts: facts! }).where('case_id', '=', row.id).execute());
		await factsAre(row.facts!.replace('"claimFen":5000', '"claimFen":5001'));
		const context = { ...world.context, db: world.store.read };
		const found: string[] = [];
		for (let date = 18; date < 25; date += 1) {
			const { mismatches } = await recountCourt(context, 'dc', day(`2026-03-${date}`));
			found.push(...mismatches.filter(({ check }) => check === 'log').map(({ detail }) => detail ?? ''));
		}
		expect(found).toEqual([expect.stringContaining('执5号')]);
		expect((await recountCourt(context, 'dc')).mismatches).toContainEqual(
			expect.objectContaining({ check: 'log', found: 1, expected: 0, detail: expect.stringContaining('执5号') as string }),
		);
		await factsAre(row.facts);
	});

	it('runs once a night for each court, after the daily statistics', async () => {
		world.at('2026-03-20T00:15:00+08:00');
		const errors: unknown[] = [];
		const jobs = startJobs({
			context: world.context,
			sweepMs: 3_600_000,
			beatSeconds: 3600,
			jobs: [...jobTable.filter(({ name }) => name === 'daily-statistics'), reconcileJob(parts())],
			onError: (job, error) => errors.push([job, error]),
		});
		await jobs.runOwed();
		const count = async () =>
			Number(
				(
					await world.store.read
						.selectFrom('reconciliation')
						.select((eb) => eb.fn.countAll().as('n'))
						.executeTakeFirstOrThrow()
				).n,
			);
		const first = await count();
		await jobs.runOwed();
		await jobs.stop();
		expect(errors).toEqual([]);
		expect(await count()).toBe(first);
		const last = await readLastReconciled(world.store.read, ['gy', 'zy', 'dc', 'xl']);
		expect(last.map(({ at, mismatches }) => [at, mismatches])).toEqual(Array.from({ length: 4 }, () => ['2026-03-19T16:15:00.000Z', []]));
	});
});
