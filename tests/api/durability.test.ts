import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { verifyAudit } from '../../server/store/audit.ts';
import { verifyChain } from '../../server/store/event-log.ts';
import { openSqlite, type Store } from '../../server/store/open.ts';
import { eventOf, lockedCases, openSite, type BatchAnswer, type Site } from '../support/site.ts';
import { engines, theCase } from '../support/world.ts';

const batch = (size: number) => [
	eventOf({ type: 'case-filed', occurredAt: '2026-03-01', data: { handler: 'li' } }),
	...Array.from({ length: size - 1 }, (_, index) =>
		eventOf({ type: 'money-arrived', occurredAt: '2026-03-01', data: { receiptId: `r${index}`, amountFen: 100 } }),
	),
];

/** Everything that follows from the log, without row numbers and times of arrival. */
async function stateOf({ read }: Store): Promise<unknown> {
	const cases = await read.selectFrom('case_file').select(['case_key', 'handler_code', 'closed_on']).orderBy('case_key').execute();
	const events = await read.selectFrom('case_event').select(['source', 'id', 'content_hash']).orderBy('id').execute();
	const nodes = await read.selectFrom('node_instance').select(['id', 'phase', 'started_on', 'ended_on']).orderBy('id').execute();
	const rollup = await read.selectFrom('measure_rollup').select(['measure', 'day', 'value']).orderBy('measure').orderBy('day').execute();
	const waiting = await read.selectFrom('quarantine').select('event_id').where('resolved_at', 'is', null).orderBy('event_id').execute();
	return { cases, events, nodes, rollup, waiting };
}

const post = async (site: Site, events: readonly unknown[]) => site.call('POST', 'events', { key: 'gy', body: { events } });
const counts = (answer: BatchAnswer) => [answer.accepted, answer.duplicate, answer.rejected];

describe.each(engines)('what was answered is kept, once (%s)', (engine) => {
	it('twice, and twice at the same time, gives the state of once', async () => {
		const events = [...batch(700), eventOf({ caseNumber: '（2026）示0204执9号', type: 'file-received', occurredAt: '2026-03-01' })];
		const once = await openSite(engine);
		expect(counts((await post(once, events)).body as unknown as BatchAnswer)).toEqual([700, 0, 1]);
		const expected = await stateOf(once.store);
		expect(counts((await post(once, events)).body as unknown as BatchAnswer)).toEqual([0, 700, 1]);
		expect(await stateOf(once.store)).toEqual(expected);
		await once.close();

		const parallel = await openSite(engine);
		const answers = await Promise.all([post(parallel, events), post(parallel, events), post(parallel, [...events].reverse())]);
		expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
		const bodies = answers.map((answer) => answer.body as unknown as BatchAnswer);
		expect(bodies.reduce((sum, body) => sum + body.accepted, 0)).toBeLessThanOrEqual(700);
		expect(bodies.every((body) => body.accepted + body.duplicate + body.rejected === 701)).toBe(true);
		expect(await stateOf(parallel.store)).toEqual(expected);
		expect(await verifyChain(parallel.store.read, 'dc')).toBeUndefined();
		await parallel.close();
	});

	it('the log refuses to be changed, and a change behind its back is found', async () => {
		const site = await openSite(engine);
		await post(site, batch(20));
		await lockedCases(site, [{ court: 'dc', caseNumber: '（2026）示0204执7号', handler: 'li' }]);
		const lockId = '(2026)示0204执7号-L1';
		const newDueOn = { '(2026)示0204执7号/enf-notice/-/1': '2026-03-20' };
		const filed = await site.call('POST', `locks/${encodeURIComponent(lockId)}/requests`, {
			as: 'li',
			body: { reason: '延误', plan: '补办', newDueOn },
		});
		expect(filed.status, filed.text).toBe(201);
		for (const table of ['case_event', 'audit'] as const) {
			await expect(site.store.write(({ db }) => sql`update ${sql.table(table)} set court_code = 'xl'`.execute(db))).rejects.toThrow(
				/append-only/,
			);
			await expect(site.store.write(({ db }) => sql`delete from ${sql.table(table)}`.execute(db))).rejects.toThrow(/append-only/);
		}
		expect(await verifyChain(site.store.read, 'dc')).toBeUndefined();
		expect(await verifyAudit(site.store.read)).toBeUndefined();
		await dropTriggers(site.store);

		const tampers: readonly (readonly [string, number])[] = [
			[`update case_event set data = '{"receiptId":"r3","amountFen":1}' where court_code = 'dc' and court_seq = 5`, 5],
			[`update case_event set recorded_at = '2026-01-01T00:00:00.000Z' where court_code = 'dc' and court_seq = 6`, 6],
			[`update case_event set occurred_on = '2026-02-01' where court_code = 'dc' and court_seq = 7`, 7],
			[`delete from case_event where court_code = 'dc' and court_seq = 8`, 8],
			[`delete from case_event where court_code = 'dc' and court_seq > 10`, 11],
		];
		for (const [statement, at] of tampers) {
			const undo = new Error('undo');
			await expect(
				site.store.write(async ({ db }) => {
					await sql.raw(statement).execute(db);
					expect(await verifyChain(db, 'dc')).toMatchObject({ courtSeq: at });
					throw undo;
				}),
			).rejects.toBe(undo);
		}
		expect(await verifyChain(site.store.read, 'dc')).toBeUndefined();
		await site.store.write(({ db }) => sql`update audit set result = 'nothing'`.execute(db));
		expect(await verifyAudit(site.store.read)).toBeDefined();
		await site.close();
	});
});

