import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KyselyPlugin, RootOperationNode } from 'kysely';
import { countNotices, readUntoldLocks } from '../../server/store/notice-readers.ts';
import type { Db } from '../../server/store/schema.ts';
import { countNotices as countOnWall } from '../../server/store/wall-supervise.ts';
import type { CourtDate } from '../../server/core/time/types.ts';
import { noticeWorld, staffed, supervisor } from '../support/notices.ts';
import { engines, openWorld, type World } from '../support/world.ts';

/** What SQLite does for the queries of a reader, line by line. */
async function plansOf(db: Db, read: (db: Db) => Promise<unknown>): Promise<readonly string[]> {
	const nodes: RootOperationNode[] = [];
	const listen: KyselyPlugin = {
		transformQuery: ({ node }) => {
			if (!nodes.includes(node)) nodes.push(node);
			return node;
		},
		transformResult: ({ result }) => Promise.resolve(result),
	};
	await read(db.withPlugin(listen));
	const plans: string[] = [];
	for (const node of nodes) {
		const compiled = db.getExecutor().compileQuery(node, { queryId: 'plan' });
		const { rows } = await db.executeQuery<{ detail: string }>({ ...compiled, sql: `explain query plan ${compiled.sql}` });
		plans.push(...rows.map((row) => row.detail));
	}
	return plans;
}

const today = '2026-07-09' as CourtDate;
const overNotices = (plans: readonly string[]): readonly string[] => plans.filter((line) => /\b(notice|own|lock_cause)\b/.test(line));

describe.each(engines)('queries that run all day do not read the history (%s)', (engine) => {
	let world: World;
	let on: ReturnType<typeof noticeWorld>;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-07-01');
		await staffed(world);
		on = noticeWorld(world);
		await on.openCase();
		await on.beat('2026-07-09T08:00:00+08:00', '2026-07-08T12:00:00+08:00');
		await on.beat('2026-07-09T09:00:00+08:00', '2026-07-09T08:30:00+08:00');
	});
	afterEach(() => world.close());

	it('counts on the wall and in the head line are right', async () => {
		const { read } = world.store;
		const wall = await countOnWall(read, ['dc', 'xl'], today);
		const rows = await read.selectFrom('notice').selectAll().execute();
		expect(wall).toMatchObject({ raised: rows.length, signed: 0 });
		expect(rows.every((row) => row.raised_on === '2026-07-09')).toBe(true);
		expect([...wall.levels.values()].reduce((sum, level) => sum + level.unsigned, 0)).toBe(rows.length);
		const waiting = async (person: string) =>
			(await countNotices(read, { mine: { person, offices: [] }, states: ['open'] })).reduce((sum, row) => sum + row.count, 0);
		const [before, team] = [await waiting('li'), await waiting('sun')];
		expect(before).toBeGreaterThan(1);
		await on.sign(supervisor, rows[0]!.id);
		expect([await waiting('li'), await waiting('sun')]).toEqual([before - 1, team - 1]);
		expect((await countOnWall(read, ['dc'], today)).signed).toBe(1);
		// Closed with its node: nobody waits any more, signed for or not.
		const open = await read.selectFrom('notice_recipient').select('notice_id').where('open', '=', 1).execute();
		const still = new Set((await read.selectFrom('notice').select('id').where('state', '=', 'open').execute()).map((row) => row.id));
		expect(new Set(open.map((row) => row.notice_id))).toEqual(still);
	});

	it.runIf(engine === 'sqlite')('every one of them goes by an index of what is open or of the day', async () => {
		const { read } = world.store;
		const wall = overNotices(await plansOf(read, (db) => countOnWall(db, ['dc', 'xl'], today)));
		expect(wall).toEqual([
			expect.stringContaining('COVERING INDEX notice_count (court_code=? AND state=?)'),
			expect.stringContaining('INDEX notice_topic (court_code=?)'),
			expect.stringContaining('COVERING INDEX notice_raised (court_code=? AND raised_on=?)'),
			expect.stringContaining('COVERING INDEX notice_signed (court_code=? AND signed_on=?)'),
		]);
		const mine = { person: 'sun', offices: [{ office: 'supervisor', court: 'dc' }] };
		const head = await plansOf(read, (db) => countNotices(db, { mine, states: ['open'] }));
		expect(head.join('\n')).not.toMatch(/SCAN|SEARCH case_file/);
		expect(head.join('\n')).toMatch(/notice_recipient_open \(person_code=\?\)/);
		expect(head.join('\n')).toMatch(/notice_recipient_office \(court_code=\? AND office=\? AND open=\?\)/);
		expect(head.join('\n')).toMatch(/own USING (COVERING )?INDEX notice_case \(case_id=\? AND state=\?\)/);
		const locks = await plansOf(read, (db) => readUntoldLocks(db, 100));
		expect(locks[0]).toContain('SCAN case_lock USING INDEX case_lock_active');
		expect(locks.slice(1).join('\n')).not.toContain('SCAN');
		expect(locks.join('\n')).toContain('notice_lock (node_id=? AND due_on=?)');
	});
});
