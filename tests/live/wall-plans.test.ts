import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectedTopics, Projector } from '../../server/live/projector.ts';
import type { Db } from '../../server/store/schema.ts';
import { readRecentIssues } from '../../server/store/wall-issues.ts';
import { readHead, readLatestSeqs, readOpenLocks } from '../../server/store/wall-locks.ts';
import { readTold } from '../../server/store/wall-log.ts';
import { countOverdueNodes } from '../../server/store/metrics.ts';
import { readForeignCases } from '../../server/store/reconcile.ts';
import { readMarked, readOverdueCases } from '../../server/store/wall-marks.ts';
import { countQuarantined, readNodeTallies, readOverdueOpen } from '../../server/store/wall-monitor.ts';
import {
	countByNode,
	countClocks,
	countDone,
	countDueOn,
	countOverdue,
	countSealAlarms,
	readSealed,
	readUnpaid,
} from '../../server/store/wall-nodes.ts';
import { countArrived, readOpenReceipts, readUnclaimed } from '../../server/store/wall-receipts.ts';
import { countSealEnds, readSealEnds } from '../../server/store/wall-seals.ts';
import { countFlow } from '../../server/store/wall-flow.ts';
import { sourceOf } from '../../server/views/view-context.ts';
import type { CourtDate, Instant } from '../../server/core/time/types.ts';
import { openWorld, type World } from '../support/world.ts';
import { plansOf } from './plans.ts';

const day = (text: string): CourtDate => text as CourtDate;
const today = day('2026-03-02');
const span = { from: day('2026-01-01'), to: today };
const both = ['dc', 'xl'];

/** Tables that grow with the history of a province. */
const long =
	/^SCAN (node_instance|node_clock|case_file|case_event|case_lock|held_event|notice|node_silence|measure_\w+|publication(_head)?)\b(?!.* USING )/;

describe('what SQLite does for the walls', () => {
	let world: World;
	beforeEach(async () => {
		world = await openWorld('sqlite', '2026-03-02');
	});
	afterEach(() => world.close());

	const steps = async (read: (db: Db) => Promise<unknown>): Promise<string> =>
		(await plansOf(world.store.read, read)).map(({ step }) => step).join('\n');

	it.each<{ readonly what: string; readonly read: (db: Db) => Promise<unknown>; readonly by: readonly string[] }>([
		{
			what: 'clocks',
			read: (db) => countClocks(db, both, { today, in3: day('2026-03-05'), in7: day('2026-03-09') }),
			by: [
				'node_clock_open (court_code=? AND due_on>? AND due_on<?)',
				'node_clock_lock (court_code=? AND lock_at>?)',
				'COVERING INDEX node_clock_frozen (court_code=?)',
			],
		},
		{ what: 'nodes due on a day', read: (db) => countDueOn(db, both, today), by: ['node_clock_open (court_code=? AND due_on=?)'] },
		{
			what: 'nodes by whose they are',
			read: (db) => readNodeTallies(db, both, ['enf-notice', 'enf-pay-done'], ['enf-pay-done']),
			by: [
				'COVERING INDEX node_instance_span (court_code=? AND ended_on=? AND void_reason=? AND node=?)',
				'COVERING INDEX node_instance_overdue (court_code=? AND node=?)',
				'COVERING INDEX case_file_resumed (court_code=?)',
				'INDEX case_file_side (court_code=?)',
			],
		},
		{
			what: 'seals',
			read: async (db) => [await countSealEnds(db, both, today), await readSealEnds(db, both, today, 9)],
			by: ['COVERING INDEX node_clock_seal (court_code=? AND due_on<?)'],
		},
		{
			what: 'flows',
			read: (db) => countFlow(db, both, ['notice-issued'], span.from, today),
			by: ['case_event_flow (type=? AND occurred_on>? AND occurred_on<?)'],
		},
		{
			what: 'rare events',
			read: (db) => readTold(db, { courts: both, ...span }),
			by: ['case_event_told (court_code=? AND type=? AND occurred_on>? AND occurred_on<?)'],
		},
		{
			what: 'marked cases',
			read: (db) => readMarked(db, { courts: both, kinds: ['enforcement-first'], since: span.from }),
			by: ['case_event_marked (court_code=?'],
		},
		{
			what: 'receipts',
			read: async (db) => [await readOpenReceipts(db, both), await countArrived(db, both, span.from, today)],
			by: [
				'node_instance_span (court_code=? AND ended_on=? AND void_reason=? AND node=?)',
				'(court_code=? AND started_on>? AND started_on<?)',
			],
		},
		{
			what: 'open nodes of a kind',
			read: async (db) => [await readSealed(db, both), await readUnpaid(db, both), await readUnclaimed(db, both)],
			by: ['node_instance_span (court_code=? AND ended_on=? AND void_reason=? AND node=?)'],
		},
		{
			what: 'open and overdue nodes',
			read: async (db) => [await countByNode(db, both), await countOverdue(db, both, today), await countOverdueNodes(db)],
			by: [
				'COVERING INDEX node_instance_span (court_code=? AND ended_on=? AND void_reason=?)',
				'COVERING INDEX node_instance_overdue (court_code=?)',
				'SCAN node_instance USING COVERING INDEX node_instance_overdue',
			],
		},
		{
			what: 'overdue cases',
			read: async (db) => [
				await readOverdueOpen(db, both, ['enf-close']),
				await readOverdueCases(db, { courts: both, kinds: ['enforcement-first'] }),
			],
			by: ['node_instance_overdue (court_code=? AND node=?)', 'COVERING INDEX node_instance_overdue (court_code=?)'],
		},
		{
			what: 'alarms of seals',
			read: (db) => countSealAlarms(db, both, new Map([['seal-expiry-immovable', 3]])),
			by: ['COVERING INDEX node_instance_overdue (court_code=? AND node=?)', 'INDEX node_instance_warned (court_code=? AND node=?)'],
		},
		{
			what: 'nodes that ended on a day, and all that a court ever had',
			read: async (db) => [await countDone(db, both, today), await readForeignCases(db, 'dc')],
			by: ['COVERING INDEX node_instance_span (court_code=? AND ended_on=?)', 'COVERING INDEX node_instance_span (court_code=?)'],
		},
		{ what: 'quarantine', read: (db) => countQuarantined(db), by: ['SCAN quarantine USING INDEX quarantine_open'] },
		{ what: 'locks', read: (db) => readOpenLocks(db, 'dc', 300), by: ['case_lock_'] },
		{ what: 'the head of a log', read: (db) => readHead(db, 'dc'), by: ['COVERING INDEX sqlite_autoindex_case_event_2 (court_code=?)'] },
		{
			what: 'the end of a log',
			read: (db) => readLatestSeqs(db, 'dc', { after: 3, upTo: 90 }, 14),
			by: ['sqlite_autoindex_case_event_2 (court_code=? AND court_seq>? AND court_seq<?)'],
		},
		{
			what: 'what was issued',
			read: (db) => readRecentIssues(db, { court: 'dc', courts: both }, '2026-03-02T00:00:00.000Z' as Instant, 2),
			by: ['publication_head_issued (issued_at>?)'],
		},
	])('$what: looked for in an index of their own', async ({ read, by }) => {
		const plan = await steps(read);
		for (const index of by) expect(plan).toContain(index);
	});

	it('nothing that grows with the history is read from end to end, for one court as for a province', async () => {
		for (const topic of projectedTopics)
			for (const scope of ['dc', 'gy']) {
				const plans = await plansOf(world.store.read, (db) =>
					new Projector(Object.assign(sourceOf(world.context), { db, ladderStages: [] }), () => undefined).project(scope, [topic]),
				);
				expect(plans.length).toBeGreaterThan(0);
				expect(
					plans.filter(({ step }) => long.test(step)),
					`${topic} of ${scope}`,
				).toEqual([]);
			}
	});
});