async function dropTriggers({ engine, write }: Store): Promise<void> {
	const query =
		engine === 'sqlite'
			? sql<{ name: string; tbl: string }>`select name, tbl_name as tbl from sqlite_master where type = 'trigger'`
			: sql<{
					name: string;
					tbl: string;
				}>`select tgname as name, relname as tbl from pg_trigger join pg_class on pg_class.oid = tgrelid where not tgisinternal`;
	await write(async ({ db }) => {
		for (const { name, tbl } of (await query.execute(db)).rows)
			await (engine === 'sqlite' ? sql`drop trigger ${sql.ref(name)}` : sql`drop trigger ${sql.ref(name)} on ${sql.table(tbl)}`).execute(
				db,
			);
	});
}

describe('a batch that fails half way', () => {
	async function openFile(): Promise<{ site: Site; file: string }> {
		const folder = mkdtempSync(join(tmpdir(), 'wall-'));
		const file = join(folder, 'test.db');
		const store = await openSqlite(file);
		const site = await openSite(
			'sqlite',
			'2026-03-02',
			Promise.resolve({ store, close: () => Promise.resolve(rmSync(folder, { recursive: true })) }),
		);
		return { site, file };
	}

	it('answers 503 with the results so far; sending it again is harmless', async () => {
		const { site, file } = await openFile();
		const events = batch(450);
		const other = new Sqlite(file);
		other.exec(
			`create trigger broken before insert on case_event when new.id = '${events[300]!.id}' begin select raise(abort, 'disk I/O error'); end`,
		);
		const failed = await post(site, events);
		expect(failed.status).toBe(503);
		expect(failed.type).toContain('application/problem+json');
		expect(failed.headers.get('retry-after')).toMatch(/^\d+$/);
		const { accepted, results } = failed.body as unknown as BatchAnswer;
		expect(accepted).toBe(results.length);
		expect(results.map((result) => result.id)).toEqual(events.slice(0, results.length).map((event) => event.id));
		expect(results.length).toBeGreaterThan(0);
		expect(results.length).toBeLessThanOrEqual(300);
		// What was answered is in the log; what was not answered is not.
		const stored = await site.store.read.selectFrom('case_event').select('id').where('source', '=', 'cms').execute();
		expect(new Set(stored.map((row) => row.id))).toEqual(new Set(results.map((result) => result.id)));
		expect(failed.text).not.toMatch(/disk I\/O|SQLITE|insert/i);
		expect((await site.call('GET', '/healthz')).status).toBe(200);
		other.exec('drop trigger broken');
		const again = (await post(site, events)).body as unknown as BatchAnswer;
		expect(counts(again)).toEqual([450 - results.length, results.length, 0]);
		expect(await verifyChain(site.store.read, 'dc')).toBeUndefined();
		const clean = await openSite();
		await post(clean, events);
		expect(await stateOf(site.store)).toEqual(await stateOf(clean.store));
		other.close();
		await clean.close();
		await site.close();
		// Somebody must be able to find out why.
		expect(site.unexpected.join('\n')).toContain('disk I/O error');
	});

	it('answers 503 while another process holds the database, keeps reading, and goes on when it is free', async () => {
		const { site, file } = await openFile();
		await site.send([{ type: 'case-filed', occurredAt: '2026-03-01', data: { handler: 'li' } }]);
		const other = new Sqlite(file);
		other.exec('begin immediate');
		const event = eventOf({ type: 'file-received', occurredAt: '2026-03-01' });
		const refused = await post(site, [event]);
		expect(refused.status).toBe(503);
		expect(refused.headers.get('retry-after')).not.toBeNull();
		expect(((await site.call('GET', 'cases', { key: 'gy' })).body.items as readonly unknown[]).length).toBe(1);
		other.exec('rollback');
		other.close();
		expect((await post(site, [event])).body).toMatchObject({ accepted: 1 });
		const row = await site.store.read.selectFrom('case_file').select('number_text').executeTakeFirstOrThrow();
		expect(row.number_text).toBe(theCase);
		await site.close();
	});
});
