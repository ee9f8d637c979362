import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompiledQuery, type Kysely } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CourtDate, Instant } from '../core/time/types.ts';
import { appendEvents, verifyChain, type NewEvent } from './event-log.ts';
import { openSqlite, type Change, type Store, type Write } from './open.ts';
import { PostedWriter } from './posted.ts';
import type { Database } from './schema.ts';

let folder: string;
let store: Store;

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'posted-'));
	store = await openSqlite(join(folder, 'wall.db'));
});

afterEach(async () => {
	await store.close();
	rmSync(folder, { recursive: true, force: true });
});

const now = '2026-03-02T01:00:00.000Z' as Instant;
const eventOf = (n: number): NewEvent => ({
	source: 'feed',
	id: `e${n}`,
	court: n % 2 ? 'dc' : 'xl',
	caseKey: '(2026)示0204执1号',
	type: 'notice-issued',
	on: '2026-03-02' as CourtDate,
	...(n % 3 ? {} : { at: now }),
	...(n % 4 ? {} : { sourceSeq: n }),
	data: { n, b: undefined, a: [{ z: '（2026）', y: null }] },
});
const eventsOf = (from: number, to: number): readonly NewEvent[] =>
	Array.from({ length: to - from + 1 }, (_, index) => eventOf(from + index));
const append =
	(...events: readonly NewEvent[]) =>
	async ({ db, ahead }: Write): Promise<readonly number[]> =>
		(await appendEvents(db, events, now, ahead)).map(({ seq }) => seq);
const ids = async (): Promise<readonly string[]> =>
	(await store.read.selectFrom('case_event').select('id').orderBy('seq').execute()).map((row) => row.id);
const idsOf = (from: number, to: number): readonly string[] => eventsOf(from, to).map(({ id }) => id);

