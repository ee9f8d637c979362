import Sqlite from 'better-sqlite3';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import type { FeedState, Frame, TopicName } from '../../src/lib/contract/topics.ts';
import type { Instant } from '../../server/core/time/types.ts';
import { momentAt, type PlaybackSource } from '../../server/live/playback-reader.ts';
import { unpackLines } from '../../server/store/playback-bytes.ts';
import { openReader } from '../../server/store/open.ts';
import { topicsOf } from '../../src/lib/contract/wall-program.ts';
import { shippedPlaylists, shippedScenes } from '../../src/lib/contract/shipped-scenes.ts';
import { percentile, tenth } from './percentile.ts';
import { measureRecording } from './playback-record.ts';
import type { BenchResult } from './run.ts';

const port = 4275;
/** Court seconds in a second of the courts' office hours; the demo runs its nights ten times as fast. */
const speed = 400;
const dayMs = 24 * 3_600_000;
const reads = 400;
/** The walls that are watched: of a higher, an intermediate and a basic court. */
const walls = ['sf-higher', 'sf-01', 'sf-0101'] as const;

interface Access {
	readonly baseUrl: string;
	readonly accounts: readonly { readonly username: string; readonly password: string }[];
}

const standard = shippedPlaylists.find(({ id }) => id === 'standard')!;
/** What the standard playlist of a wall shows. */
const topics = topicsOf(standard.steps.flatMap(({ scene }) => shippedScenes.find(({ id }) => id === scene) ?? []));

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

async function watchWalls({ accounts }: Access, base: string): Promise<Socket> {
	const who = accounts.find(({ username }) => username === 'sf-higher-approver')!;
	const signedIn = await fetch(`${base}/api/v1/sign-in`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ username: who.username, password: who.password }),
	});
	const socket = io(base, {
		transports: ['websocket'],
		auth: { screen: false },
		extraHeaders: { cookie: signedIn.headers.get('set-cookie')!.split(';')[0]! },
	});
	for (const scope of walls) socket.emit('subscribe', { topics: topics.map((topic) => ({ topic, scope })) });
	return socket;
}

const courtNow = async (base: string): Promise<number> =>
	Date.parse(((await (await fetch(`${base}/api/v1/clock`)).json()) as { now: string }).now);

