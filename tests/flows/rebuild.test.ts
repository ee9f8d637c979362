import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventOfRow } from '../../server/store/event-log.ts';
import { readCases, type StoredCase } from '../../server/store/cases.ts';
import { newCase, refold } from '../../server/flows/fold-cases.ts';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { decideRequest, requestUnlock } from '../../server/flows/unlock.ts';
import type { Db } from '../../server/store/schema.ts';
import { readNodeTallies } from '../../server/store/wall-monitor.ts';
import { countByNode } from '../../server/store/wall-nodes.ts';
import { actorOf, engines, openWorld, person, type TestEvent, type World } from '../support/world.ts';

const handler = person('li', 'handler', 'dc', 'self');
const chief = person('zheng', 'enforcement-chief', 'dc');
const approver = person('zhou', 'unlock-approver', 'zy', 'subtree');

/** Facts of several cases with late, out-of-order, withdrawn and closing events, some of them bare days. */
function facts(): TestEvent[] {
	const events: TestEvent[] = [];
	for (let n = 1; n <= 6; n += 1) {
		const caseNumber = `（2026）示0204执${n}号`;
		const add = (type: string, occurredAt: string, data: Record<string, unknown> = {}): void => {
			events.push({ id: `${n}-${events.length}`, caseNumber, type, occurredAt, data, seq: events.length });
		};
		add('case-filed', '2026-03-02', { handler: n % 2 ? 'li' : 'wang', claimFen: 500_000 * n, appliedOn: '2026-02-27', basis: 'civil' });
		add('file-received', '2026-03-03T02:00:00Z');
		add('net-query-launched', n === 3 ? '2026-03-16' : '2026-03-02');
		if (n !== 2) add('notice-issued', `2026-03-${n < 4 ? '05' : '13'}`, {});
		add('net-query-returned', '2026-03-04', { complete: true });
		add('track-set', '2026-03-05T01:00:00Z', { track: n % 3 ? 'simple' : 'complex' });
		if (n === 5) add('track-set', '2026-03-06T01:00:00Z', { track: 'complex' });
		add('asset-sealed', '2026-03-06', {
			assetId: 'a1',
			assetKind: n % 2 ? 'immovable' : 'deposit',
			rank: 1,
			effectiveOn: '2026-03-06',
			expiresOn: '2027-03-05',
		});
		add('money-arrived', '2026-03-09', { receiptId: 'r1', amountFen: 10_000 });
		add('money-paid', '2026-03-12', { receiptId: 'r1', paymentId: 'p1', amountFen: n === 4 ? 4_000 : 10_000 });
		if (n === 4) {
			add('exclusion-started', '2026-03-10', { exclusionId: 'x1', ground: '担保暂缓执行', from: '2026-03-10' });
			add('extension-granted', '2026-03-11', { node: 'enf-close', addDays: 9, decidedOn: '2026-03-11' });
		}
		if (n === 6) {
			add('exclusion-started', '2026-03-10', { exclusionId: 'x1', ground: '评估', from: '2026-03-10' });
			add('exclusion-ended', '2026-03-12', { exclusionId: 'x1', to: '2026-03-12' });
			add('case-closed', '2026-03-14', { mode: 'fully-performed', recoveredFen: 10_000 });
		}
	}
	events.push({
		id: 'w1',
		caseNumber: '（2026）示0204执1号',
		type: 'event-withdrawn',
		occurredAt: '2026-03-13',
		data: { source: 'cms', id: '1-3', reason: '误报' },
	});
	return events;
}

