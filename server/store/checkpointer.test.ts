import Sqlite from 'better-sqlite3';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Checkpointer } from './checkpointer.ts';

const megabyte = 2 ** 20;
let folder: string;
let file: string;
let writer: Sqlite.Database;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'checkpoint-'));
	file = join(folder, 'wall.db');
	writer = new Sqlite(file);
	writer.pragma('journal_mode = WAL');
	writer.pragma('wal_autocheckpoint = 0');
	writer.pragma(`journal_size_limit = ${4 * megabyte}`);
	writer.exec('create table page (id integer primary key, body blob)');
});

afterEach(() => {
	writer.close();
	rmSync(folder, { recursive: true, force: true });
});

const logBytes = (): number => statSync(`${file}-wal`).size;

/** Writes a megabyte in a transaction, as the store does. */
async function writeMegabyte(log: Checkpointer): Promise<void> {
	await log.pause();
	writer.prepare('insert into page (body) values (zeroblob(?))').run(megabyte);
	log.note();
}

describe('the write-ahead log is carried over in a thread of its own', () => {
	it('stays short under steady writing, and every row is there afterwards', async () => {
		let fellBack = 0;
		const log = new Checkpointer(file, () => (fellBack += 1));
		let longest = 0;
		for (let count = 0; count < 150; count += 1) {
			await writeMegabyte(log);
			longest = Math.max(longest, logBytes());
		}
		await log.close();
		expect(fellBack).toBe(0);
		expect(longest).toBeLessThan(64 * megabyte);
		// Without any carrying over the log would hold all of it.
		expect(statSync(file).size).toBeGreaterThan(80 * megabyte);
		const reader = new Sqlite(file, { readonly: true });
		expect(reader.prepare('select count(*) from page').pluck().get()).toBe(150);
		reader.close();
	});

	it('goes on writing while a reader holds an old state of the database', async () => {
		const log = new Checkpointer(file, () => undefined);
		const reader = new Sqlite(file, { readonly: true });
		reader.exec('begin');
		expect(reader.prepare('select count(*) from page').pluck().get()).toBe(0);
		for (let count = 0; count < 60; count += 1) await writeMegabyte(log);
		expect(logBytes()).toBeGreaterThan(56 * megabyte);
		expect(reader.prepare('select count(*) from page').pluck().get()).toBe(0);
		reader.exec('commit');
		reader.close();
		// Freed of the reader, the log begins anew within the next pause.
		for (let count = 0; count < 60; count += 1) await writeMegabyte(log);
		expect(logBytes()).toBeLessThan(64 * megabyte);
		await log.close();
	});

	it('hands the work back when its thread cannot do it', async () => {
		const broken = join(folder, 'broken.db');
		writeFileSync(broken, 'this is no database'.repeat(1000));
		writeFileSync(`${broken}-wal`, Buffer.alloc(5 * megabyte));
		let fellBack = 0;
		const log = new Checkpointer(broken, () => (fellBack += 1));
		log.note();
		await vi.waitFor(() => expect(fellBack).toBe(1));
		await log.pause();
		await log.close();
		expect(fellBack).toBe(1);
	});
});