/** Runs the demo's province for a day of court time with walls that are watched, and leaves its database in a folder. */
async function recordDay(folder: string): Promise<{ readonly from: number; readonly to: number }> {
	const env = { ...process.env, PORT: String(port), DATA_DIR: folder, DEMO_SPEED: String(speed), DEMO_CASES: '800', LOG_LEVEL: 'error' };
	const child = spawn(process.execPath, ['server/cli.ts', 'demo'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
	try {
		const file = join(folder, 'demo', 'access.json');
		for (let waited = 0; !existsSync(file); waited += 250) {
			if (waited > 400_000) throw new Error('the demo did not start');
			await pause(250);
		}
		const base = `http://127.0.0.1:${port}`;
		const socket = await watchWalls(JSON.parse(readFileSync(file, 'utf8')) as Access, base);
		const from = await courtNow(base);
		while ((await courtNow(base)) < from + dayMs) await pause(500);
		// The last hour is packed as well.
		const to = from + dayMs;
		while ((await courtNow(base)) < to + 3_600_000 * 1.3) await pause(500);
		await pause(31_000);
		socket.disconnect();
		return { from, to };
	} finally {
		child.kill('SIGTERM');
		await new Promise((done) => (child.exitCode === null ? child.once('exit', done) : done(undefined)));
	}
}

interface Recorded {
	readonly court: string;
	readonly minute: number;
	readonly frame: Frame;
	/** The line as it would be kept without any packing. */
	readonly plain: string;
}

/** Every recorded frame, written out. */
async function framesOf(database: Sqlite.Database): Promise<readonly Recorded[]> {
	const rows = database
		.prepare<[], { court_code: string; topic: string; day: number; bytes: Buffer }>('select * from playback_block')
		.all();
	const found: Recorded[] = [];
	for (const { court_code: court, topic, day, bytes } of rows) {
		let payload: unknown;
		for (const line of await unpackLines(bytes)) {
			if (line.payload !== '') payload = JSON.parse(line.payload);
			if (line.kind === 'E' || payload === undefined) continue;
			const { asOf, revision } = line;
			const frame = { topic, scope: court, revision, asOf, feed: JSON.parse(line.feed) as FeedState, payload } as Frame;
			found.push({ court, minute: day * 1440 + Number(line.key), frame, plain: JSON.stringify(frame) });
		}
	}
	return found.sort((a, b) => a.minute - b.minute);
}

async function readTimes(file: string, { from, to }: { readonly from: number; readonly to: number }): Promise<readonly number[]> {
	const { db, close } = openReader({ file });
	const source: PlaybackSource = { db, now: () => new Date(to).toISOString() as Instant, days: 90, zoneOf: () => 'Asia/Shanghai' };
	const overview = shippedScenes.find(({ id }) => id === 'overview')!;
	const asked: readonly TopicName[] = topicsOf([overview]);
	const took: number[] = [];
	let random = 42;
	for (let each = 0; each < reads; each += 1) {
		random = (random * 48_271) % 2_147_483_647;
		const minute = Math.floor((from + (random / 2_147_483_647) * (to - from)) / 60_000);
		const began = performance.now();
		await momentAt(source, walls[each % walls.length]!, minute, asked, 'internal');
		took.push(performance.now() - began);
	}
	await close();
	return took;
}

/** The same frames as plain JSON, one row each, in one table of a file of its own: its size in bytes. */
function plainTable(folder: string, frames: readonly Recorded[]): number {
	const plain = new Sqlite(join(folder, 'plain.db'));
	plain.exec('create table frame (court text, topic text, minute integer, data text, primary key (court, topic, minute))');
	const insert = plain.prepare('insert or replace into frame values (?, ?, ?, ?)');
	plain.transaction(() => frames.forEach(({ court, frame, minute, plain: data }) => insert.run(court, frame.topic, minute, data)))();
	plain.exec('vacuum');
	const bytes = Number(plain.pragma('page_count', { simple: true })) * Number(plain.pragma('page_size', { simple: true }));
	plain.close();
	return bytes;
}

/** Tables of playback alone, in a file of their own: what they take on disk. */
function packedBytes(folder: string, file: string): number {
	const packed = new Sqlite(join(folder, 'packed.db'));
	packed.exec(`attach '${file}' as wall`);
	packed.exec(
		'create table playback_block (court_code text, topic text, day integer, changes text, bytes blob, primary key (court_code, topic, day))',
	);
	packed.exec('insert into playback_block select * from wall.playback_block');
	packed.exec('create index playback_block_day on playback_block (court_code, day)');
	packed.exec('create table playback_span as select * from wall.playback_span');
	packed.exec('detach wall');
	packed.exec('vacuum');
	const bytes = Number(packed.pragma('page_count', { simple: true })) * Number(packed.pragma('page_size', { simple: true }));
	packed.close();
	return bytes;
}

/** A day of three recorded walls of the demo's province: bytes and frames per court and day, reading a minute, recording twenty courts. */
export async function playback(): Promise<BenchResult> {
	const folder = mkdtempSync(join(tmpdir(), 'playback-bench-'));
	try {
		const day = await recordDay(folder);
		const file = join(folder, 'demo', 'wall.db');
		const database = new Sqlite(file, { readonly: true });
		const frames = await framesOf(database);
		database.close();
		const courtDays = walls.length * (((frames.at(-1)?.minute ?? 0) - (frames[0]?.minute ?? 0)) / 1440);
		const byMinute = Map.groupBy(
			frames.filter(({ court }) => court === 'sf-01'),
			({ minute }) => minute,
		);
		const record = await measureRecording([...byMinute.values()].slice(0, 120).map((each) => each.map(({ frame }) => frame)));
		const read = await readTimes(file, day);
		const [packed, plain] = [packedBytes(folder, file), plainTable(folder, frames)];
		const figures = {
			bytesPerCourtDay: Math.round(packed / courtDays),
			framesPerCourtDay: Math.round(frames.length / courtDays),
			readMs: tenth(percentile(read, 0.95)),
			readP50Ms: tenth(percentile(read, 0.5)),
			recordMs: tenth(percentile(record, 0.5)),
			recordP95Ms: tenth(percentile(record, 0.95)),
			courtDays: tenth(courtDays),
		};
		const baseline = { bytesPerCourtDay: Math.round(plain / courtDays) };
		return { bench: 'playback', figures, baseline, ratio: tenth(plain / packed) };
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