describe('what PostgreSQL can do for the walls', () => {
	it('open and overdue nodes and seals that were warned of: each looked for in an index of its own', async () => {
		const world = await openWorld('postgres', '2026-03-02');
		try {
			const plan = await world.store.read.transaction().execute(async (db) => {
				// Nothing is stored here: whether an index can serve, not whether it pays, is what is asked.
				await sql`set local enable_seqscan = off`.execute(db);
				const seals = new Map([['seal-expiry-immovable', 3]]);
				return plansOf(
					db,
					async (read) => [await countByNode(read, both), await countOverdueNodes(read), await countSealAlarms(read, both, seals)],
					'postgres',
				);
			});
			const steps = plan.map(({ step }) => step).join('\n');
			for (const index of ['node_instance_span', 'node_instance_overdue', 'node_instance_warned']) expect(steps).toContain(index);
		} finally {
			await world.close();
		}
	});
});

describe('what a step of a clock writes', () => {
	it('touches no index of open nodes but that of what it becomes', async () => {
		const world = await openWorld('sqlite', '2026-03-02');
		try {
			const { rows: objects } = await sql<{ name: string; rootpage: number }>`select name, rootpage from sqlite_master`.execute(
				world.store.read,
			);
			const { rows: codes } = await sql<{ opcode: string; p2: number }>`explain update node_instance
				set phase = 'overdue', overdue_on = '2026-03-01', rulebook_version = '1' where id = 'x'`.execute(world.store.read);
			const written = codes
				.filter(({ opcode }) => opcode === 'OpenWrite')
				.map(({ p2 }) => objects.find(({ rootpage }) => rootpage === p2)?.name);
			// The index of ids is where the row is found.
			const found = 'sqlite_autoindex_node_instance_1';
			expect(written.toSorted()).toEqual(['node_instance', 'node_instance_overdue', 'node_instance_warned', found]);
		} finally {
			await world.close();
		}
	});
});