describe('a transaction whose statements are run in a thread of their own', () => {
	it('gives back what the work gives, is read after the commit, and is told to listeners', async () => {
		const changes: Change[] = [];
		store.onChange((change) => changes.push(change));
		const seqs = await store.writeMuch(async (write) => {
			const appended = await append(...eventsOf(1, 300))(write);
			write.touch('dc', appended.at(-1));
			expect(await ids()).toEqual([]);
			return appended;
		});
		expect(seqs).toEqual(Array.from({ length: 300 }, (_, index) => index + 1));
		expect(await ids()).toEqual(idsOf(1, 300));
		expect(changes).toEqual([{ courts: new Set(['dc']), lobbies: new Set(), lastSeq: 300 }]);
	});

	it('answers what it is asked in the order of what was written before', async () => {
		await store.writeMuch(async (write) => {
			await append(...eventsOf(1, 70))(write);
			const { count } = await write.db
				.selectFrom('case_event')
				.select((eb) => eb.fn.countAll<number>().as('count'))
				.executeTakeFirstOrThrow();
			expect(count).toBe(70);
		});
	});

	it('links events as they are linked without it', async () => {
		await store.write(append(...eventsOf(1, 30)));
		const rowsOf = (from: Store) => from.read.selectFrom('case_event').selectAll().orderBy('seq').execute();
		const other = await openSqlite(join(folder, 'other.db'));
		await other.writeMuch(append(...eventsOf(1, 20)));
		await other.writeMuch(append(...eventsOf(21, 30)));
		expect(await rowsOf(other)).toEqual(await rowsOf(store));
		await other.close();
		const posted = new PostedWriter(join(folder, 'wall.db'));
		const db = (await posted.ready())!;
		// Outside of a transaction none is written.
		posted.logAfter(30).append([eventOf(31)], now);
		await db.transaction().execute((inside) => appendEvents(inside, [eventOf(32)], now, posted.logAfter(30)));
		expect(await ids()).toEqual([...idsOf(1, 30), 'e32']);
		for (const court of ['dc', 'xl']) expect(await verifyChain(store.read, court)).toBeUndefined();
		await posted.close();
	});

	it('takes turns with ordinary transactions; places and chains go on from one to the other', async () => {
		const turns = Array.from({ length: 12 }, (_, turn) =>
			store[turn % 2 ? 'writeMuch' : 'write'](append(eventOf(2 * turn), eventOf(2 * turn + 1))),
		);
		expect((await Promise.all(turns)).flat()).toEqual(Array.from({ length: 24 }, (_, index) => index + 1));
		expect(await ids()).toEqual(idsOf(0, 23));
		for (const court of ['dc', 'xl']) expect(await verifyChain(store.read, court)).toBeUndefined();
	});

	it('leaves nothing behind where a statement fails for which nobody waited, and says so at the commit', async () => {
		await store.write(append(eventOf(1)));
		let end = '';
		const failing = store.writeMuch(async (write) => {
			await append(eventOf(2), eventOf(1), eventOf(3))(write);
			await append(eventOf(4))(write);
			end = 'reached';
		});
		await expect(failing).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT_UNIQUE' });
		expect(end).toBe('reached');
		expect(await ids()).toEqual(['e1']);
		expect(await store.writeMuch(append(eventOf(5)))).toEqual([2]);
		expect(await verifyChain(store.read, 'dc')).toBeUndefined();
	});

	it('tells the next question of it, and is rolled back where the work gives up', async () => {
		const failing = store.writeMuch(async (write) => {
			await write.db.executeQuery(CompiledQuery.raw('insert into no_such_table values (1)'));
			await write.db.selectFrom('case_event').select('seq').execute();
		});
		await expect(failing).rejects.toThrow('no such table');
		const given = store.writeMuch(async (write) => {
			await append(eventOf(1))(write);
			throw new Error('given up');
		});
		await expect(given).rejects.toThrow('given up');
		expect(await store.writeMuch(append(eventOf(1)))).toEqual([1]);
		expect(await ids()).toEqual(['e1']);
	});

	it('refuses what cannot be posted, asked or not, and what is wrong outside of a transaction spoils none', async () => {
		const posted = new PostedWriter(join(folder, 'wall.db'));
		const db = (await posted.ready())!;
		for (const text of ['select ?', 'insert into chain_head values (?)'])
			await expect(db.transaction().execute((inside) => inside.executeQuery(CompiledQuery.raw(text, [() => 1])))).rejects.toThrow('cloned');
		for (const text of ['select no_such_column', 'begin no such thing'])
			await expect(db.executeQuery(CompiledQuery.raw(text))).rejects.toThrow();
		expect((await db.executeQuery(CompiledQuery.raw('select 1 as one'))).rows).toEqual([{ one: 1 }]);
		await posted.close();
	});

	it('never gives a place twice: a log that was written beside it is not written over', async () => {
		await store.write(append(eventOf(1)));
		const posted = new PostedWriter(join(folder, 'wall.db'));
		const db = (await posted.ready())!;
		const failing = db.transaction().execute((inside) => appendEvents(inside, [eventOf(2)], now, posted.logAfter(0)));
		await expect(failing).rejects.toMatchObject({ code: expect.stringContaining('SQLITE_CONSTRAINT') as string });
		expect(await ids()).toEqual(['e1']);
		await posted.close();
	});

	it('says that no thread can be had, and starts another one when it is asked again', async () => {
		const writer = new PostedWriter(join(folder, 'missing', 'wall.db'));
		expect(await writer.ready()).toBeUndefined();
		mkdirSync(join(folder, 'missing'));
		const create = (db: Kysely<Database>) =>
			db.transaction().execute((inside) => inside.executeQuery(CompiledQuery.raw('create table page (id integer)')));
		const ready = await writer.ready();
		await create(ready!);
		await expect(create(ready!)).rejects.toThrow('already exists');
		expect(await writer.ready()).toBe(ready);
		await writer.close();
		await expect(create(ready!)).rejects.toThrow('写入线程已退出');
	});
});