/** Every derived row of a database, in a comparable form: surrogate numbers and log places are left out. */
async function derivedRows(db: Db): Promise<unknown> {
	const cases = new Map(
		(await db.selectFrom('case_file').select(['id', 'case_key']).execute()).map((row) => [Number(row.id), row.case_key]),
	);
	const strip = ({ case_id, ...row }: Record<string, unknown>): unknown => ({ ...row, case: cases.get(Number(case_id)) });
	const sorted = (rows: readonly object[]): unknown[] => rows.map((row) => JSON.stringify(strip(row as Record<string, unknown>))).sort();
	return {
		nodes: sorted(await db.selectFrom('node_instance').selectAll().execute()),
		clocks: sorted(await db.selectFrom('node_clock').selectAll().execute()),
		ledger: sorted(await db.selectFrom('clock_ledger').selectAll().execute()),
		rollup: sorted(
			(await db.selectFrom('measure_rollup').selectAll().where('value', '<>', 0).execute()).map((row) => ({
				...row,
				value: Number(row.value),
			})),
		),
		locks: sorted(await db.selectFrom('case_lock').selectAll().execute()),
		causes: sorted(await db.selectFrom('lock_cause').selectAll().execute()),
		requests: sorted(await db.selectFrom('unlock_request').selectAll().execute()),
		decisions: sorted(await db.selectFrom('unlock_decision').selectAll().execute()),
		periodRequests: sorted(await db.selectFrom('period_request').selectAll().execute()),
		periodDecisions: sorted(await db.selectFrom('period_decision').selectAll().execute()),
		periodChanges: sorted(await db.selectFrom('period_change').selectAll().execute()),
		services: sorted(await db.selectFrom('case_service').selectAll().execute()),
		sealed: sorted(await db.selectFrom('sealed_asset').selectAll().execute()),
		rungs: sorted(await db.selectFrom('rung').selectAll().execute()),
		files: sorted(
			await db
				.selectFrom('case_file')
				.select([
					'case_key',
					'court_code',
					'track',
					'filed_on',
					'closed_on',
					'handler_code',
					'claim_fen',
					'recovered_fen',
					'last_step_on',
					'last_step',
					'stage_s1',
				])
				.execute(),
		),
	};
}

