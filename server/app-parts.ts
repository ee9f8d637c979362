import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { realMs } from './clock.ts';
import type { Config } from './config.ts';
import { dayOfInstant } from './core/time/zone.ts';
import type { FlowContext } from './flows/context.ts';
import { watchPublicTurns } from './flows/keep-public.ts';
import { codeTries, pairingAsks } from './flows/pair-screen.ts';
import { refreshPublicFigures } from './flows/refresh-public.ts';
import type { ScreenParts } from './flows/screen-parts.ts';
import type { RunBackTest } from './flows/try-layer.ts';
import { exposuresOf } from './live/design-use.ts';
import { readDesigns } from './live/designs.ts';
import type { Devices } from './live/devices.ts';
import { countMismatched } from './store/reconcile.ts';
import { answers, openPostgres, openSqlite, type DatabasePlace, type Store } from './store/open.ts';
import { runRulesTask } from './workers/rules-task.ts';

const publicEveryMs = 10_000;
/** How often notices of lobbies are looked at for coming on and going off display. */
const turnsEveryMs = 1000;

/** Where the database is, for another thread to open. */
export function placeOf(config: Config): DatabasePlace {
	return config.DATABASE_URL ? { url: config.DATABASE_URL } : { file: join(config.DATA_DIR, 'wall.db') };
}

const backTestMs = 120_000;

/** Runs back-tests in a worker thread: screens and feeds do not wait for them. */
export const backTestBeside =
	(config: Config): RunBackTest =>
	({ court, from, to, text }) =>
		runRulesTask({ kind: 'back-test', place: placeOf(config), court, from, to, layer: text }, AbortSignal.timeout(backTestMs));

/** Opens the database that the settings name. */
export async function openStore(config: Config): Promise<Store> {
	if (config.DATABASE_URL) return openPostgres(config.DATABASE_URL);
	mkdirSync(config.DATA_DIR, { recursive: true });
	return openSqlite(join(config.DATA_DIR, 'wall.db'));
}

/** What flows on screens need: the connections, and what is designed for which court. */
export const screenParts = (context: FlowContext, devices: Devices): ScreenParts => ({
	realMs,
	codeTries: codeTries(),
	asks: pairingAsks(),
	hasDesign: async (db, kind, court, id) => (await readDesigns(db, context.directory))[kind](court, id) !== undefined,
	exposes: async (db, record) => exposuresOf(await readDesigns(db, context.directory), context.directory(), record),
	changed: () => devices.changed(),
	send: (screens, command) => devices.send(screens, command),
	connected: () => devices.connected(),
});

/** The days that courts have now, by their zones. */
const courtDays = (context: FlowContext): string =>
	[...new Set([...context.directory().courts.values()].map(({ zone }) => dayOfInstant(context.now(), zone)))].join();

/** Keeps the public projection up with what changed; it is the only thing lobby screens are fed from. To stop waits for what is being written. */
export function keepPublicFigures(context: FlowContext, onError: (error: unknown) => void): () => Promise<void> {
	let dirty = true;
	let running: Promise<void> | undefined;
	let turning: Promise<void> | undefined;
	let refreshedFor = '';
	const stop = context.store.onChange(({ courts }) => {
		// What it writes itself changes lobbies alone.
		if (courts.size > 0) dirty = true;
	});
	const timer = setInterval(() => {
		const days = courtDays(context);
		// Windows, judges on duty and the year go by the day, also where nothing happens.
		if ((!dirty && days === refreshedFor) || running) return;
		dirty = false;
		refreshedFor = days;
		running = refreshPublicFigures(context)
			.catch((error: unknown) => {
				// Tried again: the next event may be days away.
				dirty = true;
				onError(error);
			})
			.finally(() => {
				running = undefined;
			});
	}, publicEveryMs);
	const turns = watchPublicTurns(context);
	const turnTimer = setInterval(() => {
		turning ??= turns()
			.catch(onError)
			.finally(() => {
				turning = undefined;
			});
	}, turnsEveryMs);
	return async () => {
		clearInterval(timer);
		clearInterval(turnTimer);
		stop();
		await Promise.all([running, turning]);
	};
}

const sweepIsLateMs = 30_000;

/** Whether the service can do its work: the database answers, the sweep runs, the clock can be trusted. */
export async function readiness(
	store: Store,
	sinceSweepMs: number,
	clockHeld: boolean,
	isOpen?: () => boolean,
): Promise<{ readonly ok: boolean; readonly checks: Readonly<Record<string, string>> }> {
	const database = (await answers(store.read)) ? 'ok' : 'failed';
	const sweep = sinceSweepMs < sweepIsLateMs ? 'ok' : 'late';
	const checks = { database, sweep, clock: clockHeld ? 'jumped' : 'ok', ...(isOpen ? { demo: isOpen() ? 'ok' : 'building' } : {}) };
	// Numbers that do not agree are told to whoever watches; the service goes on serving.
	const mismatched = database === 'ok' ? await countMismatched(store.read) : 0;
	const reconciliation = mismatched > 0 ? `mismatch ${mismatched}` : 'ok';
	return { ok: Object.values(checks).every((check) => check === 'ok'), checks: { ...checks, reconciliation } };
}