describe.each(engines)('state is derived and rebuildable (%s)', (engine) => {
	let world: World;

	/** A whole story: facts, sweep, lock, request, decisions, a held step. */
	beforeAll(async () => {
		world = await openWorld(engine, '2026-03-17');
		await world.send(facts(), '2026-03-17T08:00:00+08:00');
		await sweepDeadlines(world.context);
		const lock = await world.store.read
			.selectFrom('case_lock')
			.select('id')
			.where('id', 'like', '(2026)示0204执2号%')
			.executeTakeFirstOrThrow();
		await world.send([{ id: 'held', caseNumber: '（2026）示0204执2号', type: 'notice-issued', occurredAt: '2026-03-17' }]);
		const input = {
			reason: '延误',
			plan: '补办',
			newDueOn: Object.fromEntries(['(2026)示0204执2号/enf-notice/-/1'].map((node) => [node, '2026-03-25' as never])),
		};
		const { id } = (await requestUnlock(world.context, handler2, actorOf(handler2), lock.id, input)) as { id: string };
		await decideRequest(world.context, chief, actorOf(chief), id, { step: 0, verdict: 'approve', opinion: '同意' });
		await decideRequest(world.context, approver, actorOf(approver), id, { step: 1, verdict: 'approve', opinion: '同意' });
	});
	afterAll(() => world.close());
	const handler2 = { ...handler, personCode: 'wang', accountId: 'account-wang' };

	it('tells a story worth rebuilding', async () => {
		const states = (await world.store.read.selectFrom('case_lock').select(['state']).execute()).map((row) => row.state).sort();
		expect(states).toContain('released');
		expect(states).toContain('active');
	});

	it('gives the same rows when every case is folded again from the log, without a clock', async () => {
		const keys = (await world.store.read.selectFrom('case_file').select('case_key').execute()).map((row) => row.case_key);
		const stored = await readCases(world.store.read, keys);
		for (const key of keys) {
			const rows = await world.store.read.selectFrom('case_event').selectAll().where('case_key', '=', key).orderBy('seq').execute();
			const kept = stored.get(key)!;
			const rebuilt = refold(world.context, newCase(world.context, kept.state.filingCourt, kept.state.text), rows.map(eventOfRow)).after;
			expect(rebuilt.nodes).toEqual(kept.nodes);
			expect(rebuilt.state).toEqual(kept.state);
			expect(rebuilt.lockPhases).toEqual(kept.lockPhases);
		}
	});

	it('tells open nodes by their ends as by their phase, and counts them so', async () => {
		const nodes = await world.store.read.selectFrom('node_instance').selectAll().execute();
		const isOpen = ({ phase }: (typeof nodes)[number]): boolean => ['pending', 'warning', 'overdue'].includes(phase);
		expect(new Set(nodes.map(({ phase }) => phase))).toEqual(new Set(['pending', 'overdue', 'met', 'met-late', 'void']));
		expect(nodes.filter((row) => isOpen(row) !== (row.ended_on === null && row.void_reason === null))).toEqual([]);
		const open = new Map(nodes.map((row) => [row.id, isOpen(row)]));
		const clocks = await world.store.read.selectFrom('node_clock').select(['node_id', 'open']).execute();
		expect(clocks.filter((row) => (row.open === 1) !== open.get(row.node_id))).toEqual([]);
		const counts = new Map((await countByNode(world.store.read, ['dc'])).get('dc')?.map(({ node, ...rest }) => [node, rest]));
		const tallies = Map.groupBy(
			await readNodeTallies(world.store.read, ['dc'], [...new Set(nodes.map(({ node }) => node))], ['enf-close']),
			({ node }) => node,
		);
		const total = (list: readonly { readonly count: number }[] = []): number => list.reduce((sum, { count }) => sum + count, 0);
		for (const [node, rows] of Map.groupBy(nodes.filter(isOpen), (row) => row.node)) {
			const overdue = rows.filter(({ phase }) => phase === 'overdue').length;
			expect(counts.get(node)).toEqual({ open: rows.length, overdue });
			const told = tallies.get(node);
			expect([total(told), total(told?.filter((tally) => tally.overdue))]).toEqual([rows.length, overdue]);
		}
	});

	it('keeps the rollup equal to the contributions of all cases computed from scratch', async () => {
		const stored = await readCases(
			world.store.read,
			(await world.store.read.selectFrom('case_file').select('case_key').execute()).map((row) => row.case_key),
		);
		const sums = new Map<string, number>();
		for (const kept of stored.values()) {
			const empty: StoredCase = newCase(world.context, kept.state.filingCourt, kept.state.text);
			const rows = await world.store.read
				.selectFrom('case_event')
				.selectAll()
				.where('case_key', '=', kept.state.key)
				.orderBy('seq')
				.execute();
			for (const row of refold(world.context, empty, rows.map(eventOfRow)).rollup) {
				const key = [row.measure, row.court, row.unit, row.person, row.day, row.dims].join('|');
				sums.set(key, (sums.get(key) ?? 0) + row.value);
			}
		}
		const kept = await world.store.read.selectFrom('measure_rollup').selectAll().where('value', '<>', 0).execute();
		expect(
			new Map(
				kept.map((row) => [[row.measure, row.court_code, row.unit_code, row.person_code, row.day, row.dims].join('|'), Number(row.value)]),
			),
		).toEqual(sums);
	});
});

describe('arrival order never matters', () => {
	it('gives identical rows for any order and any batching of the same facts', { timeout: 120_000 }, async () => {
		const reference = await openWorld('sqlite', '2026-03-17');
		await reference.send(facts());
		const expected = await derivedRows(reference.store.read);
		await reference.close();
		await fc.assert(
			fc.asyncProperty(
				fc.shuffledSubarray(facts(), { minLength: facts().length }),
				fc.integer({ min: 1, max: 60 }),
				async (events, size) => {
					const world = await openWorld('sqlite', '2026-03-17');
					try {
						for (let at = 0; at < events.length; at += size) await world.send(events.slice(at, at + size));
						expect(await derivedRows(world.store.read)).toEqual(expected);
						const waiting = await world.store.read.selectFrom('quarantine').selectAll().where('resolved_at', 'is', null).execute();
						expect(waiting).toEqual([]);
					} finally {
						await world.close();
					}
				},
			),
			{ numRuns: 25 },
		);
	});
});
